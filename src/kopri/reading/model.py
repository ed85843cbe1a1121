"""What the engine takes and gives: frozen dataclasses, as fixed in `docs/engines/reading.md`.

Dates are ISO strings cut to their precision: "2013-10-04", "2013-10", "2024-Q3", "2024-H1", "2013", "1930s".
Countries are ISO 3166-1 alpha-3, currencies ISO 4217, languages ISO 639-1.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from kopri.lang.spans import Span

Precision = Literal["day", "month", "quarter", "half", "year", "decade", "none"]
Basis = Literal["stated", "inferred"]
SegmentKind = Literal["article", "table", "caption", "furniture", "boilerplate"]
StatementType = Literal["figure", "event", "commitment", "agreement", "post", "organisation", "initiative"]
Mood = Literal["reported", "planned", "agreed", "pledged", "expected", "recommended", "quoted"]
Severity = Literal["low", "medium", "high"]
FigureKind = Literal["quantity", "change", "ratio", "fraction", "rank", "duration", "anniversary", "party_count"]
Qualifier = Literal["exact", "about", "nearly", "over", "at_least", "under", "up_to"]
Stage = Literal["capacity", "planned", "contracted", "actual"]
Scope = Literal["city", "region", "nation", "world"]
Strength = Literal["recommended", "planned", "pledged", "agreed"]
EventStatus = Literal["planned", "held", "postponed", "cancelled"]
RelationKind = Literal["contradicts", "supports", "compatible", "duplicate"]


@dataclass(frozen=True, slots=True)
class Published:
    """When a document was published. `value` is null unless one date (of `precision`) is stated or follows from the evidence."""

    value: str | None = None
    not_before: str | None = None
    not_after: str | None = None
    precision: Precision = "none"
    basis: Basis | None = None
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a page: one article, a table, a caption, the page's furniture, or boilerplate."""

    span: Span
    kind: SegmentKind
    title: str | None = None
    published: Published = Published()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Validity:
    """The time a statement speaks of. `start` and `end` are ISO strings of `precision`; one point in time has them equal."""

    start: str | None = None
    end: str | None = None
    precision: Precision = "none"
    basis: Basis = "stated"
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """A country a figure speaks of: where it flows from or to, or whose it is."""

    id: str
    role: Literal["from", "to", "of"] = "of"


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its unit. `surface` is the place of the number itself; `value` re-parses from it."""

    value: Decimal
    unit: str
    measure: str
    surface: Span
    kind: FigureKind = "quantity"
    qualifier: Qualifier = "exact"
    stage: Stage = "actual"
    scope: Scope | None = None
    aspect: Literal["flow", "stock"] | None = None
    subject: str | None = None
    parties: tuple[Party, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens at a time: `category` is its class ("summit"), `plover` the PLOVER class where there is one."""

    category: str
    name: str
    place: str | None = None
    participants: tuple[str, ...] = ()
    status: EventStatus = "held"
    edition: int | None = None
    plover: str | None = None


@dataclass(frozen=True, slots=True)
class Commitment:
    """Somebody says that something will, or ought to, be done."""

    who: tuple[str, ...]
    to: tuple[str, ...]
    what: str
    sector: str | None = None
    due: str | None = None
    strength: Strength = "planned"


@dataclass(frozen=True, slots=True)
class Agreement:
    """A text, programme, policy or relation between parties."""

    kind: str
    name: str
    parties: tuple[str, ...] = ()
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A person in a post; `organisation` is a country (ISO alpha-3) or an organisation's name."""

    person: str
    post: str
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class Organisation:
    """A named organisation."""

    name: str
    kind: str
    country: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Initiative:
    """A row of a table. `cells` maps header to text; `start` and `end` are ISO dates, `end` may be "ongoing"."""

    table: str
    name: str
    cells: Mapping[str, str] = field(default_factory=dict)
    start: str | None = None
    end: str | None = None


Payload = Figure | Event | Commitment | Agreement | Post | Organisation | Initiative


@dataclass(frozen=True, slots=True)
class Statement:
    """One fact with the passages it stands in.

    `id` follows from document hash, span, type and payload: same input, same id. `made_by` names rule and version.
    `key` says what may be compared with what; None where nothing may.
    """

    id: str
    type: StatementType
    payload: Payload
    evidence: tuple[Span, ...]
    valid: Validity = Validity()
    mood: Mood = "reported"
    speaker: str | None = None
    made_by: str = ""
    confidence: float = 0.5
    key: str | None = None


@dataclass(frozen=True, slots=True)
class TextWarning:
    """Something a reader of the document must know before trusting it."""

    code: str
    severity: Severity
    message: str
    evidence: tuple[Span, ...]
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read."""

    path: str
    sha256: str
    text: str
    language: str
    kind: str
    published: Published
    segments: tuple[Segment, ...]
    statements: tuple[Statement, ...]
    warnings: tuple[TextWarning, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """How statements of different documents bear on each other. `statements` are "sha256/id"; `why` is for a person."""

    relation: RelationKind
    statements: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading some documents."""

    documents: tuple[Document, ...]
    across: tuple[Relation, ...]
