"""The demonstration's programme from data/demo/programme.yaml, through the same services people use."""

from collections import deque
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone

from kopri.site.accounts.models import Organisation
from kopri.site.base.models import Forum
from kopri.site.base.multilingual import Multilingual
from kopri.site.programme.models import AdoptedText, Body, Commitment, Edition, Evidence, PlanLine, Project, Rate
from kopri.site.programme.services import commitments as promises
from kopri.site.programme.services import projects as works
from kopri.site.programme.services import scores
from kopri.site.programme.services.bodies import add_body
from kopri.site.programme.services.contacts import add_contact
from kopri.site.programme.services.editions import add_edition, add_session, propose_agenda, set_delegation
from kopri.site.programme.services.evidence import add_evidence
from kopri.site.programme.services.merging import rest_on
from kopri.site.programme.services.milestones import add_milestone, move_milestone, slip_milestone
from kopri.site.programme.services.money import add_budget, add_rate, add_transaction
from kopri.site.programme.services.plans import add_line, add_plan, move_plan
from kopri.site.programme.services.project_parts import add_course, add_partner, add_place, set_shares
from kopri.site.programme.services.results import add_indicator, add_period, add_result, move_period
from kopri.site.programme.services.texts import add_text, add_version, classify_paragraph, move_text, set_paragraph
from kopri.site.programme.transitions import TABLES
from kopri.site.record.models import CONFIRMED, Document, Statement
from kopri.site.record.services.review import accept_statement

LEVELS = {"vice-minister": "vice_ministers", "minister": "ministers", "summit": "summit"}
MODES = {"in person": "in_person", "on line": "online", "mixed": "mixed"}
FUNDING, IMPLEMENTING = 1, 4
ASIDE = {"suspended", "cancelled", "lapsed", "superseded", "withdrawn", "postponed"}


class Loader:
    """Puts a file's rows into the database; what `invented` marks is marked there."""

    def __init__(self, data: Mapping[str, Any], by: Any) -> None:
        self.data = data
        self.by = by
        self.organisations: dict[str, Organisation] = {}
        self.commitments: dict[str, Commitment] = {}
        self.texts: dict[str, AdoptedText] = {}

    def load_facts(self) -> Iterator[str]:
        """Bodies, editions, sessions, contacts: what is so for any documents."""
        self._load_bodies()
        yield f"{Body.objects.count()} bodies"
        self._load_editions()
        yield f"{Edition.objects.count()} editions"
        for item in self.data["contacts"]:
            add_contact(by=self.by, **texts_in(item, "title"))
        yield f"{len(self.data['contacts'])} contacts"

    def load_inventions(self) -> Iterator[str]:
        """Texts, commitments, plan and projects around the facts."""
        self._load_organisations()
        self._load_rates()
        for item in self.data["texts"]:
            self._load_text(item)
        yield f"{len(self.texts)} adopted texts"
        for item in self.data["commitments"]:
            self._load_commitment(item)
        self._load_successors()
        yield f"{len(self.commitments)} commitments"
        for item in self.data["plans"]:
            self._load_plan(item)
        for item in self.data["projects"]:
            self._load_project(item)
        yield f"{len(self.data['projects'])} projects"
        self._load_agenda()

    def _load_bodies(self) -> None:
        for item in self.data["bodies"]:
            fields = texts_in(item, "name", "mandate")
            parent = Body.objects.get(slug=fields.pop("parent")) if "parent" in fields else None
            add_body(by=self.by, parent=parent, **fields)

    def _load_editions(self) -> None:
        forum, body = Forum.objects.get(), Body.objects.get(slug="forum")
        for item in forum.editions:
            add_edition(
                body=body,
                by=self.by,
                number=item["number"],
                country=item["country"] or "",
                city=Multilingual.of(en=item["city"] or ""),
                level=LEVELS.get(item["level"] or "", ""),
                mode=MODES.get(item["mode"] or "", "in_person"),
                start=day(item["start"]),
                end=day(item["end"]),
                planned=item.get("planned") or "",
                state="held" if item["status"] == "held" else "planned",
                source=item["source"],
            )
        for item in self.data["sessions"]:
            self._load_session(item)
        for item in self.data["delegations"]:
            fields = {name: value for name, value in item.items() if name not in {"edition", "source"}}
            set_delegation(edition=self._edition(item["edition"]), by=self.by, attended=True, **fields)

    def _load_session(self, item: Mapping[str, Any]) -> None:
        fields = {"state": "held", **texts_in(item, "name")}
        edition = self._edition(fields.pop("edition")) if "edition" in fields else None
        body = Body.objects.get(slug=fields.pop("body")) if "body" in fields else None
        add_session(by=self.by, edition=edition, body=body, **fields)

    def _edition(self, number: int) -> Edition:
        return Edition.objects.get(body__slug="forum", number=number)

    def _load_organisations(self) -> None:
        known = {organisation.name.in_language("en"): organisation for organisation in Organisation.objects.all()}
        for item in self.data["organisations"]:
            name = Multilingual.parse(item["name"])
            found = known.get(name.in_language("en"))
            made = found or Organisation.objects.create(name=name, kind=item["kind"], country=item["country"])
            self.organisations[item["key"]] = made

    def _load_rates(self) -> None:
        for currency, rates in self.data["rates"].items():
            for on, usd in rates.items():
                if not Rate.objects.filter(currency=currency, on=date.fromisoformat(on)).exists():
                    add_rate(currency=currency, on=date.fromisoformat(on), usd=Decimal(usd), source=self.data["rate_source"], by=self.by)

    def _load_text(self, item: Mapping[str, Any]) -> None:
        fields = {name: item[name] for name in ("date", "source", "invented") if name in item}
        text = add_text(title=Multilingual.parse(item["title"]), kind=item["kind"], by=self.by, **fields)
        for name in item.get("documents", {}).values():
            document = Document.objects.filter(file_name=name).first()
            if document is not None:
                add_version(text=text, document=document, by=self.by)
        for number, words in item.get("paragraphs", {}).items():
            set_paragraph(text=text, number=number, words=words, by=self.by)
        for number, said in item["effects"].items():
            effect, reason = (said, "") if isinstance(said, str) else said
            paragraph = text.paragraphs.filter(number=number).first()
            if paragraph is not None:
                classify_paragraph(paragraph=paragraph, effect=effect, reason=reason, by=self.by)
        self.texts[item["key"]] = move_text(text=text, state="adopted", by=self.by)

    def _load_commitment(self, item: Mapping[str, Any]) -> None:
        source = item.get("source", "")
        commitment = promises.add_commitment(
            title=Multilingual.parse(item["title"]),
            members=item["members"],
            towards=item.get("towards", []),
            lead=self.organisations.get(item.get("lead", "")),
            edition=self._edition(item["edition"]) if "edition" in item else None,
            sectors=item["sectors"],
            strength=item.get("strength", "agreed"),
            due=item.get("due", ""),
            due_basis=item.get("basis", "") if item.get("due") else "",
            source=source,
            invented=not source,
            by=self.by,
        )
        self._ground(commitment, item)
        self.commitments[item["key"]] = commitment
        if item["state"] != "superseded":
            self.commitments[item["key"]] = self._move_commitment(commitment, item)

    def _ground(self, commitment: Commitment, item: Mapping[str, Any]) -> None:
        """What it rests on, if the text or the statement is there."""
        if "paragraph" in item:
            key, number = item["paragraph"]
            paragraph = self.texts[key].paragraphs.filter(number=number).first()
            if paragraph is not None:
                rest_on(commitment=commitment, paragraph=paragraph, by=self.by)
        if "statement" in item:
            name, words = item["statement"]
            found = Statement.objects.filter(document__file_name=name, type="commitment", quote__icontains=words).first()
            if found is not None:
                if found.state not in CONFIRMED:
                    accept_statement(statement=found, by=self.by)
                rest_on(commitment=commitment, statement=found, by=self.by)

    def _move_commitment(self, commitment: Commitment, item: Mapping[str, Any]) -> Commitment:
        evidence = []
        if item["state"] in {"fulfilled", "partly_fulfilled"} or "score" in item:
            said = item["score"][1] if "score" in item else str(commitment)
            evidence = [self._evidence(said, commitment=commitment)]
        for state in steps("commitment", "identified", item["state"]):
            commitment = promises.move_commitment(commitment=commitment, state=state, reason="Invented for the demonstration.", by=self.by)
        if "score" in item:
            self._score(commitment, item["score"], evidence)
        return commitment

    def _evidence(self, title: str, **of: Any) -> Evidence:
        return add_evidence(title=title, url="https://evidence.kopri.example/", date="2026-06", invented=True, by=self.by, **of)

    def _score(self, commitment: Commitment, said: Any, evidence: list[Evidence]) -> None:
        value, reason, members = said
        guideline = Multilingual.of(en="+1: done as promised; 0: begun, or done in part; −1: nothing public shows that it was begun.")
        scores.write_guideline(commitment=commitment, guideline=guideline, by=self.by)
        on = date(2026, 6, 30)
        made: list[Any] = [scores.score_completion(commitment=commitment, value=value, reason=reason, on=on, by=self.by, evidence=evidence)]
        for country, points in members.items():
            made.append(
                scores.score_member(
                    commitment=commitment, country=country, value=points, reason=reason, on=on, by=self.by, evidence=evidence
                )
            )
        for score in made:
            scores.move_score(score=score, state="comment", by=self.by)
            scores.move_score(score=score, state="final", by=self.by)

    def _load_successors(self) -> None:
        for item in self.data["commitments"]:
            if "successor" in item:
                successor = self.commitments[item["successor"]]
                promises.move_commitment(commitment=self.commitments[item["key"]], state="superseded", successor=successor, by=self.by)

    def _load_plan(self, item: Mapping[str, Any]) -> None:
        plan = add_plan(
            slug=item["slug"],
            name=Multilingual.parse(item["name"]),
            start=item["start"],
            end=item["end"],
            body=Body.objects.get(slug=item["body"]),
            invented=True,
            by=self.by,
        )
        for line in item["lines"]:
            add_line(
                plan=plan,
                number=line["number"],
                title=Multilingual.parse(line["title"]),
                sector=line["sector"],
                lead=self.organisations.get(line.get("lead", "")),
                due=line["due"],
                due_basis=line["basis"],
                commitments=[self.commitments[key] for key in line["commitments"]],
                by=self.by,
            )
        move_plan(plan=plan, state="adopted", by=self.by)

    def _load_project(self, item: Mapping[str, Any]) -> None:
        project = works.add_project(
            title=Multilingual.parse(item["title"]),
            description=Multilingual.parse(item.get("description", {})),
            kind=item["kind"],
            lead=self.organisations.get(item.get("lead", "")),
            currency=item["currency"],
            risk=item.get("risk", ""),
            risk_note=item.get("risk_note", ""),
            planned_start=str(item.get("planned_start", "")),
            planned_end=str(item.get("planned_end", "")),
            commitments=[self.commitments[key] for key in item.get("commitments", ())],
            plan_lines=PlanLine.objects.filter(number__in=item.get("lines", ())),
            invented=True,
            by=self.by,
        )
        sector, code = item["sector"]
        set_shares(project=project, countries=dict.fromkeys(item["countries"]), sectors={sector: None}, codes={sector: code}, by=self.by)
        self._load_parts(project, item)
        self._load_money(project, item)
        self._move_project(project, item)
        self._load_milestones(project, item)
        self._load_results(project, item)

    def _load_parts(self, project: Project, item: Mapping[str, Any]) -> None:
        funder = self.organisations["secretariat"]
        add_partner(project=project, role=FUNDING, organisation=funder, by=self.by)
        add_partner(project=project, role=IMPLEMENTING, organisation=project.lead or funder, by=self.by)
        for name, country, latitude, longitude in item.get("places", ()):
            where = {"country": country, "latitude": Decimal(str(latitude)), "longitude": Decimal(str(longitude))}
            add_place(project=project, name=Multilingual.of(en=name), by=self.by, **where)
        for title, start, end, seats, attended in item.get("courses", ()):
            known = {"end": str(end or ""), "seats": seats, "attended": attended}
            add_course(project=project, title=Multilingual.of(en=title), start=str(start), by=self.by, **known)

    def _load_money(self, project: Project, item: Mapping[str, Any]) -> None:
        for start, end, value in item.get("budget", ()):
            days = {"start": date.fromisoformat(start), "end": date.fromisoformat(end)}
            add_budget(project=project, value=Decimal(value), currency=project.currency, by=self.by, **days)
        for kind, on, value, what, *reason in item.get("money", ()):
            add_transaction(
                project=project,
                kind=kind,
                value=Decimal(value),
                currency=project.currency,
                date=date.fromisoformat(on),
                description=what,
                reason=reason[0] if reason else "",
                by=self.by,
            )

    def _move_project(self, project: Project, item: Mapping[str, Any]) -> None:
        target = item["state"]
        if target == "closed":
            self._evidence(f"Completion report: {project}", project=project)
        known = {"actual_start": day(item.get("start")), "actual_end": day(item.get("end"))}
        path = ["screened", "endorsed", "appraised", "agreed", "implementing", "suspended"] if target == "suspended" else []
        for state in path or steps("project", "idea", target):
            reason = item.get(state, "") if state in ASIDE else ""
            given = {name: value for name, value in known.items() if value is not None}
            project = works.move_project(project=project, state=state, reason=reason, by=self.by, **given)
        if target == "suspended":
            Project.objects.filter(pk=project.pk).update(moved_at=moment("2026-04-01"))

    def _load_milestones(self, project: Project, item: Mapping[str, Any]) -> None:
        project.refresh_from_db()
        for order, (title, due, basis, state, actual, *slips) in enumerate(item.get("milestones", ())):
            history = slips[0] if slips else []
            first = str(history[0][0] if history else due)
            milestone = add_milestone(
                of=project, title=Multilingual.of(en=title), due=first, due_basis=basis, order=order, invented=True, by=self.by
            )
            for _before, after, reason in history:
                slip_milestone(milestone=milestone, due=str(after), reason=reason, by=self.by)
            if state != "planned":
                given = {"actual": actual} if actual else {"reason": "Invented for the demonstration."} if state == "missed" else {}
                move_milestone(milestone=milestone, state=state, by=self.by, **given)

    def _load_results(self, project: Project, item: Mapping[str, Any]) -> None:
        for kind, title, unit, baseline, periods in item.get("results", ()):
            result = add_result(project=project, kind=kind, title=Multilingual.of(en=title), by=self.by)
            year = int(periods[0][0][:4]) - 1
            known = {"unit": unit, "baseline": Decimal(baseline), "baseline_year": year}
            indicator = add_indicator(result=result, title=Multilingual.of(en=title), by=self.by, **known)
            for start, end, target, actual in periods:
                days = {"start": date.fromisoformat(start), "end": date.fromisoformat(end)}
                period = add_period(indicator=indicator, target=Decimal(target), by=self.by, **days)
                if actual is not None:
                    move_period(period=period, state="submitted", actual=Decimal(actual), by=self.by)
                    move_period(period=period, state="approved", by=self.by)

    def _load_agenda(self) -> None:
        """The next edition's agenda, proposed from what is unfinished."""
        coming = Edition.objects.filter(state="planned").order_by("number").first()
        if coming is not None:
            propose_agenda(edition=coming, by=self.by)


def steps(kind: str, source: str, target: str) -> list[str]:
    """The shortest way from one state to another by the table of transitions; aside only at the end."""
    ways: deque[list[str]] = deque([[source]])
    seen = {source}
    while ways:
        way = ways.popleft()
        if way[-1] == target:
            return way[1:]
        for row in TABLES[kind]:
            if row.source == way[-1] and row.target not in seen and (row.target not in ASIDE or row.target == target):
                seen.add(row.target)
                ways.append([*way, row.target])
    raise ValueError(f"no way from {source} to {target} in the table of {kind}")


def texts_in(item: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """A row with the texts of these names as `Multilingual`."""
    return {name: Multilingual.parse(value) if name in names else value for name, value in item.items()}


def day(text: Any) -> date | None:
    """A day of the file, None if there is none."""
    return date.fromisoformat(str(text)) if text else None


def moment(text: str) -> datetime:
    """Midnight of a day."""
    return timezone.make_aware(datetime.fromisoformat(text))


@transaction.atomic
def load_programme(folder: Path, *, by: Any, inventions: bool = True) -> list[str]:
    """The programme of `folder`/programme.yaml, once: nothing happens where there are bodies already.

    Args:
        folder: where the file is.
        by: in whose name; may manage the programme.
        inventions: with the texts, commitments and projects that were made up around the facts.

    Returns:
        What was loaded, in words.
    """
    if Body.objects.exists():
        return []
    loader = Loader(yaml.safe_load((folder / "programme.yaml").read_text(encoding="utf-8")), by)
    return [*loader.load_facts(), *(loader.load_inventions() if inventions else ())]
