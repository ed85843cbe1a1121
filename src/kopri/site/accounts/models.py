"""People, organisations, and the roles people have in them for a time."""

from typing import Any, ClassVar, NoReturn

import rules
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from kopri.site.accounts.querysets import (
    ErasureQuerySet,
    InvitationQuerySet,
    MembershipQuerySet,
    OrganisationQuerySet,
    UserQuerySet,
)
from kopri.site.base.multilingual import MultilingualField


class UserManager(BaseUserManager["User"]):
    """People sign in by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A person with an address; without a password nobody can sign in."""
        if not email:
            raise ValueError("a person needs an e-mail address")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


People = UserManager.from_queryset(UserQuerySet)


class User(AbstractBaseUser):
    """A person who can sign in. What they may do follows from their memberships through `rules.py` alone."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=8, blank=True, help_text=_("Empty: the language of the browser."))
    time_zone = models.CharField(_("time zone"), max_length=40, blank=True, help_text=_("Empty: the time zone of the browser."))
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)
    session_epoch = models.PositiveIntegerField(default=0, help_text="Raised to end every session of this person at once.")
    erasure_asked_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.name or self.email

    def has_perm(self, permission: str, target: object = None) -> bool:
        """Whether a rule allows it: `permission` as "accounts.see_people", `target` the thing it is about."""
        return self.is_active and bool(rules.has_perm(permission, self, target))

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """A session is good while neither password nor epoch has changed."""
        return salted_hmac("kopri.session", f"{self.password}:{self.session_epoch}", secret=secret, algorithm="sha256").hexdigest()


class Organisation(models.Model):
    """A ministry, agency, chamber, chapter, company or press office that people act for."""

    class Kind(models.TextChoices):
        SECRETARIAT = "secretariat", _("secretariat")
        MINISTRY = "ministry", _("ministry")
        AGENCY = "agency", _("agency")
        REGION = "region", _("regional or city government")
        EMBASSY = "embassy", _("embassy")
        INTERNATIONAL = "international", _("international organisation")
        CHAMBER = "chamber", _("chamber or association")
        CHAPTER = "chapter", _("traders' chapter")
        COMPANY = "company", _("company")
        RESEARCH = "research", _("university or research institute")
        PRESS = "press", _("press office or newsroom")

    name = MultilingualField(_("name"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    country = models.CharField(
        _("country"), max_length=3, blank=True, help_text=_("ISO 3166-1 alpha-3, as KOR; empty for an international one.")
    )
    parent = models.ForeignKey("self", verbose_name=_("part of"), null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    website = models.URLField(_("website"), blank=True)
    contact = models.CharField(
        _("contact"), max_length=200, blank=True, help_text=_("How to reach the office: an address of the office, not of a person.")
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(parent=models.F("id")), name="organisation_is_not_part_of_itself"),
        ]

    def __str__(self) -> str:
        return str(self.name)


class Role(models.TextChoices):
    """What somebody may be. A visitor who is not signed in is `public`."""

    PUBLIC = "public", _("public")
    COMPANY = "company", _("company")
    EXPERT = "expert", _("expert")
    LEAD_BODY = "lead_body", _("lead body")
    COMMITTEE = "committee", _("committee member")
    CHAPTER = "chapter", _("chapter or vetter")
    ORGANISER = "organiser", _("organiser")
    INTERPRETER = "interpreter", _("interpreter")
    EDITOR = "editor", _("editor")
    SECRETARIAT = "secretariat", _("secretariat")
    ADMINISTRATOR = "administrator", _("administrator")


class Membership(models.Model):
    """A person has a role in an organisation from a day on, until a day on which it is no longer held."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    start = models.DateField(_("from"))
    end = models.DateField(_("until"), null=True, blank=True, help_text=_("The first day on which the role is no longer held."))

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__isnull=True) | models.Q(end__gte=models.F("start")), name="membership_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=~models.Q(role=Role.PUBLIC), name="nobody_is_made_public"),
            models.UniqueConstraint(
                fields=["user", "organisation", "role"], condition=models.Q(end__isnull=True), name="one_open_membership_of_a_kind"
            ),
        ]
        ordering = ["-start", "id"]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.organisation}"


class Invitation(models.Model):
    """A role offered by e-mail to somebody who has no account yet. The link carries a signed id, good once and for a time."""

    email = models.EmailField(_("e-mail address"), blank=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(_("language of the letter"), max_length=8, blank=True)
    organisation = models.ForeignKey(Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="invitations")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    invited_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="invitations_sent")
    at = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField()
    accepted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="invitations_accepted")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.organisation}"


class Erasure(models.Model):
    """Somebody was erased. Append-only: after a backup is restored, everybody on this list is erased again."""

    person = models.BigIntegerField(unique=True, help_text="Id of the person who was erased.")
    at = models.DateTimeField()

    objects = ErasureQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.person} {self.at:%Y-%m-%d}"

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refused: the list of erasures is append-only."""
        raise TypeError("the list of erasures is append-only: an entry is never deleted")
