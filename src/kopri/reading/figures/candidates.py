"""Which numbers of a sentence are figures, and what they count."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kopri.lang.dates import DateMention
from kopri.lang.numbers import NumberMention
from kopri.lang.spans import Span
from kopri.reading.figures import counted_nouns
from kopri.reading.figures.counted_nouns import Noun
from kopri.reading.figures.lexicon import nouns, qualifiers, words
from kopri.reading.model import FigureKind, Qualifier
from kopri.reading.page import Page, Passage

HUNDREDTH: Final = Decimal("0.01")
LIST_NUMBER: Final = re.compile(r"\s*[(]?\Z")
AFTER_LIST_NUMBER: Final = re.compile(r"[.)]\s+\S")
GLUED: Final = re.compile(r"[:/]\d|\.\d+\.\d|-\d{3,}")
TIMES_AFTER: Final = re.compile(
    r"\s+(?:higher|lower|more|less|fewer|larger|bigger|greater|smaller|faster|longer|as\b|the\b|that\b|what\b|its\b|over|than|compared|in\s+\d{4}|since|between|from|[.,;]|\Z)",
    re.IGNORECASE,
)
TIMES_BEFORE: Final = re.compile(
    r"\b(?:by|to|nearly|almost|about|some|increased|grew|rose|grown|risen|expanded|multiplied)\s+(?:(?:about|nearly|almost|over|more than)\s+)?\Z",
    re.IGNORECASE,
)
DOUBLE_AFTER: Final = re.compile(
    r"\s+(?:the|that|those|its|their|his|what|as|from|to|in|by|over|since|compared|between|last|trade|exports|output|[.,;]|[$€£₩]|\Z|\d)",
    re.IGNORECASE,
)
NAME_AFTER: Final = re.compile(r"(?:st|nd|rd|th)?[\s-]+[A-Z]")
ANNIVERSARY: Final = re.compile(r"\s+(?:[\w’-]+\s+)?(?:anniversary|anniversaries|birthday|jubilee)\b", re.IGNORECASE)
RANKED: Final = re.compile(
    r"\b(?:rank(?:s|ed|ing)?|placed|places|stands|stood|finish(?:ed|es)|came|comes)\s+(?:in\s+)?(?:the\s+)?\Z", re.IGNORECASE
)
OF_ITS_KIND: Final = re.compile(r"\s+(?:\w+\s+)?of\s+(?:its|their)\s+kind\b", re.IGNORECASE)
TOP: Final = re.compile(r"\btop[\s-]+\Z", re.IGNORECASE)
AGE: Final = re.compile(r"[\s-]+old\b|[\s-]+of\s+age\b", re.IGNORECASE)
SHARE_AFTER: Final = re.compile(r"\s+(?:of|as)\b|\s*(?:[.,;:)]|\Z)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Counted:
    """A number that is a figure: its value in `unit`, the words it counts, and how surely it is said."""

    number: NumberMention
    surface: Span
    value: Decimal
    unit: str
    kind: FigureKind
    qualifier: Qualifier
    noun: Noun | None = None
    family: str = ""


def counted(page: Page, passage: Passage) -> list[Counted]:
    """The figures of a passage, in text order."""
    dates = [d for d in page.within(page.dates, passage.span) if d.kind != "duration"]
    found: list[Counted] = []
    for number in page.within(page.numbers, passage.span):
        if any(d.span.overlaps(number.digits) for d in dates) or _is_label(page, passage, number):
            continue
        figure = _figure(page, passage, number, found)
        if figure is not None:
            found.append(figure)
    return found


def _is_label(page: Page, passage: Passage, number: NumberMention) -> bool:
    """Whether a number is a list number, a time, a part of a name or of a code."""
    text, start, end = page.text, number.span.start, number.digits.end
    if (
        LIST_NUMBER.fullmatch(text, passage.span.start, start)
        and AFTER_LIST_NUMBER.match(text, end)
        and number.digits.of(text).isdigit()
        and number.kind == "number"
    ):
        return True
    if number.kind in ("money", "percent"):
        return False
    if (
        GLUED.match(text, end)
        or text[max(0, start - 1) : start] in (":", "/", "#")
        or (text[start - 1 : start] == "-" and text[start - 2 : start - 1].isdigit())
    ):
        return True
    first = number.digits.of(text)[:1]
    middle = text[passage.span.start : start].strip(' "“‘(*°•–-\t')
    if number.words and number.kind != "ordinal" and first.isupper() and middle and not middle.endswith((".", ":", "?", "!", "”", '"')):
        return True
    before = re.search(r"([A-Za-z]+)\.?\s+\Z", text[max(passage.span.start, start - 20) : start])
    return (
        before is not None and before[1].lower() in nouns()["labels_before"] and number.kind in ("number", "ordinal") and not number.words
    )


def _figure(page: Page, passage: Passage, number: NumberMention, before: Sequence[Counted]) -> Counted | None:
    """The figure a number makes, by its kind."""
    text = page.text
    readers = {
        "money": _plain,
        "percent": _percent,
        "fraction": _fraction,
        "multiple": _multiple,
        "ordinal": _ordinal,
        "duration": _duration,
    }
    if number.kind == "number" or (number.kind == "fraction" and abs(number.value) > 1):
        return _count(page, passage, number, before)
    return readers[number.kind](text, passage, number)


def _made(text: str, number: NumberMention, unit: str, kind: FigureKind, **more: object) -> Counted:
    counts_words = number.kind in ("number", "ordinal", "fraction")
    surface = number.digits if counts_words else number.span
    value = more.pop("value", number.value)
    noun = more.pop("noun", None)
    family = more.pop("family", unit)
    assert isinstance(value, Decimal) and (noun is None or isinstance(noun, Noun))
    return Counted(
        number, surface, value, unit, kind, qualifier_of(text, number, noun.span.end if noun else number.span.end), noun, str(family)
    )


def qualifier_of(text: str, number: NumberMention, after: int) -> Qualifier:
    """How surely a number is said, by the words right before and after it."""
    if number.vague:
        return "at_least"
    before = qualifiers("before").search(text, max(0, number.span.start - 36), number.span.start)
    if before:
        return next(name for name, said in before.groupdict().items() if said)  # type: ignore[return-value]
    for end in {number.span.end, after}:
        if text[end : end + 1] == "+":
            return "at_least"
        following = qualifiers("after").match(text, end)
        if following:
            return next(name for name, said in following.groupdict().items() if said)  # type: ignore[return-value]
    return "exact"


def _plain(text: str, passage: Passage, number: NumberMention) -> Counted | None:
    del passage
    return _made(text, number, number.unit or "", "quantity", family="money")


def _percent(text: str, passage: Passage, number: NumberMention) -> Counted | None:
    return _made(text, number, "percent", "change" if is_change(text, passage, number) else "quantity")


def is_change(text: str, passage: Passage, number: NumberMention) -> bool:
    """Whether a share is a growth or a decline: "rose by 7 percent", "a 7 percent increase"."""
    near = text[max(passage.span.start, number.span.start - 40) : number.span.start]
    near = re.split(r"[;:—]|,\s(?!by\b)", near)[-1]
    after = re.match(
        r"\s+(?:\w+\s+)?(?:increase|rise|growth|decline|drop|fall|decrease|jump|surge|gain|higher|lower|more|less|cut)\b",
        text[number.span.end : number.span.end + 30],
    )
    return words("change_words").search(near) is not None or after is not None


def _fraction(text: str, passage: Passage, number: NumberMention) -> Counted | None:
    if not SHARE_AFTER.match(text, number.span.end) or re.search(r"\b(?:in|by)\s+\Z", text[passage.span.start : number.span.start]):
        return None
    return _made(text, number, "percent", "fraction", value=(number.value * 100).quantize(HUNDREDTH).normalize() + 0)


def _multiple(text: str, passage: Passage, number: NumberMention) -> Counted | None:
    written = number.span.of(text).lower()
    near = text[max(passage.span.start, number.span.start - 30) : number.span.start]
    if written.endswith("times"):
        right = TIMES_BEFORE.search(near) is not None or TIMES_AFTER.match(text, number.span.end) is not None
        if (
            not right
            or re.match(r"\s+(?:[.,;]|\Z|in\b|since\b|over\s+the\b)", text[number.span.end : number.span.end + 12])
            and not TIMES_BEFORE.search(near)
        ):
            return None
    elif written in ("double", "triple", "quadruple", "treble", "twice", "doubles", "triples"):
        if not DOUBLE_AFTER.match(text, number.span.end):
            return None
    return _made(text, number, "ratio", "ratio")


def _ordinal(text: str, passage: Passage, number: NumberMention) -> Counted | None:
    end = number.span.end
    near = text[max(passage.span.start, number.span.start - 30) : number.span.start]
    if ANNIVERSARY.match(text, end):
        return _made(text, number, "year", "anniversary", family="anniversary")
    if number.value > 1 and (words("superlative").match(text, end) or OF_ITS_KIND.match(text, end)):
        return _made(text, number, "rank", "rank")
    if RANKED.search(near):
        return _made(text, number, "rank", "rank")
    meeting = counted_nouns.meeting_after(text, end)
    if meeting is not None and _is_edition(text, number, meeting):
        return _made(text, number, "edition", "rank", noun=meeting)
    return None


def _is_edition(text: str, number: NumberMention, meeting: Noun) -> bool:
    """Whether an ordinal counts editions: not "the first meeting", which only says that there was none before."""
    capital = text[meeting.span.end - len(meeting.words[-1]) : meeting.span.end][:1].isupper()
    return number.value > 1 or not number.words or (capital and number.span.of(text)[:1].isupper())


def _duration(text: str, passage: Passage, number: NumberMention) -> Counted | None:
    if (
        AGE.match(text, number.span.end)
        or number.value == 1
        and number.words
        or re.search(r"\baged?\s+\Z", text[passage.span.start : number.span.start])
    ):
        return None
    return _made(text, number, number.unit or "", "duration")


def _count(page: Page, passage: Passage, number: NumberMention, before: Sequence[Counted]) -> Counted | None:
    text = page.text
    if TOP.search(text, max(passage.span.start, number.span.start - 8), number.span.start):
        made = _made(text, number, "rank", "rank")
        return Counted(
            made.number,
            made.surface,
            made.value,
            "rank",
            "rank",
            "up_to",
            counted_nouns.noun_after(text, number.span.end, passage.span.end),
        )
    noun = counted_nouns.noun_after(text, number.span.end, passage.span.end) or counted_nouns.noun_before(
        text, passage.span.start, number.span.start
    )
    if noun is None:
        return _like_the_one_before(text, number, before)
    if noun.hyphened is False and _is_idle(text, passage, number, noun):
        return None
    return _made(text, number, noun.unit, "quantity", noun=noun)


def _is_idle(text: str, passage: Passage, number: NumberMention, noun: Noun) -> bool:
    """Whether a small count only points at things known: "the two leaders", "three areas"."""
    if number.value > 12 or number.value < 0:
        return False
    if number.value <= 1:
        return True
    before = re.search(r"([A-Za-z]+)\s+\Z", text[max(passage.span.start, number.span.start - 20) : number.span.start])
    definite = before is not None and before[1].lower() in nouns()["definite"]
    return (number.words and definite) or (noun.singular in nouns()["idle"] and number.value <= 10)


def _like_the_one_before(text: str, number: NumberMention, before: Sequence[Counted]) -> Counted | None:
    """ "from 120 to 300", "in 2023, up from 3,200": a bare number counts what the number before it counts."""
    if not before or before[-1].noun is None or before[-1].kind != "quantity":
        return None
    between = text[before[-1].surface.end : number.span.start]
    after = text[number.span.end : number.span.end + 1]
    if (
        len(between) > 60
        or not re.search(r"\b(?:to|from|and)\s+(?:(?:about|nearly|almost|over|more than|some|around)\s+)?\Z", between)
        or after in ("-", "/", ":")
    ):
        return None
    if not re.search(
        r"\b(?:from|up|down|rose|grew|increased|fell|compared)\b",
        between + text[max(0, before[-1].surface.start - 16) : before[-1].surface.start],
    ):
        return None
    made = _made(text, number, before[-1].unit, "quantity")
    return Counted(made.number, made.surface, made.value, made.unit, made.kind, made.qualifier, before[-1].noun, made.family)


def dates_of(page: Page, span: Span) -> list[DateMention]:
    """The dates in a span that can be the time of a figure."""
    return [d for d in page.within(page.dates, span) if d.kind not in ("duration", "weekday")]
