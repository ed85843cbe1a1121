"""Commitments in Korean and Russian pages: who will, or ought to, do what, how firmly it is said, and by when if the text says so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, cast

from kopri.lang.sectors import find_sectors
from kopri.lang.spans import Span
from kopri.reading.commitments.actors import countries_of, named
from kopri.reading.events.timing import validity
from kopri.reading.kinds import document_kind
from kopri.reading.model import Commitment, Mood, Statement, Strength, Validity
from kopri.reading.page import Mention, Page
from kopri.reading.speech import author_of
from kopri.reading.statements import make_statement
from kopri.reading.tagged import Tagged, by_words, pattern, tagged_passages, without_signs
from kopri.reading.tongues.pair import main_pair
from kopri.reading.tongues.rules import data_of

_LONGEST: Final = 300
_LEAST: Final = 6
_ACTORS: Final = ("country", "nationality", "organisation", "person", "region", "post")
_PLACES: Final = ("country", "nationality", "region", "city", "forum")
_CLOSED: Final = "".join(chr(0xAC00 + at) for at in range(11_172) if at % 28)
_KOREAN_SUBJECT: Final = re.compile(
    rf"(?:(?<![많높같작좋받남맺젊깊넓낮얻짧늦])은|(?<![{_CLOSED}하되르키치드])(?<![^우]리)는|(?<![차높길])이|(?<![문국평증추참허물대])가|께서|(?<![정제속철년온])도)\s"
)
_DUE: Final = {
    "ko": re.compile(r"\s?(?:까지|안에|내에|중|부터|에|상반기|하반기|말|초|내|년)"),
    "ru": re.compile(r"(?:\b(?:до|к|в|с|не\sпозднее)\s(?:\w+\s){0,3})$"),
}


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words by which something promised, planned or recommended is announced; `strength` "both": agreed if two act, else planned."""

    words: frozenset[str]
    strength: str
    form: str
    agent: bool
    happens: bool
    pattern: re.Pattern[str]


@dataclass(slots=True)
class _Found:
    payload: Commitment
    evidence: list[Span]
    valid: Validity
    rule: str
    speaker: str | None
    sure: bool


def read_commitments(page: Page) -> list[Statement]:
    """The commitments, plans and recommendations of a page, in text order."""
    reader = _Reader(page)
    merged: dict[tuple[str, str], _Found] = {}
    for number, tagged in enumerate(reader.passages):
        for found in reader.read(number, tagged):
            merged.setdefault((found.payload.strength, found.payload.what.casefold()), found)
    return [_statement(page, found) for found in merged.values()]


class _Reader:
    """Reads sentence by sentence; remembers a list that an announcement opens ("Стороны договорились:")."""

    def __init__(self, page: Page) -> None:
        self.page, self.language = page, page.language
        self.passages = tagged_passages(page)
        self.triggers = by_words(page, triggers(page.language))
        self.opinion = document_kind(page) == "opinion"
        self.author = author_of(page)
        self.pair = main_pair(page)
        self.interviewed = _interviewed(page)
        self.joint = self.language == "ko" and bool(test("ko", "joint").search(page.text[:_HEAD])) and document_kind(page) != "news"
        self.end = 0
        self.listed: tuple[Strength, tuple[str, ...]] | None = None

    def read(self, number: int, tagged: Tagged) -> Iterator[_Found]:
        """The promises of one sentence."""
        if tagged.passage.kind == "row" or tagged.text.rstrip().endswith("?"):
            return
        if tagged.passage.kind == "heading" and not re.search(r"다\.|[а-яё]\.(?:\s|$)", tagged.text):
            return
        if self.language == "ru":
            item = self._item(tagged)
            if item:
                yield item
                return
        taken: list[tuple[int, int]] = []
        self.end = 0
        for trigger in self.triggers[number]:
            for match in trigger.pattern.finditer(tagged.text):
                if any(a < match.end() and match.start() < b for a, b in taken):
                    continue
                found = self._korean(tagged, trigger, match) if self.language == "ko" else self._russian(tagged, trigger, match)
                if found:
                    taken.append((match.start(), max(match.end(), self.end)))
                    yield found

    def _item(self, tagged: Tagged) -> _Found | None:
        """One of a list after «договорились:»."""
        text = tagged.text
        lead = test("ru", "list_lead").search(text.rstrip())
        if lead:
            self.listed = ("recommended" if "рекоменд" in lead.group() else "agreed", self._who(tagged, 0, lead.start(), "agreed"))
            return None
        if self.listed and test("ru", "list_item").match(text):
            end = len(text.rstrip(" ;.,"))
            strength, who = self.listed
            return self._found(tagged, (0, end), [tagged.span(0, end)], who=who, strength=strength, form="listed")
        self.listed = None
        return None

    def _korean(self, tagged: Tagged, trigger: Trigger, match: re.Match[str]) -> _Found | None:
        """The action stands before the trigger: from its clause's beginning to the verb."""
        text, verb = tagged.text, match.span("verb")
        if test("ko", "negated").search(text, max(0, verb[0] - 20), verb[0]):
            return None
        said = match.group("verb")
        if (trigger.happens and test("ko", "happens").search(said)) or test("ko", "vague").search(said):
            return None
        start = self._clause_start(text, verb[0])
        subject = self._subject(tagged, start, verb[0])
        begin = subject[1] if subject and subject[0] >= start else start
        strength, who = self._strength(tagged, trigger, subject)
        if trigger.agent and not who and not (subject and test("ko", "agents").search(text, *subject)):
            return None
        if verb[1] - begin < _LEAST or (trigger.form == "noun" and verb[0] <= begin):
            return None
        evidence = [tagged.span(*_stripped(text, begin if begin < verb[0] else start, match.end()))]
        return self._found(tagged, (begin, verb[1]), evidence, who=who, strength=strength, form=trigger.form, trigger=match.start())

    def _clause_start(self, text: str, verb: int) -> int:
        cuts = [m.end() for m in test("ko", "clause").finditer(text, 0, verb) if verb - m.end() >= _LEAST]
        return cuts[-1] if cuts else 0

    def _subject(self, tagged: Tagged, start: int, verb: int) -> tuple[int, int] | None:
        """Who acts: the first words with a subject's particle in the clause, else at the beginning of the sentence."""
        for begin in dict.fromkeys((start, 0)):
            found = _KOREAN_SUBJECT.search(tagged.text, begin, verb)
            if found:
                return begin, found.end()
        return None

    def _strength(self, tagged: Tagged, trigger: Trigger, subject: tuple[int, int] | None) -> tuple[Strength, tuple[str, ...]]:
        who = self._who(tagged, *(subject or (0, 0)), trigger.strength)
        strength = trigger.strength
        if strength == "both":
            met = test("ko", "gathered").search(tagged.text) is not None
            strength = "agreed" if len(who) > 1 or met or self._is_both(tagged, subject) else "planned"
        if self.joint and strength == "planned" and (who or self._is_both(tagged, subject)):
            return "agreed", who or self.pair
        if strength == "agreed" and len(who) < _TWO:
            who = self.pair or who
        return cast("Strength", strength), who

    def _is_both(self, tagged: Tagged, subject: tuple[int, int] | None) -> bool:
        place = subject or (0, min(len(tagged.text), 60))
        return test(self.language, "both").search(tagged.text, *place) is not None

    def _russian(self, tagged: Tagged, trigger: Trigger, match: re.Match[str]) -> _Found | None:
        """The action follows the trigger, or begins with it."""
        text = tagged.text
        start = match.start() if trigger.form == "verb" else match.end()
        found = test("ru", "ends").search(text, start + 1, min(len(text), start + _LONGEST))
        end = found.start() if found else min(len(text), start + _LONGEST)
        if test("ru", "negated").search(text, max(0, match.start() - 12), match.start()):
            return None
        if trigger.strength == "recommended" and test("ru", "question").search(text, max(0, match.start() - 70), match.start()):
            return None
        if trigger.strength != "recommended" and test("ru", "belief").search(text, max(0, match.start() - 60), match.start()):
            return None
        if end - start < _LEAST or test("ru", "not_promised").search(text[start:end]):
            return None
        clause = max((m.end() for m in _RUSSIAN_CLAUSE.finditer(text, 0, match.start())), default=0)
        who = self._who(tagged, clause, match.start(), trigger.strength)
        strength = trigger.strength
        both = test("ru", "both").search(text, clause, match.start()) or test("ru", "both_of").search(text, clause, match.start())
        if strength == "both":
            strength = "agreed" if both or len(who) > 1 else "planned"
        if strength == "agreed" and len(who) < _TWO:
            who = self.pair or who
        doer = test("ru", "agents").search(text[clause : match.start()].lower())
        if trigger.agent and not (who or both or doer or match.group().strip().endswith("м")):
            return None
        first = clause if match.start() - clause < _NEAR else match.start()
        self.end = end
        evidence = [tagged.span(*_stripped(text, first, end))]
        sure = cast("Strength", strength)
        return self._found(tagged, (start, end), evidence, who=who, strength=sure, form=trigger.form, trigger=match.start())

    def _who(self, tagged: Tagged, start: int, end: int, strength: str) -> tuple[str, ...]:
        """Those who act, named between two places: both sides of the page, bodies, countries, or people."""
        if test(self.language, "both").search(tagged.text, start, end) and strength in ("agreed", "both"):
            countries = named([m for m in tagged.names(start, end) if m.kind in ("country", "nationality")]).countries
            return countries if len(countries) > 1 else self.pair
        if self.language == "ko" and test("ko", "ourselves").search(tagged.text, start, end):
            return ("KOR",)
        acting = [m for m in tagged.names(start, end, _ACTORS) if not _is_agency(tagged, m)]
        people = tuple(dict.fromkeys(m.name for m in acting if m.kind == "person"))
        return people[:1] if people and strength == "pledged" else named(acting).names

    def _found(
        self,
        tagged: Tagged,
        at: tuple[int, int],
        evidence: list[Span],
        *,
        who: tuple[str, ...],
        strength: Strength,
        form: str,
        trigger: int | None = None,
    ) -> _Found | None:
        what = re.sub(r"\s+", " ", without_signs(tagged, *at)).strip(' ,;:.“”"«»')
        what = re.sub(r"기로$", "기", what)
        if len(what) < _LEAST:
            return None
        speaker = self._speaker(tagged, trigger) if trigger is not None else None
        valid = self._due(tagged, at)
        there = tuple(dict.fromkeys(c for m in tagged.names(*at, _PLACES) for c in countries_of(m)))
        advises = speaker or (self.author if self.opinion else None)
        if strength == "recommended" and advises:
            who, to = (advises,), tuple(dict.fromkeys([*who, *there]))
        else:
            who = who or ((speaker,) if speaker else ())
            to = who if len(who) > 1 else tuple(c for c in there if c not in who)
        sectors = find_sectors(what)
        payload = Commitment(who, to, what[:_LONGEST], sectors[0] if sectors else None, valid.end if valid else None, strength)
        return _Found(payload, evidence, valid or Validity(), f"commitment_{strength}_{form}", speaker, bool(who))

    def _speaker(self, tagged: Tagged, at: int) -> str | None:
        """The person who says it in the same sentence, in quotation marks or in other words."""
        people = tagged.names(0, len(tagged.text), ("person",))
        if not people and self.interviewed and self.language == "ru":
            return self.interviewed
        if people and (any(a <= at < b for a, b in tagged.quotes) or _SAID[self.language].search(tagged.text)):
            return people[0].name
        return None

    def _due(self, tagged: Tagged, at: tuple[int, int]) -> Validity | None:
        """The time by which it is to be done, if the action gives one that lies ahead."""
        written = self.page.published_of(tagged.passage).value
        for place, date in tagged.dates(*at):
            near = tagged.text[max(0, place - 24) : place] if self.language == "ru" else tagged.text[place + 1 : place + 8]
            beside = _DUE[self.language].search(near) if self.language == "ru" else _DUE[self.language].match(near)
            found = validity(self.page, tagged, date, "planned") if beside or date.kind != "duration" else None
            if found and found.end and (written is None or found.end[: len(written)] >= written[: len(found.end)]):
                return found
        return None


def _interviewed(page: Page) -> str | None:
    """The person an interview is with: the first who is named in it."""
    if document_kind(page) != "interview" and not _INTERVIEW.search(page.text[:_HEAD]):
        return None
    return next((m.name for m in page.names if m.kind == "person" and " " in m.name), None)


_HEAD: Final = 400
_INTERVIEW: Final = re.compile(r"Беседовал|рассказывает|отвечает на вопросы")
_WILL: Final = "[" + "".join(chr(0xAC00 + at * 28 + 8) for at in range(399)) + "]"
_TWO: Final = 2
_DATELINE: Final = 12
_NEAR: Final = 80
_RUSSIAN_CLAUSE: Final = re.compile(r"[;:]\s|,\s(?:что|а|но|и|причём|причем|где|если)\s|[«“„]|\.\s|\s[–—]\s|^[–—-]\s")
_SAID: Final = {
    "ko": re.compile(r"(?:말했|밝혔|강조|주장|제안|약속|전했|덧붙|당부|설명|지적|촉구)"),
    "ru": re.compile(
        r"\b(?:сказал|заявил|отметил|подчеркнул|считает|сообщил|добавил|пообещал|обещал|призвал|предложил|говорит|по\sсловам)"
    ),
}


def _is_agency(tagged: Tagged, mention: Mention) -> bool:
    """Whether a name is that of the press agency in a dateline."""
    after = tagged.source[mention.span.end - tagged.passage.span.start :][:1]
    return mention.kind == "organisation" and after == ")" and mention.span.start - tagged.passage.span.start < _DATELINE


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in ' ,“"«–—-':
        start += 1
    while end > start and text[end - 1] in " ,":
        end -= 1
    return start, end


@cache
def triggers(language: str) -> tuple[Trigger, ...]:
    """All triggers of a language, in the order of the file."""
    data = data_of("commitments", language)
    infinitive = data.get("infinitive", "")
    return tuple(
        Trigger(
            frozenset(raw["words"]),
            raw["strength"],
            "noun" if raw.get("noun") else raw.get("form", "verb_final"),
            bool(raw.get("agent")),
            bool(raw.get("act")) or raw["strength"] == "planned",
            pattern(raw["pattern"].replace("<infinitive>", infinitive).replace("<will>", _WILL)),
        )
        for raw in data["triggers"]
    )


@cache
def test(language: str, name: str) -> re.Pattern[str]:
    """A pattern of a language's data file by its name."""
    return pattern(data_of("commitments", language)[name])


def _statement(page: Page, found: _Found) -> Statement:
    moods: dict[str, Mood] = {"recommended": "recommended", "planned": "planned", "pledged": "pledged", "agreed": "agreed"}
    return make_statement(
        page,
        found.payload,
        found.evidence,
        rule=found.rule,
        valid=found.valid,
        mood=moods[found.payload.strength],
        speaker=found.speaker,
        confidence=0.75 if found.sure else 0.5,
    )
