"""A fact, its standing and its source in templates: `{% load record %}`."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django import template
from django.template.context import RequestContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kopri.site.base.templatetags.kopri import source_mark, state
from kopri.site.base.wording import amount, fuzzy_date
from kopri.site.record import labels, marks, reasons, warning_codes, wording
from kopri.site.record.credibility import credibility_label, reasons_of
from kopri.site.record.models import Document, PostHeld, Relation, Source, State, Statement, StatementKind
from kopri.site.record.proposals import asked_about

register = template.Library()

LONGEST_QUOTE: Final = 400
BADGES: Final = {
    State.PROPOSED: "idle",
    State.ACCEPTED: "done",
    State.CORRECTED: "done",
    State.REJECTED: "stop",
    State.WITHDRAWN: "stop",
}

register.filter("measure_label", labels.measure_label)
register.filter("kind_label", labels.kind_label)
register.filter("kind_count", labels.kind_count)
register.filter("event_label", labels.event_label)
register.filter("state_label", labels.state_label)
register.filter("stage_label", labels.stage_label)
register.filter("mood_label", labels.mood_label)
register.filter("strength_label", labels.strength_label)
register.filter("sector_label", labels.sector_label)
register.filter("relation_label", labels.relation_label)
register.filter("source_kind_label", labels.source_kind_label)
register.filter("made_by_label", labels.made_by_label)
register.filter("warning_label", warning_codes.warning_label)
register.filter("warning_meaning", warning_codes.warning_meaning)
register.filter("visible", marks.visible)
register.filter("readable", reasons.readable)
register.simple_tag(wording.fact_text, name="fact")
register.simple_tag(wording.value_text, name="value")
register.simple_tag(wording.span_text, name="span")


@register.simple_tag
def fact_link(statement: Statement) -> SafeString:
    """`{% fact_link statement %}`: the fact in one line, leading to its permanent page."""
    return format_html('<a href="{}">{}</a>', reverse("record:statement", args=[statement.reference]), wording.fact_text(statement))


@register.simple_tag
def standing(statement: Statement) -> SafeString:
    """`{% standing statement %}`: whether a person stands behind it, by shape and word."""
    return state(BADGES[State(statement.state)], labels.state_label(statement.state))


@register.simple_tag
def short_standing(statement: Statement) -> SafeString:
    """`{% short_standing statement %}`: the same in a word, for tables; the whole in its title."""
    badge = state(BADGES[State(statement.state)], labels.short_state_label(statement.state))
    return format_html('<span title="{}">{}</span>', labels.state_label(statement.state), badge)


register.filter("asked_about", asked_about)
register.filter("credibility_label", credibility_label)
register.filter("credibility_reasons", reasons_of)


@register.simple_tag
def source_of(statement: Statement) -> SafeString:
    """`{% source_of statement %}`: grade, publisher and date; leads to the statement's page, the quote in its title."""
    document = statement.document
    url = reverse("record:statement", args=[statement.reference])
    return source_mark(grade_of(document), source_words(document), url, Truncator(statement.quote).chars(LONGEST_QUOTE))


@register.simple_tag
def document_source(document: Document) -> SafeString:
    """`{% document_source document %}`: grade, publisher and date; leads to the source's page."""
    url = reverse("record:source", args=[document.source.slug]) if document.source else ""
    return source_mark(grade_of(document), source_words(document), url)


@register.filter
def grade_of(document: Document) -> str:
    """The grade of a document's source; "F" where the source is not known."""
    return document.source.reliability if document.source else "F"


@register.filter
def source_words(document: Document) -> str:
    """Publisher and date of a document: "Korea Times, 2021"."""
    source = str(document.source) if document.source else _("publisher unknown")
    if not document.published:
        return _("%(source)s, no date") % {"source": source}
    return _("%(source)s, %(date)s") % {"source": source, "date": fuzzy_date(document.published)}


@register.simple_tag
def grade(source: Source) -> SafeString:
    """`{% grade source %}`: the grade alone, with its meaning in words."""
    return source_mark(source.reliability, source.get_reliability_display().partition(": ")[2])


@register.simple_tag
def quoted(statement: Statement) -> SafeString:
    """`{% quoted statement %}`: the quote, the number in it set off."""
    surface = statement.payload.get("surface") or {}
    return marks.show_quote(statement.quote, surface.get("exact", "") if isinstance(surface, dict) else "")


@register.simple_tag
def in_full(statement: Statement) -> str:
    """`{% in_full statement %}`: every digit of a figure, where its line shortens it."""
    exact, short = (amount(statement.fact["value"], statement.unit, exact=exact) for exact in (True, False))
    return "" if exact == short else exact


@register.filter
def day(moment: datetime) -> str:
    """The day of a moment, in the reader's words and time zone."""
    return fuzzy_date(timezone.localtime(moment).date())


@register.inclusion_tag("record/parts/downloads.html", takes_context=True)
def downloads(context: RequestContext) -> dict[str, Any]:
    """`{% downloads %}`: this list, as narrowed, as CSV and JSON."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    links = []
    for kind in ("csv", "json"):
        query["format"] = kind
        links.append((kind.upper(), "?" + query.urlencode()))
    return {"links": links}


@register.filter
def source_mark_of(document: Document) -> SafeString:
    """Grade, publisher and date of a document, without a link."""
    return source_mark(grade_of(document), source_words(document))


@register.simple_tag
def why(relation: Relation, *members: Statement) -> str:
    """`{% why relation %}`: why its statements contradict, support or suit each other; give them where they are not fetched along."""
    return reasons.why(relation, members or list(relation.statements.all()))


@register.simple_tag
def subject(statement: Statement) -> str:
    """`{% subject statement %}`: what a figure is a value of; for others the fact."""
    return wording.subject_text(statement) if statement.type == StatementKind.FIGURE else wording.fact_text(statement)


@register.simple_tag
def post_title(post: PostHeld) -> str:
    """`{% post_title post %}`: a post with its country or organisation."""
    return wording.post_text(post)


@register.simple_tag
def post_line(post: PostHeld) -> str:
    """`{% post_line post %}`: a post with its interval."""
    held = wording.held_text(post)
    return _("%(post)s (%(held)s)") % {"post": wording.post_text(post), "held": held} if held else wording.post_text(post)


@register.filter
def told_posts(posts: Iterable[PostHeld]) -> list[PostHeld]:
    """The posts a list tells: those of a table; where there is none, those of statements, each once."""
    held = list(posts)
    known = [post for post in held if not post.statement_id]
    return known or list({wording.post_text(post).casefold(): post for post in reversed(held)}.values())


@register.simple_tag
def resting(posts: Iterable[PostHeld]) -> str:
    """`{% resting posts %}`: what posts rest on, counted: "table of office-holders, 3 passages"."""
    held = list(posts)
    stated = sum(1 for post in held if post.statement_id)
    passages = ngettext("%(count)d passage", "%(count)d passages", stated) % {"count": stated} if stated else ""
    table = _("table of office-holders") if stated < len(held) else ""
    return ", ".join(part for part in (table, passages) if part)
