"""Numbers in English text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Final, Literal

from kopri.lang.numbers import cardinals
from kopri.lang.numbers.cardinals import FIFTEEN, Parsed, Token, TokenClass
from kopri.lang.numbers.lexicon import alternatives, currencies, load
from kopri.lang.numbers.mention import NumberKind, NumberMention
from kopri.lang.spans import Span
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
ORDINAL_ENDING: Final = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
DECIMAL_COMMA: Final = re.compile(r",(\d{1,2})(?![\d,]|\.\d)")
GAP: Final[dict[str, Literal["", "hyphen"]]] = {"": "", "-": "hyphen", "‐": "hyphen", "‑": "hyphen"}
AFTER_PART: Final = re.compile(r"\s*(?:of\b|more\b|less\b|higher\b|lower\b|[.,;:!?)\"”’]|\Z)", re.IGNORECASE)
AFTER_OVER: Final = re.compile(r"\s*(?:[.,;:!?)\"”’]|\Z)")
SIGN: Final = re.compile(r"\A[-−–]\s?\Z|(?:\A|(?<=[\s(=:]))[-−–]\Z")


@dataclass(frozen=True, slots=True)
class Word:
    """What part a word plays in numbers."""

    cls: TokenClass
    value: Decimal
    plural: bool = False


@dataclass(frozen=True)
class Grammar:
    """The English words, and the patterns of what may stand around a number."""

    words: dict[str, Word]
    multiples: dict[str, Decimal]
    suffixes: dict[str, Decimal]
    money_suffixes: dict[str, Decimal]
    time_units: dict[str, tuple[str, int]]
    percent: re.Pattern[str]
    suffix: re.Pattern[str]
    time: re.Pattern[str]
    pronoun: re.Pattern[str]
    period_half: re.Pattern[str]
    half_compound: re.Pattern[str]


@cache
def grammar() -> Grammar:
    """The grammar built from `data/en.yaml`."""
    data = load("en")
    words: dict[str, Word] = {}
    classes: dict[str, TokenClass] = {
        "units": "unit",
        "teens": "teen",
        "tens": "ten",
        "hundred": "hundred",
        "scales": "scale",
        "dozens": "dozen",
    }
    for section, cls in classes.items():
        words |= {w: Word(cls, Decimal(v)) for w, v in data[section].items()}
    words |= {w: Word("vague", Decimal(v)) for w, v in data["vague"].items() if w != "dozens"}
    words |= {w: Word("ordinal", Decimal(v)) for w, v in data["ordinals"].items()}
    words |= {w + "s": Word("ordinal", Decimal(v), plural=True) for w, v in data["ordinals"].items() if v != 2}
    words |= {w: Word("part", Decimal(v), plural=w.endswith("s")) for w, v in data["parts"].items()}
    littles: dict[str, TokenClass] = {"articles": "article", "conjunctions": "and", "negatives": "negative", "points": "point"}
    for section, cls in littles.items():
        words |= {w: Word(cls, Decimal(1)) for w in data[section]}
    words["of"] = Word("of", Decimal(0))
    folds = {f"{w}fold": Decimal(v) for s in ("units", "teens", "tens", "hundred") for w, v in data[s].items() if v > 1}
    time = alternatives([u + "s" for u in data["time_units"]] + list(data["time_units"]))
    suffixes = {k: Decimal(v) for k, v in data["suffixes"].items()}
    return Grammar(
        words=words,
        multiples={**{w: Decimal(v) for w, v in data["multiples"].items()}, **folds},
        suffixes=suffixes,
        money_suffixes={**suffixes, **{k: Decimal(v) for k, v in data["money_suffixes"].items()}},
        time_units={w: (u["unit"], u["size"]) for w, u in data["time_units"].items()},
        percent=re.compile(
            rf"\s{{0,2}}-?(?:{alternatives([p for p in data['percent'] if p[0].isalpha()])})(?![\w])|\s{{0,2}}[%％]", re.IGNORECASE
        ),
        suffix=re.compile(
            rf"(?P<near>{alternatives({**suffixes, **data['money_suffixes']})})(?![A-Za-z0-9])|[ \u00a0](?P<far>[MkKB])(?![\w'’.])"
        ),
        time=re.compile(rf"(?:\s{{1,2}}|-|\s?-\s?)(?P<unit>{time})\b(?!['’]?\s?(?:of\s+the\b))", re.IGNORECASE),
        pronoun=re.compile(rf"\b(?:{alternatives(data['before_pronoun_one'])})\s+\Z", re.IGNORECASE),
        period_half=re.compile(rf"\b(?:{alternatives(data['before_period_half'])})[\s-]+\Z", re.IGNORECASE),
        half_compound=re.compile(rf"[\s-]+(?:{alternatives(data['after_period_half'])})\b|-(?!\d)", re.IGNORECASE),
    )


@cache
def token_pattern() -> re.Pattern[str]:
    """Where a number word, figures or an address stand."""
    known = word_pattern(cased([*grammar().words, *grammar().multiples]))
    return re.compile(
        rf"\b(?P<word>{known})\b|(?=\.?\d)(?P<literal>{LITERAL})|(?P<glyph>[{''.join(GLYPHS)}])|(?=[hw])(?P<url>(?:https?://|www\.)\S+)"
    )


def find(text: str) -> list[NumberMention]:
    """All numbers of an English text (or the figures of any other), in text order."""
    found: list[NumberMention] = []
    for run in runs(text):
        at = 0
        while at < len(run):
            read = _read(text, run, at)
            if read is None:
                at += 1
                continue
            mention, at = read
            if not found or mention.span.start >= found[-1].span.end:
                found.append(mention)
    return share_units(text, _join_ratios(text, _join_parts(text, found)))


def runs(text: str) -> Iterator[list[Token]]:
    """Neighbouring tokens of numbers, a list for each stretch that holds more than little words."""
    run: list[Token] = []
    for token in tokens(text):
        if token.gap == "break":
            if any(t.cls not in ("article", "and", "of", "point", "negative") for t in run):
                yield run
            run = []
        run.append(token)
    if any(t.cls not in ("article", "and", "of", "point", "negative") for t in run):
        yield run


def tokens(text: str) -> Iterator[Token]:
    """The words and figures that can be part of a number."""
    known = grammar()
    end = 0
    for match in token_pattern().finditer(text):
        if match["word"]:
            token = _word_token(text, match, known.words.get(match.group().lower()), end)
        else:
            literal = _literal_token(text, match, end) if not match["url"] else None
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


def _literal_token(text: str, match: re.Match[str], before: int) -> Token | None:
    known = grammar()
    start, end = match.span()
    if end - start > LONGEST_LITERAL or _labelled(text, start):
        return None
    value = _literal_value(match)
    if value is None:
        return None
    cls: TokenClass = "digits"
    suffixed = False
    comma = (
        DECIMAL_COMMA.match(text, end) if "." not in match.group() and "," not in match.group() and text[start - 1 : start] != "," else None
    )
    if comma:
        value, end = Decimal(f"{match.group()}.{comma[1]}"), comma.end()
    ending = ORDINAL_ENDING.match(text, end)
    suffix = known.suffix.match(text, end)
    if ending:
        cls, end = "ordinal", ending.end()
    elif suffix and (suffix["near"] in known.suffixes or (suffix["near"] and _money_before(text, start)) or suffix["far"]):
        letter = suffix["near"] or suffix["far"]
        if letter == "G" and value < 10:
            return None
        value, end, suffixed = value * known.money_suffixes[letter], suffix.end(), True
    elif end < len(text) and text[end].isalpha() and text[end].isascii() and not _unit_glued(text, end):
        return None
    return Token(cls, value, start, end, text[start:end], _gap(text, before, start), suffixed=suffixed)


def _unit_glued(text: str, end: int) -> bool:
    """Whether a currency code or a scale word stands right after the figures ("115USD", "2mln")."""
    return currencies().suffix.match(text, end) is not None or text[end : end + 1] == "×"


def _money_before(text: str, start: int) -> bool:
    return currencies().prefix.search(text, max(0, start - 12), start) is not None


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


def _read(text: str, run: list[Token], at: int) -> tuple[NumberMention, int] | None:
    """The number beginning at a token, with what is written around it, and the token after it."""
    token = run[at]
    known = grammar()
    if token.cls == "vague" and token.value == 0:
        span = Span(token.start, token.end)
        value = known.multiples[token.text.lower()]
        return NumberMention(span, value, "multiple", None, span, value, words=True), at + 1
    if token.cls in ("and", "of", "point"):
        return None
    parsed = cardinals.ordinal(run, at) or cardinals.parse(run, at)
    if parsed is None or not _stands(text, run, at, parsed):
        return None
    return _dress(text, run, at, parsed), parsed.end


def _stands(text: str, run: list[Token], at: int, parsed: Parsed) -> bool:
    """Whether words read as a number are one here: not the pronoun "one", nor half of a period, nor "a third party"."""
    known = grammar()
    first, last = run[at], run[parsed.end - 1]
    alone = parsed.end == at + 1
    if alone and first.cls == "unit" and first.text.lower() == "one":
        return known.pronoun.search(text, max(0, first.start - 12), first.start) is None
    if alone and first.cls == "part":
        before = known.period_half.search(text, max(0, first.start - 12), first.start)
        return before is None and known.half_compound.match(text, first.end) is None
    if (
        parsed.kind == "fraction"
        and last.cls in ("ordinal", "part")
        and not last.plural
        and first.cls == "article"
        and last.text.lower() != "half"
    ):
        return AFTER_PART.match(text, last.end) is not None
    return True


def _dress(text: str, run: list[Token], at: int, parsed: Parsed) -> NumberMention:
    """The mention with sign, percent, money, time or "times" around the bare number."""
    known = grammar()
    start, end = run[at].start, run[parsed.end - 1].end
    value = parsed.value
    words = all(t.cls != "digits" and not t.text[0].isdigit() for t in run[at : parsed.end])
    if run[at].cls == "digits":
        sign = SIGN.search(text, max(0, start - 3), start)
        if sign:
            start, value = sign.start(), -value
    digits = Span(start, end)
    plain = NumberMention(digits, value, parsed.kind, None, digits, value, parsed.vague, words)
    if parsed.kind == "ordinal":
        return plain
    percent = known.percent.match(text, end)
    if percent:
        return replace(plain, span=Span(start, percent.end()), kind="percent", unit="percent")
    money = _money(text, plain)
    if money:
        return money
    time = known.time.match(text, end)
    if time:
        unit, size = known.time_units[re.sub(r"s\Z", "", time["unit"].lower())]
        return replace(plain, span=Span(start, time.end()), value=value * size, kind="duration", unit=unit)
    times = re.compile(r"\s+times\b|[-\s]?fold\b").match(text, end)
    if times:
        return replace(plain, span=Span(start, times.end()), kind="multiple")
    return plain


def _money(text: str, plain: NumberMention) -> NumberMention | None:
    """The amount if a currency stands before or after the number."""
    money = currencies()
    start, end = plain.digits.start, plain.digits.end
    near = text[max(0, start - 3) : start].rstrip()[-1:]
    before = None if plain.words or near.isdigit() or near in QUIET else money.prefix.search(text, max(0, start - 14), start)
    if before and plain.kind == "number":
        unit = money.units["".join(before.group().lower().split())] if not before["scale"] else before["unit"].upper()
        value = plain.value * (money.scales[before["scale"]] if before["scale"] else 1)
        return replace(plain, span=Span(before.start(), end), value=value, kind="money", unit=_iso(unit))
    if text[end : end + 2].strip()[:1].isdigit() or text[end : end + 1] in QUIET:
        return None
    after = money.suffix.match(text, end)
    if after is None or not _is_money(text, plain, after):
        return None
    written = after["unit"] or after["sign"] or after["name"]
    unit = money.units["".join(written.lower().split())] if not after["unit"] else after["unit"].upper()
    value = plain.value * (money.scales[after["scale"]] if after["scale"] else 1)
    stop = after.end()
    scale = re.compile(r"\s+(million|billion|trillion|thousand)\b", re.IGNORECASE).match(text, stop) if after["unit"] else None
    if scale:
        value, stop = value * grammar().words[scale[1].lower()].value, scale.end()
    return replace(plain, span=Span(start, stop), value=value, kind="money", unit=_iso(unit))


def _iso(unit: str) -> str:
    return unit.upper() if len(unit) == 3 and unit.upper() in load("currencies")["codes"] else unit


def _is_money(text: str, plain: NumberMention, after: re.Match[str]) -> bool:
    """Whether the word after a number is a currency here: not "won 3 medals", "25 pound weights", nor a code in small letters."""
    if after["unit"]:
        return after["unit"].isupper() or after["unit"].lower() in ("usd", "eur", "gbp", "krw", "kzt", "rub", "cny", "jpy")
    if after["sign"]:
        return re.match(r"\s*\d", text[after.end() : after.end() + 3]) is None or text[after.start() : after.start() + 1].isspace()
    name = after["name"].lower()
    large = abs(plain.value) >= 1000 or name in ("yen", "pounds", "sum", "won")
    return (
        name not in currencies().shy
        or large
        or re.match(r"\s*-", text[plain.digits.end : plain.digits.end + 2]) is not None
        or name in ("francs", "quid", "bucks")
    )


def _join_parts(text: str, found: list[NumberMention]) -> list[NumberMention]:
    """Reads "thirteen dollars and forty-five cents", "15 dollars 50": one amount."""
    joined: list[NumberMention] = []
    for mention in found:
        before = joined[-1] if joined else None
        if before is not None and before.kind == "money" and before.unit is not None and before.span.end > before.digits.end:
            amount = _with_part(text, before, mention)
            if amount is not None:
                joined[-1] = amount
                continue
        joined.append(mention)
    return joined


def _with_part(text: str, whole: NumberMention, part: NumberMention) -> NumberMention | None:
    between = text[whole.span.end : part.span.start]
    if not re.fullmatch(r"\s{1,2}(?:and\s)?", between) or whole.value != whole.value.to_integral_value() or not 0 <= part.number < 100:
        return None
    parts = currencies().parts
    named = re.compile(rf"\s{{0,2}}(?P<name>{alternatives(parts)})\b", re.IGNORECASE).match(text, part.digits.end)
    if named:
        return replace(whole, span=Span(whole.span.start, named.end()), value=whole.value + part.number / parts[named["name"].lower()])
    bare = part.kind == "number" and "and" not in between and part.number == part.number.to_integral_value() and part.number >= 5
    ends = re.compile(r"\s*(?:[.,;!?)]|\Z)|\s+(?:more|less)\b").match(text, part.digits.end)
    if bare and ends:
        return replace(whole, span=Span(whole.span.start, part.span.end), value=whole.value + part.number / 100)
    return None


QUIET: Final = ("", ",", ".", ";", ":", "(", ")", '"', "”", "“")
RATIO: Final = re.compile(r"\s+(?:(?P<out>out\s+of)|over)\s+", re.IGNORECASE)


def _join_ratios(text: str, found: list[NumberMention]) -> list[NumberMention]:
    """Reads "one out of three", "1 over twenty-one": the share the two numbers make."""
    joined: list[NumberMention] = []
    for mention in found:
        before = joined[-1] if joined else None
        if before is not None and before.kind == mention.kind == "number" and mention.number and mention.span.start - before.span.end < 12:
            ratio = RATIO.fullmatch(text, before.span.end, mention.span.start)
            if ratio and (before.number < mention.number if ratio["out"] else AFTER_OVER.match(text, mention.span.end)):
                span = Span(before.span.start, mention.span.end)
                value = FIFTEEN.divide(before.number, mention.number)
                joined[-1] = NumberMention(span, value, "fraction", None, span, value, words=before.words)
                continue
        joined.append(mention)
    return joined


RANGE: Final = re.compile(r"\s?[-–—~〜]\s?|\s+(?:to|or)\s+")


def share_units(text: str, found: list[NumberMention]) -> list[NumberMention]:
    """Give both ends of a range their unit and scale: "50–60 percent", "$50–60 million", "between 5 and 6 percent"."""
    shared = list(found)
    for i in range(len(shared) - 1):
        first, second = shared[i], shared[i + 1]
        between = text[first.span.end : second.span.start]
        if len(between) > 6 or not (
            RANGE.fullmatch(between) or (between.strip() == "and" and text[: first.span.start].rstrip().lower().endswith("between"))
        ):
            continue
        kinds: tuple[NumberKind, ...] = ("percent", "money", "duration")
        if first.kind == "number" and second.kind in kinds and first.number < second.number:
            scale = _scale(text, second) if first.digits == first.span and _scale(text, first) == 1 else Decimal(1)
            size = second.value / second.number if second.kind == "duration" and second.number else Decimal(1)
            shared[i] = replace(first, value=first.value * scale * size, kind=second.kind, unit=second.unit)
        elif first.kind == "money" and second.kind == "number" and first.number < second.number:
            scale = _scale(text, second) if _scale(text, first) == 1 else Decimal(1)
            shared[i] = replace(first, value=first.value * scale)
            shared[i + 1] = replace(second, kind="money", unit=first.unit)
    return shared


def _scale(text: str, mention: NumberMention) -> Decimal:
    """The scale word a number ends in ("million"), else 1."""
    word = re.search(r"([A-Za-z]+)\Z", mention.digits.of(text))
    known = grammar()
    if word is None:
        return Decimal(1)
    entry = known.words.get(word[1].lower())
    return entry.value if entry is not None and entry.cls == "scale" else known.suffixes.get(word[1], Decimal(1))
