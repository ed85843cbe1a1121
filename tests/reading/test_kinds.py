"""What sort of document it is."""

import pytest
from opened_pages import page_of

from kopri.reading.kinds import document_kind

BODY = "The two delegations met in the morning and spoke about rail, grain and water in a good mood. " * 5


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"Press Releases\n\nMinisters meet on rail\n\n{BODY}", "press release"),
        (f"Joint Statement on Rail and Grain\n\n{BODY}", "joint statement"),
        (f"Ministers meet on rail\nASTANA, May 1 (ABC) - {BODY} “We agree,” the minister said.", "news"),
        (f"INTERVIEW: Envoy speaks of rail\nASTANA, May 1 (ABC) - {BODY}", "interview"),
        (f"Opinions\n\nWhat rail needs\n\n{BODY}", "opinion"),
        (f"{BODY} I believe that we should build it. " + "We must train engineers. The state should pay. " * 4, "opinion"),
        (f"Rail\n{BODY}\nThis site is an automatic aggregator of news.", "aggregator copy"),
        (f"Rail talks open {BODY}2024-05-01 10:00:00 -\nGrain talks close {BODY}2024-05-02 11:30:00", "feed page"),
        ("Year\tTrade\n" + "2020\t3.1\n" * 20, "table"),
        (f"보도자료\n\n철도 협력 회의 개최\n\n{'양국 장관은 철도 협력을 논의했다. ' * 9}", "press release"),
        ("Rail.", "other"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    assert document_kind(page_of(text)) == kind
