"""How right the engine reads documents that were not written with its rules in mind.

    .venv/bin/python bench/unseen.py [--misses [--show-held]]

bench/cases holds invented documents of the kinds a secretariat meets, labelled by hand. 01–24 (cases.json, half `dev`) may be looked at while
rules are made. 25–54 (held.json, half `seen`) were written and labelled without sight of the rules, but their totals were used while rules were
made: they count as looked at too, and single cases of them are named when `--show-held` is given. 55–72 (held2.json, half `fresh`) were written
and labelled without sight of the rules and never used for one: only their totals are printed, a single case of them never.

An item found is right if
  figure        its surface overlaps the labelled one, the value agrees within 0.2 % (of a change: without its sign) and the unit is of the
                same family; qualifier (by family), parties (as a set) and period (years) are then scored on the figures so matched
  event         its evidence overlaps the passage and a year agrees where one is labelled; the class is scored on the events so matched
  commitment    its evidence overlaps the passage and the strength agrees
  post, organisation    the name agrees after folding, one may contain the other (an organisation may also be quoted as labelled and named in
                another language); the title is scored on the posts so matched
An item labelled core=false is neither missed nor false. What is found and matches no label is false. A second finding of one item is neither.
A plain run puts the table between the marks of docs/engines/reading.md, if it has them; with `--misses` nothing is written.
"""

import argparse
import json
import platform
import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kopri.reading.load import load_path
from kopri.reading.output import reading_json
from kopri.reading.read import read_documents

HOME = Path(__file__).resolve().parents[1]
CASES = HOME / "bench" / "cases"
LABELS = {"cases.json": "dev", "held.json": "seen", "held2.json": "fresh"}
PAGE = HOME / "docs" / "engines" / "reading.md"
BEGIN, END = "<!-- unseen:begin -->", "<!-- unseen:end -->"
GROUPS = [(language, half) for language in ("en", "ko", "ru") for half in ("dev", "seen", "fresh")]

Json = dict[str, Any]
Match = Callable[[Json, Json], bool]

QUALIFIER_FAMILIES = ({"exact", ""}, {"about", "nearly", "approx"}, {"over", "at_least", "more_than"}, {"under", "up_to", "less_than"})
UNIT_FAMILIES = (
    """person people man woman member delegate user visitor patient passenger student trainee worker employee staff driver mechanic engineer buyer
    participant graduate expert adviser agronomist resident speaker lecturer professional citizen diplomat doctor mongolian azerbaijani uzbek
    foreigner father consumer official traveller traveler designer businessperson tourist entrepreneur specialist beneficiary trip arrival nurse teacher researcher
    representative sailor pupil migrant learner applicant candidate""",
    "company firm enterprise business sme exporter exhibitor bidder rival manufacturer maker supplier",
    "percent percentage percentage_point % share pct",
    "ratio times fold multiple x",
    "rank ordinal place position",
    "edition session meeting forum round",
    "country state nation",
    "city town",
    "flight flight/week weekly_flight direct_flight",
    "tonne ton t metric_ton tonne/year ton/year tonne/week",
    "kilometre kilometer km",
    "metre meter m",
    "square_metre square_meter m2 m² sqm",
    "cubic_metre cubic_meter m3 m³",
    "bcm billion_cubic_metre billion_cubic_meter",
    "hectare ha",
    "megawatt mw",
    "gigawatt gw",
    "terawatt_hour terawatt-hour twh",
    "kilowatt_hour kilowatt-hour kwh",
    "kilovolt kv",
    "millimetre millimeter mm",
    "vehicle car unit automobile passenger_car used_car",
    "bus electric_bus",
    "tanker ship vessel",
    "hospital clinic",
    "substation station pumping_station pump_station",
    "job workplace",
    "place seat",
    "scholarship quota",
    "plant mill factory power_plant",
    "request vacancy application",
    "mou memorandum memorandum_of_understanding",
    "document copy",
    "teu container",
    "kit test_kit diagnostic_kit item tariff_line commodity_item position",
    "stage step phase",
    "destination city",
    "night day",
    "degree degree_celsius celsius °c",
    "centner centner/hectare quintal",
    "airline country",
    "time job_change",
)
ENOUGH = 3
LONGEST = 260


def unit_families(unit: object) -> set[str]:
    """The unit in the singular, and the families it belongs to."""
    name = re.sub(r"[\s-]+", "_", str(unit or "").strip().casefold())
    head = name.split("/")[0]
    forms = {name, head}
    for one in (name, head, name.rsplit("_", 1)[-1]):
        forms.add(one)
        if one.endswith("ies"):
            forms.add(one[:-3] + "y")
        elif one.endswith("s") and len(one) > ENOUGH:
            forms.add(one[:-1])
    return forms | {f"family {n}" for n, words in enumerate(UNIT_FAMILIES) if forms & set(words.split())}


def options(item: Json, key: str) -> list[Any]:
    """What is labelled, and the readings that are also right."""
    return [item.get(key), *item.get(f"{key}_alt", [])]


def number(value: object) -> float | None:
    try:
        return float(str(value))
    except ValueError:
        return None


def same_value(found: object, wanted: object) -> bool:
    a, b = number(found), number(wanted)
    if a is None or b is None:
        return False
    a, b = abs(a), abs(b)
    return a == b or abs(a - b) <= 0.002 * b


def same_unit(found: object, wanted: object) -> bool:
    return bool(unit_families(found) & unit_families(wanted))


def overlap(spans: Iterable[Json], item: Json) -> bool:
    return any(s["start"] < item["end"] and s["end"] > item["start"] for s in spans)


def years(text: object) -> set[str]:
    return set(re.findall(r"(?:18|19|20)\d\d", str(text)))


def valid_years(statement: Json) -> set[str]:
    valid = statement.get("valid") or {}
    return years(valid.get("start")) | years(valid.get("end"))


def fold(name: object) -> str:
    plain = unicodedata.normalize("NFKD", str(name or "")).casefold()
    return re.sub(r"[^\w]+", " ", "".join(c for c in plain if not unicodedata.combining(c))).strip()


def same_name(found: object, item: Json, key: str) -> bool:
    name = fold(found)
    wanted = [w for w in map(fold, [item[key], *item.get("aliases", [])]) if w]
    return bool(name) and any(name == w or (min(len(name), len(w)) >= ENOUGH and (name in w or w in name)) for w in wanted)


def surface(statement: Json) -> list[Json]:
    place = statement["payload"].get("surface")
    return [place] if place else list(statement["evidence"])


def same_figure(found: Json, item: Json) -> bool:
    payload = found["payload"]
    return (
        overlap(surface(found), item)
        and any(same_value(payload.get("value"), v) for v in options(item, "value"))
        and any(same_unit(payload.get("unit"), u) for u in options(item, "unit"))
    )


def same_event(found: Json, item: Json) -> bool:
    return overlap(found["evidence"], item) and (not years(item["date"]) or bool(years(item["date"]) & valid_years(found)))


def same_commitment(found: Json, item: Json) -> bool:
    return overlap(found["evidence"], item) and found["payload"].get("strength") in options(item, "strength")


def same_post(found: Json, item: Json) -> bool:
    return same_name(found["payload"].get("person"), item, "person")


def same_organisation(found: Json, item: Json) -> bool:
    """By its name; or it is quoted as it stands, where the engine gives a name in another language."""
    wanted = [fold(w) for w in (item["name"], *item.get("aliases", []))]
    return same_name(found["payload"].get("name"), item, "name") or any(fold(e["exact"]) in wanted for e in found["evidence"])


def right_qualifier(found: Json, item: Json) -> bool:
    said = found["payload"].get("qualifier") or ""
    return any(said == q or any({said, q} <= family for family in QUALIFIER_FAMILIES) for q in options(item, "qualifier"))


def right_parties(found: Json, item: Json) -> bool:
    ids = {p["id"] for p in found["payload"].get("parties") or []}
    ids = {"EU" if i in {"EUE", "EUU", "EUR"} else i for i in ids}
    return any(ids == set(p) for p in options(item, "parties"))


def right_period(found: Json, item: Json) -> bool:
    return item["period"] is None or any(years(p) == valid_years(found) for p in options(item, "period"))


def right_class(found: Json, item: Json) -> bool:
    return bool(found["payload"].get("class") == item["class"])


def right_title(found: Json, item: Json) -> bool:
    said, wanted = ({w for w in fold(t).split() if len(w) > 1} for t in (found["payload"].get("post"), item["post"]))
    return any(a[:5] == b[:5] for a in said for b in wanted)


KINDS: dict[str, tuple[str, Match, dict[str, Match]]] = {
    "figures": ("figure", same_figure, {"qualifier": right_qualifier, "parties": right_parties, "period": right_period}),
    "events": ("event", same_event, {"class": right_class}),
    "commitments": ("commitment", same_commitment, {}),
    "posts": ("post", same_post, {"title": right_title}),
    "organisations": ("organisation", same_organisation, {}),
}


@dataclass(slots=True)
class Tally:
    """What was wanted, found and right; attributes count on matched core items."""

    wanted: int = 0
    right: int = 0
    false: int = 0
    attributes: dict[str, list[int]] = field(default_factory=dict)

    def add(self, other: "Tally") -> None:
        """Add what another document gave."""
        self.wanted += other.wanted
        self.right += other.right
        self.false += other.false
        for name, (good, all_) in other.attributes.items():
            mine = self.attributes.setdefault(name, [0, 0])
            mine[0] += good
            mine[1] += all_

    def note(self, name: str, good: bool) -> None:
        """Count one attribute of a matched item."""
        mine = self.attributes.setdefault(name, [0, 0])
        mine[0] += good
        mine[1] += 1

    def __str__(self) -> str:
        if not self.wanted and not self.false:
            return "–"
        precision = self.right / (self.right + self.false) if self.right + self.false else 0.0
        recall = self.right / self.wanted if self.wanted else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return f"{precision:.2f} / {recall:.2f} / {f1:.2f} ({self.right} of {self.wanted}, {self.false} false)"


@dataclass(slots=True)
class Score:
    """One document, or a group of them."""

    kinds: dict[str, Tally] = field(default_factory=dict)
    counts: dict[str, list[int]] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)

    def count(self, name: str, good: int, all_: int) -> None:
        """Add to a plain count."""
        mine = self.counts.setdefault(name, [0, 0])
        mine[0] += good
        mine[1] += all_

    def add(self, other: "Score") -> None:
        """Add what another document gave."""
        for kind, tally in other.kinds.items():
            self.kinds.setdefault(kind, Tally()).add(tally)
        for name, (good, all_) in other.counts.items():
            self.count(name, good, all_)
        self.misses += other.misses


def sentence(text: str, place: Json) -> str:
    """The sentence around a place, on one line."""
    ends = [m.end() for m in re.finditer(r"(?<=[.!?。])[”»\"']?\s+(?=[^a-zа-я])|\n", text)]
    start = max((e for e in ends if e <= place["start"]), default=0)
    end = min((e for e in ends if e >= place["end"]), default=len(text))
    line = " ".join(text[start:end].split())
    return line if len(line) <= LONGEST else " ".join(text[max(start, place["start"] - 90) : min(end, place["end"] + 90)].split())


def found_text(kind: str, statement: Json, text: str) -> str:
    payload = statement["payload"]
    said = {
        "figures": lambda: f"{payload.get('value')} {payload.get('unit')}",
        "events": lambda: f"{payload.get('class')}, {sorted(valid_years(statement))}",
        "commitments": lambda: f"{payload.get('strength')}, {payload.get('who')}",
        "posts": lambda: f"{payload.get('person')} – {payload.get('post')}",
        "organisations": lambda: f"{payload.get('name')}",
    }[kind]()
    place = surface(statement)[0]
    return f"{said} [{' '.join(text[place['start'] : place['end']].split())[:120]}] | {sentence(text, place)}"


def label_text(kind: str, item: Json, text: str) -> str:
    said = {
        "figures": lambda: f"{item['value']} {item['unit']} [{item['surface']}]",
        "events": lambda: f"{item['class']}, {item['date']} [{item['passage']}]",
        "commitments": lambda: f"{item['strength']}, {', '.join(item['who'])} [{item['passage']}]",
        "posts": lambda: f"{item['person']} – {item['post']}",
        "organisations": lambda: str(item["name"]),
    }[kind]()
    return f"{said} | {sentence(text, item)}" if "start" in item else said


def said_of(check: str, statement: Json) -> object:
    payload = statement["payload"]
    return {
        "qualifier": payload.get("qualifier"),
        "parties": [p["id"] for p in payload.get("parties") or []],
        "period": sorted(valid_years(statement)),
        "class": payload.get("class"),
        "title": payload.get("post"),
    }[check]


def tell(kind: str, items: list[Json], found: list[Json], text: str, name: str) -> tuple[Tally, list[str], list[Json]]:
    """Match one to one, core items first; what then matches no item at all is false."""
    _, matches, checks = KINDS[kind]
    tally, misses, free = Tally(), [], list(found)
    for item in sorted(items, key=lambda i: not i.get("core", True)):
        core = item.get("core", True)
        tally.wanted += core
        fits = [f for f in free if matches(f, item)]
        if not fits:
            if core:
                misses.append(f"{name}  missed {kind}: {label_text(kind, item, text)}")
            continue
        hit = max(fits, key=lambda f: sum(check(f, item) for check in checks.values()) if kind == "events" else 0)
        free.remove(hit)
        if not core:
            continue
        tally.right += 1
        good = {check: test(hit, item) for check, test in checks.items()}
        for check, ok in good.items():
            if check == "period" and item["period"] is None:
                continue
            tally.note(check, ok)
            if not ok:
                wanted = item["post" if check == "title" else check]
                misses.append(f"{name}  wrong {check}: {said_of(check, hit)} for {wanted}: {label_text(kind, item, text)}")
        if kind == "figures":
            tally.note("all three", all(good.values()))
    false = [f for f in free if not any(matches(f, item) for item in items)]
    tally.false = len(false)
    misses += [f"{name}  false {kind}: {found_text(kind, f, text)}" for f in false]
    return tally, misses, false


def right_date(published: Json, wanted: Json) -> bool:
    """The labelled day; where the text leaves it open, no value or one inside the bounds."""
    value = published.get("value")
    if wanted["value"]:
        return bool(value) and str(value)[: len(wanted["value"])] == wanted["value"]
    if not value:
        return True
    low, high = wanted["not_before"], wanted["not_after"]
    return (not low or str(value) >= low[: len(value)]) and (not high or str(value) <= high[: len(value)])


def score(document: Json, label: Json, text: str) -> Score:
    result, name = Score(), label["file"].removesuffix(".txt")
    of = {kind: [s for s in document["statements"] if s["type"] == form] for kind, (form, _, _) in KINDS.items()}
    false: list[Json] = []
    for kind in KINDS:
        result.kinds[kind], misses, wrong = tell(kind, label[kind], of[kind], text, name)
        result.misses += misses
        if kind == "figures":
            false = wrong
    plain = [{**f, "core": f["core"] and not f.get("table")} for f in label["figures"]]
    result.kinds["figures outside tables"] = tell("figures", plain, of["figures"], text, name)[0]
    result.count(
        "distractors read as figures",
        sum(any(overlap(surface(f), x) for f in false) for x in label["distractors"]),
        len(label["distractors"]),
    )
    dated = right_date(document["published"], label["published"])
    result.count("document dates right", dated, 1)
    if not dated:
        result.misses.append(f"{name}  document date: {document['published'].get('value')} for {label['published']}")
    quotes = [e for s in document["statements"] for e in s["evidence"]]
    result.count("quotes exact", sum(text[e["start"] : e["end"]] == e["exact"] for e in quotes), len(quotes))
    return result


def checked() -> list[Json]:
    """The labels, each of which must stand at its offsets."""
    labels: list[Json] = []
    for name, half in LABELS.items():
        documents: list[Json] = json.loads((CASES / name).read_text(encoding="utf-8"))["documents"]
        stray = [d["file"] for d in documents if d["half"] != half]
        if stray:
            sys.exit(f"{name}: every document is of the half {half!r}, but not {', '.join(stray)}")
        labels += documents
    twice = [file for file, times in Counter(label["file"] for label in labels).items() if times > 1]
    if twice:
        sys.exit(f"labelled more than once: {', '.join(twice)}")
    for label in labels:
        text = (CASES / label["file"]).read_text(encoding="utf-8")
        for kind in ("figures", "distractors", "events", "commitments"):
            for item in label[kind]:
                said = item.get("surface", item.get("passage"))
                if text[item["start"] : item["end"]] != said:
                    sys.exit(f"{label['file']}: {kind}: {said!r} does not stand at {item['start']}–{item['end']}")
    return labels


def line(*cells: object) -> str:
    return "| " + " | ".join(str(c) for c in cells) + " |"


def table(groups: dict[str, Score]) -> list[str]:
    rows = [line("precision / recall / F1", *groups), line(*["---"] * (len(groups) + 1))]
    for kind in ("figures", "figures outside tables", *list(KINDS)[1:]):
        rows.append(line(kind, *(g.kinds.get(kind, Tally()) for g in groups.values())))
        if kind == "figures outside tables":
            continue
        for check in [*KINDS[kind][2], *(["all three"] if kind == "figures" else [])]:
            cells = [g.kinds[kind].attributes.get(check) for g in groups.values()]
            rows.append(line(f"– {check} right, of those matched", *(f"{c[0]} of {c[1]}" if c else "–" for c in cells)))
    counts = ("distractors read as figures", "document dates right", "quotes exact")
    rows += [line(name, *("{} of {}".format(*g.counts[name]) for g in groups.values())) for name in counts]
    return rows


def machine() -> str:
    info = Path("/proc/cpuinfo")
    model = re.search(r"model name\s*:\s*(.+)", info.read_text()) if info.exists() else None
    return f"{model.group(1) if model else platform.processor()}, Python {platform.python_version()}"


def write(report: str) -> bool:
    """Put the report between the marks of the engine's page, if it has them."""
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    if BEGIN not in page or END not in page:
        return False
    head, rest = page.split(BEGIN, 1)
    PAGE.write_text(f"{head}{BEGIN}\n{report}\n{END}{rest.split(END, 1)[1]}", encoding="utf-8")
    return True


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="list every miss, false alarm and wrong attribute of the dev half")
    parser.add_argument("--show-held", action="store_true", help="with --misses: of the seen half too, never of the fresh")
    chosen = parser.parse_args()
    labels = checked()
    loaded = [load_path(CASES / label["file"]) for label in labels]
    begin = time.process_time()
    output: Json = reading_json(read_documents(loaded))
    seconds = time.process_time() - begin
    read = {Path(d["path"]).name: d for d in output["documents"]}
    groups = {f"{language} {half}": Score() for language, half in GROUPS}
    everything = Score()
    misses: list[str] = []
    for label in labels:
        one = score(read[label["file"]], label, (CASES / label["file"]).read_text(encoding="utf-8"))
        groups[f"{label['language']} {label['half']}"].add(one)
        everything.add(one)
        if label["half"] == "dev" or (label["half"] == "seen" and chosen.show_held):
            misses += one.misses
    head = (
        f"{machine()}; {datetime.now(UTC):%Y-%m-%d}; `python bench/unseen.py`; {len(labels)} invented documents, labelled by hand "
        "without sight of the rules. *dev*: looked at while rules were made; *seen*: their totals used meanwhile; *fresh*: never used for a rule."
    )
    report = "\n".join([head, "", *table({**groups, "all": everything})])
    print(report)
    print(f"\n{seconds:.2f} s of processor time for {len(labels)} documents", file=sys.stderr)
    if chosen.misses:
        print("\n" + "\n".join(misses))
    elif write(report):
        print(f"written to {PAGE.relative_to(HOME)}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
