"""Posts: who appears in which post or role, once for each person, with the fullest mention as evidence."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from kopri.lang.dates import resolve
from kopri.lang.names import fold_name
from kopri.lang.spans import Span, cover
from kopri.reading.datafiles import any_word
from kopri.reading.model import Post, Published, Statement, Validity
from kopri.reading.names.gazetteer import Term, holder, titles
from kopri.reading.names.titles import TO_NAME, TO_POST
from kopri.reading.page import Mention, Page
from kopri.reading.speech import line_of
from kopri.reading.statements import make_statement

_IN_CHARGE: Final = re.compile(
    r",? who (?:now |also )?(?P<does>runs|heads|leads|chairs|directs|manages|oversees|headed|led|chaired|ran) "
    r"(?P<what>(?:the |its |a )?[^,.;()]{3,70}?)(?= (?:at|in|and|since|from|for|where|which|that) |[,.;()“”\n]|$)"
)
_FORMER: Final = re.compile(r"\b(?:[Ff]ormer|[Ee]x|[Tt]hen|[Ll]ate|[Oo]utgoing|[Pp]revious|[Ii]ncoming|[Dd]esignate)[ -](?:\w+ ){0,2}?$")
_BEGAN: Final = re.compile(
    r"[^.;]{0,160}?\b(?:took office|appointed|elected|named|nominated|sworn in|assumed (?:the )?(?:office|post)|in office)\b"
    r"[^.;]{0,90}? (?:in|on|since|from)? ?"
)
ALPHA3: Final = 3
_REACH: Final = 90
_OF: Final = re.compile(r" (?:of|for|at) (?:the )?$")
_AT: Final = re.compile(r" (?:at|in|of) (?:the )?")
_IN_BRACKETS: Final = re.compile(r" \((?:of )?$")
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
    return list(page.once(_read))


def _read(page: Page) -> list[Statement]:
    best: dict[str, _Seen] = {}
    everywhere: dict[str, list[Span]] = {}
    for number, mention in enumerate(page.names):
        if mention.kind != "person":
            continue
        seen = (
            _titled(page, number)
            or _described(page, number)
            or _in_charge(page, mention)
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
    if before and before.kind in ("country", "organisation") and number > 1 and page.names[number - 2].kind == "post":
        of_country = _of_country(page, number)
        if of_country:
            return of_country
    at = next((n for n in range(number - 1, max(-1, number - 4), -1) if page.names[n].kind == "post"), None)
    if at is None or not TO_NAME.fullmatch(page.text, page.names[at].span.end, mention.span.start):
        return None
    before, nation = page.names[at], page.names[at - 1] if at else None
    start, organisation = before.span.start, None
    if (
        nation
        and nation.kind in (*_NATIONAL, "organisation")
        and re.fullmatch(r"(?:[’']s)? ", page.text[nation.span.end : before.span.start])
    ):
        start, organisation = nation.span.start, nation.id if nation.kind in _NATIONAL else nation.name
    full = " " in page.text[mention.span.start : mention.span.end]
    post = before.name
    if organisation is None:
        post, organisation = _said_of(page, number, before)
    weight = 2 * full + (organisation is not None)
    return _seen(mention, post, organisation, Span(start, mention.span.end), weight)


def _of_country(page: Page, number: int) -> _Seen | None:
    """What the post is of stands between it and the name: "President of the Republic of Korea Name", "rector of X University, Name"."""
    post, whole, mention = page.names[number - 2 : number + 1]
    said, gap = page.text[post.span.end : whole.span.start], page.text[whole.span.end : mention.span.start]
    if not re.fullmatch(r" (?:of|for|at|to|in) (?:the )?", said) or not re.fullmatch(r",? (?:(?:Mr|Mrs|Ms|Dr|Prof)\.? )?", gap):
        return None
    organisation = whole.id if whole.kind == "country" else whole.name
    return _seen(mention, post.name, organisation, Span(post.span.start, mention.span.end), 3)


def _said_of(page: Page, number: int, post: Mention) -> tuple[str, str | None]:
    """What a post before a name is of: "President Name of Kyrgyzstan", "Minister Name (Kyrgyzstan)"."""
    mention = page.names[number]
    following = page.names[number + 1] if number + 1 < len(page.names) else None
    if following and following.kind in ("country", "organisation"):
        gap = page.text[mention.span.end : following.span.start]
        if _OF.fullmatch(gap) or _IN_BRACKETS.fullmatch(gap):
            return post.name, following.id if following.kind == "country" else following.name
    return post.name, None


def _described(page: Page, number: int) -> _Seen | None:
    """Post after the name: "Nurgali Arystanov, Ambassador of Kazakhstan to Korea", or on the next line, as author boxes have it."""
    mention = page.names[number]
    following = page.names[number + 1] if number + 1 < len(page.names) else None
    if following and following.kind in _NATIONAL and number + 2 < len(page.names) and page.names[number + 2].kind == "post":
        nation, number, following = following, number + 1, page.names[number + 2]
    else:
        nation = None
    if following and following.kind == "post" and TO_POST.fullmatch(page.text[mention.span.end : following.span.start]):
        post, organisation, end = _complement(page, number + 1)
        return _seen(mention, post, organisation or (nation.id if nation else None), Span(mention.span.start, end), 4)
    return _author_box(page, mention)


def _in_charge(page: Page, mention: Mention) -> _Seen | None:
    """Somebody told by what they do: "Name, who runs the placement desk" is its head."""
    found = _IN_CHARGE.match(page.text, mention.span.end)
    if found is None:
        return None
    what = re.sub(r"^(?:the|its|a) ", "", found.group("what"))
    inside = page.within(page.names, Span(found.end(), min(len(page.text), found.end() + _REACH)))
    at = next((m for m in inside[:1] if m.kind == "organisation" and _AT.fullmatch(page.text[found.end() : m.span.start])), None)
    role = "former head" if found.group("does") in ("headed", "led", "chaired", "ran") else "head"
    return _seen(mention, f"{role} of {what}", at.name if at else None, Span(mention.span.start, found.end()), 3)


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
    known = last_term(mention)
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
    term = last_term(mention)
    post = Post(mention.name, term.post if term else "", (term.country or term.organisation) if term else None)
    return make_statement(page, post, [mention.span], rule="post_known", confidence=0.4)


def homes(page: Page) -> dict[str, str]:
    """The country (alpha-3) whose post a person holds, as the page says or the gazetteer knows, by the person's name."""
    return page.once(_homes)


def _homes(page: Page) -> dict[str, str]:
    known = {m.name: term.country for m in page.names if m.kind == "person" and (term := last_term(m))}
    said = {s.payload.person: s.payload.organisation for s in read_posts(page) if isinstance(s.payload, Post) and s.payload.organisation}
    return {person: of for person, of in {**known, **said}.items() if of and len(of) == ALPHA3 and of.isupper()}


def last_term(mention: Mention) -> Term | None:
    """The last term the gazetteer knows of a person, if it knows the person."""
    known = holder(mention.id) if mention.id else None
    return known.terms[-1] if known else None


def _seen(mention: Mention, post: str, organisation: str | None, span: Span, weight: int) -> _Seen:
    known = last_term(mention)
    if organisation is None and known and known.country and fold_name(known.post) == fold_name(post):
        organisation = known.country
    return _Seen(mention.name, post, organisation, span, weight, mention.id)


def _statement(page: Page, seen: _Seen) -> Statement:
    """The post with its time, if the text gives one: since when, or from when to when; else as of the day of writing."""
    former = bool(_FORMER.search(page.text, max(0, seen.span.start - 30), seen.span.start)) or seen.post.lower().startswith("former")
    payload = Post(seen.person, seen.post, seen.organisation)
    valid = _term(page, seen) or (Validity() if former else _written(page, seen))
    return make_statement(page, payload, [seen.span], rule="post", valid=valid, confidence=0.8)


def _written(page: Page, seen: _Seen) -> Validity:
    published = _published(page, seen)
    if not published.value:
        return Validity()
    return Validity(published.value, published.value, published.precision, "inferred", published.evidence)


def _published(page: Page, seen: _Seen) -> Published:
    passage = page.passage_at(seen.span.start)
    return page.published_of(passage) if passage else page.published


def _term(page: Page, seen: _Seen) -> Validity | None:
    """When somebody held the post: "since 2021", "from 2015 to 2019", "took office in May 2022"."""
    passage = page.passage_at(seen.span.start)
    end = max(seen.span.end, min(passage.span.end if passage else len(page.text), seen.span.end + _REACH))
    for date in page.within(page.dates, Span(seen.span.end, end)):
        said = page.text[seen.span.end : date.span.start]
        since = date.bound in ("since", "after") and not re.search(r"[,;:]|\b(?:and|which|that)\b", said.strip(" ,"))
        began = _BEGAN.fullmatch(page.text, seen.span.start, date.span.start)
        spell = date.kind == "interval" and not said.strip(" ,(")
        if not (since or began or spell):
            continue
        when = resolve(date, _published(page, seen).value, "past")
        if when.start is not None:
            return Validity(when.start, when.end if spell else None, when.precision, "stated", (date.span,))
    return None


@cache
def _plural() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_word(titles()['plural'])})\b")


@cache
def _role_line() -> re.Pattern[str]:
    known = titles()
    words = any_word([*known["roles"], *known["posts"]])
    degrees = any_word(known["degrees"])
    return re.compile(rf"(?:(?:{degrees}),? )?(?P<role>(?:(?i:an?|the) )?(?:[\w’'-]+ ){{0,3}}?(?i:{words})(?!\w))")
