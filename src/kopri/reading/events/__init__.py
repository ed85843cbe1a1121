"""Events: visits, summits, forums, meetings, signings, foundings, anniversaries … each once, with all passages that speak of it."""

import re
from collections.abc import Iterator, Sequence

from kopri.lang.countries import name as country_name
from kopri.lang.spans import Span
from kopri.reading.events.draft import Draft
from kopri.reading.events.gatherings import gatherings, status_of
from kopri.reading.events.merge import merge
from kopri.reading.events.people import participants, phrase, place_at, place_in, visitor, with_countries
from kopri.reading.events.plain import plain_event
from kopri.reading.events.rules import Rule, plover, rules, word
from kopri.reading.events.timing import clause_of, day_of_writing, nearest_date, validity, year_of
from kopri.reading.model import Event, Mood, Statement, Validity
from kopri.reading.names.forums import edition_said
from kopri.reading.page import Page
from kopri.reading.posts import ALPHA3
from kopri.reading.statements import make_statement
from kopri.reading.tagged import Tagged, article_numbers, by_words, is_told, pattern, tagged_passages

_BACK_REFERENCE = re.compile(r"^(?:These|Those|This|The) (?:visits?|meetings?|talks|summits?|events?|trips?|contacts|agreements?)\b")
_OFFICIAL = pattern("<official>")
_TOOK_PLACE = pattern("<took_place>")
_PRONOUN = re.compile(r"(?:[Hh]is|[Hh]er|[Tt]heir|[Hh]e|[Ss]he|[Tt]hey)")
_MEETING = re.compile(r"meeting|consultation", re.IGNORECASE)
_NUMBERED = re.compile(r"\d|[Ff]irst|[Ss]econd|[Tt]hird|\w+th\b|[^\x00-\u024f]")
_JUST_READ = 8
_TITLE_LINE = 100
_PAIR = 2
_BARE = re.compile(r"(?:summit|talks)(?: talks| meeting)?(?: (?:in|at) .+)?", re.IGNORECASE)
_HEAD = 400
_JOINT_TEXT = re.compile(r"joint (?:statement|declaration|communiqu[eé])", re.IGNORECASE)
_UNFINISHED = re.compile(r" (?:is|was|are|were|will be|has been|have been) (?:planned|held|hosted|to be held|the|an?)\b.*$")
_PLACELESS = frozenset({"founding", "accession", "anniversary", "interview", "statistics_release"})
_NO_GUESSED_PLACE = _PLACELESS | {"visit", "state_visit"}
_PARTS_OF_FORUM = frozenset({"session", "meeting", "opening", "talks"})
_GATHERINGS = frozenset({"meeting", "talks", "session", "forum", "summit", "side_event", "expo"})
_ONCE_A_SENTENCE = frozenset({"ceremony"})
_ENCOUNTERS = _GATHERINGS | {"visit", "state_visit", "signing"}
_OUTCOMES = frozenset({"joint_statement", "press_conference"})


def read_events(page: Page) -> list[Statement]:
    """The events a page tells of, in text order. Furniture, boilerplate and general talk give none."""
    drafts: list[Draft] = []
    articles = page.once(article_numbers)
    for tagged, possible in zip(tagged_passages(page), by_words(page, rules()), strict=True):
        article = articles[tagged.passage.segment]
        drafts.extend(gatherings(page, tagged, article))
        told = is_told(page, tagged)
        chosen = possible if told else [rule for rule in possible if rule.headings]
        known = len(drafts)
        drafts.extend(_by_rule(page, tagged, chosen, article, drafts))
        if len(drafts) == known and told and not any(d.tagged is tagged for d in drafts[-_JUST_READ:]):
            drafts.extend(plain_event(page, tagged, article))
    events = merge(drafts)
    _date_parts(events)
    return [_statement(page, event) for event in events]


def _by_rule(page: Page, tagged: Tagged, possible: Sequence[Rule], article: int, before: list[Draft]) -> Iterator[Draft]:
    taken: dict[str, list[tuple[int, int]]] = {"gathering": [d.at for d in before[-_JUST_READ:] if d.tagged is tagged]}
    lowered = tagged.source.lower() if any(rule.also for rule in possible) else ""
    for rule in possible:
        if not rule.may_match(lowered) or (rule.last and any(taken.values())):
            continue
        family = _family(rule.category)
        for one in rule.patterns:
            for found in one.finditer(tagged.text):
                places = taken.setdefault(family, [])
                if any(a < found.end() and found.start() < b for a, b in places) or (family in _ONCE_A_SENTENCE and places):
                    continue
                drafts = [d for d in _drafts(page, tagged, rule, found, article, before=before) if d]
                if drafts:
                    places.append(found.span())
                yield from drafts


def _family(category: str) -> str:
    """Classes of which only one is told by the same words."""
    return "visit" if category == "state_visit" else "gathering" if category in _GATHERINGS else category


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
    if rule.closing:
        joint = _JOINT_TEXT.search(page.text, 0, _HEAD)
        draft.category, draft.name = ("joint_statement", "Joint statement") if joint else ("signing", "Signing")
    if rule.merge == "number":
        draft.name = phrase(tagged, *found.span())
        draft.edition = edition_said(draft.name)
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
        draft.who = _who(tagged, spans["who"], found.end())
    elif rule.category == "accession":
        draft.who = next((m.name for m in reversed(tagged.names(0, found.start(), ("country",)))), None)
    located = place_at(tagged, *where) if where else None
    if not located and rule.category not in _NO_GUESSED_PLACE:
        located = place_in(tagged, *found.span()) or place_in(tagged, found.end(), clause_of(tagged, *found.span())[1])
    if located and rule.category != "interview":
        draft.place, draft.place_ids = located
    draft.participants = participants(tagged, *clause_of(tagged, *found.span()))
    if rule.name:
        parts = {
            "who": draft.who,
            "whom": visitor(tagged, *spans["whom"]) if "whom" in spans else None,
            "where": located[0] if where and located else None,
            "what": _what(tagged, spans),
        }
        draft.name = _filled(rule.name, parts) or draft.name
        if "{what}" in rule.name and rule.category == "founding" and (draft.name.lower().endswith(" of it") or "what" not in spans):
            founded = tagged.names(clause_of(tagged, *found.span())[0], found.start(), ("organisation",))
            draft.name = f"Founding of {founded[-1].name}" if founded else f"Founding: {phrase(tagged, *found.span())}"


def _who(tagged: Tagged, at: tuple[int, int], end: int) -> str | None:
    """Whose visit or meeting it is; "his" is of the person named next in the sentence."""
    if _PRONOUN.fullmatch(tagged.text, *at):
        return next((m.name for m in tagged.names(end, None, ("person",))), None)
    return visitor(tagged, *at)


def _filled(template: str, parts: dict[str, str | None]) -> str | None:
    """A name with its parts filled in and what lacks a part left out; None if nothing was filled in that had to be."""
    if "{" in template and not any(parts.values()):
        return None
    if parts["what"] in ("its", "their", "the"):
        return template.partition(" ")[0]
    if "{whom}" in template and parts["what"]:
        return parts["what"] if _MEETING.search(parts["what"]) else None
    for key, part in parts.items():
        template = (
            template.replace(f"{{{key}}}", part)
            if part
            else re.sub(rf"(?: ?\b(?:to |of |in |and |with )+| ?)\{{{key}\}}(?:’s)?", "", template)
        )
    return re.sub(r"^Meeting and ", "Meeting with ", template)


def _what(tagged: Tagged, spans: dict[str, tuple[int, int]]) -> str | None:
    return phrase(tagged, *spans["what"]) if "what" in spans else None


def _time(page: Page, draft: Draft, rule: Rule, found: re.Match[str], *, before: list[Draft]) -> None:
    tagged, bounds = draft.tagged, clause_of(draft.tagged, *found.span())
    skip = found.span("what") if found.groupdict().get("what") else None
    dated = nearest_date(tagged, *found.span(), bounds=bounds, skip=skip)
    if dated is None and rule.needs in ("past", "detail", "dated", "numbered"):
        dated = nearest_date(tagged, *found.span(), bounds=(0, len(tagged.text)), skip=skip)
    if dated:
        draft.valid = validity(page, tagged, dated[1], draft.status) or Validity()
        if dated[1].span not in (e for e in draft.evidence) and not draft.evidence[0].contains(dated[1].span):
            draft.evidence.append(dated[1].span)
    elif before and _BACK_REFERENCE.match(tagged.text) and before[-1].category in _ENCOUNTERS and draft.category in _ENCOUNTERS:
        draft.valid = before[-1].valid
    elif (rule.merge == "number" or rule.needs == "titled") and not tagged.text.rstrip().endswith("."):
        draft.valid = _dated_below(page, tagged, draft) or Validity()
        draft.current = True
    told_as_news = rule.needs == "current" and draft.status == "held" and draft.category not in _PARTS_OF_FORUM
    if draft.valid.start is None and told_as_news and not draft.vague:
        draft.valid = day_of_writing(page, tagged, dated[1].span if dated else None) or Validity()
        draft.current = draft.valid.start is not None
    elif draft.valid.start is None and dated and dated[1].kind in ("weekday", "relative"):
        draft.valid = day_of_writing(page, tagged, dated[1].span) or Validity()
        draft.current = draft.valid.start is not None
    if draft.status == "held" and _in_future(page, draft):
        draft.status = "planned"


def _dated_below(page: Page, tagged: Tagged, draft: Draft) -> Validity | None:
    """The date in one of the lines under a heading, where a gathering's title has its own."""
    at = page.passages.index(tagged.passage)
    for below in page.passages[at + 1 : at + 4]:
        dates = page.within(page.dates, below.span) if len(below.span) <= _TITLE_LINE else []
        found = validity(page, tagged, dates[0], draft.status) if dates else None
        if found:
            draft.evidence.append(below.span)
            return found
    return None


def _in_future(page: Page, draft: Draft) -> bool:
    written, start = page.published_of(draft.tagged.passage).value, draft.valid.start
    return bool(written and start and not draft.current and start[:4].isdigit() and start[: len(written)] > written[: len(start)])


def _enough(page: Page, draft: Draft, rule: Rule) -> bool:
    """Whether a sentence says enough to be an event and not general talk."""
    if rule.needs == "date":
        return bool(draft.tagged.dates(*clause_of(draft.tagged, *draft.at)))
    if rule.needs == "dated":
        return draft.valid.start is not None
    if rule.needs == "titled":
        first = draft.tagged.passage.span.start <= _HEAD and len(draft.tagged.passage.span) <= 2 * _TITLE_LINE
        return first and not draft.tagged.text.rstrip().endswith(".") and draft.valid.start is not None
    if rule.needs == "numbered":
        return draft.valid.start is not None or draft.valid.end is not None or _is_held(draft)
    if rule.needs == "past":
        year, written = year_of(draft.valid), page.published_of(draft.tagged.passage).value
        return year is not None and (written is None or not written[:4].isdigit() or year <= int(written[:4]) - 10)
    if rule.needs == "detail":
        return bool(
            draft.valid.start
            or (draft.participants and draft.tagged.dates(*clause_of(draft.tagged, *draft.at)))
            or draft.who
            or len(draft.participants) > 1
            or draft.place
            or draft.status in ("postponed", "cancelled")
        )
    return True


def _is_held(draft: Draft) -> bool:
    """Whether the words around a numbered gathering say that it is, was or will be held."""
    text, (start, end) = draft.tagged.text, draft.at
    return bool(_TOOK_PLACE.match(text, end) or word("around").search(text, max(0, start - 40), start))


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


def _shown_name(event: Draft, participants: Sequence[str]) -> str:
    """The name as a title; talks and summits of two countries say so."""
    name = _UNFINISHED.sub("", event.name)[:160]
    if event.forum and event.edition and not _NUMBERED.match(name):
        name = f"{event.edition}{_ordinal_ending(event.edition)} {name}"
    countries = [p for p in participants if len(p) == ALPHA3 and p.isupper()]
    if _BARE.fullmatch(name) and len(countries) == _PAIR:
        pair = " and ".join(country_name(c) for c in countries)
        name = f"{event.category.capitalize()} between {pair}" + (f" in {event.place}" if event.place else "")
    return name[:1].upper() + name[1:]


def _ordinal_ending(number: int) -> str:
    return "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _statement(page: Page, event: Draft) -> Statement:
    participants = with_countries(page, event.participants)
    payload = Event(
        category=event.category,
        name=_shown_name(event, participants),
        place=event.place,
        participants=participants,
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
