"""The text of a document as a page shows it: whole, or quotes only, with statements and warnings marked."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kopri.site.record import labels
from kopri.site.record.marks import Block, Mark, Place, Segment, part_at, parts, show_quotes, show_text
from kopri.site.record.models import Document, Statement, TextWarning
from kopri.site.record.warning_codes import warning_label

NO_NAME = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """Blocks of text; a long text comes in parts, numbered from 1."""

    blocks: list[Block]
    part: int = 1
    count: int = 1
    places: list[tuple[int, int]] = field(default_factory=list)

    def holds(self, position: int) -> bool:
        """Whether a position of the text stands in the part shown."""
        return self.count == 1 or part_at(self.places, position) + 1 == self.part

    @property
    def numbers(self) -> range:
        """The parts there are."""
        return range(1, self.count + 1)


def whole_paper(document: Document, mark: Callable[[Place], Sequence[Mark]], *, part: int | None = None, at: int = 0) -> Paper:
    """The whole text, or of a long one the part asked for, by default the one with position `at`; `mark` gives the marks of a part."""
    places = parts(document.text)
    index = min(max(part - 1, 0), len(places) - 1) if part else part_at(places, at)
    shown = show_text(document.text, mark(places[index]), segments_of(document), places[index])
    return Paper(notable(shown), index + 1, len(places), places)


def within(statements: Iterable[Statement], place: Place) -> list[Statement]:
    """Those that stand in a part of the text."""
    return [statement for statement in statements if statement.start < place[1] and place[0] < statement.end]


def quoted_paper(document: Document, marks: Sequence[Mark], statements: Iterable[Statement]) -> Paper:
    """The passages that statements were read from, and nothing else."""
    passages = [(start, end) for statement in statements for start, end in statement.evidence]
    return Paper(show_quotes(document.text, marks, passages, segments_of(document)))


def notable(blocks: list[Block]) -> list[Block]:
    """Only the segments a reader should be told of open with a word: tables, standing text, another article on the page."""
    told: list[Block] = []
    article = None
    for block in blocks:
        segment = block.opens
        if segment is not None and segment.kind == "article":
            another = article is not None and segment.title not in {NO_NAME, article}
            article = segment.title or article or NO_NAME
            segment = segment if another else None
        elif segment is not None and segment.kind not in {"table", "boilerplate"}:
            segment = None
        told.append(replace(block, opens=segment))
    return told


def segments_of(document: Document) -> list[Segment]:
    """The parts of the page as read."""
    return [Segment(s["start"], s["end"], s["kind"], s.get("title") or NO_NAME) for s in document.segments]


def statement_marks(statements: Iterable[Statement], href: Callable[[Statement], str], current: Statement | None = None) -> list[Mark]:
    """A mark for each statement, the current one set off."""
    return [
        Mark(
            statement.start,
            statement.end,
            statement.reference,
            f"{statement.type} s-{statement.state}" + (" now" if statement == current else ""),
            _("%(kind)s, %(state)s") % {"kind": capfirst(labels.kind_label(statement.type)), "state": labels.state_label(statement.state)},
            href(statement),
        )
        for statement in statements
    ]


def warning_marks(warnings: Iterable[TextWarning]) -> list[Mark]:
    """A mark for each passage that proves a warning; a warning about the whole page has none."""
    return [
        Mark(start, end, f"w{warning.pk}-{number}", f"warn {warning.severity}", warning_label(warning.code), f"#warning-{warning.pk}")
        for warning in warnings
        for number, (start, end) in enumerate(warning.evidence)
        if end - start <= LONGEST_WARNING
    ]


LONGEST_WARNING = 400
