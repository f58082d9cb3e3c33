"""One entry in full as linear text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from llmtui.exporters.judged import Judged, judged
from llmtui.exporters.plain.entries import facts, openness_words
from llmtui.exporters.plain.form import Block, Fact, grade_words, linear
from llmtui.frameworks import Opinion, standing
from llmtui.model import Catalog, Entry
from llmtui.model.all_judges import ALL
from llmtui.openness.history import changes, disputes
from llmtui.openness.words import word_standing
from llmtui.permissions import INHERITING
from llmtui.present.detail.history import doubt_words
from llmtui.present.opinions import judge_and_date
from llmtui.present.permissions import NO_ADVICE, QUESTIONS, clause, deciding, grounds
from llmtui.search.named import Named, answers_for

_CHANGES = {True: "opened", False: "closed", None: "changed and is as open again as at first"}


def entry_text(catalog: Catalog, named: Named, framework: str, remark: str = "") -> str:
    """Everything that is known of an entry.

    Args:
        catalog: Where it is from.
        named: The entry as a name means it.
        framework: The id of the chosen one.
        remark: How the name matched, if that changes anything.
    """
    entry = named.entry
    one = judged(catalog, entry, framework)
    return linear(
        (
            Block(entry.name, (("", remark), *facts(one), *_word(catalog, entry), ("", entry.summary))),
            *_openness(catalog, one),
            *_histories(catalog, entry),
            *_permissions(catalog, entry, named.release),
            *_lineage(catalog, entry),
            Block("Links", tuple((link.role.capitalize(), link.url) for link in entry.links)),
        )
    )


def _word(catalog: Catalog, entry: Entry) -> Iterator[Fact]:
    """The rule behind the word."""
    if known := word_standing(catalog, entry):
        yield "Why this word", known.rule


def _openness(catalog: Catalog, one: Judged) -> Iterator[Block]:
    """The score with the doubts, then each group of criteria."""
    if one.framework is None:
        yield Block("Openness", (("", "No index has judged it yet."),))
        return
    known = standing(catalog, one.entry, ALL)
    doubts = doubt_words(known) if known else ""
    yield Block("Openness", (("Score", openness_words(one.rating, one.framework.name)), ("", doubts)))
    for group, criteria in one.framework.grouped:
        yield Block(group.label, tuple(fact for each in criteria for fact in _criterion(one, each.id, each.label)))


def _criterion(one: Judged, criterion: str, label: str) -> Iterator[Fact]:
    """The grade with who gave it, and each piece of evidence."""
    opinion = one.opinions.get(criterion)
    by_one = opinion and opinion.judgement.grade.judged and opinion.framework.id != ALL
    judge = f", {judge_and_date(opinion)}" if opinion and by_one else ""
    yield label, f"{grade_words(opinion)}{judge}"
    if opinion:
        yield from (("Evidence", address) for address in opinion.judgement.evidence)
        yield "Licence as judged", opinion.judgement.licence
        yield "Note", opinion.judgement.note


def _histories(catalog: Catalog, entry: Entry) -> Iterator[Block]:
    yield Block(
        "Changed between judgements of the same judges",
        tuple(
            (each.topic.label, f"{_said(each.opinions)}: {_CHANGES[each.opened]}") for each in changes(catalog, entry)
        ),
    )
    yield Block(
        "Disputed between judges",
        tuple((each.topic.label, _said(each.opinions)) for each in disputes(catalog, entry)),
    )


def _said(opinions: Iterable[Opinion]) -> str:
    return "; ".join(f"{grade_words(each)}, {judge_and_date(each)}" for each in opinions)


def _permissions(catalog: Catalog, entry: Entry, release: str) -> Iterator[Block]:
    """The four answers, then why, in sentences."""
    if entry.kind not in INHERITING and not (entry.licence or entry.licences):
        return
    known = answers_for(catalog, entry, release)
    reasons: list[Fact] = []
    for reason, limits in deciding(known):
        reasons.append(("", grounds(catalog, entry, reason)))
        for condition, permissions in limits.items():
            about = ", ".join(QUESTIONS[each] for each in permissions)
            reasons.append(("", f"{clause(condition)} ({about})"))
    answers = ((QUESTIONS[each.permission].capitalize(), each.allowance.value) for each in known)
    yield Block("May I use it?", (*answers, *reasons, ("", NO_ADVICE)))


def _lineage(catalog: Catalog, entry: Entry) -> Iterator[Block]:
    derived = catalog.relations.derived.get(entry.id, ())
    related = (("Derives from", entry.base), ("Reproduces", entry.reproduces), ("Derived from it", derived))
    yield Block(
        "Lineage", tuple((title, catalog.base_name(each)) for title, relatives in related for each in relatives)
    )
