"""Documents and who publishes them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kopri.site.base.multilingual import MultilingualField
from kopri.site.record.models.references import new_reference
from kopri.site.record.querysets import DocumentQuerySet, SourceQuerySet


class Reliability(models.TextChoices):
    """The Admiralty grade of a source."""

    A = "A", _("A: completely reliable")
    B = "B", _("B: usually reliable")
    C = "C", _("C: fairly reliable")
    D = "D", _("D: not usually reliable")
    E = "E", _("E: unreliable")
    F = "F", _("F: cannot be judged")


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
