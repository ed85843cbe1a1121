"""Organisations."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kopri.lang.countries import is_country
from kopri.site.accounts.models import Organisation, User
from kopri.site.base.journal import write_journal
from kopri.site.base.multilingual import Multilingual
from kopri.site.base.permissions import require

FIELDS = ("name", "kind", "country", "parent", "website", "contact")


@transaction.atomic
def create_organisation(
    *,
    name: Multilingual,
    kind: str,
    country: str = "",
    parent: Organisation | None = None,
    website: str = "",
    contact: str = "",
    by: User,
) -> Organisation:
    """Enter an organisation people can act for.

    Raises:
        PermissionDenied: without "accounts.manage_organisations".
        ValidationError: by field.
    """
    require(by, "accounts.manage_organisations")
    organisation = Organisation(name=name, kind=kind, country=country.upper(), parent=parent, website=website, contact=contact)
    _validate(organisation)
    organisation.save()
    write_journal("organisation.created", organisation, by=by, kind=kind, country=organisation.country)
    return organisation


@transaction.atomic
def change_organisation(*, organisation: Organisation, by: User, **changes: Any) -> Organisation:
    """Change what is known of an organisation: name, kind, country, parent, website, contact.

    Raises:
        PermissionDenied: without "accounts.manage_organisations".
        ValidationError: by field; also if a field is none of these.
    """
    require(by, "accounts.manage_organisations", organisation)
    unknown = sorted(set(changes) - set(FIELDS))
    if unknown:
        raise ValidationError(_("An organisation has no field “%(field)s”.") % {"field": unknown[0]})
    changed = sorted(field for field, value in changes.items() if getattr(organisation, field) != value)
    for field in changed:
        setattr(organisation, field, changes[field])
    _validate(organisation)
    organisation.save(update_fields=changed)
    write_journal("organisation.changed", organisation, by=by, fields=changed)
    return organisation


def _validate(organisation: Organisation) -> None:
    wrong: dict[str, Any] = {}
    if not organisation.name:
        wrong["name"] = _("Please give a name in at least one language.")
    if organisation.country and not is_country(organisation.country):
        wrong["country"] = _("Please give the country by its three letters of ISO 3166, such as KOR.")
    if _is_part_of_itself(organisation):
        wrong["parent"] = _("An organisation cannot be a part of one of its own parts.")
    try:
        organisation.full_clean(exclude=["name", *wrong])
    except ValidationError as error:
        wrong = {**error.message_dict, **wrong}
    if wrong:
        raise ValidationError(wrong)


def _is_part_of_itself(organisation: Organisation) -> bool:
    above = organisation.parent
    while above is not None and organisation.pk is not None:
        if above.pk == organisation.pk:
            return True
        above = above.parent
    return False
