"""English text as a string of word classes, one letter a token, over which the grammar of dates is written.

M month        W weekday     Y year figures   D figures 1–31   N other figures   O ordinal       n number word   g hundred, thousand
E decade       U unit        S season         Q "Q3", "H1"     l last            c this          x next          r today, yesterday
a ago          p later       k earlier        t to             B between         & and           f from          o of
T the          i in          @ on             s since          b before          > after         y by            m early, mid, late
e beginning    = same        w few            A all            1 a               , comma         - hyphen        / slash
. dot          : colon       ' possessive     ( )              h that            j now           K fiscal, work  F "FY24"
L onwards      q more than   R rest of        G week of        H holiday         u "3h"          v ½             Z to date
z or           _ anything else              | an empty line

Only the neighbourhood of words and figures that make a date is read; what lies between is one token of class "_".
"""

import re
from functools import cache
from typing import Any, Final, NamedTuple

from kopri.lang.datafile import read_data
from kopri.lang.dates.almanac import holidays
from kopri.lang.windows import around, automaton, whole_words
from kopri.lang.wordlist import cased, word_pattern

SECTIONS: Final = {
    "months": "M",
    "weekdays": "W",
    "units": "U",
    "seasons": "S",
    "last": "l",
    "this": "c",
    "next": "x",
    "relative_days": "r",
    "now": "j",
    "ago": "a",
    "later": "p",
    "earlier": "k",
    "onwards": "L",
    "or": "z",
    "to": "t",
    "to_date": "Z",
    "between": "B",
    "and": "&",
    "from": "f",
    "of": "o",
    "the": "T",
    "in": "i",
    "on": "@",
    "since": "s",
    "before": "b",
    "after": ">",
    "more_than": "q",
    "week_of": "G",
    "rest": "R",
    "that": "h",
    "by": "y",
    "early": "m",
    "edges": "e",
    "same": "=",
    "calendars": "K",
    "few": "w",
    "all": "A",
    "articles": "1",
    "numbers": "n",
    "big_numbers": "g",
    "ordinals": "O",
    "decades": "E",
}
STRONG: Final = ("months", "weekdays", "units", "seasons", "relative_days", "decades", "to_date")
MARKS: Final = {",": ",", "-": "-", "–": "-", "—": "-", "~": "-", "〜": "-", "‑": "-", "/": "/", ".": ".", ":": ":", "(": "(", ")": ")"}
GLYPHS: Final = {"½": "0.5", "¼": "0.25", "¾": "0.75"}
YEAR: Final = r"(?:1[5-9]|2[01])\d\d"
FIGURES: Final = (
    r"(?=\d)(?:(?P<decade>(?:1[5-9]|20)\d0\s?['’]?[sS]\b|[2-9]0s\b)|(?P<ordinal>\d{1,2}(?:st|nd|rd|th|ST|ND|RD|TH)\b)"
    r"|(?P<short>\d{1,3}(?:h|hrs?|[Yy]|yrs?)\b)|(?P<figures>\d+))"
    r"|(?P<mark>[-,–—~〜‑/.:()])|(?=[QHqh])(?P<quarter>(?<!\w)[QHqh][1-4](?:\b|(?=(?:19|20)\d\d)))"
    r"|(?=[FCSfcs])(?P<fiscal>(?<!\w)[FCSfcs][Yy]\s?['’]?(?:\d{4}|\d\d)\b)"
    r"|(?=['’])(?P<possessive>['’][sS]\b|['’](?=\s))|(?=\n)(?P<blank>\n[ \t]*\n\s*)|(?P<part>[½¼¾])"
)
TRIGGER: Final = re.compile(
    r"\d(?<!\d\d)(?:(?<=[12])\d{3}(?!\d)"
    r"|\d?(?:/\d\d?(?!\d)|-\d\d?-\d|\.\d\d?\.\d{4}|(?:st|nd|rd|th)\b|(?<=0)['’]?s\b|\d?(?:h|hrs?|[Yy]|yrs?)\b))"
)
LABELS: Final = ("q1", "q2", "q3", "q4", "h1", "h2", "fy", "cy", "sy")
BEFORE, AFTER = 40, 32


class Token(NamedTuple):
    """A token of a date with its value: the number of a month, the name of a unit."""

    cls: str
    value: int | str
    start: int
    end: int


@cache
def lexicon() -> dict[str, Any]:
    """The data file `data/en.yaml`."""
    return read_data("kopri.lang.dates", "en.yaml")


@cache
def words() -> dict[str, tuple[str, int | str]]:
    """Class and value of every known word."""
    known: dict[str, tuple[str, int | str]] = {}
    for section, cls in SECTIONS.items():
        entries = lexicon()[section]
        known |= {w: (cls, entries[w] if isinstance(entries, dict) else w) for w in entries}
    return known | {name: ("H", name) for name in holidays()}


@cache
def as_written() -> dict[str, tuple[str, int | str]]:
    """The known words in small letters, with a capital, and in capitals."""
    return {written: entry for word, entry in words().items() for written in cased([word])}


@cache
def token_pattern() -> re.Pattern[str]:
    """Where a known word, figures or a mark stand."""
    known = [*words(), *(name.title().replace("'S", "'s").replace("’S", "’s") for name in holidays())]
    return re.compile(rf"(?<![^\W\d_])(?P<word>{word_pattern(cased(known) + known)})(?![^\W\d_])|{FIGURES}")


@cache
def triggers() -> Any:
    """The words that no date does without."""
    strong = {word for section in STRONG for word in lexicon()[section]} | {name.split(" ")[0] for name in holidays()}
    return automaton(cased(strong | {"nineteen", "eighteen", "twenty", "thousand", *LABELS}))


def places(text: str) -> list[tuple[int, int]]:
    """Where words and figures stand that no date does without, in text order."""
    return sorted([*(match.span() for match in TRIGGER.finditer(text)), *whole_words(triggers(), text)])


def tokenise(text: str) -> list[Token]:
    """The tokens of a text in order; one of class "_" for each stretch of anything else."""
    tokens: list[Token] = []
    before = 0
    for begin, end in around(text, places(text), BEFORE, AFTER):
        if begin > before:
            tokens.append(Token("_", "", before, begin))
        _add_tokens(text, begin, end, tokens)
        before = end
    return tokens


def _add_tokens(text: str, begin: int, stop: int, tokens: list[Token]) -> None:
    known, spelled = words(), as_written()
    before = begin
    for match in token_pattern().finditer(text, begin, stop):
        group = match.lastgroup
        start, end = match.span()
        if start > before and text[before:start].strip():
            tokens.append(Token("_", "", before, start))
        before = end
        written = match.group()
        if group == "word":
            cls, value = spelled.get(written) or known[written.lower()]
        elif group == "mark":
            cls, value = MARKS.get(written, "_"), ""
        elif group == "figures":
            cls, value = _figures(written)
        else:
            cls, value = _other(group, written)
        tokens.append(Token(cls, value, start, end))
    if stop > before and text[before:stop].strip():
        tokens.append(Token("_", "", before, stop))


def _figures(written: str) -> tuple[str, int | str]:
    if len(written) == 4 and "1500" <= written < "2200":
        return "Y", int(written)
    if len(written) <= 2 and 1 <= int(written) <= 31:
        return "D", int(written)
    return "N", int(written) if len(written) <= 9 else 0


def _other(group: str | None, written: str) -> tuple[str, int | str]:
    if group == "ordinal":
        return "O", int(re.sub(r"\D", "", written))
    if group == "decade":
        return "E", int(written[:4]) if written[:3].isdigit() else 1900 + int(written[:2])
    if group == "quarter":
        return "Q", written.upper()
    if group == "fiscal":
        year = re.sub(r"\D", "", written)
        return "F", written[:2].upper() + (year if len(year) == 4 else f"20{year}")
    if group == "short":
        return "u", ("hour " if "h" in written.lower() else "year ") + re.sub(r"\D", "", written)
    if group == "part":
        return "v", GLYPHS[written]
    if group == "possessive":
        return "'", ""
    return "|", ""
