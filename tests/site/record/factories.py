"""Rows of the record for tests: payload, place, quote and columns of a statement agree with each other and with its document's text."""

import hashlib
from datetime import date
from typing import Any

import factory
from django.utils import timezone
from django.utils.text import slugify
from factory.django import DjangoModelFactory

from kopri.site.base.multilingual import Multilingual
from kopri.site.record.models import (
    Document,
    ErrorReport,
    Note,
    Person,
    PostHeld,
    Relation,
    Source,
    Statement,
    StatementParty,
    TextWarning,
)

SAMPLE_TEXT = """Two presidents widen the partnership

SEOUL, 5 March 2021 – At the summit of 4 March 2021 in Seoul the two heads of state agreed to widen the programme.

Trade between Kazakhstan and Korea reached 4.22 billion dollars in 2019, nearly three times the value of 2017.

Both sides signed a Memorandum on Rare Metals. “Korea will train 120 engineers by 2023,” said Minister of Energy Han Ji-won
of the Joint Energy Council.

Smart farm pilot | 2024-Q3 | 2025-Q2
"""
KOREAN_TEXT = """한-카자흐스탄 정상회담 개최

[서울, 2021년 3월 5일] 양국 정상은 2021년 3월 4일 서울에서 정상회담을 갖고 원자력 분야로 협력을 확대하기로 합의했다.

양국 간 교역액은 2019년 42억 2천만 달러를 기록했다.
"""
RUSSIAN_TEXT = """Президенты двух стран расширяют партнёрство

СЕУЛ, 5 марта 2021 года. На встрече 4 марта 2021 года в Сеуле главы государств договорились расширить программу.

Товарооборот между странами достиг в 2019 году 4,22 миллиарда долларов.
"""


class SourceFactory(DjangoModelFactory):
    """A newspaper of grade C."""

    class Meta:
        model = Source
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"daily-bridge-{n}")
    name = factory.Sequence(lambda n: Multilingual.of(en=f"The Daily Bridge {n}"))
    kind = "press"
    country = "KOR"
    reliability = "C"


class DocumentFactory(DjangoModelFactory):
    """A public press report, read, of quote-only rights."""

    class Meta:
        model = Document
        skip_postgeneration_save = True

    source = factory.SubFactory(SourceFactory)
    title = "Two presidents widen the partnership"
    url = "https://example.org/news/1"
    rights = "quote"
    visibility = "public"
    text = factory.Sequence(lambda n: f"{SAMPLE_TEXT}\nReport no. {n}.\n")
    sha256 = factory.LazyAttribute(lambda d: hashlib.sha256(d.text.encode()).hexdigest())
    file_name = "report.txt"
    language = "en"
    kind = "press_report"
    segments = factory.LazyAttribute(
        lambda d: [{"start": 0, "end": len(d.text), "kind": "article", "title": d.title, "published": "2021-03-05", "language": "en"}]
    )
    published = "2021-03-05"
    published_basis = "stated"
    published_from = date(2021, 3, 5)
    published_evidence = factory.LazyAttribute(lambda d: place(d.text, "5 March 2021"))
    state = "read"
    engine_version = "1"
    read_at = factory.LazyFunction(timezone.now)


def place(text: str, words: str) -> list[list[int]]:
    """Where words stand in a text, as evidence; nothing if they do not."""
    start = text.find(words)
    return [[start, start + len(words)]] if start >= 0 else []


def span(text: str, words: str) -> dict[str, Any]:
    """The same as a span with its surroundings; the beginning of the text if the words do not stand in it."""
    start = max(text.find(words), 0)
    end = start + len(words)
    return {"start": start, "end": end, "exact": words, "prefix": text[max(0, start - 32) : start], "suffix": text[end : end + 32]}


class StatementFactory(DjangoModelFactory):
    """What all types share. `quote` must stand in the document's text; `surface` is the number or name in it that is marked."""

    class Meta:
        model = Statement
        abstract = True
        skip_postgeneration_save = True

    document = factory.SubFactory(DocumentFactory)
    engine_id = factory.Sequence(lambda n: f"{n:016x}")
    evidence = factory.LazyAttribute(lambda s: place(s.document.text, s.quote) or [[0, len(s.quote)]])
    start = factory.LazyAttribute(lambda s: s.evidence[0][0])
    end = factory.LazyAttribute(lambda s: s.evidence[0][1])
    valid = factory.LazyAttribute(
        lambda s: {
            "start": s.period or None,
            "end": s.period or None,
            "precision": "year" if s.period else "none",
            "basis": "stated",
            "evidence": [],
        }
    )
    made_by = factory.LazyAttribute(lambda s: f"{s.type}/sample@1")
    confidence = 0.9

    @factory.post_generation
    def parties(self, create: bool, extracted: Any, **_: Any) -> None:
        """The countries the payload names; given as [(country, role)] they are taken as they are."""
        fact = self.fact  # type: ignore[attr-defined]
        named = [(p["id"], p["role"]) if isinstance(p, dict) else (p, "of") for p in fact.get("parties", [])]
        named += [(code, "of") for field in ("who", "to", "participants") for code in fact.get(field, [])]
        named += [(fact[field], "of") for field in ("country", "organisation") if len(fact.get(field) or "") == 3]
        for country, role in dict.fromkeys(named if extracted is None else extracted):
            StatementParty.objects.create(statement=self, country=country, role=role)


class FigureFactory(StatementFactory):
    """Trade of Kazakhstan and Korea in 2019: 4.22 billion dollars."""

    type = "figure"
    quote = "Trade between Kazakhstan and Korea reached 4.22 billion dollars in 2019"
    surface = "4.22 billion dollars"
    measure = "bilateral_trade"
    unit = "USD"
    value = "4220000000"
    qualifier = "exact"
    stage = "actual"
    countries = (("KAZ", "of"), ("KOR", "of"))
    subject = None

    class Meta:
        exclude = ("surface", "countries", "subject")

    payload = factory.LazyAttribute(
        lambda s: {
            "value": str(s.value),
            "unit": s.unit,
            "measure": s.measure,
            "kind": "quantity",
            "qualifier": s.qualifier,
            "stage": s.stage,
            "scope": None,
            "aspect": "flow",
            "subject": s.subject,
            "parties": [{"id": country, "role": role} for country, role in s.countries],
            "surface": span(s.document.text, s.surface),
        }
    )
    start = factory.LazyAttribute(lambda s: s.payload["surface"]["start"])
    end = factory.LazyAttribute(lambda s: s.payload["surface"]["end"])
    period = "2019"
    period_from = factory.LazyAttribute(lambda s: date(int(s.period[:4]), 1, 1) if s.period else None)
    period_until = factory.LazyAttribute(lambda s: date(int(s.period[:4]), 12, 31) if s.period else None)
    series = factory.LazyAttribute(lambda s: slugify(f"{s.measure} {s.unit} {' '.join(c for c, _ in s.countries)}".replace("_", " ")))
    key = factory.LazyAttribute(lambda s: f"{s.measure}|{s.unit}|{s.period}")
    summary = factory.LazyAttribute(lambda s: f"{s.measure.replace('_', ' ')}: {s.value} {s.unit}  {' '.join(c for c, _ in s.countries)}")


class EventFactory(StatementFactory):
    """The summit of 4 March 2021."""

    type = "event"
    quote = "At the summit of 4 March 2021 in Seoul the two heads of state agreed to widen the programme."
    payload = factory.LazyFunction(
        lambda: {
            "class": "summit",
            "plover": "CONSULT",
            "name": "summit of Kazakhstan and Korea",
            "place": "Seoul",
            "participants": ["KAZ", "KOR"],
            "status": "held",
            "edition": None,
        }
    )
    period = "2021-03-04"
    period_from = date(2021, 3, 4)
    period_until = date(2021, 3, 4)
    valid = factory.LazyFunction(
        lambda: {"start": "2021-03-04", "end": "2021-03-04", "precision": "day", "basis": "stated", "evidence": []}
    )
    summary = "summit, held: summit of Kazakhstan and Korea"


class CommitmentFactory(StatementFactory):
    """Korea pledges to train 120 engineers by 2023."""

    type = "commitment"
    quote = "Korea will train 120 engineers by 2023"
    payload = factory.LazyFunction(
        lambda: {"who": ["KOR"], "to": ["KAZ"], "what": "train 120 engineers", "sector": "education", "due": "2023", "strength": "pledged"}
    )
    mood = "pledged"
    speaker = "Han Ji-won"
    stage = "pledged"
    sector = "education"
    period = ""
    summary = "pledged: KOR → KAZ: train 120 engineers"


class AgreementFactory(StatementFactory):
    """A memorandum that both sides signed."""

    type = "agreement"
    quote = "Both sides signed a Memorandum on Rare Metals."
    payload = factory.LazyFunction(
        lambda: {"kind": "memorandum", "name": "Memorandum on Rare Metals", "parties": ["KAZ", "KOR"], "date": None}
    )
    mood = "agreed"
    period = ""
    summary = "memorandum: Memorandum on Rare Metals"


class PostFactory(StatementFactory):
    """A minister."""

    type = "post"
    quote = "Minister of Energy Han Ji-won"
    payload = factory.LazyFunction(lambda: {"person": "Han Ji-won", "post": "Minister of Energy", "organisation": "KOR"})
    period = ""
    summary = "Han Ji-won: Minister of Energy, KOR"


class OrganisationFactory(StatementFactory):
    """A council."""

    type = "organisation"
    quote = "the Joint Energy Council"
    payload = factory.LazyFunction(lambda: {"name": "Joint Energy Council", "kind": "body", "country": None, "aliases": []})
    period = ""
    summary = "Joint Energy Council (body)"


class InitiativeFactory(StatementFactory):
    """A row of a table with its quarters."""

    type = "initiative"
    quote = "Smart farm pilot | 2024-Q3 | 2025-Q2"
    payload = factory.LazyFunction(
        lambda: {
            "table": "Initiatives",
            "name": "Smart farm pilot",
            "start": "2024-Q3",
            "end": "2025-Q2",
            "cells": {"Start": "2024-Q3", "End": "2025-Q2"},
        }
    )
    sector = "agriculture"
    period = "2024-Q3/2025-Q2"
    period_from = date(2024, 7, 1)
    period_until = date(2025, 6, 30)
    valid = factory.LazyFunction(lambda: {"start": "2024-Q3", "end": "2025-Q2", "precision": "quarter", "basis": "stated", "evidence": []})
    summary = "Smart farm pilot: 2024-Q3 – 2025-Q2"


ALL_TYPES = (FigureFactory, EventFactory, CommitmentFactory, AgreementFactory, PostFactory, OrganisationFactory, InitiativeFactory)


def full_document(**fields: Any) -> Document:
    """A document with one statement of each type."""
    document = DocumentFactory.create(**fields)
    for of_type in ALL_TYPES:
        of_type.create(document=document)
    return document


class TextWarningFactory(DjangoModelFactory):
    """A growth that does not hold, of medium severity."""

    class Meta:
        model = TextWarning
        skip_postgeneration_save = True

    document = factory.SubFactory(DocumentFactory)
    code = "ARITHMETIC"
    severity = "medium"
    message = "“nearly three times” does not follow from the figures of 2017 and 2019."
    evidence = factory.LazyAttribute(lambda w: place(w.document.text, "nearly three times"))
    quotes = factory.LazyAttribute(lambda w: [w.document.text[start:end] for start, end in w.evidence])

    @factory.post_generation
    def statements(self, create: bool, extracted: Any, **_: Any) -> None:
        """The statements it bears on."""
        self.statements.set(extracted or [])  # type: ignore[attr-defined]


class RelationFactory(DjangoModelFactory):
    """Two documents with different values: `statements=[…]`."""

    class Meta:
        model = Relation
        skip_postgeneration_save = True

    kind = "contradicts"
    series = "bilateral-trade-usd-kaz-kor"
    why = "Two sources give different values for the same measure, countries and year."

    @factory.post_generation
    def statements(self, create: bool, extracted: Any, **_: Any) -> None:
        """The statements it holds between."""
        self.statements.set(extracted or [])  # type: ignore[attr-defined]


class PersonFactory(DjangoModelFactory):
    """Somebody with a name."""

    class Meta:
        model = Person
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"han-ji-won-{n}")
    name = factory.LazyFunction(lambda: Multilingual.of(en="Han Ji-won", ko="한지원"))
    folded = factory.Sequence(lambda n: f"han ji won {n}")


class PostHeldFactory(DjangoModelFactory):
    """A post from a table with its source."""

    class Meta:
        model = PostHeld
        skip_postgeneration_save = True

    person = factory.SubFactory(PersonFactory)
    title = "Minister of Energy"
    country = "KOR"
    start = "2020-01"
    source = "Table of office-holders"


class NoteFactory(DjangoModelFactory):
    """A remark of the desk."""

    class Meta:
        model = Note
        skip_postgeneration_save = True

    document = factory.SubFactory(DocumentFactory)
    text = "Compare with the customs statistics."


class ErrorReportFactory(DjangoModelFactory):
    """A reader says that a figure is wrong."""

    class Meta:
        model = ErrorReport
        skip_postgeneration_save = True

    statement = factory.SubFactory(FigureFactory)
    text = "The customs service gives another value."
    email = "reader@example.org"
