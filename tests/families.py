"""A small family of entries, each of which inherits something."""

from __future__ import annotations

from factories import a_catalog, a_framework, a_licence, an_entry, with_licences
from llmtui.model import Catalog, Entry

JUDGES = a_framework("judges", ["data", "license", "weights"], short="JUD")
LICENCES = (
    a_licence("MIT"),
    a_licence("Apache-2.0"),
    a_licence("CC-BY-NC-4.0", "no yes yes yes", kind="noncommercial"),
    a_licence("CC-BY-ND-4.0", "yes no yes yes", kind="no-derivatives"),
    a_licence("LicenseRef-Llama-2", "conditions conditions conditions no"),
    a_licence("LicenseRef-Not-Read", "unknown unknown unknown unknown"),
)
OTHERS = a_framework("others", {"llm_data": "data"}, short="OTH")


def family(*further: Entry) -> Catalog:
    """A root with closed data, a child under a licence that limits use, a grandchild of both and of a mere name."""
    catalog = a_catalog(
        an_entry("root", grades={"data": "closed", "weights": "open"}, framework="judges"),
        an_entry("child", base=("root",), licence="CC-BY-NC-4.0"),
        an_entry("sibling", base=("root",), licence="MIT"),
        an_entry("grandchild", base=("root", "child", "Some Name")),
        *further,
        frameworks=(JUDGES, OTHERS),
    )
    return with_licences(catalog, *LICENCES)
