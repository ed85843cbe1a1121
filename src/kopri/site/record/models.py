"""What was said, where it stands, and what people decided about it.

Places in a text are code points, end exclusive. Dates that keep a precision are ISO strings ("2013-10", "2024-Q3") with
`…_from` and `…_until` as the first and last day they cover, for ordering and ranges.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from kopri.site.base.multilingual import MultilingualField
from kopri.site.record.querysets import (
    DocumentQuerySet,
    ErrorReportQuerySet,
    NoteQuerySet,
    PersonQuerySet,
    RelationQuerySet,
    SourceQuerySet,
    StatementQuerySet,
    TextWarningQuerySet,
)

REFERENCE_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def new_reference() -> str:
    """A short name for a permanent address: 10 letters and digits that cannot be mistaken for each other."""
    return get_random_string(10, REFERENCE_ALPHABET)


class Reliability(models.TextChoices):
    """The Admiralty grade of a source."""

    A = "A", _("A: completely reliable")
    B = "B", _("B: usually reliable")
    C = "C", _("C: fairly reliable")
    D = "D", _("D: not usually reliable")
    E = "E", _("E: unreliable")
    F = "F", _("F: cannot be judged")


class Credibility(models.IntegerChoices):
    """How credible a statement is: the second half of the Admiralty code."""

    CONFIRMED = 1, _("1: confirmed by other sources")
    PROBABLE = 2, _("2: probably true")
    POSSIBLE = 3, _("3: possibly true")
    DOUBTFUL = 4, _("4: doubtful")
    IMPROBABLE = 5, _("5: improbable")
    NOT_JUDGED = 6, _("6: cannot be judged")


class Rights(models.TextChoices):
    """What may be shown of a document's text."""

    OPEN = "open", _("open: the whole text may be shown")
    LICENSED = "licensed", _("licensed: the whole text may be shown under its licence")
    QUOTE = "quote", _("quote only: single passages with their source")


class Visibility(models.TextChoices):
    """Who sees a document and its statements."""

    DESK = "desk", _("the review desk only")
    PUBLIC = "public", _("everybody")


class ReadingState(models.TextChoices):
    """How far the reading of a document has come."""

    QUEUED = "queued", _("waiting to be read")
    READING = "reading", _("being read")
    READ = "read", _("read")
    FAILED = "failed", _("could not be read")


class State(models.TextChoices):
    """What a person decided about a statement. `withdrawn`: a newer reading no longer finds it and nobody had decided."""

    PROPOSED = "proposed", _("proposed")
    ACCEPTED = "accepted", _("accepted")
    CORRECTED = "corrected", _("corrected")
    REJECTED = "rejected", _("rejected")
    WITHDRAWN = "withdrawn", _("withdrawn")


CONFIRMED = (State.ACCEPTED, State.CORRECTED)
OPEN_STATES = (State.PROPOSED, State.ACCEPTED, State.CORRECTED)


class StatementKind(models.TextChoices):
    """The types of statement."""

    FIGURE = "figure", _("figure")
    EVENT = "event", _("event")
    COMMITMENT = "commitment", _("commitment")
    AGREEMENT = "agreement", _("agreement")
    POST = "post", _("post")
    ORGANISATION = "organisation", _("organisation")
    INITIATIVE = "initiative", _("initiative")


class Source(models.Model):
    """A publisher of documents, with its Admiralty grade."""

    slug = models.SlugField(unique=True)
    name = MultilingualField(_("name"))
    kind = models.CharField(_("kind"), max_length=40)
    country = models.CharField(_("country"), max_length=3, blank=True)
    reliability = models.CharField(_("reliability"), max_length=1, choices=Reliability.choices, default=Reliability.F)
    homepage = models.URLField(_("web site"), blank=True)
    invented = models.BooleanField(_("invented for the demonstration"), default=False)
    note = models.TextField(_("note"), blank=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return str(self.name)


class Document(models.Model):
    """A published text. `text` is as extracted and never altered; `sha256` is of its UTF-8 bytes."""

    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="documents")
    title = models.CharField(_("title"), max_length=300)
    url = models.URLField(_("address of the original"), max_length=500, blank=True)
    rights = models.CharField(_("rights"), max_length=10, choices=Rights.choices, default=Rights.QUOTE)
    licence = models.CharField(_("licence"), max_length=80, blank=True)
    visibility = models.CharField(_("seen by"), max_length=10, choices=Visibility.choices, default=Visibility.DESK)

    file = models.FileField(upload_to="documents/%Y/", blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    format = models.CharField(max_length=10, default="txt")
    text = models.TextField()
    sha256 = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=8, blank=True)
    kind = models.CharField(max_length=40, blank=True)
    segments = models.JSONField(default=list, blank=True)

    published = models.CharField(max_length=20, blank=True, help_text="ISO, cut to its precision; empty if not known.")
    published_basis = models.CharField(max_length=10, blank=True)
    published_known = models.CharField(max_length=20, blank=True, help_text="As given by the person who added the document.")
    published_not_before = models.CharField(max_length=20, blank=True)
    published_not_after = models.CharField(max_length=20, blank=True)
    published_evidence = models.JSONField(default=list, blank=True)
    published_from = models.DateField(null=True, blank=True, db_index=True)

    state = models.CharField(max_length=10, choices=ReadingState.choices, default=ReadingState.QUEUED, db_index=True)
    failure = models.CharField(max_length=500, blank=True)
    engine_version = models.CharField(max_length=20, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    duplicate_of = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="duplicates")
    duplicate_why = models.CharField(max_length=300, blank=True)
    proposals = models.JSONField(default=dict, blank=True, help_text="What came of asking a language model: model, kept, dropped, failed.")

    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="assigned_documents"
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-published_from", "-id"]

    def __str__(self) -> str:
        return self.title

    @property
    def shows_text(self) -> bool:
        """Whether the public may see the whole text."""
        return self.rights in {Rights.OPEN, Rights.LICENSED}


class DocumentShingle(models.Model):
    """A run of words of a document, hashed: by these, copies find each other."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="shingles")
    value = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"{self.value:x}"


class Statement(models.Model):
    """One fact with the passages it stands in.

    `payload` is what the machine read, `correction` what a person put in its place; the columns below `fact` repeat the
    one that holds, so that questions can be asked of them.
    """

    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="statements")
    engine_id = models.CharField(max_length=16)
    type = models.CharField(max_length=12, choices=StatementKind.choices)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    evidence = models.JSONField(default=list, help_text="[start, end] of each passage.")
    quote = models.TextField(help_text="The passages, as they stand.")

    payload = models.JSONField()
    correction = models.JSONField(null=True, blank=True)
    valid = models.JSONField(default=dict, blank=True)
    mood = models.CharField(max_length=12, default="reported")
    speaker = models.CharField(max_length=200, blank=True)
    made_by = models.CharField(max_length=120)
    confidence = models.FloatField(default=0.5)
    key = models.CharField(max_length=300, blank=True, db_index=True)

    summary = models.CharField(max_length=400)
    measure = models.CharField(max_length=80, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    value = models.DecimalField(max_digits=32, decimal_places=8, null=True, blank=True)
    qualifier = models.CharField(max_length=10, blank=True)
    stage = models.CharField(max_length=12, blank=True)
    series = models.CharField(
        max_length=200, blank=True, db_index=True, help_text="Slug of what a figure is a value of: measure, unit, parties, subject."
    )
    sector = models.CharField(max_length=40, blank=True, db_index=True)
    period = models.CharField(max_length=40, blank=True, help_text="ISO, cut to its precision; start/end where they differ.")
    period_from = models.DateField(null=True, blank=True)
    period_until = models.DateField(null=True, blank=True)
    credibility = models.PositiveSmallIntegerField(_("credibility"), choices=Credibility.choices, null=True, blank=True, db_index=True)
    credibility_reasons = models.JSONField(default=list, blank=True, help_text="[code, what, count] of each, in order.")

    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True, db_index=True)

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["document_id", "start", "id"]
        indexes = [
            models.Index(fields=["document", "start"]),
            models.Index(fields=["document", "state"]),
            models.Index(fields=["type", "state"]),
            models.Index(fields=["measure", "unit", "period_from"]),
        ]

    def __str__(self) -> str:
        return self.summary

    @property
    def fact(self) -> dict[str, Any]:
        """The payload that holds: a person's correction before the machine's reading."""
        fact: dict[str, Any] = self.correction if self.correction is not None else self.payload
        return fact

    @property
    def is_confirmed(self) -> bool:
        """Whether a person stands behind it."""
        return self.state in CONFIRMED


class StatementParty(models.Model):
    """A country a statement speaks of."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="parties")
    country = models.CharField(max_length=3)
    role = models.CharField(max_length=4, default="of")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["statement", "country", "role"], name="each_party_once")]
        indexes = [models.Index(fields=["country", "statement"])]
        verbose_name_plural = "statement parties"

    def __str__(self) -> str:
        return f"{self.role} {self.country}"


class Review(models.Model):
    """A person's verdict on a statement: what it was before and after, so that it can be undone."""

    class Verdict(models.TextChoices):
        """What a person can say of a statement."""

        ACCEPT = "accept", _("accepted")
        CORRECT = "correct", _("corrected")
        REJECT = "reject", _("rejected")

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="reviews")
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    before = models.JSONField()
    after = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()} {self.at:%Y-%m-%d %H:%M}"


class TextWarning(models.Model):
    """Something a reader of a document must know before trusting it."""

    class Severity(models.TextChoices):
        """How much it matters."""

        HIGH = "high", _("high")
        MEDIUM = "medium", _("medium")
        LOW = "low", _("low")

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="warnings")
    code = models.CharField(max_length=40)
    severity = models.CharField(max_length=6, choices=Severity.choices)
    message = models.TextField()
    evidence = models.JSONField(default=list, blank=True)
    quotes = models.JSONField(default=list, blank=True)
    statements = models.ManyToManyField(Statement, related_name="warnings")

    objects = TextWarningQuerySet.as_manager()

    class Meta:
        ordering = ["document_id", "id"]

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"


class Relation(models.Model):
    """How statements of different documents bear on each other, with the reason in words."""

    class Kind(models.TextChoices):
        """What the statements are to each other."""

        CONTRADICTS = "contradicts", _("contradict each other")
        SUPPORTS = "supports", _("support each other")
        COMPATIBLE = "compatible", _("are compatible")

    kind = models.CharField(max_length=12, choices=Kind.choices, db_index=True)
    series = models.CharField(max_length=200, db_index=True)
    why = models.TextField()
    statements = models.ManyToManyField(Statement, related_name="relations")

    objects = RelationQuerySet.as_manager()

    def __str__(self) -> str:
        return self.why


class Person(models.Model):
    """Somebody who holds or held a post in public life, or is named by a document."""

    slug = models.SlugField(max_length=80, unique=True, allow_unicode=True)
    name = MultilingualField()
    folded = models.CharField(max_length=120, db_index=True)
    aliases = models.JSONField(default=list, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return str(self.name)


class PostHeld(models.Model):
    """A person in a post for a time. It rests on a statement, or on a table whose source is named."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="posts")
    title = models.CharField(max_length=300)
    organisation = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=3, blank=True)
    start = models.CharField(max_length=10, blank=True)
    end = models.CharField(max_length=10, blank=True)
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, null=True, blank=True, related_name="posts_held")
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-start", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(statement__isnull=False) | ~models.Q(source=""), name="post_rests_on_something"),
        ]
        verbose_name_plural = "posts held"

    def __str__(self) -> str:
        return self.title


class Note(models.Model):
    """A remark of the desk on a document or a statement; not public."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="notes")
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, null=True, blank=True, related_name="notes")
    text = models.TextField(_("note"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:80]


class ErrorReport(models.Model):
    """Somebody says that a fact is wrong; the desk answers. The address, if given, is shown to the desk only."""

    class State(models.TextChoices):
        """Where the report stands."""

        OPEN = "open", _("open")
        ANSWERED = "answered", _("answered")

    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="error_reports")
    text = models.TextField(_("what is wrong"))
    email = models.EmailField(_("e-mail address, if you want to be told"), blank=True)
    at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN, db_index=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ErrorReportQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.text[:80]
