"""The answer of `kopri read --why` as JSON and for a person."""

from typing import Any

from kopri.lang.spans import Span
from kopri.reading.output import span_json, spans_json, statement_json
from kopri.reading.table import summary
from kopri.reading.why.explaining import Why
from kopri.reading.why.trace import Trace

OPEN, CLOSE = "⟦", "⟧"


def why_json(why: Why) -> dict[str, Any]:
    """Everything, with places as spans."""
    text = why.document.text
    return {
        "document": {"path": why.document.path, "sha256": why.document.sha256, "language": why.document.language},
        "statement": statement_json(text, why.statement),
        "rule": {"name": why.rule.name, "version": why.rule.version, "says": why.rule.says, "words": list(why.rule.words)},
        "sentences": [{**span_json(text, s), "marked": marked(why, s)} for s in why.sentences],
        "fields": [_trace_json(text, trace) for trace in why.fields],
        "valid": _trace_json(text, why.date),
        "confidence": {"value": why.statement.confidence, "says": why.confidence},
        "warnings": [
            {"code": w.code, "severity": w.severity, "message": w.message, "evidence": spans_json(text, w.evidence)} for w in why.warnings
        ],
        "relations": [{"relation": r.relation, "statements": list(r.statements), "why": r.why} for r in why.relations],
    }


def _trace_json(text: str, trace: Trace) -> dict[str, Any]:
    return {"field": trace.field, "value": trace.value, "how": trace.how, "evidence": spans_json(text, trace.spans)}


def why_table(why: Why) -> str:
    """For a person: the fact, its sentence with the parts marked, then each field with what it comes from."""
    statement = why.statement
    lines = [
        f"{statement.type}: {summary(statement.payload)}",
        f"{why.document.path}, statement {statement.id}",
        "",
        *(f"  {marked(why, sentence)}" for sentence in why.sentences),
        "",
        f"read by the rule {why.rule.name}" + (f", version {why.rule.version}" if why.rule.version else ""),
        f"  {why.rule.says}",
        *([f"  its words stand in {', '.join(why.rule.words)}"] if why.rule.words else []),
        "",
    ]
    rows = [*why.fields, why.date, Trace("confidence", f"{statement.confidence:g}", why.confidence)]
    wide, deep = max(len(r.field) for r in rows), min(40, max(len(_one_line(r.value)) for r in rows))
    lines += [f"  {r.field:{wide}}  {_one_line(r.value):{deep}}  {r.how}{_places(r.spans)}" for r in rows]
    if why.warnings:
        lines += ["", "warnings that touch it", *(f"  ! {w.severity:6} {w.code}: {w.message}" for w in why.warnings)]
    if why.relations:
        lines += ["", "other documents", *(f"  {r.relation:12} {r.why}" for r in why.relations)]
    return "\n".join(lines)


def _one_line(value: str) -> str:
    return " ".join(value.split())


def _places(spans: tuple[Span, ...]) -> str:
    """Offsets as "(12–19)"; nothing where there are none."""
    return f" ({', '.join(f'{s.start}–{s.end}' for s in spans)})" if spans else ""


def marked(why: Why, sentence: Span) -> str:
    """A sentence on one line with the parts that were used set off."""
    text = why.document.text
    parts = _merged([s for t in (*why.fields, why.date) for s in t.spans if sentence.contains(s) and s != sentence])
    pieces, at = [], sentence.start
    for part in parts:
        pieces += [text[at : part.start], OPEN, part.of(text).strip(), CLOSE, " " if part.of(text)[-1:].isspace() else ""]
        at = part.end
    return " ".join("".join([*pieces, text[at : sentence.end]]).split())


def _merged(spans: list[Span]) -> list[Span]:
    """In order, one inside or across another joined to one."""
    kept: list[Span] = []
    for span in sorted(set(spans)):
        if kept and kept[-1].overlaps(span):
            kept[-1] = Span(kept[-1].start, max(kept[-1].end, span.end))
        elif span.end > span.start:
            kept.append(span)
    return kept
