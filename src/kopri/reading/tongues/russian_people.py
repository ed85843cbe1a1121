"""People and their posts in Russian text: a post, what it is of, and the name in the same case ("министра труда Ли Сан Хуна")."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from kopri.lang.names import korean_families_in_russian
from kopri.lang.russian import Case, adjective, in_nominative
from kopri.lang.spans import Span
from kopri.reading.page import Mention
from kopri.reading.tongues.found import Appearance
from kopri.reading.tongues.lexicon import words
from kopri.reading.tongues.russian_bodies import QUOTED, is_head, is_verb

_PART: Final = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё][а-яё]+)*"
_NAME: Final = re.compile(rf"(?:{_PART}|[А-ЯЁ](?=[ \u00a0]{_PART}[ \u00a0]{_PART}))(?:[ \u00a0](?:{_PART}|[А-ЯЁ](?:\.|(?![\w.])))){{0,3}}")
_NAME_BEFORE: Final = re.compile(rf"(?P<name>{_PART}(?:[ \u00a0]{_PART}){{1,2}})(?:,|[ \u00a0][–—-])[ \u00a0]\Z")
_BODY_NAMED: Final = re.compile(rf"{_PART} {_PART}")
_SMALL: Final = re.compile(r"[а-яё][а-яё-]*")
_QUOTED: Final = re.compile(QUOTED)
_PATRONYMIC: Final = re.compile(r".*(?:ович|евич|ич|овн|евн|ичн)[а-яё]{0,3}|оглы|кызы|улы|заде|угли")
_GAP: Final = " \u00a0\n"
_LONGEST: Final = 160
_FULL: Final = 2
_KOREAN_PARTS: Final = 3
_SYLLABLE: Final = 5
_LISTED: Final = re.compile(r",\s[а-яё]+(?:,\s[а-яё]+){0,3}\s+и\s+[а-яё]+")


@dataclass(frozen=True, slots=True)
class _Title:
    """A post's head word in the text with its adjectives; `case` is that of the person's name."""

    span: Span
    start: int
    case: Case
    said: str


def find_people(text: str, bodies: Sequence[Mention], known: Sequence[Mention]) -> list[Appearance]:
    """People named with a post.

    Args:
        text: the page.
        bodies: organisations, in text order.
        known: countries, cities and people of the gazetteer, in text order.
    """
    spans = sorted([*bodies, *known], key=lambda m: (m.span.start, -m.span.end))
    by_start: dict[int, Mention] = {}
    for mention in spans:
        by_start.setdefault(mention.span.start, mention)
    titles = list(_titles(text))
    starts = {t.start: t for t in titles} | {t.span.start: t for t in titles}
    found: list[Appearance] = []
    for title in titles:
        if found and found[-1].span.contains(title.span):
            continue
        one = _after(text, title, by_start, starts) or _before(text, title, by_start)
        if one:
            found.append(one)
    return found


def _titles(text: str) -> Iterator[_Title]:
    before = re.compile(rf"{words('ru')['before']}\Z", re.IGNORECASE)
    for match in _heads().finditer(text):
        case, nominative = _read_head(match.group())
        if case is None or text[max(0, match.start() - 3) : match.start()].lower() == "во ":
            continue
        lead = before.search(text, max(0, match.start() - 70), match.start())
        while lead and lead.start() and text[lead.start() - 1].isalpha():
            lead = before.search(text, lead.start() + 1, match.start())
        said = " ".join(w if w == "и" else adjective(w, "masculine") for w in lead.group().split()) + " " if lead else ""
        yield _Title(Span(*match.span()), lead.start() if lead else match.start(), case, said + nominative)


def _read_head(word: str) -> tuple[Case | None, str]:
    """The case of a post's head word and its nominative."""
    lowered = word.lower()
    for nominative, forms in words("ru")["irregular"].items():
        if lowered == nominative:
            return "nominative", nominative
        if lowered in forms:
            return forms[lowered], nominative
    for pattern, listed in words("ru")["titles"].items():
        for nominative in listed:
            stem = nominative if pattern == "masculine" else nominative[:-2] if pattern == "adjective" else nominative[:-1]
            if lowered.startswith(stem):
                case = words("ru")["endings"][pattern].get(lowered[len(stem) :])
                if case:
                    return case, nominative
    return None, word


def _after(text: str, title: _Title, by_start: dict[int, Mention], titles: dict[int, _Title]) -> Appearance | None:
    """The name after the post and what it is of."""
    at, organisation, country, person = _complement(text, title.span.end, by_start, titles)
    if at is None:
        return None
    if person is not None:
        span, name, key = person.span, person.name, person.id
        full = True
    else:
        match = _NAME.match(text, at)
        if match is None:
            return None
        parts = _of_name(re.split(r"[ \u00a0]", match.group()))
        if not parts:
            return None
        span, key = Span(at, at + len(" ".join(parts))), None
        full = len(parts) >= _FULL
        if not full and at - title.span.end > 1:
            return None
        name = " ".join(in_nominative(parts, title.case))
    post = title.said + _flat(text[title.span.end : at])
    return Appearance(span, name, Span(title.start, span.end), title.span, post, country or organisation, full, key)


def _complement(
    text: str, end: int, by_start: dict[int, Mention], titles: dict[int, _Title]
) -> tuple[int | None, str | None, str | None, Mention | None]:
    """Where a person's name begins after what a post is of; with the organisation and the country said there, and the person if known."""
    at, organisation, country = end, None, None
    while at < min(len(text), end + _LONGEST) and text[at] in _GAP:
        at += 1
        mention = by_start.get(at)
        if mention and mention.kind == "person":
            return at, organisation, country, mention
        if mention and mention.kind in ("country", "city", "region", "organisation", "nationality", "forum"):
            country = mention.id if mention.kind == "country" else country
            organisation = organisation or (mention.name if mention.kind == "organisation" else None)
            country = country or (mention.members[0] if mention.kind == "organisation" and len(mention.members) == 1 else None)
            at = mention.span.end
            continue
        title = titles.get(at)
        if title and at > end:
            at = title.span.end
            continue
        quoted = _QUOTED.match(text, at)
        small = _SMALL.match(text, at)
        if quoted:
            organisation, at = organisation or quoted.group("quoted"), quoted.end()
        elif small and not is_verb(small.group()):
            at = small.end()
            listed = _LISTED.match(text, at)
            at = listed.end() if listed else at
        elif text[at : at + 1].isupper() and (beyond := _beyond_body(text, at)):
            at = beyond
        elif text[at : at + 1].isupper():
            return at, organisation, country, None
        else:
            break
    return None, None, None, None


def _beyond_body(text: str, at: int) -> int | None:
    """Where a body of one head noun and a name of its own ends before a Korean's name: «Университета Корё | Ли Чже Сын»."""
    body = _BODY_NAMED.match(text, at) if is_head(text, at) else None
    following = _NAME.match(text, body.end() + 1) if body else None
    if body is None or following is None:
        return None
    return body.end() if following.group().split(" ")[0] in korean_families_in_russian() else None


def _before(text: str, title: _Title, by_start: dict[int, Mention]) -> Appearance | None:
    """«Хуршед Назаров, глава агентства»: the name before the post."""
    match = _NAME_BEFORE.search(text, max(0, title.start - 70), title.start)
    if match is None or title.case != "nominative":
        return None
    parts = _of_name(re.split(r"[ \u00a0]", match.group("name")))
    if len(parts) < _FULL or by_start.get(match.start("name")):
        known = by_start.get(match.start("name"))
        if not (known and known.kind == "person"):
            return None
        span, name, key = known.span, known.name, known.id
    else:
        span, name, key = Span(*match.span("name")), " ".join(parts), None
    end, organisation, country = _of_what(text, title.span.end, by_start)
    post = title.said + _flat(text[title.span.end : end])
    return Appearance(span, name, Span(span.start, end), title.span, post, country or organisation, id=key)


def _of_what(text: str, end: int, by_start: dict[int, Mention]) -> tuple[int, str | None, str | None]:
    at, stop, organisation, country = end, end, None, None
    while at < len(text) and at < end + _LONGEST and text[at] in _GAP:
        mention, small = by_start.get(at + 1), _SMALL.match(text, at + 1)
        if mention and mention.kind in ("country", "organisation", "city"):
            country = mention.id if mention.kind == "country" else country
            organisation = mention.name if mention.kind == "organisation" else organisation
            stop = at = mention.span.end
        elif small and not is_verb(small.group()) and small.group() not in ("и", "в", "на", "с", "а", "но"):
            stop = at = small.end()
        else:
            break
    return stop, organisation, country


def _of_name(parts: list[str]) -> list[str]:
    """As many words as one person's name has: three of a Korean's or with a patronymic, else two."""
    if not parts:
        return []
    if parts[0] in korean_families_in_russian() and all(len(p) <= _SYLLABLE for p in parts[:_FULL]):
        return parts[:_KOREAN_PARTS]
    if len(parts) >= _KOREAN_PARTS and (_PATRONYMIC.fullmatch(parts[1]) or _PATRONYMIC.fullmatch(parts[2]) or parts[1].endswith(".")):
        return parts[:_KOREAN_PARTS]
    return parts[:_FULL]


def _flat(said: str) -> str:
    return " " + " ".join(said.split()) if said.strip() else ""


@cache
def _heads() -> re.Pattern[str]:
    forms: list[str] = []
    for pattern, listed in words("ru")["titles"].items():
        endings = "|".join(sorted(words("ru")["endings"][pattern], key=len, reverse=True))
        for nominative in listed:
            stem = nominative if pattern == "masculine" else nominative[:-2] if pattern == "adjective" else nominative[:-1]
            forms.append(f"[{stem[0].upper()}{stem[0]}]{re.escape(stem[1:])}(?:{endings})")
    forms += [f"[{w[0].upper()}{w[0]}]{w[1:]}" for forms_of in words("ru")["irregular"].values() for w in forms_of]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(forms, key=len, reverse=True))})(?![\w-])")
