"""The site's components as template tags: `{% load kopri %}`. The page /-/components/ shows each with sample data."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField
from django.template.context import RequestContext
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kopri.lang import countries
from kopri.site.base import wording
from kopri.site.base.components import Fact, Rows, State, Tile
from kopri.site.base.registry import panels_for
from kopri.site.base.search import excerpt, mark_words

register = template.Library()

PAGES_AROUND = 2


# Words in the reader's language


@register.simple_tag(name="fuzzy_date")
def fuzzy_date_tag(value: object) -> SafeString:
    """`{% fuzzy_date "2024-Q3" %}`: as precise as it is, with the ISO form for machines."""
    words = wording.fuzzy_date(value)
    machine = str(value) if isinstance(value, str) else getattr(value, "isoformat", lambda: "")()
    if not words:
        return mark_safe("")
    if not machine or "/" in machine or machine.endswith("s") or "Q" in machine or "H" in machine:
        return format_html("<span>{}</span>", words)
    return format_html('<time datetime="{}">{}</time>', machine, words)


register.filter("fuzzy_date", wording.fuzzy_date)
register.filter("number", wording.number)
register.filter("unit_name", wording.unit_name)


@register.simple_tag(name="amount")
def amount_tag(value: object, unit: str = "") -> SafeString:
    """`{% amount "4220000000" "USD" %}`: "USD 4.22 billion", every digit in its title."""
    short, exact = wording.amount(value, unit), wording.amount(value, unit, exact=True)
    return format_html("{}", short) if short == exact else format_html('<span title="{}">{}</span>', exact, short)


@register.filter
def country(alpha3: str) -> str:
    """The name of a country, ISO 3166-1 alpha-3, in the reader's language; the code itself if it is unknown."""
    return countries.name(alpha3, str(wording.reader_locale().language)) if countries.is_country(alpha3) else alpha3


@register.filter
def country_names(codes: Iterable[str]) -> str:
    """Several countries, comma between."""
    return ", ".join(country(code) for code in codes)


@register.simple_tag(name="language_name")
def language_name(code: str) -> str:
    """The name of a language in the reader's language; the code itself if CLDR has none."""
    name: str | None = wording.reader_locale().languages.get(code)
    return name or code


register.filter("mark_words", mark_words)
register.filter("excerpt", excerpt)


# Signs


@register.simple_tag
def state(value: str, words: str = "") -> SafeString:
    """`{% state "late" "overdue, 4 years" %}`: a badge told by shape and word as well as colour."""
    known = State(value)
    return format_html('<span class="state {}">{}</span>', known.value, words or known.label)


@register.simple_tag
def source_mark(grade: str, label: str, url: str = "", quote: str = "") -> SafeString:
    """`{% source_mark "B" "joint statement, 2021" url quote %}`: where a fact stands, with the source's Admiralty grade."""
    meaning = GRADES.get(grade[:1], "")
    badge = format_html('<span class="grade" title="{}">{}</span> {}', _(meaning) if meaning else "", grade or "–", label)
    if not url:
        return (
            format_html('<span class="src" title="{}">{}</span>', quote, badge)
            if quote
            else format_html('<span class="src">{}</span>', badge)
        )
    return format_html('<a class="src" href="{}" title="{}">{}</a>', url, quote, badge)


def gettext_noop(text: str) -> str:
    """Marks a text for the catalogs; it is translated where it is shown."""
    return text


# Admiralty code (NATO AJP-2.1): reliability of a source.
GRADES: Mapping[str, str] = {
    "A": gettext_noop("completely reliable"),
    "B": gettext_noop("usually reliable"),
    "C": gettext_noop("fairly reliable"),
    "D": gettext_noop("not usually reliable"),
    "E": gettext_noop("unreliable"),
    "F": gettext_noop("reliability cannot be judged"),
}


@register.simple_tag
def flag(words: str, title: str = "") -> SafeString:
    """`{% flag "doubtful" %}`: something the reader should know about a fact."""
    return (
        format_html('<span class="flag" title="{}">{}</span>', title, words)
        if title
        else format_html('<span class="flag">{}</span>', words)
    )


@register.simple_block_tag
def warning(content: str, level: str = "medium", title: str = "") -> SafeString:
    """`{% warning "high" "Chronology" %}…{% endwarning %}`: level high, medium, low, error, info or success."""
    head = format_html("<strong>{}</strong>", title) if title else ""
    return format_html('<div class="warning {}">{}<div>{}</div></div>', level, head, content)


# Parts of pages


@register.simple_tag
def kicker(*parts: str) -> SafeString:
    """`{% kicker "Record" record_url "Document" "" %}`: label and address in turn; an empty address is no link."""
    pairs = zip(parts[::2], (*parts[1::2], ""), strict=False)
    items = [format_html('<a href="{}">{}</a>', url, label) if url else format_html("<span>{}</span>", label) for label, url in pairs]
    return format_html('<div class="kicker">{}</div>', mark_safe("".join(items)))  # noqa: S308  each item is escaped above


@register.inclusion_tag("base/components/figure_tiles.html")
def figure_tiles(tiles: Sequence[Tile]) -> dict[str, Any]:
    """`{% figure_tiles tiles %}`: the figures on top of a page, each linked to what it was counted from."""
    return {"tiles": tiles}


@register.inclusion_tag("base/components/facts.html")
def facts(rows: Iterable[Fact]) -> dict[str, Any]:
    """`{% facts rows %}`: a definition list; rows without a value are left out."""
    return {"rows": [row for row in rows if row.value not in (None, "")]}


@register.inclusion_tag("base/components/empty.html")
def empty_state(title: str, text: str, label: str = "", url: str = "") -> dict[str, Any]:
    """`{% empty_state title text label url %}`: what would stand here, how to get it, one button."""
    return {"title": title, "text": text, "label": label, "url": url}


@register.inclusion_tag("base/components/progress.html")
def progress(value: int, maximum: int, label: str) -> dict[str, Any]:
    """`{% progress 42 100 "documents read" %}`."""
    return {"value": value, "maximum": maximum, "label": label}


@register.inclusion_tag("base/components/picture.html")
def picture(svg: str, rows: Rows | None = None, caption: str = "", legend: str = "") -> dict[str, Any]:
    """`{% picture svg rows caption legend %}`: a picture with its legend and caption and, behind it, the table of what it shows."""
    return {"svg": svg, "rows": rows, "caption": caption, "legend": legend}


@register.inclusion_tag("base/components/table.html")
def rows_table(rows: Rows) -> dict[str, Any]:
    """`{% rows_table rows %}`: the table alone."""
    return {"rows": rows}


@register.inclusion_tag("base/components/pagination.html", takes_context=True)
def pagination(context: RequestContext, page: Page[Any], parameter: str = "page") -> dict[str, Any]:
    """`{% pagination page %}`: earlier, later and the pages around; keeps the rest of the query string. Nothing for a single page."""
    return {"page": page, "links": _page_links(context["request"].GET.copy(), page, parameter)}


def _page_links(query: Any, page: Page[Any], parameter: str) -> list[tuple[int, str]]:
    links = []
    for number in page.paginator.page_range:
        if number in {1, page.paginator.num_pages} or abs(number - page.number) <= PAGES_AROUND:
            query[parameter] = number
            links.append((number, "?" + query.urlencode()))
    return links


@register.inclusion_tag("base/components/field.html")
def form_field(field: BoundField) -> dict[str, Any]:
    """`{% form_field form.title %}`: label, help, what was typed, and the error beside it."""
    kind = getattr(field.field.widget, "input_type", "")
    return {"field": field, "is_choice": kind == "checkbox" and not hasattr(field.field, "choices"), "is_group": field.use_fieldset}


@register.simple_tag(takes_context=True)
def panels(context: RequestContext, place: str, subject: object = None) -> SafeString:
    """`{% panels "country" country %}`: what higher apps add to this page."""
    return mark_safe("".join(panels_for(place, context["request"], subject)))  # noqa: S308  panels are rendered templates


@register.simple_tag(takes_context=True)
def query_with(context: RequestContext, **changes: object) -> str:
    """`{% query_with kind="figure" page=None %}`: the query string of this page with changes; None takes one out."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value is None or value == "":
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"
