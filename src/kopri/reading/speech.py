"""Who says what is quoted, and who wrote the page."""

import re
from typing import Final

from kopri.lang.spans import Span
from kopri.reading.names.gazetteer import titles
from kopri.reading.page import Page
from kopri.reading.tagged import SIGNS, Tagged

LONGEST_LINE: Final = 160
_PERSON: Final = SIGNS["person"]


def speaker_at(passages: tuple[Tagged, ...], number: int, at: int) -> str | None:
    """The speaker of the quoted words at place `at` of passage `number`, or None if they are not quoted or nobody is named.

    The name stands beside a verb of saying in the same sentence, else in the one before, else in the one after.
    """
    if not any(start <= at < end for start, end in passages[number].quotes):
        return None
    for near in (number, number - 1, number + 1):
        if 0 <= near < len(passages) and passages[near].passage.segment == passages[number].passage.segment:
            name = sayer(passages[near])
            if name:
                return name
    return None


def sayer(tagged: Tagged) -> str | None:
    """The person who is said to say something in a sentence."""
    for at in (m.start() for m in re.finditer(_PERSON, tagged.text)):
        beside = tagged.text[max(0, at - 24) : at] + "|" + tagged.text[at + 1 : at + 80]
        if _SAID.search(beside):
            return next((m.name for m in tagged.names(at, at + 1)), None)
    return None


def author_of(page: Page) -> str | None:
    """The person in the page's byline: alone on a short line, or after "By"."""
    for mention in page.names:
        if mention.kind == "person":
            line = line_of(page.text, mention.span)
            if line and line.startswith(("By ", mention.span.of(page.text))) and len(line) - len(mention.span) <= 4:
                return mention.name
    return None


def line_of(text: str, span: Span) -> str | None:
    """The line in which a name stands, without white space around it; None if the line is longer than a byline."""
    start = text.rfind("\n", max(0, span.start - LONGEST_LINE), span.start) + 1
    end = text.find("\n", span.end, span.end + LONGEST_LINE)
    if (start == 0 and span.start >= LONGEST_LINE) or (end < 0 and len(text) > span.end + LONGEST_LINE):
        return None
    return text[start : end if end >= 0 else len(text)].strip()


_SAID: Final = re.compile(rf"\b(?:{'|'.join(titles()['said'])})\b")
