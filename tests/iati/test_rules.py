"""Every rule type, every official case, on small files that keep or break them."""

import json
from datetime import UTC, datetime

import pytest
from lxml import etree

from kopri.iati.findings import Place
from kopri.iati.rules import broken_rules, compile_rules, official_rules
from kopri.iati.ruletypes import RULES, Known
from tests.iati.samples import SHARED, needs_shared

KNOWN = Known(datetime(2026, 6, 1, tzinfo=UTC), frozenset({"KR-BRN", "XM-DAC"}), frozenset({"KR-GOV-010"}))
META = SHARED / "rulesets" / "meta_tests"


def broken(rules: dict, xml: str) -> list[tuple[str, str]]:
    """(id, path) of what a file breaks."""
    root = etree.fromstring(xml)
    return [(f.id, f.path) for f in broken_rules(compile_rules(rules), root, Place("", 1), KNOWN)]


def case(rule: str, context: str = "//a", **keys: object) -> dict:
    return {context: {rule: {"cases": [keys]}}}


@pytest.mark.parametrize(
    ("rules", "good", "bad"),
    [
        (case("atleast_one", paths=["b", "@c"]), ["<a><b/></a>", "<a c=''/>"], ["<a/>"]),
        (case("no_more_than_one", paths=["b"]), ["<a/>", "<a><b/></a>"], ["<a><b/><b/></a>"]),
        (case("only_one_of", paths=["t/b"], excluded=["b"]), ["<a><b/></a>", "<a><t><b/></t></a>"], ["<a><b/><t><b/></t></a>", "<a/>"]),
        (case("dependent", paths=["b", "c"]), ["<a/>", "<a><b/><c/></a>"], ["<a><b/></a>"]),
        (case("unique", paths=["b", "c"]), ["<a><b>1</b><c>2</c></a>"], ["<a><b>1</b><c>1</c></a>"]),
        (case("sum", paths=["b/@n"], sum=9), ["<a/>", "<a><b n='4.5'/><b n='4.50'/></a>"], ["<a><b n='8'/></a>", "<a><b n='x'/></a>"]),
        (case("strict_sum", paths=["b/@n"], sum=100), ["<a><b n='33.33333'/><b n='66.66667'/></a>"], ["<a/>", "<a><b n='99.9'/></a>"]),
        (
            case("range", paths=["@n"], min=0.0, max=100.0),
            ["<a/>", "<a n='0'/>", "<a n='100.0'/>"],
            ["<a n='100.1'/>", "<a n='-1'/>", "<a n='x'/>"],
        ),
        (case("range", paths=["@n"], min=5), ["<a n='99'/>"], ["<a n='4'/>"]),
        (
            case("date_order", less="@s", more="@e"),
            ["<a s='2024-01-01' e='2024-01-01'/>", "<a s='2024-01-01'/>", "<a s='?' e='2024-01-01'/>"],
            ["<a s='2024-01-02' e='2024-01-01'/>"],
        ),
        (case("date_order", less="@s", more="NOW"), ["<a s='2026-06-01'/>"], ["<a s='2026-06-02'/>"]),
        (case("date_order", less="b/@s", more="NOW"), ["<a><b s='2020-01-01'/></a>"], ["<a><b s='2020-01-01'/><b s='2030-01-01'/></a>"]),
        (case("date_now", date="@d"), ["<a d='2026-05-31T23:00:00Z'/>", "<a/>"], ["<a d='2026-06-01T00:30:00-01:00'/>"]),
        (
            case("time_limit", start="@s", end="@e"),
            ["<a s='2024-01-01' e='2024-12-31'/>", "<a s='2023-01-01' e='2024-01-01'/>"],
            ["<a s='2023-01-01' e='2024-01-02'/>"],
        ),
        (
            case("between_dates", date="b/@d", start="@s", end="@e"),
            ["<a s='2024-01-01' e='2024-02-01'><b d='2024-02-01'/></a>", "<a><b d='2024-02-01'/></a>"],
            ["<a s='2024-01-01' e='2024-02-01'><b d='2024-01-05'/><b d='2023-12-31'/></a>"],
        ),
        (case("regex_matches", paths=["b"], regex="^[^/]+$"), ["<a><b>x</b><b/></a>"], ["<a><b>x</b><b>x/y</b></a>"]),
        (case("regex_no_matches", paths=["b"], regex="/"), ["<a><b>x</b></a>"], ["<a><b>x/y</b></a>"]),
        (
            case("startswith", paths=["i"], prefix=["r/@ref", "o/@ref"], separator="-"),
            ["<a><r ref='KR'/><i>KR-1</i></a>", "<a><r ref='X'/><o ref='KR'/><i>KR-1</i></a>"],
            ["<a><r ref='KR'/><i>KR1</i></a>", "<a><i>KR-1</i></a>"],
        ),
        (
            case("startswith", paths=["@ref"], prefix=["ORG-ID-PREFIX"]),
            ["<a ref='KR-BRN-12'/>", "<a/>"],
            ["<a ref='KR-XXX-12'/>", "<a ref='KR'/>"],
        ),
        (
            case("startswith", paths=["@ref"], prefix=["ORG-ID-PREFIX"], idCondition="NOT_EXISTING_ORG_ID"),
            ["<a ref='KR-GOV-010'/>"],
            ["<a ref='KR-GOV-011'/>"],
        ),
        (
            case("regex_matches", paths=["i"], regex="^[^/]+$", idCondition="NOT_EXISTING_ORG_ID_PREFIX"),
            ["<a><i>KR-GOV-010-a/b</i></a>"],
            ["<a><i>KR-GOV-011-a/b</i></a>"],
        ),
        (case("no_spaces", paths=["@ref", "b"]), ["<a ref='x'><b>y</b></a>"], ["<a ref=' x'/>", "<a><b>y&#10;</b></a>"]),
        (case("if_then", **{"if": "b", "then": "count(c) > 1", "paths": ["b"]}), ["<a/>", "<a><b/><c/><c/></a>"], ["<a><b/><c/></a>"]),
        (case("evaluates_to_true", eval="count(b) = 1"), ["<a><b/></a>"], ["<a/>"]),
        (case("atleast_one", paths=["b"], condition="@status = 3"), ["<a status='2'/>"], ["<a status='3'/>"]),
        (
            case("one_or_all", one="@xml:lang", all="lang"),
            ["<a xml:lang='ko'><narrative/></a>", "<a><t><narrative xml:lang='ko'/></t></a>"],
            ["<a><t><narrative/></t></a>"],
        ),
        (
            case("one_or_all", one="@default-currency", all="currency"),
            ["<a default-currency='KRW'><value/></a>", "<a><value currency='KRW'/></a>"],
            ["<a><value currency='KRW'/><forecast/></a>"],
        ),
        (
            case("one_or_all", one="sector", all="sector"),
            ["<a><sector/><transaction/></a>", "<a><transaction><sector/></transaction></a>"],
            ["<a><transaction><sector/></transaction><transaction/></a>"],
        ),
        (
            case("one_or_all", one="x", all="recipient-country|recipient-region"),
            ["<a><transaction><recipient-region/></transaction></a>"],
            ["<a><transaction/></a>"],
        ),
    ],
    ids=lambda value: next(iter(value["//a"])) if isinstance(value, dict) else None,
)
def test_rule_type(rules, good, bad):
    for xml in good:
        assert broken(rules, xml) == [], xml
    for xml in bad:
        assert len(broken(rules, xml)) == 1, xml


def test_every_rule_type_is_tested():
    marks = test_rule_type.pytestmark[0].args[1]
    assert {next(iter(rules["//a"])) for rules, _, _ in marks} == set(RULES)


def test_a_loop_asks_once_for_each_value():
    rules = case(
        "loop",
        foreach="s/@v",
        do={"strict_sum": {"cases": [{"condition": "count(s[@v = '$1']) > 1", "paths": ["s[@v = '$1']/@n"], "sum": 100}]}},
        subs=["paths"],
    )
    xml = "<a><s v='1' n='40'/><s v='1' n='60'/><s v='it&apos;s' n='40'/><s v='it&apos;s' n='50'/><s v='3' n='7'/></a>"
    assert broken(rules, xml) == [("strict_sum", "/a/s[3]/@n")]


def test_unknown_rule_type_is_refused():
    with pytest.raises(ValueError, match="at_most_two"):
        compile_rules(case("at_most_two", paths=["a"]))


def test_a_wrong_path_is_refused():
    with pytest.raises(ValueError, match="XPath"):
        compile_rules(case("unique", paths=["a[["]))


def test_all_official_cases_are_compiled():
    assert sum(len(context.cases) for context in official_rules()) == 107


FITTING = {
    "at_least_one": [
        ("at_least_one_bad", False),
        ("at_least_one_narrative", True),
        ("at_least_one_ref", True),
        ("at_least_one_no_element_good", True),
    ],
    "between_dates": [("between_dates_good", True), ("between_dates_bad", False)],
    "condition": [("activity_status_2", True), ("activity_status_3", False)],
    "date_now": [("date_now_good", True), ("date_now_bad", False)],
    "date_order": [("date_good", True), ("date_bad", False)],
    "dependent_title_description": [("title_description", True), ("title", False), ("description", False), ("empty_activity", True)],
    "empty": [("empty", True), ("title", True)],
    "forloop": [("forloop_good", True), ("forloop_bad", False)],
    "if_then": [("if_then_good", True), ("if_then_bad", False)],
    "no_more_than_one_title": [("title", True), ("title_twice", False)],
    "no_paths": [("empty", True), ("empty_activity", False)],
    "one_or_all": [
        *((f"one_or_all_{what}_{which}", "good" in which) for what in ("currency",) for which in ("all_bad", "all_good", "bad")),
        ("one_or_all_lang_bad", False),
        ("one_or_all_lang_bad_all", False),
        ("one_or_all_sector_all_bad", False),
        ("one_or_all_sector_bad", False),
    ],
    "one_or_all_org": [("one_or_all_org_currency_good", True), ("one_or_all_org_currency_bad", False)],
    "only_one_of": [(f"only_one_of_{what}_{which}", which == "good") for what in ("activity", "transaction") for which in ("good", "bad")],
    "period_time": [("period_time_good", True), ("period_time_bad", False)],
    "range": [("range_good", True), ("range_bad", False)],
    "recipient_country": [("recipient_country_good", True), ("recipient_country_bad", False)],
    "recipient_region_budget": [("recipient_region_budget_good", True), ("recipient_region_budget_bad", False)],
    "regex_matches": [("regex_good", True), ("regex_bad", False)],
    "regex_no_matches": [("regex_good", False), ("regex_bad", True)],
    "result_indicator_baseline_selector_with_conditions": [
        (f"results_indicator_baseline_value_{w}", w != "bad") for w in ("good", "bad", "not_relevant")
    ],
    "result_indicator_period_actual_selector_with_conditions": [
        (f"results_indicator_period_actual_value_{w}", w != "bad") for w in ("good", "bad", "not_relevant")
    ],
    "result_indicator_period_target_selector_with_conditions": [
        (f"results_indicator_period_target_value_{w}", w != "bad") for w in ("good", "bad", "not_relevant")
    ],
    "results_references": [("results_refs_good", True), ("results_refs_bad", False)],
    "sector_percentage_sum": [("sector_percentage_sum_good", True), ("sector_percentage_sum_bad", False)],
    "starts_with": [("identifiers", True), ("identifiers_bad", False)],
    "sum": [("sum_good", True), ("sum_bad", False)],
    "sum_two": [("sum_two_good", True), ("sum_two_bad", False)],
    "time_limit": [("time_limit_good", True), ("time_limit_bad", False)],
    "title_exists": [("title", True), ("empty_activity", False)],
    "title_text_exists": [("title_text", True), ("title", False)],
    "total_expenditure": [("total_expenditure_good", True), ("total_expenditure_bad", False)],
    "unique": [("unique_good", True), ("unique_bad", False)],
}


@needs_shared
@pytest.mark.parametrize(("rules", "file", "holds"), [(rules, *pair) for rules, pairs in FITTING.items() for pair in pairs])
def test_official_example_of_a_rule(rules, file, holds):
    """The specification's own examples, by the verdict their names give."""
    content = json.loads((META / f"{rules}.json").read_text())
    root = etree.fromstring((META / f"{file}.xml").read_bytes())
    found = list(
        broken_rules(compile_rules(content), root, Place("", 1), Known(datetime(2026, 11, 22, tzinfo=UTC), frozenset(), frozenset()))
    )
    assert (not found) is holds, found
