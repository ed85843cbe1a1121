"""Numbers in running text: figures and words, money, shares, ranks, n-fold, fractions, ranges.

Every number is reported, also those in names, dates and list marks: what a number counts is for the reader of figures to say.
"""

from kopri.lang.numbers import english, korean, tables
from kopri.lang.numbers.lexicon import currency_names, percent_names
from kopri.lang.numbers.mention import NumberKind, NumberMention

__all__ = ["NumberKind", "NumberMention", "currency_names", "find_numbers", "percent_names"]


def find_numbers(text: str, language: str) -> list[NumberMention]:
    """All numbers of a text, in text order, none overlapping.

    Args:
        text: any text; offsets count its code points as they are.
        language: ISO 639-1; Korean, Russian, Uzbek, Kazakh, Kyrgyz, Tajik and Turkmen have words of their own, every other language is
            read with the English ones.
    """
    if language == "ko":
        return korean.find(text)
    return tables.find(text, language) if language in tables.LANGUAGES else english.find(text)
