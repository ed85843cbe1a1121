"""People, organisations, and the roles people have in them for a time."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

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


class User(AbstractBaseUser, PermissionsMixin):
    """A person who can sign in."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=8, default="en")
    time_zone = models.CharField(_("time zone"), max_length=40, default="Asia/Seoul")
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.name or self.email


class Organisation(models.Model):
    """A ministry, agency, chamber, chapter, company or press office that people act for."""

    name = MultilingualField()
    kind = models.CharField(max_length=40)
    country = models.CharField(max_length=3, blank=True)

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
    """A person has a role in an organisation from a day on, until a day."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(end__isnull=True) | models.Q(end__gte=models.F("start")), name="membership_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.organisation}"
