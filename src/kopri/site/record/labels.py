"""Readable, translatable names of what the engine names by slug; an unknown slug is shown with spaces."""

from typing import Final

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from kopri.lang import countries
from kopri.site.base.wording import reader_locale
from kopri.site.record.models import Relation, State, StatementKind

Labels = dict[str, str | Promise]

MEASURES: Final[Labels] = {
    "bilateral_trade": _("trade"),
    "trade": _("trade"),
    "trade_turnover": _("trade turnover"),
    "exports": _("exports"),
    "imports": _("imports"),
    "investment": _("investment"),
    "investment_flow": _("investment (flow of a period)"),
    "investment_stock": _("investment so far (stock)"),
    "foreign_direct_investment": _("foreign direct investment"),
    "investor_rank": _("rank among investors"),
    "investor_number": _("number of investors"),
    "trade_partner_rank": _("rank among trading partners"),
    "companies_operating": _("companies operating"),
    "korean_companies_operating": _("Korean companies operating"),
    "companies": _("companies"),
    "companies_participating": _("companies taking part"),
    "smes_participating": _("small and medium-sized companies taking part"),
    "joint_ventures": _("joint ventures"),
    "stores_operating": _("shops operating"),
    "stores_planned": _("shops planned"),
    "stores": _("shops"),
    "loan": _("loans"),
    "trade_balance": _("trade balance"),
    "development_aid": _("development aid"),
    "project_cost": _("cost of a project"),
    "fund_size": _("size of a fund"),
    "people_deported": _("people deported"),
    "visit_length": _("length of a visit"),
    "average_length": _("average length"),
    "grants": _("grants"),
    "official_development_assistance": _("official development assistance"),
    "mou_value": _("value of memoranda of understanding"),
    "mou_count": _("memoranda of understanding"),
    "contract_value": _("value of contracts"),
    "project_value": _("value of a project"),
    "projects": _("projects"),
    "documents_signed": _("documents signed"),
    "agreements_signed": _("agreements signed"),
    "delegates": _("delegates"),
    "participants": _("participants"),
    "attendees": _("people attending"),
    "business_attendees": _("business people attending"),
    "buyers": _("buyers"),
    "exhibitors": _("exhibitors"),
    "booths": _("booths"),
    "full_members": _("full members"),
    "associate_members": _("associate members"),
    "members": _("members"),
    "cities_of_operation": _("cities of operation"),
    "countries_of_operation": _("countries of operation"),
    "direct_flights": _("direct flights"),
    "flights": _("flights"),
    "visitors": _("visitors"),
    "tourists": _("tourists"),
    "students": _("students"),
    "trainees": _("trainees"),
    "workers": _("workers"),
    "population": _("population"),
    "consumers": _("consumers"),
    "ethnic_koreans_resident": _("ethnic Koreans resident"),
    "soviet_koreans_deported": _("Soviet Koreans deported"),
    "forum_edition": _("edition of the forum"),
    "party_count": _("number of parties"),
    "anniversary": _("anniversary"),
    "anniversary_of_diplomatic_relations": _("anniversary of diplomatic relations"),
    "anniversary_of_independence": _("anniversary of independence"),
    "diplomatic_relations_length": _("length of diplomatic relations"),
    "visa_free_stay": _("visa-free stay"),
    "parental_leave_users": _("people on parental leave"),
    "gdp": _("gross domestic product"),
    "gdp_growth": _("growth of gross domestic product"),
    "growth": _("growth"),
    "share": _("share"),
    "reserves": _("reserves"),
    "production": _("production"),
}

KINDS: Final[Labels] = {
    "figure": _("figure"),
    "event": _("event"),
    "commitment": _("commitment"),
    "agreement": _("agreement"),
    "post": _("post"),
    "organisation": _("organisation"),
    "initiative": _("initiative"),
}

KIND_COUNTS: Final = {
    "figure": ngettext_lazy("%(count)d figure", "%(count)d figures", "count"),
    "event": ngettext_lazy("%(count)d event", "%(count)d events", "count"),
    "commitment": ngettext_lazy("%(count)d commitment", "%(count)d commitments", "count"),
    "agreement": ngettext_lazy("%(count)d agreement", "%(count)d agreements", "count"),
    "post": ngettext_lazy("%(count)d post", "%(count)d posts", "count"),
    "organisation": ngettext_lazy("%(count)d organisation", "%(count)d organisations", "count"),
    "initiative": ngettext_lazy("%(count)d initiative", "%(count)d initiatives", "count"),
}

EVENTS: Final[Labels] = {
    "visit": _("visit"),
    "state_visit": _("state visit"),
    "summit": _("summit"),
    "forum": _("forum"),
    "session": _("session"),
    "meeting": _("meeting"),
    "talks": _("talks"),
    "signing": _("signing"),
    "joint_statement": _("joint statement"),
    "press_conference": _("press conference"),
    "speech": _("speech"),
    "ceremony": _("ceremony"),
    "opening": _("opening"),
    "expo": _("expo"),
    "side_event": _("side event"),
    "launch": _("launch"),
    "founding": _("founding"),
    "accession": _("accession"),
    "anniversary": _("anniversary"),
    "statistics_release": _("release of statistics"),
    "interview": _("interview"),
    "historical": _("historical event"),
}

EVENT_STATES: Final[Labels] = {
    "planned": _("planned"),
    "held": _("held"),
    "postponed": _("postponed"),
    "cancelled": _("cancelled"),
}

STRENGTHS: Final[Labels] = {
    "recommended": _("recommended"),
    "planned": _("planned"),
    "pledged": _("pledged"),
    "agreed": _("agreed"),
}

MOODS: Final[Labels] = {
    "reported": _("reported"),
    "planned": _("planned"),
    "agreed": _("agreed"),
    "pledged": _("pledged"),
    "expected": _("expected"),
    "recommended": _("recommended"),
    "quoted": _("quoted"),
}

STAGES: Final[Labels] = {
    "actual": _("actual"),
    "planned": _("planned"),
    "contracted": _("contracted"),
    "capacity": _("capacity"),
    "recommended": _("recommended"),
    "pledged": _("pledged"),
    "agreed": _("agreed"),
}

FIGURE_KINDS: Final[Labels] = {
    "quantity": _("quantity"),
    "change": _("change"),
    "ratio": _("ratio"),
    "fraction": _("fraction"),
    "rank": _("rank"),
    "duration": _("duration"),
    "anniversary": _("anniversary"),
    "party_count": _("number of parties"),
}

SCOPES: Final[Labels] = {"city": _("city"), "region": _("region"), "nation": _("country"), "world": _("world")}

AGREEMENTS: Final[Labels] = {
    "agreement": _("agreement"),
    "memorandum": _("memorandum"),
    "mou": _("memorandum of understanding"),
    "memorandum_of_understanding": _("memorandum of understanding"),
    "treaty": _("treaty"),
    "declaration": _("declaration"),
    "joint_declaration": _("joint declaration"),
    "joint_statement": _("joint statement"),
    "action_plan": _("action plan"),
    "programme": _("programme"),
    "partnership": _("partnership"),
    "strategic_partnership": _("strategic partnership"),
    "policy": _("policy"),
    "initiative": _("initiative"),
    "contract": _("contract"),
    "communique": _("communiqué"),
    "roadmap": _("road map"),
    "relation": _("relation"),
    "diplomatic_relations": _("diplomatic relations"),
}

ORGANISATIONS: Final[Labels] = {
    "body": _("joint body"),
    "ministry": _("ministry"),
    "university": _("university"),
    "think_tank": _("research institute"),
    "commission": _("commission or committee"),
    "association": _("association"),
    "centre": _("centre"),
    "culture": _("cultural institution"),
    "library": _("library or archive"),
    "bank": _("bank"),
    "finance": _("financial institution"),
    "agency": _("agency"),
    "company": _("company"),
    "foundation": _("foundation"),
    "parliament": _("parliament"),
    "igo": _("international organisation"),
    "embassy": _("embassy"),
    "hospital": _("hospital"),
    "press": _("newspaper or agency"),
    "aggregator": _("aggregator"),
    "government": _("government"),
    "technology": _("technology centre"),
    "health": _("health institution"),
    "language": _("language institute"),
    "secretariat": _("secretariat"),
    "forum": _("forum"),
    "chamber": _("chamber"),
    "council": _("council"),
}

SOURCE_KINDS: Final[Labels] = {
    "government": _("government"),
    "ministry": _("ministry"),
    "secretariat": _("secretariat"),
    "newspaper": _("newspaper"),
    "news agency": _("news agency"),
    "news_agency": _("news agency"),
    "magazine": _("magazine"),
    "research": _("research institute"),
    "think tank": _("think tank"),
    "think_tank": _("think tank"),
    "international": _("international organisation"),
    "aggregator": _("aggregator"),
    "company": _("company"),
    "press": _("newspaper or agency"),
    "association": _("association"),
    "statistics": _("statistics office"),
    "other": _("other"),
}

SECTORS: Final[Labels] = {
    "energy": _("energy"),
    "transport": _("transport"),
    "digital": _("digital technology"),
    "health": _("health"),
    "agriculture": _("agriculture"),
    "forestry": _("forestry"),
    "education": _("education"),
    "culture": _("culture"),
    "industry": _("industry"),
    "mining": _("mining"),
    "construction": _("construction"),
    "environment": _("environment"),
    "water": _("water"),
    "trade": _("trade and investment"),
    "finance": _("finance"),
    "security": _("security"),
    "diplomacy": _("diplomacy"),
    "tourism": _("tourism"),
    "labour": _("labour"),
    "science": _("science"),
    "space": _("space"),
}

STATES: Final[Labels] = {
    State.PROPOSED: _("read by machine, not yet confirmed"),
    State.ACCEPTED: _("confirmed by a person"),
    State.CORRECTED: _("corrected by a person"),
    State.REJECTED: _("rejected by a person"),
    State.WITHDRAWN: _("withdrawn: a newer reading no longer finds it"),
}

SHORT_STATES: Final[Labels] = {
    State.PROPOSED: _("not yet confirmed"),
    State.ACCEPTED: _("confirmed"),
    State.CORRECTED: _("corrected"),
    State.REJECTED: _("rejected"),
    State.WITHDRAWN: _("withdrawn"),
}

RELATIONS: Final[Labels] = {
    Relation.Kind.CONTRADICTS: _("contradicts"),
    Relation.Kind.SUPPORTS: _("supports"),
    Relation.Kind.COMPATIBLE: _("is compatible with"),
}


def label(table: Labels, slug: str) -> str:
    """The name of a slug in the reader's language; a slug without a name is shown with spaces."""
    known = table.get(slug, table.get(slug.replace(" ", "_")))
    return slug.replace("_", " ").replace("-", " ") if known is None else str(known)


def measure_label(slug: str) -> str:
    """What a figure measures: "bilateral_trade" → "trade"."""
    return label(MEASURES, slug)


def kind_label(slug: str) -> str:
    """A type of statement."""
    return label(KINDS, slug)


def kind_count(slug: str, count: int) -> str:
    """A number of statements of a type: "3 figures"."""
    return KIND_COUNTS[slug] % {"count": count} if slug in KIND_COUNTS else f"{count} {label(KINDS, slug)}"


def event_label(slug: str) -> str:
    """A class of event."""
    return label(EVENTS, slug)


def state_label(slug: str) -> str:
    """What stands behind a statement, in words."""
    return label(STATES, slug)


def short_state_label(slug: str) -> str:
    """The same in a word."""
    return label(SHORT_STATES, slug)


def stage_label(slug: str) -> str:
    """The stage of a figure, or the strength of a commitment."""
    return label(STAGES, slug)


def mood_label(slug: str) -> str:
    """How a document says it."""
    return label(MOODS, slug)


def strength_label(slug: str) -> str:
    """How firm a commitment is."""
    return label(STRENGTHS, slug)


def agreement_label(slug: str) -> str:
    """A kind of agreement."""
    return label(AGREEMENTS, slug)


def relation_label(slug: str) -> str:
    """What one statement does to another."""
    return label(RELATIONS, slug)


def sector_label(slug: str) -> str:
    """A sector or area of cooperation."""
    return label(SECTORS, slug)


def source_kind_label(slug: str) -> str:
    """A kind of publisher."""
    return label(SOURCE_KINDS, slug)


def country_label(code: str) -> str:
    """A country by its alpha-3 code, in the reader's language; anything else as it stands."""
    return countries.name(code, str(reader_locale().language)) if countries.is_country(code) else code


def kind_choices() -> list[tuple[str, str]]:
    """Types of statement for a form."""
    return [(kind, capfirst(kind_label(kind))) for kind in StatementKind.values]


def made_by_label(made_by: str) -> str:
    """Who read a statement, in plain words: "rule:agreed_to_infinitive/1" → "read by the rule “agreed to infinitive”, version 1"."""
    kind, _colon, rest = made_by.partition(":")
    name, _stroke, version = rest.rpartition("/")
    if not name:
        return gettext("read by machine")
    if kind == "model":
        return gettext("proposed by the language model “%(model)s”, instructions version %(version)s") % {"model": name, "version": version}
    words = {"rule": name.replace("_", " "), "version": version}
    return gettext("read by the rule “%(rule)s”, version %(version)s") % words
