"""Labelled cases: texts with what is right, and wrong, to read from them. Every error names the place in the file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, get_args

from kopri.lang.spans import Span
from kopri.reading.model import StatementType

FORMAT: Final = "kopri-cases/1"
KINDS: Final[tuple[str, ...]] = get_args(StatementType)
# What must agree, beside the place, for a statement to be the one that is labelled.
IDENTITY: Final[Mapping[str, tuple[str, ...]]] = {
    "figure": ("value", "unit"),
    "event": ("class",),
    "commitment": ("strength",),
    "agreement": ("kind",),
    "post": ("person",),
    "organisation": ("name",),
    "initiative": ("name",),
}


class CaseError(ValueError):
    """A case that is not of the form; the message says where and what would be right."""


@dataclass(frozen=True, slots=True)
class Label:
    """What is right (or wrong) to read at a place. Fields that `payload` and `valid` leave out are not scored."""

    type: str
    payload: Mapping[str, Any]
    places: tuple[Span, ...]
    valid: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A text with its labels. `complete`: types of which everything in the text is labelled; `text`: None if it is kept elsewhere."""

    id: str
    text: str | None
    sha256: str
    language: str
    published: str | None
    complete: frozenset[str]
    right: tuple[Label, ...]
    wrong: tuple[Label, ...]


def parse_cases(data: object) -> list[Case]:
    """Cases from parsed JSON: `{"format": "kopri-cases/1", "cases": […]}`.

    Raises:
        CaseError: at the first thing that is not of the form.
    """
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise CaseError(f'the file is no set of cases: it begins with {{"format": "{FORMAT}", "cases": […]}}')
    return [_case(case, f"cases[{n}]") for n, case in enumerate(_list(data, "cases", "the file"))]


def _case(data: object, at: str) -> Case:
    if not isinstance(data, dict):
        raise CaseError(f"{at} is no object")
    text, language = data.get("text"), data.get("language")
    if text is not None and not isinstance(text, str):
        raise CaseError(f"{at}.text is a text or null")
    if text is None and not isinstance(data.get("sha256"), str):
        raise CaseError(f"{at} has no text: it needs at least the sha256 of the text")
    if not isinstance(language, str) or not language:
        raise CaseError(f"{at}.language is the code of a language, such as en")
    complete = _list(data, "complete", at)
    strange = [kind for kind in complete if kind not in KINDS]
    if strange:
        raise CaseError(f"{at}.complete names {strange[0]!r}; a type is one of {', '.join(KINDS)}")
    return Case(
        id=str(data.get("id") or at),
        text=text,
        sha256=str(data.get("sha256") or ""),
        language=language,
        published=data.get("published") or None,
        complete=frozenset(map(str, complete)),
        right=tuple(_label(one, text, f"{at}.statements[{n}]") for n, one in enumerate(_list(data, "statements", at))),
        wrong=tuple(_label(one, text, f"{at}.rejected[{n}]") for n, one in enumerate(_list(data, "rejected", at))),
    )


def _label(data: object, text: str | None, at: str) -> Label:
    if not isinstance(data, dict) or data.get("type") not in KINDS:
        raise CaseError(f"{at}.type is one of {', '.join(KINDS)}")
    kind, payload = str(data["type"]), data.get("payload")
    if not isinstance(payload, dict):
        raise CaseError(f"{at}.payload is an object")
    missing = [name for name in IDENTITY[kind] if name not in payload]
    if missing:
        raise CaseError(f"{at}.payload has no {missing[0]!r}, by which a {kind} is known")
    valid = data.get("valid")
    if valid is not None and not isinstance(valid, dict):
        raise CaseError(f"{at}.valid is an object or null")
    evidence = _list(data, "evidence", at)
    if not evidence:
        raise CaseError(f"{at}.evidence has no place")
    places = tuple(_place(span, text, f"{at}.evidence[{n}]") for n, span in enumerate(evidence))
    surface = payload.get("surface")
    return Label(kind, payload, (_place(surface, text, f"{at}.payload.surface"),) if surface else places, valid)


def _place(data: object, text: str | None, at: str) -> Span:
    if not isinstance(data, dict) or type(data.get("start")) is not int or type(data.get("end")) is not int:
        raise CaseError(f"{at} is a place: start and end as numbers of code points")
    start, end, exact = data["start"], data["end"], data.get("exact")
    if not 0 <= start < end:
        raise CaseError(f"{at} runs from {start} to {end}: start is not below end")
    if text is not None and end > len(text):
        raise CaseError(f"{at} {start}–{end}: the text ends at {len(text)}")
    if text is not None and exact is not None and text[start:end] != exact:
        raise CaseError(f"{at} {start}–{end}: the text has {text[start:end][:40]!r} there, not {str(exact)[:40]!r}")
    return Span(start, end)


def _list(data: Mapping[str, object], name: str, at: str) -> Sequence[object]:
    found = data.get(name, [])
    if not isinstance(found, list):
        raise CaseError(f"{at}.{name} is a list")
    return found
