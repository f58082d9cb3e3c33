"""Entries as a table of Markdown to send to a person: names linked, signs with their evidence, and who judged when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from llmtui.exporters.judged import Judged, judged
from llmtui.exporters.sheet import escaped
from llmtui.frameworks import Opinion
from llmtui.licences import licence_name
from llmtui.model import Catalog, Criterion, Entry, Framework, Grade
from llmtui.present.changes import judge_words
from llmtui.present.glyphs import GRADE_NAMES, UNICODE
from llmtui.present.provenance import headline
from llmtui.present.score import score_text

_HEAD = ("Name", "Maker", "Word", "Openness", "Licence", "Size", "Released")
_LINKS = ("homepage", "repo", "weights", "paper")
"""What a name leads to, the best first."""


def entries_document(catalog: Catalog, entries: Sequence[Entry], framework: str) -> str:
    """A table with one row per entry, and below it what the signs mean, who judged when, and the date of the data.

    A sign leads to the first piece of evidence. Columns that would be empty for all entries are left out.
    """
    known = [judged(catalog, entry, framework) for entry in entries]
    judge = catalog.judge(framework)
    own = [one if one.framework is judge else Judged(catalog, one.entry) for one in known]
    asked = _asked(judge, own)
    head = (*map(escaped, _HEAD), *(escaped(each.short or each.label) for each in asked))
    rows = [_row(one, mine, asked) for one, mine in zip(known, own, strict=True)]
    return "\n".join([_table(head, rows), *(f"{line}\n" for line in _caption(catalog, judge, own, asked))])


def _asked(judge: Framework | None, judged_by_it: Sequence[Judged]) -> list[Criterion]:
    """The criteria of a framework that it assessed for at least one of the entries."""
    criteria = judge.criteria if judge else ()
    return [each for each in criteria if any(each.id in one.opinions for one in judged_by_it)]


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table without the columns that are empty in every row; without rows it keeps them all."""
    kept = [at for at in range(len(head)) if not rows or any(row[at] for row in rows)]
    lines = [[row[at] for at in kept] for row in (head, ("---",) * len(head), *rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _row(known: Judged, own: Judged, asked: Iterable[Criterion]) -> tuple[str, ...]:
    entry = known.entry
    openness = score_text(known.rating, UNICODE) if known.rating else ""
    if known.framework is not own.framework and known.framework:
        openness += f" ({known.framework.short})"
    facts = (entry.maker, known.word, openness, licence_name(entry.licence), ", ".join(entry.sizes), entry.released)
    return (linked_name(entry), *map(escaped, facts), *(_sign(own.opinions.get(each.id)) for each in asked))


def linked_name(entry: Entry) -> str:
    """The name of an entry, linked to the best of its links."""
    links = {link.role: link.url for link in entry.links}
    address = next((links[role] for role in _LINKS if role in links), "")
    return linked(escaped(entry.name), address)


def linked(text: str, address: str) -> str:
    """A link whose address cannot end it early."""
    return f"[{text}](<{address.replace('|', '%7C')}>)" if address else text


def _sign(opinion: Opinion | None) -> str:
    judgement = opinion.judgement if opinion else None
    sign = UNICODE.grades[judgement.grade if judgement else Grade.UNKNOWN]
    return linked(sign, judgement.evidence[0] if judgement and judgement.evidence else "")


def _caption(
    catalog: Catalog, judge: Framework | None, known: Sequence[Judged], asked: Iterable[Criterion]
) -> Iterable[str]:
    signs = ", ".join(f"{UNICODE.grades[grade]} {GRADE_NAMES[grade]}" for grade in Grade if grade is not Grade.LISTED)
    yield f"{signs}. A sign leads to its evidence."
    if columns := [f"{each.short}: {each.label}" for each in asked if each.short]:
        yield escaped(", ".join(columns)) + "."
    opinions = [opinion for one in known for opinion in one.opinions.values()]
    given = sorted({judge_words(each) for each in opinions if each.framework.id in catalog.frameworks})
    if judge and given:
        yield escaped(f"Openness by {judge.name}: {'; '.join(given)}.")
    if stated := headline(catalog.snapshots):
        yield f"llmtui, {stated}."
