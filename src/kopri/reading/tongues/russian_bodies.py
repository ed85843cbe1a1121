"""Organisations in Russian text: a head noun with what it is of and its name in quotation marks, a legal form, a known abbreviation."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from kopri.lang.russian import Gender, adjective
from kopri.lang.spans import Span
from kopri.reading.page import Mention
from kopri.reading.tongues.found import Body
from kopri.reading.tongues.lexicon import word_set, words

QUOTED: Final = r"[«„“\"](?P<quoted>[^«»„“”\"\n]{2,60})[»“”\"]"
_ADJECTIVE: Final = r"[А-ЯЁа-яё][а-яё]+(?:-[А-ЯЁа-яё][а-яё]+)*(?:ый|ий|ой|ая|яя|ое|ее|ого|его|ому|ему|ым|им|ом|ем|ую|юю|ей)"
_WORD: Final = re.compile(r"[ \u00a0\n](?P<word>[а-яё][а-яё-]*)(?![\w-])")
_GENITIVE: Final = re.compile(r".*(?:ов|ев|ёв|ей|ий|ой|ых|их|ого|его|ств|дел|сил|прав|наук|войн|а|я|ы|и)|сму|мсп")
_AFTER_ON: Final = re.compile(r".*(?:ому|ему|ым|им|ой|ей|ам|ям|у|ю|е|и)")
_VERB: Final = re.compile(
    r"(?!дел|сил|правил).*(?:[аяеиоуы]л[аои]?|[аеёиоуыя]т|[аеёиуя]тся|л[аои]?с[ья]|ать|ить|еть|уть|ив|ав|ена|ены|ана|аны)|(?:избран|назначен|награжд[её]н|удостоен)[аоы]?|была|были|стала|стали|года?|также|когда|если|чтобы|но|а|или|куда|где|что"
)
_CASE_ENDINGS: Final[dict[Gender, str]] = {
    "masculine": "(?:а|у|ом|ем|е|я|ю|ь)?",
    "feminine": "(?:а|ы|е|у|ой|ей|я|и|ю|ь|ью)",
    "neuter": "(?:о|а|у|ом|е|ем|ю|я)",
}
_BEFORE: Final = re.compile(rf"(?:{_ADJECTIVE}\s+){{1,3}}\Z")
_LONGEST: Final = 8
_LATIN: Final = re.compile(
    r"\b(?:[Аа]виа|[Гг]ос)?(?:[Кк](?:омпани|орпораци|онцерн)|[Оо]ператор|[Фф]онд|[Бб]анк|[Хх]олдинг|[Зз]астройщик|[Пп]роизводител|[Пп]еревозчик)[а-яё]{0,3}\s(?P<name>[A-Z][\w&.’'-]*\w(?:\s[A-Z&][\w&.’'-]*){0,3})"
)
_PAIRED: Final = re.compile(r"[а-яё]+ско-[а-яё]+ск")


def find_bodies(text: str, known: Sequence[Mention]) -> list[Body]:
    """Organisations named by their form.

    Args:
        text: the page.
        known: countries and cities of the gazetteer, in text order; an organisation is of those its name contains or that follow it.
    """
    places = [m for m in known if m.kind in ("country", "nationality", "region", "city")]
    return [*_headed(text, places), *_with_form(text), *_in_latin(text), *_abbreviated(text, places)]


def _headed(text: str, places: Sequence[Mention]) -> Iterator[Body]:
    for match in _heads().finditer(text):
        head = _head_of(match.group())
        if head is None:
            continue
        body = _body(text, match.start(), match.end(), head, places)
        if body:
            yield body


def _body(text: str, start: int, end: int, head: dict[str, str], places: Sequence[Mention]) -> Body | None:
    gender: Gender = head["gender"]  # type: ignore[assignment]
    before = _BEFORE.search(text, max(0, start - 90), start)
    adjectives = _fitting(before.group() if before else "", gender)
    stop = _complement_end(text, end, places)
    quoted = re.compile(rf"\s+{QUOTED}").match(text, stop)
    begin = start - sum(len(a) for a in adjectives)
    first = text[begin]
    proper = [a for a in adjectives if a[0].isupper()]
    opens = _opens(text, begin)
    between = any(re.match(words("ru")["between"], a.lower()) or _PAIRED.match(a.lower()) for a in adjectives)
    national = any(m.kind in ("nationality", "city") and begin <= m.span.start < start for m in places)
    if quoted:
        stop = quoted.end()
        if head["word"] in ("министерство", "правительство"):
            return None
    elif head["word"] in word_set("ru", "common"):
        if not _is_named(
            text, start, stop > end, head, proper=bool(proper), between=between, national=national, opens=opens, adjectives=len(adjectives)
        ):
            return None
    elif not re.match(rf"\s+(?:\w+\s+)?{words('ru')['portfolios']}", text[end : stop + 1]):
        return None
    if quoted and head["kind"] in ("company", "press") and all(_is_national(a, begin, start, text, places) for a in adjectives):
        return Body(Span(begin, stop), quoted.group("quoted"), head["kind"], _countries(begin, stop, places))
    named = [adjective(a.strip(), gender) for a in adjectives]
    if not proper and not between and adjectives and not (first.isupper() and not opens) and not national:
        begin, named = start, []
    name = " ".join([*named, head["word"]]) + text[end:stop]
    name = name[0].upper() + name[1:]
    return Body(Span(begin, stop), re.sub(r"\s+", " ", name), head["kind"], _countries(begin, stop, places))


def _is_named(
    text: str, start: int, of_what: bool, head: dict[str, str], *, proper: bool, between: bool, national: bool, opens: bool, adjectives: int
) -> bool:
    """Whether a head noun that anything of its kind is called by has a name here."""
    if between:
        return national or of_what
    if head["kind"] == "company":
        return proper and not national and not opens
    if opens and proper and national and adjectives > 1:
        return True
    if opens:
        return of_what and (
            proper or (not adjectives and text[start].isupper() and head["kind"] in ("agency", "commission", "association"))
        )
    return (proper or text[start].isupper()) and (of_what or adjectives > 0)


def _is_national(word: str, begin: int, start: int, text: str, places: Sequence[Mention]) -> bool:
    """Whether an adjective between two places says no more than of which country something is."""
    return any(
        m.kind == "nationality" and begin <= m.span.start < start and word.strip() == text[m.span.start : m.span.end] for m in places
    )


def _fitting(before: str, gender: Gender) -> list[str]:
    """The adjectives right before a head that agree with it, with the white space after each."""
    found = re.findall(r"\S+\s+", before)
    kept: list[str] = []
    for word in reversed(found):
        plain = word.strip()
        if adjective(plain, gender) == plain and not plain.endswith(("ый", "ий", "ой", "ая", "яя", "ое", "ее")):
            break
        if plain.lower().startswith(_pointing()):
            break
        kept.insert(0, word)
    return kept


def _complement_end(text: str, end: int, places: Sequence[Mention]) -> int:
    """Where what the head is of ends: words in small letters in the genitive or after «по», then a country or city."""
    stop, at, fitting = end, end, _GENITIVE
    for _ in range(_LONGEST):
        word = _WORD.match(text, at)
        if word is None:
            break
        said = word.group("word")
        if said == "по":
            fitting = _AFTER_ON
        elif said == "и" and at > end:
            pass
        elif len(said) > 2 and fitting.fullmatch(said) and not _VERB.fullmatch(said):
            stop = word.end()
        else:
            break
        at = word.end()
    if text[stop : stop + 1] == " ":
        of = next((m for m in places if m.span.start == stop + 1 and m.kind in ("country", "city")), None)
        if of and not text[of.span.start : of.span.end].endswith(("ом", "ой")):
            stop = of.span.end
    return stop


def _with_form(text: str) -> Iterator[Body]:
    """«ТОО «Болашак Энерго»»: a legal form and a name in quotation marks."""
    for match in _form().finditer(text):
        yield Body(Span(*match.span()), match.group("quoted"), "company")


def _in_latin(text: str) -> Iterator[Body]:
    """A company whose name is written in Latin letters: «компания LX International»."""
    for match in _LATIN.finditer(text):
        yield Body(Span(*match.span("name")), match.group("name"), "company")


def _abbreviated(text: str, places: Sequence[Mention]) -> Iterator[Body]:
    for match in _acronyms().finditer(text):
        end = match.end()
        of = next((m for m in places if m.kind == "country" and m.span.start == end + 1), None)
        countries = (of.id,) if of and of.id else ()
        ministry = match.group().startswith(("Мин", "МИД", "МЧС", "МВД"))
        parliament = match.group().startswith(("Сенат", "Мажилис", "Жогорку", "Олий", "Меджлис", "Маджлиси"))
        kind = "ministry" if ministry else "parliament" if parliament else "agency"
        yield Body(
            Span(match.start(), of.span.end if of else end),
            match.group("name") + (f" {text[of.span.start : of.span.end]}" if of else ""),
            kind,
            countries,
        )


def _countries(start: int, end: int, places: Sequence[Mention]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            c for m in places if start <= m.span.start < end for c in (m.members or ((m.id,) if m.id and m.kind != "region" else ()))
        )
    )


def is_head(text: str, at: int) -> bool:
    """Whether the head noun of an organisation's name stands at a place."""
    return _heads().match(text, at) is not None


def is_verb(word: str) -> bool:
    """Whether a word in small letters looks like a verb or a conjunction, with which what a noun is of has ended."""
    return _VERB.fullmatch(word) is not None


def _opens(text: str, start: int) -> bool:
    """Whether a word is capitalised because a sentence begins with it."""
    before = text[max(0, start - 4) : start].rstrip(" \u00a0")
    return not before or before[-1] in ".!?\n\r«»:—–)•"


def _head_of(word: str) -> dict[str, str] | None:
    lowered = word.lower()
    fitting = [h for stem, h in _stems().items() if lowered.startswith(stem)]
    return max(fitting, key=lambda h: len(h["word"])) if fitting else None


@cache
def _stems() -> dict[str, dict[str, str]]:
    return {_stem(h["word"], h["gender"]): h for h in words("ru")["heads"]}


def _stem(word: str, gender: Gender) -> str:
    return word if gender == "masculine" and word[-1] not in "ьй" else word[:-1]


@cache
def _pointing() -> tuple[str, ...]:
    return tuple(words("ru")["pointing"])


@cache
def _heads() -> re.Pattern[str]:
    forms: list[str] = []
    for head in words("ru")["heads"]:
        stem = _stem(head["word"], head["gender"])
        forms.append(f"[{stem[0].upper()}{stem[0]}]{re.escape(stem[1:])}{_CASE_ENDINGS[head['gender']]}")
    return re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(forms, key=len, reverse=True))})(?![\w-])")


@cache
def _form() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){words('ru')['forms']}\s+{QUOTED}")


@cache
def _acronyms() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?P<name>{words('ru')['acronyms']})(?:[аеу]|ом)?(?![\w-])")
