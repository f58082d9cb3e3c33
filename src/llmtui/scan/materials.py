"""Surveyed models as a bill of materials."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from llmtui.exporters.cyclonedx import (
    MODEL,
    Part,
    as_property,
    dump,
    entry_component,
    hub_purl,
    licences_of,
    pedigree,
    without_empty,
)
from llmtui.model import Catalog
from llmtui.scan.bom import UNREAD
from llmtui.scan.found import Source
from llmtui.scan.matching import How, Matcher, lineage
from llmtui.scan.survey import Surveyed


def dump_bom(catalog: Catalog, surveyed: Sequence[Surveyed]) -> str:
    """The bill of materials of found models: one component per model, in their order."""
    matcher = Matcher(catalog)
    used: Counter[str] = Counter()
    components = []
    for each in surveyed:
        used[each.found.name] += 1
        count = used[each.found.name]
        ref = each.found.name if count == 1 else f"{each.found.name}#{count}"
        components.append(_component(catalog, each, ref, matcher))
    return dump(components)


def _component(catalog: Catalog, surveyed: Surveyed, ref: str, matcher: Matcher) -> Part:
    """A model as a component: what its own card declares comes first, and what only the entry says after it."""
    found, entry = surveyed.found, surveyed.entry
    known = entry_component(catalog, entry) if entry else {}
    group, _, name = found.name.rpartition("/")
    declared = found.declared
    bases = dict.fromkeys((*(entry.base if entry else ()), *_bases(surveyed, matcher)))
    maker = entry.maker if entry else declared.maker
    licence = surveyed.licence or declared.licence
    return without_empty(
        {
            "type": MODEL,
            "bom-ref": ref,
            "publisher": maker,
            "supplier": {"name": maker} if maker else None,
            "group": group,
            "name": name,
            "description": known.get("description"),
            "licenses": licences_of(catalog, licence, declared=True) if licence else known.get("licenses"),
            "purl": hub_purl(found.name) if found.source is Source.HUB else "",
            "pedigree": pedigree(catalog, bases),
            "externalReferences": _references(surveyed, known),
            "modelCard": known.get("modelCard"),
            "properties": [*_properties(surveyed), *_judged(surveyed, known)],
        }
    )


def _bases(surveyed: Surveyed, matcher: Matcher) -> Iterator[str]:
    """The bases that a card declares, by the ids of their entries as far as the catalogue has them."""
    known = lineage(matcher.catalog, (surveyed.entry.id,) if surveyed.entry else ())
    for name in surveyed.found.declared.bases:
        ids = matcher.entry_ids(name)
        if known.isdisjoint(ids):
            yield from ids or (name,)


def _references(surveyed: Surveyed, known: Part) -> list[Part]:
    """The links of the entry; where to get it only if the match is exact, as another copy is elsewhere."""
    links = known.get("externalReferences")
    is_exact = surveyed.matched.how is How.EXACT
    return [each for each in links if is_exact or each["type"] != "distribution"] if isinstance(links, list) else []


def _properties(surveyed: Surveyed) -> Iterator[Part]:
    found, entry = surveyed.found, surveyed.entry
    yield as_property("llmtui:source", found.source.value)
    yield as_property("llmtui:match", surveyed.matched.how.value)
    if found.size is not None:
        yield as_property("llmtui:size", str(found.size))
    if found.quantisation:
        yield as_property("llmtui:quantisation", found.quantisation)
    if found.is_partial:
        yield as_property("llmtui:complete", "false")
    if entry and entry.licence:
        yield as_property("llmtui:catalogue-licence", entry.licence)
    yield from (as_property(UNREAD, each) for each in found.declared.gaps)
    for answer in surveyed.answers:
        yield as_property(f"llmtui:permission:{answer.permission.value}", answer.allowance.value)
    yield from (as_property("llmtui:disagreement", each) for each in surveyed.differences)


def _judged(surveyed: Surveyed, known: Part) -> Iterator[Part]:
    """The properties of the entry, its word among them. Its id names the model only if the match is exact."""
    properties = known.get("properties")
    for each in properties if isinstance(properties, list) else ():
        if each["name"] != "llmtui:id" or surveyed.matched.how is How.EXACT:
            yield each
        else:
            yield as_property("llmtui:entry", each["value"])
