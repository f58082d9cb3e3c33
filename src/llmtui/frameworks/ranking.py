"""Ranks all subjects that a framework judged, in the framework's own order."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from llmtui.frameworks.rating import Rating, rate
from llmtui.frameworks.standing import standing
from llmtui.model import Assessment, Basis, Catalog, Entry, Framework
from llmtui.model.all_judges import ALL


class Ranked(msgspec.Struct, frozen=True):
    """One judged subject: an entry judged in two versions is ranked twice, each time with its version."""

    entry: Entry
    assessment: Assessment
    rating: Rating
    place: int
    """1 plus the number of subjects before it."""
    declared: frozenset[str] = frozenset()
    """The criteria whose grade was declared and not reviewed."""

    @property
    def name(self) -> str:
        """What the framework calls the subject."""
        return self.assessment.name or self.entry.name

    @property
    def judged_as(self) -> str:
        """What the framework calls the subject, if that is not the entry's name."""
        return "" if self.assessment.name == self.entry.name else self.assessment.name

    @property
    def title(self) -> str:
        """The entry's name with the version or size judged."""
        of = self.assessment.of
        return f"{self.entry.name} ({of})" if of else self.entry.name


def rank(catalog: Catalog, framework: str, entries: Iterable[Entry] | None = None) -> tuple[Ranked, ...]:
    """The newest assessment of each subject by score, then by the framework's name for it.

    Scores compare as parts of their maximum: a share has fewer points to reach if some criteria do not apply.
    Names compare by code point, as Opening up ChatGPT sorts them (scripts/consolidate_csv.py).
    """
    ranked = catalog if entries is None else entries
    if framework == ALL:
        return _rank_by_all(catalog, ranked)
    return _rank_by_one(catalog.frameworks[framework], ranked)


def _rank_by_one(framework: Framework, entries: Iterable[Entry]) -> tuple[Ranked, ...]:
    """Every subject that the framework judged by its score, then by the framework's name for it."""
    newest: dict[tuple[str, str], tuple[Entry, Assessment]] = {}
    for entry in entries:
        for assessment in entry.assessments:
            if assessment.framework == framework.id:
                newest[entry.id, assessment.of] = (entry, assessment)
    rated = [(entry, assessment, rate(framework, assessment)) for entry, assessment in newest.values()]
    rated.sort(key=lambda each: (-each[2].fraction, each[1].name or each[0].name))
    declared = frozenset(each.id for each in framework.criteria if framework.basis is Basis.DECLARED)
    return tuple(Ranked(*each, place, declared) for place, each in enumerate(rated, 1))


def _rank_by_all(catalog: Catalog, entries: Iterable[Entry]) -> tuple[Ranked, ...]:
    """Every judged entry by the share known to be open, then by the share that was assessed, then by name."""
    known = ((entry, standing(catalog, entry, ALL)) for entry in entries)
    rated = [(entry, each) for entry, each in known if each]
    rated.sort(key=lambda each: (-each[1].rating.fraction, -each[1].rating.assessed_share, each[0].name))
    return tuple(
        Ranked(entry, each.assessment, each.rating, place, each.declared)
        for place, (entry, each) in enumerate(rated, 1)
    )
