"""Names of people compared across spellings and scripts.

Hangul is written in the Revised Romanization, Cyrillic in a simplified BGN/PCGN; then spellings of one sound become the same letters.
A foreign name in Hangul is compared by its consonants, since Hangul adds vowels to them. Korean names are written in Russian by
Kontsevich's system. Tables: `data/names.yaml`.
"""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any, Final

from rapidfuzz.fuzz import ratio

from kopri.lang.datafile import read_data

_HANGUL: Final = range(0xAC00, 0xD7A4)
_NOT_LETTER: Final = re.compile(r"[^a-z ]+")
_DOUBLE: Final = re.compile(r"([a-z])\1+")
_Y_BEFORE_VOWEL: Final = re.compile(r"y(?=[aeiou])")
_HANGUL_WORD: Final = re.compile(r"[가-힣]+")
_LONGEST_KOREAN: Final = 4
_ENOUGH_CONSONANTS: Final = 4
ALIKE: Final = 90.0


def latin(name: str) -> str:
    """A name in Latin letters without marks, in lower case, its parts apart: "문재인" → "mun jae in", "Токаев" → "tokaev"."""
    letters = _data()["cyrillic"]
    parts = []
    for char in unicodedata.normalize("NFC", name).lower():
        if ord(char) in _HANGUL:
            parts.append(f"{_syllable(ord(char) - 0xAC00)} ")
        else:
            parts.append(letters.get(char, char))
    plain = "".join(c for c in unicodedata.normalize("NFKD", "".join(parts)) if not unicodedata.combining(c))
    return " ".join(_NOT_LETTER.sub(" ", plain.replace("’", "").replace("'", "")).split())


@lru_cache(maxsize=4096)
def fold_name(name: str) -> str:
    """The letters of a name by sound, its parts in alphabetical order: equal for spellings of one name in most cases.

    >>> fold_name("Yoon Suk Yeol") == fold_name("YOON Suk-yeol") == fold_name("윤석열")
    True
    """
    parts = latin(_as_pronounced(name)).split()
    family = _families().get(parts[0]) if len(parts) > 1 else None
    if family is None and len(parts) > 1 and parts[-1] in _families() and len(parts) <= 3:
        parts = [parts[-1], *parts[:-1]]
        family = _families()[parts[0]]
    if family is None:
        return " ".join(sorted(_sound(part) for part in parts))
    return f"{family} {_sound(' '.join(parts[1:])).replace(' ', '')}"


def same_person(a: str, b: str) -> bool:
    """Whether two full names may well be one person's, whatever the spelling, script or order of family and given name.

    A family name alone is the same person as nobody.

    >>> same_person("카심조마르트 토카예프", "Касым-Жомарт Токаев")
    True
    """
    if is_foreign_in_hangul(a) != is_foreign_in_hangul(b):
        return _same_consonants(a, b)
    first, second = fold_name(a), fold_name(b)
    if " " not in first or " " not in second:
        return False
    if first == second:
        return True
    known = [folded.split(" ")[0] in _family_values() for folded in (first, second)]
    if any(known):
        return False
    return len(first.split()) == len(second.split()) and ratio(first, second) >= ALIKE


def is_foreign_in_hangul(name: str) -> bool:
    """Whether a name in Hangul is that of a foreigner: of several words, or longer than Korean names are."""
    words = _HANGUL_WORD.findall(name)
    return sum(map(len, words)) > _LONGEST_KOREAN or (len(words) > 1 and words[0] not in _data()["hangul_families"])


def kontsevich(name: str) -> str:
    """A Korean name in Hangul as Russian texts write it: family name first, each syllable a word.

    >>> kontsevich("이재명"), kontsevich("김규현"), kontsevich("박근혜")
    ('Ли Чжэ Мён', 'Ким Гю Хён', 'Пак Кын Хе')
    """
    table, written, before = _data()["kontsevich"], [], ""
    for syllable in name.replace(" ", ""):
        index = ord(syllable) - _HANGUL.start
        initial, vowel, final = index // 588, index % 588 // 28, index % 28
        voiced = bool(before) and before[-1] not in "кпт"
        letters = table["voiced" if voiced else "initials"][initial] + table["vowels"][vowel] + table["finals"][final]
        written.append(letters.capitalize())
        before = letters
    family = table["families"].get(name[0])
    return " ".join([family or written[0], *written[1:]])


def spellings(name: str) -> tuple[str, ...]:
    """The ways a name in Latin letters is commonly written: with hyphen or space, family name in capitals, given name first.

    >>> "YOON Suk-yeol" in spellings("Yoon Suk Yeol")
    True
    """
    parts = re.split(r"[ -]", name)
    if latin(parts[0]) not in _families() or not name.isascii() or not 2 <= len(parts) <= 3:
        head, _, family = name.rpartition(" ")
        return (name, f"{head} {family.upper()}".strip(), name.upper())
    family, given = parts[0], parts[1:]
    written = ["-".join([given[0], *(p.lower() for p in given[1:])]), "-".join(p.capitalize() for p in given)]
    written += [" ".join(p.capitalize() for p in given), "".join(given).capitalize()]
    forms = [f"{f} {g}" for f in (family, family.upper()) for g in written] + [f"{g} {family}" for g in written] + [name.upper()]
    return tuple(dict.fromkeys([name, *forms]))


def is_korean_family(word: str) -> bool:
    """Whether a word is a family name in Korean, in any of the spellings known here."""
    return latin(word) in _families()


@cache
def korean_families_in_russian() -> frozenset[str]:
    """Korean family names as Russian texts write them, by Kontsevich's system and by use: "Тхэ", "Пак", "Цой"."""
    written = {kontsevich(name) for name in _data()["hangul_families"] if len(name) == 1}
    return frozenset(written | {form for forms in _data()["surnames"] for form in forms if "А" <= form[0] <= "я"})


def _as_pronounced(name: str) -> str:
    """A Korean name in Cyrillic with "eu" for «ы», as other spellings have it."""
    head = name.split(" ", maxsplit=1)[0]
    return name.replace("ы", "еу") if "ы" in name and is_korean_family(head) else name


def _same_consonants(a: str, b: str) -> bool:
    """Whether two names, one of them a foreigner's in Hangul, have the same consonants in each of their parts."""
    first, second = (sorted(map(_consonants, re.split(r"[ \u00a0]", name))) for name in (a, b))
    return first == second and len("".join(first)) >= _ENOUGH_CONSONANTS


def _consonants(part: str) -> str:
    letters = _sound(latin(part).replace(" ", ""))
    return _DOUBLE.sub(r"\1", re.sub("[aeiou]", "", re.sub("[fvw]", "p", letters).replace("sh", "s").replace("z", "j")))


def _sound(text: str) -> str:
    for old, new in _data()["sounds"]:
        text = text.replace(old, new)
    text = _Y_BEFORE_VOWEL.sub("", text).replace("y", "i")
    for old, new in (("g", "k"), ("d", "t"), ("b", "p"), ("r", "l")):
        text = text.replace(old, new)
    return _DOUBLE.sub(r"\1", text)


def _syllable(index: int) -> str:
    table = _data()["hangul"]
    initial, vowel, final = index // 588, index % 588 // 28, index % 28
    return str(table["initials"][initial] + table["vowels"][vowel] + table["finals"][final])


@cache
def _data() -> dict[str, Any]:
    return read_data("kopri.lang", "names.yaml")


@cache
def _families() -> dict[str, str]:
    return {latin(form): latin(forms[0]) for forms in _data()["surnames"] for form in reversed(forms)}


@cache
def _family_values() -> frozenset[str]:
    return frozenset(_families().values())
