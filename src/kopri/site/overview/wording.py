"""The sentences pages open with. Each is one sentence with one number, so that it can be told in any language."""

from datetime import date
from typing import Any

from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from kopri.site.base.models import Forum
from kopri.site.base.wording import fuzzy_date, number
from kopri.site.overview.querysets import Portrait, State
from kopri.site.record.labels import country_label, event_label
from kopri.site.record.models import Statement


def facts_from_documents(facts: int, documents: int) -> str:
    """How much there is and where it stands, as "120 facts from 16 documents"."""
    return _("%(facts)s %(from_documents)s") % {
        "facts": ngettext("%(n)s fact", "%(n)s facts", facts) % {"n": number(facts)},
        "from_documents": ngettext("from %(n)s document", "from %(n)s documents", documents) % {"n": number(documents)},
    }


def state_sentences(state: State) -> list[str]:
    """How far the register can be trusted, worst first."""
    sentences = []
    if state.contradictions:
        sentences.append(
            counted(
                ngettext("Sources disagree on %(n)s figure.", "Sources disagree on %(n)s figures.", state.contradictions),
                state.contradictions,
            )
        )
    if state.doubtful:
        sentences.append(counted(ngettext("%(n)s document is doubtful.", "%(n)s documents are doubtful.", state.doubtful), state.doubtful))
    if state.to_review:
        sentences.append(
            counted(
                ngettext("%(n)s fact awaits review by a person.", "%(n)s facts await review by a person.", state.to_review), state.to_review
            )
        )
    elif state.facts:
        sentences.append(_("All have been reviewed by a person."))
    return sentences


def next_edition_sentence(forum: Forum, today: date) -> str:
    """Where the next edition is held, as far as it is agreed; nothing if none is."""
    edition = next_edition(forum, today)
    if edition is None:
        return ""
    place = ", ".join(filter(None, [edition.get("city") or "", country_label(edition.get("country") or "")]))
    told = {"number": edition["number"], "place": place, "when": fuzzy_date(edition.get("start") or edition.get("planned") or "")}
    if place and told["when"]:
        return _("The next edition, number %(number)s, is planned: %(place)s, %(when)s.") % told
    return _("The next edition is number %(number)s.") % told


def next_edition(forum: Forum, today: date) -> dict[str, Any] | None:
    """The first edition that is still to come."""
    coming = [e for e in forum.editions if e.get("status") == "planned" or (e.get("start") or "") > today.isoformat()]
    return min(coming, key=lambda e: int(e["number"]), default=None)


def portrait_sentences(told: Portrait, own: tuple[str, ...]) -> list[str]:
    """How much of it is confirmed, and which countries are named most beside `own`."""
    sentences = []
    if told.confirmed:
        sentences.append(
            counted(ngettext("%(n)s is confirmed by a person.", "%(n)s are confirmed by a person.", told.confirmed), told.confirmed)
        )
    elif told.facts:
        sentences.append(_("A machine read them; no person has confirmed one yet."))
    others = [code for code in told.countries if code not in own][:2]
    if others:
        names = _(" and ").join(country_label(code) for code in others)
        sentences.append(_("Most often named with it: %(countries)s.") % {"countries": names})
    return sentences


def contact_sentences(events: list[Statement], today: date) -> list[str]:
    """The last contact on record, how long ago, and what is agreed next."""
    past = [e for e in events if e.period_until and e.period_until <= today and e.fact.get("status") == "held"]
    coming = [e for e in events if e.period_until and e.period_until > today and e.fact.get("status") == "planned"]
    sentences = []
    if past:
        last = max(past, key=lambda e: (e.period_until, e.pk))
        told = {"contact": contact_words(last), "ago": ago(last.period_until, today)}
        sentences.append(_("Last contact on record: %(contact)s, %(ago)s ago.") % told)
    if coming:
        soonest = min(coming, key=lambda e: (e.period_from, e.pk))
        sentences.append(_("Next on record: %(contact)s.") % {"contact": contact_words(soonest)})
    elif past:
        sentences.append(_("Nothing later is on record."))
    return sentences


def contact_words(event: Statement) -> str:
    """What kind of contact, where and when: "summit, Seoul, 4 March 2021"."""
    parts = (event_label(event.fact["class"]), event.fact.get("place") or "", fuzzy_date(event.period))
    return pgettext("between the parts of a fact", ", ").join(part for part in parts if part)


def ago(day: date | None, today: date) -> str:
    """The time since a day, in its largest unit."""
    return timesince(day, today, depth=1) if day else ""


def counted(sentence: str, count: int) -> str:
    """A sentence with its number."""
    return sentence % {"n": number(count)}
