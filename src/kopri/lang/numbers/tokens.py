"""English text as the tokens of numbers: figures and number words."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any, Final, Literal

from kopri.lang.numbers.cardinals import FIFTEEN, Token, TokenClass
from kopri.lang.numbers.lexicon import currencies
from kopri.lang.numbers.words import Word, grammar
from kopri.lang.windows import addresses, around, automaton, whole_words, within
from kopri.lang.wordlist import cased, word_pattern

LONGEST_LITERAL: Final = 40
SPACES: Final = "\u00a0\u202f\u2009 "
LITERAL: Final = (
    rf"(?P<whole>\d+[{SPACES}]{{1,2}})?(?P<over>\d+)/(?P<under>\d+)(?![\d/])"
    r"|(?P<power>\d+(?:\.\d+)?)(?:\^(?P<exponent>[+-]{0,2}\d{1,3})|[eE](?P<ten>[+-]?\d{1,2})(?!\w)|\s?[x×]\s?10\^(?P<times>[+-]?\d{1,2}))"
    rf"|(?:\d{{1,3}}(?:,\d{{3}})+(?![\d]|,\d)|(?<!\d[{SPACES}])\d{{1,3}}(?:[{SPACES}]\d{{3}})+(?![\d]|[{SPACES}]\d)|\d+)(?:\.\d+)?(?!\d)"
    r"|\.\d+"
)
GLYPHS: Final = {
    "¼": "1/4",
    "½": "1/2",
    "¾": "3/4",
    "⅓": "1/3",
    "⅔": "2/3",
    "⅕": "1/5",
    "⅖": "2/5",
    "⅗": "3/5",
    "⅘": "4/5",
    "⅙": "1/6",
    "⅚": "5/6",
    "⅛": "1/8",
    "⅜": "3/8",
    "⅝": "5/8",
    "⅞": "7/8",
}
DIGITS: Final = re.compile(r"\d+")
BEFORE: Final = 24
LITTLE: Final = ("article", "and", "of", "point", "negative")
ORDINAL_ENDING: Final = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
COMMA_TEXT: Final = re.compile(
    r"(?<![\d.,])\d{1,3},\d{1,2}\s?(?:%|percent\b|per\scent\b|(?:thousand|million|billion|trillion|mln|bln|mn|bn)\b)", re.IGNORECASE
)
DOTTED: Final = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d]|[.,]\d)")
DECIMAL_COMMA: Final = re.compile(r",(\d{1,2})(?![\d,]|\.\d)")
SPACED: Final = (" ", "\u00a0")
SPACED_SUFFIX: Final = "MkKBmb"
GAP: Final[dict[str, Literal["", "hyphen"]]] = {"": "", "-": "hyphen", "‐": "hyphen", "‑": "hyphen"}


@cache
def token_pattern() -> re.Pattern[str]:
    """Where a number word, figures or an address stand."""
    words = grammar().words
    strong = word_pattern(cased([*(w for w, entry in words.items() if entry.cls not in LITTLE), *grammar().multiples]))
    little = word_pattern(cased([w for w, entry in words.items() if entry.cls in LITTLE]))
    beside = rf"[ \t\n\u00a0\u202f‐‑-]{{1,3}}(?:(?:an?|A)\s{{1,2}})?(?:\d|\.\d|[{''.join(GLYPHS)}]|(?:{strong})\b)"
    return re.compile(rf"\b(?P<word>{strong}|{little}(?={beside}))\b|(?=\.?\d)(?P<literal>{LITERAL})|(?P<glyph>[{''.join(GLYPHS)}])")


def runs(text: str) -> Iterator[list[Token]]:
    """Neighbouring tokens of numbers, a list for each stretch that holds more than little words."""
    run: list[Token] = []
    for token in tokens(text):
        if token.gap == "break":
            if any(t.cls not in LITTLE for t in run):
                yield run
            run = []
        run.append(token)
    if any(t.cls not in LITTLE for t in run):
        yield run


@cache
def triggers() -> Any:
    """The words and signs that no number in words does without."""
    words = [w for w, entry in grammar().words.items() if entry.cls not in LITTLE]
    return automaton([*cased([*words, *grammar().multiples]), *GLYPHS])


def windows(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text in which numbers may stand."""
    return around(text, sorted([*(m.span() for m in DIGITS.finditer(text)), *whole_words(triggers(), text)]), BEFORE, 0)


def tokens(text: str) -> Iterator[Token]:
    """The words and figures that can be part of a number."""
    known = grammar()
    end = 0
    dotted = COMMA_TEXT.search(text) is not None
    skipped = addresses(text)
    for begin, stop in windows(text):
        for match in token_pattern().finditer(text, begin, stop):
            if match.start() < end or (skipped and within(skipped, match.start())):
                continue
            if match["word"]:
                token = _word_token(text, match, known.words.get(match.group().lower()), end)
            else:
                literal = _literal_token(text, match, end, dotted=dotted)
                if literal is None:
                    continue
                token = literal
            end = token.end
            yield token


def _word_token(text: str, match: re.Match[str], word: Word | None, before: int) -> Token:
    gap = _gap(text, before, match.start())
    if word is None:
        return Token("vague", Decimal(0), match.start(), match.end(), match.group(), "break")
    return Token(word.cls, word.value, match.start(), match.end(), match.group(), gap, word.plural)


def _literal_token(text: str, match: re.Match[str], before: int, *, dotted: bool) -> Token | None:
    """Figures as a token; in a `dotted` text, one that writes "7,1 billion", a point before three figures parts thousands."""
    known = grammar()
    start, end = match.span()
    if end - start > LONGEST_LITERAL or _labelled(text, start):
        return None
    value = _literal_value(match)
    if value is None:
        return None
    cls: TokenClass = "digits"
    suffixed = False
    thousands = DOTTED.match(text, start) if dotted and "." in match.group() else None
    if thousands:
        value, end = Decimal(thousands.group().replace(".", "")), thousands.end()
    following = text[end : end + 1]
    if following == "," and match.group().isdigit() and text[start - 1 : start] != ",":
        comma = DECIMAL_COMMA.match(text, end)
        if comma:
            value, end = Decimal(f"{match.group()}.{comma[1]}"), comma.end()
            following = text[end : end + 1]
    near = following.isalpha()
    ending = ORDINAL_ENDING.match(text, end) if near else None
    suffix = known.suffix.match(text, end) if near or (following in SPACED and text[end + 1 : end + 2] in SPACED_SUFFIX) else None
    if ending:
        cls, end = "ordinal", ending.end()
    elif suffix and (suffix["near"] in known.suffixes or suffix["far"] or _money_before(text, start)):
        letter = suffix["near"] or suffix["far"] or suffix["money"]
        if letter == "G" and value < 10:
            return None
        value, end, suffixed = value * known.money_suffixes[letter], suffix.end(), True
    elif near and following.isascii() and not _unit_glued(text, end):
        return None
    return Token(cls, value, start, end, text[start:end], _gap(text, before, start), suffixed=suffixed)


def _unit_glued(text: str, end: int) -> bool:
    """Whether a currency code or a scale word stands right after the figures ("115USD", "2mln")."""
    return currencies().suffix.match(text, end) is not None or text[end : end + 1] == "×"


def _money_before(text: str, start: int) -> bool:
    return currencies().before(text, start) is not None


def _labelled(text: str, start: int) -> bool:
    """Whether figures belong to a label such as "COVID-19", "Q3" or "v2"."""
    before = text[start - 1 : start]
    if before.isalpha() or before in ("_", "#"):
        return not (before.isascii() and _money_before(text, start)) and (
            before.isascii() or before == "_" or before.islower() or before.isupper()
        )
    return before in ("-", "‑", "‐") and start > 1 and text[start - 2].isalpha() and not _money_before(text, start - 1)


def _literal_value(match: re.Match[str]) -> Decimal | None:
    if match["glyph"]:
        over, under = GLYPHS[match["glyph"]].split("/")
        return FIFTEEN.divide(Decimal(over), Decimal(under))
    if match["under"]:
        if not int(match["under"]):
            return None
        return FIFTEEN.plus(Decimal(match["whole"] or 0) + FIFTEEN.divide(Decimal(match["over"]), Decimal(match["under"])))
    if match["power"]:
        return _power(match)
    return Decimal(re.sub(rf"[,{SPACES}]", "", match.group()))


def _power(match: re.Match[str]) -> Decimal:
    base = Decimal(match["power"])
    if match["exponent"]:
        digits = match["exponent"].lstrip("+-")
        return FIFTEEN.power(base, -int(digits) if match["exponent"].startswith("-") else int(digits))
    return base.scaleb(int(match["ten"] or match["times"]))


def _gap(text: str, before: int, start: int) -> Literal["", "space", "hyphen", "break"]:
    if start - before > 3:
        return "break"
    between = text[before:start]
    stripped = between.strip(" \t\u00a0\u202f")
    if not stripped:
        return "space" if between else ""
    return GAP.get(stripped, "break") if "\n" not in stripped else "break"
