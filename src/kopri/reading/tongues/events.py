"""Events in Korean and Russian pages: what is held, visited, signed, opened, founded; each once, with all passages that speak of it."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Final

from kopri.reading.events.draft import Draft
from kopri.reading.events.merge import merge
from kopri.reading.events.people import participants, phrase, place_at
from kopri.reading.events.rules import plover
from kopri.reading.events.timing import day_of_writing, nearest_date, validity
from kopri.reading.model import Event, EventStatus, Mood, Statement, Validity
from kopri.reading.names.forums import edition_of
from kopri.reading.page import Mention, Page
from kopri.reading.statements import make_statement
from kopri.reading.tagged import Tagged, article_numbers, by_words, tagged_passages
from kopri.reading.tongues.rules import EventGrammar, EventRule, events

_SENTENCE_END: Final = re.compile(r"(?:다|니다|요)\.|[а-яё»)\ue000-\ue008]\.(?=\s|$)")
_CITY: Final = "\ue003"
_AT: Final = {
    "ko": re.compile(r"(?P<place>[\ue000\ue002\ue005]?\s?[\ue003\ue000\ue002])(?:\s?[가-힣]{1,12})?(?:에서|에\s|서\s)"),
    "ru": re.compile(r"\b(?:[Вв]о?|[Нн]а)\s(?:[а-яё]+\s)?(?P<place>[\ue003\ue000])"),
}
_NAME_START: Final = {
    "ko": re.compile(
        r"[가-힣\ue000-\ue007\d](?:은|는|이|가|에서|부터|까지|에게|에|을|를|와|과|께)\s|\ue008(?:에서|에|부터|까지)?,?\s?|[.,]\s|고\s"
    ),
    "ru": re.compile(r"\ue008,?\s(?=\S)"),
}
_NAME_END: Final = {
    "ko": re.compile(r"(?:을|를|이|가|은|는)?$"),
    "ru": re.compile(r"\s?,?(?:\b(?:в|на|с|до|к|по)\s)?\ue008.*|,\s.*|\s(?:был[аои]?|были|будет|в|на|с)$"),
}
_CLAUSE_START: Final = {"ko": re.compile(r"[가-힣](?:고|며|면서),?\s(?=\S)"), "ru": re.compile(r"\ue008,?\s(?=\S)")}
_BARE_DAY: Final = re.compile(r"(?<![\d월\ue008])(?<!월 )(?<!\ue008 )(\d{1,2})일(?=\s|\(|,|부터|에\s|\ue008)")
_OF_A_DOCUMENT: Final = re.compile(r"\bот\s\ue008")
_JOINT: Final = re.compile(r"공동\s?(?:성명|선언)|совместн\w+ (?:заявлен|деклара|коммюнике)", re.IGNORECASE)
_HEAD: Final = 400
_LONGEST: Final = 160
_CLASS_WIDE: Final = frozenset({"summit", "joint_statement", "press_conference"})


def read_events(page: Page) -> list[Statement]:
    """The events a page tells of, in text order. General talk gives none."""
    grammar = events(page.language)
    articles = page.once(article_numbers)
    drafts: list[Draft] = []
    for tagged, possible in zip(tagged_passages(page), by_words(page, grammar.rules), strict=True):
        if not possible or tagged.passage.kind == "row":
            continue
        heading = tagged.passage.kind == "heading" and not _SENTENCE_END.search(tagged.text)
        rules = [r for r in possible if r.headings or not heading]
        for draft in _in_sentence(page, tagged, rules, articles[tagged.passage.segment]):
            told = _told_before(draft, drafts)
            if told is None:
                drafts.append(draft)
            else:
                told.evidence += draft.evidence
    return [_statement(page, event) for event in merge(drafts)]


def _told_before(draft: Draft, before: Sequence[Draft]) -> Draft | None:
    """The event of the same class just told of that a bare noun without a day of its own points back to («Заседание прошло …»)."""
    bare = " " not in draft.name.strip() and not draft.tagged.dates(*draft.at) and draft.edition is None
    last = before[-1] if before else None
    return last if bare and last and (last.category, last.article) == (draft.category, draft.article) else None


def _in_sentence(page: Page, tagged: Tagged, rules: Sequence[EventRule], article: int) -> Iterator[Draft]:
    taken: list[tuple[int, int, str]] = []
    for rule in rules:
        for one in rule.patterns:
            for found in one.finditer(tagged.text):
                if any(a < found.end() <= b for a, b, _ in taken):
                    continue
                draft = _draft(page, tagged, rule, found, article)
                if draft and not any(a < found.end() and found.start() < b and draft.category == c for a, b, c in taken):
                    taken.append((*_trimmed(page.language, tagged, found), draft.category))
                    yield draft


def _draft(page: Page, tagged: Tagged, rule: EventRule, found: re.Match[str], article: int) -> Draft | None:
    grammar = events(page.language)
    start, end = _trimmed(page.language, tagged, found)
    bounds = _clause(tagged, start, end, grammar)
    clause = tagged.text[bounds[0] : bounds[1]]
    if rule.avoid and rule.avoid.search(clause):
        return None
    category = _category(tagged, rule, found, grammar)
    status = _status(clause, grammar)
    if category is None or (
        rule.needs != "nothing" and grammar.tests["avoid"].search(clause) and not (status == "held" and tagged.dates(*bounds))
    ):
        return None
    if category == "joint_statement" and rule.needs == "date" and not _JOINT.search(page.text):
        category = "signing"
    merging = "class" if category in _CLASS_WIDE else rule.merge
    draft = Draft(category, "", tagged, found.span(), "who" if merging == "who" else "class" if merging == "class" else "name", article)
    draft.status = status
    _fill(page, draft, rule, found, bounds)
    draft.evidence = [tagged.span(start, end)]
    _time(page, draft, bounds, (start, end))
    return draft if _enough(draft, rule, bounds) or grammar.tests["seasons"].search(tagged.text, *bounds) else None


def _trimmed(language: str, tagged: Tagged, found: re.Match[str]) -> tuple[int, int]:
    """The words matched without what stands before the clause of the verb."""
    start, end = found.span()
    verb = found.end("what") if found.groupdict().get("what") else start
    verb = found.start("noun") if found.groupdict().get("noun") else verb
    start += max((m.end() for m in _CLAUSE_START[language].finditer(tagged.text[start:verb])), default=0)
    while start < end and tagged.text[start] in " ,":
        start += 1
    while end > start and tagged.text[end - 1] in " ,":
        end -= 1
    return start, end


def _clause(tagged: Tagged, start: int, end: int, grammar: EventGrammar) -> tuple[int, int]:
    left, right = 0, len(tagged.text)
    for border in grammar.tests["border"].finditer(tagged.text):
        if border.end() <= start:
            left = border.end()
        elif border.end() > end:
            right = max(border.start(), end)
            break
    return left, right


def _category(tagged: Tagged, rule: EventRule, found: re.Match[str], grammar: EventGrammar) -> str | None:
    """The class: the rule's, else that of the noun held; a forum's by its own name, an organisation's if it is a body that meets."""
    if rule.category != "what":
        return rule.category
    said = found.group("noun")
    sign = tagged.sign_at(found.start("noun")) if len(said) == 1 else None
    name = sign.name if isinstance(sign, Mention) else said
    if isinstance(sign, Mention) and sign.kind == "forum":
        lowered = name.lower()
        return "summit" if "summit" in lowered or "정상회" in name or "саммит" in lowered else "expo" if "expo" in lowered else "forum"
    if isinstance(sign, Mention):
        return "meeting" if sign.sort in ("commission", "association") and not name.endswith(("협회", "연맹")) else None
    matched = (kind for kind, pattern in grammar.nouns if pattern.search(name))
    return next(matched, None)


def _status(clause: str, grammar: EventGrammar) -> EventStatus:
    tests = grammar.tests
    if tests["postponed"].search(clause):
        return "postponed"
    if tests["cancelled"].search(clause):
        return "cancelled"
    return "planned" if tests["future"].search(clause) else "held"


def _fill(page: Page, draft: Draft, rule: EventRule, found: re.Match[str], bounds: tuple[int, int]) -> None:
    """Name, place, people and edition."""
    tagged, groups = draft.tagged, found.groupdict()
    where = found.span("where") if groups.get("where") else None
    at = _AT[page.language].search(tagged.text, *bounds)
    if where is None and at and draft.category not in ("visit", "state_visit", "interview", "anniversary"):
        cities = [m for m in _AT[page.language].finditer(tagged.text, *bounds) if _CITY in m.group("place")]
        where = (cities[0] if cities else at).span("place")
    if where:
        draft.place, draft.place_ids = place_at(tagged, *where)
    who = next((found.span(k) for k in ("who", "who2") if groups.get(k)), None)
    if who:
        people = tagged.names(*who, ("person",))
        draft.who = people[0].name if people else phrase(tagged, *who)
    draft.participants = participants(tagged, *bounds)
    draft.name = (rule.name if draft.category == rule.category else None) or _name(page.language, tagged, found)
    noun = found.span("noun") if groups.get("noun") else found.span()
    place = tagged.span(*noun).start
    draft.edition = _edition(page, tagged, found) or edition_of(page.text, place)
    if draft.category == "forum" and (sign := tagged.sign_at(noun[0])) and isinstance(sign, Mention) and sign.kind == "forum":
        draft.forum = sign.id or sign.name


def _name(language: str, tagged: Tagged, found: re.Match[str]) -> str:
    start, end = found.span("what") if found.groupdict().get("what") else _trimmed(language, tagged, found)
    if not found.groupdict().get("what"):
        return phrase(tagged, start, end)[:_LONGEST]
    stop = found.start("noun") if found.groupdict().get("noun") else end
    cuts = [m.end() for m in _NAME_START[language].finditer(tagged.text, start, stop)]
    start = cuts[-1] if cuts and cuts[-1] < end else start
    tail = _NAME_END[language].search(tagged.text[start:end])
    end = start + tail.start() if tail and tail.start() > 3 else end
    return re.sub(r"^\d{1,2}일\s", "", phrase(tagged, start, end))[:_LONGEST]


def _edition(page: Page, tagged: Tagged, found: re.Match[str]) -> int | None:
    """As in "제3차 … 위원회": the number of the holding, before its name in the words matched."""
    if page.language != "ko":
        return None
    number = re.search(r"제\s?(\d{1,3})\s?(?:차|회)", tagged.text[found.start() : found.end()])
    return int(number.group(1)) if number else None


def _time(page: Page, draft: Draft, bounds: tuple[int, int], at: tuple[int, int]) -> None:
    tagged = draft.tagged
    skip = next((m.span() for m in _OF_A_DOCUMENT.finditer(tagged.text)), None)
    dated = nearest_date(tagged, *at, bounds=(min(bounds[0], at[0]), max(bounds[1], at[1])), skip=skip)
    bare = None if dated else _bare_day(page, tagged, bounds, draft.status)
    if bare is not None:
        draft.valid = bare
        return
    dated = dated or nearest_date(tagged, *at, bounds=(0, len(tagged.text)), skip=skip)
    if dated:
        draft.valid = validity(page, tagged, dated[1], draft.status) or Validity()
        if draft.valid.start and not draft.evidence[0].contains(dated[1].span):
            draft.evidence.append(dated[1].span)
    if draft.valid.start is None and draft.status == "held":
        draft.valid = day_of_writing(page, tagged, dated[1].span if dated else None) or Validity()
        draft.current = draft.valid.start is not None
    written = page.published_of(tagged.passage).value
    start = draft.valid.start
    if (
        draft.status == "held"
        and written
        and start
        and not draft.current
        and start[:4].isdigit()
        and start[: len(written)] > written[: len(start)]
    ):
        draft.status = "planned"


def _bare_day(page: Page, tagged: Tagged, bounds: tuple[int, int], status: EventStatus) -> Validity | None:
    """As in "19일": a day of the month of writing, of the month before if it has yet to come, of the next if it is planned and past."""
    published = page.published_of(tagged.passage)
    found = _BARE_DAY.search(tagged.text, *bounds) if page.language == "ko" and published.precision == "day" else None
    if found is None or published.value is None:
        return None
    written, day = dt.date.fromisoformat(published.value), int(found.group(1))
    month = written.month - 1 + (1 if status == "planned" and day < written.day else -1 if status == "held" and day > written.day else 0)
    try:
        on = dt.date(written.year + month // 12, month % 12 + 1, day).isoformat()
    except ValueError:
        return None
    return Validity(on, on, "day", "stated", (tagged.span(*found.span()), *published.evidence))


def _enough(draft: Draft, rule: EventRule, bounds: tuple[int, int]) -> bool:
    """Whether a sentence says enough to be an event and not general talk."""
    dated = bool(draft.tagged.dates(*bounds))
    if rule.headings and draft.tagged.passage.span.start < _HEAD:
        return True
    if rule.needs == "date":
        return dated or bool(draft.tagged.dates(*draft.at))
    if rule.needs == "detail":
        return (
            dated
            or (draft.valid.start is not None and not draft.current)
            or bool(draft.place or draft.who or draft.edition or len(draft.participants) > 1)
        )
    return True


def _statement(page: Page, event: Draft) -> Statement:
    payload = Event(
        category=event.category,
        name=event.name or event.tagged.source[:_LONGEST],
        place=event.place,
        participants=event.participants,
        status=event.status,
        edition=event.edition,
        plover=plover(event.category),
    )
    mood: Mood = "planned" if event.status == "planned" else "reported"
    spans = sorted(set(event.evidence), key=lambda s: (s.start, -s.end))
    evidence = [s for n, s in enumerate(spans) if not any(o.contains(s) for o in spans[:n])]
    confidence = event.confidence if event.valid.start and not event.current else event.confidence - 0.2
    return make_statement(page, payload, evidence, rule=f"event_{event.category}", valid=event.valid, mood=mood, confidence=confidence)
