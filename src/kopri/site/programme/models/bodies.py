"""The forum's organs and what they hold: bodies, editions, sessions, agenda, delegations, decisions, contacts between countries."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kopri.site.accounts.models import Organisation
from kopri.site.base.multilingual import MultilingualField
from kopri.site.programme.models.ground import Kept
from kopri.site.programme.querysets.bodies import (
    AgendaItemQuerySet,
    BodyQuerySet,
    ContactQuerySet,
    DecisionQuerySet,
    DelegationQuerySet,
    EditionQuerySet,
    PaperQuerySet,
    SessionQuerySet,
)
from kopri.site.record.models import Document, Statement


class Level(models.TextChoices):
    """Who meets. It may change from one edition to the next."""

    SUMMIT = "summit", _("heads of state or government")
    MINISTERS = "ministers", _("ministers")
    VICE_MINISTERS = "vice_ministers", _("vice-ministers")
    OFFICIALS = "officials", _("senior officials")
    EXPERTS = "experts", _("experts")
    BUSINESS = "business", _("business")


class Mode(models.TextChoices):
    """How people meet."""

    IN_PERSON = "in_person", _("in person")
    ONLINE = "online", _("on line")
    MIXED = "mixed", _("in person and on line")


class Body(Kept):
    """A standing or temporary organ."""

    class Kind(models.TextChoices):
        """What sort of organ."""

        FORUM = "forum", _("forum")
        COUNCIL = "council", _("council")
        COMMITTEE = "committee", _("committee")
        SECRETARIAT = "secretariat", _("secretariat")
        WORKING_GROUP = "working_group", _("working group")
        BUSINESS_COUNCIL = "business_council", _("business council")

    slug = models.SlugField(unique=True)
    name = MultilingualField(_("name"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    parent = models.ForeignKey("self", verbose_name=_("part of"), null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    members = models.JSONField(_("member countries"), default=list, blank=True)
    mandate = MultilingualField(_("mandate"))
    founded = models.CharField(_("founded"), max_length=20, blank=True)
    ended = models.CharField(_("ended"), max_length=20, blank=True)

    objects = BodyQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name_plural = "bodies"

    def __str__(self) -> str:
        return str(self.name)


class BodyMember(models.Model):
    """An organisation in a body, public or private, for a time."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="seats")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="seats")
    role = models.CharField(max_length=40, blank=True)
    start = models.CharField(max_length=20, blank=True)
    end = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["body_id", "id"]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.body}"


class Edition(Kept):
    """One holding of the forum. Host, level, mode and kind of statement are free; years may be skipped."""

    class State(models.TextChoices):
        """How far an edition has come."""

        PLANNED = "planned", _("planned")
        CALLED = "called", _("called")
        PREPARED = "prepared", _("prepared")
        HELD = "held", _("held")
        CLOSED = "closed", _("closed")
        POSTPONED = "postponed", _("postponed")
        CANCELLED = "cancelled", _("cancelled")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    level = models.CharField(_("level"), max_length=20, choices=Level.choices, blank=True)
    mode = models.CharField(_("mode"), max_length=10, choices=Mode.choices, default=Mode.IN_PERSON)
    country = models.CharField(_("host country"), max_length=3, blank=True)
    city = MultilingualField(_("city"))
    planned = models.CharField(
        _("planned for"), max_length=20, blank=True, help_text=_("A day, month, quarter or year, as 2026-10 or 2026-Q4.")
    )
    start = models.DateField(_("first day"), null=True, blank=True)
    end = models.DateField(_("last day"), null=True, blank=True)
    theme = MultilingualField(_("theme"))
    outcome = models.CharField(_("kind of statement"), max_length=80, blank=True)
    link = models.URLField(_("link for taking part on line"), blank=True)
    time_zone = models.CharField(_("time zone"), max_length=40, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.PLANNED)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["body_id", "-number", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], condition=models.Q(number__isnull=False), name="one_edition_of_a_number"),
            models.CheckConstraint(
                condition=models.Q(end__isnull=True) | models.Q(end__gte=models.F("start")), name="edition_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.number or ''}".strip()


class Session(Kept):
    """A sitting of a body, inside an edition or on its own; side events and bilateral talks too."""

    class Kind(models.TextChoices):
        """What sort of sitting."""

        PLENARY = "plenary", _("plenary")
        SPECIAL = "special", _("special session")
        SECTOR = "sector", _("sector session")
        MEETING = "meeting", _("meeting")
        BILATERAL = "bilateral", _("bilateral talks")
        SIDE_EVENT = "side_event", _("side event")

    class State(models.TextChoices):
        """How far a sitting has come."""

        SCHEDULED = "scheduled", _("scheduled")
        HELD = "held", _("held")
        MINUTES_AGREED = "minutes_agreed", _("minutes agreed")
        CANCELLED = "cancelled", _("cancelled")

    edition = models.ForeignKey(Edition, null=True, blank=True, on_delete=models.CASCADE, related_name="sessions")
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="sessions")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    name = MultilingualField(_("name"))
    number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    sector = models.CharField(_("sector"), max_length=40, blank=True)
    countries = models.JSONField(_("countries"), default=list, blank=True)
    start = models.DateTimeField(_("begins"), null=True, blank=True)
    end = models.DateTimeField(_("ends"), null=True, blank=True)
    day = models.CharField(_("day"), max_length=20, blank=True, help_text=_("Where the hour is not known: a day, month or quarter."))
    place = models.CharField(_("place"), max_length=200, blank=True)
    mode = models.CharField(_("mode"), max_length=10, choices=Mode.choices, default=Mode.IN_PERSON)
    link = models.URLField(_("link for taking part on line"), blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    minutes = models.TextField(_("minutes"), blank=True)
    state = models.CharField(_("state"), max_length=16, choices=State.choices, default=State.SCHEDULED)

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["edition_id", "order", "start", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(edition__isnull=False) | models.Q(body__isnull=False), name="session_belongs_to_edition_or_body"
            )
        ]

    def __str__(self) -> str:
        return str(self.name)


class MinutesAgreement(models.Model):
    """A member country's word on the minutes of a session: one row for each country."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="agreements")
    country = models.CharField(max_length=3)
    agreed = models.BooleanField(null=True, help_text="Empty: has not answered.")
    remark = models.TextField(blank=True)
    at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "country"], name="one_word_on_minutes_each")]

    def __str__(self) -> str:
        return f"{self.country} {self.agreed}"


class AgendaItem(models.Model):
    """A point of a session's agenda. `carried` names the unfinished commitment it was proposed from."""

    class State(models.TextChoices):
        """How far a point has come."""

        PROPOSED = "proposed", _("proposed")
        ADOPTED = "adopted", _("on the agenda")
        DROPPED = "dropped", _("dropped")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="agenda")
    session = models.ForeignKey(Session, null=True, blank=True, on_delete=models.SET_NULL, related_name="agenda")
    order = models.PositiveSmallIntegerField(default=0)
    title = MultilingualField(_("title"))
    carried = models.ForeignKey("programme.Commitment", null=True, blank=True, on_delete=models.SET_NULL, related_name="agenda_items")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PROPOSED)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ["edition_id", "order", "id"]
        constraints = [models.UniqueConstraint(fields=["edition", "carried"], name="a_commitment_carried_once_an_edition")]

    def __str__(self) -> str:
        return str(self.title)


class Paper(models.Model):
    """A document put before an edition or session."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="papers")
    session = models.ForeignKey(Session, null=True, blank=True, on_delete=models.SET_NULL, related_name="papers")
    item = models.ForeignKey(AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="papers")
    number = models.CharField(_("number"), max_length=20, blank=True)
    title = models.CharField(_("title"), max_length=300)
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.SET_NULL, related_name="papers")
    url = models.URLField(_("address"), max_length=500, blank=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["edition_id", "number", "id"]

    def __str__(self) -> str:
        return self.title


class Delegation(models.Model):
    """A country or organisation at an edition: its head by post and name, how many came."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="delegations")
    country = models.CharField(_("country"), max_length=3, blank=True)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="delegations")
    head = models.CharField(_("head of delegation"), max_length=200, blank=True)
    post = models.CharField(_("post"), max_length=200, blank=True)
    size = models.PositiveIntegerField(_("delegates"), null=True, blank=True)
    mode = models.CharField(_("takes part"), max_length=10, choices=Mode.choices, blank=True)
    attended = models.BooleanField(_("attended"), null=True, blank=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        ordering = ["edition_id", "country", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(country="") | models.Q(organisation__isnull=False), name="delegation_of_country_or_organisation"
            )
        ]

    def __str__(self) -> str:
        return self.country or str(self.organisation)


class Decision(Kept):
    """What a body decided. It rests on paragraphs of an adopted text or on the minutes of a session."""

    class State(models.TextChoices):
        """How far a decision has come."""

        PROPOSED = "proposed", _("proposed")
        ADOPTED = "adopted", _("adopted")
        WITHDRAWN = "withdrawn", _("withdrawn")

    edition = models.ForeignKey(Edition, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions")
    session = models.ForeignKey(Session, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions")
    item = models.ForeignKey(AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="decisions")
    number = models.CharField(_("number"), max_length=20, blank=True)
    text = MultilingualField(_("text"))
    date = models.CharField(_("date"), max_length=20, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PROPOSED)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-date", "id"]

    def __str__(self) -> str:
        return str(self.text)[:120]


class Contact(Kept):
    """A high-level contact of two or more countries: visit, summit, call, consultation; held or agreed for a date."""

    class Kind(models.TextChoices):
        """What sort of contact."""

        STATE_VISIT = "state_visit", _("state visit")
        VISIT = "visit", _("visit")
        SUMMIT = "summit", _("summit talks")
        TALKS = "talks", _("talks")
        CALL = "call", _("call")
        CONSULTATION = "consultation", _("consultations")
        COMMISSION = "commission", _("joint commission")

    class State(models.TextChoices):
        """Whether it took place."""

        AGREED = "agreed", _("agreed")
        HELD = "held", _("held")
        POSTPONED = "postponed", _("postponed")
        CANCELLED = "cancelled", _("cancelled")

    kind = models.CharField(_("kind"), max_length=14, choices=Kind.choices)
    level = models.CharField(_("level"), max_length=20, choices=Level.choices, blank=True)
    countries = models.JSONField(_("countries"), default=list)
    title = MultilingualField(_("title"))
    date = models.CharField(_("date"), max_length=20, help_text=_("A day, month, quarter or year."))
    date_from = models.DateField(null=True, editable=False, db_index=True)
    date_until = models.DateField(null=True, editable=False)
    place = models.CharField(_("place"), max_length=120, blank=True)
    mode = models.CharField(_("mode"), max_length=10, choices=Mode.choices, default=Mode.IN_PERSON)
    statement = models.ForeignKey(Statement, null=True, blank=True, on_delete=models.SET_NULL, related_name="contacts")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.HELD)

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["-date_from", "id"]

    def __str__(self) -> str:
        return str(self.title)
