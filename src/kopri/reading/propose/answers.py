"""The JSON in what a model answers, which may stand in a fence or between other words."""

import json
from collections.abc import Mapping
from typing import Any

from kopri.reading.propose.asking import limit


class BadAnswerError(ValueError):
    """An answer in which there is no list of statements; the message says what is wrong."""


def parse_answer(answer: str) -> list[Mapping[str, Any]]:
    """The proposals of an answer, at most as many as `data/proposing.yaml` says; those that are no objects are left in as empty ones.

    Raises:
        BadAnswerError: if it is too long, holds no JSON, or no list of statements.
    """
    if len(answer) > limit("longest_answer"):
        raise BadAnswerError("the answer is too long")
    found = _object_in(answer)
    listed = found.get("statements") if isinstance(found, dict) else found
    if not isinstance(listed, list):
        raise BadAnswerError("the answer holds no list of statements")
    return [one if isinstance(one, dict) else {} for one in listed[: limit("most_proposals")]]


def _object_in(answer: str) -> Any:
    """The first JSON object or list in some words."""
    begins = [at for at in (answer.find("{"), answer.find("[")) if at >= 0]
    if not begins:
        raise BadAnswerError("the answer holds no JSON")
    try:
        found, _ = json.JSONDecoder().raw_decode(answer, min(begins))
    except (ValueError, RecursionError) as error:
        raise BadAnswerError("the answer is no whole JSON") from error
    return found
