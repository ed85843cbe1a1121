"""The fields of each type of statement, each with the words it comes from."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from kopri.lang.numbers import NumberMention
from kopri.lang.spans import Span
from kopri.reading.commitments.rules import triggers
from kopri.reading.events.rules import rules as event_rules
from kopri.reading.model import Agreement, Commitment, Event, Figure, Initiative, Organisation, Post
from kopri.reading.names.gazetteer import holder
from kopri.reading.tagged import tagged_passages
from kopri.reading.tongues.commitments import triggers as tongue_triggers
from kopri.reading.tongues.names import LANGUAGES
from kopri.reading.tongues.rules import events as tongue_events
from kopri.reading.why.figures import trace_figure
from kopri.reading.why.trace import WORKED_OUT, Around


def trace_fields(around: Around) -> None:
    """Note for every field of the payload, and for speaker and mood, where it comes from."""
    payload = around.statement.payload
    match payload:
        case Figure():
            trace_figure(around, payload)
        case Event():
            _event(around, payload)
        case Commitment():
            _commitment(around, payload)
        case Agreement():
            _agreement(around, payload)
        case Post():
            _post(around, payload)
        case Organisation():
            _organisation(around, payload)
        case Initiative():
            _initiative(around, payload)
    _speaker(around)


def _event(around: Around, event: Event) -> None:
    place = _first_match(around, _event_patterns(around.page.language, event.category))
    how = f"the words {around.said(place)} fit the rule of this class" if place else WORKED_OUT
    around.add("class", event.category, how, *([place] if place else []))
    around.literal("name", event.name)
    if event.place:
        _named(around, "place", event.place)
    for participant in event.participants:
        _party(around, "participant", participant)
    around.add("status", event.status, "from the tense of the clause and whether its date lies ahead of the day of writing")
    if event.edition is not None:
        number = _number(around, event.edition)
        how = f"the number {around.said(number.span)}" if number else WORKED_OUT
        around.add("edition", event.edition, how, *([number.span] if number else []))


def _commitment(around: Around, promise: Commitment) -> None:
    said = around.statement.made_by.removeprefix("rule:commitment_").partition("/")[0]
    place = _first_match(around, _trigger_patterns(around.page.language, said))
    how = f"the words {around.said(place)}" if place else WORKED_OUT
    around.add("strength", promise.strength, how, *([place] if place else []))
    around.literal("what", promise.what)
    for role, codes in (("who", promise.who), ("to", promise.to)):
        for code in codes:
            _party(around, role, code)
    if promise.sector:
        around.add("sector", promise.sector, "from the words of what is to be done (src/kopri/lang/data/sectors.yaml)")
    if promise.due:
        spans = around.statement.valid.evidence
        around.add("due", promise.due, ", ".join(around.said(s) for s in spans) or WORKED_OUT, *spans)


def _event_patterns(language: str, category: str) -> list[re.Pattern[str]]:
    """The patterns of a class of events; in Korean and Russian a class may also be told by the noun that is held."""
    if language not in LANGUAGES:
        return [p for rule in event_rules() if rule.category == category for p in rule.patterns]
    grammar = tongue_events(language)
    own = [p for rule in grammar.rules if rule.category == category for p in rule.patterns]
    return [*own, *(p for rule in grammar.rules if rule.category == "what" for p in rule.patterns)]


def _trigger_patterns(language: str, said: str) -> list[re.Pattern[str]]:
    """The triggers behind a rule's name "agreed_infinitive"; in Korean and Russian the strength may follow from more than the trigger."""
    if language not in LANGUAGES:
        return [t.pattern for t in triggers() if f"{t.strength}_{t.form}" == said]
    known = tongue_triggers(language)
    return [t.pattern for t in known if f"{t.strength}_{t.form}" == said] or [t.pattern for t in known if said.endswith(f"_{t.form}")]


def _agreement(around: Around, agreement: Agreement) -> None:
    around.add("kind", agreement.kind, "from the words of its name")
    around.literal("name", agreement.name)
    for code in agreement.parties:
        around.country("party", code)
    if agreement.date:
        spans = around.statement.valid.evidence
        around.add("date", agreement.date, ", ".join(around.said(s) for s in spans) or WORKED_OUT, *spans)


def _post(around: Around, post: Post) -> None:
    mention = around.mention(lambda m: m.kind == "person" and m.name == post.person, around.statement.evidence)
    if mention:
        of_table = "; the full name is the table's" if mention.id and mention.span.of(around.page.text) != mention.name else ""
        around.add("person", post.person, f"the name {around.said(mention.span)}{of_table}", mention.span)
    else:
        around.literal("person", post.person)
    if post.post and not around.words(post.post) and mention and mention.id and holder(mention.id):
        around.add("post", post.post, "from the table of office-holders (src/kopri/reading/data/holders.yaml)")
    else:
        around.literal("post", post.post or "–")
    if post.organisation:
        _party(around, "organisation", post.organisation)


def _organisation(around: Around, organisation: Organisation) -> None:
    _named(around, "name", organisation.name)
    known = around.mention(lambda m: m.kind == "organisation" and m.id is not None, around.statement.evidence)
    table = "from the table of organisations (src/kopri/reading/data/organisations.yaml)"
    around.add("kind", organisation.kind, table if known else "from the words of its name, or what the text calls it")
    if organisation.country:
        around.add("country", organisation.country, table if known else "from the country in or beside its name")
    for alias in organisation.aliases:
        _named(around, "alias", alias)


def _initiative(around: Around, initiative: Initiative) -> None:
    around.literal("table", initiative.table)
    for header, cell in initiative.cells.items():
        if cell:
            around.literal(header, cell)
    for name, value in (("start", initiative.start), ("end", initiative.end)):
        if value:
            around.add(name, value, "from the cells of time of the row", *around.statement.valid.evidence)


def _speaker(around: Around) -> None:
    statement = around.statement
    around.add("mood", statement.mood, MOODS.get(statement.mood, WORKED_OUT))
    if statement.speaker:
        _named(around, "speaker", statement.speaker)


MOODS: Final[Mapping[str, str]] = {
    "reported": "told as it is, without words of planning, expecting or quoting",
    "planned": "words of planning in the clause",
    "expected": "words of expecting in the clause",
    "quoted": "stands between quotation marks",
    "agreed": "words of agreement in the sentence",
    "pledged": "words of promising in the sentence",
    "recommended": "words of recommending in the sentence",
}


def _party(around: Around, role: str, name: str) -> None:
    """A country by its code, or somebody by name."""
    if len(name) == 3 and name.isupper():
        around.country(role, name)
    else:
        _named(around, role, name)


def _named(around: Around, field: str, name: str) -> None:
    """A name that is given in full whatever the sentence writes."""
    mention = around.mention(lambda m: m.name == name) or around.mention(lambda m: m.name == name, [around.article])
    if mention is None:
        around.literal(field, name)
        return
    further = "" if any(s.contains(mention.span) for s in around.sentences) else " elsewhere in the article"
    around.add(field, name, f"the name {around.said(mention.span)}{further}", mention.span)


def _number(around: Around, value: int) -> NumberMention | None:
    fits: Callable[[NumberMention], bool] = lambda n: n.value == value  # noqa: E731
    return next((n for span in around.sentences for n in around.page.within(around.page.numbers, span) if fits(n)), None)


def _first_match(around: Around, patterns: list[re.Pattern[str]]) -> Span | None:
    """The first place in the tagged sentences where one of the patterns of a rule matches."""
    for tagged in tagged_passages(around.page):
        if tagged.passage.span in around.sentences:
            for pattern in patterns:
                found = pattern.search(tagged.text)
                if found:
                    return tagged.span(*found.span())
    return None
