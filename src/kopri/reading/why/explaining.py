"""Everything that can be told about one statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from kopri.lang.spans import Span
from kopri.reading.datafiles import load_data
from kopri.reading.load import Loaded
from kopri.reading.model import Document, Relation, Statement, TextWarning
from kopri.reading.page import Page
from kopri.reading.read import open_page
from kopri.reading.why.fields import trace_fields
from kopri.reading.why.trace import Around, Trace

CONFIDENCE: Final = "how often this rule is right, as it was set with the rule"


@dataclass(frozen=True, slots=True)
class Rule:
    """The rule that read a statement: its name and version, what it does, and the data files (below src/kopri) its words stand in."""

    name: str
    version: str
    says: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """The answer to “why was this read?”. `sentences` are the passages it was read from, `relations` what other documents say to it."""

    document: Document
    statement: Statement
    rule: Rule
    sentences: tuple[Span, ...]
    fields: tuple[Trace, ...]
    date: Trace
    confidence: str
    warnings: tuple[TextWarning, ...]
    relations: tuple[Relation, ...]


def explain(document: Document, statement: Statement, loaded: Loaded, across: Sequence[Relation] = ()) -> Why:
    """Why a statement was read.

    Args:
        document: the document as read.
        statement: one of its statements.
        loaded: what the document was read from.
        across: what the documents read together say of each other.
    """
    around = Around(open_page(loaded), statement)
    trace_fields(around)
    name = f"{document.sha256}/{statement.id}"
    return Why(
        document,
        statement,
        rule_of(statement.made_by, document.language),
        around.sentences,
        tuple(around.traces),
        date_of(around),
        CONFIDENCE,
        tuple(w for w in document.warnings if touches(w, statement)),
        tuple(r for r in across if name in r.statements),
    )


def rule_of(made_by: str, language: str) -> Rule:
    """The rule behind "rule:commitment_agreed_infinitive/1", as `data/rules.yaml` describes it."""
    kind, _, rest = made_by.partition(":")
    name, _, version = rest.rpartition("/")
    if kind != "rule":
        return Rule(rest or made_by, "", "Proposed by a language model and kept because its quote and its value stand in the text.", ())
    known: dict[str, Any] = load_data("rules")["rules"]
    parts = name.split("_")
    found: dict[str, Any] = next((known[key] for n in range(len(parts), 0, -1) if (key := "_".join(parts[:n])) in known), {})
    words = found.get(language) or found.get("words") or ()
    return Rule(name, version, found.get("says", "This rule has no description."), tuple(f"src/kopri/{path}" for path in words))


def touches(warning: TextWarning, statement: Statement) -> bool:
    """Whether a warning names a statement, or is proved by words the statement was read from."""
    return statement.id in warning.statements or any(a.overlaps(b) for a in warning.evidence for b in statement.evidence)


def date_of(around: Around) -> Trace:
    """When the statement holds, and what says so."""
    valid, page = around.statement.valid, around.page
    start, end = valid.start or "", valid.end or ""
    value = start if start == end else f"{start or '…'} – {end or '…'}"
    if not (start or end):
        return Trace("valid", "–", "no date is said of it")
    how = "; ".join(date_step(around, span) for span in valid.evidence) or undated_step(page)
    return Trace("valid", value, f"{valid.basis}, to the {valid.precision}: {how}", valid.evidence)


def date_step(around: Around, span: Span) -> str:
    """Where a date stands, seen from the statement."""
    words = around.said(span)
    if any(s.contains(span) for s in around.sentences):
        return f"{words} in the sentence"
    stamps = [*around.page.published.evidence, *(e for s in around.page.segments for e in s.published.evidence)]
    if span in stamps:
        return f"the date of the article, {words}"
    return f"carried over from {words} further {'up' if span.start < around.sentences[0].start else 'down'}"


def undated_step(page: Page) -> str:
    """What a date without a place of its own rests on."""
    return f"the date of publication, {page.published.value}" if page.published.value else "worked out by the rule"
