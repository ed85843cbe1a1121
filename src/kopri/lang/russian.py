"""Russian names declined by the regular patterns: enough to find a country, city or organisation in any case."""

from functools import cache

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


def _decline(word: str, case: int) -> str:
    for end, endings in _ADJECTIVES + _NOUNS:
        if word.endswith(end) and len(word) > len(end) + 1:
            return word[: -len(end)] + endings[case]
    return word + _CONSONANT[case] if word[-1:] in _CONSONANTS else word
