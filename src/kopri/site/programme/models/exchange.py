"""IATI files that were imported, kept to the last fact."""

from django.conf import settings
from django.db import models

from kopri.site.programme.models.ground import Kept
from kopri.site.programme.models.projects import Project
from kopri.site.programme.querysets.exchange import ImportedFileQuerySet


class ImportedFile(Kept):
    """An IATI file as imported, to the last fact. `head`, the pieces of its records in order, and `tail` give the file again."""

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=14)
    version = models.CharField(max_length=8, blank=True)
    sha256 = models.CharField(max_length=64, unique=True)
    head = models.TextField()
    tail = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = ImportedFileQuerySet.as_manager()

    class Meta:
        ordering = ["name", "-id"]

    def __str__(self) -> str:
        return self.name


class ImportedRecord(models.Model):
    """One activity or organisation of an imported file with what stands before it, as XML under the file's head.

    What stands between two records and belongs to none has no identifier. `problem` says why a record is in quarantine: it is kept
    and exported again, but nothing is made of it.
    """

    file = models.ForeignKey(ImportedFile, on_delete=models.CASCADE, related_name="records")
    position = models.PositiveIntegerField()
    identifier = models.CharField(max_length=200, blank=True, db_index=True)
    title = models.CharField(max_length=500, blank=True)
    xml = models.TextField()
    problem = models.CharField(max_length=500, blank=True)
    project = models.ForeignKey(Project, null=True, blank=True, on_delete=models.SET_NULL, related_name="imported_from")

    class Meta:
        ordering = ["file_id", "position"]
        constraints = [models.UniqueConstraint(fields=["file", "position"], name="one_record_at_each_position")]

    def __str__(self) -> str:
        return self.identifier or str(self.position)
