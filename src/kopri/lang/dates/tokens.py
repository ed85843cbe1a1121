"""English text as a string of word classes, one letter a token, over which the grammar of dates is written.

M month        W weekday     Y year figures   D figures 1–31   N other figures   O ordinal       n number word   g hundred, thousand
E decade       U unit        S season         Q "Q3", "H1"     l last            c this          x next          r today, yesterday
a ago          p later       k earlier        t to             B between         & and           f from          o of
T the          i in          @ on             s since          b before          > after         y by            m early, mid, late
e beginning    = same        w few            A all            1 a               , comma         - hyphen        / slash
. dot          : colon       ' possessive     ( )              _ anything else   | an empty line
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

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
    "ago": "a",
    "later": "p",
    "earlier": "k",
    "to": "t",
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
    "by": "y",
    "early": "m",
    "edges": "e",
    "same": "=",
    "few": "w",
    "all": "A",
    "articles": "1",
    "numbers": "n",
    "big_numbers": "g",
    "ordinals": "O",
    "decades": "E",
}
MARKS: Final = {",": ",", "-": "-", "–": "-", "—": "-", "~": "-", "〜": "-", "‑": "-", "/": "/", ".": ".", ":": ":", "(": "(", ")": ")"}
FIGURES: Final = (
    r"(?=\d)(?:(?P<decade>(?:1[5-9]|20)\d0\s?['’]?[sS]\b)|(?P<ordinal>\d{1,2}(?:st|nd|rd|th|ST|ND|RD|TH)\b)|(?P<figures>\d+))"
    r"|(?P<mark>[-,–—~〜‑/.:()])|(?=[QHqh])(?P<quarter>(?<!\w)[QHqh][1-4](?:\b|(?=(?:19|20)\d\d)))"
    r"|(?=['’])(?P<possessive>['’][sS]\b|['’](?=\s))|(?=\n)(?P<blank>\n[ \t]*\n\s*)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a date with its value: the number of a month, the name of a unit."""

    cls: str
    value: int | str
    start: int
    end: int


@cache
def lexicon() -> dict[str, Any]:
    """The data file `data/en.yaml`."""
    return dict(yaml.safe_load(files(__package__).joinpath("data", "en.yaml").read_text(encoding="utf-8")))


@cache
def words() -> dict[str, tuple[str, int | str]]:
    """Class and value of every known word."""
    known: dict[str, tuple[str, int | str]] = {}
    for section, cls in SECTIONS.items():
        entries = lexicon()[section]
        known |= {w: (cls, entries[w] if isinstance(entries, dict) else w) for w in entries}
    return known


@cache
def token_pattern() -> re.Pattern[str]:
    """Where a known word, figures or a mark stand."""
    return re.compile(rf"(?<![^\W\d_])(?P<word>{word_pattern(cased(words()))})(?![^\W\d_])|{FIGURES}")


def tokenise(text: str) -> list[Token]:
    """The tokens of a text in order; one of class "_" for each stretch of anything else."""
    known = words()
    tokens: list[Token] = []
    before = 0
    for match in token_pattern().finditer(text):
        group = match.lastgroup
        start, end = match.span()
        if start > before and text[before:start].strip():
            tokens.append(Token("_", "", before, start))
        before = end
        if group == "word":
            cls, value = known[match.group().lower()]
        elif group == "mark":
            cls, value = MARKS.get(match.group(), "_"), ""
        elif group == "figures":
            cls, value = _figures(match.group())
        else:
            cls, value = _other(group, match.group())
        tokens.append(Token(cls, value, start, end))
    return tokens


def _figures(written: str) -> tuple[str, int | str]:
    if len(written) == 4 and "1500" <= written <= "2100":
        return "Y", int(written)
    if len(written) <= 2 and 1 <= int(written) <= 31:
        return "D", int(written)
    return "N", int(written) if len(written) <= 9 else 0


def _other(group: str | None, written: str) -> tuple[str, int | str]:
    if group == "ordinal":
        return "O", int(re.sub(r"\D", "", written))
    if group == "decade":
        return "E", int(written[:4])
    if group == "quarter":
        return "Q", written.upper()
    if group == "possessive":
        return "'", ""
    return "|", ""
