"""What is said below a table: what the words and signs mean, who judged when, the date of the data, the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from llmtui.dates import date_words
from llmtui.exporters.judged import Judged
from llmtui.exporters.markdown.links import evidence_line, paragraph
from llmtui.frameworks import Opinion
from llmtui.model import Catalog, Criterion, Framework, Grade, Judgement
from llmtui.openness.words import word_standing
from llmtui.present.glyphs import GRADE_NAMES, UNICODE
from llmtui.present.provenance import headline


def sign(opinion: Opinion | None) -> str:
    """The sign of a grade."""
    if opinion is None:
        return UNICODE.grade(Grade.UNKNOWN).text
    return UNICODE.grade(opinion.judgement.grade, declared=opinion.declared).text


def words_used(known: Sequence[Judged]) -> str:
    """What each word in the table means; of one entry alone, a sentence about it. Empty if none has a word."""
    found = [(one.entry.name, word_standing(one.catalog, one.entry)) for one in known]
    used = {(each.word.value, each.rule): name for name, each in found if each}
    if len(known) == 1:
        return "".join(paragraph(f"{name} is {word}. {rule}") for (word, rule), name in used.items())
    meanings = (f"{word} ({rule[:1].lower()}{rule[1:].rstrip('.')})" for word, rule in used)
    return paragraph(f"In a word: {'; '.join(meanings)}.") if used else ""


def caption(
    catalog: Catalog, judge: Framework | None, known: Sequence[Judged], *, short: Iterable[Criterion] = ()
) -> Iterator[str]:
    """The paragraphs on the signs, the headings, the judges and the date of the data.

    Args:
        catalog: It holds the judges and the snapshots.
        judge: Whose criteria are shown.
        known: What is in the table.
        short: The criteria whose headings are abbreviated.
    """
    opinions = [opinion for one in known for opinion in one.opinions.values()]
    yield _signs(any(opinion.declared for opinion in opinions))
    if headings := [f"{each.short}: {each.label}" for each in short if each.short]:
        yield paragraph(", ".join(headings)) + "."
    if judge and (given := list(_judges(each for each in opinions if each.framework.id in catalog.frameworks))):
        yield paragraph(f"Judged by {'; '.join(given)}.")
    if stated := headline(catalog.snapshots):
        yield f"llmtui, {stated}."


def _signs(declared: bool) -> str:
    grades = ", ".join(f"{UNICODE.grades[grade]} {GRADE_NAMES[grade]}" for grade in Grade if grade is not Grade.LISTED)
    return f"{grades}; {' '.join(UNICODE.declared.values())} declared, not reviewed." if declared else f"{grades}."


def _judges(opinions: Iterable[Opinion]) -> Iterator[str]:
    """Each judge with the date of the grades, or with the first and the last date."""
    dates: dict[str, set[str]] = {}
    for opinion in opinions:
        declared = " (declared)" if opinion.declared else ""
        dates.setdefault(f"{opinion.framework.name}{declared}", set()).add(opinion.assessment.date)
    for judge, given in sorted(dates.items()):
        span = dict.fromkeys(map(date_words, (min(given), max(given))))
        yield ", ".join(filter(None, (judge, " to ".join(filter(None, span)))))


def evidence(known: Iterable[Judged], asked: Iterable[Criterion]) -> str:
    """The first link for each grade, one line per entry, with a heading; empty if there is none."""
    criteria = tuple(asked)
    lines = [line for one in known for line in evidence_line(_subject(one), _links(one, criteria))]
    return "\n".join(("Evidence:", "", *lines)) if lines else ""


def _subject(one: Judged) -> str:
    return f"{one.entry.name} ({one.assessment.of})" if one.assessment.of else one.entry.name


def _links(one: Judged, criteria: Iterable[Criterion]) -> Iterator[tuple[str, str]]:
    for each in criteria:
        opinion = one.opinions.get(each.id)
        judgement = opinion.judgement if opinion else Judgement(Grade.UNKNOWN)
        yield from ((each.label, address) for address in judgement.evidence[:1])


def document(*parts: str) -> str:
    """The parts with a blank line between them; empty ones are left out."""
    return "\n\n".join(part.rstrip("\n") for part in parts if part) + "\n"
