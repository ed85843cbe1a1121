"""Bare numbers that count what is named elsewhere: at the other end of a range, before, or in a total that they make up."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from kopri.lang.numbers import NumberMention
from kopri.lang.spans import Span
from kopri.reading.figures.counted import Counted, count
from kopri.reading.figures.counted_nouns import Noun
from kopri.reading.figures.lexicon import nouns
from kopri.reading.figures.nouns_before import plural_in
from kopri.reading.page import Page, Passage

SOFT: Final = r"(?:(?:about|nearly|almost|over|more\s+than|some|around|up\s+to|another|only|just)\s+)?"
RANGE_ON: Final = re.compile(rf"\s*(?P<and>(?:to|and|or|[-–~])\s*{SOFT})", re.IGNORECASE)
BETWEEN: Final = re.compile(rf"\bbetween\s+{SOFT}\Z", re.IGNORECASE)
JOINED: Final = re.compile(rf"\b(?:to|from|and)\s+{SOFT}\Z")
CHANGED: Final = re.compile(r"\b(?:from|up|down|rose|grew|increased|fell|compared)\b")
TO_REACH: Final = re.compile(rf"\bto\s+(?:reach|have|open|operate|run|add|build|hire|train)\s+{SOFT}\Z")
OF_WHOM: Final = re.compile(rf"\bof\s+(?:whom|which|these|them),?\s+{SOFT}\Z")
AGAINST: Final = re.compile(
    rf"\b(?:(?:as\s+against|against|compared\s+(?:to|with)|up\s+from|down\s+from|than|versus|counting\s+on|hopes?\s+for|expects?|"
    rf"(?:double|triple|twice|half|times)\s+the|(?:rising|falling|growing|increasing|dropping)\s+to|targets?|aims?\s+(?:for|at)|dropped\s+to|fell\s+to|rose\s+to|grew\s+to))\s+{SOFT}\Z"
)
FOR_EACH: Final = re.compile(r"\s+(?:(?:for|on|from)\s+each|each|apiece|per\s+side)\b")
OUT_OF: Final = re.compile(r"[\s“\"•*–-]*(?:Of|Out\s+of|Among)\s+(?:the\s+|all\s+|some\s+|about\s+)*\Z")
OPENS: Final = re.compile(rf"(?:[;:—–]\s|\s-\s|,\s)\s*{SOFT}\Z")
FIRST: Final = re.compile(rf"[\s“\"•*–-]*(?:(?:Of\s+(?:these|them|those)|In\s+all|In\s+total),?\s+)?{SOFT}\Z", re.IGNORECASE)
THEIR_NUMBER: Final = re.compile(rf"\b(?:[Tt]heir|[Tt]he)\s+number\b(?!\s+of)[^.;]{{0,40}}\b(?:to|at|was|is|reached|from)\s+{SOFT}\Z")
MORE_THAN: Final = re.compile(r"\s+(?:more|fewer|less)\s+than\b")
HOPED: Final = re.compile(rf"\b(?:hopes?|aims?|plans?|expects?|expected|targets?)\s+(?:for\s+|at\s+)?{SOFT}\Z")
SCALED: Final = re.compile(r"(?:million|billion|trillion|mln|bln|mn|bn|tn)\Z", re.IGNORECASE)
VERB: Final = re.compile(r"(?:\s+or\s+(?:so|more))?\s+(?P<verb>[a-z]+)\b")
THERE_WERE: Final = re.compile(rf"\bthere\s+(?:were|are|was|is|will\s+be)\s+(?:now\s+|already\s+)?{SOFT}\Z")
ALONE: Final = re.compile(
    r"[\s“\"•*–-]*(?:[A]\.\s+)?(?:In\s+\d{4}[:,]?\s+|By\s+\d{4}[:,]?\s+|A\s+year\s+earlier[:,]?\s+|Today[:,]?\s+|Now[:,]?\s+)?"
)
END: Final = re.compile(r"(?:\s+(?:in\s+all|in\s+total|altogether|now|today|so\s+far))?\s*[.!”\"]*\s*\Z")
ENDED: Final = re.compile(r"\s*(?:[.,;)!–—]|\Z|(?:recorded|registered|of|in|this|last|next|by|now|today|to|and|a|for|at)\b)")
NAMED_BEFORE: Final = re.compile(r"(?:[;,(:]|\band\b)\s*(?:the\s+)?(?P<name>[^;,():]{2,60}?)\s+\Z")
RATE_TO: Final = re.compile(rf"\b(?:up|down|by|to|from|at|reached|was|totall?ed|exceeded|hit|and|against)\s+{SOFT}\Z")
LISTED_WITH: Final = re.compile(rf"(?:,|\band)\s+[A-Z]\w+(?:\s[A-Z]\w+)?\s+with\s+{SOFT}\Z")
ALSO: Final = re.compile(rf"(?:[,:;]|\band)\s+{SOFT}\Z")
ELSEWHERE: Final = re.compile(r"\s+(?:in|at|from|for|to)\s+(?:the\s+)?[A-Z]")
BASE_OF: Final = re.compile(r"\((?:in\s+)?(?:[HQ][1-4]\s+)?(?:19|20)\d\d:\s+\Z")
OTHERS: Final = re.compile(r"\bthe\s+(?:other|remaining)\s+\Z")
SPELL_TO: Final = re.compile(rf"\s+to\s+{SOFT}")
FAR: Final = 60
WHOLE: Final = Decimal("0.005")
SCALES: Final = tuple(Decimal(10) ** power for power in (0, 3, 6, 9, 12))

Read = list[tuple[NumberMention, Counted | None]]


@dataclass(frozen=True, slots=True)
class Before:
    """What was counted last in the passages before, and the last amount of money."""

    figure: Counted | None = None
    money: Counted | None = None


def completed(page: Page, passage: Passage, read: Read, before: Before) -> list[Counted]:
    """The figures of a passage with those of its bare numbers that count something named elsewhere, in text order.

    Args:
        page: the document.
        passage: the passage.
        read: its numbers, each with the figure it is if that is known from the words beside it.
        before: what came before the passage.
    """
    found: list[Counted] = []
    parts = _parts_of_a_total(page.text, passage, read)
    for at, (number, known) in enumerate(read):
        figure = known
        if figure is None and number.kind == "number":
            figure = (
                parts.get(number.span.start)
                or _amount(page.text, passage, number, found, before)
                or _range_with_the_next(page.text, passage, number, read[at + 1 :])
                or _like_the_spell_before(page.text, passage, number, found)
                or _like_one_before(page.text, passage, number, found)
                or _like_the_passage_before(page, passage, number, found, before)
            )
        if figure is not None:
            found.append(figure)
    return found


def _amount(text: str, passage: Passage, number: NumberMention, found: Sequence[Counted], before: Before) -> Counted | None:
    """An amount that goes without its currency after one that has it: "… reached $6 billion. It fell to 1.2 billion."."""
    if not SCALED.search(number.digits.of(text)) or not ENDED.match(text, number.span.end, passage.span.end):
        return None
    last = next((f for f in reversed(found) if f.family == "money"), before.money if all(f.unit == "percent" for f in found) else None)
    if last is None or not (RATE_TO.search(text, max(passage.span.start, number.span.start - 20), number.span.start)):
        return None
    return count(text, number, last.unit, "quantity", family="money")


def _range_with_the_next(text: str, passage: Passage, number: NumberMention, later: Read) -> Counted | None:
    """The first number of "between 20 and 30 trains", "from 1,200 to 900 m³", "30 to 40 firms"."""
    following = later[0][1] if later else None
    if following is None or following.noun is None or following.noun.hyphened or following.kind != "quantity":
        return None
    joined = RANGE_ON.fullmatch(text, number.span.end, following.number.span.start)
    if joined is None:
        return None
    if joined["and"].startswith("and") and not BETWEEN.search(text, max(passage.span.start, number.span.start - 30), number.span.start):
        return None
    first = count(text, number, following.unit, "quantity", noun=replace(following.noun, span=Span(number.span.end, number.span.end)))
    return replace(first, value=first.value * _scale_shared(text, number, following.number))


def _scale_shared(text: str, number: NumberMention, following: NumberMention) -> Decimal:
    """The scale word of the end of a range, which holds for its beginning too: "between 7 and 8 million"."""
    if not SCALED.search(following.digits.of(text)) or SCALED.search(number.digits.of(text)) or number.value >= 1000:
        return Decimal(1)
    return next((scale for scale in reversed(SCALES) if following.value >= scale), Decimal(1))


def _like_the_spell_before(text: str, passage: Passage, number: NumberMention, found: Sequence[Counted]) -> Counted | None:
    """The second of "from 11 hours to four"."""
    last = found[-1] if found else None
    if last is None or last.kind != "duration" or not SPELL_TO.fullmatch(text, last.surface.end, number.span.start):
        return None
    return count(text, number, last.unit, "duration") if ENDED.match(text, number.span.end, passage.span.end) else None


def _like_one_before(text: str, passage: Passage, number: NumberMention, found: Sequence[Counted]) -> Counted | None:
    """A bare number counts what one before it counts: "from 120 to 300", "against 71 in 2019", "of 90 applicants, 40 passed"."""
    last = next((f for f in reversed(found) if f.noun is not None and f.kind == "quantity"), None)
    if last is None or any(f.kind not in ("quantity", "ratio") for f in found[-1:]):
        return None
    start, end = last.surface.end, number.span.start
    if text[number.span.end : number.span.end + 1] in ("-", "/", ":") or not _comparable(number, last):
        return None
    if end - start <= 60:
        changed = JOINED.search(text, start, end) and CHANGED.search(text, max(0, last.surface.start - 16), end)
        if changed or TO_REACH.search(text, start, end) or OF_WHOM.search(text, start, end):
            return count(text, number, last.unit, "quantity", noun=last.noun)
    ended = ENDED.match(text, number.span.end, passage.span.end)
    if BASE_OF.search(text, start, end) and text[number.span.end : number.span.end + 1] in (")", ";", ","):
        return count(text, number, last.unit, "quantity", noun=last.noun)
    leads = AGAINST.search(text, start, end) or LISTED_WITH.search(text, start, end)
    also = ALSO.search(text, start, end) and ELSEWHERE.match(text, number.span.end, passage.span.end)
    compared = also or (ended and (leads or RANGE_ON.fullmatch(text, last.number.span.end, end)))
    shared = FOR_EACH.match(text, number.span.end, passage.span.end) or MORE_THAN.match(text, number.span.end, passage.span.end)
    others = OTHERS.search(text, start, end) and _verb_follows(text, number)
    subject = OUT_OF.fullmatch(text, passage.span.start, found[0].number.span.start) and _is_subject(text, number, start)
    return count(text, number, last.unit, "quantity", noun=last.noun) if compared or shared or others or subject else None


def _is_subject(text: str, number: NumberMention, start: int) -> bool:
    """Whether a bare number opens a clause and a verb follows: "; 40 passed", "– 214 came in"."""
    return OPENS.search(text, start, number.span.start) is not None and _verb_follows(text, number)


def _verb_follows(text: str, number: NumberMention) -> bool:
    verb = VERB.match(text, number.span.end)
    if verb is None:
        return False
    return verb["verb"] in nouns()["past_verbs"] or (verb["verb"].endswith("ed") and len(verb["verb"]) > 4)


def _like_the_passage_before(
    page: Page, passage: Passage, number: NumberMention, found: Sequence[Counted], before: Before
) -> Counted | None:
    """A bare number counts what the sentence before it speaks of, or what its own begins with."""
    text = page.text
    if _points_back(text, passage, number, found, before):
        last = before.figure
        return count(text, number, last.unit, "quantity", noun=last.noun) if last else None
    noun = _subject_of(text, passage, number, found)
    if noun is not None:
        return count(text, number, noun.unit, "quantity", noun=noun)
    return None if found else _alone(page, passage, number, before)


def _points_back(text: str, passage: Passage, number: NumberMention, found: Sequence[Counted], before: Before) -> bool:
    """Whether a number counts on: "Their number rose to 90", "Only 700 went", "That is 23 more than in May", "We hope for 60"."""
    last, start, end = before.figure, passage.span.start, number.span.start
    if last is None or last.noun is None or last.kind != "quantity" or last.unit == "percent":
        return False
    if THEIR_NUMBER.search(text, start, end) or (_verb_follows(text, number) and FIRST.fullmatch(text, start, end)):
        return True
    goes_on = MORE_THAN.match(text, number.span.end) or HOPED.search(text, start, end)
    return bool(goes_on) and not found and _comparable(number, last)


def _subject_of(text: str, passage: Passage, number: NumberMention, found: Sequence[Counted]) -> Noun | None:
    """The plural a sentence begins with, if a number later in it counts that: "Requests rose – 214 came in", "… there are 24 in all"."""
    start, end = passage.span.start, number.span.start
    there = bool(found) and THERE_WERE.search(text, max(start, end - 40), end) and END.fullmatch(text, number.span.end, passage.span.end)
    return plural_in(text, start, min(start + 30, end)) if there or _is_subject(text, number, start) else None


def _alone(page: Page, passage: Passage, number: NumberMention, before: Before) -> Counted | None:
    """A number that is hardly more than its sentence: "There were 37.", "In 2019: ninety.", the answer to a question."""
    text, start, end = page.text, passage.span.start, number.span.start
    if not END.fullmatch(text, number.span.end, passage.span.end):
        return None
    opening = ALONE.match(text, start, end)
    answers = opening is not None and (opening.end() == end or _softens(text[opening.end() : end]))
    asked = page.passage_before(passage) if answers else None
    if asked and text[asked.span.end - 1] == "?":
        noun = plural_in(text, asked.span.start, asked.span.end)
        return count(text, number, noun.unit, "quantity", noun=noun) if noun else None
    last = before.figure
    if last is None or last.kind not in ("quantity", "duration") or last.unit == "percent" or last.family == "money":
        return None
    if not (answers or THERE_WERE.search(text, max(start, end - 40), end)) or not _comparable(number, last):
        return None
    return count(text, number, last.unit, last.kind, noun=last.noun, family=last.family)


def _softens(words: str) -> bool:
    return words.strip().lower() in (
        "about",
        "some",
        "around",
        "nearly",
        "almost",
        "over",
        "more than",
        "at least",
        "up to",
        "only",
        "just",
    )


def _comparable(number: NumberMention, other: Counted) -> bool:
    """Whether two numbers may count the same: neither is more than some times the other."""
    low, high = sorted((abs(number.value), abs(other.number.value)))
    return (
        low > 0 and high <= low * FAR and (number.value == number.value.to_integral_value() or other.noun is None or other.noun.is_measure)
    )


def _parts_of_a_total(text: str, passage: Passage, read: Read) -> dict[int, Counted]:
    """Bare numbers that add up to the figure before them: "60 guests (Osh 35, Oral 25)", "$9.5 m: bank 6.0, city 3.5"."""
    for at, (_, total) in enumerate(read):
        if total is None or total.kind != "quantity" or total.unit == "percent":
            continue
        parts: list[NumberMention] = []
        for number, known in read[at + 1 :]:
            if known is not None or number.kind != "number" or not _is_item(text, passage, number):
                break
            parts.append(number)
        scale = _scale(text, total.number, sum((p.value for p in parts), Decimal(0))) if len(parts) >= 2 else None
        if scale is not None:
            return {p.span.start: _part(text, p, total, scale) for p in parts}
    return {}


def _is_item(text: str, passage: Passage, number: NumberMention) -> bool:
    """Whether a number stands in a list: after a name and before a comma, or in brackets of its own."""
    after = text[number.span.end : number.span.end + 1]
    if text[number.span.start - 1 : number.span.start] == "(" and after == ")":
        return True
    named = NAMED_BEFORE.search(text, max(passage.span.start, number.span.start - 70), number.span.start)
    return named is not None and (
        after in (";", ",", ")", ".", "") or number.span.end == passage.span.end or text[number.span.end :][:5] == " and "
    )


def _scale(text: str, total: NumberMention, parts: Decimal) -> Decimal | None:
    """What one unit of the parts stands for so that they make the total ("64.75 mn": a million), or None if they do not."""
    worded = any(c.isalpha() for c in total.digits.of(text))
    for scale in SCALES if worded else SCALES[:1]:
        if abs(parts * scale - total.value) <= total.value * WHOLE:
            return scale
    return None


def _part(text: str, number: NumberMention, total: Counted, scale: Decimal) -> Counted:
    part = count(text, number, total.unit, "quantity", noun=total.noun, family=total.family)
    opens = max(text.rfind(sign, 0, number.span.start - 1) for sign in ",;(:")
    return replace(part, value=part.value * scale, qualifier="exact", item=Span(max(opens, 0), number.span.start))
