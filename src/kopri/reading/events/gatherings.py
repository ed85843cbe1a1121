"""Forums, expos and conferences that have a name: told by edition, by a year in the name, or by "held in … on …"."""

import re
from collections.abc import Iterator
from typing import Final

from kopri.lang.names import fold_name
from kopri.reading.events.draft import Draft
from kopri.reading.events.people import participants, place_at, place_in
from kopri.reading.events.rules import word
from kopri.reading.events.timing import clause_of, nearest_date, validity
from kopri.reading.model import EventStatus, Validity
from kopri.reading.names.forums import edition_of
from kopri.reading.page import Mention, Page
from kopri.reading.tagged import SIGNS, Tagged, pattern

_CITY: Final = SIGNS["city"]
_HELD_AFTER: Final = re.compile(
    r"[”\"’]?,?[”\"]?(?: (?:will|would|to|is|was|has|be|been|also|then|planned|scheduled|expected|set|again|once)){0,5} "
    r"(?:held|take place|takes place|took place|taken place|hosted|opened|opens|open|convened|kick(?:s|ed)? off|close[sd]?"
    r"|postponed|cancell?ed|move)\b"
)
_HELD_BEFORE: Final = re.compile(
    r"\b(?:[Hh]old|[Hh]eld|[Hh]olding|[Hh]osts?|[Hh]osted|[Hh]osting|[Oo]pened|[Oo]rgani[sz]ed?|receives?|success of|at|during)"
    r"(?: (?:the|its|their|a|an))?(?: [\w-]+){0,2} [“\"]?$"
)
_TOOK_PART: Final = re.compile(
    r"\b(?:invit(?:e|es|ed|ing) [^.;]{1,40} to|attended|opened|addressed|spoke at|took part in|participated in"
    r"|hosted|held|organi[sz]ed|will attend|to attend|is attending)"
    r"(?: (?:the|its|their|our|a|an))? (?:[\w-]+ ){0,2}[“\"]?$"
)
_PAST: Final = re.compile(r"\b(?:was|were|had|has|have|is|are|did|took|held|met|made|said|gave|began|came|[a-z]{2,}ed)\b")
_PAIRS: Final = pattern(r"(?:in )?(?P<place><city>) (?:in|on) (?P<date><date>)")
_BACK: Final = pattern(r"\b[Tt]he (?:upcoming |coming |next )?(?P<place><city>) (?:expo|event|edition|forum|summit|fair|conference)\b")
_MOVES: Final = pattern(
    r"\b[Tt]he (?:expo|forum|summit|fair|conference|festival) (?:will |is to |then )?(?:moves?|goes?|go|takes? place|be held)(?: to| in)? "
    r"(?P<place><city>(?:, <city>)?)"
)
_YEAR: Final = re.compile(r"\b((?:19|20)\d\d)\b")


def gatherings(page: Page, tagged: Tagged, article: int) -> Iterator[Draft]:
    """What a sentence says of named gatherings."""
    for at, mention in zip(tagged.starts, tagged.signs, strict=True):
        if isinstance(mention, Mention) and mention.kind == "forum":
            yield from _named(page, tagged, at, mention, article)
    for back in (_BACK, _MOVES) if _CITY in tagged.text else ():
        for found in back.finditer(tagged.text):
            place, ids = place_at(tagged, *found.span("place"))
            draft = _draft(page, tagged, found.span(), category="expo", name=found.group(), article=article)
            draft.place, draft.place_ids, draft.only_repeats = place, ids, True
            yield draft


def _named(page: Page, tagged: Tagged, at: int, mention: Mention, article: int) -> Iterator[Draft]:
    edition = edition_of(page.text, mention.span.start)
    year = _YEAR.search(page.text[mention.span.start : mention.span.end])
    held = _HELD_AFTER.match(tagged.text, at + 1) or _HELD_BEFORE.search(tagged.text[max(0, at - 60) : at])
    bounds = clause_of(tagged, at, at + 1)
    dated = nearest_date(tagged, at, at + 1, bounds=bounds)
    took_part = _TOOK_PART.search(tagged.text[max(0, at - 40) : at])
    if not (edition or year or (held and dated) or took_part) or (dated and dated[1].bound in ("since", "after") and not edition):
        return
    if not edition and not year and word("avoid").search(tagged.text, *bounds):
        return
    category = _category(mention.name)
    pairs = list(_PAIRS.finditer(tagged.text, at)) if not edition else []
    base = _draft(page, tagged, (at, at + 1), category=category, name=mention.name, article=article)
    base.edition, base.forum = edition, mention.id or _base_name(mention.name)
    base.participants = (
        tuple(dict.fromkeys([*mention.members, *participants(tagged, *bounds)])) if mention.members else participants(tagged, *bounds)
    )
    if len(pairs) > 1:
        yield from (_at_place(page, tagged, base, pair, first=pair is pairs[0]) for pair in pairs)
        return
    inner = re.search(r"[A-Z][a-z]+$", mention.name)
    found = place_in(tagged, at + 1, bounds[1]) or place_in(tagged, bounds[0], at)
    if found:
        base.place, base.place_ids = found
    elif inner and year:
        base.place, base.place_ids = inner.group(), frozenset({inner.group().lower()})
    if year and not (base.valid.start or "").startswith(year.group()):
        base.valid = Validity(year.group(), year.group(), "year", "stated", (mention.span,))
    yield base


def _at_place(page: Page, tagged: Tagged, base: Draft, pair: re.Match[str], *, first: bool) -> Draft:
    place, ids = place_at(tagged, *pair.span("place"))
    date = tagged.dates(*pair.span("date"))[0][1]
    draft = _draft(page, tagged, base.at, category=base.category, name=base.name, article=base.article)
    draft.forum, draft.participants, draft.place, draft.place_ids = base.forum, base.participants, place, ids
    draft.valid = validity(page, tagged, date, draft.status) or Validity()
    draft.evidence = [*(base.evidence[:1] if first else ()), tagged.span(*pair.span())]
    return draft


def _draft(page: Page, tagged: Tagged, at: tuple[int, int], *, category: str, name: str, article: int) -> Draft:
    bounds = clause_of(tagged, *at)
    status = status_of(tagged, bounds)
    dated = nearest_date(tagged, *at, bounds=bounds)
    valid = validity(page, tagged, dated[1], status) if dated else None
    evidence = [tagged.span(*at), *((dated[1].span,) if dated and valid else ())]
    draft = Draft(category, name, tagged, at, "place" if category == "expo" else "name", article, status=status, valid=valid or Validity())
    draft.evidence = evidence
    return draft


def status_of(tagged: Tagged, bounds: tuple[int, int]) -> EventStatus:
    """Whether a clause speaks of what was, will be, was put off or called off."""
    clause = _outside_quotes(tagged, *bounds)
    if word("postponed").search(clause):
        return "postponed"
    if word("cancelled").search(clause):
        return "cancelled"
    if word("future").search(clause):
        return "planned"
    told = _PAST.search(clause) or not word("future").search(_outside_quotes(tagged, 0, len(tagged.text)))
    return "held" if told else "planned"


def _outside_quotes(tagged: Tagged, start: int, end: int) -> str:
    """A stretch of the sentence without what others are quoted as saying; all of it, if it lies within a quote."""
    if any(a <= start and end <= b for a, b in tagged.quotes):
        return tagged.text[start:end]
    kept, at = [], start
    for a, b in tagged.quotes:
        if start <= a < end:
            kept.append(tagged.text[at:a])
            at = min(b, end)
    return "".join([*kept, tagged.text[at:end]])


def _category(name: str) -> str:
    if re.search(r"Expo|EXPO|Exhibition|Fair", name):
        return "expo"
    return "summit" if re.search(r"Summit", name) else "forum"


def _base_name(name: str) -> str:
    """A gathering's name without the year and without the place after its noun."""
    plain = re.sub(r"(Expo|Forum|Summit|Fair|Exhibition|Festival|Conference|Congress) \w+$", r"\1", _YEAR.sub("", name))
    return fold_name(plain)
