"""The reading for a person at a terminal."""

from kopri.reading.model import Agreement, Commitment, Document, Event, Figure, Initiative, Organisation, Payload, Post, Reading, Statement
from kopri.reading.statements import decimal_text


def reading_table(reading: Reading) -> str:
    """A block for each document: its date, its warnings, a line for each statement; then what documents say of each other."""
    blocks = [document_table(document) for document in reading.documents]
    if reading.across:
        blocks.append("Across documents\n" + "\n".join(f"  {r.relation:12} {r.why}" for r in reading.across))
    return "\n\n".join(blocks) or "nothing was read"


def document_table(document: Document) -> str:
    """One document."""
    published = document.published
    when = published.value or (f"not after {published.not_after}" if published.not_after else "no date found")
    lines = [f"{document.path}  {document.kind}, {document.language}, {when}" + (f" ({published.basis})" if published.basis else "")]
    lines += [f"  ! {w.severity:6} {w.code}: {w.message}" for w in document.warnings]
    lines += [f"  {s.type:12} {when_of(s):14} {summary(s.payload)}" for s in document.statements]
    return "\n".join(lines)


def when_of(statement: Statement) -> str:
    """The time a statement speaks of, short."""
    start, end = statement.valid.start, statement.valid.end
    return start or end or "–" if start == end or not (start and end) else f"{start}–{end}"


def summary(payload: Payload) -> str:
    """A fact in one line."""
    match payload:
        case Figure():
            who = " ".join(f"{p.role} {p.id}" if p.role != "of" else p.id for p in payload.parties)
            mark = "" if payload.qualifier == "exact" else payload.qualifier.replace("_", " ") + " "
            return f"{payload.measure.replace('_', ' ')}: {mark}{decimal_text(payload.value)} {payload.unit}  {who}".rstrip()
        case Event():
            return f"{payload.category.replace('_', ' ')}, {payload.status}: {payload.name}"
        case Commitment():
            return f"{payload.strength}: {', '.join(payload.who) or '?'} → {', '.join(payload.to) or '?'}: {payload.what}"
        case Agreement():
            return f"{payload.kind}: {payload.name}"
        case Post():
            return f"{payload.person}: {payload.post}" + (f", {payload.organisation}" if payload.organisation else "")
        case Organisation():
            return f"{payload.name} ({payload.kind})"
        case Initiative():
            return f"{payload.name}: {payload.start or '?'} – {payload.end or '?'}"
