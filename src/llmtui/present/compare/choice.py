"""By which framework entries are compared, and why by that one."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from llmtui.frameworks import standing
from llmtui.model import Assessment, Catalog, Entry, Framework


class Side(msgspec.Struct, frozen=True):
    """One entry of a comparison with the judgement it is compared by."""

    entry: Entry
    assessment: Assessment | None
    """The newest by the framework of the comparison; None where that one did not judge the entry."""


def choose_framework(
    catalog: Catalog, entries: Sequence[Entry], framework: str, *, insisted: bool
) -> tuple[Framework | None, str]:
    """The framework that entries are compared by, and a sentence that says why.

    Args:
        catalog: Where the frameworks are.
        entries: What is compared.
        framework: The id of the framework chosen elsewhere.
        insisted: Whether somebody chose that framework for this comparison, so that it stays also where another
            one judged more of the entries.
    """
    own = catalog.frameworks.get(framework) or next(iter(catalog.frameworks.values()), None)
    if own is None:
        return None, "The catalogue has no framework to compare by."
    missing = [entry.name for entry in entries if judged_by(catalog, entry, own) is None]
    all_of_them = f"all {len(entries)}" if len(entries) > 1 else "it"
    if not missing:
        return own, f"Compared by {own.name}, which judged {all_of_them}."
    unjudged = f"{own.name} did not judge {in_words(missing)}"
    everyone = catalog.frameworks.values()
    shared = next((one for one in everyone if all(judged_by(catalog, each, one) for each in entries)), None)
    if shared and not insisted:
        return shared, f"Compared by {shared.name}, which judged {all_of_them}: {unjudged}."
    why = "as chosen" if shared else f"no framework judged {all_of_them}"
    return own, f"Compared by {own.name}, {why}: it did not judge {in_words(missing)}."


def judged_by(catalog: Catalog, entry: Entry, framework: Framework | None) -> Assessment | None:
    """The newest assessment of an entry by one framework alone."""
    known = standing(catalog, entry, framework.id) if framework else None
    return known.assessment if known and known.own else None


def in_words(names: Sequence[str]) -> str:
    """Names in a sentence: `A`, `A and B`, `A, B and C`."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
