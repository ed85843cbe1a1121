"""What the page of a commitment says first: how it stands, who answers for it, whom it binds."""

from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kopri.site.base.components import Fact
from kopri.site.base.templatetags.kopri import country_names
from kopri.site.base.wording import fuzzy_date
from kopri.site.programme.links import address
from kopri.site.programme.querysets.ground import sees_the_desk
from kopri.site.programme.standing import Standing, agreed_until, late_by, standing_of
from kopri.site.programme.templatetags.commitments import sector_names


def sentences_of(commitment: Any, today: date) -> list[str]:
    """How a commitment stands on a day, in sentences."""
    return [_standing(commitment, today), _lead(commitment), _bound(commitment)]


def _standing(commitment: Any, today: date) -> str:
    words = {"state": capfirst(commitment.get_state_display()), "due": fuzzy_date(commitment.due)}
    standing = standing_of(commitment, today)
    if standing == Standing.OVERDUE:
        late = {"time": late_by(agreed_until(commitment), today)}
        return _("%(state)s, overdue by %(time)s: it was due %(due)s.") % (words | late)
    if standing in {Standing.DONE, Standing.ENDED}:
        return _("%(state)s.") % words
    if not commitment.due:
        return _("%(state)s; no date was agreed.") % words
    if commitment.due_basis != "agreed":
        return _("%(state)s; %(due)s is suggested, not agreed.") % words
    if standing == Standing.STALLED:
        return _("%(state)s, due %(due)s; nothing has moved for half a year.") % words
    return _("%(state)s, due %(due)s.") % words


def _lead(commitment: Any) -> str:
    return _("Led by %(lead)s.") % {"lead": commitment.lead} if commitment.lead else _("Nobody answers for it yet.")


def _bound(commitment: Any) -> str:
    if not commitment.members:
        return _("No member country is named.")
    words = {"members": country_names(commitment.members), "towards": country_names(commitment.towards)}
    if commitment.towards:
        return _("It binds %(members)s towards %(towards)s.") % words
    return _("It binds %(members)s.") % words


def facts_of(commitment: Any, user: Any) -> list[Fact]:
    """The columns of a commitment that have something to say to a reader: what is hidden from them is not named."""
    whole = (commitment.edition, commitment.parent, commitment.successor)
    edition, parent, after = (row if row and (row.visibility == "public" or sees_the_desk(user)) else None for row in whole)
    return [
        Fact(_("Why"), commitment.reason),
        Fact(_("Strength"), commitment.get_strength_display()),
        Fact(_("Sectors"), sector_names(commitment.sectors)),
        Fact(_("First agreed for"), fuzzy_date(commitment.due_baseline) if commitment.due_baseline != commitment.due else ""),
        Fact(_("Edition"), edition or "", address(edition) if edition else ""),
        Fact(_("Part of"), parent or "", address(parent) if parent else ""),
        Fact(_("Followed by"), after or "", address(after) if after else ""),
        Fact(_("Seen by"), commitment.get_visibility_display() if commitment.visibility != "public" else ""),
        Fact(_("Source"), commitment.source),
    ]
