"""The differences between two catalogues, and what an update changed, as linear text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from llmtui.exporters.plain.form import GRADE_WORDS, Block, Fact, linear
from llmtui.model import Framework, Grade
from llmtui.openness.differences import Difference
from llmtui.present.update_report import VERBOSE_HINT, apart, counted_facts, summary_words

Frameworks = Mapping[str, Framework]


def differences_text(found: Sequence[Difference], frameworks: Frameworks) -> str:
    """A block for each entry, with one line per difference.

    Args:
        found: All differences.
        frameworks: They name the judges.
    """
    return linear(_entries(found, frameworks))


def update_text(found: Sequence[Difference], frameworks: Frameworks, *, verbose: bool) -> str:
    """The sums, then a block for each entry, then the facts by key if there are many; nothing if nothing changed.

    Args:
        found: All differences.
        frameworks: They name the judges.
        verbose: Print every fact, however many there are.
    """
    if not found:
        return ""
    single, many = apart(found, verbose=verbose)
    summary = summary_words(found)
    blocks = [Block("", (("", f"{summary[0].upper()}{summary[1:]}."),)), *_entries(single, frameworks)]
    if many:
        blocks.append(Block("Facts by key", (*counted_facts(many).items(), ("", f"{VERBOSE_HINT}."))))
    return linear(blocks)


def _entries(found: Sequence[Difference], frameworks: Frameworks) -> Iterator[Block]:
    """The differences by entry, in the order of the first one of each."""
    by_entry: dict[str, list[Difference]] = {}
    for each in found:
        by_entry.setdefault(each.entry.id, []).append(each)
    for entry_id, own in by_entry.items():
        yield Block(own[0].entry.name, (("Id", entry_id), *(_fact(each, frameworks) for each in own)))


def _fact(difference: Difference, frameworks: Frameworks) -> Fact:
    name = difference.change.value.capitalize()
    if not difference.key:
        return name, ", ".join(filter(None, (difference.entry.category, difference.entry.maker)))
    judge = frameworks.get(difference.framework)
    by = f", by {judge.name if judge else difference.framework}" if difference.framework else ""
    of = f" of {difference.of}" if difference.of else ""
    return name, f"{difference.label}{of}, from {_value(difference.old)} to {_value(difference.new)}{by}"


def _value(value: Grade | str) -> str:
    return GRADE_WORDS[value] if isinstance(value, Grade) else value or "nothing"
