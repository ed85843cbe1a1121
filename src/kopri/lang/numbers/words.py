"""The English words of number, and the patterns of what may stand around a number."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from kopri.lang.numbers.cardinals import TokenClass
from kopri.lang.numbers.lexicon import alternatives, currencies, load

NEXT: Final = re.compile(r"\s{0,2}[-‐‑]?\s?([A-Za-z]+|[^\w\s])")
NOTHING: Final[frozenset[str]] = frozenset()
MONEY: Final = frozenset({"money"})


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
    follows: dict[str, frozenset[str]]

    def following(self, text: str, end: int) -> frozenset[str]:
        """What may follow a number that ends at `end`, told by the first word or sign: "percent", "money", "time", "times"."""
        after = NEXT.match(text, end + 3 if text.startswith(" of ", end) else end)
        if after is None:
            return NOTHING
        said = self.follows.get(after[1].lower(), NOTHING)
        return said or (MONEY if len(after[1]) > 2 and currencies().is_code(after[1][-3:]) else NOTHING)


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
    beginnings = {
        "percent": data["percent"],
        "money": [name for section in ("names", "signs", "leading") for name in load("currencies")[section]],
        "time": [unit + end for unit in data["time_units"] for end in ("", "s")],
        "times": ["times", "fold"],
    }
    follows: dict[str, set[str]] = {}
    for what, phrases in beginnings.items():
        for phrase in phrases:
            first = re.match(r"[a-z]+|.", phrase.lower())
            for word in (first.group(), f"{first.group()}s") if first else ():
                follows.setdefault(word, set()).add(what)
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
            rf"(?P<near>{alternatives({**suffixes, **data['money_suffixes']})})(?![A-Za-z0-9])"
            rf"|[ \u00a0](?P<far>[MkKB])(?![\w'’.])"
            rf"|[ \u00a0](?P<money>[mb])(?![\w'’]|\.\w)"
        ),
        time=re.compile(rf"(?:\s{{1,2}}|-|\s?-\s?)(?P<unit>{time})\b(?!['’]?\s?(?:of\s+the\b))", re.IGNORECASE),
        pronoun=re.compile(rf"\b(?:{alternatives(data['before_pronoun_one'])})\s+\Z", re.IGNORECASE),
        period_half=re.compile(rf"\b(?:{alternatives(data['before_period_half'])})[\s-]+\Z", re.IGNORECASE),
        follows={word: frozenset(kinds) for word, kinds in follows.items()},
        half_compound=re.compile(rf"[\s-]+(?:{alternatives(data['after_period_half'])})\b|-(?!\d)", re.IGNORECASE),
    )
