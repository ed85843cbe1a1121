"""What stands around a text and speaks against it: machine chatter, aggregators, page frames, authors."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kopri.lang.spans import Span
from kopri.reading.datafiles import load_data
from kopri.reading.lines import NAME_LINE, page_pattern, page_rules
from kopri.reading.model import Statement, TextWarning
from kopri.reading.page import Page
from kopri.reading.warnings.codes import pattern, warn

LINE: Final = re.compile(r"[^\s][^\r\n]*")
ADDRESS: Final = re.compile(r"([\w.+-]{1,64})@[\w.-]{2,100}")
NAMES_OF_AUTHORS: Final = re.compile(r"(?i:journalist|reporter|correspondent|staff (?:reporter|writer)|author|기자|корреспондент|-|–|—)")


def _lines(page: Page, kind: str) -> Iterator[Span]:
    for segment in page.segments:
        if segment.kind == kind:
            yield from (Span(*m.span()) for m in LINE.finditer(page.text, segment.span.start, segment.span.end))


def _boilerplate(page: Page, rules: str) -> Iterator[Span]:
    for line in _lines(page, "boilerplate"):
        found = page_rules(rules).pattern_for(line.of(page.text).lower())
        if found:
            yield from (Span(*match.span()) for match in found.finditer(page.text, line.start, line.end))


def assistant_residue(page: Page, statements: Sequence[Statement]) -> Iterator[TextWarning]:
    """What a writing machine said to its user was left in the text."""
    del statements
    found = [Span(s.start, max(s.end, _line_end(page, s))) for s in _boilerplate(page, "assistant_residue")]
    if found:
        yield warn("LLM_RESIDUE", "What a writing machine says to its user was left in the text: it was made by machine.", found)


def _line_end(page: Page, span: Span) -> int:
    end = page.text.find("\n", span.end)
    return min(end if end >= 0 else len(page.text), span.start + 200)


def aggregator_boilerplate(page: Page, statements: Sequence[Statement]) -> Iterator[TextWarning]:
    """The publisher calls itself an automatic aggregator."""
    del statements
    found = list(_boilerplate(page, "boilerplate/aggregator"))
    if found:
        places = [Span(max(s.start - 60, _segment_start(page, s)), s.end) for s in found]
        yield warn("AGGREGATOR_BOILERPLATE", "The page says that a machine gathered it from elsewhere; look for the original.", places)


def _segment_start(page: Page, span: Span) -> int:
    return next((s.span.start for s in page.segments if s.span.contains(span)), span.start)


def page_furniture(page: Page, statements: Sequence[Statement]) -> Iterator[TextWarning]:
    """Menus, advertisements, calendars, pagers and fillers stand in the text."""
    del statements
    byline = page_pattern("furniture_patterns")
    persona = page_pattern("persona")
    lines = [line for line in _lines(page, "furniture") if not _is_byline(line.of(page.text), byline, persona)]
    if len(lines) >= 3:
        yield warn(
            "PAGE_FURNITURE",
            f"{len(lines)} lines belong to the web page and not to the text (menus, advertisements, pagers).",
            _spread(lines),
        )


def _is_byline(words: str, byline: re.Pattern[str], persona: re.Pattern[str]) -> bool:
    return bool(byline.fullmatch(words) or persona.match(words) or NAME_LINE.fullmatch(words) or NAMES_OF_AUTHORS.fullmatch(words.strip()))


def _spread(lines: Sequence[Span]) -> list[Span]:
    """At most twelve of them, from the whole page."""
    step = max(1, -(-len(lines) // 12))
    return list(lines[::step])


def unofficial_translation(page: Page, statements: Sequence[Statement]) -> Iterator[TextWarning]:
    """The text calls itself an unofficial translation."""
    del statements
    rules = page_rules("boilerplate/translation")
    for line in _lines(page, "boilerplate"):
        words = line.of(page.text)
        found = rules.pattern_for(words.lower())
        if found and found.search(words):
            yield warn("UNOFFICIAL_TRANSLATION", "The text is an unofficial translation; the original language decides.", [line])
            return


def source_not_linked(page: Page, statements: Sequence[Statement]) -> Iterator[TextWarning]:
    """The page says that its source is linked, or names a site as its source, and there is no link."""
    del statements
    lowered = page.text.lower()
    if not any(word in lowered for word in ("link", "ссылк", "링크")) or pattern("link").search(page.text):
        return
    promised = [Span(*m.span()) for m in pattern("links_promised").finditer(page.text)]
    if promised:
        named = [Span(*m.span()) for m in pattern("source_named").finditer(page.text)]
        yield warn("SOURCE_NOT_LINKED", "The page says that its source is linked, but there is no link in it.", [*promised, *named])


def author_unfit(page: Page, statements: Sequence[Statement]) -> Iterator[TextWarning]:
    """The author's description of himself does not fit the subject."""
    del statements
    for line in _lines(page, "furniture"):
        words = line.of(page.text)
        if page_pattern("persona").match(words) and page_pattern("persona_unfit").search(words):
            yield warn("AUTHOR_UNFIT", f"The author's box says nothing of the subject: “{words[:120]}”", [line])
            return


def byline_mismatch(page: Page, statements: Sequence[Statement]) -> Iterator[TextWarning]:
    """An author's name and the e-mail address beside it belong to different people."""
    del statements
    lines = list(_lines(page, "furniture"))
    for at, line in enumerate(lines):
        address = ADDRESS.fullmatch(line.of(page.text).strip())
        if not address or address.group(1).lower() in load_data("warnings")["desk_addresses"]:
            continue
        near = [n for n in lines[max(0, at - 2) : at + 2] if n != line and NAME_LINE.fullmatch(n.of(page.text))]
        for name in near[-1:]:
            if not _same_person(name.of(page.text), address.group(1)):
                yield warn(
                    "BYLINE_MISMATCH",
                    f"The author is {name.of(page.text)}, but the address beside it is {line.of(page.text)}.",
                    [name, line],
                )


def _same_person(name: str, local_part: str) -> bool:
    """Whether a part of the name, or its initials with a part, stands in the address."""
    address = re.sub(r"[^a-z]", "", local_part.lower())
    parts = [re.sub(r"[^a-z]", "", part) for part in re.split(r"[\s-]+", name.lower())]
    initials = "".join(part[:1] for part in parts)
    return (
        any(len(part) >= 3 and (part in address or part[:4] in address) for part in parts)
        or address.startswith(initials)
        or address == initials[::-1]
    )
