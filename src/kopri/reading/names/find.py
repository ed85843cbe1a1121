"""All names of a page, brought together: where two overlap, the longer wins."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice, takewhile
from typing import Final

from kopri.lang.countries import CountryMention, find_countries
from kopri.lang.spans import Span
from kopri.reading.names.bodies import bodies_by_form
from kopri.reading.names.body import Body, cue_words
from kopri.reading.names.forums import named_forums
from kopri.reading.names.gazetteer import Entry, forums, holders, known_names
from kopri.reading.names.persons import Person, persons_by_form, short_references
from kopri.reading.names.titles import TO_NAME, TO_POST, posts_in
from kopri.reading.page import Mention, Page

_WORD: Final = re.compile(r"[A-Za-z]{3,}")
_NO_PLACE: Final = r"(?<![\w-])(?<![A-Z]\w )(?<!of )(?<!in )(?<!at )(?<!to )(?<!near )(?<!from )"
_WRAP: Final = re.compile(r"[\n\r]")
_NEAR: Final = 80
_MANY: Final = 400
_LEGAL: Final = re.compile(r",? (?:Co|Corp|Inc|Ltd|LLC|JSC|OJSC|PLC)\b\.?.*$")


def find_names(page: Page) -> tuple[Mention, ...]:
    """Names in text order, none overlapping another.

    A person mentioned by family name alone carries the full name of the same article; a forum and an organisation carry in
    `members` the countries they are of.
    """
    text = _unwrapped(page)
    known = known_names(text)
    countries = find_countries(text)
    headings = [p.span for p in page.passages if _is_title_case(p.span.of(text))]
    posts = posts_in(text, known)
    blocked = _blocked(text, countries, known)
    people = _again(text, [*_known_people(known), *_merge_holders(persons_by_form(text, posts, headings, blocked))])
    cues = [(s, e) for s, e, entry in known if entry.kind in ("cue", "post") and text[s:e] in cue_words()]
    bodies = bodies_by_form(text, headings, _places(text, countries, known), cues, frozenset(w for m in people for w in m.name.split()))
    articles = _articles(page)
    fulls = [(m.span, m.name, _article_at(articles, m.span.start)) for m in people if " " in m.name or not m.name.isascii()]
    references = _link(people, short_references(text, fulls, articles))
    candidates = [*_country_mentions(countries), *_known_places(known), *_body_mentions(text, bodies, known, countries), *references]
    candidates += _forum_mentions(text, known, countries)
    chosen = _longest(candidates)
    return tuple(sorted([*chosen, *_post_mentions(text, posts, chosen)], key=lambda m: m.span.start))


def _unwrapped(page: Page) -> str:
    """The text with line breaks inside sentences as spaces, so that a name may run over the end of a line; places stay the same."""
    pieces, at = [], 0
    for passage in page.passages:
        if passage.kind == "sentence" and _WRAP.search(page.text, passage.span.start, passage.span.end):
            pieces += [page.text[at : passage.span.start], passage.span.of(page.text).replace("\n", " ").replace("\r", " ")]
            at = passage.span.end
    return "".join([*pieces, page.text[at:]])


def _is_title_case(line: str) -> bool:
    if len(line) >= 200 or line.rstrip().endswith((".", "!", "?", "”", '"')):
        return False
    words = _WORD.findall(line)
    return len(words) > 2 and sum(w[0].isupper() for w in words) >= 0.7 * len(words)


def _known_people(known: list[tuple[int, int, Entry]]) -> list[Mention]:
    return [Mention(Span(s, e), "person", entry.name, entry.id) for s, e, entry in known if entry.kind == "person"]


def _known_places(known: list[tuple[int, int, Entry]]) -> list[Mention]:
    return [
        Mention(Span(s, e), entry.kind, entry.name, entry.id, entry.members)
        for s, e, entry in known
        if entry.kind == "city" or entry.kind == "forum"  # noqa: PLR1714
    ]


def _forum_mentions(text: str, known: list[tuple[int, int, Entry]], countries: list[CountryMention]) -> list[Mention]:
    """Forums by form; a short name ("Cooperation Forum") is the forum that the page names in full."""
    in_full = {entry.id for *_, entry in known if entry.kind == "forum"}
    short = {name: forum for forum in forums() if forum.id in in_full for name in forum.short}
    found = []
    for span in named_forums(text):
        name = span.of(text)
        forum = short.get(name)
        if forum:
            found.append(Mention(span, "forum", forum.name, forum.id, forum.members))
        else:
            found.append(Mention(span, "forum", name, None, _countries_in(countries, span)))
    return found


def _merge_holders(people: Iterable[Person]) -> list[Mention]:
    return [Mention(p.span, "person", p.name, _holder_by_name().get(p.name)) for p in people]


def _again(text: str, people: list[Mention]) -> list[Mention]:
    """People with all the places where their name stands in full."""
    seen = {m.span.start for m in people}
    found = list(people)
    full = {m.span.of(text): m for m in people if " " in m.span.of(text)}
    for written, mention in islice(full.items(), _MANY):
        at = text.find(written)
        while at >= 0:
            if at not in seen and not text[at - 1 : at].isalnum() and not text[at + len(written) : at + len(written) + 1].isalnum():
                seen.add(at)
                found.append(replace(mention, span=Span(at, at + len(written))))
            at = text.find(written, at + len(written))
    return found


def _link(people: list[Mention], short: list[Person]) -> list[Mention]:
    """Short references as mentions; a title with a family name ("President Yoon") is one of them where a full name is known."""
    ids = {m.name: m.id for m in people}
    linked = {p.span: p.name for p in short}
    result = [replace(m, name=linked[m.span], id=ids.get(linked[m.span])) if " " not in m.name and m.span in linked else m for m in people]
    seen = {m.span for m in result}
    return result + [Mention(p.span, "person", p.name, ids.get(p.name)) for p in short if p.span not in seen]


def _body_mentions(text: str, bodies: list[Body], known: list[tuple[int, int, Entry]], countries: list[CountryMention]) -> list[Mention]:
    found: list[Mention] = []
    companies = {(b.span.start, b.span.end) for b in bodies}
    named: dict[str, Mention] = {}
    for start, end, entry in known:
        if entry.kind == "organisation" and (not entry.weak or (start, end) in companies or entry.name in named):
            mention = Mention(Span(start, end), "organisation", entry.name, entry.id, entry.members)
            named.setdefault(entry.name, mention)
            found.append(mention)
    by_surface = {text[m.span.start : m.span.end]: m for m in found}
    places = [c for c in countries if c.kind != "region"]
    for body in bodies:
        if body.name in by_surface:
            continue
        members = _countries_near(text, known, body.span) or _countries_in(countries, body.span) or _country_before(text, places, body.span)
        mention = Mention(body.span, "organisation", body.name, None, members, body.kind)
        by_surface.setdefault(body.name, mention)
        found.append(mention)
        if len(by_surface) > _MANY:
            continue
        found += [replace(mention, span=span) for span in _everywhere(text, body.name, body.span)]
        for short in _short_names(text, body):
            if short not in by_surface:
                by_surface[short] = mention
                found += [replace(mention, span=span) for span in _everywhere(text, short, body.span)]
    return found + [replace(by_surface[b.name], span=b.span) for b in bodies if by_surface[b.name].span != b.span]


def _short_names(text: str, body: Body) -> Iterable[str]:
    """How a text goes on to call an organisation: by its acronym, a company by its first word."""
    if body.alias:
        yield text[body.alias.start : body.alias.end]
    first, _, rest = body.name.partition(" ")
    if body.kind == "company" and rest and len(first) > 4 and not first.endswith(("’s", "'s")):
        yield first
        if plain := _LEGAL.sub("", body.name):
            yield plain


def _everywhere(text: str, name: str, but: Span) -> Iterable[Span]:
    """Where a name stands as a word of its own and not inside a longer name; the place `but` is left out."""
    if text.count(name) > 1 or name not in but.of(text):
        pattern = re.compile(rf"{_NO_PLACE}{re.escape(name)}(?![\w-]|[ \u00a0][A-Z])")
        yield from (Span(*m.span()) for m in pattern.finditer(text) if not but.contains(Span(*m.span())))


def _country_before(text: str, countries: list[CountryMention], span: Span) -> tuple[str, ...]:
    """The country whose a body is said to be right before its name: "Korea’s …", "the Tajik …"."""
    at = bisect_left(countries, span.start, key=lambda c: c.span.start) - 1
    if at < 0 or not re.fullmatch(r"(?:[’']s)?[ \u00a0]", text[countries[at].span.end : span.start]):
        return ()
    return (countries[at].id,)


def _post_mentions(text: str, posts: list[Span], chosen: list[Mention]) -> list[Mention]:
    """Posts that stand free; a role in small letters only beside a person."""
    people = [m.span for m in chosen if m.kind == "person"]
    taken = [m.span for m in chosen]
    found = []
    for span in posts:
        at = bisect_left(taken, span.end, key=lambda s: s.start) - 1
        if at >= 0 and taken[at].end > span.start:
            continue
        if text[span.start].isupper() or _beside(text, span, people):
            found.append(Mention(span, "post", text[span.start : span.end]))
    return found


def _beside(text: str, post: Span, people: list[Span]) -> bool:
    """Whether a person is named with a post: "director Name", "director of the plant, Name", "Name, the director", "Name is a director"."""
    after = bisect_left(people, post.end, key=lambda s: s.start)
    if after < len(people) and people[after].start - post.end <= _NEAR and TO_NAME.fullmatch(text, post.end, people[after].start):
        return True
    if not after or post.start - people[after - 1].end > _NEAR:
        return False
    return TO_POST.fullmatch(text, people[after - 1].end, post.start) is not None


def _country_mentions(countries: list[CountryMention]) -> list[Mention]:
    return [Mention(c.span, c.kind, c.name, c.id, c.members) for c in countries]


def _countries_in(countries: list[CountryMention], span: Span) -> tuple[str, ...]:
    first = bisect_left(countries, span.start, key=lambda c: c.span.start)
    inside = list(takewhile(lambda c: c.span.end <= span.end, countries[first : first + 20]))
    return tuple(dict.fromkeys(i for c in inside for i in (c.members if c.kind == "region" else (c.id,))))


def _countries_near(text: str, known: list[tuple[int, int, Entry]], span: Span) -> tuple[str, ...]:
    """The country of a city in an organisation's name, or right after it ("… Theatre in Almaty")."""
    first = bisect_left(known, span.start, key=lambda k: k[0])
    near = takewhile(lambda k: k[0] <= span.end + 4, known[first : first + 40])
    places = [(s, e, entry) for s, e, entry in near if entry.kind == "city"]
    return next((entry.members for s, e, entry in places if e <= span.end or text[span.end : s] == " in "), ())


def _blocked(text: str, countries: list[CountryMention], known: list[tuple[int, int, Entry]]) -> set[str]:
    places = [text[c.span.start : c.span.end] for c in countries]
    places += [text[s:e] for s, e, entry in known if entry.kind in ("city", "organisation", "forum")]
    return {word for place in places for word in place.split()}


def _places(text: str, countries: list[CountryMention], known: list[tuple[int, int, Entry]]) -> frozenset[str]:
    named = [c.span.of(text) for c in countries] + [text[s:e] for s, e, entry in known if entry.kind == "city"]
    return frozenset(word for name in named for word in name.split())


def _longest(candidates: list[Mention]) -> list[Mention]:
    """Non-overlapping mentions, the longer before the shorter, a known name before one found by form."""
    chosen: list[Mention] = []
    starts: list[int] = []
    for mention in sorted(candidates, key=lambda m: (-len(m.span), m.id is None, m.span.start)):
        at = bisect_left(starts, mention.span.end)
        if at and chosen[at - 1].span.end > mention.span.start:
            continue
        starts.insert(at, mention.span.start)
        chosen.insert(at, mention)
    return chosen


def _articles(page: Page) -> list[tuple[int, int]]:
    """(start, number) of each segment; the parts of one article, and what stands between them, have one number."""
    numbers: dict[str | None, int] = {}
    found, current = [], 0
    for segment in page.segments:
        if segment.kind == "article":
            current = numbers.setdefault(segment.title, len(numbers))
        found.append((segment.span.start, current))
    return found or [(0, 0)]


def _article_at(articles: Sequence[tuple[int, int]], offset: int) -> int:
    at = bisect_left(articles, (offset + 1, -1)) - 1
    return articles[max(at, 0)][1]


@cache
def _holder_by_name() -> dict[str, str]:
    return {h.name: h.id for h in holders()}
