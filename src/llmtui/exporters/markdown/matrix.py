"""The matrix as a table to send: one row per judged subject, in the order given."""

from __future__ import annotations

from collections.abc import Sequence

from llmtui.exporters.judged import Judged
from llmtui.exporters.markdown.caption import caption, document, evidence, words_used
from llmtui.exporters.markdown.entries import FACTS, assessed, facts, headings, rating_of, signs, without_empty
from llmtui.exporters.markdown.links import Names, paragraph
from llmtui.exporters.sheet import escaped
from llmtui.frameworks import Ranked
from llmtui.model import Catalog, Framework
from llmtui.present.score import rule_text


def matrix_document(catalog: Catalog, framework: Framework, ranked: Sequence[Ranked]) -> str:
    """A table with place, name, facts and a sign per criterion, and below it what it means and who judged when."""
    known = [Judged(catalog, each.entry, framework, each.assessment) for each in ranked]
    asked = assessed(framework.criteria, known)
    names = Names()
    rows = [
        (str(each.place), _named(names, each), *facts(one, rating_of(one, one)), *signs(one, asked))
        for each, one in zip(ranked, known, strict=True)
    ]
    return document(
        without_empty(("#", "Name", *FACTS, *headings(asked)), rows),
        words_used(known),
        paragraph(rule_text(framework)),
        *caption(catalog, framework, known, short=asked),
        evidence(known, asked),
        names.definitions(),
    )


def _named(names: Names, ranked: Ranked) -> str:
    """The linked name, with the version or size that was judged."""
    of = ranked.assessment.of
    return f"{names.linked(ranked.entry)}, {escaped(of)}" if of else names.linked(ranked.entry)
