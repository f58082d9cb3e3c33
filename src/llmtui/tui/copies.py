"""The texts that can be copied of an entry."""

from __future__ import annotations

from llmtui.exporters.json import dump_entry
from llmtui.exporters.markdown import entry_document
from llmtui.exporters.one import citation
from llmtui.model import Catalog, Entry
from llmtui.present.detail import CriterionTarget, LinkTarget, Target


def texts_of(catalog: Catalog, entry: Entry, framework: str, target: Target | None) -> dict[str, str]:
    """What can be copied of an entry by label, the link under the cursor first."""
    here: tuple[str, ...] = (target.url,) if isinstance(target, LinkTarget) else ()
    if isinstance(target, CriterionTarget):
        here = target.assessment.judgement(target.criterion).evidence
    texts = dict([("link here", url) for url in here[:1]] + [("name", entry.name), ("id", entry.id)])
    texts |= {link.role: link.url for link in entry.links}
    texts["Markdown"] = entry_document(catalog, entry, framework)
    texts["JSON"] = dump_entry(catalog, entry, framework)
    texts["citation"] = citation(catalog, entry, framework)
    return texts
