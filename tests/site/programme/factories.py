"""Rows of the programme for tests: one class for each model, valid as they are. Dates that are due get the days they cover."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from kopri.site.accounts.models import Organisation
from kopri.site.base.multilingual import Multilingual
from kopri.site.programme import models
from kopri.site.programme.due import interval_of
from kopri.site.programme.link_holder import hash_of


class ProgrammeFactory(DjangoModelFactory):
    """What all have in common. A `due` gets the days it covers, agreed on unless it is said otherwise."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **fields: Any) -> Any:
        moved_at = fields.pop("moved_at", None)
        if fields.get("due"):
            days = interval_of(fields["due"])
            fields = {"due_basis": "agreed", "due_baseline": fields["due"], **fields, "due_from": days.start, "due_until": days.end}
        for planned, column, edge in (("planned_start", "planned_from", "start"), ("planned_end", "planned_until", "end")):
            if fields.get(planned):
                fields[column] = getattr(interval_of(fields[planned]), edge)
        made = super()._create(model_class, *args, **fields)
        if moved_at is not None:
            model_class.objects.filter(pk=made.pk).update(moved_at=moved_at)
            made.moved_at = moved_at
        return made


class LeadFactory(ProgrammeFactory):
    """A ministry that leads."""

    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: Multilingual.of(en=f"Ministry of Rivers {n}"))
    kind = "ministry"
    country = "KAZ"


class BodyFactory(ProgrammeFactory):
    """The forum."""

    class Meta:
        model = models.Body

    slug = factory.Sequence(lambda n: f"forum-{n}")
    name = Multilingual.of(en="Forum of the Two Rivers", ko="두 강 포럼")
    kind = "forum"
    members = factory.LazyFunction(lambda: ["KOR", "KAZ", "UZB"])


class EditionFactory(ProgrammeFactory):
    """An edition that was held."""

    class Meta:
        model = models.Edition

    body = factory.SubFactory(BodyFactory)
    number = factory.Sequence(lambda n: n + 1)
    level = "ministers"
    country = "KAZ"
    city = Multilingual.of(en="Almaty")
    start = date(2025, 5, 6)
    end = date(2025, 5, 6)
    state = "held"


class CommitmentFactory(ProgrammeFactory):
    """A promise in progress, led by a ministry, due in 2026-Q4."""

    class Meta:
        model = models.Commitment

    title = factory.Sequence(lambda n: Multilingual.of(en=f"Train engineers {n}", ko=f"기술자 훈련 {n}"))
    members = factory.LazyFunction(lambda: ["KOR", "KAZ"])
    lead = factory.SubFactory(LeadFactory)
    sectors = factory.LazyFunction(lambda: ["energy"])
    due = "2026-Q4"
    state = "in_progress"


class PlanFactory(ProgrammeFactory):
    """An adopted plan, its first version."""

    class Meta:
        model = models.Plan

    slug = factory.Sequence(lambda n: f"plan-{n}")
    name = Multilingual.of(en="Action plan 2025–2027", ru="План действий на 2025–2027 годы")
    start = "2025"
    end = "2027"
    state = "adopted"
    baseline = True


class PlanLineFactory(ProgrammeFactory):
    """A line due in 2026-Q4."""

    class Meta:
        model = models.PlanLine

    plan = factory.SubFactory(PlanFactory)
    number = factory.Sequence(lambda n: str(n + 1))
    title = Multilingual.of(en="Specialists for industry")
    sector = "industry"
    lead = factory.SubFactory(LeadFactory)
    due = "2026-Q4"


class ProjectFactory(ProgrammeFactory):
    """A project being implemented in Kazakhstan, in energy."""

    class Meta:
        model = models.Project

    title = factory.Sequence(lambda n: Multilingual.of(en=f"Solar pumps {n}", ru=f"Солнечные насосы {n}"))
    kind = "technical"
    lead = factory.SubFactory(LeadFactory)
    state = "implementing"
    planned_start = "2025-Q1"
    planned_end = "2027-Q4"
    actual_start = date(2025, 2, 1)

    @factory.post_generation
    def countries(self, create: bool, extracted: Any, **_: Any) -> None:
        """The countries, KAZ unless they are given."""
        for code in ("KAZ",) if extracted is None else extracted:
            models.ProjectCountry.objects.create(project=self, country=code)

    @factory.post_generation
    def sectors(self, create: bool, extracted: Any, **_: Any) -> None:
        """The sectors, energy unless they are given."""
        for slug in ("energy",) if extracted is None else extracted:
            models.ProjectSector.objects.create(project=self, sector=slug)


class PartnerFactory(ProgrammeFactory):
    """An agency that funds."""

    class Meta:
        model = models.ProjectPartner

    project = factory.SubFactory(ProjectFactory)
    organisation = factory.SubFactory(LeadFactory)
    role = 1


class PlaceFactory(ProgrammeFactory):
    """A town with its point."""

    class Meta:
        model = models.ProjectPlace

    project = factory.SubFactory(ProjectFactory)
    name = Multilingual.of(en="Kyzylorda")
    country = "KAZ"
    latitude = Decimal("44.85000")
    longitude = Decimal("65.50000")


class CourseFactory(ProgrammeFactory):
    """A course with 30 seats."""

    class Meta:
        model = models.Course

    project = factory.SubFactory(ProjectFactory, kind="training")
    title = Multilingual.of(en="First intake")
    start = "2026-03"
    seats = 30


class MilestoneFactory(ProgrammeFactory):
    """A step of a project due in 2026-Q4, agreed."""

    class Meta:
        model = models.Milestone

    project = factory.SubFactory(ProjectFactory)
    title = factory.Sequence(lambda n: Multilingual.of(en=f"Pumps installed {n}"))
    due = "2026-Q4"


class RateFactory(ProgrammeFactory):
    """A thousand won for 0.75 dollars."""

    class Meta:
        model = models.Rate

    currency = "KRW"
    on = date(2025, 1, 1)
    usd = Decimal("0.00075")
    source = "invented for tests"


class TransactionFactory(ProgrammeFactory):
    """A disbursement of a hundred dollars."""

    class Meta:
        model = models.Transaction

    project = factory.SubFactory(ProjectFactory)
    type = "3"
    value = Decimal(100)
    currency = "USD"
    date = date(2025, 6, 1)
    value_date = factory.SelfAttribute("date")
    usd = factory.LazyAttribute(lambda t: t.value if t.currency == "USD" else t.value * t.rate.usd)


class BudgetFactory(ProgrammeFactory):
    """A thousand dollars for 2025."""

    class Meta:
        model = models.Budget

    project = factory.SubFactory(ProjectFactory)
    value = Decimal(1000)
    currency = "USD"
    start = date(2025, 1, 1)
    end = date(2025, 12, 31)
    value_date = date(2025, 1, 1)
    usd = factory.LazyAttribute(lambda b: b.value if b.currency == "USD" else b.value * b.rate.usd)


class ResultFactory(ProgrammeFactory):
    """An output."""

    class Meta:
        model = models.Result

    project = factory.SubFactory(ProjectFactory)
    type = "1"
    title = Multilingual.of(en="Farmers irrigate with the sun")


class IndicatorFactory(ProgrammeFactory):
    """Pumps, from none in 2024."""

    class Meta:
        model = models.Indicator

    result = factory.SubFactory(ResultFactory)
    title = Multilingual.of(en="Pumps at work")
    unit = "pump"
    baseline = Decimal(0)
    baseline_year = 2024


class PeriodFactory(ProgrammeFactory):
    """Forty pumps in 2025."""

    class Meta:
        model = models.IndicatorPeriod

    indicator = factory.SubFactory(IndicatorFactory)
    start = date(2025, 1, 1)
    end = date(2025, 12, 31)
    target = Decimal(40)


class EvidenceFactory(ProgrammeFactory):
    """A report at an address."""

    class Meta:
        model = models.Evidence

    title = "Completion report"
    url = "https://example.org/report"


class SessionFactory(ProgrammeFactory):
    """A plenary of an edition that was held."""

    class Meta:
        model = models.Session

    edition = factory.SubFactory(EditionFactory)
    kind = "plenary"
    name = Multilingual.of(en="Plenary", ko="전체회의")
    state = "held"


class DecisionFactory(ProgrammeFactory):
    """A proposed decision of an edition."""

    class Meta:
        model = models.Decision

    edition = factory.SubFactory(EditionFactory)
    text = Multilingual.of(en="The forum meets every year.")


class TextFactory(ProgrammeFactory):
    """An adopted joint statement."""

    class Meta:
        model = models.AdoptedText

    title = Multilingual.of(en="Joint statement", ru="Совместное заявление")
    kind = "joint statement"
    date = "2025-05-06"
    state = "adopted"


class ParagraphFactory(ProgrammeFactory):
    """A paragraph nobody has judged yet, in English and Korean."""

    class Meta:
        model = models.Paragraph

    text = factory.SubFactory(TextFactory)
    number = factory.Sequence(lambda n: str(n + 1))
    order = factory.Sequence(lambda n: n + 1)

    @factory.post_generation
    def words(self, create: bool, extracted: Any, **_: Any) -> None:
        """Its words by language."""
        for language, words in (extracted or {"en": "The parties train engineers.", "ko": "양측은 기술자를 훈련한다."}).items():
            models.ParagraphVersion.objects.create(paragraph=self, language=language, words=words)
            models.TextVersion.objects.get_or_create(text=self.text, language=language)


class ContactFactory(ProgrammeFactory):
    """A state visit that was held."""

    class Meta:
        model = models.Contact

    kind = "state_visit"
    countries = factory.LazyFunction(lambda: ["KAZ", "KOR"])
    title = Multilingual.of(en="State visit", ko="국빈 방문")
    date = "2025-05-06"
    date_from = factory.LazyAttribute(lambda c: interval_of(c.date).start)
    date_until = factory.LazyAttribute(lambda c: interval_of(c.date).end)


class ReportFactory(ProgrammeFactory):
    """A report that is due, in Korean."""

    class Meta:
        model = models.Report

    body = factory.SubFactory(LeadFactory)
    period = "2026-Q3"
    due_on = date(2026, 10, 15)
    language = "ko"


class ReportLineFactory(ProgrammeFactory):
    """A line on a commitment of the body."""

    class Meta:
        model = models.ReportLine

    report = factory.SubFactory(ReportFactory)
    commitment = factory.SubFactory(CommitmentFactory, lead=factory.SelfAttribute("..report.body"))


class ReportLinkFactory(ProgrammeFactory):
    """A link that is good for thirty days; `token` opens it."""

    class Meta:
        model = models.ReportLink

    class Params:
        token = factory.Sequence(lambda n: f"kr_token-{n}")

    report = factory.SubFactory(ReportFactory)
    sent_to = "rivers@example.org"
    expires = factory.LazyFunction(lambda: timezone.now() + timedelta(days=30))
    token_hash = factory.LazyAttribute(lambda link: hash_of(link.token))
