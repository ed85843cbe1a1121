"""The records of the programme: one file for each family of nouns."""

from kopri.site.programme.models.bodies import (
    AgendaItem,
    Body,
    BodyMember,
    Contact,
    Decision,
    Delegation,
    Edition,
    Level,
    MinutesAgreement,
    Mode,
    Paper,
    Session,
)
from kopri.site.programme.models.commitments import Commitment, CompletionScore, Evidence, MemberScore, ScoreComment, ScoreState
from kopri.site.programme.models.exchange import ImportedFile, ImportedRecord
from kopri.site.programme.models.ground import DueBasis, Visibility
from kopri.site.programme.models.money import Budget, Rate, Transaction
from kopri.site.programme.models.plans import Plan, PlanLine
from kopri.site.programme.models.projects import (
    Course,
    Milestone,
    Project,
    ProjectCountry,
    ProjectPartner,
    ProjectPlace,
    ProjectSector,
    Slip,
)
from kopri.site.programme.models.reports import Reminder, Report, ReportLine, ReportLink
from kopri.site.programme.models.results import Indicator, IndicatorPeriod, Result
from kopri.site.programme.models.texts import AdoptedText, Paragraph, ParagraphVersion, TextVersion

__all__ = [
    "AdoptedText",
    "AgendaItem",
    "Body",
    "BodyMember",
    "Budget",
    "Commitment",
    "CompletionScore",
    "Contact",
    "Course",
    "Decision",
    "Delegation",
    "DueBasis",
    "Edition",
    "Evidence",
    "ImportedFile",
    "ImportedRecord",
    "Indicator",
    "IndicatorPeriod",
    "Level",
    "MemberScore",
    "Milestone",
    "MinutesAgreement",
    "Mode",
    "Paper",
    "Paragraph",
    "ParagraphVersion",
    "Plan",
    "PlanLine",
    "Project",
    "ProjectCountry",
    "ProjectPartner",
    "ProjectPlace",
    "ProjectSector",
    "Rate",
    "Reminder",
    "Report",
    "ReportLine",
    "ReportLink",
    "Result",
    "ScoreComment",
    "ScoreState",
    "Session",
    "Slip",
    "TextVersion",
    "Transaction",
    "Visibility",
]
