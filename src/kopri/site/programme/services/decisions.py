"""Services on decisions."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kopri.site.base.journal import write_journal
from kopri.site.base.multilingual import Multilingual
from kopri.site.base.permissions import require
from kopri.site.programme.models import Decision
from kopri.site.programme.services.checking import check_name, check_sourced
from kopri.site.programme.services.moving import check_move, fresh


@transaction.atomic
def add_decision(*, text: Multilingual, by: Any, **fields: Any) -> Decision:
    """Write down what a body decided.

    Raises:
        PermissionDenied: if `by` may not decide.
        ValidationError: if it has no words or belongs to neither edition nor session.
    """
    require(by, "programme.decide")
    decision = Decision(text=text, **fields)
    check_name("text", text)
    check_sourced(decision)
    if decision.edition is None and decision.session is None:
        raise ValidationError({"edition": _("A decision was taken at an edition or in a session.")})
    decision.full_clean()
    decision.save()
    write_journal("decision.added", decision, by=by, state=decision.state)
    return decision


@transaction.atomic
def move_decision(*, decision: Decision, state: str, by: Any, reason: str = "") -> Decision:
    """Adopt a decision, or withdraw it.

    Raises:
        PermissionDenied: if the step is not theirs.
        ValidationError: if the table has no such step, or what it needs is missing.
    """
    require(by, "programme.decide", decision)
    decision = fresh(decision)
    check_move("decision", decision, state, by=by, given={"reason": reason})
    before, decision.state = decision.state, state
    decision.save(update_fields=["state"])
    write_journal("decision.moved", decision, by=by, changes={"state": [before, state]})
    return decision
