"""Search finds entries that have every word, ranks them, and shows nobody what is not theirs to see."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from kopri.site.base import registry, search_index
from kopri.site.base.models import SearchEntry, SearchPosting, SearchTerm
from kopri.site.base.search import excerpt, mark_words, search
from kopri.site.base.search_index import Findable, index_entries, index_entry, remove_entry

pytestmark = pytest.mark.django_db


def findable(target_id: str, title: str, **fields: Any) -> Findable:
    """Something to find, of the kind "statement" unless told otherwise."""
    return Findable(**{"kind": "statement", "target_id": target_id, "url": f"/s/{target_id}", "title": title, **fields})


def ids(query: str, user: Any = None, **options: Any) -> list[str]:
    """What is found, best first."""
    return [hit.target_id for hit in search(query, user, **options).hits]


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> registry.Shelf[registry.SearchSource]:
    """An empty shelf of search sources."""
    empty: registry.Shelf[registry.SearchSource] = registry.Shelf()
    monkeypatch.setattr(registry, "search_sources", empty)
    return empty


def test_every_word_must_stand_in_it() -> None:
    index_entries([findable("1", "Trade with Kazakhstan"), findable("2", "Trade with Uzbekistan")])
    assert ids("trade kazakhstan") == ["1"]
    assert ids("trade mongolia") == []
    assert ids("") == []


@pytest.mark.parametrize("query", ["투자", "инвестиции", "investit", "yatirim", "4.22"])
def test_any_script_is_found_in_the_text(query: str) -> None:
    index_entry(findable("1", "Title", text="한국의 투자는 4.22 · инвестиция · investitsiya · yatırım"))
    assert ids(query) == ["1"]


def test_the_last_word_may_be_unfinished() -> None:
    index_entry(findable("1", "Transport corridor"))
    assert ids("transport corr") == ["1"]
    assert ids("corr transport") == []
    assert ids("t") == []


def test_a_whole_word_comes_before_a_longer_one_and_no_other_word_is_meant() -> None:
    index_entries([findable("long", "Traders"), findable("whole", "Trade"), findable("other", "Traditional culture")])
    assert ids("trade") == ["whole", "long"]


def test_a_rare_word_in_the_title_of_something_recent_comes_first() -> None:
    old, new = datetime(2010, 1, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC)
    index_entries(
        [
            findable("text", "A long report", text="gas " + "and other words " * 40, at=new),
            findable("old", "Gas plant", at=old),
            findable("new", "Gas plant", at=new),
        ]
    )
    assert ids("gas") == ["new", "old", "text"]


def test_weight_lifts_a_kind() -> None:
    index_entries([findable("light", "Energy forum"), findable("heavy", "Energy forum", kind="document", weight=3.0)])
    assert ids("energy") == ["heavy", "light"]


def test_kinds_are_counted_and_can_be_chosen(shelf: registry.Shelf[registry.SearchSource]) -> None:
    shelf.add(registry.SearchSource("document", "Documents", list))
    index_entries([findable(str(i), "Energy") for i in range(3)] + [findable("d", "Energy", kind="document")])
    result = search("energy", None, kind="document")
    assert [(c.kind, c.label, c.count) for c in result.by_kind] == [("statement", "statement", 3), ("document", "Documents", 1)]
    assert [hit.target_id for hit in result.hits] == ["d"]
    assert result.total == 1


def test_pages_follow_each_other_without_overlap() -> None:
    index_entries(findable(str(i), f"Energy {i}") for i in range(7))
    pages = [ids("energy", limit=3, offset=offset) for offset in (0, 3, 6)]
    assert sorted(target for page in pages for target in page) == [str(i) for i in range(7)]


def test_staff_entries_are_for_staff(editor: Any, officer: Any, ministry: Any, company: Any, stranger: Any, visitor: Any) -> None:
    index_entries([findable("1", "Draft on water", audience="staff"), findable("2", "Water agreed")])
    for person in (editor, officer):
        assert set(ids("water", person)) == {"1", "2"}
    for person in (ministry, company, stranger, visitor, None):
        assert ids("water", person) == ["2"]


def test_a_thing_with_two_audiences_is_found_once(editor: Any) -> None:
    index_entries([findable("1", "Water", text="quote"), findable("1", "Water", text="quote and the whole text", audience="staff")])
    assert ids("water", editor) == ["1"]
    assert ids("whole", editor) == ["1"]
    assert ids("whole", None) == []


def test_a_new_text_takes_the_place_of_the_old() -> None:
    index_entry(findable("1", "Rail"))
    index_entry(findable("1", "Road"))
    assert ids("rail") == []
    assert ids("road") == ["1"]
    assert SearchEntry.objects.count() == 1


def test_what_is_removed_is_found_no_more_and_leaves_no_count() -> None:
    index_entries([findable("1", "Rail"), findable("2", "Rail road")])
    remove_entry("statement", "1")
    assert ids("rail") == ["2"]
    remove_entry("statement", "2")
    assert not SearchPosting.objects.exists()
    assert set(SearchTerm.objects.values_list("entries", flat=True)) == {0}


def test_one_audience_can_be_removed_alone(editor: Any) -> None:
    index_entries([findable("1", "Rail"), findable("1", "Rail", audience="staff")])
    remove_entry("statement", "1", audience="public")
    assert ids("rail") == []
    assert ids("rail", editor) == ["1"]


def test_rebuild_brings_in_what_sources_give_and_drops_the_rest(shelf: registry.Shelf[registry.SearchSource]) -> None:
    def entries() -> Iterator[Findable]:
        yield findable("kept", "Rail")
        yield findable("new", "Rail")

    shelf.add(registry.SearchSource("statement", "Statements", entries))
    index_entries([findable("kept", "Old"), findable("gone", "Rail"), findable("x", "Rail", kind="unknown")])
    told: list[tuple[str, int]] = []
    assert search_index.rebuild(progress=lambda kind, count: told.append((kind, count))) == 2
    assert set(ids("rail")) == {"kept", "new"}
    assert ids("old") == []
    assert told == [("statement", 2)]


def test_a_common_word_is_counted_as_at_least(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kopri.site.base.search.MOST_CANDIDATES", 5)
    index_entries(findable(str(i), "Energy") for i in range(9))
    result = search("energy", None)
    assert result.at_least
    assert result.total >= 5


@pytest.mark.parametrize("entries", [1, 3])
def test_queries_do_not_grow_with_hits(entries: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    index_entries(findable(str(i), "Energy forum") for i in range(entries))
    with django_assert_num_queries(5):
        search("energy forum", None)


def test_words_asked_for_are_marked_and_the_rest_is_escaped() -> None:
    assert mark_words("<b>Trade</b> & trading, 투자를", "trade 투자") == (
        '&lt;b&gt;<mark class="hit">Trade</mark>&lt;/b&gt; &amp; <mark class="hit">trading</mark>, <mark class="hit">투자를</mark>'
    )


def test_an_excerpt_shows_the_place() -> None:
    text = "Opening words. " * 40 + "The corridor was opened. " + "Closing words. " * 40
    shown = excerpt(text, "corridor", length=80)
    assert '<mark class="hit">corridor</mark>' in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 140
