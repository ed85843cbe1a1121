"""What people write about documents and statements: notes of the desk, and reports of errors."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kopri.site.record.models.documents import Document
from kopri.site.record.models.references import new_reference
from kopri.site.record.models.statements import Statement
from kopri.site.record.querysets import ErrorReportQuerySet, NoteQuerySet


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
