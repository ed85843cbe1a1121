"""Countries, nationalities and regions: their names in eight languages, and where they stand in a text.

Countries are ISO 3166-1 alpha-3 (with SUN, YUG, CSK, DDR for states that are no more). Names come from CLDR through Babel;
`data/countries.yaml` adds other names, adjectives, regions with members, and the spellings that are understood but not correct.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any, Final, Literal

import ahocorasick
from babel import Locale
from babel.core import get_global

from kopri.lang.datafile import read_data
from kopri.lang.russian import noun_forms
from kopri.lang.spans import Span

LANGUAGES: Final = ("en", "ko", "ru", "kk", "ky", "uz", "tg", "tk")
Kind = Literal["country", "nationality", "region"]

_WORD: Final = re.compile(r"[^\W_]*")
_PREVIOUS_WORD: Final = re.compile(r"(?:(?:^|(?<=[^\w’'-]))([\w’'-]{1,20})|([,–(]))[ \u00a0]{0,2}$")
_NEXT_WORD: Final = re.compile(r"[ \u00a0]{0,2}(\w{1,20}|[^\w\s]|$)")
_COUNTRY_BEFORE: Final = frozenset({"of", "from", "host", "between", "with", ",", "–", "("})
_VERB_AFTER: Final = frozenset({"is", "was", "will", "has", "had", "hosts", "hosted"})
_AFTER_COUNTRY: Final = frozenset({*_VERB_AFTER, "on", "in", "at", "and", "or", "from", "to", "", ",", ".", ";", ":", ")", "–", "-"})


@dataclass(frozen=True, slots=True)
class CountryMention:
    """A country, nationality or region in a text.

    `id` is alpha-3, for a region its slug; `members` are the countries a region stands for. `variant` says that the word is not
    the country's correct name ("Kyrgyz" for Kyrgyzstan).
    """

    span: Span
    kind: Kind
    id: str
    name: str
    members: tuple[str, ...] = ()
    variant: bool = False


@dataclass(frozen=True, slots=True)
class _Term:
    """What a surface in the automaton means. `ending` says what may follow it inside the same word."""

    kind: Kind
    id: str
    ending: Literal["none", "korean", "cyrillic", "latin", "adjective"] = "none"
    variant: bool = False
    careful: bool = False


def name(alpha3: str, language: str = "en") -> str:
    """The usual name of a country in a language, "대한민국" for KOR in Korean.

    Raises:
        KeyError: if there is no such country; the message names the code.
    """
    own = _data()["names"].get(alpha3, {})
    if language in own or (alpha3 not in _alpha2() and own):
        return str(own.get(language) or own["en"])
    return _territories(language)[_alpha2()[alpha3]]


def is_country(alpha3: str) -> bool:
    """Whether `alpha3` names a country known here."""
    return alpha3 in _alpha2() or alpha3 in _data()["names"]


def alpha2(alpha3: str) -> str | None:
    """The two-letter code of a country, or None for a state that is no more."""
    return _alpha2().get(alpha3)


def countries() -> tuple[str, ...]:
    """All present countries, alpha-3, sorted."""
    return tuple(sorted(_alpha2()))


def region_members(region: str) -> tuple[str, ...]:
    """The countries a region ("central-asia") stands for; none for a region without fixed members.

    Raises:
        KeyError: if there is no such region.
    """
    return _regions()[region][1]


def is_variant(surface: str, alpha3: str) -> bool:
    """Whether `surface` is understood as the country but is not its correct name ("Kyrgyz" for KGZ)."""
    return surface in _data()["variants"].get(alpha3, ())


def find_countries(text: str) -> list[CountryMention]:
    """Countries, nationalities and regions in a text of any of the eight languages, in order and without overlap.

    "Korea" is the Republic of Korea unless the text says North Korea, DPRK or 북한.
    """
    return list(_found(text))


@lru_cache(maxsize=4)
def _found(text: str) -> tuple[CountryMention, ...]:
    """Kept for the few texts last asked for: the filter of an archive and the reader ask for the same."""
    found: list[CountryMention] = []
    end = 0
    for start, stop, term in _hits(text):
        if start < end:
            continue
        kind, variant = term.kind, term.variant
        if kind == "nationality" and is_variant(text[start:stop], term.id):
            variant = _stands_for_country(text, start, stop, found)
            kind = "country" if variant else "nationality"
        elif kind == "country" and not variant:
            variant = is_variant(text[start:stop], term.id)
        shown, members = _regions()[term.id] if kind == "region" else (name(term.id), ())
        found.append(CountryMention(Span(start, stop), kind, term.id, shown, members, variant))
        end = stop
    return tuple(found)


def _hits(text: str) -> list[tuple[int, int, _Term]]:
    """Every term that stands as a word of its own, the longest first at each place."""
    hits = []
    for last, (length, term) in _automaton().iter(text):
        start, stop = last - length + 1, last + 1
        if start and (text[start - 1].isalnum() and text[start].isalnum()):
            continue
        rest = _WORD.match(text, stop).group() if text[stop - 1].isalnum() else ""  # type: ignore[union-attr]
        if rest and not _may_end(rest, term):
            continue
        if term.careful and _beside_capital(text, start, stop):
            continue
        if term.ending == "adjective":
            stop += len(rest)
        hits.append((start, stop, term))
    return sorted(hits, key=lambda h: (h[0], -h[1]))


def _may_end(rest: str, term: _Term) -> bool:
    if term.ending == "adjective":
        return len(rest) <= 3
    if term.ending == "none" or len(rest) > 12:
        return False
    return _endings()[term.ending].fullmatch(rest) is not None


def _beside_capital(text: str, start: int, stop: int) -> bool:
    before, after = text[max(0, start - 22) : start], _NEXT_WORD.match(text, stop)
    previous = _PREVIOUS_WORD.search(before)
    return bool((after and after.group(1)[:1].isupper()) or (previous and (previous.group(1) or "")[:1].isupper()))


def _stands_for_country(text: str, start: int, stop: int, found: list[CountryMention]) -> bool:
    """Whether an adjective ("Kyrgyz") takes the place of the country's name here."""
    previous = _PREVIOUS_WORD.search(text[max(0, start - 24) : start])
    following = _NEXT_WORD.match(text, stop)
    before, after = previous.group().strip() if previous else "", following.group(1) if following else ""
    if after not in _AFTER_COUNTRY or text[stop : stop + 1] in "-’'":
        return False
    if found and found[-1].kind == "nationality" and start - found[-1].span.end <= 6:
        return False
    return before in _COUNTRY_BEFORE or after in _VERB_AFTER


@cache
def _data() -> dict[str, Any]:
    return read_data("kopri.lang", "countries.yaml")


@cache
def _territories(language: str) -> dict[str, str]:
    return {code: str(shown) for code, shown in Locale.parse(language).territories.items()}


@cache
def _alpha2() -> dict[str, str]:
    former = {"BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"}
    pairs = ((long, short) for long, short in get_global("territory_aliases").items() if len(long) == 3 and long.isalpha())
    return {long: short[0] for long, short in pairs if len(short) == 1 and long not in former and short[0] in _territories("en")}


@cache
def _regions() -> dict[str, tuple[str, tuple[str, ...]]]:
    return {region["id"]: (region["names"][0], tuple(region["members"])) for region in _data()["regions"]}


@cache
def _endings() -> dict[str, re.Pattern[str]]:
    def any_of(words: list[str]) -> str:
        return "|".join(sorted(map(re.escape, words), key=len, reverse=True))

    data = _data()
    turkic = {script: re.compile(f"(?:{any_of(data['endings'][script])}){{1,2}}") for script in ("cyrillic", "latin")}
    return {"korean": re.compile(f"(?:{any_of(data['particles'])}){{1,3}}"), **turkic}


@cache
def _automaton() -> Any:  # noqa: ANN401, RUF100
    automaton = ahocorasick.Automaton()
    skip, careful = set(_data()["skip"]), set(_data()["careful"])
    known: dict[str, _Term] = {}
    for surface, term in _terms():
        if surface in skip or len(surface) < 2:
            continue
        first = known.setdefault(surface, replace(term, careful=surface in careful))
        if first.ending == "none" and first.id == term.id and first.kind == term.kind:
            known[surface] = replace(first, ending=term.ending)
    for surface, term in known.items():
        automaton.add_word(surface, (len(surface), term))
    automaton.make_automaton()
    return automaton


def _terms() -> Iterator[tuple[str, _Term]]:
    yield from _alias_terms()
    yield from _region_terms()
    for language in LANGUAGES:
        shown = _territories(language)
        for alpha3, short in _alpha2().items():
            yield from _forms(shown.get(short, ""), "country", alpha3, language)
    yield from _adjective_terms()


def _alias_terms() -> Iterator[tuple[str, _Term]]:
    for alpha3, surfaces in _data()["aliases"].items():
        for surface in surfaces:
            yield from _forms(surface, "country", alpha3, "ru")


def _region_terms() -> Iterator[tuple[str, _Term]]:
    for region in _data()["regions"]:
        translated = [_territories(language)[region["m49"]] for language in LANGUAGES] if "m49" in region else []
        for surface in [*region["names"], *translated]:
            yield from _forms(surface, "region", region["id"], "ru")
        for stem in region["stems"]:
            yield from _stem(stem, "region", region["id"])


def _adjective_terms() -> Iterator[tuple[str, _Term]]:
    data = _data()
    for alpha3, surfaces in data["demonyms"].items():
        for surface in surfaces:
            yield surface, _Term("nationality", alpha3)
            yield surface.upper(), _Term("nationality", alpha3)
    for alpha3, stems in data["stems"].items():
        for stem in stems:
            yield from _stem(stem, "nationality", alpha3)
    for alpha3, surfaces in data["variants"].items():
        for surface in surfaces:
            yield surface, _Term("country", alpha3, variant=True)


def _forms(surface: str, kind: Kind, key: str, language: str) -> Iterator[tuple[str, _Term]]:
    """A name as it may stand in a text: with endings for its script, declined if Russian, in capitals if long."""
    if not surface:
        return
    if "가" <= surface[0] <= "힣":
        yield surface, _Term(kind, key, "korean")
    elif "Ѐ" <= surface[0] <= "ӿ":
        if language == "ru":
            for form in noun_forms(surface):
                yield form, _Term(kind, key, "none")
        yield surface, _Term(kind, key, "cyrillic" if len(surface) > 4 else "none")
    else:
        inflected = language in ("uz", "tk") and len(surface) > 5
        yield surface, _Term(kind, key, "latin" if inflected else "none")
    if len(surface) > 4 and surface.upper() != surface:
        yield surface.upper(), _Term(kind, key)


def _stem(stem: str, kind: Kind, key: str) -> Iterator[tuple[str, _Term]]:
    for form in (stem, stem.capitalize()):
        yield form, _Term(kind, key, "adjective")
