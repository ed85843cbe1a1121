"""What people decided at the desk as labelled cases, on which `kopri read --evaluate` scores the reader: docs/use/read.md has the form."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from kopri.site.record.models import Document, Review, State, Statement
from kopri.site.record.querysets import DocumentQuerySet
from kopri.site.record.schemas import without_surroundings

Json = dict[str, Any]
FORMAT: Final = "kopri-cases/1"
CHUNK: Final = 50


def labelled_cases(documents: DocumentQuerySet, shows_text: Callable[[Document], bool]) -> Iterator[Json]:
    """A case for each document in which something is decided.

    Args:
        documents: those to look at, already narrowed to what may be seen.
        shows_text: whether the text of a document goes along; without it a case has the hash of the text only.
    """
    for document in documents.decided().with_verdicts().iterator(chunk_size=CHUNK):
        yield case_of(document, with_text=shows_text(document))


def case_of(document: Document, *, with_text: bool) -> Json:
    """The labels of one document: accepted is right, corrected is right as corrected, rejected is wrong.

    A type is complete if every statement of it was decided. A decision on what a later reading changed is left out, unless the
    verdict remembers what was judged.
    """
    statements: list[Statement] = document.decided_statements  # type: ignore[attr-defined]
    right = [label for s in statements if s.state in {State.ACCEPTED, State.CORRECTED} and (label := right_label(s))]
    wrong = [label for s in statements if s.state in {State.REJECTED, State.CORRECTED} and (label := judged_label(s))]
    undecided = {s.type for s in statements if s.state == State.PROPOSED}
    return {
        "id": document.reference,
        "language": document.language or "und",
        "published": document.published_known or None,
        "sha256": document.sha256,
        "text": document.text if with_text else None,
        "complete": sorted({s.type for s in statements} - undecided),
        "statements": right,
        "rejected": wrong,
    }


def right_label(statement: Statement) -> Json | None:
    """What a person stands behind."""
    if statement.correction is None:
        return judged_label(statement)
    fact = {name: value for name, value in statement.correction.items() if name != "valid"}
    return label(statement, fact, statement.correction.get("valid") or statement.valid, statement.evidence)


def judged_label(statement: Statement) -> Json | None:
    """What the machine had read when a person judged it; None if nobody knows any more."""
    review: Review | None = next(iter(statement.standing_reviews), None)  # type: ignore[attr-defined]
    judged = review.after.get("judged") if review else None
    if judged:
        return label(statement, judged["payload"], judged["valid"], judged["evidence"])
    read_at = statement.document.read_at
    if read_at is None or statement.decided_at is None or statement.decided_at < read_at:
        return None
    return label(statement, statement.payload, statement.valid, statement.evidence)


def label(statement: Statement, payload: Json, valid: Json, evidence: list[list[int]]) -> Json:
    """A statement in the form of labels."""
    text = statement.document.text
    return {
        "type": statement.type,
        "payload": without_surroundings(payload),
        "valid": {"start": valid.get("start"), "end": valid.get("end")},
        "evidence": [{"start": start, "end": end, "exact": text[start:end]} for start, end in evidence],
    }
