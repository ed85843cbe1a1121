"""Background work: reading, asking a language model, and judging anew what a publisher says."""

from django_tasks import task

from kopri.site.record.models import Document, Source


@task()
def read_document_task(document_id: int) -> None:
    """Read one document and store what came of it."""
    from kopri.site.record.services.proposing import may_be_sent
    from kopri.site.record.services.reading import read_stored

    document = read_stored(document=Document.objects.get(pk=document_id))
    if may_be_sent(document):
        propose_task.enqueue(document_id)


@task()
def propose_task(document_id: int) -> None:
    """Have a language model propose statements on a document."""
    from kopri.site.record.services.proposing import propose_stored

    propose_stored(document=Document.objects.get(pk=document_id))


def enqueue_reading(document: Document) -> None:
    """Have the worker read a document."""
    read_document_task.enqueue(document.pk)


@task()
def judge_source_task(source_id: int) -> None:
    """Work out how credible the statements of a publisher are, and those they support or contradict."""
    from kopri.site.record.services.credibility import judge_source

    judge_source(Source.objects.get(pk=source_id))


def enqueue_judging(source: Source) -> None:
    """Have the worker judge the statements of a publisher anew."""
    judge_source_task.enqueue(source.pk)
