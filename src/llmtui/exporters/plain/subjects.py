"""The matrix as linear text: a block for each judged subject, with its criteria by grade."""

from __future__ import annotations

from collections.abc import Sequence

from llmtui.exporters.judged import Judged
from llmtui.exporters.plain.entries import openness_words
from llmtui.exporters.plain.form import Block, by_grade, linear
from llmtui.frameworks import Ranked
from llmtui.model import Catalog, Framework
from llmtui.model.all_judges import in_a_sentence
from llmtui.present.score import rule_text


def matrix_text(catalog: Catalog, framework: Framework, ranked: Sequence[Ranked]) -> str:
    """Who judges and how, then every subject in its place."""
    head = Block(
        f"Openness by {in_a_sentence(framework.name)}", (("", rule_text(framework)), ("Subjects", str(len(ranked))))
    )
    return linear((head, *(_block(catalog, framework, each) for each in ranked)))


def _block(catalog: Catalog, framework: Framework, ranked: Ranked) -> Block:
    one = Judged(catalog, ranked.entry, framework, ranked.assessment)
    return Block(
        ranked.title,
        (
            ("Place", str(ranked.place)),
            ("Id", ranked.entry.id),
            ("Judged as", ranked.judged_as),
            ("In a word", one.word or ""),
            ("Openness", openness_words(ranked.rating, framework.name)),
            *by_grade(framework.criteria, one.opinions),
        ),
    )
