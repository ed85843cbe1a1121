"""Russian names declined by the regular patterns: enough to find a country, city, person or organisation in any case, and to name it."""

from functools import cache
from typing import Any, Literal

from kopri.lang.datafile import read_data
from kopri.lang.names import korean_families_in_russian

Case = Literal["nominative", "genitive", "dative", "instrumental", "prepositional"]
Gender = Literal["masculine", "feminine", "neuter"]

# Endings by the nominative's end: genitive, dative, accusative, instrumental, prepositional.
_NOUNS = (
    ("ия", ("ии", "ии", "ию", "ией", "ии")),
    ("ика", ("ики", "ике", "ику", "икой", "ике")),
    ("я", ("и", "е", "ю", "ей", "е")),
    ("га", ("ги", "ге", "гу", "гой", "ге")),
    ("ка", ("ки", "ке", "ку", "кой", "ке")),
    ("а", ("ы", "е", "у", "ой", "е")),
    ("ие", ("ия", "ию", "ие", "ием", "ии")),
    ("тай", ("тая", "таю", "тай", "таем", "тае")),
    ("ь", ("я", "ю", "ь", "ем", "е")),
)
_ADJECTIVES = (
    ("ая", ("ой", "ой", "ую", "ой", "ой")),
    ("яя", ("ей", "ей", "юю", "ей", "ей")),
    ("ый", ("ого", "ому", "ый", "ым", "ом")),
    ("ий", ("ого", "ому", "ий", "им", "ом")),
    ("ое", ("ого", "ому", "ое", "ым", "ом")),
)
_CONSONANT = ("а", "у", "", "ом", "е")
_CONSONANTS = frozenset("бвгджзклмнпрстфхцчшщ")


@cache
def noun_forms(name: str) -> tuple[str, ...]:
    """A name of one or more words in all cases, the nominative first.

    In "Республика Казахстан" the second noun may also stay as it is ("Республики Казахстан").

    >>> noun_forms("Казахстан")[:3]
    ('Казахстан', 'Казахстана', 'Казахстану')
    """
    words = name.split(" ")
    forms = {name: None}
    for case in range(5):
        declined = [_decline(word, case) for word in words]
        forms[" ".join(declined)] = None
        if len(words) > 1:
            forms[" ".join([declined[0], *words[1:]])] = None
    return tuple(forms)


@cache
def person_forms(name: str) -> tuple[str, ...]:
    """A person's name in all cases, the nominative first; of a Korean name only the last syllable changes.

    >>> "Токаевым" in person_forms("Токаев"), person_forms("Ли Чжэ Мён")[1]
    (True, 'Ли Чжэ Мёна')
    """
    words = name.split(" ")
    kept = words[:-1] if len(words) > 1 and words[0] in korean_families_in_russian() else []
    declined = [[_person_word(word, case) for word in words[len(kept) :]] for case in range(5)]
    return tuple(dict.fromkeys([name, *(" ".join([*kept, *one]) for one in declined)]))


def in_nominative(words: list[str], case: Case) -> list[str]:
    """The words of a person's name as the nominative has them, given the case they stand in.

    >>> in_nominative(["Фарруха", "Абдурасулова"], "genitive")
    ['Фаррух', 'Абдурасулов']
    >>> in_nominative(["Мадиной", "Оспановой"], "instrumental")
    ['Мадина', 'Оспанова']
    """
    if case == "nominative" or not words:
        return words
    if len(words) > 1 and words[0] in korean_families_in_russian():
        return [*words[:-1], _given(words[-1], case)]
    family, gender = _family(words[-1], case)
    givens = [word if gender == "masculine" and word.endswith(("и", "ы")) else _given(word, case) for word in words[:-1]]
    return [*givens, family or _given(words[-1], case)]


def adjective(word: str, gender: Gender) -> str:
    """An adjective in the nominative of a gender, from any case of the singular.

    >>> adjective("Корейской", "feminine"), adjective("Ташкентского", "masculine"), adjective("полномочного", "masculine")
    ('Корейская', 'Ташкентский', 'полномочный')
    """
    table = _data()
    ending = next((e for e in sorted(table["adjective"][gender], key=len, reverse=True) if word.endswith(e)), None)
    if ending is None:
        return word
    stem = word[: -len(ending)]
    if stem.lower().endswith(tuple(table["soft_stems"])):
        return stem + {"masculine": "ий", "feminine": "яя", "neuter": "ее"}[gender]
    hushed, plain = table["nominative"][gender]
    return stem + str(hushed if stem[-1:] in table["hushed"] else plain)


def _family(word: str, case: Case) -> tuple[str | None, Gender | None]:
    genders: tuple[Gender, ...] = ("masculine", "feminine")
    for gender in genders:
        for end, nominative in _data()["family"][gender][case].items():
            if word.endswith(end) and len(word) > len(end) + 1:
                return word[: -len(end)] + str(nominative), gender
    return None, None


def _given(word: str, case: Case) -> str:
    head, dash, last = word.rpartition("-")
    for end, nominative in _data()["given"][case].items():
        if last.endswith(end) and len(last) > len(end) and (nominative != "ь" or last[-len(end) - 1] in "рлн"):
            return head + dash + last[: -len(end)] + str(nominative)
    return word


def _person_word(word: str, case: int) -> str:
    """A given or family name in a case; of two given names joined by a hyphen the last changes."""
    if word.endswith(("ов", "ев", "ёв", "ин", "ын")):
        return word + ("а", "у", "а", "ым", "е")[case]
    if word.endswith(("ова", "ева", "ёва", "ина", "ына")):
        return word[:-1] + ("ой", "ой", "у", "ой", "ой")[case]
    if word.endswith("й") and not word.endswith(("ский", "цкий")):
        return word[:-1] + ("я", "ю", "я", "ем", "е")[case]
    if word.endswith("ь"):
        return word[:-1] + ("я", "ю", "я", "ем", "е")[case]
    if word[-1:] in _CONSONANTS:
        return word + ("а", "у", "а", "ом", "е")[case]
    return _decline(word, case)


@cache
def _data() -> dict[str, Any]:
    return read_data("kopri.lang", "russian.yaml")


def _decline(word: str, case: int) -> str:
    for end, endings in _ADJECTIVES + _NOUNS:
        if word.endswith(end) and len(word) > len(end) + 1:
            return word[: -len(end)] + endings[case]
    return word + _CONSONANT[case] if word[-1:] in _CONSONANTS else word
