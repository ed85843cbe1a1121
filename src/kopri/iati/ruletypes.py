"""The rule types of the ruleset specification (JS edition, IATI-Rulesets SPEC.rst), each as a function.

A function takes a `Question` and gives None where the rule holds, else a `Breach`: the node at fault and what to change there.
Where the specification leaves a choice, the reference validator's is taken: an empty text passes a pattern; a year is 365 days; a sum is
rounded to four decimals; a date that cannot be read is passed over. Unlike it, every date a path finds is looked at, not the first alone.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from kopri.iati.dates import instant
from kopri.iati.findings import line_of, text_of

Nodes = list[Any]
YEAR: Final = timedelta(days=366)
FOUR_DECIMALS: Final = Decimal("0.0001")
NOW: Final = "NOW"
AGENCIES: Final = "ORG-ID-PREFIX"


@dataclass(frozen=True, slots=True)
class Known:
    """What the rules must be told: the time, the agencies identifiers begin with, the identifiers that are registered."""

    now: datetime
    agencies: frozenset[str]
    publishers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Breach:
    """The node at fault (element, or attribute or text found by XPath), and what is wrong there or what to change."""

    node: Any
    advice: str


@dataclass(frozen=True, slots=True)
class Question:
    """A case put to an element. `find` evaluates the XPaths of a key, `holds` the truth of one."""

    element: Any
    case: Mapping[str, Any]
    find: Callable[[str], list[Nodes]]
    holds: Callable[[str], bool]
    known: Known

    @property
    def nodes(self) -> Nodes:
        """All that `paths` find."""
        return [node for nodes in self.find("paths") for node in nodes]

    @property
    def wanted(self) -> str:
        """The paths in words."""
        return " or ".join(self.case.get("paths", []))


Answer = Breach | None


def atleast_one(question: Question) -> Answer:
    """One of the paths finds something."""
    if question.nodes:
        return None
    return Breach(question.element, f"Add {question.wanted or 'what is missing'} to <{question.element.tag}>.")


def no_more_than_one(question: Question) -> Answer:
    """The paths find one node at most."""
    nodes = question.nodes
    if len(nodes) <= 1:
        return None
    return Breach(nodes[1], f"There are {len(nodes)} ({_lines(nodes)}): keep one.")


def only_one_of(question: Question) -> Answer:
    """With an excluded node there is nothing on the paths; without, exactly one."""
    nodes = question.nodes
    for excluded in question.find("excluded"):
        if excluded and nodes:
            return Breach(nodes[0], f"<{_name(excluded[0])}> (line {line_of(excluded[0])}) excludes it: remove one of the two.")
        if not excluded and len(nodes) != 1:
            return Breach(nodes[1] if nodes else question.element, f"There are {len(nodes)} of {question.wanted}: leave exactly one.")
    return None


def one_or_all(question: Question) -> Answer:
    """`one` is there, or each of what `all` stands for has its own."""
    if any(question.find("one")):
        return None
    what = question.case["all"]
    lacking = [node for node in _each_of(what, question.element) if not _has_own(what, node)]
    if not lacking:
        return None
    missing = {"lang": "@xml:lang", "currency": "@currency"}.get(what, what)
    elements = f"<{lacking[0].tag}>"
    return Breach(
        lacking[0],
        f"{len(lacking)} {elements} without {missing} ({_lines(lacking)}): add {missing} there, or {question.case['one']} above.",
    )


def _each_of(what: str, element: Any) -> Nodes:
    match what:
        case "lang":
            return list(element.iterdescendants("narrative"))
        case "currency":
            return list(element.iterdescendants("value", "forecast", "loan-status"))
        case _:
            return list(element.iterchildren("transaction"))


def _has_own(what: str, node: Any) -> bool:
    match what:
        case "lang":
            return node.get("{http://www.w3.org/XML/1998/namespace}lang") is not None
        case "currency":
            return node.get("currency") is not None
        case _:
            return any(node.find(name) is not None for name in what.split("|"))


def dependent(question: Question) -> Answer:
    """If one of the paths finds something, all do."""
    found = question.find("paths")
    missing = [path for path, nodes in zip(question.case["paths"], found, strict=True) if not nodes]
    if len(missing) in (0, len(found)):
        return None
    return Breach(question.element, f"Add {' and '.join(missing)}, or remove the others.")


def unique(question: Question) -> Answer:
    """No two of the texts are the same."""
    seen: dict[str, Any] = {}
    for node in question.nodes:
        text = text_of(node)
        if text in seen:
            return Breach(node, f"“{text.strip()}” stands at line {line_of(seen[text])} and line {line_of(node)}: change one of them.")
        seen[text] = node
    return None


def strict_sum(question: Question) -> Answer:
    """The numbers add up to `sum`."""
    nodes = question.nodes
    wanted = Decimal(str(question.case["sum"]))
    numbers = [_number(text_of(node)) for node in nodes]
    total = sum((number for number in numbers if number is not None), Decimal(0))
    if None not in numbers and total.quantize(FOUR_DECIMALS) == wanted:
        return None
    if not nodes:
        return Breach(question.element, f"There is nothing at {question.wanted}: add numbers that make {wanted}.")
    bad = next((node for node, number in zip(nodes, numbers, strict=True) if number is None), None)
    if bad is not None:
        return Breach(bad, f"“{text_of(bad)}” is not a number: write one, such as 12.5.")
    return Breach(nodes[0], f"{' + '.join(text_of(node) for node in nodes[:8])}{' + …' if len(nodes) > 8 else ''} = {total}, not {wanted}.")


def plain_sum(question: Question) -> Answer:
    """The numbers, if there are any, add up to `sum`."""
    return strict_sum(question) if question.nodes else None


def in_range(question: Question) -> Answer:
    """Each number lies between `min` and `max`."""
    least, most = (_number(str(question.case[key])) if key in question.case else None for key in ("min", "max"))
    for node in question.nodes:
        number = _number(text_of(node)) if text_of(node).strip() else Decimal(0)
        if number is None or (least is not None and number < least) or (most is not None and number > most):
            return Breach(node, f"Here stands “{text_of(node)}”: write a number from {least} to {most}.")
    return None


def date_order(question: Question) -> Answer:
    """No date at `less` comes after the one at `more`."""
    for (early, first), (late, last) in _pairs(_moments(question, "less"), _moments(question, "more")):
        if first > last:
            than = "which is the future" if late is None else f"but line {line_of(late)} says {text_of(late)}"
            return Breach(
                early, f"Here stands {text_of(early)}, {than}: correct one of them." if late is not None else _in_the_future(early)
            )
    return None


def date_now(question: Question) -> Answer:
    """No date at `date` lies after now."""
    for node, moment in _moments(question, "date"):
        if moment > question.known.now:
            return Breach(node, _in_the_future(node))
    return None


def time_limit(question: Question) -> Answer:
    """From `start` to `end` is at most a year."""
    for (start, first), (_, last) in _pairs(_moments(question, "start"), _moments(question, "end")):
        if last - first >= YEAR:
            return Breach(
                start, f"From {first:%Y-%m-%d} to {last:%Y-%m-%d} are {(last - first).days} days: divide it into periods of a year or less."
            )
    return None


def between_dates(question: Question) -> Answer:
    """Each date at `date` lies from `start` to `end`."""
    starts, ends = _moments(question, "start"), _moments(question, "end")
    if not starts or not ends:
        return None
    (_, first), (_, last) = starts[0], ends[0]
    for node, moment in _moments(question, "date"):
        if not first <= moment <= last:
            return Breach(node, f"Here stands {text_of(node)}: write a date from {first:%Y-%m-%d} to {last:%Y-%m-%d}.")
    return None


def regex_matches(question: Question) -> Answer:
    """The pattern is found in each text."""
    return _pattern(question, wanted=True)


def regex_no_matches(question: Question) -> Answer:
    """The pattern is found in no text."""
    return _pattern(question, wanted=False)


def _pattern(question: Question, *, wanted: bool) -> Answer:
    pattern = re.compile(question.case["regex"])
    for node in question.nodes:
        text = text_of(node)
        if text and bool(pattern.search(text)) is not wanted:
            return Breach(node, f"Here stands “{text}”.")
    return None


def startswith(question: Question) -> Answer:
    """Each text begins with one of the prefixes, or with an approved agency."""
    names = question.case.get("prefix", question.case.get("start"))
    if AGENCIES in names:
        for node in question.nodes:
            if "-".join(text_of(node).split("-")[:2]) not in question.known.agencies:
                return Breach(
                    node, f"“{text_of(node)}” begins with no agency of the codelist OrganisationRegistrationAgency, such as KR-BRN."
                )
        return None
    key = "prefix" if "prefix" in question.case else "start"
    prefixes = [text_of(node) + question.case.get("separator", "") for nodes in question.find(key) for node in nodes]
    for node in question.nodes:
        if not text_of(node).startswith(tuple(prefixes)):
            return Breach(
                node, f"“{text_of(node).strip()}” does not begin with {' or '.join(f'“{p}”' for p in prefixes) or 'anything given'}."
            )
    return None


def no_spaces(question: Question) -> Answer:
    """No text has white space around it."""
    for node in question.nodes:
        if text_of(node) != text_of(node).strip():
            return Breach(node, f"Write “{text_of(node).strip()}”.")
    return None


def if_then(question: Question) -> Answer:
    """Where `if` is true, `then` is."""
    if not question.holds("if") or question.holds("then"):
        return None
    nodes = question.nodes
    seen = ", ".join(dict.fromkeys(f"<{_name(node)}>" if not isinstance(node, str) else f"{_name(node)} = “{node}”" for node in nodes[:20]))
    return Breach(nodes[0] if nodes else question.element, f"See {seen} ({_lines(nodes)})." if nodes else f"See <{question.element.tag}>.")


def evaluates_to_true(question: Question) -> Answer:
    """`eval` is true."""
    return None if question.holds("eval") else Breach(question.element, f"{question.case['eval']} must be true.")


RULES: Final[dict[str, Callable[[Question], Answer]]] = {
    "atleast_one": atleast_one,
    "no_more_than_one": no_more_than_one,
    "only_one_of": only_one_of,
    "one_or_all": one_or_all,
    "dependent": dependent,
    "unique": unique,
    "sum": plain_sum,
    "strict_sum": strict_sum,
    "range": in_range,
    "date_order": date_order,
    "date_now": date_now,
    "time_limit": time_limit,
    "between_dates": between_dates,
    "regex_matches": regex_matches,
    "regex_no_matches": regex_no_matches,
    "startswith": startswith,
    "no_spaces": no_spaces,
    "if_then": if_then,
    "evaluates_to_true": evaluates_to_true,
}

Moment = tuple[Any, datetime]


def _moments(question: Question, key: str) -> list[Moment]:
    """The dates a key finds; None as the node stands for now."""
    if question.case[key] == NOW:
        return [(None, question.known.now)]
    read = ((node, instant(text_of(node))) for nodes in question.find(key) for node in nodes)
    return [(node, moment) for node, moment in read if moment is not None]


def _pairs(one: Sequence[Moment], other: Sequence[Moment]) -> Iterator[tuple[Moment, Moment]]:
    """In step where there are as many of each, else every one with every other."""
    if len(one) == len(other):
        return zip(one, other, strict=True)
    return ((a, b) for a in one for b in other)


def _in_the_future(node: Any) -> str:
    return f"Here stands {text_of(node)}, which lies in the future: correct it."


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _name(node: Any) -> str:
    return f"@{node.attrname}" if getattr(node, "is_attribute", False) else str(getattr(node, "tag", "text"))


def _lines(nodes: Nodes) -> str:
    lines = [str(line) for line in sorted({line_of(node) for node in nodes})]
    return f"line{'s' if len(lines) > 1 else ''} {', '.join(lines[:6])}{' …' if len(lines) > 6 else ''}"
