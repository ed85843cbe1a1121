"""What a trigger announces: the words of each action, where it stands, and whether it is one that can be undertaken."""

import re
from collections.abc import Iterator
from typing import Final

from kopri.lang.spans import Span
from kopri.reading.commitments.actors import subject_bounds
from kopri.reading.commitments.deeds import action_end, as_words, deeds, turned
from kopri.reading.commitments.rules import Trigger, actions, not_undertaken, test
from kopri.reading.tagged import Tagged

_RELATIVE: Final = re.compile(r"\b(?P<object>(?:the|an?|its|their) (?:(?!\b(?:the|an?) )[^,;.]){3,80}), which $")
_CONNECTIVES: Final = re.compile(
    r"^(?:(?:so|then|thus|therefore|and|also|beneath it|above all|instead|finally|lastly"
    r"|first(?:ly)?|second(?:ly)?|third(?:ly)?|fourth(?:ly)?)\b,? )+",
    re.IGNORECASE,
)
_SHORT: Final = 60


def what_is_done(tagged: Tagged, trigger: Trigger, match: re.Match[str], start: int) -> Iterator[tuple[str, list[Span], tuple[int, int]]]:
    """Each action a trigger announces: its words, its evidence (with the subject, if short), and its place in the sentence."""
    subject = subject_of(tagged, match)
    if trigger.form == "noun_before":
        if 6 <= subject[1] - subject[0] <= 160:
            yield as_words(tagged, *subject), [tagged.span(*_stripped(tagged, start, match.end()))], subject
        return
    end = action_end(tagged, match.end())
    first, _ = _stripped(tagged, start if match.start() - start < _SHORT else match.start(), end)
    if end - match.end() < 3:
        return
    if trigger.form == "passive":
        end = min(end, (tagged.text.find(", and ", match.end(), end) + 1 or end + 1) - 1)
        words = turned(as_words(tagged, *subject), as_words(tagged, match.end(), end))
        yield words, [tagged.span(first, end)], (subject[0], end)
    elif trigger.form in ("noun", "invite"):
        lead = "invite " if trigger.form == "invite" else ""
        yield lead + as_words(tagged, match.end(), end), [tagged.span(*_stripped(tagged, match.start(), end))], (match.end(), end)
    else:
        for number, (a, b) in enumerate(deeds(tagged, match.end(), end)):
            said = tagged.span(first, match.end())
            words = _doer(tagged, trigger, start, match) + _with_object(tagged, start, as_words(tagged, a, b))
            yield words, ([tagged.span(first, b)] if number == 0 else [said, tagged.span(a, b)]), (a, b)


def subject_of(tagged: Tagged, match: re.Match[str]) -> tuple[int, int]:
    """Where the subject of a trigger stands: inside it ("agreed that … will be held"), else before it in its clause."""
    if match.groupdict().get("subject"):
        return match.span("subject")
    return subject_bounds(tagged, match.start()), match.start()


def _doer(tagged: Tagged, trigger: Trigger, start: int, match: re.Match[str]) -> str:
    """Who ought to do it, where that is neither named nor "we": "have regional governments (open a site)"."""
    subject = as_words(tagged, start, match.start())
    if (
        trigger.strength != "recommended"
        or not trigger.agent
        or tagged.names(start, match.start())
        or re.search(r"\b(?:[Ww]e|[Tt]hey|[Ii]t)$", subject)
    ):
        return ""
    subject = _CONNECTIVES.sub("", subject)
    return f"have {subject[:1].lower()}{subject[1:]} " if subject else ""


def _with_object(tagged: Tagged, start: int, action: str) -> str:
    """In a relative clause ("a summit, which Seoul plans to host in 2026") the object stands before it."""
    relative = _RELATIVE.search(tagged.text, max(0, start - 140), start) if start else None
    if relative is None:
        return action
    verb, _, rest = action.partition(" ")
    return f"{verb} {as_words(tagged, *relative.span('object'))} {rest}".strip()


def _stripped(tagged: Tagged, start: int, end: int) -> tuple[int, int]:
    while start < end and tagged.text[start] in ' ,“"':
        start += 1
    while end > start and tagged.text[end - 1] == " ":
        end -= 1
    return start, end


def can_be_done(what: str, trigger: Trigger, *, able: bool) -> bool:
    """Whether an action is one that can be undertaken; of an institution any verb is, but those of mere happening."""
    verb = what.split(" ", 1)[0]
    if test("state").search(what) or not verb.isascii() or not verb[:1].islower():
        return False
    if trigger.soft and test("soft").search(what):
        return False
    if trigger.strength in ("planned", "pledged") and not trigger.counted and test("not_promised").search(what):
        return False
    if trigger.listed and able and verb not in actions():
        return verb not in not_undertaken() and verb.replace("-", "").isalpha() and not verb.endswith(("ly", "ed", "ing"))
    return verb in actions() if trigger.listed else verb not in ("the", "a", "an", "this", "that", "its", "their")
