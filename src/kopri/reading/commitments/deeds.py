"""What is to be done: the action after a trigger, cut at its end and parted where several are coordinated."""

import re
from collections.abc import Iterator
from typing import Final

from kopri.reading.commitments.rules import actions, base_form, ends, test
from kopri.reading.tagged import Tagged, without_signs

_JOINT: Final = re.compile(
    r"(?:,? and |, )(?:also |to |then |further |jointly |actively |soon )*"
    r"([a-z-]+)(?= )(?! (?:of|for|from|in|on|between|to|with|and|as|at|by)\b)"
)
_TAIL: Final = re.compile(r"(?:[\s,;.]|\b(?:and|or|also)$)+$")
_CONNECTIVE: Final = re.compile(
    r"^(?:in addition|first of all|therefore|also|first|second(?:ly)?|third(?:ly)?|fourth(?:ly)?|finally|in principle|and|that),? ",
    re.IGNORECASE,
)
_PARTICIPLE: Final = re.compile(
    r"(?:also |efficiently |fully )?([a-z]+ed|done|made|run|held|built|set|put"
    r"|taken|given|begun|led|brought|kept|sent|cut|drawn|chosen|let)\b"
    r"( up| out|(?<=let) in)?(.*)$",
    re.DOTALL,
)
_LIMIT: Final = 400


def action_end(tagged: Tagged, start: int) -> int:
    """Where the action that begins at `start` ends."""
    found = ends().search(tagged.text, start, start + _LIMIT)
    stop = found.start() if found else min(len(tagged.text), start + _LIMIT)
    return start + len(_TAIL.sub("", tagged.text[start:stop]))


def deeds(tagged: Tagged, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The coordinated actions between two places: "open a line | lower tariffs | train engineers"."""
    at = start
    for found in _JOINT.finditer(tagged.text, start, end):
        if found.group(1) in actions() and found.start() > at:
            yield at, found.start()
            at = found.start(1)
    yield at, start + len(_TAIL.sub("", tagged.text[start:end]))


def as_words(tagged: Tagged, start: int, end: int) -> str:
    """An action in the words of the page."""
    words = re.sub(r"\s+", " ", without_signs(tagged, start, end)).strip(' ,;:.“”"')
    return re.sub(r"^(?:also|to|further|jointly|first|now|therefore) ", "", words)


def turned(subject: str, rest: str) -> str:
    """A passive as an action: ("a committee", "run efficiently under it") → "run a committee efficiently under it"."""
    subject = _CONNECTIVE.sub("", subject.strip())
    if subject[1:2] == " " or not subject[:2].isupper():
        subject = subject[:1].lower() + subject[1:]
    found = _PARTICIPLE.match(rest)
    if not found:
        return f"make {subject} {rest}"
    return f"{base_form(found.group(1))}{found.group(2) or ''} {subject}{found.group(3)}"


def is_vague(what: str) -> bool:
    """Whether an action says no more than that something is to be looked for."""
    return test("vague").search(what) is not None
