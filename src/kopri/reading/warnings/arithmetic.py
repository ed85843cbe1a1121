"""Figures that do not follow from each other."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kopri.lang.spans import Span
from kopri.reading.clues import find_anniversaries
from kopri.reading.model import Figure, Statement, TextWarning
from kopri.reading.page import Page
from kopri.reading.warnings.codes import pattern, warn

Placed = tuple[Statement, Figure]


def _figures(statements: Sequence[Statement]) -> list[Placed]:
    return [(s, s.payload) for s in statements if isinstance(s.payload, Figure)]


def _in_passages(page: Page, statements: Sequence[Statement]) -> dict[int, list[Placed]]:
    """Figures by the passage they stand in."""
    grouped: dict[int, list[Placed]] = {}
    for statement, figure in _figures(statements):
        passage = page.passage_at(figure.surface.start)
        if passage is not None:
            grouped.setdefault(passage.span.start, []).append((statement, figure))
    return grouped


def ratios(page: Page, statements: Sequence[Statement]) -> Iterator[TextWarning]:
    """A multiple ("nearly triple", "ninefold") against the two values it compares."""
    grouped = _in_passages(page, statements)
    for statement, claim in _figures(statements):
        if claim.kind != "ratio" or claim.unit != "ratio" or not statement.valid.start or statement.valid.start == statement.valid.end:
            continue
        passage = page.passage_at(claim.surface.start)
        same = grouped.get(passage.span.start, []) if passage else []
        pair = _operands(statement, same) or _operands(statement, _before(page, statement, claim, statements))
        if pair is None or claim.value <= 0:
            continue
        (late, last), (early, base) = pair
        real = last.value / base.value
        off = abs(real / claim.value - 1)
        rough = claim.qualifier in {"about", "nearly"}
        if off <= (Decimal("0.06") if rough else Decimal("0.05")):
            continue
        code = "ARITHMETIC_LOOSE" if rough and off <= Decimal("0.15") else "ARITHMETIC"
        shares = base.unit == "percent"
        message = f"“{claim.surface.of(page.text)}”: {last.surface.of(page.text)} against {base.surface.of(page.text)} makes {real:.2f}."
        evidence = [
            Span(claim.surface.start, max(claim.surface.end, base.surface.end if base.surface.start > claim.surface.start else 0)),
            last.surface,
            base.surface,
        ]
        yield warn(code, message, evidence, [statement.id, late.id, early.id], "low" if shares else None)


def _before(page: Page, statement: Statement, claim: Figure, statements: Sequence[Statement]) -> list[Placed]:
    """Shares and counts told shortly before a claim, in the same article."""
    near = Span(max(0, claim.surface.start - 700), claim.surface.start)
    passage = page.passage_at(claim.surface.start)
    segment = page.segment_of(passage).span if passage else near
    return [(s, f) for s, f in _figures(statements) if near.contains(f.surface) and segment.contains(f.surface) and s.id != statement.id]


def _operands(claim: Statement, figures: Sequence[Placed]) -> tuple[Placed, Placed] | None:
    """The value at the claim's end and the one at its beginning: of one unit, best of one measure, exact before rounded."""
    usable = [(s, f) for s, f in figures if f.kind in {"quantity", "fraction"} and f.value > 0 and f.stage == "actual"]
    ends = [(s, f) for s, f in usable if s.valid.end == claim.valid.end and s.valid.start == s.valid.end]
    starts = [(s, f) for s, f in usable if s.valid.start == claim.valid.start and s.valid.start == s.valid.end]
    pairs = [(end, start) for end in ends for start in starts if end[1].unit == start[1].unit and end[1].parties == start[1].parties]
    return min(pairs, key=lambda p: (p[0][1].measure != p[1][1].measure, p[0][1].qualifier != "exact"), default=None)


def growth(page: Page, statements: Sequence[Statement]) -> Iterator[TextWarning]:
    """A change in percent against the two values it stands between, where one sentence holds all three."""
    for figures in _in_passages(page, statements).values():
        changes = [(s, f) for s, f in figures if f.kind == "change" and f.unit == "percent"]
        values = [(s, f) for s, f in figures if f.kind == "quantity" and f.unit != "percent" and s.valid.start and f.value > 0]
        if len(changes) != 1 or len(values) != 2:
            continue
        (change, said), (a, first), (b, second) = changes[0], values[0], values[1]
        if first.measure != second.measure or first.unit != second.unit or a.valid.start == b.valid.start:
            continue
        late, early = (first, second) if (a.valid.start or "") > (b.valid.start or "") else (second, first)
        real = abs(late.value / early.value - 1) * 100
        if abs(real - said.value) > max(Decimal("1.5"), said.value / 10):
            values_said = f"From {early.surface.of(page.text)} to {late.surface.of(page.text)}"
            message = f"{values_said} is a change of {real:.1f} percent, not {said.surface.of(page.text)}."
            yield warn("ARITHMETIC", message, [first.surface, second.surface, said.surface], [change.id, a.id, b.id])


def sums(page: Page, statements: Sequence[Statement]) -> Iterator[TextWarning]:
    """A whole that is said to consist of parts which make another sum."""
    for start, figures in _in_passages(page, statements).items():
        passage = page.passage_at(start)
        split = pattern("parts_follow").search(page.text, passage.span.start, passage.span.end) if passage else None
        if split is None:
            continue
        wholes = [(s, f) for s, f in figures if f.surface.end <= split.start()]
        parts = [(s, f) for s, f in figures if f.surface.start >= split.end()]
        if len(wholes) != 1 or len(parts) < 2 or any(f.unit != wholes[0][1].unit for _, f in parts):
            continue
        total = sum((f.value for _, f in parts), Decimal(0))
        whole = wholes[0][1]
        if abs(total - whole.value) > whole.value / (20 if whole.qualifier != "exact" else 100):
            message = f"The parts make {total}, not {whole.surface.of(page.text)}."
            yield warn("ARITHMETIC", message, [f.surface for _, f in (*wholes, *parts)], [s.id for s, _ in (*wholes, *parts)])


def lists_of_countries(page: Page, statements: Sequence[Statement]) -> Iterator[TextWarning]:
    """A number of countries ("five countries – …") with a list that names more or fewer."""
    del statements
    for number in page.numbers:
        if number.kind != "number" or not 2 <= number.value <= 20 or number.unit:
            continue
        follows = pattern("list_follows").match(page.text, number.span.end)
        passage = page.passage_at(number.span.start)
        if not follows or passage is None:
            continue
        named: list[str] = []
        at = follows.end()
        for mention in page.within(page.names, Span(min(at, passage.span.end), passage.span.end)):
            if mention.kind not in {"country", "nationality"} or page.text[at : mention.span.start].strip(" ,") not in {
                "",
                "and",
                "and the",
                "the",
                "и",
                "및",
            }:
                break
            named.append(mention.id or mention.name)
            at = mention.span.end
        if len(named) >= 2 and len(set(named)) != number.value:
            yield warn(
                "ARITHMETIC",
                f"{number.span.of(page.text)} countries are announced, {len(set(named))} are named.",
                [Span(number.span.start, at)],
            )


def anniversaries(page: Page, statements: Sequence[Statement]) -> Iterator[TextWarning]:
    """An anniversary that falls in another year ("the tenth anniversary" in the ninth)."""
    del statements
    value = page.published.value
    if not value:
        return
    for one in find_anniversaries(page):
        if len(one.bases) != 1 or one.shift is None:
            continue
        base = one.bases[0]
        years = int(value[:4]) + one.shift - int(base[:4])
        if years != one.number:
            message = f"{int(value[:4]) + one.shift} is {years} years after {base[:4]}, not {one.number}."
            evidence = [page.with_words_before(one.span, 30)]
            yield warn("ARITHMETIC", message, [*evidence, *([one.base_span] if one.base_span else [])])
