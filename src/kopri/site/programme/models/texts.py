"""Adopted documents, paragraph by paragraph, in their language versions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kopri.site.base.multilingual import MultilingualField
from kopri.site.programme.models.bodies import Decision, Edition
from kopri.site.programme.models.ground import Kept
from kopri.site.programme.querysets.texts import AdoptedTextQuerySet, ParagraphQuerySet, ParagraphVersionQuerySet
from kopri.site.record.models import Document


class AdoptedText(Kept):
    """A document that was adopted: joint statement, declaration, work plan, memorandum."""

    class State(models.TextChoices):
        """How far a text has come."""

        DRAFT = "draft", _("draft")
        ADOPTED = "adopted", _("adopted")
        WITHDRAWN = "withdrawn", _("withdrawn")

    edition = models.ForeignKey(Edition, null=True, blank=True, on_delete=models.PROTECT, related_name="texts")
    title = MultilingualField(_("title"))
    kind = models.CharField(_("kind"), max_length=60)
    date = models.CharField(_("adopted on"), max_length=20, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)

    objects = AdoptedTextQuerySet.as_manager()

    class Meta:
        ordering = ["-date", "id"]

    def __str__(self) -> str:
        return str(self.title)


class TextVersion(models.Model):
    """One language of an adopted text, and the document of the record it was taken from."""

    text = models.ForeignKey(AdoptedText, on_delete=models.CASCADE, related_name="versions")
    language = models.CharField(max_length=8)
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.SET_NULL, related_name="adopted_versions")
    authentic = models.BooleanField(_("authentic"), default=True)

    class Meta:
        ordering = ["text_id", "id"]
        constraints = [models.UniqueConstraint(fields=["text", "language"], name="one_version_in_each_language")]

    def __str__(self) -> str:
        return self.language


class Paragraph(models.Model):
    """A numbered paragraph: decides, promises, or neither (with the reason)."""

    class Effect(models.TextChoices):
        """What a paragraph does; empty until somebody has said it."""

        DECIDES = "decides", _("decides")
        PROMISES = "promises", _("promises")
        NEITHER = "neither", _("neither")

    text = models.ForeignKey(AdoptedText, on_delete=models.CASCADE, related_name="paragraphs")
    number = models.CharField(_("number"), max_length=20)
    order = models.PositiveIntegerField()
    effect = models.CharField(_("what it does"), max_length=10, choices=Effect.choices, blank=True)
    reason = models.CharField(_("why neither"), max_length=300, blank=True)
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.SET_NULL, related_name="paragraphs")

    objects = ParagraphQuerySet.as_manager()

    class Meta:
        ordering = ["text_id", "order"]
        constraints = [
            models.UniqueConstraint(fields=["text", "number"], name="one_paragraph_of_a_number"),
            models.CheckConstraint(condition=~models.Q(effect="neither") | ~models.Q(reason=""), name="neither_has_its_reason"),
        ]

    def __str__(self) -> str:
        return self.number


class ParagraphVersion(models.Model):
    """A paragraph's words in one language. When one is changed, the others are flagged until somebody has compared them."""

    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="versions")
    language = models.CharField(max_length=8)
    words = models.TextField(_("text"))
    start = models.PositiveIntegerField(null=True, blank=True, help_text="Where it stands in the document of its version.")
    end = models.PositiveIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    compared = models.BooleanField(default=True, help_text="False: another language changed since this one was last compared.")
    changed_at = models.DateTimeField(auto_now=True)

    objects = ParagraphVersionQuerySet.as_manager()

    class Meta:
        ordering = ["paragraph_id", "id"]
        constraints = [models.UniqueConstraint(fields=["paragraph", "language"], name="one_wording_in_each_language")]

    def __str__(self) -> str:
        return self.words[:80]
