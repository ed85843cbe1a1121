"""The words of number and the names of money, loaded once from `data/`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any, Final

import yaml

OWN_NAMES: Final = ("ko", "ru")


@dataclass(frozen=True)
class Currencies:
    """How money is written: signs before or after a number, names after it, words before it.

    `prefix` matches at the end of the text before a number, `suffix` at the start of the text after it; the currency is in one of
    their groups "unit" (a code), "sign" or "name".
    """

    units: Mapping[str, str]
    shy: frozenset[str]
    parts: Mapping[str, int]
    prefix: re.Pattern[str]
    suffix: re.Pattern[str]
    scales: Mapping[str, Decimal]
    codes: frozenset[str]
    small_codes: frozenset[str]
    leading: frozenset[str]
    sign_ends: frozenset[str]

    def is_code(self, written: str) -> bool:
        """Whether three letters are a code as written: in capitals, or one of those used in small letters too."""
        return written in self.codes or written in self.small_codes

    def meant(self, found: re.Match[str]) -> tuple[str, Decimal]:
        """The currency of a match of `prefix`, and what a scale before its code multiplies by ("mUSD": a million)."""
        if found["scale"]:
            return found["unit"].upper(), self.scales[found["scale"]]
        return self.units["".join(found.group().lower().split())], Decimal(1)

    def before(self, text: str, start: int, floor: int = 0) -> re.Match[str] | None:
        """The currency written right before a number at `start`, not reaching back beyond `floor`."""
        tail = text[max(floor, start - 12) : start].rstrip()
        if not tail or start - floor < 1:
            return None
        if tail[-1] not in self.sign_ends:
            word = tail.rpartition(" ")[2].lstrip('([“"‘')
            if not tail[-1].isalpha() or not (self.is_code(word[-3:]) or word.lower() in self.leading):
                return None
        match = self.prefix.search(text, max(floor, start - 14), start)
        return match if match and (match["unit"] is None or self.is_code(match["unit"])) else None


@cache
def load(name: str) -> dict[str, Any]:
    """The data file `data/NAME.yaml`."""
    return dict(yaml.safe_load(files(__package__).joinpath("data", f"{name}.yaml").read_text(encoding="utf-8")))


def alternatives(words: Mapping[str, object] | list[str]) -> str:
    """The words as one regular expression, longest first, with any white space between their parts."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in ordered)


def _sign(sign: str) -> str:
    """A sign as a pattern. "A$", "R$" and "S$" stand together and in capitals: "a $5 toll" and "Korea's $5 fee" are in dollars."""
    if len(sign) == 2 and sign[0] in "ARS":
        return f"(?-i:{re.escape(sign)})"
    return re.escape(sign).replace(r"\$", r"\s?\$")


def _cases(word: str) -> set[str]:
    """A short word in every mixture of small letters and capitals: patterns read them all."""
    return {"".join(letters) for letters in product(*((c.lower(), c.upper()) for c in word))}


@cache
def currencies() -> Currencies:
    """The currencies with their English names."""
    data = load("currencies")
    codes, signs, names, leading = data["codes"], data["signs"], data["names"], data["leading"]
    plural = {n if n.endswith("s") else n + "s": u for n, u in names.items()}
    units = {"".join(k.lower().split()): u for k, u in {**{c: c for c in codes}, **signs, **names, **plural, **leading}.items()}
    scale = "|".join(sorted(data["scale_before_code"], key=len, reverse=True))
    code = "|".join(codes)
    sign = "|".join(_sign(s) for s in sorted(signs, key=lambda s: (-len(s), s)))
    return Currencies(
        units=units,
        shy=frozenset(w for s in data["shy"] for w in (s, s + "s")),
        parts=data["parts"],
        prefix=re.compile(
            rf"(?:(?<![A-Za-z])(?P<scale>{scale})?(?P<unit>{code})"
            rf"|(?<![A-Za-z])(?P<sign>{sign})|\b(?P<name>{alternatives(leading)}))\s{{0,2}}\Z",
            re.IGNORECASE,
        ),
        suffix=re.compile(
            rf"\s{{0,2}}-?(?:(?P<scale>{scale})?(?P<unit>{code})(?![A-Za-z])"
            rf"|(?P<sign>{sign})(?![\w])|(?P<name>{alternatives({**names, **plural})})\b)",
            re.IGNORECASE,
        ),
        scales={form: Decimal(v) for k, v in data["scale_before_code"].items() for form in _cases(k)},
        codes=frozenset(codes),
        small_codes=frozenset(data["small_codes"]),
        leading=frozenset(name.lower() for name in leading),
        sign_ends=frozenset(s[-1] for s in signs),
    )


@cache
def currency_names(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """The names of currencies of a language as they stand alone, and the unit of each by its name in small letters without spaces.

    Left out are names that are other words too ("won", "pound") and signs.
    """
    if language in OWN_NAMES:
        named = {n: u for n, u in load(language)["currencies"].items() if len(n) > 1 and n[0].isalpha() and not n.endswith(".")}
        pattern = rf"(?<!\w)(?:{alternatives(named)})(?!\w)"
    else:
        data = load("currencies")
        plural = {n if n.endswith("s") else n + "s": u for n, u in data["names"].items()}
        named = {n: u for n, u in {**data["names"], **plural}.items() if n not in currencies().shy and u in data["codes"]}
        named |= {code: code.upper() for code in data["small_codes"]}
        pattern = rf"\b(?:{alternatives(named)})\b"
    return re.compile(pattern, re.IGNORECASE), {"".join(n.lower().split()): u for n, u in named.items()}


@cache
def percent_names(language: str) -> re.Pattern[str]:
    """The percent sign and, in English, the words for it as they stand alone."""
    words = [] if language in OWN_NAMES else [p for p in load("en")["percent"] if p.isalpha() or " " in p]
    return re.compile(rf"(?<!\S)[%％](?!\S)|\b(?:{alternatives(words)})\b" if words else r"(?<!\S)[%％](?!\S)", re.IGNORECASE)
