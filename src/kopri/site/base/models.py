"""What every app stands on: the forum this site serves, the journal, and the search index."""

from typing import Any, NoReturn

from django.db import models

from kopri.site.base.multilingual import MultilingualField


class Forum(models.Model):
    """The forum this site is run for: one row. Member countries are ISO 3166-1 alpha-3."""

    name = MultilingualField()
    short_name = MultilingualField()
    home = models.CharField(max_length=3)
    members = models.JSONField(default=list)
    areas = models.JSONField(default=list, help_text="Areas of cooperation: slug, name by language, DAC purpose-code prefixes.")
    editions = models.JSONField(default=list, help_text="Confirmed editions: number, city, country, start, end, mode, source.")

    def __str__(self) -> str:
        return str(self.name)


class JournalQuerySet(models.QuerySet["JournalEntry"]):
    """Entries are read, never changed."""

    def visible_to(self, user: Any) -> "JournalQuerySet":
        """Those who may see the journal see all of it, nobody else any."""
        return self if user.has_perm("base.see_journal") else self.none()

    def of(self, target: models.Model) -> "JournalQuerySet":
        """What was done to one record, newest first."""
        return self.filter(target=target._meta.label_lower, target_id=str(target.pk)).order_by("-id")  # noqa: SLF001

    def update(self, **_kwargs: Any) -> NoReturn:
        """Refused: the journal is append-only."""
        raise TypeError("the journal is append-only: an entry is never changed")

    def delete(self) -> NoReturn:
        """Refused: the journal is append-only."""
        raise TypeError("the journal is append-only: an entry is never deleted")


class JournalEntry(models.Model):
    """Who did what to which record, and when. People appear by id only; `detail` holds no personal values."""

    at = models.DateTimeField(db_index=True)
    actor = models.BigIntegerField(null=True, db_index=True, help_text="Id of the person, or empty when the machine acted.")
    verb = models.CharField(max_length=60, db_index=True)
    target = models.CharField(max_length=60)
    target_id = models.CharField(max_length=60)
    detail = models.JSONField(default=dict)

    objects = JournalQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["target", "target_id"])]
        ordering = ["-id"]
        verbose_name_plural = "journal entries"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.target} {self.target_id}"


class SearchEntry(models.Model):
    """Something that can be found: its page and what is shown of it. One thing may have an entry for each audience."""

    kind = models.CharField(max_length=40)
    target_id = models.CharField(max_length=60)
    audience = models.CharField(max_length=20, default="public")
    url = models.CharField(max_length=300)
    title = models.CharField(max_length=500)
    snippet = models.TextField(blank=True)
    language = models.CharField(max_length=8, blank=True)
    weight = models.FloatField(default=1.0)
    at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "target_id", "audience"], name="one_search_entry_for_each_audience")]
        verbose_name_plural = "search entries"

    def __str__(self) -> str:
        return self.title


class SearchTerm(models.Model):
    """An index term in any script, and in how many entries it stands."""

    term = models.CharField(max_length=60, unique=True)
    entries = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.term


class SearchPosting(models.Model):
    """A term stands in an entry. `score` is all of the rank that does not depend on the query."""

    term = models.ForeignKey(SearchTerm, on_delete=models.CASCADE, related_name="postings", db_index=False)
    entry = models.ForeignKey(SearchEntry, on_delete=models.CASCADE, related_name="postings")
    score = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["term", "entry"], name="one_posting_for_each_term_and_entry")]
        indexes = [models.Index(fields=["term", "-score"], name="postings_best_first")]

    def __str__(self) -> str:
        return f"{self.term_id} in {self.entry_id}"
