"""Standings, dates and sums of the programme in templates: `{% load projects %}`."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kopri.site.accounts.querysets import today as forum_today
from kopri.site.base.templatetags.kopri import country, flag, state
from kopri.site.base.wording import amount, fuzzy_date, number
from kopri.site.programme.areas import sector_name
from kopri.site.programme.links import address
from kopri.site.programme.money import Total
from kopri.site.programme.standing import BADGES, Standing, standing_of, standing_words

CENTS = Decimal("0.01")
register = template.Library()
register.filter("address", address)
register.filter("sector_name", sector_name)


@register.simple_tag(takes_context=True)
def stands(context: Mapping[str, Any], record: Any) -> SafeString:
    """`{% stands milestone %}`: how it stands today (or on `today` of the page), by shape and word."""
    day: date = context.get("today") or forum_today()
    found = getattr(record, "standing", None) or standing_of(record, day)
    return state(BADGES[Standing(found)].value, standing_words(record, found, day))


@register.simple_tag
def due(record: Any) -> SafeString:
    """`{% due milestone %}`: the date with a flag where nobody agreed on it, and what it was before it slipped."""
    if not record.due:
        return format_html('<span class="note">{}</span>', _("no date"))
    shown = format_html("{}", fuzzy_date(record.due))
    if record.due_basis != "agreed":
        return format_html("{} {}", shown, flag(_("suggested"), _("Nobody has agreed on this date yet: it never counts as overdue.")))
    if record.due_baseline and record.due_baseline != record.due:
        first = _("first agreed: %(date)s") % {"date": fuzzy_date(record.due_baseline)}
        return format_html('{} <span class="note">{}</span>', shown, first)
    return shown


@register.simple_tag
def invented(record: Any) -> SafeString:
    """`{% invented project %}`: a flag on what was made up for the demonstration."""
    return (
        flag(_("invented"), _("Made up for the demonstration; any likeness to a real one is chance."))
        if record.invented
        else SafeString("")
    )


@register.simple_tag
def money(value: Decimal, currency: str) -> str:
    """`{% money 1200.5 "KRW" %}`: an amount with every digit that says something; cents are two."""
    plain = value.normalize()
    if plain == value.quantize(CENTS) != value.to_integral_value():
        plain = value.quantize(CENTS)
    return amount(f"{plain:f}", currency, exact=True)


@register.filter
def originals(total: Total) -> SafeString:
    """A total in the currencies it was agreed in, a line for each."""
    return format_html_join(SafeString("<br>"), "{}", ((money(value, currency),) for currency, value in total.original))


@register.filter
def in_dollars(total: Total) -> str:
    """A total converted to US dollars."""
    return amount(total.usd.quantize(Decimal(1)), "USD", exact=True)


@register.filter
def in_short(total: Total) -> str:
    """The same in three digits: "USD 13.5 million"."""
    return amount(total.usd.quantize(Decimal(1)), "USD")


@register.filter
def rate_days(total: Total) -> str:
    """The days of the rates a total was converted by."""
    if total.rates is None:
        return _("in dollars")
    first, last = total.rates
    if first == last:
        return _("rate of %(day)s") % {"day": fuzzy_date(first)}
    return _("rates of %(first)s to %(last)s") % {"first": fuzzy_date(first), "last": fuzzy_date(last)}


@register.filter
def shares(rows: Any) -> str:
    """Countries or sectors with their shares: "Kazakhstan 60 %, Uzbekistan 40 %"."""
    return ", ".join(_share(row) for row in rows)


def _share(row: Any) -> str:
    name = country(row.country) if hasattr(row, "country") else sector_name(row.sector)
    return name if row.share is None else _("%(name)s %(share)s%%") % {"name": name, "share": number(row.share.normalize())}


@register.filter
def indicator_value(value: Decimal) -> str:
    """A value of an indicator without zeros that say nothing."""
    return number(f"{value.normalize():f}")


@register.simple_tag
def evidence_link(evidence: Any) -> SafeString:
    """`{% evidence_link evidence %}`: its title, leading to its file, its address or the statement it is."""
    if evidence.file:
        url = reverse("programme:evidence", args=[evidence.reference])
    else:
        url = evidence.url or (reverse("record:statement", args=[evidence.statement.reference]) if evidence.statement else "")
    return format_html('<a href="{}"{}>{}</a>', url, SafeString(' rel="external"') if evidence.url else "", evidence.title)
