"""People found by form: title and name, "Name, the chairman of …", Korean names, bylines; then short references to them."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from kopri.lang.names import is_korean_family
from kopri.lang.spans import Span
from kopri.reading.datafiles import any_word
from kopri.reading.names.bodies import inside
from kopri.reading.names.gazetteer import titles

_UP: Final = "A-ZÀ-ÖØ-ÞŞÇĞÝÄÖÜŽŇ"
_LOW: Final = "a-zß-öø-ÿşçğýäöüžňı"
_TOKEN: Final = rf"(?:[{_UP}][{_LOW}]{{1,24}}(?:[’'-][{_UP}{_LOW}][{_LOW}]{{1,24}}){{0,3}}|[{_UP}]\.)"
_GAP: Final = "[ \u00a0]"
_NAME: Final = rf"(?:[{_UP}]{{2,15}}{_GAP}{_TOKEN}(?:{_GAP}{_TOKEN})?|{_TOKEN}(?:{_GAP}{_TOKEN}){{0,3}})"
_NAME_AT: Final = re.compile(rf"{_GAP}(?:\(?(?:Mr|Mrs|Ms|Dr)\.{_GAP})?({_NAME})")
_COURTESY: Final = rf"(?:(?:Mr|Mrs|Ms|Dr|Prof)\.{_GAP})?"
_APPOSED_AT: Final = re.compile(
    rf"(?:{_GAP}(?:in|to|of|at|for){_GAP}[^,.;:()]{{2,60}})?,{_GAP}{_COURTESY}({_TOKEN}(?:{_GAP}{_TOKEN}){{1,3}})(?=[,.])"
    rf"|,{_GAP}{_COURTESY}({_NAME})(?=[,.])"
)
_BEFORE: Final = re.compile(
    rf"({_NAME})(?:,{_GAP}|,?{_GAP}(?:is|was|has{_GAP}been|serves{_GAP}as|served{_GAP}as|works{_GAP}as|became|was{_GAP}appointed|was{_GAP}named"
    rf"|was{_GAP}elected|has{_GAP}been{_GAP}appointed|took{_GAP}office{_GAP}as|will{_GAP}become){_GAP}(?:as{_GAP})?)"
    rf"(?:(?:the|a|an|our|its|his|her|now|former|acting|current|then|newly|senior|deputy|also|[{_UP}][{_LOW}]{{1,24}}(?:’s|'s)?){_GAP}){{0,3}}$"
)
_IN_CHARGE: Final = re.compile(
    rf"who{_GAP}(?:now{_GAP}|also{_GAP})?(?:runs|heads|leads|chairs|directs|manages|oversees|founded|headed|led|chaired|ran){_GAP}"
)
_NAME_BEFORE_WHO: Final = re.compile(rf"({_NAME}),?{_GAP}$")
_NEAR: Final = 100
_TOKENS: Final = re.compile(rf"[{_UP}]{{2,15}}(?={_GAP})|{_TOKEN}")
_KOREAN: Final = re.compile(rf"(?<![\w-])([{_UP}][A-Za-z]{{1,8}}){_GAP}[{_UP}][a-z]{{1,6}}-[A-Za-z][a-z]{{1,6}}(?![\w-])")
_CAPITAL_FAMILY: Final = re.compile(
    rf"(?<![\w-])([{_UP}]{{2,6}}){_GAP}[{_UP}][a-z]{{2,10}}(?:-[{_UP}]?[a-z]{{2,6}}|{_GAP}[{_UP}][a-z]{{2,6}})?(?![\w-])"
)
_SOLE_LINE: Final = re.compile(rf"^[ \t]*({_NAME})[ \t]*$(?=((?:\r?\n[ \t]*){{1,3}})([^\r\n]{{3,300}}))", re.MULTILINE)
_EMAIL: Final = re.compile(r"[\w.+-]{1,64}@[\w.-]{2,80}")
_LAST: Final = 1 << 30
_MANY: Final = 40
_CAPITAL_WORD: Final = re.compile(rf"(?<![\w’'-])[{_UP}][{_LOW}]{{1,24}}(?:-[{_UP}{_LOW}][{_LOW}]{{1,24}}){{0,3}}")
_HANGUL_POST: Final = re.compile(
    r"(?<![가-힣])([가-힣]{2,4}) (?:(?:전|당시|현) )?"
    r"(?:대통령|장관|차관|총리|대사|회장|기자|위원장|이사장|사장|총장|교수|특파원|연구위원|선임연구위원)(?=[은는이가을를의와과도 ,.)]|$)"
)


@dataclass(frozen=True, slots=True)
class Person:
    """A person in the text; `full` if given and family name stand there."""

    span: Span
    name: str
    full: bool = True


def persons_by_form(text: str, posts: Sequence[Span], headings: Sequence[Span], blocked: set[str]) -> list[Person]:
    """People named in full or by title and family name.

    Args:
        text: the page.
        posts: where titles and roles stand ("President", "independence fighter").
        headings: lines in which most words are capitalised, so that a capital means little.
        blocked: capitalised words that belong to countries, cities and organisations.
    """
    found = [
        *_after_and_before(text, posts, headings, blocked),
        *_korean(text),
        *_by_ending(text, blocked),
        *_in_charge(text, blocked),
        *_bylines(text, blocked),
        *_hangul(text),
    ]
    return [*found, *_lists(text, blocked)]


def short_references(text: str, fulls: Iterable[tuple[Span, str, int]], article_of: Sequence[tuple[int, int]]) -> list[Person]:
    """Later mentions by family name alone ("Park", "Tokayev"), each linked to the nearest full name before it in the same article.

    Args:
        text: the page.
        fulls: place, name, and number of the article of every full name.
        article_of: (start, number) of articles in text order.
    """
    families: dict[str, list[tuple[int, int, str]]] = {}
    for span, name, article in fulls:
        families.setdefault(family_of(name), []).append((article, span.start, name))
    if not families:
        return []
    for options in families.values():
        options.sort()
    found = []
    for start, end in _capital_words(text, families):
        if _inside_name(text, start, end):
            continue
        article = article_of[max(0, bisect_right(article_of, (start, _LAST)) - 1)][1] if article_of else 0
        nearest = _nearest(families[text[start:end]], article, start)
        if nearest:
            found.append(Person(Span(start, end), nearest, full=False))
    return found


def _capital_words(text: str, families: dict[str, list[tuple[int, int, str]]]) -> list[tuple[int, int]]:
    """Where family names stand as words, in order: each looked for by itself if they are few, else among all capitalised words."""
    if len(families) > _MANY:
        return [m.span() for m in _CAPITAL_WORD.finditer(text) if m.group() in families]
    places = []
    for family in families:
        at = text.find(family)
        while at >= 0:
            match = _CAPITAL_WORD.match(text, at)
            if match and match.end() == at + len(family):
                places.append(match.span())
            at = text.find(family, at + len(family))
    return sorted(places)


def _nearest(options: list[tuple[int, int, str]], article: int, offset: int) -> str | None:
    """The name last given in full before a place, else the first after it, within one article."""
    last = bisect_right(options, (article, offset + 1, "")) - 1
    if last >= 0 and options[last][0] == article:
        return options[last][2]
    return options[last + 1][2] if last + 1 < len(options) and options[last + 1][0] == article else None


@lru_cache(maxsize=4096)
def family_of(name: str) -> str:
    """The part of a name by which a text refers back: the first in a Korean name, else the last."""
    parts = name.split(" ")
    korean = (
        len(parts) > 1 and is_korean_family(parts[0]) and (len(parts) == 3 or "-" in parts[1] or parts[0] in titles()["korean_surnames"])
    )
    return parts[0] if korean and not is_korean_family(parts[-1]) else parts[-1] if not korean else parts[0]


def _inside_name(text: str, start: int, end: int) -> bool:
    """Whether capitalised words on either side make it part of something longer ("Hong Kong", "Songdo Park")."""
    if text[end : end + 1] in " \u00a0" and text[end + 1 : end + 2].isupper() and not text[end + 1 : end + 3].isupper():
        following = _CAPITAL_WORD.match(text, end + 1)
        return bool(following and following.group() not in _headline_verbs())
    if text[start - 1 : start] in (" ", "\u00a0"):
        word = text[max(0, start - 24) : start - 1].rpartition(" ")[2]
        return word[:1].isupper() and word not in _title_words() and word[-1:].isalpha() and word not in titles()["function_words"]
    return False


def _after_and_before(text: str, posts: Sequence[Span], headings: Sequence[Span], blocked: set[str]) -> Iterable[Person]:
    for post in posts:
        unit = " of " in text[post.start : post.end] and text[post.end - 1].islower() and text[post.start].islower()
        after = _NAME_AT.match(text, post.end) or (None if unit else _APPOSED_AT.match(text, post.end))
        if after:
            person = _name_in(text, *after.span(after.lastindex or 1), blocked, heading=inside(post.start, headings))
            if person:
                yield person
                continue
        if text[post.start - 1 : post.start] in (" ", "\u00a0"):
            offset = max(0, post.start - 100)
            before = _BEFORE.search(text[offset : post.start])
            if before:
                person = _name_in(text, offset + before.start(1), offset + before.end(1), blocked, last=True)
                if person and person.full:
                    yield person


def _name_in(text: str, start: int, end: int, blocked: set[str], *, heading: bool = False, last: bool = False) -> Person | None:
    """The name that begins (or, with `last`, ends) a run of capitalised words, or None."""
    tokens = [(m.start() + start, m.end() + start) for m in _TOKENS.finditer(text[start:end])]
    if tokens and text[max(0, tokens[0][0] - 2) : tokens[0][1]] == "H.E.":
        tokens = tokens[1:]
    words = [text[a:b] for a, b in tokens]
    if last:
        keep = len(words)
        while keep > 0 and _fits(words[keep - 1], blocked):
            keep -= 1
        tokens, words = tokens[keep:], words[keep:]
    else:
        keep = next((i for i, word in enumerate(words) if not _fits(word, blocked) or word in _headline_verbs()), len(words))
        tokens, words = tokens[:keep], words[:keep]
    if not words:
        return None
    if _korean_family(words[0]):
        size = 2 if len(words) > 1 and ("-" in words[1] or words[0].isupper()) else 1 if heading else min(len(words), 3)
        tokens, words = tokens[:size], words[:size]
    elif heading:
        tokens, words = tokens[:2], words[:2]
    if all(len(word) <= 2 for word in words):
        return None
    name = " ".join(word.capitalize() if word.isupper() and len(word) > 2 else word for word in words)
    return Person(Span(tokens[0][0], tokens[-1][1]), name, full=len(words) > 1)


def _korean(text: str) -> Iterable[Person]:
    for match in _KOREAN.finditer(text):
        if _korean_family(match.group(1)):
            yield _person(match.group(), match.span())
    for match in _CAPITAL_FAMILY.finditer(text):
        if _korean_family(match.group(1)) and match.group(1) not in ("AN", "DO", "GO", "NO", "OK", "HA", "SA", "UM"):
            yield _person(match.group(), match.span())


def _by_ending(text: str, blocked: set[str]) -> Iterable[Person]:
    for match in _ending_pattern().finditer(text):
        person = _name_in(text, *match.span(), blocked, last=True)
        if person and person.full and person.span.end == match.end():
            yield person


def _in_charge(text: str, blocked: set[str]) -> Iterable[Person]:
    """People told by what they are in charge of: "Name, who runs the placement desk"."""
    at = text.find("who ")
    while at >= 0:
        named = _NAME_BEFORE_WHO.search(text, max(0, at - _NEAR), at) if _IN_CHARGE.match(text, at) else None
        person = _name_in(text, *named.span(1), blocked, last=True) if named else None
        if person and person.full:
            yield person
        at = text.find("who ", at + 1)


def _bylines(text: str, blocked: set[str]) -> Iterable[Person]:
    for match in _byline_pattern().finditer(text):
        person = _name_in(text, *match.span(1), blocked)
        if person and person.full and person.span.end == match.end(1):
            yield person
    for match in _SOLE_LINE.finditer(text):
        follows = match.group(3).strip()
        if _EMAIL.fullmatch(follows) or _describes_person(follows):
            person = _name_in(text, *match.span(1), blocked)
            if person and person.full and person.span.end == match.end(1):
                yield person


def _describes_person(line: str) -> bool:
    """Whether a line says what somebody is: "A podcast host who …", "Ph.D., Research Fellow, …"."""
    return _descriptor_pattern().match(line) is not None


def _lists(text: str, blocked: set[str]) -> Iterable[Person]:
    for match in _list_pattern().finditer(text):
        for part in re.finditer(_NAME, match.group(1)):
            offset = match.start(1)
            person = _name_in(text, offset + part.start(), offset + part.end(), blocked)
            if person:
                yield Person(person.span, person.name)


def _hangul(text: str) -> Iterable[Person]:
    if not re.search(r"[가-힣]", text):
        return
    letters = titles()["korean_surname_letters"]
    for match in _HANGUL_POST.finditer(text):
        name = match.group(1)
        if len(name) == 3 and name[0] in letters:
            yield Person(Span(*match.span(1)), name)


def _person(written: str, span: tuple[int, int]) -> Person:
    head, gap, rest = written.partition(" ")
    return Person(Span(*span), f"{head.capitalize()}{gap}{rest}".replace("\u00a0", " "))


def _korean_family(word: str) -> bool:
    return word.capitalize() in _korean_surnames()


def _fits(word: str, blocked: set[str]) -> bool:
    return word not in _not_names() and word not in blocked


@cache
def _not_names() -> frozenset[str]:
    known = titles()
    return frozenset([*known["not_names"], *known["function_words"], *known["portfolios"], *_title_words()])


@cache
def _korean_surnames() -> frozenset[str]:
    return frozenset(titles()["korean_surnames"])


@cache
def _headline_verbs() -> frozenset[str]:
    return frozenset(titles()["headline_verbs"])


@cache
def _title_words() -> frozenset[str]:
    return frozenset(word for post in titles()["posts"] for word in post.split())


@cache
def _ending_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-]){_TOKEN}{_GAP}(?:{_TOKEN}{_GAP})?[{_UP}][{_LOW}]{{1,24}}(?:{any_word(titles()['surname_endings'])})(?![\w-])"
    )


@cache
def _byline_pattern() -> re.Pattern[str]:
    starts, labels = any_word(titles()["bylines"]), any_word(titles()["byline_labels"])
    return re.compile(rf"^[ \t]*(?:(?:{starts})[ \t]+|(?i:{labels})[ \t]*:?[ \t]*\r?\n[ \t]*)({_NAME})[ \t]*$", re.MULTILINE)


@cache
def _descriptor_pattern() -> re.Pattern[str]:
    known = titles()
    words = any_word([*known["roles"], *known["posts"], *known["degrees"], *known["byline_labels"]])
    return re.compile(rf"(?:(?i:an?)\s(?:[\w’'-]+\s){{0,4}}?|(?:[A-Z][\w’'-]+\s){{0,2}}?)(?i:{words})(?!\w)(?=[^\r\n]{{0,100}}$)")


@cache
def _list_pattern() -> re.Pattern[str]:
    item = rf"{_NAME}"
    return re.compile(
        rf"\b(?:{any_word(titles()['plural'])})\b(?:,? (?:such as|including|like|namely))? ({item}(?:, {item}){{0,8}}(?:,? and {item})?)"
    )
