"""The word for an entry, with the rule that gives it and the facts that decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from llmtui.frameworks import Opinions
from llmtui.licences import licence_name
from llmtui.model import Entry
from llmtui.model.all_judges import ALL_JUDGES
from llmtui.openness.history import Dispute
from llmtui.openness.words import Fact, Word, WordStanding, word_standing
from llmtui.permissions import restricting_bases
from llmtui.present.cells import Cell, Role
from llmtui.present.detail.page import DetailLine, Page
from llmtui.present.glyphs import WORD_ROLES
from llmtui.present.opinions import judge_and_date
from llmtui.present.permissions import limits_in_short

_LABELS = {each.id: each.label.lower() for each in ALL_JUDGES.criteria}


def word_lines(page: Page, entry: Entry, opinions: Opinions, disputes: Iterable[Dispute]) -> list[DetailLine]:
    """The word, its rule, and who or what says so; nothing for kinds that have no word."""
    known = word_standing(page.catalog, entry, opinions)
    if known is None:
        return []
    sign = page.glyphs.words[known.word]
    disputed = {each.topic.id for each in disputes}
    facts = f" {page.glyphs.dot} ".join(_facts(page, known.facts, disputed))
    return [
        DetailLine(),
        page.cut([Cell(f"{sign} {known.word.value}", WORD_ROLES[known.word])]),
        *page.paragraph(_rule(known)),
        *page.paragraph(_built_on(page, entry, known.word), Role.NOTICE),
        *page.paragraph(facts, Role.MUTED),
    ]


def _rule(known: WordStanding) -> str:
    """The rule; that weights are not published is the word of a judge, if a judge says so."""
    judge = next((fact.opinion for fact in known.facts if fact.opinion), None)
    if known.word is Word.CLOSED and judge:
        return f"{known.rule.removesuffix('.')}, as judged by {judge_and_date(judge)}."
    return known.rule


def _built_on(page: Page, entry: Entry, word: Word) -> str:
    """That what the entry is made from restricts its use, which the word does not say; empty if nothing does."""
    if word not in {Word.OPEN_SOURCE, Word.OPEN_WEIGHTS}:
        return ""
    names = [base.name for base in restricting_bases(page.catalog, entry)]
    if not names:
        return ""
    named = " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    whose = "whose licence restricts" if len(names) == 1 else "whose licences restrict"
    return f"{word.value.capitalize()}, but built on {named}, {whose} use."


def _facts(page: Page, facts: Iterable[Fact], disputed: set[str]) -> Iterator[str]:
    """The facts, those of one value and one source together."""
    together: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for fact in facts:
        together[fact_words(fact), _source(page, fact, disputed)].append(_LABELS[fact.about])
    for (words, source), labels in together.items():
        yield f"{', '.join(labels)}: {words}" + (f" ({source})" if source else "")


def fact_words(fact: Fact) -> str:
    """What a fact says: a licence that is recorded is not unknown, but not known to be free."""
    return "not known to be free" if fact.about == "license" and fact.value == "unknown" and fact.detail else fact.value


def _source(page: Page, fact: Fact, disputed: set[str]) -> str:
    """Where a fact is from: a judge with a month, a licence, a link, or the group of the entry."""
    detail = _licence(page, fact) if fact.about == "license" else fact.detail
    source = judge_and_date(fact.opinion, short=not page.evidence) if fact.opinion else detail
    if fact.opinion is None:
        return source
    declared = ", declared" if fact.opinion.declared else ""
    sign = f", {page.glyphs.disputed} disputed" if fact.about in disputed else ""
    return f"{source}{declared}{sign}"


def _licence(page: Page, fact: Fact) -> str:
    """The licence for people to read, and which of its clauses restrict use."""
    known = page.catalog.licences.get(fact.detail)
    limits = limits_in_short(known) if known and fact.value == "restricting" else ""
    return ": ".join(filter(None, (licence_name(fact.detail), limits)))
