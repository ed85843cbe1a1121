"""Services on minutes: put before the members, agreed by each of them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kopri.site.base.journal import write_journal
from kopri.site.base.permissions import require
from kopri.site.programme.models import MinutesAgreement, Session
from kopri.site.programme.services.checking import check_countries


@transaction.atomic
def ask_for_agreement(*, session: Session, minutes: str, countries: list[str], by: Any) -> Session:
    """Put minutes before member countries; earlier words on other minutes are void.

    Raises:
        PermissionDenied: if `by` may not manage editions.
        ValidationError: if there are no minutes or no countries, or the session was not held.
    """
    require(by, "programme.manage_editions", session)
    check_countries("countries", countries)
    if not countries:
        raise ValidationError({"countries": _("Name the countries that are asked.")})
    if not minutes.strip():
        raise ValidationError({"minutes": _("Write the minutes first.")})
    if session.state != Session.State.HELD:
        raise ValidationError({"state": _("Minutes are agreed after the session was held.")})
    session.minutes = minutes
    session.save(update_fields=["minutes"])
    session.agreements.all().delete()
    MinutesAgreement.objects.bulk_create([MinutesAgreement(session=session, country=country) for country in countries])
    write_journal("session.minutes_sent", session, by=by, countries=countries)
    return session


@transaction.atomic
def answer_minutes(*, agreement: MinutesAgreement, agreed: bool, by: Any, remark: str = "") -> MinutesAgreement:
    """Write down a member's word on the minutes.

    Raises:
        PermissionDenied: if `by` may not decide.
        ValidationError: if it is withheld without a remark, or the minutes are agreed already.
    """
    require(by, "programme.decide", agreement.session)
    if agreement.session.state == Session.State.MINUTES_AGREED:
        raise ValidationError({"agreed": _("These minutes are agreed; no word on them is changed any more.")})
    if not agreed and not remark.strip():
        raise ValidationError({"remark": _("Say what the member does not agree to.")})
    agreement.agreed, agreement.remark, agreement.by, agreement.at = agreed, remark, by, timezone.now()
    agreement.save()
    write_journal("session.minutes_answered", agreement.session, by=by, country=agreement.country, agreed=agreed)
    return agreement
