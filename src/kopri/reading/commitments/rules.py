"""The word lists and triggers of `data/commitments.yaml`, compiled."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from kopri.lang.datafile import read_data
from kopri.reading.model import Strength
from kopri.reading.tagged import pattern

Form = Literal["infinitive", "noun", "passive", "invite", "noun_before"]
Test = Literal["not_promised", "vague", "state", "belief", "negated", "question", "soft"]


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words by which a promise, plan or recommendation is announced; one of `words` stands in a sentence that has it."""

    words: frozenset[str]
    strength: Strength
    form: Form
    pattern: re.Pattern[str]
    agent: bool
    listed: bool
    quoted: bool
    general: bool
    counted: bool
    soft: bool
    ahead: bool


@cache
def triggers() -> tuple[Trigger, ...]:
    """All triggers, the stronger before the weaker."""
    return tuple(
        Trigger(
            words=frozenset(raw["words"]),
            strength=raw["strength"],
            form=raw["form"],
            pattern=pattern(raw["pattern"]),
            agent=raw.get("agent", False),
            listed=raw.get("verbs") == "listed",
            quoted=raw.get("quoted", False),
            general=raw.get("general", False),
            counted=raw.get("counted", False),
            soft=raw.get("soft", False),
            ahead=raw.get("ahead", False),
        )
        for raw in _data()["triggers"]
    )


@cache
def test(name: Test) -> re.Pattern[str]:
    """A pattern that tells a promise from what only sounds like one."""
    return re.compile(_data()[name])


@cache
def ends() -> re.Pattern[str]:
    """Where an action ends."""
    return pattern(_data()["ends"])


@cache
def actions() -> frozenset[str]:
    """Verbs of things that can be done, in base form."""
    return frozenset(_data()["actions"])


@cache
def agents() -> frozenset[str]:
    """Nouns for those who act."""
    return frozenset(_data()["agents"])


@cache
def pronouns() -> frozenset[str]:
    """Those of `agents` that only point at somebody."""
    return frozenset({"they", "we", "i", "it", "both", "two", "ones", "members"})


@cache
def not_undertaken() -> frozenset[str]:
    """Verbs after "will" that are no undertaking."""
    return frozenset(_data()["not_undertaken"])


@cache
def body_nouns() -> dict[str, tuple[str, ...]]:
    """Nouns that stand for an organisation named before, with the kinds it may have."""
    return {noun: tuple(kinds) for noun, kinds in _data()["bodies"].items()}


@cache
def called() -> re.Pattern[str]:
    """A subject that is such a noun: "the ministry", "Its parent company also"."""
    return re.compile(
        rf"\b(?:the|its|our|their) (?:[a-z-]{{2,20}} )?(?P<noun>{'|'.join(body_nouns())})(?: also| itself| now)? *$", re.IGNORECASE
    )


@cache
def leads() -> tuple[tuple[Strength, re.Pattern[str]], ...]:
    """What makes a sentence that ends in a colon the lead of a list of promises, with their strength."""
    return tuple((strength, re.compile(source)) for strength, source in _data()["leads"].items())


@cache
def plural_pronouns() -> frozenset[str]:
    """Words that stand for two or more parties named before."""
    return frozenset(_data()["plural_pronouns"])


def base_form(participle: str) -> str:
    """The base form of a past participle: "established" → "establish", "run" → "run"."""
    known = _data()["irregular"].get(participle)
    if known:
        return str(known)
    for base in (participle.removesuffix("ed"), participle.removesuffix("d")):
        if base != participle and base in actions():
            return base
    if participle.endswith("ied"):
        return participle[:-3] + "y"
    stem = participle.removesuffix("ed")
    if stem == participle:
        return participle
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "sl":
        return stem[:-1]
    return stem + "e" if re.search(r"(?:[^aeiou]at|iz|is|uc|ag|ut|ov|as|us|nc|lv|rv|iv|rg|dg|ang|ur|iev)$", stem) else stem


@cache
def _data() -> dict[str, Any]:
    return read_data("kopri.reading", "commitments.yaml")
