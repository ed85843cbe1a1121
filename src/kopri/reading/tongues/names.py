"""All names of a Korean or Russian page: the gazetteer's, and those the grammar of the language finds."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from kopri.lang.countries import find_countries
from kopri.lang.names import is_foreign_in_hangul, same_person
from kopri.lang.russian import person_forms
from kopri.lang.spans import Span
from kopri.reading.names.gazetteer import holder, holders, known_names
from kopri.reading.page import Mention, NameKind, Page
from kopri.reading.tongues import korean_bodies, korean_people, russian_bodies, russian_people
from kopri.reading.tongues.found import Appearance, Body
from kopri.reading.tongues.lexicon import any_of, word_pattern, words
from kopri.reading.tongues.taggers import more_names

LANGUAGES = ("ko", "ru")
_TOWARDS = re.compile(r"(?<![가-힣])대(?!한민국)(?=[가-힣]{2,8})")
_KNOWN = ("person", "city", "organisation", "forum")
_CYRILLIC_WORD = re.compile(r"(?<![\w-])[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?(?![\w-])")


def find_names(page: Page, *, tagged: bool = False) -> tuple[Mention, ...]:
    """Names of a page in text order, none overlapping another. A person named by family name alone carries the full name of the page.

    Args:
        page: with its text and language.
        tagged: add what the tagger of the language finds (`taggers.py`).

    Raises:
        ExtraMissingError: if `tagged` and the package of the language is not installed.
    """
    known = _known(page)
    bodies = _bodies(page, known)
    appearances = people_of(page, known, bodies)
    persons = [Mention(a.at, "person", a.name, a.id) for a in appearances]
    references = _references(page, appearances, [m for m in known if m.kind == "person"])
    bodies = [*bodies, *_employers(page, appearances, [*known, *bodies])]
    posts = [Mention(a.title, "post", a.title.of(page.text)) for a in appearances]
    named = _longest([*known, *bodies, *persons, *references, *posts])
    if tagged:
        named += more_names(page.text, page.language, sorted(named, key=lambda m: m.span.start))
    return tuple(sorted(named, key=lambda m: m.span.start))


def people_of(page: Page, known: Sequence[Mention], bodies: Sequence[Mention]) -> list[Appearance]:
    """Who appears with a post in a page, in text order; a family name alone is the person of that name in the page or the gazetteer."""
    if page.language == "ko":
        spans = sorted((b.span for b in [*bodies, *(m for m in known if m.kind == "organisation")]), key=lambda s: s.start)
        found = korean_people.find_people(page.text, spans, known)
    else:
        found = russian_people.find_people(page.text, bodies, known)
    fulls = [a for a in found if a.full]
    return [a if a.full else _completed(a, fulls) for a in found]


def appearances_of(page: Page) -> list[Appearance]:
    """Who appears with a post in a page whose names are found."""
    known = [m for m in page.names if m.kind != "post" and (m.kind != "organisation" or m.id)]
    known = [m for m in known if m.kind != "person" or m.id]
    return people_of(page, known, [m for m in page.names if m.kind == "organisation" and not m.id])


def _known(page: Page) -> list[Mention]:
    """What the gazetteer knows, countries first."""
    text = page.text
    found = [Mention(c.span, c.kind, c.name, c.id, c.members) for c in find_countries(text)]
    for start, end, entry in known_names(text):
        if entry.kind in _KNOWN and not entry.weak:
            found.append(Mention(Span(start, end), cast("NameKind", entry.kind), entry.name, entry.id, entry.members))
    if page.language == "ko":
        found += [*_korean_countries(text), *_towards(text)]
    return sorted(_longest(found), key=lambda m: m.span.start)


def _korean_countries(text: str) -> Iterator[Mention]:
    """As in "우리나라", "한" in "한-카자흐스탄", and the other country where it is one syllable ("한·몽")."""
    table = words("ko")
    for match in word_pattern("ko", "ourselves").finditer(text):
        yield Mention(Span(*match.span()), "country", "Korea", "KOR")
    for match in word_pattern("ko", "pair").finditer(text):
        yield Mention(Span(*match.span("home")), "country", "Korea", "KOR")
        other = match.group("other")
        if other in table["syllables"]:
            yield Mention(Span(*match.span("other")), "country", other, table["syllables"][other])


def _towards(text: str) -> Iterator[Mention]:
    """The country in "대카자흐스탄 수출": after a syllable that joins it."""
    places = {m.start() for m in _TOWARDS.finditer(text)}
    if places:
        apart = "".join(" " if at in places else char for at, char in enumerate(text))
        yield from (Mention(c.span, c.kind, c.name, c.id, c.members) for c in find_countries(apart) if c.span.start - 1 in places)


def _bodies(page: Page, known: Sequence[Mention]) -> list[Mention]:
    found: list[Body] = (
        korean_bodies.find_bodies(page.text, known) if page.language == "ko" else russian_bodies.find_bodies(page.text, known)
    )
    mentions = [Mention(b.span, "organisation", b.name, None, b.countries, b.kind) for b in found]
    if page.language == "ko":
        companies = {b.name: b for b in found if b.kind == "company" and len(b.name) > 2}
        for match in _any_name(companies).finditer(page.text) if companies else ():
            body = companies[match.group()]
            mentions.append(Mention(Span(*match.span()), "organisation", body.name, None, body.countries, "company"))
    known_bodies = [m for m in known if m.kind == "organisation"]
    kept = [m for m in mentions if not any(k.span.start <= m.span.start and m.span.end <= k.span.end for k in known_bodies)]
    return sorted(_longest(kept), key=lambda m: m.span.start)


def _employers(page: Page, appearances: Sequence[Appearance], named: Sequence[Mention]) -> Iterator[Mention]:
    """What people belong to, where the form of its name does not show that it is an organisation ("다온테크의 방태오 대표")."""
    names = {m.name for m in named} | {m.span.of(page.text) for m in named}
    for one in appearances:
        name = one.organisation
        at = page.text.find(name, one.span.start, one.span.end) if name and not name.isascii() else -1
        if name and at >= 0 and name not in names:
            yield Mention(Span(at, at + len(name)), "organisation", name, sort="university" if name.endswith("대") else None)


def _completed(found: Appearance, fulls: Sequence[Appearance]) -> Appearance:
    """A family name with a post as the person of the page, else of the gazetteer, who is called so and has the post's country."""
    family = found.name.split(" ")[-1]
    for full in fulls:
        if full.name.split(" ")[-1] == family or (full.name.startswith(family) and len(family) == 1):
            return Appearance(
                found.at, full.name, found.span, found.title, found.post, found.organisation or full.organisation, False, full.id
            )
    for known in holders():
        written = [known.name, *known.spellings]
        if any(s.split(" ")[-1] == family for s in written) or (is_foreign_in_hangul(family) and _sounds(family, known.family)):
            return Appearance(found.at, known.name, found.span, found.title, found.post, found.organisation, False, known.id)
    return found


def _sounds(family: str, other: str) -> bool:
    """Whether two family names alone have the same consonants: compared as if one given name stood before both."""
    return same_person(f"아나톨리 {family}", f"Anatoli {other}")


def _references(page: Page, appearances: Sequence[Appearance], known: Sequence[Mention]) -> list[Mention]:
    """Later mentions by family name, or full, without a post."""
    text = page.text
    found: list[Mention] = []
    if page.language == "ko":
        fulls = {a.name: a for a in appearances if a.full}
        by_family = {name[0]: a for name, a in fulls.items() if not is_foreign_in_hangul(name)}
        for match in korean_people.short_title().finditer(text) if by_family else ():
            meant = by_family.get(match.group("family"))
            if meant and meant.at.start < match.start():
                found.append(Mention(Span(*match.span("family")), "person", meant.name, meant.id))
        for name, one in fulls.items():
            found += [
                Mention(Span(m.start(), m.end()), "person", name, one.id) for m in re.finditer(rf"(?<![가-힣]){re.escape(name)}", text)
            ]
        return found
    families: dict[str, tuple[str, str | None]] = {}
    for name, key in [(a.name, a.id) for a in appearances if a.full] + [(m.name, m.id) for m in known]:
        russian = name if not name.isascii() else _russian_name(key)
        parts = russian.split(" ") if russian else []
        if len(parts) > 1:
            korean = len(parts) == 3 and len(parts[0]) <= 5
            for form in person_forms(russian if korean else parts[-1]):
                families.setdefault(form, (name, key))
    for match in _CYRILLIC_WORD.finditer(text) if families else ():
        meant_by = families.get(match.group())
        if meant_by:
            found.append(Mention(Span(*match.span()), "person", *meant_by))
    return found


def _any_name(names: Iterable[str]) -> re.Pattern[str]:
    """Any of some names at the beginning of a word in Hangul."""
    return re.compile(rf"(?<![가-힣])(?:{any_of(list(names))})")


def _russian_name(key: str | None) -> str | None:
    known = holder(key) if key else None
    return next((s for s in known.spellings if "а" <= s[-1] <= "ё"), None) if known else None


def _longest(candidates: Sequence[Mention]) -> list[Mention]:
    """Non-overlapping mentions: a person before what stands inside the name, the longer before the shorter, a known before a found one."""
    chosen: list[Mention] = []
    starts: list[int] = []
    for mention in sorted(candidates, key=lambda m: (m.kind == "post", -len(m.span), m.id is None, m.span.start)):
        at = bisect_left(starts, mention.span.end)
        if at and chosen[at - 1].span.end > mention.span.start:
            continue
        starts.insert(at, mention.span.start)
        chosen.insert(at, mention)
    return chosen
