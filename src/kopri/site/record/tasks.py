"""Background work: reading."""

from django_tasks import task

from kopri.site.record.models import Document


@task()
def read_document_task(document_id: int) -> None:
    """Read one document and store what came of it."""
    from kopri.site.record.services.reading import read_stored

    read_stored(document=Document.objects.get(pk=document_id))


def enqueue_reading(document: Document) -> None:
    """Have the worker read a document."""
    read_document_task.enqueue(document.pk)
