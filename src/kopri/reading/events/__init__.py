"""Events: visits, summits, forums, meetings, signings, foundings, anniversaries … each once, with all passages that speak of it."""

import re
from collections.abc import Iterator, Sequence

from kopri.lang.spans import Span
from kopri.reading.events.draft import Draft
from kopri.reading.events.gatherings import gatherings, status_of
from kopri.reading.events.merge import merge
from kopri.reading.events.people import participants, phrase, place_at, place_in, visitor
from kopri.reading.events.rules import Rule, plover, rules, word
from kopri.reading.events.timing import clause_of, day_of_writing, nearest_date, validity, year_of
from kopri.reading.model import Event, Mood, Statement, Validity
from kopri.reading.page import Page
from kopri.reading.statements import make_statement
from kopri.reading.tagged import Tagged, article_numbers, by_words, pattern, tagged_passages

_BACK_REFERENCE = re.compile(r"^(?:These|Those|This|The) (?:visits?|meetings?|talks|summits?|events?|trips?|contacts|agreements?)\b")
_OFFICIAL = pattern("<official>")
_UNFINISHED = re.compile(r" (?:is|was|are|were|will be) (?:planned|held|hosted|to be held)\b.*$")
_PLACELESS = frozenset({"founding", "accession", "anniversary", "interview", "statistics_release"})
_NO_GUESSED_PLACE = _PLACELESS | {"visit", "state_visit"}
_PARTS_OF_FORUM = frozenset({"session", "meeting", "opening", "talks"})
_OUTCOMES = frozenset({"joint_statement", "press_conference"})


def read_events(page: Page) -> list[Statement]:
    """The events a page tells of, in text order. Furniture, boilerplate and general talk give none."""
    drafts: list[Draft] = []
    articles = page.once(article_numbers)
    for tagged, possible in zip(tagged_passages(page), by_words(page, rules()), strict=True):
        article = articles[tagged.passage.segment]
        drafts.extend(gatherings(page, tagged, article))
        if tagged.passage.kind in ("sentence", "line"):
            drafts.extend(_by_rule(page, tagged, possible, article, drafts))
    events = merge(drafts)
    _date_parts(events)
    return [_statement(page, event) for event in events]


def _by_rule(page: Page, tagged: Tagged, possible: Sequence[Rule], article: int, before: list[Draft]) -> Iterator[Draft]:
    taken: dict[str, list[tuple[int, int]]] = {}
    for rule in possible:
        for one in rule.patterns:
            for found in one.finditer(tagged.text):
                places = taken.setdefault("visit" if rule.category == "state_visit" else rule.category, [])
                if any(a < found.end() and found.start() < b for a, b in places):
                    continue
                drafts = [d for d in _drafts(page, tagged, rule, found, article, before=before) if d]
                if drafts:
                    places.append(found.span())
                yield from drafts


def _drafts(page: Page, tagged: Tagged, rule: Rule, found: re.Match[str], article: int, *, before: list[Draft]) -> Iterator[Draft | None]:
    groups = found.groupdict()
    if groups.get("list"):
        country = next((m for m in reversed(tagged.names(0, found.start())) if m.kind == "country"), None)
        for official in _OFFICIAL.finditer(tagged.text, *found.span("list")):
            draft = _draft(page, tagged, rule, found, article, before=before)
            if draft:
                draft.who = visitor(tagged, *official.span())
                draft.name = f"Visit of the {draft.who}"
                draft.participants = participants(tagged, *official.span()) or ((country.id,) if country and country.id else ())
            yield draft
        return
    yield _draft(page, tagged, rule, found, article, before=before)


def _draft(page: Page, tagged: Tagged, rule: Rule, found: re.Match[str], article: int, *, before: list[Draft]) -> Draft | None:
    bounds = clause_of(tagged, *found.span())
    if rule.needs in ("current", "detail", "dated") and word("avoid").search(tagged.text, *bounds):
        return None
    if rule.avoid and rule.avoid.search(tagged.text, *bounds):
        return None
    draft = Draft(rule.category, phrase(tagged, *found.span()), tagged, found.span(), rule.merge, article)
    draft.status, draft.vague = status_of(tagged, bounds), bool(word("vague").search(tagged.text, *bounds))
    _name(draft, rule, found)
    draft.evidence = [tagged.span(*found.span())]
    _time(page, draft, rule, found, before=before)
    if not _enough(page, draft, rule):
        return None
    if draft.vague and draft.valid.start is None:
        draft.confidence = 0.3
    return draft


def _name(draft: Draft, rule: Rule, found: re.Match[str]) -> None:
    tagged, groups = draft.tagged, found.groupdict()
    spans = {key: found.span(key) for key, value in groups.items() if value}
    where = spans.get("where") or spans.get("where2")
    if "who" in spans:
        draft.who = visitor(tagged, *spans["who"])
    located = place_at(tagged, *where) if where else None
    if not located and rule.category not in _NO_GUESSED_PLACE:
        located = place_in(tagged, *found.span()) or place_in(tagged, found.end(), clause_of(tagged, *found.span())[1])
    if located and rule.category != "interview":
        draft.place, draft.place_ids = located
    draft.participants = participants(tagged, *clause_of(tagged, *found.span()))
    if rule.name:
        filled = rule.name
        for key, part in (("who", draft.who), ("where", located[0] if where and located else None), ("what", _what(tagged, spans))):
            filled = filled.replace(f"{{{key}}}", part) if part else re.sub(rf" ?(?:to |of |in )?\{{{key}\}}(?:’s)?", "", filled)
        draft.name = filled if "{" not in rule.name or filled.strip() else draft.name
        if rule.category == "founding" and (draft.name.lower().endswith(" of it") or "what" not in spans):
            draft.name = f"Founding: {phrase(tagged, *found.span())}"


def _what(tagged: Tagged, spans: dict[str, tuple[int, int]]) -> str | None:
    return phrase(tagged, *spans["what"]) if "what" in spans else None


def _time(page: Page, draft: Draft, rule: Rule, found: re.Match[str], *, before: list[Draft]) -> None:
    tagged, bounds = draft.tagged, clause_of(draft.tagged, *found.span())
    skip = found.span("what") if found.groupdict().get("what") else None
    dated = nearest_date(tagged, *found.span(), bounds=bounds, skip=skip)
    if dated is None and rule.needs in ("past", "detail", "dated"):
        dated = nearest_date(tagged, *found.span(), bounds=(0, len(tagged.text)), skip=skip)
    if dated:
        draft.valid = validity(page, tagged, dated[1], draft.status) or Validity()
        if dated[1].span not in (e for e in draft.evidence) and not draft.evidence[0].contains(dated[1].span):
            draft.evidence.append(dated[1].span)
    elif before and _BACK_REFERENCE.match(tagged.text):
        draft.valid = before[-1].valid
    if draft.valid.start is None and rule.needs == "current" and not draft.vague and draft.category not in _PARTS_OF_FORUM:
        draft.valid = day_of_writing(page, tagged, dated[1].span if dated else None) or Validity()
        draft.current = draft.valid.start is not None
    elif draft.valid.start is None and dated and dated[1].kind in ("weekday", "relative"):
        draft.valid = day_of_writing(page, tagged, dated[1].span) or Validity()
        draft.current = draft.valid.start is not None
    if draft.status == "held" and _in_future(page, draft):
        draft.status = "planned"


def _in_future(page: Page, draft: Draft) -> bool:
    written, start = page.published_of(draft.tagged.passage).value, draft.valid.start
    return bool(written and start and not draft.current and start[:4].isdigit() and start[: len(written)] > written[: len(start)])


def _enough(page: Page, draft: Draft, rule: Rule) -> bool:
    """Whether a sentence says enough to be an event and not general talk."""
    if rule.needs == "date":
        return bool(draft.tagged.dates(*clause_of(draft.tagged, *draft.at)))
    if rule.needs == "dated":
        return draft.valid.start is not None
    if rule.needs == "past":
        year, written = year_of(draft.valid), page.published_of(draft.tagged.passage).value
        return year is not None and (written is None or not written[:4].isdigit() or year <= int(written[:4]) - 10)
    if rule.needs == "detail":
        return bool(
            draft.valid.start or draft.who or len(draft.participants) > 1 or draft.place or draft.status in ("postponed", "cancelled")
        )
    return True


def _date_parts(events: list[Draft]) -> None:
    """A session or meeting without a date of its own is on the day of the one forum its article tells of."""
    forums: dict[int, list[Draft]] = {}
    for event in events:
        if event.forum and event.valid.precision == "day":
            forums.setdefault(event.article, []).append(event)
    for event in events:
        undated = event.valid.start is None and not event.vague and event.category in _PARTS_OF_FORUM
        if undated or (event.current and event.category in _OUTCOMES):
            whole = forums.get(event.article, [])
            if len(whole) == 1:
                valid = whole[0].valid
                event.valid = Validity(valid.start, valid.end, valid.precision, "inferred", valid.evidence)
                event.place, event.status, event.current = event.place or whole[0].place, whole[0].status, False


def _statement(page: Page, event: Draft) -> Statement:
    payload = Event(
        category=event.category,
        name=_UNFINISHED.sub("", event.name)[:160],
        place=event.place,
        participants=event.participants,
        status=event.status,
        edition=event.edition,
        plover=plover(event.category),
    )
    mood: Mood = "planned" if event.status == "planned" else "reported"
    return make_statement(
        page,
        payload,
        _in_order(event.evidence),
        rule=f"event_{event.category}",
        valid=event.valid,
        mood=mood,
        confidence=event.confidence if event.valid.start or event.confidence < 0.5 else event.confidence - 0.25,
    )


def _in_order(spans: list[Span]) -> list[Span]:
    """Spans in text order, one inside another left out."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s.start, -s.end)):
        if not kept or not kept[-1].contains(span):
            kept.append(span)
    return kept
