"""Mentions of one event are brought together."""

from collections.abc import Iterable

from kopri.lang.names import fold_name
from kopri.reading.events.draft import Draft
from kopri.reading.events.timing import year_of
from kopri.reading.model import Validity

_PRECISION = {"none": 0, "decade": 1, "year": 2, "half": 3, "quarter": 4, "month": 5, "day": 6}


def merge(drafts: Iterable[Draft]) -> list[Draft]:
    """One draft for each event, with the evidence of all its mentions; a mention that only refers back makes no event of its own."""
    events: list[Draft] = []
    alike: dict[tuple[object, ...], list[Draft]] = {}
    later: list[Draft] = []
    for draft in drafts:
        if draft.only_repeats:
            later.append(draft)
            continue
        others = alike.setdefault(_bucket(draft), [])
        same = next((event for event in others if _same(event, draft)), None)
        if same is None:
            events.append(draft)
            others.append(draft)
        else:
            _absorb(same, draft)
    gathered = [e for e in events if e.forum and e.place_ids]
    for draft in later:
        same = next((e for e in gathered if places_agree(e.place_ids, draft.place_ids) and _times_agree(e, draft)), None)
        if same:
            _absorb(same, draft)
    return events


def _bucket(draft: Draft) -> tuple[object, ...]:
    """What mentions of one event surely share: the gathering, or the kind of event, the article and whose or what it is."""
    family = _family(draft.category)
    if draft.forum:
        return (family, draft.forum)
    where = "vague" if draft.vague else draft.article
    if draft.merge == "class":
        return (family, where, "class")
    if draft.merge == "number":
        return (family, where, "number", draft.edition or draft.name)
    if draft.merge == "date":
        return (family, where, "date", draft.valid.start)
    return (family, where, fold_name(draft.who or draft.name))


def _same(event: Draft, draft: Draft) -> bool:
    """Whether two mentions of one bucket are of one event."""
    if not _times_agree(event, draft):
        return False
    if draft.forum and event.edition and draft.edition:
        return event.edition == draft.edition
    return not (draft.forum or draft.merge == "who") or places_agree(event.place_ids, draft.place_ids)


def places_agree(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two places may be one: unknown agrees with all, a country with its cities, a city only with itself."""
    cities = [frozenset(i for i in ids if not i.isupper()) for ids in (one, other)]
    if all(cities):
        return bool(cities[0] & cities[1])
    return not one or not other or bool(one & other)


def _family(category: str) -> str:
    return "visit" if category == "state_visit" else category


def _times_agree(event: Draft, draft: Draft) -> bool:
    """Whether two mentions may be of one time: same year and, where both say, same month and day; an inferred time bends."""
    first, second = event.valid, draft.valid
    if first.start is None or second.start is None or (event.current or draft.current):
        return first.start is None or second.start is None or year_of(first) == year_of(second) or (event.current and draft.current)
    shorter = min(len(first.start), len(second.start))
    return first.start[:shorter] == second.start[:shorter]


def _absorb(event: Draft, draft: Draft) -> None:
    if _rank(draft) > _rank(event):
        event.valid, event.current = draft.valid, draft.current
    if draft.category == "state_visit" and event.category != "state_visit":
        event.category, event.name = draft.category, draft.name
    elif len(draft.name) > len(event.name) and draft.place and not event.place:
        event.name = draft.name
    if not event.place:
        event.place, event.place_ids = draft.place, draft.place_ids
    event.edition = event.edition or draft.edition
    event.participants = event.participants or draft.participants
    event.evidence.extend(draft.evidence)
    if draft.status in ("postponed", "cancelled") or (event.tagged.passage.kind != "sentence" and draft.tagged.passage.kind == "sentence"):
        event.status = draft.status


def _rank(draft: Draft) -> tuple[bool, bool, int]:
    valid: Validity = draft.valid
    return (valid.start is not None, not draft.current, _PRECISION[valid.precision])
