"""What a figure measures: a phrase of the lexicon, else one made of the words counted."""

import re
from collections.abc import Sequence
from typing import Final

from kopri.lang.spans import Span
from kopri.reading.figures.clauses import holds
from kopri.reading.figures.counted import Counted
from kopri.reading.figures.lexicon import Measure, measures, nouns, words
from kopri.reading.figures.tongues import Tongue, tongue_of
from kopri.reading.page import Page, Passage

REFERS: Final = re.compile(
    r"[\s“\"*•°–-]*(?:The|This|That)\s+(?:number|figure|amount|total|volume|value|sum|trade|turnover|rate|share)\b|[\s“\"]*It\s+(?:is|was|has|had|fell|rose|grew|reached|stood|came|amounted|declined|dropped|increased|totall?ed|exceeded|jumped)\b",
    re.IGNORECASE,
)
SMALL: Final = frozenset({"the", "of", "a", "an", "these", "those", "its", "their", "new", "some", "more", "than", "other", "and", "as"})

TIME_WORDS: Final = frozenset({"year", "years", "month", "last", "previous", "percent", "million", "billion", "compared", "increase"})


def measure_of(page: Page, passage: Passage, clause: Span, figure: Counted, before: Measure | None) -> Measure | None:
    """The measure of the lexicon a figure has; that of the sentence before where this one only points at it."""
    text = page.text
    family = figure.family if figure.family in ("money", "anniversary") else figure.unit
    if family in ("percent", "ratio"):
        return None
    tongue = tongue_of(page.language)
    if tongue is not None:
        named = _just_before(text, clause, figure, tongue.measures) if family == "money" else None
        named = named or _named(text, clause, figure, family, known=tongue.measures)
        named = named or _named(text, passage.span, figure, family, known=tongue.measures)
        goes_on = family == "money" and tongue.has("goes_on", text, passage.span)
        return named or (before if goes_on else None)
    names = [m.span for m in page.within(page.names, passage.span) if m.kind == "organisation"]
    if (
        family == "money"
        and before is not None
        and REFERS.match(passage.span.of(text))
        and not _named(text, clause, figure, family, own=True, names=names)
    ):
        return before
    return _named(text, clause, figure, family, names=names) or _named(text, passage.span, figure, family, names=names)


def _named(
    text: str,
    span: Span,
    figure: Counted,
    family: str,
    *,
    own: bool = False,
    known: tuple[Measure, ...] | None = None,
    names: Sequence[Span] = (),
) -> Measure | None:
    noun = " ".join(figure.noun.words) if figure.noun else ""
    fitting = [m for m in (measures() if known is None else known) if family in m.units and (m.noun is None or m.noun.search(noun))]
    if not own and family == "money":
        return _nearest(text, span, figure, fitting, names)
    for measure in fitting:
        if measure.following is not None:
            if measure.following.match(text, figure.surface.end, span.end):
                return measure
            continue
        place = Span(span.start, figure.surface.start) if measure.before_only else span
        if measure.near is None or (measure.near.search(text, place.start, place.end) and not (own and measure.near.pattern == ".")):
            return measure
    return None


def _just_before(text: str, clause: Span, figure: Counted, known: tuple[Measure, ...]) -> Measure | None:
    """The measure named between the comma before an amount and the amount: "수출은 61억, 수입은 2억 달러"."""
    start = max(clause.start, text.rfind(", ", clause.start, figure.surface.start))
    here = Span(start, figure.surface.start)
    return _nearest(text, here, figure, [m for m in known if "money" in m.units])


def _nearest(text: str, span: Span, figure: Counted, fitting: list[Measure], names: Sequence[Span] = ()) -> Measure | None:
    """The measure whose words, outside of `names`, stand nearest to an amount, earlier entries first where two tie."""
    best: tuple[int, int, Measure] | None = None
    said = span.of(text).lower()
    for order, measure in enumerate(fitting):
        if measure.cues and not holds(said, measure.cues):
            continue
        for match in measure.near.finditer(text, span.start, span.end) if measure.near else ():
            if any(n.start < match.end() and match.start() < n.end for n in names):
                continue
            away = max(figure.surface.start - match.end(), match.start() - figure.surface.end, 0)
            key = (0 if away < 25 else away // 25, order, measure)
            if best is None or key[:2] < best[:2]:
                best = key
    return best[2] if best else None


def composed(page: Page, passage: Passage, figure: Counted) -> str:
    """A measure made of the counted words: "full_members", "share_of_visitors", "exports_growth"."""
    text = page.text
    tongue = tongue_of(page.language)
    if tongue is not None:
        return _composed_in(tongue, page, passage, figure)
    if figure.kind == "rank" and figure.unit == "rank":
        return _snake(_following(text, figure.surface.end, passage.span.end, 3)) + "_rank"
    if figure.kind == "duration":
        return "age" if figure.family == "age" else "duration"
    if figure.unit in ("percent", "ratio"):
        return _share(text, passage, figure)
    if figure.family == "money":
        return "amount"
    return _snake(" ".join(figure.noun.words)) if figure.noun else figure.unit


def _composed_in(tongue: Tongue, page: Page, passage: Passage, figure: Counted) -> str:
    """The same for a Korean or Russian figure: what grows is the measure of money named nearest, what is counted is its unit."""
    if figure.kind in ("change", "ratio"):
        fitting = [m for m in tongue.measures if "money" in m.units]
        grown = _nearest(page.text, passage.span, figure, fitting)
        return (grown.name if grown else "value") + ("_growth" if figure.kind == "change" else "_growth_factor")
    if figure.unit == "percent":
        return "share"
    if figure.family == "money":
        return "amount"
    return figure.kind if figure.kind in ("duration", "rank") else re.sub(r"\W+", "_", figure.unit)


def _share(text: str, passage: Passage, figure: Counted) -> str:
    if figure.kind in ("change", "ratio"):
        subject = re.findall(r"[A-Za-z][\w’-]+", text[max(passage.span.start, figure.surface.start - 90) : figure.surface.start])
        change = next((i for i, w in enumerate(subject) if words("change_words").fullmatch(w)), len(subject))
        kept = [w for w in subject[:change] if w.lower() not in SMALL | nouns()["stop"] | TIME_WORDS][-3:]
        return (_snake(" ".join(kept)) or "value") + ("_growth" if figure.kind == "change" else "_growth_factor")
    of = re.match(r"\s+of\s+(?:all\s+|the\s+|these\s+|its\s+|their\s+)*", text[figure.surface.end : figure.surface.end + 24])
    if of:
        return "share_of_" + _snake(_following(text, figure.surface.end + of.end(), passage.span.end, 3))
    return "share"


def _following(text: str, start: int, stop: int, count: int) -> str:
    found = re.match(rf"(?:[\s-]*[A-Za-z][\w’-]*){{0,{count}}}", text[start:stop])
    kept = []
    for word in re.findall(r"[A-Za-z][\w’]*", found[0] if found else ""):
        if word.lower() in (
            "in",
            "of",
            "to",
            "and",
            "from",
            "for",
            "were",
            "was",
            "took",
            "made",
            "at",
            "by",
            "with",
            "are",
            "is",
            "on",
            "who",
            "that",
        ):
            break
        kept.append(word)
    return " ".join(kept)


def _snake(phrase: str) -> str:
    listed = [w for w in re.findall(r"\w+", phrase.lower().replace("’s", "").replace("'s", "")) if w not in SMALL]
    return "_".join(listed[-5:]) or "value"
