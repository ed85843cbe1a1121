"""An evaluation as JSON and for a person."""

from typing import Any

from kopri.lang.spans import Span
from kopri.reading.evaluate.cases import KINDS
from kopri.reading.evaluate.scoring import Evaluation, Tally

HEAD = ("type", "language", "precision", "recall", "F1", "right", "false", "missed", "cannot say", "fields right")


def evaluation_json(result: Evaluation) -> dict[str, Any]:
    """Every tally, every miss. Shares are null where nothing was counted, never 0."""
    return {
        "cases": result.cases,
        "without_text": result.without_text,
        "scores": [
            {"type": kind, "language": language, **_tally_json(tally)} for (kind, language), tally in sorted(result.tallies.items())
        ],
        "totals": [{"type": kind, **_tally_json(result.total(kind))} for kind in KINDS if any(t == kind for t, _ in result.tallies)],
        "misses": [
            {"case": m.case, "kind": m.kind, "type": m.type, "language": m.language, "says": m.says, **_place_json(m.place)}
            for m in result.misses
        ],
    }


def in_order(result: Evaluation) -> list[tuple[tuple[str, str], Tally]]:
    """The tallies by type, as the types are listed, and language."""
    return sorted(result.tallies.items(), key=lambda item: (KINDS.index(item[0][0]), item[0][1]))


def _place_json(place: Span) -> dict[str, int]:
    return {"start": place.start, "end": place.end}


def _tally_json(tally: Tally) -> dict[str, Any]:
    rounded = {name: None if value is None else round(value, 4) for name, value in _shares(tally).items()}
    return {
        **rounded,
        "right": tally.right,
        "false": tally.false,
        "missed": tally.wanted - tally.found,
        "labelled": tally.wanted,
        "unlabelled": tally.unlabelled,
        "fields": {name: {"right": good, "labelled": all_} for name, (good, all_) in sorted(tally.fields.items())},
    }


def _shares(tally: Tally) -> dict[str, float | None]:
    return {"precision": tally.precision, "recall": tally.recall, "f1": tally.f1}


def evaluation_table(result: Evaluation) -> str:
    """A line for each type and language, the sum of a type where it has several, then what went wrong."""
    rows: list[tuple[str, ...]] = [HEAD]
    for kind in KINDS:
        languages = sorted(language for type_, language in result.tallies if type_ == kind)
        rows += [_row(kind, language, result.tallies[kind, language]) for language in languages]
        if len(languages) > 1:
            rows.append(_row(kind, "all", result.total(kind)))
    widths = [max(len(row[n]) for row in rows) for n in range(len(HEAD))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    lines.append(
        f"{result.cases} cases" + (f"; {len(result.without_text)} left out: their text is not at hand" if result.without_text else "")
    )
    lines += [f"{m.kind:6} {m.case} {m.place.start}–{m.place.end}  {m.type}: {m.says}" for m in result.misses]
    return "\n".join(lines)


def _row(kind: str, language: str, tally: Tally) -> tuple[str, ...]:
    shares = tuple("–" if value is None else f"{value:.2f}" for value in _shares(tally).values())
    fields = ", ".join(f"{name} {good}/{all_}" for name, (good, all_) in sorted(tally.fields.items()))
    missed = str(tally.wanted - tally.found) if tally.wanted else "–"
    return (kind, language, *shares, str(tally.right), str(tally.false), missed, str(tally.unlabelled), fields)
