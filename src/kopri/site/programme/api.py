"""The programme over the API: what everybody may read, in the form of `schemas/`. Signed-in people see what they see on the pages."""

from typing import Any

from django.db.models import Count, Prefetch, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router
from ninja.pagination import paginate

from kopri.site.accounts.querysets import today as forum_today
from kopri.site.programme.models import AdoptedText, Body, Commitment, Contact, Edition, Milestone, Paragraph, Project
from kopri.site.programme.schemas.commitments import CommitmentOut
from kopri.site.programme.schemas.contacts import ContactOut
from kopri.site.programme.schemas.editions import BodyOut, EditionOut
from kopri.site.programme.schemas.projects import MilestoneOut, ProjectOut
from kopri.site.programme.schemas.texts import ParagraphOut
from kopri.site.record.api import MISASKED, NOT_FOUND, Name, Pages

router = Router(tags=["programme"])


@router.get("/commitments", response={200: list[CommitmentOut], **MISASKED}, summary="Commitments")
@paginate(Pages)
def list_commitments(request: HttpRequest) -> QuerySet[Commitment]:
    """Commitments with how they stand today, what they rest on and their two scores."""
    return _commitments(request).order_by("pk")


@router.get("/commitments/{reference}", response={200: CommitmentOut, **NOT_FOUND}, summary="Commitment")
def get_commitment(request: HttpRequest, reference: Name) -> Commitment:
    """One commitment."""
    return get_object_or_404(_commitments(request), reference=reference)


def _commitments(request: HttpRequest) -> QuerySet[Commitment]:
    return Commitment.objects.visible_to(request.user).with_standing(forum_today()).for_list(request.user)


@router.get("/projects", response={200: list[ProjectOut], **MISASKED}, summary="Projects")
@paginate(Pages)
def list_projects(request: HttpRequest) -> QuerySet[Project]:
    """Projects with how they stand today. With their money and results they go out as IATI: `kopri site export iati`."""
    return _projects(request).order_by("pk")


@router.get("/projects/{reference}", response={200: ProjectOut, **NOT_FOUND}, summary="Project")
def get_project(request: HttpRequest, reference: Name) -> Project:
    """One project."""
    return get_object_or_404(_projects(request), reference=reference)


def _projects(request: HttpRequest) -> QuerySet[Project]:
    return Project.objects.visible_to(request.user).for_list(forum_today())


@router.get("/milestones", response={200: list[MilestoneOut], **MISASKED}, summary="Milestones")
@paginate(Pages)
def list_milestones(request: HttpRequest) -> QuerySet[Milestone]:
    """Milestones of projects, plan lines and commitments, with how they stand today."""
    rows = Milestone.objects.visible_to(request.user).with_standing(forum_today())
    return rows.select_related("project", "line__plan", "commitment").order_by("pk")


@router.get("/editions", response={200: list[EditionOut], **MISASKED}, summary="Editions")
@paginate(Pages)
def list_editions(request: HttpRequest) -> QuerySet[Edition]:
    """The holdings of the forum, latest first."""
    return Edition.objects.visible_to(request.user).select_related("body").annotate(promised=Count("commitments"))


@router.get("/bodies", response={200: list[BodyOut], **MISASKED}, summary="Bodies")
@paginate(Pages)
def list_bodies(request: HttpRequest) -> QuerySet[Body]:
    """The organs of the forum."""
    return Body.objects.visible_to(request.user).select_related("parent")


@router.get("/contacts", response={200: list[ContactOut], **MISASKED}, summary="Contacts between countries")
@paginate(Pages)
def list_contacts(request: HttpRequest) -> QuerySet[Contact]:
    """Visits, talks and summits, latest first."""
    return Contact.objects.visible_to(request.user)


@router.get("/texts/{reference}/paragraphs", response={200: list[ParagraphOut], **NOT_FOUND}, summary="Paragraphs of an adopted text")
@paginate(Pages)
def list_paragraphs(request: HttpRequest, reference: Name) -> QuerySet[Any]:
    """Each paragraph in its languages, what it does, and the commitments that rest on it."""
    text = get_object_or_404(AdoptedText.objects.visible_to(request.user), reference=reference)
    followed = Commitment.objects.visible_to(request.user).select_related("lead")
    rows = Paragraph.objects.visible_to(request.user).filter(text=text).with_owner().with_words(request.user)
    return rows.select_related("decision__edition", "decision__session").prefetch_related(
        Prefetch("commitments", followed, to_attr="followed")
    )
