"""A list of entries as linear text: a block for each, with its facts and its criteria by grade."""

from __future__ import annotations

from collections.abc import Sequence

from llmtui.exporters.judged import Judged, judged
from llmtui.exporters.plain.form import Block, Fact, by_grade, linear
from llmtui.frameworks import Rating
from llmtui.licences import licence_with_sizes
from llmtui.model import Catalog, Entry
from llmtui.model.all_judges import in_a_sentence
from llmtui.present.score import score_words, unsure_words
from llmtui.search.language import language_names


def entries_text(catalog: Catalog, entries: Sequence[Entry], framework: str) -> str:
    """Every entry in a block of its own."""
    return linear(_block(judged(catalog, entry, framework)) for entry in entries)


def _block(one: Judged) -> Block:
    criteria = one.framework.criteria if one.framework else ()
    openness = openness_words(one.rating, one.framework.name if one.framework else "")
    grades = by_grade(criteria, one.opinions)
    return Block(one.entry.name, (*facts(one), ("Openness", openness or "not judged"), *grades))


def openness_words(rating: Rating | None, judge: str) -> str:
    """The score, what was not assessed, and whose it is; empty if there is none."""
    if rating is None:
        return ""
    return ", ".join(filter(None, (score_words(rating), unsure_words(rating), f"by {in_a_sentence(judge)}")))


def facts(one: Judged) -> tuple[Fact, ...]:
    """What identifies an entry and is known of it beside its openness."""
    entry = one.entry
    languages = ", ".join((*language_names(tag), tag)[0] for tag in entry.languages)
    return (
        ("Id", entry.id),
        ("Kind", entry.kind.value),
        ("Maker", entry.maker),
        ("In a word", one.word or ""),
        ("Licence", licence_with_sizes(entry.licence, entry.licences)),
        ("Sizes", ", ".join(entry.sizes)),
        ("Languages", languages),
        ("Released", entry.released),
        ("Notice", entry.notice),
    )
