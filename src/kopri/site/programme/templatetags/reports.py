"""Signs of reports in templates: `{% load reports %}`."""

from datetime import date

from django import template
from django.utils.safestring import SafeString

from kopri.site.accounts.querysets import today as forum_today
from kopri.site.base.templatetags.kopri import state
from kopri.site.programme import report_page
from kopri.site.programme.links import address
from kopri.site.programme.models import Report, ReportLine
from kopri.site.programme.report_lines import thing_of

register = template.Library()


@register.simple_tag
def report_state(report: Report, day: date | None = None) -> SafeString:
    """`{% report_state report %}`: how a report stands, by shape and word."""
    badge, words = report_page.badge(report, day or forum_today())
    return state(badge.value, words)


@register.filter
def told_state(line: ReportLine) -> str:
    """The state a line tells of, in words."""
    return report_page.state_label(line)


@register.filter
def thing(line: ReportLine) -> object:
    """What a line is about."""
    return thing_of(line)


@register.filter
def thing_address(line: ReportLine) -> str:
    """Its page."""
    return address(thing_of(line))
