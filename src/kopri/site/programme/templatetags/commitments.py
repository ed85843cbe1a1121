"""Signs of commitments in templates: `{% load commitments %}`."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import template
from django.forms import BaseForm
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kopri.lang import countries
from kopri.site.base.components import State
from kopri.site.base.templatetags.kopri import state
from kopri.site.base.wording import number
from kopri.site.programme.areas import sector_name
from kopri.site.programme.models import CompletionScore
from kopri.site.programme.scoring import MemberSum, member_sum
from kopri.site.record.forms.fields import CountriesField
from kopri.site.record.labels import country_label

register = template.Library()

COMPLETION_BADGES = {
    "no_evidence": State.IDLE,
    "not_started": State.LATE,
    "limited": State.SOON,
    "substantial": State.RUN,
    "complete": State.DONE,
}
MEMBER_BADGES = {-1: State.LATE, 0: State.RUN, 1: State.DONE}


@register.simple_tag
def completion(value: str | None) -> SafeString:
    """`{% completion commitment.completion %}`: a value of OGP's scale, by shape and word; what is not scored says so."""
    if not value:
        return format_html('<span class="note">{}</span>', _("not scored"))
    return state(COMPLETION_BADGES[value].value, str(CompletionScore.Completion(value).label))


@register.simple_tag
def member_score(value: int | str | None) -> SafeString:
    """`{% member_score 1 %}`: +1, 0 or −1 by shape and sign."""
    if not isinstance(value, int):
        return format_html('<span class="note">{}</span>', _("not scored"))
    return state(MEMBER_BADGES[value].value, signed(value))


@register.filter
def signed(value: int) -> str:
    """A score with its sign: "+1", "0", "−1"."""
    return f"{value:+d}".replace("-", "−") if value else "0"


@register.filter
def scored_members(commitment: Any) -> MemberSum:
    """How the members of a commitment of a list were scored."""
    return member_sum(commitment.members, commitment.final_members)


@register.filter
def member_words(found: MemberSum) -> str:
    """In words: "75 %, 2 scored of 3"; a percentage only where somebody was scored."""
    words = {"scored": number(found.scored), "bound": number(found.bound), "percent": number(found.percentage)}
    if found.percentage is None:
        return _("0 scored of %(bound)s") % words
    return _("%(percent)s%%, %(scored)s scored of %(bound)s") % words


@register.filter
def sector_names(slugs: Iterable[str]) -> str:
    """Several sectors, comma between."""
    return ", ".join(sector_name(slug) for slug in slugs)


@register.filter
def forum_day(moment: datetime) -> str:
    """The day of a moment on the forum's calendar, as an address has it: 2026-01-31."""
    return timezone.localtime(moment, timezone.get_default_timezone()).date().isoformat()


@register.simple_tag
def countries_list(form: BaseForm) -> SafeString:
    """`{% countries_list form %}`: the names that fields for countries offer; nothing for a form without such a field."""
    if not any(isinstance(field, CountriesField) for field in form.fields.values()):
        return SafeString("")
    names = ((country_label(code),) for code in countries.countries())
    return format_html('<datalist id="list-countries">{}</datalist>', format_html_join("", '<option value="{}"></option>', names))


@register.filter
def wording(paragraph: Any) -> Any:
    """A paragraph's words as the reader sees them (`shown`): in their language, else English, else the first; None if none."""
    known = {version.language: version for version in paragraph.shown}
    wanted = (get_language() or "en").split("-")[0]
    return known.get(wanted) or known.get("en") or next(iter(known.values()), None)
