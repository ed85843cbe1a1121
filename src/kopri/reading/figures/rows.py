"""Figures in tables: a number of a cell, with unit and measure from head or caption, subject from the row, period from head or row."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from kopri.lang.numbers import NumberMention, find_numbers
from kopri.lang.spans import Span, cover
from kopri.reading.figures.counted_nouns import singular_of
from kopri.reading.figures.crossing import ABROAD_END
from kopri.reading.figures.lexicon import measures, nouns, units
from kopri.reading.figures.periods import Timeline
from kopri.reading.figures.whose import Owners
from kopri.reading.model import Figure, FigureKind, Segment, Statement, Validity
from kopri.reading.page import Page
from kopri.reading.statements import make_statement
from kopri.reading.tables import Table

SCALE: Final = r"(?P<scale>thousand|million|billion|trillion|mln|mn|bln|bn|tn|m|k)"
MONEY: Final = (
    r"(?P<money>US\$|[A-Z]{3}\b|[$€£₩¥]|(?:US\s+)?dollars?|euros?|won|yen|yuan|tenge|s[ou]m|soums?|roubles?|rubles?|manat|somoni|lira)"
)
MONEY_FIRST: Final = re.compile(rf"(?<!\w){MONEY}[\s,]*(?:{SCALE}s?\b)?")
SCALE_FIRST: Final = re.compile(rf"\b{SCALE}s?\s+(?:of\s+)?{MONEY}", re.IGNORECASE)
SCALED_NOUN: Final = re.compile(rf"(?:\b{SCALE}s?\s+(?:of\s+)?)?(?P<noun>[A-Za-z²³]+)\W*\Z", re.IGNORECASE)
IN_UNIT: Final = re.compile(r"(?:[,(]\s*|\bin\s+)(?P<unit>[^,()]{1,40})\)?\s*\Z")
SHARE: Final = re.compile(r"%|\bper\s?cent\b|\bpercent(?:age)?\b|\bpct\b|\bshare\b", re.IGNORECASE)
CHANGE: Final = re.compile(r"\b(?:change|growth|increase|y/y|yoy|year[- ]on[- ]year|dynamics)\b|[±Δ]", re.IGNORECASE)
NO_FIGURES: Final = re.compile(
    r"\s*(?:No|Nos|N|№|#|Rank|Place|Code|HS(?:\s+code)?|ID|Year|Date|Start|End|Deadline|Phone|Tel|Page|Item|Row|Room|Flight|Aircraft|Model)"
    r"\b\.?.{0,12}\Z",
    re.IGNORECASE,
)
ALONE: Final = re.compile(r"[\s+−–$€£₩¥~*-]*\Z")
AFTER: Final = re.compile(r"[\s%*†\d)]{0,4}(?:[a-zA-Z³²/.]{1,10}\s?){0,2}[)*†]*\s*\Z")
NUMBERED: Final = re.compile(r"\A\W*Table\s+\d+[.:]?\s*")
YEAR: Final = re.compile(r"(?:19|20)\d\d")
ROUTE: Final = re.compile(r"\b[A-Z]{3}\s?[–-]\s?[A-Z]{3}\b")
TRADED: Final = ("exports", "imports", "trade_balance")


@dataclass(frozen=True, slots=True)
class Counting:
    """What the numbers of a column or row count in: a unit, how many of it one stands for, and the words it was named by."""

    unit: str
    factor: Decimal = Decimal(1)
    words: str = ""
    kind: FigureKind = "quantity"
    sure: bool = True


def read_table(page: Page, table: Table, article: Segment) -> list[Statement]:
    """The figures of a table, row by row; none for a column whose numbers count nothing that is said.

    Args:
        page: the document.
        table: one of its tables.
        article: the article it stands in.
    """
    if len(table.header) == 1 and table.rows and len(table.rows[0]) > 1:
        table = Table(table.segment, table.title or table.header[0].of(page.text), table.rows[0], table.rows[1:], table.collapsed)
    return TableReader(page, table, article).read() if len(table.header) > 1 else []


class TableReader:
    """Reads one table."""

    def __init__(self, page: Page, table: Table, article: Segment) -> None:
        self.page, self.table = page, table
        self.owners = Owners(page, article)
        self.timeline = Timeline(page, article)
        self.caption = NUMBERED.sub("", table.title or "")
        self.heads = [" ".join(head.of(page.text).split()) for head in table.header]
        self.times = [self._time(head) for head in table.header]
        self.place = Span(page.segments[table.segment].span.start, table.header[0].start)

    def read(self) -> list[Statement]:
        """Its figures."""
        found: list[Statement] = []
        for row in self.table.rows:
            if not row or len(row) > len(self.heads):
                continue
            for column in range(1, len(row)):
                figure = None if NO_FIGURES.match(self.heads[column]) else self._figure(row, column)
                found += [figure] if figure else []
        return found

    def _figure(self, row: Sequence[Span], column: int) -> Statement | None:
        number = self._number(row[column])
        if number is None:
            return None
        label = " ".join(row[0].of(self.page.text).split())
        counting = self._counting(number, label, column)
        if counting is None:
            return None
        when = self._when(row, column, counting)
        signed = self.page.text[number.span.start - 1 : number.span.start] in ("−", "–") and number.value > 0
        context = f"{self.caption} {self.heads[column]} {label}"
        measure, relation = self._measure(counting, context, label)
        relation = relation or ABROAD_END.search(context) is not None
        payload = Figure(
            value=(-number.value if signed else number.value) * (counting.factor if number.kind == "number" else 1),
            unit=counting.unit,
            measure=measure,
            surface=number.span,
            kind=counting.kind,
            subject=label or None,
            parties=self.owners.of_row(row[0], self.place, relation=relation, unnamed=ROUTE.search(label) is not None),
        )
        return make_statement(
            self.page, payload, [cover(row)], rule="figure_table_cell", valid=when, confidence=0.75, key=_key(payload, when)
        )

    def _number(self, cell: Span) -> NumberMention | None:
        """The one number of a cell that holds hardly more than it."""
        text = self.page.text
        numbers = self.page.within(self.page.numbers, cell)
        if len(numbers) != 1 or any(d.kind != "duration" for d in self.page.within(self.page.dates, cell)):
            return None
        number = numbers[0]
        alone = ALONE.fullmatch(text, cell.start, number.span.start) and AFTER.fullmatch(text, number.span.end, cell.end)
        return number if alone and number.kind in ("number", "money", "percent") else None

    def _counting(self, number: NumberMention, label: str, column: int) -> Counting | None:
        """What a cell counts in: by its own words, its column's, its row's, the caption's, in that order."""
        head = self.heads[column]
        change = CHANGE.search(head) is not None
        if number.kind == "money":
            return Counting(number.unit or "")
        if number.kind == "percent" or SHARE.search(head) or (change and "%" in self.caption):
            return Counting("percent", kind="change" if change else "quantity", words=head)
        if change:
            return None
        periodic = self.times[column] is not None
        named = [_named(head, unit_only=periodic), _named(label, unit_only=True), _named(self.caption, unit_only=not periodic)]
        return self._weekly(head) or next((n for n in named if n is not None), None)

    def _weekly(self, head: str) -> Counting | None:
        """Flights under a head that only says how often: "Weekly" is so many a week."""
        period = nouns()["adverbs_of_rate"].get(head.lower())
        what = next((w for w in nouns()["frequent"] if re.search(rf"\b{w}s?\b", self.caption, re.IGNORECASE)), None) if period else None
        return Counting(f"{what}/{period}", words=what) if what else None

    def _time(self, head: Span) -> Validity | None:
        said = head.of(self.page.text).strip()
        if YEAR.fullmatch(said):
            return Validity(said, said, "year", "stated", (head,))
        dates = [d for d in self.page.within(self.page.dates, head) if d.kind in ("date", "interval", "relative", "day_month")]
        when = self.timeline.when(dates[0], self.timeline.reference) if dates else None
        return when if when is not None and when.start else None

    def _when(self, row: Sequence[Span], column: int, counting: Counting) -> Validity:
        """The time of a cell: of its column, its row, the caption; of a change the columns it compares."""
        spans = [t for t in self.times if t is not None]
        if counting.kind == "change" and len(spans) > 1 and self.times[column] is None:
            return Validity(spans[0].start, spans[-1].end, spans[0].precision, "stated", (*spans[0].evidence, *spans[-1].evidence))
        found = self.times[column] or self._time(row[0]) or self._time(self.place)
        if found is not None:
            return found
        year = (self.timeline.reference or "")[:4]
        return Validity(year, year, "year", "inferred", self.timeline.published.evidence) if year else Validity()

    def _measure(self, counting: Counting, context: str, label: str) -> tuple[str, bool]:
        """The measure, and whether it holds between countries."""
        family = "money" if len(counting.unit) == 3 and counting.unit.isupper() else counting.unit
        base = next((m for m in measures() if family in m.units and m.near is not None and m.noun is None and m.near.search(context)), None)
        if counting.kind == "change":
            trade = next((m for m in measures() if "money" in m.units and m.near is not None and m.near.search(context)), None)
            return (f"{trade.name}_growth" if trade else "growth"), trade is not None and (trade.relation or trade.name in TRADED)
        if base is not None:
            return base.name, base.relation or base.name in TRADED
        words = counting.words or label
        return "_".join(re.findall(r"[a-z]+", words.lower())[:5]) or counting.unit, False


@lru_cache(maxsize=512)
def _named(words: str, *, unit_only: bool) -> Counting | None:
    """What a head, a row's label or a caption says its numbers count in; `unit_only` if only a unit set apart will do (", tonnes")."""
    money = SCALE_FIRST.search(words) or MONEY_FIRST.search(words)
    if money:
        scale = money["scale"] or ""
        probe = find_numbers(f"{money['money']} 1 {scale}", "en") or find_numbers(f"1 {scale} {money['money']}", "en")
        if probe and probe[0].kind == "money" and probe[0].unit:
            return Counting(probe[0].unit, probe[0].value)
    if SHARE.search(words) and not CHANGE.search(words):
        return Counting("percent", words=words)
    apart = IN_UNIT.search(words)
    for said in ([apart["unit"]] if apart else []) + ([] if unit_only else [words]):
        named = SCALED_NOUN.search(said)
        unit = _unit(named["noun"]) if named else None
        if named and unit:
            probe = find_numbers(f"1 {named['scale']} people", "en") if named["scale"] else []
            return Counting(unit, probe[0].value if probe else Decimal(1), words)
    return None


def _unit(word: str) -> str | None:
    """The unit a word names: a measure, or the singular of a plural."""
    measure = nouns()["measures"].get(word) or nouns()["measures"].get(word.lower())
    singular = singular_of(word)
    if measure is not None or singular is None or singular in nouns()["meetings"]:
        return str(measure) if measure else None
    return str(units().get(singular, singular))


def _key(figure: Figure, when: Validity) -> str:
    period = when.start if when.start == when.end else f"{when.start or ''}/{when.end or ''}"
    parties = ",".join(sorted({p.id for p in figure.parties}))
    return "|".join([figure.measure, parties, figure.subject or "", figure.unit, period or ""])
