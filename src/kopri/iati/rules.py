"""A ruleset, compiled once, and put to one record after the other.

`$1`, the value of a loop, is filled in wherever it stands. The key `subs` of the ruleset is meant to list those places; case 2.1.2 for
vocabularies other than 1 leaves its own condition out, so that it could never apply if `subs` were taken at its word.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from lxml import etree

from kopri.iati.findings import Finding, Place, Severity, line_of, text_of
from kopri.iati.ruletypes import AGENCIES, NOW, RULES, Answer, Known, Question
from kopri.iati.standard import ruleset

PATH_KEYS: Final = ("paths", "excluded", "one", "less", "more", "start", "end", "date", "prefix")
TRUTH_KEYS: Final = ("condition", "if", "then", "eval")


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a rule with its XPaths compiled; `foreach` gives the values it is repeated for, if it stands in a loop."""

    rule: str
    case: Mapping[str, Any]
    paths: Mapping[str, tuple[Any, ...]]
    truths: Mapping[str, Any]
    foreach: Any = None

    def ask(self, element: Any, known: Known) -> Iterator[Answer]:
        """The answers for an element: one, or one for each value of the loop; none where the case's condition does not hold."""
        values = [None] if self.foreach is None else list(dict.fromkeys(text_of(node) for node in self.foreach(element)))
        for value in values:
            yield self._answer(element, known, value)

    def _answer(self, element: Any, known: Known, value: str | None) -> Answer:
        variables = {} if value is None else {"value": value}

        def find(key: str) -> list[list[Any]]:
            return [path(element, **variables) for path in self.paths.get(key, ())]

        def holds(key: str) -> bool:
            return bool(self.truths[key](element, **variables))

        question = Question(element, self.case, find, holds, known)
        if ("condition" in self.truths and not holds("condition")) or not _id_condition(self.case, question):
            return None
        return RULES[self.rule](question)


@dataclass(frozen=True, slots=True)
class Context:
    """The elements some cases are put to."""

    path: Any
    cases: tuple[Case, ...]


def compile_rules(rules: Mapping[str, Any]) -> tuple[Context, ...]:
    """A ruleset in the form of SPEC.rst.

    Raises:
        ValueError: for a rule type or XPath that is none.
    """
    try:
        return tuple(
            Context(etree.XPath(path), tuple(case for rule, value in group.items() for case in _cases(rule, value["cases"])))
            for path, group in rules.items()
        )
    except etree.XPathSyntaxError as error:
        raise ValueError(f"the ruleset holds an XPath that is none: {error}") from error


@cache
def official_rules() -> tuple[Context, ...]:
    """`standard.json`, compiled."""
    return compile_rules(ruleset())


def broken_rules(contexts: tuple[Context, ...], root: Any, place: Place, known: Known) -> Iterator[Finding]:
    """What a file, or a root with one record in it, breaks."""
    for context in contexts:
        for element in context.path(root):
            for case in context.cases:
                for answer in case.ask(element, known):
                    if answer is not None:
                        yield _finding(case, answer.node, answer.advice, place)


def _finding(case: Case, node: Any, advice: str, place: Place) -> Finding:
    info = case.case.get("ruleInfo", {})
    severity: Severity = "warning" if info.get("severity") == "warning" else "error"
    message = f"{str(info.get('message', case.rule)).strip().rstrip('.')}. {advice}"
    return Finding(str(info.get("id", case.rule)), severity, place.record, line_of(node), place.path_to(node), message)


def _cases(rule: str, cases: list[Mapping[str, Any]]) -> Iterator[Case]:
    if rule == "loop":
        for loop in cases:
            foreach = etree.XPath(loop["foreach"])
            for inner, value in loop["do"].items():
                yield from (_case(inner, case, foreach) for case in value["cases"])
        return
    if rule not in RULES:
        raise ValueError(f"the ruleset holds the rule type {rule!r}; known are {', '.join(RULES)} and loop")
    yield from (_case(rule, case) for case in cases)


def _case(rule: str, case: Mapping[str, Any], foreach: Any = None) -> Case:
    paths: dict[str, tuple[Any, ...]] = {}
    truths: dict[str, Any] = {}
    for key, value in case.items():
        if key in PATH_KEYS and value != NOW:
            written = [value] if isinstance(value, str) else value
            paths[key] = tuple(etree.XPath(_with_value(path)) for path in written if path != AGENCIES)
        elif key in TRUTH_KEYS:
            truths[key] = etree.XPath(f"boolean({_with_value(value)})")
    return Case(rule, case, paths, truths, foreach)


def _with_value(path: str) -> str:
    """`$1` as XPath variable, so that no quote in a value can break the path."""
    return path.replace("'$1'", "$value").replace("$1", "$value")


def _id_condition(case: Mapping[str, Any], question: Question) -> bool:
    match case.get("idCondition"):
        case "NOT_EXISTING_ORG_ID":
            return all(text_of(node) not in question.known.publishers for node in question.nodes)
        case "NOT_EXISTING_ORG_ID_PREFIX":
            return not any(_under_a_publisher(text_of(node), question.known.publishers) for node in question.nodes)
        case _:
            return True


def _under_a_publisher(text: str, publishers: frozenset[str]) -> bool:
    parts = text.split("-")
    return any("-".join(parts[:n]) in publishers for n in range(1, len(parts)))
