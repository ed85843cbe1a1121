"""The statement somebody means by a part of its name."""

from collections.abc import Sequence

from kopri.reading.model import Document, Statement

LISTED = 5


class NotOneError(Exception):
    """No statement, or more than one, begins as asked; the message says which there are."""


def choose(documents: Sequence[Document], asked: str) -> tuple[Document, Statement]:
    """The one statement whose id begins with `asked`, which may be "sha256/id" with both parts cut short.

    Raises:
        NotOneError: if there is none, or more than one.
    """
    sha256, _, beginning = asked.strip().lower().rpartition("/")
    found = [
        (document, statement)
        for document in documents
        if document.sha256.startswith(sha256)
        for statement in document.statements
        if statement.id.startswith(beginning)
    ]
    if not beginning or not found:
        count = sum(len(document.statements) for document in documents)
        raise NotOneError(f"no statement begins with {asked!r} ({count} were read; `--format json` shows their ids)")
    if len(found) > 1:
        names = [f"{document.sha256[:8]}/{statement.id}" for document, statement in found[:LISTED]]
        more = f" and {len(found) - LISTED} more" if len(found) > LISTED else ""
        raise NotOneError(f"{asked!r} begins {len(found)} statements: {', '.join(names)}{more}; give more of the id")
    return found[0]
