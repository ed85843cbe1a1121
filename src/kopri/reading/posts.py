"""Posts: who appears in which post or role, once for each person, with the fullest mention as evidence."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from kopri.lang.names import fold_name
from kopri.lang.spans import Span, cover
from kopri.reading.datafiles import any_word
from kopri.reading.model import Post, Statement, Validity
from kopri.reading.names.gazetteer import Term, holder, titles
from kopri.reading.page import Mention, Page
from kopri.reading.speech import line_of
from kopri.reading.statements import make_statement

_OF: Final = re.compile(r" (?:of|for|at) (?:the )?$")
_TO: Final = re.compile(r" to (?:the )?$")
_GOVERNMENT: Final = re.compile(r"(?:[’']s)? (?:government|administration|presidency)\b")
_SUCH_AS: Final = re.compile(r"^,? (?:such as|including|like|namely) (?:[^.;]{0,80})?$")
_ARTICLE: Final = re.compile(r"^(?:an?|the) ", re.IGNORECASE)
_NATIONAL: Final = ("country", "nationality")


@dataclass(slots=True)
class _Seen:
    """A person with the post said at one place. `weight` says how full the mention is."""

    person: str
    post: str
    organisation: str | None
    span: Span
    weight: int
    id: str | None


def read_posts(page: Page) -> list[Statement]:
    """One statement for each person of a page who is named with a post or a role."""
    best: dict[str, _Seen] = {}
    everywhere: dict[str, list[Span]] = {}
    for number, mention in enumerate(page.names):
        if mention.kind != "person":
            continue
        seen = (
            _titled(page, number)
            or _described(page, number)
            or _listed(page, number)
            or _writer(page, mention)
            or _governing(page, mention)
        )
        if seen is None:
            continue
        key = mention.id or fold_name(mention.name)
        everywhere.setdefault(key, []).append(seen.span)
        if key not in best or seen.weight > best[key].weight:
            best[key] = seen
    found = [_statement(page, best[key]) for key in best]
    return found + [_known(page, mention) for mention in _known_only(page, set(best))]


def _titled(page: Page, number: int) -> _Seen | None:
    """Title before the name: "Kazakh President Kassym-Jomart Tokayev", "its chairman, Park Jong-bum"."""
    mention, before = page.names[number], page.names[number - 1] if number else None
    if before is None or before.kind != "post":
        return None
    gap = page.text[before.span.end : mention.span.start]
    if not re.fullmatch(r"[  ](?:\(?Mr\.? ?|Ms\.? ?|Dr\.? ?)?|, ", gap):
        return None
    nation = page.names[number - 2] if number > 1 else None
    start, organisation = before.span.start, None
    if (
        nation
        and nation.kind in (*_NATIONAL, "organisation")
        and re.fullmatch(r"(?:[’']s)? ", page.text[nation.span.end : before.span.start])
    ):
        start, organisation = nation.span.start, nation.id if nation.kind in _NATIONAL else nation.name
    full = " " in page.text[mention.span.start : mention.span.end]
    weight = 2 * full + (organisation is not None)
    return _seen(mention, before.name, organisation, Span(start, mention.span.end), weight)


def _described(page: Page, number: int) -> _Seen | None:
    """Post after the name: "Nurgali Arystanov, Ambassador of Kazakhstan to Korea", or on the next line, as author boxes have it."""
    mention = page.names[number]
    following = page.names[number + 1] if number + 1 < len(page.names) else None
    if following and following.kind == "post" and re.fullmatch(r", (?:[\w’'-]+ ){0,4}", page.text[mention.span.end : following.span.start]):
        post, organisation, end = _complement(page, number + 1)
        return _seen(mention, post, organisation, Span(mention.span.start, end), 4)
    return _author_box(page, mention)


def _complement(page: Page, number: int) -> tuple[str, str | None, int]:
    """What a post is of and to: ("Ambassador to the Republic of Korea", "KAZ", where it ends)."""
    post = page.names[number]
    title, organisation, end = post.name, None, post.span.end
    for near in page.names[number + 1 : number + 3]:
        gap = page.text[end : near.span.start]
        if _OF.fullmatch(gap) and near.kind in ("country", "organisation") and organisation is None:
            organisation, end = (near.id if near.kind == "country" else near.name), near.span.end
        elif _TO.fullmatch(gap) and near.kind == "country":
            title, end = f"{title} to {page.text[near.span.start : near.span.end]}", near.span.end
        else:
            break
    return title, organisation, end


def _author_box(page: Page, mention: Mention) -> _Seen | None:
    """A name alone on its line, and below it what the person is."""
    if line_of(page.text, mention.span) != mention.span.of(page.text):
        return None
    end = mention.span.end
    following = page.text[end : end + 240].lstrip()
    line = following.splitlines()[0] if following else ""
    found = _role_line().match(line)
    if not found:
        return None
    place = page.text.index(line, end)
    role = _ARTICLE.sub("", found.group("role"))
    organisation = next(
        (m.name for m in page.within(page.names, Span(place, min(len(page.text), place + 240))) if m.kind == "organisation"), None
    )
    return _seen(mention, role, organisation, cover([mention.span, Span(place, place + found.end("role"))]), 3)


def _listed(page: Page, number: int) -> _Seen | None:
    """One of a list after a plural role: "Kazakh artists, such as A and B"."""
    mention = page.names[number]
    before = page.text[max(0, mention.span.start - 120) : mention.span.start]
    found = list(_plural().finditer(before))
    if not found or not (_SUCH_AS.match(before[found[-1].end() :]) or before[found[-1].end() :] == " "):
        return None
    start = mention.span.start - len(before) + found[-1].start()
    nation = next((m for m in page.names[max(0, number - 12) : number] if 0 <= start - m.span.end <= 1), None)
    organisation = nation.id if nation and nation.kind in _NATIONAL else None
    return _seen(mention, found[-1].group().removesuffix("s"), organisation, mention.span, 2)


def _writer(page: Page, mention: Mention) -> _Seen | None:
    """The name in a byline: "By …", or below "Journalist"."""
    line, written = line_of(page.text, mention.span), mention.span.of(page.text)
    if line is None:
        return None
    start = mention.span.start - line.index(written)
    by = re.fullmatch(rf"(?:{any_word(titles()['bylines'])}) {re.escape(written)}", line)
    label = page.text[max(0, start - 60) : start].rstrip().rpartition("\n")[2].strip().rstrip(":")
    if by:
        return _seen(mention, "reporter", None, Span(start, mention.span.end), 2)
    if line == written and label.title() in titles()["byline_labels"]:
        return _seen(mention, label.lower(), None, mention.span, 2)
    return None


def _governing(page: Page, mention: Mention) -> _Seen | None:
    """Somebody after whom a government is called, "the Park Geun-hye government": has the post the gazetteer knows."""
    after = _GOVERNMENT.match(page.text, mention.span.end)
    known = _last_term(mention)
    if not after or not known:
        return None
    return _seen(mention, known.post, known.country or known.organisation, Span(mention.span.start, after.end()), 1)


def _known_only(page: Page, seen: set[str]) -> list[Mention]:
    """People of the gazetteer who are named in full without a post."""
    first: dict[str, Mention] = {}
    for mention in page.names:
        if mention.kind == "person" and mention.id and mention.id not in seen and " " in page.text[mention.span.start : mention.span.end]:
            first.setdefault(mention.id, mention)
    return list(first.values())


def _known(page: Page, mention: Mention) -> Statement:
    term = _last_term(mention)
    post = Post(mention.name, term.post if term else "", (term.country or term.organisation) if term else None)
    return make_statement(page, post, [mention.span], rule="post_known", confidence=0.4)


def _last_term(mention: Mention) -> Term | None:
    known = holder(mention.id) if mention.id else None
    return known.terms[-1] if known else None


def _seen(mention: Mention, post: str, organisation: str | None, span: Span, weight: int) -> _Seen:
    known = _last_term(mention)
    if organisation is None and known and known.country and fold_name(known.post) == fold_name(post):
        organisation = known.country
    return _Seen(mention.name, post, organisation, span, weight, mention.id)


def _statement(page: Page, seen: _Seen) -> Statement:
    """The post as of the day of writing; the text's own dates of a term are not read here."""
    passage = page.passage_at(seen.span.start)
    published = page.published_of(passage) if passage else page.published
    valid = (
        Validity(published.value, published.value, published.precision, "inferred", published.evidence) if published.value else Validity()
    )
    payload = Post(seen.person, seen.post, seen.organisation)
    return make_statement(page, payload, [seen.span], rule="post", valid=valid, confidence=0.8)


@cache
def _plural() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_word(titles()['plural'])})\b")


@cache
def _role_line() -> re.Pattern[str]:
    known = titles()
    words = any_word([*known["roles"], *known["posts"]])
    degrees = any_word(known["degrees"])
    return re.compile(rf"(?:(?:{degrees}),? )?(?P<role>(?:(?i:an?|the) )?(?:[\w’'-]+ ){{0,3}}?(?i:{words})(?!\w))")
