"""Numbered paragraphs of a text: "1. …", "2) …", "제3조 …", "§ 4 …" at the start of a line, in rising order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

HEAD: Final = re.compile(r"^[ \t]*(?:§\s?|제\s?|Article\s|Статья\s)?(?P<number>\d{1,3})(?:[.)](?=\s)|\s?[조항]\b)[ \t]*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph: its number, its words on one line, and where it stands in the text (code points, end exclusive)."""

    number: str
    words: str
    start: int
    end: int


def split_paragraphs(text: str) -> list[Piece]:
    """The numbered paragraphs of a text. Numbers must rise by one from 1, so that a year or a list inside a paragraph cuts nothing."""
    heads = list(_rising(text))
    ends = [head.start() for head in heads[1:]]
    ends += [_last_end(text, heads[-1].end())] if heads else []
    return [_piece(text, head, end) for head, end in zip(heads, ends, strict=True)]


def _rising(text: str) -> Iterator[re.Match[str]]:
    wanted = 1
    for head in HEAD.finditer(text):
        if int(head["number"]) == wanted:
            wanted += 1
            yield head


def _last_end(text: str, start: int) -> int:
    """The last paragraph ends at the first empty line."""
    gap = re.search(r"\n[ \t]*\n", text[start:])
    return start + gap.start() if gap else len(text)


def _piece(text: str, head: re.Match[str], end: int) -> Piece:
    raw = text[head.end() : end]
    return Piece(head["number"], " ".join(raw.split()), head.end(), head.end() + len(raw.rstrip()))
