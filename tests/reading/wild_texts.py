# ruff: noqa: E501
"""Texts nobody would write: what breaks readers, and joins of sentences people did write."""

import random
from collections.abc import Callable
from functools import cache

from tests.architecture.repository import ROOT

# Pieces that, repeated, have made readers slow or wrong: brackets, quotes, digits, chains of number words, dates, names, signs of other scripts.
PIECES = (
    *"()[]{}<>“”«»\"'’‘.,;:!?…·•-–—~_/\\|#*=+%$€£¥₩&@^`",
    *("7", "1,234,", "1.2.3.", "1/2/", "0", "½", "²", "٣٤", "१२", "一二", "Ⅷ"),
    *(
        "\n",
        "\r",
        "\r\n",
        "\t",
        " ",
        "\u00a0",
        "\u2028",
        "\x85",
        "\f",
        "\v",
        "\x00",
        "\x1b[0m",
        "\u200d",
        "\ufeff",
        "\u202e",
        "\u2066",
        "\ue000",
        "\ue007",
        "\ufffd",
    ),
    *("e\u0301", "👩‍👩‍👧", "🇰🇷", "𝟕", "𐍈", "שלום ", "مليون ", "ﬁ", "İ", "ß", "ǅ", "韓國", "ㄱ", "ᄒ"),
    *(
        "USD 5 million ",
        "$5.01 billion ",
        "5억 ",
        "조억만천백십",
        "2억 1,810만 달러 ",
        "млн ",
        "двадцать ",
        "twenty ",
        "hundred and ",
        "a dozen ",
        "5% ",
        "5~",
        "1st ",
    ),
    *(
        "7 May 2024, ",
        "Q3 2024 ",
        "2024-",
        "2025–2027 ",
        "last year ",
        "two days ago ",
        "’23년 ",
        "сего года ",
        "SEOUL, May 7 (Test) - ",
        "월요일 ",
        "the 7th Forum ",
    ),
    *(
        "Korea ",
        "Kazakhstan’s ",
        "대한민국 ",
        "대통령 ",
        "Россия ",
        "Президент ",
        "Қазақстан ",
        "Oʻzbekiston ",
        "Mr. ",
        "Minister of ",
        "Abc Co., Ltd. ",
        "A. B. ",
    ),
    *(
        "from ",
        "to ",
        "about ",
        "between ",
        "agreed to build ",
        "will ",
        "should ",
        "said ",
        "visited ",
        "and ",
        "of the ",
        "각각 ",
        "и ",
        "до ",
    ),
    *(
        "Name | Q1 2024 | Q2 2025\n",
        "a\tb\tc\n",
        "- a b\n",
        "1. ",
        "http://",
        "a@b.",
        "&amp;",
        "<a>",
        "Thank you for ",
        "As an AI language model, ",
    ),
)


@cache
def sentences() -> tuple[str, ...]:
    """Sentences of the demonstration's documents, in three languages."""
    paths = sorted((ROOT / "data" / "demo" / "documents").glob("*.txt"))
    return tuple(line for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def repeated(chance: random.Random, size: int) -> str:
    """One or two pieces again and again."""
    piece = "".join(chance.choices(PIECES, k=chance.randint(1, 3)))
    return (piece * (size // len(piece) + 1))[:size]


def nested(chance: random.Random, size: int) -> str:
    """Brackets and quotes opened and, perhaps, closed again."""
    opening, closing = chance.choice((("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"), ("({[", "]})")))
    depth = max(1, size // 4)
    return opening * depth + chance.choice(PIECES) + (closing * depth if chance.random() < 0.5 else "")


def digits(chance: random.Random, size: int) -> str:
    """A number without end, with or without what parts it."""
    return "".join(chance.choice("0123456789" + chance.choice(("", ",", ".", " ", "  ")))[:1] or "0" for _ in range(size))


def scrambled(chance: random.Random, size: int) -> str:
    """Pieces in any order."""
    found: list[str] = []
    while sum(map(len, found)) < size:
        found += chance.choices(PIECES, k=40)
    return "".join(found)[:size]


def joined(chance: random.Random, size: int) -> str:
    """Sentences of documents, joined with or without what belongs between them."""
    found: list[str] = []
    while sum(map(len, found)) < size:
        found += [chance.choice(sentences()), chance.choice((" ", "\n", "\n\n", "", "\t", " | "))]
    return "".join(found)[:size]


def damaged(chance: random.Random, size: int) -> str:
    """Joined sentences in which letters are lost, doubled, swapped or replaced by a piece."""
    letters = list(joined(chance, size))
    for _ in range(max(1, size // chance.choice((10, 40, 200)))):
        at = chance.randrange(len(letters))
        letters[at] = chance.choice(
            ("", letters[at] * 2, chance.choice(PIECES), chr(chance.randrange(0x20, 0x2FFF)), letters[at].swapcase())
        )
    return "".join(letters)


def one_line(chance: random.Random, size: int) -> str:
    """Everything on one line, without a full stop."""
    return joined(chance, size).translate({ord(c): " " for c in "\n\r.!?"})


KINDS: tuple[Callable[[random.Random, int], str], ...] = (repeated, nested, digits, scrambled, joined, damaged, one_line)


def wild_text(seed: int, longest: int = 6000) -> str:
    """The text of a seed: always the same."""
    chance = random.Random(seed)
    kind = chance.choice(KINDS)
    size = int(longest ** chance.uniform(0.2, 1.0))
    return kind(chance, size).encode("utf-8", "replace").decode()
