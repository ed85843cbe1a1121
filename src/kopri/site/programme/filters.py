"""What lists of projects and milestones can be narrowed to."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kopri.site.base.multilingual import Multilingual
from kopri.site.programme.areas import areas, sector_name, sectors_of
from kopri.site.programme.models import Milestone, Project, ProjectCountry, ProjectSector
from kopri.site.programme.standing import Standing
from kopri.site.record.labels import country_label

NO_OWNER = "no_owner"


class StandingForm(forms.Form):
    """How something stands; `no_owner` is asked for like a standing."""

    standing = forms.ChoiceField(label=_("How it stands"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("standing", [*((s.value, capfirst(str(s.label))) for s in Standing), (NO_OWNER, capfirst(str(_("without an owner"))))])

    def offer(self, field: str, choices: list[tuple[str, Any]]) -> None:
        """What can be chosen; nothing means anything."""
        chosen = self.fields[field]
        if isinstance(chosen, forms.ChoiceField):
            chosen.choices = [("", _("any")), *choices]

    def asked(self) -> dict[str, Any]:
        """What was chosen, as far as it was offered."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def narrow_standing(self, rows: Any, today: Any) -> Any:
        """The rows that stand as asked."""
        standing = self.asked().get("standing")
        if standing == NO_OWNER:
            return rows.without_owner()
        return rows.standing(standing, today) if standing else rows


class ProjectFilterForm(StandingForm):
    """Projects by standing, country, sector, state and kind."""

    country = forms.ChoiceField(label=_("Country"), required=False)
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        used = ProjectCountry.objects.order_by("country").values_list("country", flat=True).distinct()
        sectors = ProjectSector.objects.order_by("sector").values_list("sector", flat=True).distinct()
        self.offer("country", sorted(((code, country_label(code)) for code in used), key=lambda c: c[1]))
        names = {slug: sector_name(slug) for slug in sectors} | {area["slug"]: str(Multilingual.parse(area["name"])) for area in areas()}
        self.offer("sector", sorted(names.items(), key=lambda c: c[1]))
        self.offer("state", [(value, capfirst(str(label))) for value, label in Project.State.choices])
        self.offer("kind", [(value, capfirst(str(label))) for value, label in Project.Kind.choices])

    def narrow(self, rows: Any, today: Any) -> Any:
        """The projects asked for."""
        asked = self.asked()
        rows = self.narrow_standing(rows, today)
        for name in ("state", "kind"):
            if name in asked:
                rows = rows.filter(**{name: asked[name]})
        if "country" in asked:
            rows = rows.in_country(asked["country"])
        if "sector" in asked:
            rows = rows.in_sector(*sectors_of(asked["sector"]))
        return rows


class MilestoneFilterForm(StandingForm):
    """Milestones by standing and state."""

    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("state", [(value, capfirst(str(label))) for value, label in Milestone.State.choices])

    def narrow(self, rows: Any, today: Any) -> Any:
        """The milestones asked for."""
        rows = self.narrow_standing(rows, today)
        return rows.filter(state=self.asked()["state"]) if "state" in self.asked() else rows
