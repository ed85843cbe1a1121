"""What a model is asked: the instructions, and the text in pieces."""

from dataclasses import dataclass
from typing import Any

from kopri.reading.datafiles import load_data
from kopri.reading.events.rules import rules


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a document's text: `start` is where it begins, in code points."""

    start: int
    text: str


def system_words() -> str:
    """The instructions."""
    classes = sorted({rule.category for rule in rules()})
    return str(_data()["system"]).replace("CLASSES", "|".join(classes))


def prompt_version() -> str:
    """The version of the instructions."""
    return str(_data()["version"])


def user_words(piece: Piece, language: str, published: str | None) -> str:
    """The question on one piece: the text stands between marks that do not occur in it."""
    mark = "-----"
    while mark in piece.text:
        mark += "-"
    head = f"Language: {language}. Published: {published or 'not known'}. The text stands between the lines {mark}"
    return f"{head}\n{mark}\n{piece.text}\n{mark}"


def pieces_of(text: str) -> tuple[list[Piece], int]:
    """The text in pieces that end at a line or sentence where they can, and how many code points are left over.

    At most as many pieces, and each at most as long, as `data/proposing.yaml` says.
    """
    longest, most = int(_data()["longest_piece"]), int(_data()["most_pieces"])
    pieces: list[Piece] = []
    at = 0
    while at < len(text) and len(pieces) < most:
        end = min(len(text), at + longest)
        if end < len(text):
            cut = max(text.rfind("\n", at + longest // 2, end), text.rfind(". ", at + longest // 2, end))
            end = cut + 1 if cut > 0 else end
        if text[at:end].strip():
            pieces.append(Piece(at, text[at:end]))
        at = end
    return pieces, len(text) - at


def limit(name: str) -> int:
    """A limit of `data/proposing.yaml`."""
    return int(_data()[name])


def _data() -> dict[str, Any]:
    return load_data("proposing")
