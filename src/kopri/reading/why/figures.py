"""The fields of a figure: the number, what it counts and measures, how exact it is, whose it is."""

import re
from typing import Final

from kopri.lang.numbers import NumberMention
from kopri.lang.spans import Span
from kopri.reading.figures.clauses import BORDER, clause_at, clauses
from kopri.reading.figures.lexicon import Measure, measures, qualifiers, units
from kopri.reading.figures.tongues import tongue_of
from kopri.reading.model import Figure
from kopri.reading.statements import decimal_text
from kopri.reading.why.trace import WORKED_OUT, Around

BEFORE: Final = 36
BESIDE: Final = 30
WORD: Final = re.compile(r"[^\W\d_][\w’'-]*")


def trace_figure(around: Around, figure: Figure) -> None:
    """Note where each field of a figure comes from."""
    page, surface = around.page, figure.surface
    tongue = tongue_of(page.language)
    sentence = next((s for s in around.sentences if s.contains(surface)), around.sentences[0])
    border = tongue.patterns["clause_border"] if tongue else BORDER
    clause = clause_at(clauses(page.text, sentence, border), surface.start)
    number = next((n for n in page.within(page.numbers, sentence) if n.span.overlaps(surface)), None)
    around.add("value", decimal_text(figure.value), f"the number {around.said(number.span if number else surface)}", surface)
    _unit(around, figure, number, sentence)
    _measure(around, figure, clause, sentence)
    _qualifier(around, figure, number)
    for party in figure.parties:
        role = "party" if party.role == "of" else f"party ({party.role})"
        around.country(role, party.id, clause)
    if figure.subject:
        mention = around.mention(lambda m: m.name == figure.subject)
        how = f"the name {around.said(mention.span)}, nearest to the figure" if mention else WORKED_OUT
        around.add("subject", figure.subject, how, *([mention.span] if mention else []))
    if figure.stage != "actual":
        around.add("stage", figure.stage, f"from words of its clause {around.said(clause)}")
    if figure.scope:
        around.add("scope", figure.scope, f"from words of its clause {around.said(clause)}")


def _unit(around: Around, figure: Figure, number: NumberMention | None, sentence: Span) -> None:
    if number is not None and number.unit == figure.unit:
        around.add("unit", figure.unit, f"written with the number: {around.said(number.span)}", number.span)
        return
    text, end = around.page.text, number.span.end if number else figure.surface.end
    heads = {figure.unit.partition("/")[0].split("_")[-1][:4].casefold()}
    beside = WORD.finditer(text, max(sentence.start, figure.surface.start - BESIDE), min(sentence.end, end + 2 * BESIDE))
    known = units()
    named = [Span(*m.span()) for m in beside if m.group()[:4].casefold() in heads or known.get(_singular(m.group())) == figure.unit]
    if named:
        nearest = min(named, key=lambda s: max(s.start - end, figure.surface.start - s.end))
        around.add("unit", figure.unit, f"what is counted: {around.said(nearest)}", nearest)
    else:
        around.add("unit", figure.unit, "from the words beside the number, by the table of counted nouns")


def _singular(word: str) -> str:
    return word.casefold().removesuffix("s")


def _measure(around: Around, figure: Figure, clause: Span, sentence: Span) -> None:
    tongue = tongue_of(around.page.language)
    known = [m for m in (tongue.measures if tongue else measures()) if m.name == figure.measure]
    for span, where in ((clause, "in its clause"), (sentence, "in its sentence")):
        found = _words_of(around.page.text, known, span, figure.surface)
        if found:
            around.add("measure", figure.measure, f"the words {around.said(found)} {where}", found)
            return
    if not known:
        around.add("measure", figure.measure, "no measure of the lexicon fits; put together from the words counted")
    elif figure.unit.isupper():
        around.add("measure", figure.measure, "carried over from the figure before, which this sentence goes on speaking of")
    else:
        around.add("measure", figure.measure, "from what is counted")


def _words_of(text: str, known: list[Measure], span: Span, surface: Span) -> Span | None:
    """The words of a measure that stand nearest to the number."""
    patterns = [p for m in known for p in (m.near, m.noun, m.following) if p is not None and p.pattern != "."]
    found = [Span(*m.span()) for p in patterns for m in p.finditer(text, span.start, span.end) if m.group().strip()]
    return min(found, key=lambda s: max(s.start - surface.end, surface.start - s.end, 0), default=None)


def _qualifier(around: Around, figure: Figure, number: NumberMention | None) -> None:
    if figure.qualifier == "exact":
        around.add("qualifier", "exact", "no word beside the number bounds or softens it")
        return
    text, span = around.page.text, number.span if number else figure.surface
    tongue = tongue_of(around.page.language)
    before, after = (tongue.before, tongue.after) if tongue else (qualifiers("before"), qualifiers("after"))
    start = max(0, span.start - BEFORE)
    found = before.search(text, start, span.start) or after.match(text, span.end) or after.match(text, figure.surface.end)
    if found:
        words = found.group()
        place = Span(found.start() + len(words) - len(words.lstrip()), found.end() - len(words) + len(words.rstrip(" (\n\t")))
        around.add("qualifier", figure.qualifier, f"the words {around.said(place)}", place)
    else:
        vague = "the number itself is said vaguely" if number and number.vague else "from the words around the counted noun"
        around.add("qualifier", figure.qualifier, vague)
