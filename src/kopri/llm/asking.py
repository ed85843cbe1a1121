"""A whole document: asked piece by piece, the answers checked together."""

import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from kopri.llm.client import Answer, AnswerError, ask
from kopri.llm.endpoint import Endpoint
from kopri.reading.model import Document, Statement
from kopri.reading.page import Page
from kopri.reading.propose import BadAnswerError, keep, parse_answer, pieces_of, system_words, user_words

TRIES: Final = 3
WAITS: Final = (1.0, 4.0)


@dataclass(frozen=True, slots=True)
class Proposed:
    """What came of asking about one document.

    `kept` are statements; `dropped` counts proposals by why they were dropped, `failed` pieces by why there was no answer to them;
    `asked` is how many pieces were sent, `unsent` how many code points of the text were not. `model` names itself with its version.
    """

    model: str
    kept: tuple[Statement, ...] = ()
    dropped: Mapping[str, int] = field(default_factory=dict)
    failed: Mapping[str, int] = field(default_factory=dict)
    asked: int = 0
    unsent: int = 0


def propose(endpoint: Endpoint, page: Page, document: Document, wait: Callable[[float], None] = time.sleep) -> Proposed:
    """Have a model propose statements on a document; a piece without an answer is counted, the rest goes on.

    After a refused key nothing more is sent. `wait` pauses between tries.
    """
    pieces, unsent = pieces_of(page.text)
    proposals: list[Mapping[str, Any]] = []
    failed: Counter[str] = Counter()
    model, asked = endpoint.model, 0
    for piece in pieces:
        asked += 1
        try:
            answer = _ask(endpoint, user_words(piece, page.language, page.published.value), wait)
            model = answer.model
            proposals += parse_answer(answer.text)
        except AnswerError as error:
            failed[error.reason] += 1
            if error.reason == "key_refused":
                break
        except BadAnswerError:
            failed["bad_answer"] += 1
    outcome = keep(page, document, proposals, model)
    return Proposed(model, outcome.kept, outcome.dropped, dict(sorted(failed.items())), asked, unsent)


def _ask(endpoint: Endpoint, user: str, wait: Callable[[float], None]) -> Answer:
    """Ask, and again after a pause where that may help."""
    for pause in WAITS[: TRIES - 1]:
        try:
            return ask(endpoint, system_words(), user)
        except AnswerError as error:
            if not error.again:
                raise
        wait(pause)
    return ask(endpoint, system_words(), user)
