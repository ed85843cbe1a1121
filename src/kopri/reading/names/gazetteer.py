"""What is known beforehand: holders of posts, forums with their editions, cities, organisations, titles (`reading/data`)."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final, Literal

import ahocorasick

from kopri.lang.datafile import read_data
from kopri.lang.names import is_foreign_in_hangul, kontsevich, latin, spellings
from kopri.lang.russian import noun_forms, person_forms
from kopri.reading.names.body import cue_words
from kopri.reading.page import NameKind

_DASHES: Final = ("-", "–", "—", " - ", " – ", " — ")


@dataclass(frozen=True, slots=True)
class Term:
    """A time in a post. `country` is alpha-3 or None; dates are ISO, cut to what is sure; `end` None: still in office, or not known."""

    post: str
    country: str | None
    organisation: str | None
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Holder:
    """A person with the posts they held. `family` is how a text refers back to them."""

    id: str
    name: str
    family: str
    spellings: tuple[str, ...]
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """One holding of a forum. Dates are ISO; `agreed` says that it is agreed but has not been held."""

    number: int
    start: str
    end: str
    city: str | None
    country: str | None
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class Forum:
    """A standing forum between countries with its editions."""

    id: str
    name: str
    since: str
    members: tuple[str, ...]
    names: tuple[str, ...]
    short: tuple[str, ...]
    editions: tuple[Edition, ...]


@dataclass(frozen=True, slots=True)
class City:
    """A city or, where texts name it as a place, a province."""

    id: str
    name: str
    country: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownOrganisation:
    """An organisation known by name."""

    id: str
    name: str
    kind: str
    country: str | None
    names: tuple[str, ...]
    weak: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a surface found in a text means; a "cue" is a word for companies. `open_end`: letters may follow (case endings, particles)."""

    kind: NameKind | Literal["cue"]
    id: str | None
    name: str
    members: tuple[str, ...] = ()
    open_end: bool = False
    weak: bool = False


@cache
def holders() -> tuple[Holder, ...]:
    """All people of `holders.yaml`."""
    return tuple(
        Holder(h["id"], h["name"], h["family"], tuple(h["spellings"]), tuple(_term(t) for t in h["terms"]))
        for h in _read("holders")["holders"]
    )


def holders_source() -> str:
    """Where the terms of `holders.yaml` are from, and of which day."""
    data = _read("holders")
    return f"{data['source']} ({data['date']})"


@cache
def forums() -> tuple[Forum, ...]:
    """All forums of `forums.yaml`."""
    return tuple(
        Forum(
            f["id"],
            f["name"],
            f["since"],
            tuple(f["members"]),
            tuple(f["names"]),
            tuple(f["short"]),
            tuple(Edition(**e) for e in f["editions"]),
        )
        for f in _read("forums")["forums"]
    )


@cache
def cities() -> tuple[City, ...]:
    """All cities of `cities.yaml`."""
    return tuple(City(c["id"], c["names"][0], c["country"], tuple(c["names"])) for c in _read("cities")["cities"])


@cache
def organisations() -> tuple[KnownOrganisation, ...]:
    """All organisations of `organisations.yaml`."""
    return tuple(
        KnownOrganisation(slug(o["name"]), o["name"], o["kind"], o.get("country"), tuple(o["names"]), tuple(o.get("weak", ())))
        for o in _read("organisations")["organisations"]
    )


@cache
def titles() -> dict[str, Any]:
    """The lists of `titles.yaml`."""
    return _read("titles")


@cache
def holder(key: str) -> Holder | None:
    """The person with this id, if known."""
    return next((h for h in holders() if h.id == key), None)


@cache
def known_organisation(key: str) -> KnownOrganisation | None:
    """The organisation with this id, if known."""
    return next((o for o in organisations() if o.id == key), None)


@cache
def city(key: str) -> City | None:
    """The city with this id, if known."""
    return next((c for c in cities() if c.id == key), None)


def slug(name: str) -> str:
    """A name as an id: "World-OKTA" → "world-okta"."""
    return "-".join(latin(name).split()) or name.lower().replace(" ", "-")


def known_names(text: str) -> list[tuple[int, int, Entry]]:
    """Every known surface that stands as a word of its own, as (start, end, meaning), longest first at each place."""
    return list(_known(text))


@lru_cache(maxsize=4)
def _known(text: str) -> tuple[tuple[int, int, Entry], ...]:
    """Kept for the few texts last asked for: the filter of an archive and the reader ask for the same."""
    hits = []
    for last, (length, entry) in _automaton().iter(text):
        start, end = last - length + 1, last + 1
        if start and text[start - 1].isalnum() and text[start].isalnum():
            continue
        if end < len(text) and text[end - 1].isalnum() and (text[end].isalnum() or text[end] == "_"):
            if not entry.open_end:
                continue
            tail = end
            while tail < len(text) and text[tail].isalpha():
                tail += 1
            if tail - end > 4:
                continue
            if not "가" <= text[end - 1] <= "힣":
                end = tail
        hits.append((start, end, entry))
    return tuple(sorted(hits, key=lambda h: (h[0], -h[1])))


@cache
def _automaton() -> Any:  # noqa: ANN401, RUF100
    known: dict[str, Entry] = {}
    for surface, entry in _entries():
        known.setdefault(surface, entry)
    automaton = ahocorasick.Automaton()
    for surface, entry in known.items():
        automaton.add_word(surface, (len(surface), entry))
    automaton.make_automaton()
    return automaton


def _entries() -> Iterator[tuple[str, Entry]]:
    yield from _people_entries()
    for forum in forums():
        for written in forum.names:
            for surface in _with_dashes(written):
                yield surface, Entry("forum", forum.id, forum.name, forum.members, open_end=not surface.isascii())
    yield from _city_entries()
    yield from _organisation_entries()
    for title in [*titles()["posts"], *titles()["roles"]]:
        yield title, Entry("post", None, title)
    for word in cue_words():
        yield word, Entry("cue", None, word)


def _people_entries() -> Iterator[tuple[str, Entry]]:
    for person in holders():
        for written in (person.name, *person.spellings):
            for surface in _person_surfaces(written):
                yield surface, Entry("person", person.id, person.name, open_end=not surface.isascii())


def _person_surfaces(written: str) -> tuple[str, ...]:
    """A name in the ways its script has for it: usual spellings, all cases, and for a Korean one in Hangul its Russian form too."""
    if written.isascii():
        return spellings(written)
    if "а" <= written[-1] <= "ё":
        return person_forms(written)
    if "가" <= written[0] <= "힣" and not is_foreign_in_hangul(written):
        return (written, *person_forms(kontsevich(written)))
    return (written,)


def _city_entries() -> Iterator[tuple[str, Entry]]:
    for place in cities():
        for written in place.names:
            entry = Entry("city", place.id, place.name, (place.country,), open_end=not written.isascii())
            for surface in noun_forms(written) if "а" <= written[-1] <= "я" else (written,):
                yield surface, entry
            if written.isascii() and len(written) > 3:
                yield written.upper(), entry


def _organisation_entries() -> Iterator[tuple[str, Entry]]:
    for organisation in organisations():
        members = (organisation.country,) if organisation.country else ()
        for surface in organisation.names:
            yield surface, Entry("organisation", organisation.id, organisation.name, members, open_end=not surface.isascii())
        for surface in organisation.weak:
            yield surface, Entry("organisation", organisation.id, organisation.name, members, weak=True)


def _with_dashes(name: str) -> Iterator[str]:
    """A name with each kind of dash where it has a hyphen between two countries."""
    for hyphen in ("Korea-C", "ROK-C", "Asia-K", "Asia-R", "한-중"):
        if hyphen in name:
            for dash in _DASHES:
                yield name.replace(hyphen, hyphen.replace("-", dash))
            return
    yield name


def _term(raw: dict[str, Any]) -> Term:
    return Term(raw["post"], raw.get("country"), raw.get("organisation"), raw["start"], raw["end"])


def _read(name: str) -> dict[str, Any]:
    return read_data("kopri.reading", f"{name}.yaml")
