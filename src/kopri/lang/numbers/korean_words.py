"""The patterns of Korean numbers, built once from `data/ko.yaml`, and the value of what they match."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kopri.lang.numbers.cardinals import FIFTEEN
from kopri.lang.numbers.lexicon import alternatives, load


@dataclass(frozen=True)
class Grammar:
    """Patterns of numbers and of what may stand around them.

    `number` has the groups minus, vague, said (with words where no figure is in it) or literal; `fraction` has minus, whole, under,
    minus_over and over; `counted` says with its group `unit` that money or a share follows, with `gap` that a space stands between.
    """

    figures: dict[str, int]
    small: dict[str, int]
    myriads: dict[str, int]
    native: dict[str, int]
    native_starts: frozenset[str]
    determiners: frozenset[str]
    shy: frozenset[str]
    clear: frozenset[str]
    start: re.Pattern[str]
    number: re.Pattern[str]
    chain: re.Pattern[str]
    fraction: re.Pattern[str]
    point: re.Pattern[str]
    counted: re.Pattern[str]
    follows: re.Pattern[str]
    percent: re.Pattern[str]
    money: re.Pattern[str]
    time: re.Pattern[str]
    times: re.Pattern[str]

    def value_of(self, said: str) -> tuple[Decimal, int] | None:
        """The value of the number that begins `said`, and its length; None if none does."""
        if said in load("ko")["half"]:
            return Decimal("0.5"), len(said)
        if said in self.myriads:
            return Decimal(self.myriads[said]), 1
        native = self._native(said) if said[:1] in self.native_starts else None
        return native or self._chain(said)

    def _native(self, said: str) -> tuple[Decimal, int] | None:
        total, at = 0, 0
        for word, value in self.native.items():
            if said.startswith(word, at):
                total, at = total + value, at + len(word)
        return (Decimal(total), at) if at else None

    def _chain(self, said: str) -> tuple[Decimal, int] | None:
        """Myriads fall from left to right; where they rise, another number begins."""
        total, end, last = Decimal(0), 0, Decimal("Infinity")
        for match in self.chain.finditer(said):
            if match.start() != end or not match.group():
                break
            scale = Decimal(self.myriads.get(match["myriad"] or "", 1))
            if scale >= last:
                break
            last, total = scale, total + self._group(match["group"]) * scale
            end = match.end()
        return (total, len(said[:end].rstrip())) if end else None

    def _group(self, said: str) -> Decimal:
        total, number = Decimal(0), ""
        for char in re.sub(r"[\s,\u00a0\u202f]", "", said):
            if char in self.small:
                total, number = total + Decimal(number or 1) * self.small[char], ""
            else:
                number += str(self.figures.get(char, char))
        return total + Decimal(number or 0)

    def literal_value(self, match: re.Match[str]) -> Decimal | None:
        """The value of "3/4", "2 1/4", "1e10", "1.1^23"."""
        sign = -1 if match["minus"] else 1
        if match["below"]:
            below = int(match["below"])
            return FIFTEEN.plus(sign * (Decimal(match["full"] or 0) + FIFTEEN.divide(Decimal(match["above"]), below))) if below else None
        base = Decimal(match["base"])
        if match["ten"]:
            return sign * base.scaleb(int(match["ten"]))
        power = int(match["power"].lstrip("+-"))
        return FIFTEEN.plus(sign * FIFTEEN.power(base, -power if match["power"].startswith("-") else power))


@cache
def grammar() -> Grammar:
    """The grammar of `data/ko.yaml`."""
    data = load("ko")
    figures = {**data["figures"], **data["zeros"]}
    unit, small, myriad = "".join(data["figures"]), "".join(data["small"]), "".join(data["myriads"])
    plain = r"(?:\d{1,3}(?:,\d{3}){1,8}(?!\d)|\d{1,3}(?:[\u00a0\u202f]\d{3}){1,5}(?!\d)|\d{1,3}(?: \d{3}){2,5}(?!\d)|\d+)(?:\.\d+)?|\.\d+"
    head = rf"(?:{plain}|[{unit}])?"
    inner = rf"(?:\s?\d|\s?[{unit}]|\s)?"
    tail = rf"(?:\s?\d{{1,3}}(?![\d,.:]|년\s?\d|\s?[%％월])|[{unit}]|\s{{1,2}}[{unit}](?![가-힣]))?"
    group = rf"(?:{head}\s?천(?:{inner}백)?(?:{inner}십)?{tail}|{head}\s?백(?:{inner}십)?{tail}|{head}\s?십{tail}|{plain}|[{unit}])"
    worded = rf"(?:[{unit}]?천(?:\s?[{unit}]?백)?(?:\s?[{unit}]?십)?{tail}|[{unit}]?백(?:\s?[{unit}]?십)?{tail}|[{unit}]?십{tail}|[{unit}])"
    no_date = r"(?!(?:19|20)\d\d년)"
    after_myriad = f"(?![{''.join(data['not_after_myriad'])}])"
    link = rf"\s?[{myriad}]{after_myriad}"
    chain = (
        rf"{group}(?:{link}(?:\s?{no_date}{group}(?={link}))?){{0,4}}(?:(?<=[{myriad}])\s?{no_date}{group}(?!\s?[{myriad}]{after_myriad}))?"
    )
    words = rf"{worded}(?:{link}(?:\s?{worded})?){{0,4}}"
    native = {**data["native_tens"], **data["native"], **data["native_before_counter"], **data["dozens"]}
    ones = alternatives({**data["native"], **data["native_before_counter"]})
    spelled = rf"(?:{alternatives(data['native_tens'])})(?:{ones})?|{ones}|{alternatives(data['dozens'])}"
    minus = rf"(?:(?<![\w.])-|(?:{alternatives(data['negatives'])})\s?)"
    literal = (
        r"(?:(?P<full>\d+)\s{1,2})?(?P<above>\d+)/(?P<below>\d+)(?![\d/])"
        r"|(?P<base>\d+(?:\.\d+)?)(?:[eE](?P<ten>[+-]?\d{1,2})(?!\w)|\^(?P<power>[+-]?\d{1,3}))"
    )
    vague = rf"{data['vague_prefix']}(?=[{small}{myriad}])"
    half = r"절반|반(?=이\s[넘안]|을\s넘|\s이상|가량)"
    number = (
        rf"(?P<minus>{minus})?(?:(?P<literal>(?<![\w./]){literal})|(?P<said>(?<![A-Za-z\d.])(?=\.?\d|(?<![가-힣])[{small}]\s?\d){chain}"
        rf"|(?P<words>(?<![가-힣])(?:(?P<vague>{vague}))?(?:{half}|(?:(?<=수)[{small}]?[{myriad}])|{spelled}|{words}|[{myriad}](?=\s(?:명|원|달러|개)))"
        rf"|(?<=마이너스){words})))"
    )
    fraction = (
        rf"(?P<minus>{minus})?(?:(?P<whole>{words}|\d+)(?:과|와)\s)?(?P<under>{words}|{chain})\s?분의\s?"
        rf"(?P<minus_over>{minus})?(?P<over>{words}|{chain})"
    )
    opening = {word[0] for word in (*native, *data["half"], *unit, *small, *myriad, data["vague_prefix"])}
    counters = alternatives([*data["counters"]])
    money = alternatives(data["currencies"])
    percent = alternatives(data["percent"])
    times = r"\s?배(?!터|우|경|구|치|급|달|송|출|정|분|려|당|상)"
    lasting = r"(?=간|\s?동안|\s?만에|째|\s?이내|\s?내에|\s?안에|\s?연속|\s?이상|\s?넘게|\s?가까이|\s?후)"
    return Grammar(
        figures=figures,
        small=data["small"],
        myriads=data["myriads"],
        native=native,
        native_starts=frozenset(word[0] for word in native),
        determiners=frozenset(data["native_before_counter"]),
        shy=frozenset(data["shy"]),
        clear=frozenset(data["clear"]),
        start=re.compile(rf"\d(?<![\d.]\d)|[.](?=\d)|-(?=[.\d])|마이너스|[{''.join(sorted(opening))}](?<![가-힣].)"),
        number=re.compile(number),
        chain=re.compile(rf"\s?(?P<group>{group})(?:\s?(?P<myriad>[{myriad}]){after_myriad})?"),
        fraction=re.compile(fraction),
        point=re.compile(rf"\s?점\s?(?P<digits>[{''.join(figures)}]+?)(?=이(?:다|며|고|었|에|라|ㄴ|냐)|(?![{''.join(figures)}]))"),
        counted=re.compile(rf"(?P<gap>\s)?(?:(?P<unit>{percent}|{money})(?![가-힣]{{4,}})|{counters})"),
        follows=re.compile(rf"(?![가-힣])|(?:{alternatives(data['particles'])})"),
        percent=re.compile(rf"\s?(?:{percent})"),
        money=re.compile(rf"\s?(?P<name>{money})(?![가-힣]{{4,}})"),
        time=re.compile(
            rf"\s?(?:(?P<unit>{alternatives([u for u in data['time_units'] if u not in ('일', '분', '초')])})(?!도|차|[초말]\b|대|년)"
            rf"|(?P<short>{alternatives(['일', '분', '초'])}){lasting})"
        ),
        times=re.compile(times),
    )
