"""Korean and Russian texts of the kinds a secretariat meets: all that is read in them, and nothing else."""

from collections import Counter
from pathlib import Path

import pytest
import yaml
from tests.reading.opened_pages import page_of

from kopri.reading.read import read_statements
from kopri.reading.statements import decimal_text

HERE = Path(__file__).parent


def passages(language):
    return yaml.load((HERE / f"passages_{language}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


CASES = [(language, number, case) for language in ("ko", "ru") for number, case in enumerate(passages(language), start=1)]


@pytest.mark.parametrize("case", [case for *_, case in CASES], ids=[f"{language}-{number}" for language, number, _ in CASES])
def test_all_is_read_and_nothing_else(case):
    found = read_statements(page_of(case["text"], case.get("published")))

    def of(kind):
        return [s for s in found if s.type == kind]

    assert [f"{s.payload.person} | {s.payload.post}" for s in of("post")] == case["people"]
    assert [s.payload.name for s in of("organisation")] == case["organisations"]
    assert [f"{s.payload.category} {s.payload.status} {s.valid.start or '–'}" for s in of("event")] == case["events"]
    assert Counter(s.payload.kind for s in of("agreement")) == Counter(case["agreements"])
    assert sorted(f"{decimal_text(s.payload.value)} {s.payload.unit}" for s in of("figure")) == case["figures"]
    promised = [f"{s.payload.strength}: {s.payload.what}" for s in of("commitment")]
    assert len(promised) == len(case["commitments"])
    assert all(said.startswith(wanted) for said, wanted in zip(promised, case["commitments"], strict=True))


@pytest.mark.parametrize(("language", "number", "case"), CASES)
def test_what_is_quoted_stands_there(language, number, case):
    page = page_of(case["text"], case.get("published"))
    assert page.language == language, number
    for statement in read_statements(page):
        assert all(0 <= span.start < span.end <= len(page.text) for span in statement.evidence)
        assert statement.made_by.startswith("rule:")
