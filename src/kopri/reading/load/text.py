"""Plain text: which encoding the bytes are in is found with care, and never guessed when two would fit."""

import re
from collections import Counter
from collections.abc import Callable
from typing import Final

from kopri.reading.load.loaded import Loaded, UnreadableError

BYTE_ORDER_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
CONTROLS: Final = bytes(b for b in range(32) if b not in b"\t\n\r\f\v\x1b")
WESTERN: Final = frozenset("àáâãäåæçèéêëìíîïñòóôõöøœùúûüÿßÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØŒÙÚÛÜŸ‘’“”„‚–—…•€£¥©®™°«»·´§±²³½¼¾¿¡ºª×\xa0\xad")
TYPOGRAPHIC: Final = frozenset("«»„“”‘’…–—№•©®°\xa0·")
MIXED: Final = re.compile(r"[A-Za-z][а-яёА-ЯЁ]|[а-яёА-ЯЁ][A-Za-z]")
CASE_FLIP: Final = re.compile(r"[а-яё][А-ЯЁ]")
ADVICE: Final = "Save it as UTF-8."


def load_text(data: bytes, name: str) -> Loaded:
    """Decode a plain-text file: UTF-8, UTF-16 or UTF-32 with a byte-order mark, else CP949, CP1251 or CP1252 if exactly one fits.

    Raises:
        UnreadableError: for binary data, and for bytes that are surely in none or perhaps in several of these encodings.
    """
    return Loaded(path=name, text=decode(data, name), format="txt")


def decode(data: bytes, name: str) -> str:
    """The text of `data`, see `load_text`."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, name)
    refuse_binary(data, name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _other(data, name, error)
    lost = text.count("\ufffd")
    if lost > 3 and lost * 200 > len(text):
        raise UnreadableError(
            name, f"{lost} of its {len(text)} characters were already lost (U+FFFD) when it was saved.", "Take it from its source again."
        )
    return text


def refuse_binary(data: bytes, name: str) -> None:
    """Refuse bytes that are no text.

    Raises:
        UnreadableError: if there are NULs or many control characters.
    """
    if b"\x00" in data:
        raise UnreadableError(
            name, f"it is binary, not text: a NUL stands at byte {data.index(0)}.", "Give txt, html, pdf, docx, hwpx or xlsx."
        )
    controls = len(data) - len(data.translate(None, CONTROLS))
    if controls * 20 > len(data):
        raise UnreadableError(
            name,
            f"it is binary, not text: {controls} of {len(data)} bytes are control characters.",
            "Give txt, html, pdf, docx, hwpx or xlsx.",
        )


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        where = f"byte {error.start} ({data[error.start]:#04x})"
        raise UnreadableError(name, f"its byte-order mark says {encoding.upper()}, but {where} does not belong to that.", ADVICE) from None


def _other(data: bytes, name: str, error: UnicodeDecodeError) -> str:
    fitting = [(encoding, text) for encoding, fits in FITS.items() if (text := _try(data, encoding)) is not None and fits(text)]
    if len(fitting) == 1:
        return fitting[0][1]
    where = f"it is not UTF-8: byte {error.start} is {data[error.start]:#04x}"
    if fitting:
        raise UnreadableError(name, f"{where}, and it could be {' or '.join(e.upper() for e, _ in fitting)}.", ADVICE)
    raise UnreadableError(name, f"{where}, and neither CP949, CP1251 nor CP1252 makes words of it.", ADVICE)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _foreign(text: str) -> Counter[str]:
    return Counter({c: n for c, n in Counter(text).items() if c > "\x7f"})


def _korean(text: str) -> bool:
    foreign = _foreign(text)
    usual = sum(n for c, n in foreign.items() if "가" <= c <= "힣" and c.encode("euc-kr", "ignore"))
    marks = sum(n for c, n in foreign.items() if c in TYPOGRAPHIC or "\u3000" <= c <= "\u303f")
    return usual >= 2 and usual + marks >= 0.9 * foreign.total()


def _cyrillic(text: str) -> bool:
    foreign = _foreign(text)
    letters = {c: n for c, n in foreign.items() if "а" <= c.lower() <= "я" or c in "ёЁіІїЇўЎ"}
    count = sum(letters.values())
    vowels = sum(n for c, n in letters.items() if c.lower() in "аеёиоуыэюяії")
    marks = sum(n for c, n in foreign.items() if c in TYPOGRAPHIC)
    if count < 3 or count + marks < 0.95 * foreign.total():
        return False
    odd = len(CASE_FLIP.findall(text)) + len(MIXED.findall(text))
    return 0.25 <= vowels / count <= 0.6 and odd * 20 <= count


def _western(text: str) -> bool:
    foreign = _foreign(text)
    plain = sum(n for c, n in Counter(text).items() if c.isascii() and c.isalpha())
    return all(c in WESTERN for c in foreign) and foreign.total() * 6 <= plain


FITS: Final[dict[str, Callable[[str], bool]]] = {"cp949": _korean, "cp1251": _cyrillic, "cp1252": _western}
