"""Figures that are no plain counts: money, shares and changes, n-fold, ranks, editions, anniversaries, durations."""

import re
from decimal import Decimal
from typing import Final

from kopri.lang.numbers import NumberMention
from kopri.lang.spans import Span
from kopri.reading.figures.counted import Counted, count
from kopri.reading.figures.counted_nouns import Noun, meeting_after
from kopri.reading.figures.lexicon import nouns, words
from kopri.reading.page import Passage

MADE_UP: Final = re.compile(r"\b(?:ma[dk]e|makes|making)\s+up\b|\bup\s+to\b")
SIGNS: Final = ("+", "−")
HUNDREDTH: Final = Decimal("0.01")
TIMES_AFTER: Final = re.compile(
    r"\s+(?:higher|lower|more|less|fewer|larger|bigger|greater|smaller|faster|longer|as\b|the\b|that\b|what\b|its\b|over|than|compared|between|from)",
    re.IGNORECASE,
)
TIMES_BEFORE: Final = re.compile(
    r"\b(?:by|to|nearly|almost|about|some|increased|grew|rose|grown|risen|expanded|multiplied)\s+"
    r"(?:(?:about|nearly|almost|over|more than)\s+)?\Z",
    re.IGNORECASE,
)
TWICE_AS: Final = re.compile(r"\s+as\s+(?:many|much|large|big|high|fast|long)\b", re.IGNORECASE)
DOUBLE_AFTER: Final = re.compile(
    r"\s+(?:the|that|those|its|their|his|what|from|to|in|by|over|since|compared|between|last|trade|exports|output|[.,;]|[$€£₩]|\Z|\d)",
    re.IGNORECASE,
)
MULTIPLIERS: Final = ("double", "triple", "quadruple", "treble", "twice", "doubles", "triples")
SPELL: Final = r"(?:century|decade|year|month|week|day|hour|minute|kilometer|kilometre|met(?:re|er)|mile|ton(?:ne)?|degree|percentage)\b"
SPELL_AFTER: Final = re.compile(rf"\s+(?:of\s+)?(?:a|an|the)\s+{SPELL}", re.IGNORECASE)
ONE_IN: Final = re.compile(r"\w+\s+(?:in|out\s+of)\s+(?:every\s+)?\w+", re.IGNORECASE)
SHARE_AFTER: Final = re.compile(r"\s+(?:of|as|more|less|higher|lower|fewer)\b|\s*(?:[.,;:)]|\Z)", re.IGNORECASE)
RAISED: Final = re.compile(r"\b(?:raise[sd]?|lower(?:s|ed)?|lift(?:s|ed)?|extend(?:s|ed)?|shorten(?:s|ed)?)\b[^.;,]{0,40}\Z")
EVERY: Final = re.compile(r"\bevery\s+\Z", re.IGNORECASE)
EVERY_TIME: Final = re.compile(
    r"\s+(?:[a-z]+\s+)?(?:century|decade|year|quarter|month|week|weekend|day|hour|minute|time|season|edition|session|meeting|issue|summit|"
    r"kilomet(?:re|er)|metre|meter|mile|[A-Z])"
)
EDITION_BEFORE: Final = re.compile(
    r"\b(?P<meeting>[A-Za-z]+),?\s+(?:is\s+|was\s+|will\s+be\s+)?(?:the|its|their|already\s+(?:the|its))\s+\Z"
)
EDITION_ENDS: Final = re.compile(r"\s*(?:[,.;)–—]|\Z|so\s+far\b|of\s+its\s+kind\b|in\s+(?:the|a)\s+series\b)")
STEP_OF: Final = re.compile(
    r"\s+of\s+(?:the\s+|its\s+)?(?:[\d]{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+[a-z]+s\b"
)
BY_A: Final = re.compile(r"\bby\s+(?:a|one)\s+\Z")
CLAUSE: Final = re.compile(r"[;:—]|,\s")
DIVIDED: Final = re.compile(r"\b(?:in|by)\s+\Z")
CHANGED_AFTER: Final = re.compile(
    r"\s+(?:\w+\s+)?(?:increase|rise|growth|decline|drop|fall|decrease|jump|surge|gain|higher|lower|more|less|cut)\b"
)
CHANGE_WHICH_WAS: Final = re.compile(
    r"\b(?:increase|rise|growth|decline|drop|fall|decrease)\b[^.;]{0,60},\s+which\s+(?:was|is|stood\s+at|reached)\s+\Z"
)
BASE: Final = re.compile(r"\bfrom\s+(?:\w+\s+){0,2}\Z")
ANNIVERSARY: Final = re.compile(r"\s+(?:[\w’-]+\s+)?(?:anniversary|anniversaries|birthday|jubilee)\b", re.IGNORECASE)
RANKED: Final = re.compile(
    r"\b(?:rank(?:s|ed|ing)?|placed|places|stands|stood|finish(?:ed|es)|came|comes)\s+(?:in\s+)?(?:the\s+)?\Z", re.IGNORECASE
)
OF_ITS_KIND: Final = re.compile(r"\s+(?:\w+\s+)?of\s+(?:its|their)\s+kind\b", re.IGNORECASE)
AGE_AFTER: Final = re.compile(r"[\s-]+old\b|[\s-]+of\s+age\b", re.IGNORECASE)
AGE_BEFORE: Final = re.compile(r"\baged?\s+\Z")


def special_figure(text: str, passage: Passage, number: NumberMention) -> Counted | None:
    """The figure made by a number that brings its kind along, or None if it is none here."""
    readers = {"percent": _percent, "fraction": _fraction, "multiple": _multiple, "ordinal": _ordinal, "duration": _duration}
    if number.kind == "money":
        return count(text, number, number.unit or "", "quantity", family="money")
    return readers[number.kind](text, passage, number)


def _percent(text: str, passage: Passage, number: NumberMention) -> Counted | None:
    return count(text, number, "percent", "change" if is_change(text, passage, number) else "quantity")


def is_change(text: str, passage: Passage, number: NumberMention) -> bool:
    """Whether a share is a growth or a decline ("rose by 7 percent", "a 7 percent increase"), and not the base of one ("up from 7")."""
    if number.span.of(text)[:1] in SIGNS or text[number.span.start - 1 : number.span.start] in SIGNS:
        return True
    near = re.split(r"[;:—]|,\s(?!by\b)", text[max(passage.span.start, number.span.start - 40) : number.span.start])[-1]
    if CHANGED_AFTER.match(text, number.span.end, number.span.end + 30) or CHANGE_WHICH_WAS.search(
        text, max(passage.span.start, number.span.start - 120), number.span.start
    ):
        return True
    near = MADE_UP.sub("", near)
    return words("change_words").search(near) is not None and BASE.search(near) is None


def _fraction(text: str, passage: Passage, number: NumberMention) -> Counted | None:
    end = number.span.end
    divided = DIVIDED.search(text, max(passage.span.start, number.span.start - 5), number.span.start)
    if divided and divided.group().startswith("by") and not SPELL_AFTER.match(text, end) and _changes(text, passage, number):
        return count(text, number, "percent", "change", value=(number.value * 100).quantize(HUNDREDTH).normalize())
    of_many = ONE_IN.fullmatch(number.span.of(text)) is not None
    if divided or SPELL_AFTER.match(text, end) or not (of_many or SHARE_AFTER.match(text, end)):
        return None
    return count(text, number, "percent", "fraction", value=(number.value * 100).quantize(HUNDREDTH).normalize())


def _changes(text: str, passage: Passage, number: NumberMention) -> bool:
    """Whether "by a third" says how much something grew or fell: not "multiplied by a third"."""
    near = CLAUSE.split(text[max(passage.span.start, number.span.start - 60) : number.span.start])[-1]
    return words("change_words").search(near) is not None or RAISED.search(near) is not None


def _multiple(text: str, passage: Passage, number: NumberMention) -> Counted | None:
    written = number.span.of(text).lower()
    end = number.span.end
    if written.endswith("times"):
        before = TIMES_BEFORE.search(text, max(passage.span.start, number.span.start - 30), number.span.start)
        if before is None and TIMES_AFTER.match(text, end) is None:
            return None
    elif written in MULTIPLIERS and not DOUBLE_AFTER.match(text, end) and not (written == "twice" and TWICE_AS.match(text, end)):
        return None
    return count(text, number, "ratio", "ratio")


def _ordinal(text: str, passage: Passage, number: NumberMention) -> Counted | None:
    end = number.span.end
    if ANNIVERSARY.match(text, end):
        return count(text, number, "year", "anniversary", family="anniversary")
    if EVERY.search(text, max(passage.span.start, number.span.start - 8), number.span.start):
        if number.value < 3 or not number.words or EVERY_TIME.match(text, end):
            return None
        return count(text, number, "percent", "fraction", value=(100 / number.value).quantize(HUNDREDTH).normalize())
    if number.value > 2 and number.words and BY_A.search(text, max(passage.span.start, number.span.start - 8), number.span.start):
        changes = _changes(text, passage, number)
        return count(text, number, "percent", "change", value=(100 / number.value).quantize(HUNDREDTH).normalize()) if changes else None
    if number.value > 1 and STEP_OF.match(text, end):
        return count(text, number, "rank", "rank")
    if number.value > 1 and (words("superlative").match(text, end) or OF_ITS_KIND.match(text, end)):
        return count(text, number, "rank", "rank")
    if RANKED.search(text, max(passage.span.start, number.span.start - 30), number.span.start):
        return count(text, number, "rank", "rank")
    meeting = meeting_after(text, end)
    if meeting is not None and _is_edition(text, number, meeting):
        return count(text, number, "edition", "rank", noun=meeting)
    before = EDITION_BEFORE.search(text, max(passage.span.start, number.span.start - 40), number.span.start)
    if before and number.value > 1 and before["meeting"].lower() in nouns()["meetings"] and EDITION_ENDS.match(text, end, passage.span.end):
        return count(text, number, "edition", "rank", noun=Noun(Span(end, end), (before["meeting"],), before["meeting"].lower(), "edition"))
    return None


def _is_edition(text: str, number: NumberMention, meeting: Noun) -> bool:
    """Whether an ordinal counts editions: not "the first meeting", which only says that there was none before."""
    capital = text[meeting.span.end - len(meeting.words[-1]) : meeting.span.end][:1].isupper()
    return number.value > 1 or not number.words or (capital and number.span.of(text)[:1].isupper())


def _duration(text: str, passage: Passage, number: NumberMention) -> Counted | None:
    aged = AGE_AFTER.match(text, number.span.end) or AGE_BEFORE.search(
        text, max(passage.span.start, number.span.start - 6), number.span.start
    )
    if aged and number.unit == "year" and number.value > 12:
        return count(text, number, "year", "duration", family="age")
    if aged or (number.value == 1 and number.words):
        return None
    return count(text, number, number.unit or "", "duration")
