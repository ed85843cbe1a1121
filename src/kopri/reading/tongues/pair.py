"""The countries a page is about: those that "both sides" and figures without a country of their own stand for."""

from collections import Counter

from kopri.reading.page import Page

_HOME = {"ko": "KOR"}
_TWO = 2


def main_pair(page: Page) -> tuple[str, ...]:
    """The two countries a page names most, in a Korean page Korea and one other; the members of the forum it is about; () if not clear."""
    return page.once(_main_pair)


def _main_pair(page: Page) -> tuple[str, ...]:
    counts: Counter[str] = Counter()
    whole: Counter[tuple[str, ...]] = Counter()
    for mention in page.names:
        if mention.kind in ("country", "nationality") and mention.id:
            counts[mention.id] += 2
        elif mention.kind in ("city", "organisation"):
            counts.update(mention.members)
        elif mention.kind == "forum" and len(mention.members) > _TWO:
            whole[mention.members] += 3
    if whole and max(whole.values()) > max((n for c, n in counts.items() if c != "KOR"), default=0):
        return whole.most_common(1)[0][0]
    home = _HOME.get(page.language)
    first = [c for c, n in counts.most_common()]
    if home and home not in counts and first:
        return (home, first[0])
    if home and home in counts and len(first) > 1:
        other = next(c for c in first if c != home)
        return (home, other)
    if len(first) < _TWO:
        return tuple(first)
    return (first[0], first[1]) if len(first) == _TWO or counts[first[1]] > counts[first[2]] or "KOR" in first[:2] else ()
