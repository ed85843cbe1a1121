"""People in public life and the posts they hold."""

from django.db import models

from kopri.site.base.multilingual import MultilingualField
from kopri.site.record.models.statements import Statement
from kopri.site.record.querysets import PersonQuerySet


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
