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
    without_empty,
)
from llmtui.model import Catalog
from llmtui.scan.ancestors import declared_licences, pedigree_of
from llmtui.scan.bom import CALLED, HINT, NAMED, ORIGIN, UNREAD
from llmtui.scan.found import Source
from llmtui.scan.matching import How, Matcher, was_named
from llmtui.scan.survey import Surveyed
from llmtui.scan.terms import TermReader


def dump_bom(catalog: Catalog, surveyed: Sequence[Surveyed]) -> str:
    """The bill of materials of found models: one component per model, in their order."""
    matcher = Matcher(catalog)
    terms = TermReader(matcher)
    used: Counter[str] = Counter()
    components = []
    for each in surveyed:
        used[each.found.name] += 1
        count = used[each.found.name]
        ref = each.found.name if count == 1 else f"{each.found.name}#{count}"
        components.append(_component(each, ref, matcher, terms))
    return dump(components)


def _component(surveyed: Surveyed, ref: str, matcher: Matcher, terms: TermReader) -> Part:
    """A model as a component: what its own card declares comes first, and what only the entry says after it."""
    found, entry, catalog = surveyed.found, surveyed.entry, matcher.catalog
    known = entry_component(catalog, entry) if entry else {}
    group, _, name = found.name.rpartition("/")
    maker = entry.maker if entry else found.declared.maker
    licences: object = declared_licences(catalog, terms.read(found.declared))
    if not licences and not surveyed.matched.other_release:  # another release may be under another licence
        licences = known.get("licenses")
    return without_empty(
        {
            "type": MODEL,
            "bom-ref": ref,
            "publisher": maker,
            "supplier": {"name": maker} if maker else None,
            "group": group,
            "name": name,
            "description": known.get("description"),
            "licenses": licences,
            "purl": hub_purl(found.name) if found.source is Source.HUB else "",
            "pedigree": pedigree_of(surveyed, matcher, terms),
            "externalReferences": _references(surveyed, known),
            "modelCard": known.get("modelCard"),
            "properties": [*_properties(surveyed), *_judged(surveyed, known)],
        }
    )


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
    yield from _names(surveyed)
    yield from (as_property(UNREAD, each) for each in found.declared.gaps)
    for answer in surveyed.answers:
        yield as_property(f"llmtui:permission:{answer.permission.value}", answer.allowance.value)
    yield from (as_property("llmtui:disagreement", each) for each in surveyed.differences)


def _names(surveyed: Surveyed) -> Iterator[Part]:
    """Every other name that counts when the file is read again."""
    found = surveyed.found
    if not was_named(found):
        yield as_property(NAMED, "false")
    called = dict.fromkeys(each.name for each in found.declared.statements if each.name)
    if surveyed.matched.other_release and not called:  # the name without its owner would be that of a base
        called = {found.name: None}
    if list(called) != [found.name.rpartition("/")[2]]:
        yield from (as_property(CALLED, each) for each in called)
    yield from (as_property(HINT, each) for each in dict.fromkeys(found.hints) if each != found.name)
    yield from (as_property(ORIGIN, each) for each in dict.fromkeys(found.declared.origins))


def _judged(surveyed: Surveyed, known: Part) -> Iterator[Part]:
    """The properties of the entry, its word among them. Its id names the model only if the match is exact."""
    properties = known.get("properties")
    for each in properties if isinstance(properties, list) else ():
        if each["name"] != "llmtui:id" or surveyed.matched.how is How.EXACT:
            yield each
        else:
            yield as_property("llmtui:entry", each["value"])
