"""What a text gives and what a query gives are the same terms, in any script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kopri.lang.terms import LONGEST_TERM, beginning_of_term, index_terms


def found(query: str, text: str) -> bool:
    """Whether every term of the query is a term of the text."""
    return set(index_terms(query)) <= set(index_terms(text))


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("country", "Two countries met"),
        ("companies", "A company opened its shop"),
        ("cooperation", "They will cooperate"),
        ("investments", "One INVESTMENT"),
        ("Ашхабаде", "Встреча в Ашхабад"),
        ("сотрудничество", "О сотрудничестве в энергетике"),
        ("ёлка", "елка"),
        ("투자", "한국은 투자를 확대한다"),
        ("투자를", "한국의 투자 확대"),
        ("포럼", "한·중앙아시아 협력포럼에서"),
        ("중앙아시아", "한중앙아시아협력포럼"),
        ("협력", "経済協力 협력"),
        ("協力", "中央アジア経済協力機構"),
        ("şäher", "Aşgabat saheri şäher"),
        ("Aşgabat", "ASGABAT"),
        ("oʻzbek", "o'zbek"),
        ("Oʻzbekiston", "O‘zbekiston Respublikasi"),
        ("өнөктөш", "ӨНӨКТӨШ издейбиз"),
        ("4.22", "reached $4.22 billion"),
        ("4,22", "USD 4.22"),
        ("1250000", "1,250,000 persons"),
        ("2025", "план на 2025–2027 годы"),
        ("５Ｇ", "5G networks"),
        ("ﬁnance", "Finance"),
    ],
)
def test_a_query_finds_the_text(query: str, text: str) -> None:
    assert found(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [("kumar", "Kazakhstan"), ("2025", "20250"), ("Korea", "북한"), ("투자", "투표"), ("ўзбек", "узбек"), ("4.22", "42.2")],
)
def test_a_query_does_not_find_another_word(query: str, text: str) -> None:
    assert not found(query, text)


def test_terms_keep_order_and_repetition() -> None:
    assert index_terms("energy and energy") == ("energi", "and", "energi")


def test_a_known_language_spares_foreign_words_the_endings() -> None:
    assert index_terms("texnologiyasi yes", "uz") == ("texnologiyasi", "yes")


def test_what_is_no_word_gives_nothing() -> None:
    assert index_terms("— … « » 🙂 \u200b") == ()


@given(st.text())
def test_any_text_gives_terms_that_give_themselves_no_exception(text: str) -> None:
    terms = index_terms(text)
    assert terms == index_terms(text)
    assert all(0 < len(term) <= LONGEST_TERM for term in terms)


@given(st.text(max_size=40), st.text(max_size=40))
def test_words_apart_give_the_terms_of_each(one: str, other: str) -> None:
    assert index_terms(f"{one}\n{other}") == index_terms(one) + index_terms(other)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzабвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһіўӣҳҷİßﬁ", min_size=1, max_size=20))
def test_case_does_not_matter(word: str) -> None:
    assert index_terms(word.lower()) == index_terms(word.lower().casefold())


def test_a_megabyte_takes_time_in_proportion() -> None:
    assert len(index_terms("ab12가나" * 150_000)) > 100_000


@pytest.mark.parametrize(
    ("text", "beginning"),
    [("foreign trade", "trade"), ("Şäh", "sah"), ("Ёлк", "елк"), ("중앙아", "앙아"), ("1,25", "1.25"), ("한", "한"), ("… ", "")],
)
def test_the_last_word_is_the_beginning_of_a_term(text: str, beginning: str) -> None:
    assert beginning_of_term(text) == beginning
