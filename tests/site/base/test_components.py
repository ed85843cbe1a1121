"""Components say their state in words, escape what they are given, and keep the query string."""

from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template
from django.test import RequestFactory
from django.utils.translation import override

from kopri.site.base import registry
from kopri.site.base.components import Fact, Rows, State, Tile


def render(template: str, path: str = "/", **values: Any) -> str:
    """A template with `{% load kopri %}` in front, as a page at `path` would show it."""
    context = RequestContext(RequestFactory().get(path), values, use_l10n=True)
    return Template("{% load kopri %}" + template).render(context)


@pytest.mark.parametrize("state", list(State))
def test_a_state_has_shape_and_word(state: State) -> None:
    assert render("{% state one %}", one=state.value) == f'<span class="state {state.value}">{state.label}</span>'


def test_a_state_may_say_more() -> None:
    assert render('{% state "late" "overdue, 4 years" %}') == '<span class="state late">overdue, 4 years</span>'


def test_an_unknown_state_is_refused() -> None:
    with pytest.raises(ValueError, match="sleeping"):
        render('{% state "sleeping" %}')


def test_a_source_mark_links_to_the_place_and_names_its_grade() -> None:
    html = render('{% source_mark "B" "statement, 2021" "/d/1" quote %}', quote='he said "yes"')
    assert 'href="/d/1"' in html
    assert 'title="usually reliable"' in html
    assert "he said &quot;yes&quot;" in html


def test_a_source_without_address_is_no_link() -> None:
    assert "<a" not in render('{% source_mark "" "note" %}')


def test_tiles_link_to_what_was_counted() -> None:
    html = render(
        "{% figure_tiles tiles %}",
        tiles=[Tile(1250, "commitments", "/c/"), Tile("1 of 2", "reviewed"), Tile(3, "overdue", "/o/", late=True)],
    )
    assert '<a href="/c/"><b>1,250</b><span>commitments</span></a>' in html
    assert "<div><b>1 of 2</b>" in html
    assert '<a href="/o/" class="late">' in html


def test_a_warning_holds_markup_and_escapes_values() -> None:
    html = render('{% warning "high" "Date." %}<a href="/x">{{ text }}</a>{% endwarning %}', text="<b>")
    assert html == '<div class="warning high"><strong>Date.</strong><div><a href="/x">&lt;b&gt;</a></div></div>'


def test_a_kicker_is_made_of_labels_and_addresses() -> None:
    html = render('{% kicker "Record" "/r/" label %}', label="<Doc>")
    assert html == '<div class="kicker"><a href="/r/">Record</a><span>&lt;Doc&gt;</span></div>'


def test_facts_without_value_are_left_out() -> None:
    html = render("{% facts rows %}", rows=[Fact("Who", "KAZ"), Fact("Due", ""), Fact("Number", 0), Fact("Where", "here", "/h/")])
    assert "Due" not in html
    assert "<dt>Number</dt><dd>0</dd>" in html
    assert '<dd><a href="/h/">here</a></dd>' in html


def test_an_empty_page_teaches() -> None:
    html = render('{% empty_state "No meetings" "They come." "Ask" "/ask/" %}')
    assert '<a class="button first" href="/ask/">Ask</a>' in html


def test_a_date_says_its_iso_form_only_when_it_has_one() -> None:
    assert render('{% fuzzy_date "2013-10" %}') == '<time datetime="2013-10">October 2013</time>'
    assert render('{% fuzzy_date "2024-Q3" %}') == "<span>Q3 2024</span>"
    assert render("{% fuzzy_date None %}") == ""


def test_an_amount_keeps_every_digit_in_its_title() -> None:
    assert render('{% amount "4220000000" "USD" %}') == '<span title="USD 4,220,000,000">USD 4.22 billion</span>'
    assert render('{% amount "12.3" "percent" %}') == "12.3%"


def test_a_country_has_its_name_in_the_readers_language() -> None:
    assert render('{{ "KAZ"|country }} {{ "XXX"|country }}') == "Kazakhstan XXX"
    with override("ko"):
        assert render('{{ "KAZ"|country }}') == "카자흐스탄"
    assert render("{{ codes|country_names }}", codes=["KAZ", "UZB"]) == "Kazakhstan, Uzbekistan"


def test_pages_keep_the_rest_of_the_query() -> None:
    page = Paginator(range(100), 10).get_page(5)
    html = render("{% pagination page %}", "/?q=a%26b&page=5", page=page)
    assert 'href="?q=a%26b&amp;page=4" rel="prev"' in html
    assert 'href="?q=a%26b&amp;page=6" rel="next"' in html
    assert '<span aria-current="page">5</span>' in html
    assert "page=1&" not in html


def test_a_single_page_needs_no_pagination() -> None:
    assert render("{% pagination page %}", page=Paginator(range(3), 10).get_page(1)).strip() == ""


def test_a_query_is_changed_in_one_part() -> None:
    assert render("{% query_with kind='figure' page=None %}", "/?q=x&page=3") == "?q=x&amp;kind=figure"


def test_a_picture_has_a_table_behind_it() -> None:
    html = render("{% picture svg rows 'Caption.' %}", svg="&", rows=Rows(("Year", "Value"), [("2020", "<5>")], frozenset({1})))
    assert "<figcaption>Caption.</figcaption>" in html
    assert '<th scope="row">2020</th><td class="n">&lt;5&gt;</td>' in html
    assert '<th scope="col" class="n">Value</th>' in html


class Sample(forms.Form):
    """One field of each sort."""

    title = forms.CharField(help_text="As it stands.")
    kind = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect, required=False)
    sure = forms.BooleanField()
    hidden = forms.CharField(widget=forms.HiddenInput, required=False)


def test_a_field_keeps_what_was_typed_and_names_its_error_beside_it() -> None:
    form = Sample({"title": "", "kind": "a"})
    title = render("{% form_field field %}", field=form["title"])
    assert '<label for="id_title">Title</label>' in title
    assert 'aria-invalid="true"' in title
    assert "This field is required." in title
    kind = render("{% form_field field %}", field=form["kind"])
    assert "<legend>Kind <span" in kind
    assert "checked" in kind
    assert "(optional)" in kind
    assert 'class="field choice"' in render("{% form_field field %}", field=form["sure"])
    assert "label" not in render("{% form_field field %}", field=form["hidden"])


def test_every_id_a_field_is_described_by_is_on_the_page() -> None:
    html = render("{% form_field field %}", field=Sample({"title": ""})["title"])
    described = html.split('aria-describedby="')[1].split('"')[0].split()
    assert all(f'id="{one}"' in html for one in described)


def test_panels_of_higher_apps_appear_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf: registry.Shelf[registry.Panel] = registry.Shelf()
    monkeypatch.setattr(registry, "panels", shelf)
    shelf.add(registry.Panel("country", 2, lambda _request, subject: f"<p>{subject}</p>"))
    shelf.add(registry.Panel("country", 1, lambda _request, _subject: "<p>first</p>"))
    shelf.add(registry.Panel("country", 3, lambda _request, _subject: ""))
    shelf.add(registry.Panel("home", 1, lambda _request, _subject: "<p>home</p>"))
    assert render('{% panels "country" "KAZ" %}') == "<p>first</p><p>KAZ</p>"


def test_words_are_marked_in_a_template() -> None:
    assert Template("{% load kopri %}{{ text|mark_words:'gas' }}").render(Context({"text": "Gas"})) == '<mark class="hit">Gas</mark>'
