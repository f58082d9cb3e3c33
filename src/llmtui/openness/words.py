"""The word for how open a model or a tool is: what people repeat, worked out by stated rules from judged facts."""

from __future__ import annotations

from enum import Enum

import msgspec

from llmtui.frameworks import Opinion, Opinions, opinions_by_topic
from llmtui.frameworks.rating import POINTS
from llmtui.model import Catalog, Entry, Grade, Kind
from llmtui.permissions import is_free


class Word(Enum):
    """How open a model or a tool is, the most open first."""

    OPEN_SOURCE = "open source"
    OPEN_WEIGHTS = "open weights"
    RESTRICTED = "restricted"
    CLOSED = "closed"
    UNCLEAR = "unclear"

    __hash__ = object.__hash__


class Fact(msgspec.Struct, frozen=True):
    """A fact that decides a word."""

    about: str
    """A topic."""
    value: str
    """A grade, or what is known of the licence."""
    opinion: Opinion | None = None
    """Who judged it; None if it follows from the entry itself."""
    detail: str = ""
    """The licence, the group or the link that it follows from."""


class WordStanding(msgspec.Struct, frozen=True):
    """A word with the rule that gives it and the facts that decided."""

    word: Word
    rule: str
    facts: tuple[Fact, ...] = ()


RULES = {
    Word.OPEN_SOURCE: "Code and data are open, the weights are open, and the licence is free.",
    Word.OPEN_WEIGHTS: "The weights are open and the licence is free; code and data are not all known to be open.",
    Word.RESTRICTED: "The weights can be had, but not freely: they are open in part, or their licence restricts use.",
    Word.CLOSED: "The weights are not published.",
    Word.UNCLEAR: "Too little is known of its weights or of its licence.",
}
"""The rule for each word, for models."""
_RESTRICTED = {
    ("open", "restricting"): "The weights can be had, but their licence restricts use.",
    ("partial", "free"): "The licence is free, but the weights are judged to be open in part only.",
}
"""The half of the rule that makes a model restricted, by weights and licence, if it is one alone."""
TOOL_RULES = {
    Word.OPEN_SOURCE: "Its licence is approved by the Open Source Initiative.",
    Word.RESTRICTED: "Its licence is not approved by the Open Source Initiative.",
    Word.UNCLEAR: "No licence is recorded.",
}
"""The rule for each word that a tool can have."""


def word_standing(catalog: Catalog, entry: Entry, opinions: Opinions | None = None) -> WordStanding | None:
    """The word for an entry; None for kinds that have none: only models and tools are called open or closed.

    Args:
        catalog: It holds the frameworks and the licences.
        entry: The entry.
        opinions: What all judges say of it, if that is known already.
    """
    if entry.kind is Kind.TOOL:
        return _tool(entry)
    if entry.kind is not Kind.MODEL:
        return None
    return _model(catalog, entry, opinions_by_topic(catalog.frameworks, entry) if opinions is None else opinions)


def _tool(entry: Entry) -> WordStanding:
    if not entry.licence:
        return WordStanding(Word.UNCLEAR, TOOL_RULES[Word.UNCLEAR])
    free = is_free(entry.licence, {})  # the Open Source Initiative decides, whatever licence files say
    word = Word.OPEN_SOURCE if free else Word.RESTRICTED
    return WordStanding(word, TOOL_RULES[word], (Fact("license", word.value, detail=entry.licence),))


def _model(catalog: Catalog, entry: Entry, opinions: Opinions) -> WordStanding:
    weights, licence = _weights(entry, opinions), _licence(catalog, entry, opinions)
    if weights.value == "closed":
        return _standing(Word.CLOSED, weights)
    if weights.value == "open" and licence.value == "free":
        return _free_model(opinions, weights, licence)
    if weights.value == "unknown" or (weights.value == "open" and licence.value == "unknown"):
        return _standing(Word.UNCLEAR, weights, licence)
    rule = _RESTRICTED.get((weights.value, licence.value), RULES[Word.RESTRICTED])
    return WordStanding(Word.RESTRICTED, rule, (weights, licence))


def _free_model(opinions: Opinions, weights: Fact, licence: Fact) -> WordStanding:
    """The word for a model with open weights under a free licence: its code and data decide."""
    parts = [_part(opinions, topic) for topic in ("code", "data", "tuning_data")]
    known = [part for part in parts if part is not None]
    all_open = None not in parts[:2] and all(part.value == "open" for part in known)
    word = Word.OPEN_SOURCE if all_open and not _judged_less_than_open(opinions) else Word.OPEN_WEIGHTS
    return _standing(word, weights, licence, *known)


def _standing(word: Word, *facts: Fact) -> WordStanding:
    return WordStanding(word, RULES[word], facts)


def _counting_opinion(opinions: Opinions, topic: str) -> Opinion | None:
    on_topic = opinions.get(topic)
    return on_topic[0] if on_topic and on_topic[0].judgement.grade.judged else None


def _part(opinions: Opinions, topic: str) -> Fact | None:
    opinion = _counting_opinion(opinions, topic)
    return Fact(topic, opinion.judgement.grade.value, opinion) if opinion else None


def _weights(entry: Entry, opinions: Opinions) -> Fact:
    """The better of the weights and the tuned weights as judged; else what the entry itself says."""
    judged = [part for topic in ("weights", "tuned_weights") if (part := _part(opinions, topic))]
    if judged:
        return max(judged, key=lambda part: POINTS[Grade(part.value)])
    if entry.withheld:
        return Fact("weights", "closed", detail=entry.group)
    link = entry.link("weights")
    return Fact("weights", "open", detail=link) if link else Fact("weights", "unknown")


def _licence(catalog: Catalog, entry: Entry, opinions: Opinions) -> Fact:
    """The recorded licence, of all sizes if they differ; else the licence as judged."""
    written = tuple(dict.fromkeys(filter(None, (entry.licence, *dict(entry.licences).values()))))
    if written:
        free = [is_free(each, catalog.licences) for each in written]
        value = "restricting" if False in free else "unknown" if None in free else "free"
        return Fact("license", value, detail=", ".join(written))
    opinion = _counting_opinion(opinions, "license")
    if opinion is None:
        return Fact("license", "unknown")
    return Fact("license", "free" if opinion.judgement.grade is Grade.OPEN else "restricting", opinion)


def _judged_less_than_open(opinions: Opinions) -> bool:
    opinion = _counting_opinion(opinions, "license")
    return opinion is not None and opinion.judgement.grade is not Grade.OPEN
