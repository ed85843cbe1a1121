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
TOKEN: Final = re.compile(
    r"(?P<decade>(?:1[5-9]|20)\d0\s?['’]?s\b)|(?P<ordinal>\d{1,2}(?:st|nd|rd|th)\b)|(?P<quarter>\b[QH][1-4]\b|\b[QH][1-4](?=(?:19|20)\d\d))"
    r"|(?P<figures>\d+)|(?P<possessive>['’]s\b|['’](?=\s))|(?P<word>[^\W\d_]+)|(?P<mark>[^\w\s])|(?P<blank>\n[ \t]*\n\s*)|(?P<other>_)",
    re.IGNORECASE,
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


def tokenise(text: str) -> list[Token]:
    """All tokens of a text in order."""
    known = words()
    tokens = []
    for match in TOKEN.finditer(text):
        group = match.lastgroup
        start, end = match.span()
        if group == "word":
            cls, value = known.get(match.group().lower(), ("_", ""))
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
    return ("|", "") if group == "blank" else ("_", "")
