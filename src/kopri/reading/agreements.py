"""Agreements: treaties, plans, programmes, memoranda, joint statements, policies, initiatives, mechanisms, relations, visa schemes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from kopri.lang.datafile import read_data
from kopri.lang.names import fold_name
from kopri.lang.spans import Span
from kopri.reading.commitments.actors import countries_of
from kopri.reading.events.timing import clause_of, nearest_date, validity
from kopri.reading.model import Agreement, Statement, Validity
from kopri.reading.page import Page
from kopri.reading.statements import make_statement
from kopri.reading.tagged import Tagged, article_numbers, by_words, pattern, tagged_passages, without_signs

_PARTY_KINDS = ("country", "nationality", "region", "forum", "person")
_LEADING = re.compile(
    r"^(?:The|A|An|In|On|At|This|That|These|Under|With|For|Its|Their|His|Her|And|Both|Also|New(?= (?:Plan|Programme|Program)\b)) "
)
_TRAILING = re.compile(r"(?: (?:of|on|and|for|the|in|to|between|with|at|a|an))+$")
_OWNER_BEFORE = pattern(r"(?P<owner><nation>)(?: government)?[’']s (?:own |new )?[“\"]?$")
_OWNER_AFTER = pattern(r"[”\"]?(?: initiative| policy)? of (?:the )?(?P<owner><nation>)")
_SIGNED = re.compile(r"\b(?:signed|adopted|concluded|exchanged|initialled)\b")
_TITLE = re.compile(
    r"(?:[-–•\d.()]{1,4}\s+)?(?P<name>(?:[\w’'–-]{1,30} ){0,5}?(?P<noun>Agreement|Memorandum|MOU|MoU|Protocol|Programme"
    r"|Program|Plan|Treaty|Convention|Roadmap|Declaration|Arrangement|Contract|Letter of Intent)"
    r"(?: (?:on|of|for|between|in|with|to|at|from|and) [^;]{1,200}?)?)[;.,]?(?: and)?"
)
_TITLED = (
    ("memorandum", "mou"),
    ("mou", "mou"),
    ("programme", "programme"),
    ("program", "programme"),
    ("plan", "action plan"),
    ("roadmap", "action plan"),
    ("treaty", "treaty"),
    ("convention", "treaty"),
    ("protocol", "treaty"),
    ("declaration", "joint statement"),
    ("letter", "letter of intent"),
    ("", "agreement"),
)
_MADE = re.compile(
    r"\b(?:sign|adopt|conclud|approv|establish|launch|join|acced|ratif|generat|agreed|held|convened|exchanged|initial|met\b|since|is the)"
)
_NO_NAME = frozenset({"programme", "program", "policy", "plan", "system", "scheme", "agreement", "strategy"})
_OWN = frozenset({"policy", "initiative", "visa scheme"})
_DATED = frozenset({"treaty", "action plan", "programme", "mou", "joint statement", "agreement", "mechanism"})
_JOINT = frozenset({"action plan", "programme", "mou", "joint statement", "agreement"})


@dataclass(frozen=True, slots=True)
class _Kind:
    """How one kind of agreement is named."""

    kind: str
    words: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]
    needs_parties: bool


@dataclass(slots=True)
class _Found:
    """An agreement being read; mentions of the same are added."""

    kind: str
    name: str
    parties: tuple[str, ...]
    valid: Validity
    evidence: list[Span] = field(default_factory=list)


def read_agreements(page: Page) -> list[Statement]:
    """The agreements, programmes, policies and relations a page names, each once."""
    found: dict[tuple[str, str], _Found] = {}
    pair: tuple[str, ...] = ()
    articles, article, signed = page.once(article_numbers), -1, False
    for tagged, possible in zip(tagged_passages(page), by_words(page, _kinds()), strict=True):
        if articles[tagged.passage.segment] != article:
            pair, article = (), articles[tagged.passage.segment]
        said = tagged.text.rstrip()
        listed = _listed(tagged) if signed and not said.endswith(":") else None
        if listed:
            listed.parties = listed.parties or pair
            found.setdefault((listed.kind, _folded(listed)), listed)
            continue
        signed = _SIGNED.search(said) is not None if said.endswith(":") else signed and tagged.passage.kind != "sentence"
        if tagged.passage.kind != "sentence":
            continue
        here = _parties(tagged, 0, len(tagged.text))
        pair = here if len(here) > 1 else pair
        for one in _in_sentence(page, tagged, possible, pair):
            if one.kind in _JOINT and len(one.parties) < 2 and set(one.parties) <= set(pair):
                one.parties = pair
            same = found.setdefault((one.kind, _folded(one)), one)
            if same is not one:
                same.evidence += one.evidence
                same.parties = same.parties or one.parties
                same.valid = same.valid if same.valid.start else one.valid
                same.name = max(same.name, one.name, key=len)
    return [_statement(page, one) for one in found.values()]


def _listed(tagged: Tagged) -> _Found | None:
    """A document in a list of what was signed: "Programme of Cooperation in Culture for 2024–2027;"."""
    match = _TITLE.fullmatch(tagged.text.rstrip())
    if match is None:
        return None
    kind = next(kind for words, kind in _TITLED if match.group("noun").lower().startswith(words))
    name = re.sub(r"\s+", " ", without_signs(tagged, *match.span("name"))).strip()
    return _Found(kind, name, _parties(tagged, 0, len(tagged.text)), Validity(), [tagged.span(*match.span("name"))])


def _in_sentence(page: Page, tagged: Tagged, possible: Sequence[_Kind], pair: tuple[str, ...]) -> Iterator[_Found]:
    taken: list[tuple[int, int]] = []
    for kind in possible:
        for one in kind.patterns:
            for match in one.finditer(tagged.text):
                start, end = _without_leading(tagged, *match.span("name"))
                if (
                    end - start < 1
                    or any(a < end and start < b for a, b in taken)
                    or _avoid().search(tagged.text[max(0, start - 60) : start])
                ):
                    continue
                read = _read(page, tagged, kind, match, (start, end), pair=pair)
                if read:
                    taken.append((start, end))
                    yield read


def _folded(one: _Found) -> str:
    """What makes two mentions one agreement: the kind for joint statements and relations, else the name."""
    return one.kind if one.kind in ("joint statement", "relation") else fold_name(one.name) or one.name


def _without_leading(tagged: Tagged, start: int, end: int) -> tuple[int, int]:
    """A name without an article or preposition that is capitalised only because it begins the sentence."""
    while lead := _LEADING.match(tagged.text[start:end]):
        start += lead.end()
    return start, start + len(_TRAILING.sub("", tagged.text[start:end]))


def _read(page: Page, tagged: Tagged, kind: _Kind, match: re.Match[str], at: tuple[int, int], *, pair: tuple[str, ...]) -> _Found | None:
    name = re.sub(r"\s+", " ", without_signs(tagged, *at)).strip(" “”\"',")
    if " " not in name and kind.kind not in ("programme", "mou", "mechanism", "policy", "agreement"):
        return None
    if name.lower() in _NO_NAME:
        return None
    near = clause_of(tagged, *match.span())
    if kind.kind in _OWN:
        parties = _owner(tagged, at) or _parties(tagged, 0, at[0])[:1]
    else:
        parties = _parties(tagged, *near) or _parties(tagged, 0, len(tagged.text))
    if kind.needs_parties and not parties:
        parties = pair
        if not parties:
            return None
    dated = nearest_date(tagged, *at, bounds=near, skip=at) if kind.kind in _DATED else None
    if dated and (dated[1].kind == "interval" or not _MADE.search(tagged.text, *near)):
        dated = None
    valid = validity(page, tagged, dated[1], "held") if dated else None
    span = tagged.span(at[0], max(at[1], match.end() if match.end("name") == at[1] else at[1]))
    return _Found(kind.kind, name, parties, valid or Validity(), [span])


def _owner(tagged: Tagged, at: tuple[int, int]) -> tuple[str, ...]:
    """Whose a policy or initiative is: "Korea’s …", "… of Russia", or the country of the person who speaks of it."""
    before, after = _OWNER_BEFORE.search(tagged.text, max(0, at[0] - 30), at[0]), _OWNER_AFTER.match(tagged.text, at[1])
    for found in (before, after):
        if found:
            return _parties(tagged, *found.span("owner"))
    people = tagged.names(0, at[0], ("person",))
    return countries_of(people[0]) if people else ()


def _parties(tagged: Tagged, start: int, end: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(c for m in tagged.names(start, end, _PARTY_KINDS) for c in countries_of(m)))


def _statement(page: Page, found: _Found) -> Statement:
    payload = Agreement(found.kind, found.name, found.parties, found.valid.start)
    evidence = sorted(set(found.evidence), key=lambda s: s.start)
    return make_statement(page, payload, evidence, rule=f"agreement_{found.kind.replace(' ', '_')}", valid=found.valid, confidence=0.7)


@cache
def _kinds() -> tuple[_Kind, ...]:
    return tuple(
        _Kind(k["kind"], frozenset(k["words"]), tuple(pattern(p) for p in k["patterns"]), k.get("parties") == "required")
        for k in _data()["kinds"]
    )


@cache
def _avoid() -> re.Pattern[str]:
    return re.compile(_data()["avoid"])


@cache
def _data() -> dict[str, Any]:
    return read_data("kopri.reading", "agreements.yaml")
