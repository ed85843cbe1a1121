"""Which numbers of a passage are figures, and what they count."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kopri.lang.numbers import NumberMention
from kopri.lang.spans import Span
from kopri.reading.figures import counted_nouns
from kopri.reading.figures.counted import Counted, count, softeners
from kopri.reading.figures.counted_nouns import Noun
from kopri.reading.figures.kinds import special_figure
from kopri.reading.figures.lexicon import nouns
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
OF_THEM: Final = re.compile(r"\s+of\s+(?:them|whom)\b")
SOFT: Final = r"(?:(?:about|nearly|almost|over|more than|some|around|up to|another)\s+)?"
JOINED: Final = re.compile(rf"\b(?:to|from|and)\s+{SOFT}\Z")
CHANGED: Final = re.compile(r"\b(?:from|up|down|rose|grew|increased|fell|compared)\b")
TO_REACH: Final = re.compile(rf"\bto\s+(?:reach|have|open|operate|run|add|build|hire|train)\s+{SOFT}\Z")
OF_WHOM: Final = re.compile(rf"\bof\s+(?:whom|which|these|them),?\s+{SOFT}\Z")
SAME_SURENESS: Final = re.compile(r"[^,;.()]{0,40}\band\s")


def figures_in(page: Page, passage: Passage) -> list[Counted]:
    """The figures of a passage, in text order. No part of a date is one, no label, no list number."""
    dates = [d for d in page.within(page.dates, passage.span) if d.kind != "duration"]
    found: list[Counted] = []
    for number in page.within(page.numbers, passage.span):
        if any(d.span.overlaps(number.digits) for d in dates) or _is_label(page, passage, number):
            continue
        plain = number.kind == "number" or (number.kind == "fraction" and abs(number.value) > 1)
        figure = _plain_count(page, passage, number, found) if plain else special_figure(page.text, passage, number)
        if figure is not None:
            found.append(_as_sure_as_the_one_before(page.text, figure, found))
    return found


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
    if OF_A_PAGE.match(text, end, passage.span.end):
        return True
    before = text[max(0, start - 2) : start]
    if GLUED.match(text, end) or before[-1:] in (":", "/", "#") or (before[-1:] == "-" and before[:1].isdigit()):
        return True
    if number.kind == "ordinal":
        return not number.words and _after_label(text, passage, start)
    if number.words:
        middle = text[passage.span.start : start].strip(LEADING)
        return number.digits.of(text)[:1].isupper() and bool(middle) and not middle.endswith((".", ":", "?", "!", "”", '"'))
    return number.kind == "number" and (_ends_a_name(page, passage, start) or _after_label(text, passage, start))


def _after_label(text: str, passage: Passage, start: int) -> bool:
    before = WORD_BEFORE.search(text, max(passage.span.start, start - 20), start)
    return before is not None and before[1].lower() in nouns()["labels_before"]


def _ends_a_name(page: Page, passage: Passage, start: int) -> bool:
    """Whether figures close a name: "Eurasia Roundup 24", "Boeing 737"; not "in Korea 300 firms", "in April 250 booths"."""
    before = NAMED.search(page.text, max(passage.span.start, start - 30), start)
    if before is None or not page.text[passage.span.start : before.start()].strip(LEADING):
        return False
    place = Span(before.start(), before.end("name"))
    ends = {m.span.end for m in page.within(page.names, Span(max(0, place.start - 60), place.end))}
    ends |= {d.span.end for d in page.within(page.dates, place)}
    return place.end not in ends and before["name"].lower() not in softeners()


def _plain_count(page: Page, passage: Passage, number: NumberMention, before: Sequence[Counted]) -> Counted | None:
    """The figure made by a bare number: it counts the noun beside it, or what the number before it counts."""
    text, start, end = page.text, number.span.start, number.span.end
    noun = counted_nouns.noun_after(text, end, passage.span.end, vague=number.vague)
    if TOP.search(text, max(passage.span.start, start - 8), start):
        return replace(count(text, number, "rank", "rank", noun=noun), qualifier="up_to")
    noun = noun or counted_nouns.noun_before(text, passage.span.start, start)
    if noun is None and OF_THEM.match(text, end):
        noun = counted_nouns.people_before(text, max(0, passage.span.start - 250), start)
    if noun is None:
        return _like_the_one_before(text, number, before)
    if not noun.hyphened and _is_idle(text, passage, number, noun):
        return None
    return count(text, number, noun.unit, "quantity", noun=noun)


def _is_idle(text: str, passage: Passage, number: NumberMention, noun: Noun) -> bool:
    """Whether a small count only points at things known: "the two leaders", "three areas"."""
    if not 1 < number.value <= 12:
        return number.value <= 1
    before = WORD_BEFORE.search(text, max(passage.span.start, number.span.start - 20), number.span.start)
    definite = before is not None and before[1].lower() in nouns()["definite"]
    return (number.words and definite) or (noun.singular in nouns()["idle"] and number.value <= 10)


def _like_the_one_before(text: str, number: NumberMention, before: Sequence[Counted]) -> Counted | None:
    """A bare number counts what the number before it counts: "from 120 to 300", "runs 24 shops and intends to reach 500"."""
    last = before[-1] if before else None
    if last is None or last.noun is None or last.kind != "quantity":
        return None
    start, end = last.surface.end, number.span.start
    if end - start > 60 or text[number.span.end : number.span.end + 1] in ("-", "/", ":"):
        return None
    changed = JOINED.search(text, start, end) and CHANGED.search(text, max(0, last.surface.start - 16), end)
    if not changed and not TO_REACH.search(text, start, end) and not OF_WHOM.search(text, start, end):
        return None
    return count(text, number, last.unit, "quantity", noun=last.noun)
