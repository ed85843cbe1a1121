"""What of a model's proposals is kept: those the text bears out. The rest is counted by reason."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, cast, get_args

from kopri.lang.spans import Span
from kopri.reading.model import Document, Figure, Statement, StatementType
from kopri.reading.page import Page
from kopri.reading.propose.asking import prompt_version
from kopri.reading.propose.values import NotInQuoteError, read_payload, read_validity
from kopri.reading.statements import statement_id

CONFIDENCE: Final = 0.4
SHORTEST, LONGEST = 8, 2000
LONGEST_NAME: Final = 90
# Why a proposal is dropped; the last ones are raised by `values`.
DROPPED: Final = (
    "malformed",
    "quote_too_short_or_long",
    "quote_not_in_text",
    "quote_not_unique",
    "already_read",
    "twice",
    "value_not_in_quote",
    "unit_not_in_quote",
    "words_not_in_quote",
    "country_not_in_text",
    "date_not_in_quote",
    "unknown_word",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is kept of some proposals, and how many were dropped for each reason."""

    kept: tuple[Statement, ...]
    dropped: Mapping[str, int] = field(default_factory=dict)


def keep(page: Page, document: Document, proposals: Iterable[Mapping[str, Any]], model: str) -> Outcome:
    """Check proposals against the text.

    Args:
        page: the document as opened for reading.
        document: the same as read: what the rules found is not proposed again.
        proposals: as parsed from answers.
        model: name of the model with its version, as it names itself.

    Returns:
        statements in text order, `made_by` "model:NAME/VERSION OF THE INSTRUCTIONS", and counts of the dropped by reason of `DROPPED`.
    """
    kept: list[Statement] = []
    dropped: Counter[str] = Counter()
    for proposal in proposals:
        try:
            statement = _checked(page, proposal, f"model:{model[:LONGEST_NAME]}/{prompt_version()}")
        except NotInQuoteError as error:
            dropped[error.reason] += 1
            continue
        if any(_same(statement, other) for other in document.statements):
            dropped["already_read"] += 1
        elif any(_same(statement, other) for other in kept):
            dropped["twice"] += 1
        else:
            kept.append(statement)
    return Outcome(tuple(sorted(kept, key=lambda s: (s.evidence[0].start, s.type, s.id))), dict(sorted(dropped.items())))


def _checked(page: Page, proposal: Mapping[str, Any], made_by: str) -> Statement:
    said, payload = proposal.get("type"), proposal.get("payload")
    if said not in get_args(StatementType) or not isinstance(payload, dict):
        raise NotInQuoteError("malformed")
    kind = cast("StatementType", said)
    quote = _place(page.text, proposal.get("quote"))
    fact = read_payload(page, quote, kind, payload)
    valid = read_validity(page, quote, proposal.get("start"), proposal.get("end"))
    place = fact.surface if isinstance(fact, Figure) else quote
    return Statement(
        id=statement_id(page.sha256, place, kind, fact),
        type=kind,
        payload=fact,
        evidence=(quote,),
        valid=valid,
        mood="reported",
        made_by=made_by,
        confidence=CONFIDENCE,
    )


def _place(text: str, quote: object) -> Span:
    """Where a quote stands, letter for letter."""
    if not isinstance(quote, str) or not SHORTEST <= len(quote) <= LONGEST:
        raise NotInQuoteError("quote_too_short_or_long" if isinstance(quote, str) else "malformed")
    start = text.find(quote)
    if start < 0:
        raise NotInQuoteError("quote_not_in_text")
    if text.find(quote, start + 1) >= 0:
        raise NotInQuoteError("quote_not_unique")
    return Span(start, start + len(quote))


def _same(one: Statement, other: Statement) -> bool:
    """Whether two statements speak of one thing: the same number, or the same words of a passage as the same type."""
    if one.type != other.type:
        return False
    if isinstance(one.payload, Figure) and isinstance(other.payload, Figure):
        return one.payload.surface.overlaps(other.payload.surface)
    return _overlap(one.evidence, other.evidence) and _named(one) == _named(other)


def _overlap(some: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(a.overlaps(b) for a in some for b in others)


def _named(statement: Statement) -> str:
    payload: Any = statement.payload
    told = next((getattr(payload, name) for name in ("person", "category", "strength", "kind", "name") if hasattr(payload, name)), "")
    return str(told).casefold()
