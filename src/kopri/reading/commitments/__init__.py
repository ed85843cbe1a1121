"""Commitments: who will, or ought to, do what, how firmly it is said, and by when if the text says so.

An opinion's "should" is a recommendation. Scenery ("the expo will feature …"), agendas of meetings and beliefs are left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kopri.lang.sectors import find_sectors
from kopri.lang.spans import Span
from kopri.reading.commitments.actors import (
    AGENT_KINDS,
    Actors,
    actors_in,
    before_mention,
    body_kind,
    cities_in,
    countries_of,
    has_agent,
    is_institution,
    is_pronoun,
    named,
    subject_noun,
)
from kopri.reading.commitments.deeds import action_end, as_words, is_vague
from kopri.reading.commitments.promised import can_be_done, subject_of, what_is_done
from kopri.reading.commitments.rules import Trigger, actions, body_nouns, called, leads, test, triggers
from kopri.reading.events.timing import validity
from kopri.reading.kinds import document_kind
from kopri.reading.model import Commitment, Mood, Post, Statement, Strength, Validity
from kopri.reading.names.gazetteer import titles
from kopri.reading.page import Mention, Page
from kopri.reading.posts import homes, read_posts
from kopri.reading.speech import author_of, sayer, speaker_at
from kopri.reading.statements import make_statement
from kopri.reading.tagged import Tagged, by_words, is_told, pattern, tagged_passages

_NOBODY = Actors((), (), sure=False)
_PLACES = ("country", "nationality", "region", "city", "forum", "person")
_ADVICE = re.compile(r"\b[Ww]e (?:should|need to|must|ought to)\b")
_DUE = re.compile(r"(?:\b(?:by|before|until|in|from|on|during|starting|for|this|of)|^On|^In)(?: the end of| early| late| mid)? ?$")
_INVITER = pattern(r"(?P<agent><someone>|<country>|<org>|<adj> \w+)(?: has| have| also)? $")
_EMPTY_SUBJECT = re.compile(r"(?:^|\b)(?:[Ii]t|[Tt]his|[Tt]hat|[Tt]here|[Tt]hese|[Tt]hose|[Ww]hat|[Ww]hich) $")
_SAYS = re.compile(r"\b(?:said|says|argued|argues|stressed|noted|explained|added)\b")
_CITY = pattern(r"(?:[\w ]{1,20}, )?<city>,? ")
_NUMBER = re.compile(r"^[\d.()]{1,8}\s+")
_ANSWER = re.compile(r"^(?:A|Answer)[.:] ", re.MULTILINE)
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e)(?: (?:have|also|now|will))? $")
_ITEM = re.compile(r"(?:\(?[\da-z]{1,3}[.)]\s*)?(?:[Tt]o )?(?P<verb>[A-Za-z-]{3,16}) ")
_IT = re.compile(r"(?:[Ii]n addition, |[Aa]lso, )?[Ii]t (?:also |now )?")
_OPENING_REACH = 30
_NEAR_EVIDENCE = 8
_ANYBODY = re.compile(r"(?:each|every|all|any|no|applicants|participants|candidates)\b", re.IGNORECASE)
_COLUMN = re.compile(r"\s*(?:opinion|column|commentary|editorial|op-ed|viewpoint)\b", re.IGNORECASE)
_OUGHT = re.compile(r"\b(?:should|must|ought to|needs? to|has to|have to)\b")
_MUCH_ADVICE = 3
_PLACE_BEFORE = re.compile(r"\b(?:in|across|throughout|via|from) (?:the )?$")
_WE = re.compile(r"\b[Ww]e\b")


@dataclass(slots=True)
class _Found:
    """One promise as read, before it becomes a statement."""

    payload: Commitment
    evidence: list[Span]
    valid: Validity
    speaker: str | None
    trigger: Trigger
    sure: bool


def read_commitments(page: Page) -> list[Statement]:
    """The commitments, plans and recommendations of a page, in text order."""
    passages = tagged_passages(page)
    reader = _Reader(page, passages)
    merged: dict[tuple[str, str], _Found] = {}
    for number, tagged in enumerate(passages):
        for found in reader.read(number, tagged):
            same = merged.setdefault((found.payload.strength, found.payload.what.casefold()), found)
            if same is not found:
                same.evidence += [e for e in found.evidence if not any(k.contains(e) for k in same.evidence[-_NEAR_EVIDENCE:])]
    return [_statement(page, found) for found in merged.values()]


class _Reader:
    """Reads sentence by sentence and remembers who was named last, for pronouns."""

    def __init__(self, page: Page, passages: tuple[Tagged, ...]) -> None:
        self.page, self.passages = page, passages
        self.triggers = by_words(page, triggers())
        self.author = author_of(page)
        self.opinion = document_kind(page) == "opinion" or len(_ADVICE.findall(page.text)) > 1 or _advises(page, self.author)
        self.homes = homes(page)
        self.interviewee = _interviewee(page)
        self.segment = -1
        self.last = _NOBODY
        self.bodies: dict[str, Mention] = {}
        self.subject = _NOBODY
        self.lead: tuple[Strength, Actors, int] | None = None

    def read(self, number: int, tagged: Tagged) -> Iterator[_Found]:
        """The promises of one sentence."""
        if tagged.passage.segment != self.segment:
            part = self.page.segments[tagged.passage.segment].kind
            if part == "article" and self.page.segments[max(self.segment, 0)].title != self.page.segments[tagged.passage.segment].title:
                self.last = _NOBODY
            self.segment = tagged.passage.segment
        if is_told(self.page, tagged) and not tagged.text.rstrip().endswith("?"):
            yield from self._promises(number, tagged)
        yield from self._listed(tagged)
        if not tagged.signs:
            return
        self.bodies.update({kind: m for m in tagged.names(kinds=("organisation",)) if (kind := body_kind(m))})
        opening = tagged.names(0, _OPENING_REACH, ("organisation", "country"))
        self.subject = named(opening[:1]) if opening else self.subject
        told = named([m for m in tagged.names(kinds=AGENT_KINDS) if not _PLACE_BEFORE.search(before_mention(tagged, m))])
        if len(told.countries) > 1 or (told.sure and not self.last.sure):
            self.last = told

    def _listed(self, tagged: Tagged) -> Iterator[_Found]:
        """An item of a list that a sentence ending in a colon opened: "The Parties agreed to: (a) open a line; …"."""
        said = tagged.text.rstrip()
        if said.endswith(":"):
            strength = next((strength for strength, words in leads() if words.search(said)), None)
            who = actors_in(tagged, 0, len(said))
            self.lead = (strength, who if who.sure else self.last, tagged.passage.segment) if strength else None
            return
        item = _ITEM.match(tagged.text)
        if self.lead is None or item is None or item.group("verb").lower() not in actions() or tagged.passage.segment != self.lead[2]:
            self.lead = None if said.endswith(".") else self.lead
            return
        strength, who, _ = self.lead
        trigger = next(t for t in triggers() if t.strength == strength and t.form == "infinitive")
        begin = item.start("verb")
        end = action_end(tagged, begin)
        what = as_words(tagged, begin, end)
        if not is_vague(what):
            what = what[:1].lower() + what[1:]
            evidence = [tagged.span(begin, end)]
            yield self._found(tagged, trigger, item, who=who, what=what, evidence=evidence, at=(begin, end), speaker=None)
        self.lead = None if said.endswith(".") else self.lead

    def _promises(self, number: int, tagged: Tagged) -> Iterator[_Found]:
        taken: list[tuple[int, int]] = []
        for trigger in self.triggers[number]:
            if self.opinion and trigger.strength == "planned":
                continue
            for match in trigger.pattern.finditer(tagged.text):
                if any(a <= match.start() < b or a < match.end() <= b for a, b in taken):
                    continue
                found = list(self._actions(number, tagged, trigger, match))
                if found:
                    taken.append((match.start(), action_end(tagged, match.end())))
                yield from found

    def _actions(self, number: int, tagged: Tagged, trigger: Trigger, match: re.Match[str]) -> Iterator[_Found]:
        start, end = subject_of(tagged, match)
        speaker = self._speaker(number, tagged, trigger, match)
        if not self._is_promise(tagged, trigger, match, (start, end), speaker):
            return
        if trigger.listed and trigger.agent and _IT.fullmatch(tagged.text[start : match.start()]):
            return
        who = self._at_home(self._who(tagged, trigger, match, start))
        if not who.names and (trigger.form == "invite" or (trigger.agent and trigger.strength != "recommended" and not speaker)):
            who = subject_noun(tagged, start, match.start())
            if trigger.form == "invite" or not who.names:
                return
        able = trigger.agent and is_institution(tagged, start, match.start())
        for what, evidence, at in what_is_done(tagged, trigger, match, start):
            if is_vague(what) or (
                trigger.form == "infinitive" and not what.startswith("have ") and not can_be_done(what, trigger, able=able)
            ):
                continue
            if trigger.form in ("noun", "noun_before") and trigger.strength == "planned" and test("not_promised").search(what):
                continue
            yield self._found(tagged, trigger, match, who=who, what=what, evidence=evidence, at=at, speaker=speaker)

    def _speaker(self, number: int, tagged: Tagged, trigger: Trigger, match: re.Match[str]) -> str | None:
        """Who is quoted with a promise, or, for a recommendation, who is said to have given it."""
        speaker = speaker_at(self.passages, number, match.start())
        if speaker is None and self.interviewee and _FIRST_PERSON.search(tagged.text[max(0, match.start() - 24) : match.start()]):
            return self.interviewee
        if speaker is None and trigger.strength == "recommended" and _SAYS.search(tagged.text, 0, match.start()):
            return sayer(tagged)
        return speaker

    def _is_promise(self, tagged: Tagged, trigger: Trigger, match: re.Match[str], subject: tuple[int, int], speaker: str | None) -> bool:
        """Whether a trigger is meant: not denied, not only believed, and with a subject that can act or be acted on."""
        start, end = subject
        before = tagged.text[max(0, match.start() - 80) : match.start()]
        if test("negated").search(before) or (trigger.strength != "recommended" and test("belief").search(before)):
            return False
        if trigger.ahead and not self._is_ahead(tagged, match.end()):
            return False
        if trigger.counted and not _counts(self.page, tagged, start, action_end(tagged, match.end())):
            return False
        if (trigger.quoted and not speaker) or (trigger.general and not self.opinion and not match.group("agent")):
            return False
        if trigger.strength == "recommended" and trigger.agent and _ANYBODY.match(tagged.text, start):
            return False
        if trigger.form in ("passive", "noun_before") and _EMPTY_SUBJECT.search(tagged.text, start, end):
            return False
        if trigger.form == "passive" and (end - start < 2 or test("question").search(tagged.text, start, end)):
            return False
        doer = match.span("agent") if "agent" in match.groupdict() else subject
        return not trigger.agent or has_agent(tagged, *doer, cities=trigger.strength != "recommended" or _is_city(tagged, *doer))

    def _who(self, tagged: Tagged, trigger: Trigger, match: re.Match[str], start: int) -> Actors:
        groups = match.groupdict()
        if groups.get("agent"):
            inside = actors_in(tagged, *match.span("agent"))
            inside = inside if inside.sure else cities_in(tagged, *match.span("agent"))
            if inside.sure:
                return inside
            before = actors_in(tagged, start, match.start())
            return before if before.sure else self.last if trigger.strength == "agreed" else inside
        subject = _NUMBER.sub("", tagged.text[start : match.start()])
        if trigger.form == "invite":
            inviter = _INVITER.search(tagged.text, 0, match.start())
            return actors_in(tagged, *inviter.span("agent")) if inviter else _NOBODY
        if trigger.form == "noun" and trigger.strength == "agreed":
            near = actors_in(tagged, 0, match.start())
            return near if len(near.countries) > 1 else self.last
        if _IT.fullmatch(subject):
            return self.subject
        if is_pronoun(re.sub(r"^.*, ", "", subject)) or re.fullmatch(r"(?:In addition, |Also, )?[Tt]hey ", subject):
            return self.last
        said = actors_in(tagged, start, match.end() if trigger.strength == "agreed" else match.start())
        said = said if said.sure else cities_in(tagged, start, match.start())
        if not said.sure:
            said = self._called(tagged, subject, start)
        if said.sure or _WE.search(subject):
            return said
        wider = actors_in(tagged, 0, match.start())
        return wider if wider.sure and trigger.strength != "recommended" else self.last if trigger.strength == "agreed" else said

    def _at_home(self, who: Actors) -> Actors:
        """People who hold a country's post act for it."""
        if who.countries or not who.names or any(name not in self.homes for name in who.names):
            return who
        countries = tuple(dict.fromkeys(self.homes[name] for name in who.names))
        return Actors(countries, countries, sure=True)

    def _called(self, tagged: Tagged, subject: str, start: int) -> Actors:
        """The organisation named before that a noun stands for: "the ministry", "the airline"."""
        noun = called().search(subject)
        kinds = body_nouns()[noun.group("noun").lower()] if noun else ()
        here = {body_kind(m): m for m in tagged.names(0, start, ("organisation",))}
        mention = next((known[kind] for known in (here, self.bodies) for kind in kinds if kind in known), None)
        return named([mention]) if mention else _NOBODY

    def _found(
        self,
        tagged: Tagged,
        trigger: Trigger,
        match: re.Match[str],
        *,
        who: Actors,
        what: str,
        evidence: list[Span],
        at: tuple[int, int],
        speaker: str | None,
    ) -> _Found:
        valid = self._due(tagged, match, at)
        there = tuple(dict.fromkeys(c for m in tagged.names(*at, _PLACES) for c in countries_of(m)))
        if trigger.strength == "recommended":
            advises = speaker or (self.author if self.opinion else None)
            doers = who.countries or who.names
            names, to = ((advises,), tuple(dict.fromkeys([*doers, *there]))) if advises else (doers, there)
        else:
            names = who.names or ((speaker,) if speaker else ())
            other = tuple(dict.fromkeys(c for c in (*there, *who.beside) if c not in who.countries))
            to = who.countries if len(who.countries) > 1 and not who.beside else other
        sectors = find_sectors(what)
        payload = Commitment(tuple(names), tuple(to), what, sectors[0] if sectors else None, valid.end if valid else None, trigger.strength)
        return _Found(
            payload,
            evidence,
            valid or Validity(),
            speaker or (self.author if trigger.strength == "recommended" and self.opinion else None),
            trigger,
            who.sure,
        )

    def _is_ahead(self, tagged: Tagged, at: int) -> bool:
        """Whether the date right after a place lies after the day of writing."""
        written = self.page.published_of(tagged.passage).value
        date = next((d for place, d in tagged.dates(at, at + _OPENING_REACH)), None)
        found = validity(self.page, tagged, date, "planned") if date and written else None
        return bool(found and found.start and written and found.start[: len(written)] > written[: len(found.start)])

    def _due(self, tagged: Tagged, match: re.Match[str], at: tuple[int, int]) -> Validity | None:
        """The time by which it is to be done, if the action, or the opening of the sentence, gives one that lies ahead."""
        inside = [(p, d) for p, d in tagged.dates(*at) if _DUE.search(tagged.text[max(0, p - 20) : p])]
        opening = [(p, d) for p, d in tagged.dates(0, 8) if match.start() < 90 and match.re.pattern.find("will") >= 0]
        written = self.page.published_of(tagged.passage).value
        for _, date in [*inside, *opening]:
            found = validity(self.page, tagged, date, "planned")
            if found and found.end and (written is None or found.end[: len(written)] >= written[: len(found.end)]):
                return found
        return None


def _advises(page: Page, author: str | None) -> bool:
    """Whether the author of a page says what others ought to do more often than the page says who said something."""
    if author is None or _COLUMN.match(page.text):
        return author is not None
    advice = len(_OUGHT.findall(page.text))
    return advice >= _MUCH_ADVICE and advice > len(_SAYS.findall(page.text))


def _interviewee(page: Page) -> str | None:
    """Who answers, in a text of questions and answers: the first person of a post in it, but the one who asks."""
    if not _ANSWER.search(page.text):
        return None
    posts = (s.payload for s in read_posts(page))
    return next((p.person for p in posts if isinstance(p, Post) and p.post not in titles()["roles_of_press"]), None)


def _counts(page: Page, tagged: Tagged, start: int, end: int) -> bool:
    """Whether a number or a date stands between two places of a sentence."""
    return bool(tagged.dates(start, end) or page.within(page.numbers, tagged.span(start, end)))


def _is_city(tagged: Tagged, start: int, end: int) -> bool:
    """Whether the subject is a city alone, in the place of those who govern there: "First, Seoul (should …)"."""
    return _CITY.fullmatch(tagged.text, start, end) is not None


def _statement(page: Page, found: _Found) -> Statement:
    moods: dict[str, Mood] = {"recommended": "recommended", "planned": "planned", "pledged": "pledged", "agreed": "agreed"}
    evidence = sorted(set(found.evidence), key=lambda s: s.start)
    return make_statement(
        page,
        found.payload,
        evidence,
        rule=f"commitment_{found.trigger.strength}_{found.trigger.form}",
        valid=found.valid,
        mood=moods[found.payload.strength],
        speaker=found.speaker,
        confidence=0.75 if found.sure else 0.5,
    )
