"""An event being read: what one sentence says of it, before mentions of the same event are brought together."""

from dataclasses import dataclass, field

from kopri.lang.spans import Span
from kopri.reading.events.rules import Merge
from kopri.reading.model import EventStatus, Validity
from kopri.reading.tagged import Tagged


@dataclass(slots=True)
class Draft:
    """What one sentence says of an event. `who` and `where` are as written; `article` numbers the article of the page."""

    category: str
    name: str
    tagged: Tagged
    at: tuple[int, int]
    merge: Merge
    article: int
    who: str | None = None
    place: str | None = None
    place_ids: frozenset[str] = frozenset()
    participants: tuple[str, ...] = ()
    status: EventStatus = "held"
    edition: int | None = None
    valid: Validity = field(default_factory=Validity)
    current: bool = False
    vague: bool = False
    forum: str | None = None
    only_repeats: bool = False
    evidence: list[Span] = field(default_factory=list)
    confidence: float = 0.7
