"""What the list of commitments can be narrowed to: in the database for today, row by row for an earlier day."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kopri.site.accounts.models import Organisation
from kopri.site.programme.areas import sector_name
from kopri.site.programme.filters import NO_OWNER, StandingForm
from kopri.site.programme.models import Commitment, Edition
from kopri.site.programme.standing import STATES, standing_of
from kopri.site.record.labels import country_label

SCORED, UNSCORED = "yes", "no"


class CommitmentFilterForm(StandingForm):
    """Commitments by words, member, lead body, sector, edition, state and standing."""

    words = forms.CharField(label=_("Words"), required=False, max_length=80)
    member = forms.ChoiceField(label=_("Member"), required=False)
    lead = forms.ChoiceField(label=_("Lead body"), required=False)
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    edition = forms.ChoiceField(label=_("Edition"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    scored = forms.ChoiceField(label=_("Scored"), required=False)
    as_of = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)

    field_order = ("words", "member", "lead", "sector", "edition", "state", "standing", "scored")

    def __init__(self, *args: Any, rows: Iterable[Commitment] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = list(rows)
        leads = Organisation.objects.filter(pk__in={r.lead_id for r in known if r.lead_id})
        editions = Edition.objects.filter(pk__in={r.edition_id for r in known if r.edition_id}).select_related("body")
        self.offer("member", by_name((code, country_label(code)) for row in known for code in (*row.members, *row.towards)))
        self.offer("lead", by_name((str(lead.pk), str(lead)) for lead in leads))
        self.offer("sector", by_name((slug, sector_name(slug)) for row in known for slug in row.sectors))
        self.offer("edition", [(edition.reference, str(edition)) for edition in editions])
        self.offer("state", [(value, capfirst(str(label))) for value, label in Commitment.State.choices])
        self.offer("scored", [(SCORED, _("scored")), (UNSCORED, _("not scored"))])

    def chosen(self) -> dict[str, Any]:
        """What the list is narrowed to, the day aside."""
        return {name: value for name, value in self.asked().items() if name != "as_of"}

    def narrow(self, rows: Any, today: date) -> Any:
        """The commitments asked for, in the database."""
        asked = self.chosen()
        rows = self.narrow_standing(rows, today)
        if "words" in asked:
            rows = rows.matching(asked["words"].replace("\x00", ""))
        if "member" in asked:
            rows = rows.binding(asked["member"])
        if "sector" in asked:
            rows = rows.in_sector(asked["sector"])
        if "scored" in asked:
            scored = rows.model.objects.scored().values("pk")
            rows = rows.filter(pk__in=scored) if asked["scored"] == SCORED else rows.exclude(pk__in=scored)
        exact = {"lead": "lead_id", "state": "state", "edition": "edition__reference"}
        return rows.filter(**{column: asked[name] for name, column in exact.items() if name in asked})

    def keep(self, rows: Sequence[Any], day: date) -> list[Any]:
        """The same for rows at hand, as they were on a day."""
        asked = self.chosen()
        words = str(asked.get("words", "")).casefold().split()
        return [row for row in rows if self._holds(row, asked, day) and all(word in searched(row) for word in words)]

    def _holds(self, row: Any, asked: dict[str, Any], day: date) -> bool:
        checks: dict[str, Callable[[Any], bool]] = {
            "member": lambda v: v in row.members or v in row.towards,
            "lead": lambda v: str(row.lead_id) == v,
            "sector": lambda v: v in row.sectors,
            "edition": lambda v: row.edition is not None and row.edition.reference == v,
            "state": lambda v: row.state == v,
            "standing": lambda v: stands(row, v, day),
            "scored": lambda v: bool(row.completion) == (v == SCORED),
        }
        return all(check(asked[name]) for name, check in checks.items() if name in asked)


def stands(row: Any, wanted: str, day: date) -> bool:
    """Whether a row stands so on a day."""
    if wanted == NO_OWNER:
        return row.state in STATES["commitment"].open and row.lead_id is None
    return standing_of(row, day) == wanted


def searched(row: Any) -> str:
    """The words a row is found by."""
    texts = [version.text for text in (row.title, row.text) for version in text.versions.values()]
    return " ".join([row.reference, *texts]).casefold()


def by_name(choices: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Each choice once, by name."""
    return sorted(set(choices), key=lambda choice: choice[1].casefold())
