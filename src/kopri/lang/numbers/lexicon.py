"""The words of number and the names of money, loaded once from `data/`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


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
        scales={k: Decimal(v) for k, v in data["scale_before_code"].items()},
    )
