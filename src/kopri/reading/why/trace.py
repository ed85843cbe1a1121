"""Where the fields of a statement come from: helpers that look words up around it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from kopri.lang.spans import Span
from kopri.reading.model import Statement
from kopri.reading.page import Mention, Page, Passage

WORKED_OUT = "worked out by the rule; no single place says it"
WORD = re.compile(r"[\w’'-]+")


@dataclass(frozen=True, slots=True)
class Trace:
    """One field of a statement: its value, how it was come by in words, and the places it rests on."""

    field: str
    value: str
    how: str
    spans: tuple[Span, ...] = ()


@dataclass
class Around:
    """A statement with what stands around it: its own place, its sentences, and the article before them."""

    page: Page
    statement: Statement
    traces: list[Trace] = field(default_factory=list)

    def __post_init__(self) -> None:
        passages = {p.span: p for e in self.statement.evidence for p in self._touched(e)}
        self.sentences = tuple(passages) or self.statement.evidence
        first = self.page.passage_at(self.sentences[0].start)
        self.article = self.page.segment_of(first).span if first else Span(0, len(self.page.text))

    def _touched(self, span: Span) -> Iterable[Passage]:
        return (p for p in (self.page.passage_at(span.start), self.page.passage_at(max(span.start, span.end - 1))) if p)

    def add(self, name: str, value: object, how: str, *spans: Span) -> None:
        """Note where a field comes from."""
        self.traces.append(Trace(name, str(value), how, spans))

    def said(self, span: Span) -> str:
        """The words of a place on one line, in quotation marks."""
        return f"“{' '.join(span.of(self.page.text).split())}”"

    def mention(self, fits: Callable[[Mention], bool], within: Iterable[Span] | None = None) -> Mention | None:
        """The first name in some places, by default the sentences, that fits."""
        for span in within or self.sentences:
            for mention in self.page.within(self.page.names, span):
                if fits(mention):
                    return mention
        return None

    def words(self, said: str) -> Span | None:
        """Where some words stand in the sentences, whatever the white space and the case."""
        pattern = re.compile(r"\s+".join(re.escape(w) for w in said.split()) or r"\b\B", re.IGNORECASE)
        for span in self.sentences:
            found = pattern.search(self.page.text, span.start, span.end)
            if found:
                return Span(*found.span())
        return None

    def literal(self, name: str, value: str) -> None:
        """A field that repeats words of the text, if they stand there as one run; else the words of it that do."""
        span = self.words(value)
        if span:
            self.add(name, value, f"the words {self.said(span)}", span)
            return
        parts = [s for s in (self.words(w) for w in WORD.findall(value) if len(w) > 3) if s]
        how = "put together from words of the sentence" if parts else WORKED_OUT
        self.add(name, value, how, *sorted(set(parts), key=lambda s: s.start))

    def country(self, name: str, code: str, clause: Span | None = None) -> None:
        """A country: by a name in the clause, in the sentence, or further up in the article."""
        fits = _stands_for(code)
        steps: list[tuple[str, Iterable[Span]]] = [
            ("", [clause] if clause else []),
            (", in the sentence", self.sentences),
            (", further up: the sentence speaks of it without naming it", [Span(self.article.start, self.sentences[0].start)]),
            (", in the article", [self.article]),
            (", elsewhere on the page", [Span(0, len(self.page.text))]),
        ]
        for where, spans in steps:
            known = [m for span in spans for m in self.page.within(self.page.names, span) if fits(m)]
            if known:
                mention = known[-1] if "further" in where else known[0]
                as_part = "" if mention.id == code or mention.kind == "person" else f", which stands for {mention.name}"
                as_part = f", {mention.name}" if mention.kind == "person" else as_part
                self.add(name, code, f"the name {self.said(mention.span)}{as_part}{where}", mention.span)
                return
        self.add(name, code, WORKED_OUT)


def _stands_for(code: str) -> Callable[[Mention], bool]:
    """Whether a name says a country, or has it among its members."""
    return lambda mention: mention.id == code or code in mention.members
