"""The licences and ancestors of found models, as a bill of materials writes them and reads them back.

A base keeps the name that the model's files give it: the id of its entry says neither its size nor its release.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from llmtui.exporters.cyclonedx import MODEL, MOST_ANCESTORS, Part, ancestor, hub_purl, licences_of, without_empty
from llmtui.model import Catalog, Entry
from llmtui.permissions import licensing_bases
from llmtui.scan.found import Source
from llmtui.scan.matching import Matcher
from llmtui.scan.survey import Surveyed
from llmtui.scan.terms import Term, TermReader, joined_expression
from llmtui.search.named import of_its_size


def declared_licences(catalog: Catalog, terms: Sequence[Term]) -> list[Part]:
    """The licences that files declare: as one expression if all of them are known, else each by itself."""
    if expression := joined_expression([term.expression for term in terms]):
        return licences_of(catalog, expression, declared=True)
    return [part for term in terms for part in _by_itself(catalog, term)]


def _by_itself(catalog: Catalog, term: Term) -> Iterator[Part]:
    """One of several licences. CycloneDX does not allow an expression beside others, so it is written as a name."""
    for part in licences_of(catalog, term.expression or term.text, declared=True):
        known = "license" in part
        yield part if known else {"license": {"name": part["expression"], "acknowledgement": "declared"}}


def pedigree_of(surveyed: Surveyed, matcher: Matcher, terms: TermReader) -> Part:
    """What a model is made from: the bases as its files name them, then what the catalogue adds."""
    found, catalog = surveyed.found, matcher.catalog
    licensed = {name for name, _licence in found.declared.base_licences}
    names = [each for each in dict.fromkeys(found.declared.bases) if each != found.name or each in licensed]
    ancestors = [_declared_ancestor(surveyed, name, matcher, terms) for name in names]
    further = islice(_further(surveyed, names, matcher), max(0, MOST_ANCESTORS - len(ancestors)))
    ancestors += [ancestor(catalog, name, base) for name, base in further]
    return {"ancestors": ancestors} if ancestors else {}


def _declared_ancestor(surveyed: Surveyed, name: str, matcher: Matcher, terms: TermReader) -> Part:
    """A base by the name that the files give it, with its licence if it is certain which release is meant."""
    found = surveyed.found
    purl = hub_purl(name) if found.source is not Source.OLLAMA else ""
    group, _, last = name.rpartition("/") if purl else ("", "", name)
    stated = [Term(text, terms.meaning(text)) for base, text in found.declared.base_licences if base == name]
    known = _certain(matcher, name)
    licences = declared_licences(matcher.catalog, stated)
    if known and not licences:
        licences = licences_of(matcher.catalog, known.licence)
    part: Part = {"type": MODEL, "publisher": known.maker if known else "", "group": group, "name": last}
    return without_empty({**part, "licenses": licences, "purl": purl})


def _certain(matcher: Matcher, name: str) -> Entry | None:
    """The entry that a name means, in the size that it says; None if there are several, or it is another release."""
    matches = matcher.models(name)
    if len(matches) != 1 or matches[0].other_release:
        return None
    return of_its_size(matcher.catalog.entries[matches[0].entry_id], name)


def _further(surveyed: Surveyed, names: Sequence[str], matcher: Matcher) -> Iterator[tuple[str, Entry | None]]:
    """What the entry of the model is made from, and which further bases pass on their licences, each once."""
    catalog = matcher.catalog
    certain = {each.id for name in names if (each := _certain(matcher, name))}
    found = dict(catalog.above(surveyed.entry.base)) if surveyed.entry else {}
    for name in names:
        ids = matcher.entry_ids(name)
        above = licensing_bases(catalog, Entry(id="", category="", name="", base=ids))
        found |= {base: entry for base, entry in above if base not in ids}
    return ((name, entry) for name, entry in found.items() if name not in certain)
