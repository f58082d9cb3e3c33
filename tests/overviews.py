"""A small catalogue whose overview is easy to count."""

from __future__ import annotations

from factories import a_catalog, a_framework, an_entry
from llmtui.model import Catalog
from llmtui.openness.overview import Bar, Order, Section, overview

JUDGES = a_framework("judges", {"data": "data", "code": "code_docs", "paper": "paper"}, name="First Judges")
OTHERS = a_framework("others", {"llm_data": "data", "source": "code"})


def small() -> Catalog:
    """Three judged in two categories and years, one judged by others only, one not judged."""
    return a_catalog(
        an_entry(
            "alpha",
            grades={"data": "open", "code": "open", "paper": "closed"},
            framework="judges",
            released="2022-05",
            also_in=("data",),
        ),
        an_entry("beta", grades={"data": "closed", "code": "partial"}, framework="judges", released="2023"),
        an_entry(
            "gamma",
            category="instruction",
            grades={"data": "closed", "code": "n/a", "paper": "closed"},
            framework="judges",
            released="2023-01-02",
        ),
        an_entry("delta", grades={"llm_data": "open"}, framework="others", released="2023"),
        an_entry("omega", category="data"),
        frameworks=(JUDGES, OTHERS),
    )


def section(section_id: str, catalog: Catalog | None = None, order: Order = Order.FAILING) -> Section:
    """A section of the overview."""
    return next(each for each in overview(catalog or small(), "judges", order) if each.id == section_id)


def bar(section_id: str, key: str, catalog: Catalog | None = None) -> Bar:
    """A bar of a section."""
    return next(each for each in section(section_id, catalog).bars if each.key == key)
