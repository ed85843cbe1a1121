"""Which numbers of a passage are figures, and what they count."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kopri.lang.dates import DateMention
from kopri.lang.numbers import NumberMention
from kopri.lang.spans import Span
from kopri.reading.figures import counted_nouns, nouns_before
from kopri.reading.figures.counted import Counted, count, softeners
from kopri.reading.figures.counted_nouns import Noun
from kopri.reading.figures.elliptical import Before, Read, completed
from kopri.reading.figures.kinds import HUNDREDTH, special_figure
from kopri.reading.figures.lexicon import nouns, units
from kopri.reading.page import Page, Passage

LIST_NUMBER: Final = re.compile(r"\s*[(]?\Z")
AFTER_LIST_NUMBER: Final = re.compile(r"[.)]\s+\S")
OF_A_PAGE: Final = re.compile(r"[\s-]{0,2}(?:min(?:ute)?s?[\s-]+)?read\b|\s+(?:comments?|views|likes|shares)\s*(?:[·•|]|\Z)", re.IGNORECASE)
PARAGRAPH: Final = re.compile(r"\d{1,2}\.\d{1,2}\s+[A-Z][a-z]+\s")
GLUED: Final = re.compile(r"[:/]\d|\.\d+\.\d|-\d{3,}")
LEADING: Final = ' "“‘(*°•–-\t'
NAMED: Final = re.compile(r"(?P<name>[A-Z][A-Za-z]+)\s\Z")
WORD_BEFORE: Final = re.compile(r"([A-Za-z]+)\.?\s+\Z")
TOP: Final = re.compile(r"\btop[\s-]+\Z", re.IGNORECASE)
ODD: Final = re.compile(r"-odd(?=\s)")
ROLE: Final = re.compile(r"\b[Tt]he\s+(?:[a-z-]+\s+)?([a-z]+)\Z")
TITLED: Final = re.compile(r"\b(?:Mr|Ms|Mrs|Dr)\.?\s(?:[A-Z][\w-]*\s?){1,3}\Z")
STEP_OF: Final = re.compile(r"\b[a-z]+(?:th|st|nd|rd)\s+of\s+(?:the\s+|its\s+)?\Z")
TO_ONE: Final = re.compile(r":1(?![\d:])|\s(?:to|in)\s(?:1|one)\b")
RATIO: Final = re.compile(r"\bratio\b", re.IGNORECASE)
OF_THEM: Final = re.compile(r"\s+of\s+(?:them|whom)\b")
SAME_SURENESS: Final = re.compile(r"[^,;.()]{0,40}\band\s")
PEOPLED: Final = 10_000
OVER_THE_NEXT: Final = re.compile(r"\b(?:over|for|during|within)\s+(?:the\s+)?(?:next|coming|following)\s+\Z", re.IGNORECASE)
RANGE_FROM: Final = re.compile(r"(?<![\w.+/-])\d{1,3}-\Z")
ONE_IN: Final = re.compile(
    r"(?:\s+[a-z]+)?\s+in\s+(?:every\s+)?(?P<of>[a-z]+|\d{1,3})\s(?!(?:percent|per|years?|months?|weeks?|days?|hours?|million|of)\b)"
)
OF_ONE: Final = re.compile(r"\b(?:[Oo]ne|1|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]even|[Nn]ine)(?:\s+[a-z]+)?\s+in\s+(?:every\s+)?\Z")
AGE_ENDS: Final = re.compile(r",|\.[”\"’]?\s*\Z")
A_YEAR: Final = re.compile(r"(?:19|20)(?!00)\d\d")
CLOCK: Final = re.compile(r"(?:[01]?\d|2[0-4])\.(?:00|15|30|45)")
TO_CLOCK: Final = re.compile(r"\s?(?:to|until|till|[-–])\s?(?:[01]?\d|2[0-4])\.(?:00|15|30|45)\b")
FROM_CLOCK: Final = re.compile(r"\b(?:until|till|\d\.\d\d\s?(?:to|until|till|[-–]))\s?\Z|\d\.\d\d\s?(?:to|[-–])\s?\Z")
ADDRESS: Final = re.compile(r"(?:\s[A-Z][\w’'-]+){1,3}\s(?:Street|St|Avenue|Ave|Road|Rd|Lane|Boulevard|Square|Prospekt|ro|gil)\b")
PER: Final = re.compile(r"\bper\s+\Z")
NOTHING: Final = Before()


def figures_in(page: Page, passage: Passage, before: Before = NOTHING) -> list[Counted]:
    """The figures of a passage, in text order. No part of a date is one, no label, no list number.

    `before` is what the passages before it counted.
    """
    numbers = page.within(page.numbers, passage.span)
    if not numbers:
        return []
    dates = [d for d in page.within(page.dates, passage.span) if d.kind != "duration"]
    read: Read = []
    for number in numbers:
        in_date = any(d.span.overlaps(number.digits) and not _is_spell_ahead(page.text, d, number) for d in dates)
        if in_date or _is_label(page, passage, number):
            continue
        if number.kind != "number" and not (number.kind == "fraction" and abs(number.value) > 1):
            read.append((number, special_figure(page.text, passage, number)))
            continue
        figure = _marked_count(page, passage, number)
        noun = None if figure else _noun_of(page, passage, number)
        if noun is None:
            read.append((number, figure))
        elif noun.hyphened or not _is_idle(page.text, passage, number, noun):
            read.append((number, count(page.text, number, noun.unit, "quantity", noun=noun)))
    found: list[Counted] = []
    for figure in completed(page, passage, read, before):
        found.append(_as_sure_as_the_one_before(page.text, figure, found))
    return found


def _is_spell_ahead(text: str, date: DateMention, number: NumberMention) -> bool:
    """Whether a date is a spell of time that something is to last, a figure too: "over the coming three years"."""
    return number.kind == "duration" and OVER_THE_NEXT.search(text, max(0, date.span.start - 16), number.span.start) is not None


def _as_sure_as_the_one_before(text: str, figure: Counted, before: Sequence[Counted]) -> Counted:
    """A qualifier holds for both numbers joined by "and": "about 9 months for women and 8 for men"."""
    last = before[-1] if before else None
    if last is None or figure.qualifier != "exact" or (last.unit, last.kind) != (figure.unit, figure.kind):
        return figure
    joined = SAME_SURENESS.fullmatch(text, last.surface.end, figure.surface.start)
    return replace(figure, qualifier=last.qualifier) if joined else figure


def _is_label(page: Page, passage: Passage, number: NumberMention) -> bool:
    """Whether a number is a list number, a time, a part of a name or of a code."""
    text, start, end = page.text, number.span.start, number.digits.end
    opens = LIST_NUMBER.fullmatch(text, passage.span.start, start) is not None
    if opens and number.kind == "number" and AFTER_LIST_NUMBER.match(text, end) and number.digits.of(text).isdigit():
        return True
    if opens and number.kind == "number" and PARAGRAPH.match(text, start, passage.span.end):
        return True
    if number.kind in ("money", "percent"):
        return False
    if _belongs_elsewhere(text, passage, number):
        return True
    if OF_A_PAGE.match(text, end, passage.span.end):
        return True
    if _is_ratio(text, passage, number):
        return False
    before = text[max(0, start - 2) : start]
    joined = before[-1:] == "-" and before[:1].isdigit() and not RANGE_FROM.search(text, max(passage.span.start, start - 8), start)
    if GLUED.match(text, end) or before[-1:] in (":", "/", "#") or joined:
        return True
    if number.kind == "ordinal":
        return not number.words and _after_label(text, passage, start)
    if number.words:
        middle = text[passage.span.start : start].strip(LEADING)
        return number.digits.of(text)[:1].isupper() and bool(middle) and not middle.endswith((".", ":", "?", "!", "”", '"'))
    return number.kind == "number" and (_ends_a_name(page, passage, start) or _after_label(text, passage, start))


def _belongs_elsewhere(text: str, passage: Passage, number: NumberMention) -> bool:
    """Whether a number is a year, an hour or a house, what a rate is per ("per 1,000 people"), or the many of "one in three"."""
    start = number.span.start
    if A_YEAR.fullmatch(text, start, number.digits.end) and text[max(0, start - 4) : start].lower() == "the ":
        return True
    if CLOCK.fullmatch(text, start, number.digits.end) and (
        TO_CLOCK.match(text, number.digits.end) or FROM_CLOCK.search(text, max(passage.span.start, start - 10), start)
    ):
        return True
    if ADDRESS.match(text, number.digits.end, passage.span.end):
        return True
    before = text[max(passage.span.start, start - 24) : start]
    if not before.endswith(("per ", "in ", "every ")):
        return False
    return PER.search(before) is not None or OF_ONE.search(before) is not None


def _is_ratio(text: str, passage: Passage, number: NumberMention) -> bool:
    """Whether a number is the first of a ratio to one that is called so: "a ratio of 8:1"."""
    to_one = TO_ONE.match(text, number.digits.end, passage.span.end)
    return to_one is not None and RATIO.search(text, max(passage.span.start, number.span.start - 90), number.span.start) is not None


def _after_label(text: str, passage: Passage, start: int) -> bool:
    before = WORD_BEFORE.search(text, max(passage.span.start, start - 20), start)
    if before is None:
        return False
    word = before[1].lower()
    return word in nouns()["labels_before"] or (before[1][:1].isupper() and word in nouns()["labels_capital"])


def _ends_a_name(page: Page, passage: Passage, start: int) -> bool:
    """Whether figures close a name: "Eurasia Roundup 24", "Boeing 737"; not "in Korea 300 firms", "in April 250 booths"."""
    before = NAMED.search(page.text, max(passage.span.start, start - 30), start)
    if before is None or not page.text[passage.span.start : before.start()].strip(LEADING):
        return False
    place = Span(before.start(), before.end("name"))
    ends = {m.span.end for m in page.within(page.names, Span(max(0, place.start - 60), place.end))}
    ends |= {d.span.end for d in page.within(page.dates, place)}
    return place.end not in ends and before["name"].lower() not in softeners()


def _marked_count(page: Page, passage: Passage, number: NumberMention) -> Counted | None:
    """The figure made by a bare number that shows what it is: a ratio, an age, "top ten", "one engineer for every 900 km"."""
    text, start, end = page.text, number.span.start, number.span.end
    if _is_ratio(text, passage, number):
        return count(text, number, "ratio", "ratio")
    if (number.words or number.value == 1) and (share := _one_in_many(page, number)):
        return share
    if text[max(0, start - 4) : start - 1].lower() == "top" and TOP.search(text, max(passage.span.start, start - 8), start):
        noun = counted_nouns.noun_after(text, end, passage.span.end)
        return replace(count(text, number, "rank", "rank", noun=noun), qualifier="up_to")
    if number.value == 1 and number.words and (shared := counted_nouns.singular_after(text, end, passage.span.end)):
        return count(text, number, shared.unit, "quantity", noun=shared)
    return _age(page, passage, number)


def _one_in_many(page: Page, number: NumberMention) -> Counted | None:
    """The share "one in three"."""
    many = ONE_IN.match(page.text, number.span.end)
    found = page.within(page.numbers, Span(many.start("of"), many.end("of"))) if many else []
    if len(found) != 1 or found[0].kind != "number" or not number.value < found[0].value or found[0].words != number.words:
        return None
    value = (100 * number.value / found[0].value).quantize(HUNDREDTH).normalize()
    share = count(page.text, number, "percent", "fraction", value=value)
    return replace(share, surface=Span(number.span.start, found[0].span.end))


def _noun_of(page: Page, passage: Passage, number: NumberMention) -> Noun | None:
    """What a bare number counts: the noun after it, else the one before it, else the people spoken of before ("120 of them")."""
    text, start, end = page.text, number.span.start, number.span.end
    odd = ODD.match(text, end)
    if number.value >= PEOPLED and (people := nouns_before.populace_before(text, passage.span.start, start)):
        return people
    noun = counted_nouns.noun_after(text, odd.end() if odd else end, passage.span.end, vague=number.vague)
    noun = noun or nouns_before.noun_before(text, passage.span.start, start)
    if noun is None and OF_THEM.match(text, end):
        return nouns_before.people_before(text, max(0, passage.span.start - 250), start)
    return noun


def _age(page: Page, passage: Passage, number: NumberMention) -> Counted | None:
    """The age in "Aida Osmonova, 41, runs …" and "the envoy, 58, …"."""
    text, start = page.text, number.span.start
    if not 15 < number.value < 100 or text[start - 2 : start] != ", " or not AGE_ENDS.match(text, number.span.end, passage.span.end):
        return None
    if start - 2 < passage.span.start:
        return None
    before = Span(max(passage.span.start, start - 40), start - 2)
    named = any(m.kind in ("person", "post") and m.span.end == before.end for m in page.within(page.names, before))
    role = ROLE.search(text, before.start, before.end)
    titled = TITLED.search(text, before.start, before.end)
    if not named and not titled and not (role and units().get(role[1]) == "person"):
        return None
    return replace(count(text, number, "year", "duration"), family="age")


def _is_idle(text: str, passage: Passage, number: NumberMention, noun: Noun) -> bool:
    """Whether a small count only points at things known: "the two leaders", "three areas"."""
    if number.value == 0:
        return not number.words
    if noun.is_measure:
        return number.words and number.value == 1
    if not 1 < number.value <= 12:
        return number.value <= 1
    if STEP_OF.search(text, max(passage.span.start, number.span.start - 30), number.span.start):
        return False
    before = WORD_BEFORE.search(text, max(passage.span.start, number.span.start - 20), number.span.start)
    definite = before is not None and before[1].lower() in nouns()["definite"]
    return (number.words and definite) or (noun.singular in nouns()["idle"] and number.value <= 10)
