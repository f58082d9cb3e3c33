"""Checks what the entries of a catalogue say together: dates against bases, licences against notices, names and links.

`llmtui validate` runs them. The browser does not, because they compare each entry with all others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from llmtui.licences import is_spdx_expression, licence_ids
from llmtui.loader.locate import licence_files
from llmtui.loader.statements import contradicting_base, contradicting_licence, contradicting_size, denies_licence
from llmtui.model import Basis, Catalog, Entry, Grade, Kind
from llmtui.permissions import is_osi_approved
from llmtui.problems import Problem, ProblemLog
from llmtui.toml_reader import Source, Unreadable, read_text, read_toml, suggest

_OWN_NAMES = ("hub:", "ollama:")
"""Registries in which a name is one model. A repository or a paper can be about several."""


class Finding(NamedTuple):
    """Something that cannot be right about an entry."""

    entry: Entry
    key: str
    message: str
    hint: str


class CheckContext(NamedTuple):
    """What a check may look at."""

    catalog: Catalog
    licences: Mapping[str, str]
    """By id and by alias in lower case, the id of each licence that has a file."""


def check(catalog: Catalog, folders: Iterable[Path]) -> tuple[Problem, ...]:
    """Everything that the checks find, in the order of the catalogue.

    Args:
        catalog: All entries in use.
        folders: The catalogue folders that may have licence files.
    """
    context = CheckContext(catalog, _licences(folders))
    findings = [finding for one in CHECKS for finding in one(context)]
    order = {entry.id: place for place, entry in enumerate(catalog)}
    return tuple(_problem(finding) for finding in sorted(findings, key=lambda each: order[each.entry.id]))


def older_than_base(context: CheckContext) -> Iterator[Finding]:
    """Entries that came out before what they are made from, as far as both dates are known."""
    for entry in context.catalog:
        for base in _bases(context.catalog, entry):
            known = min(len(entry.released), len(base.released))
            if entry.released[:known] < base.released[:known]:
                message = f"{entry.released} is before its base {base.id!r}, of {base.released}"
                yield Finding(entry, "released", message, "give the date of this release, not of its line")


def shared_weights(context: CheckContext) -> Iterator[Finding]:
    """Models that link the same weights and are not of one family."""
    by_link: dict[str, list[Entry]] = defaultdict(list)
    for entry in context.catalog:
        if entry.kind is Kind.MODEL and (link := entry.link("weights")):
            by_link[link.rstrip("/").casefold()].append(entry)
    for models in by_link.values():
        for first, second in combinations(models, 2):
            if not _related(first, second):
                message = f"are also those of {first.id!r}, which is not of its family"
                yield Finding(second, "links.weights", message, "link the weights of this model")


def notice_against_licence(context: CheckContext) -> Iterator[Finding]:
    """Open licences beside a notice that denies them."""
    for entry in context.catalog:
        if is_osi_approved(entry.licence) and denies_licence(entry.notice):
            message = f"{entry.licence} is an open licence, which the notice denies"
            yield Finding(entry, "license", message, "correct one of the two, or say which part the notice is about")


def summary_against_keys(context: CheckContext) -> Iterator[Finding]:
    """Summaries that name a size, a licence or a base which the keys deny."""
    bases = contradicting_base(context.catalog)
    for entry in context.catalog:
        if size := contradicting_size(entry):
            yield Finding(entry, "summary", f"says {size}, which is none of the sizes", _BOTH.format("sizes"))
        if licence := contradicting_licence(entry):
            yield Finding(entry, "summary", f"says {licence}, which is not the licence", _BOTH.format("license"))
        if base := bases(entry):
            yield Finding(entry, "summary", f"says {base}, which is not among the bases", _BOTH.format("base"))


_BOTH = "correct the summary or {}"


def licence_without_file(context: CheckContext) -> Iterator[Finding]:
    """Licences of their own kind that no licence file describes."""
    for entry, key, licence in _expressions(context.catalog):
        for each in licence_ids(licence):
            if each.startswith("LicenseRef-") and each not in context.licences.values():
                known = context.licences.get(each.casefold())
                hint = f"write {known}" if known else f"add licences/{each}.toml, or write the id of a licence"
                yield Finding(entry, key, f"{each!r} has no licence file", hint)


def licence_not_spdx(context: CheckContext) -> Iterator[Finding]:
    """Licences that are not an SPDX expression, so that no query and no answer can use them."""
    for entry, key, licence in _expressions(context.catalog):
        if not is_spdx_expression(licence):
            known = context.licences.get(licence.casefold())
            nearest = suggest(licence, sorted(set(context.licences.values()))) or "see https://spdx.org/licenses/"
            yield Finding(entry, key, f"{licence!r} is not an SPDX expression", f"write {known}" if known else nearest)


def closed_with_weights(context: CheckContext) -> Iterator[Finding]:
    """Models in a group of closed ones whose weights are linked, or open by a reviewed assessment."""
    for entry in context.catalog:
        if not entry.withheld:
            continue
        if entry.link("weights"):
            yield Finding(entry, "group", f"{entry.group!r} has no weights, but links.weights is set", _OTHER_GROUP)
        elif judge := _reviewed_open(context.catalog, entry):
            yield Finding(entry, "group", f"{entry.group!r} has no weights, but {judge!r} found them", _OTHER_GROUP)


_OTHER_GROUP = "move it to another group, or correct the weights"


def shared_names(context: CheckContext) -> Iterator[Finding]:
    """Names of the Hub or of Ollama that two entries claim."""
    owners: dict[str, str] = {}
    for entry in context.catalog:
        for name in entry.machine_names:
            if name.startswith(_OWN_NAMES):
                owner = owners.setdefault(name.casefold(), entry.id)
                if owner != entry.id:
                    yield Finding(entry, "names", f"{name!r} is also a name of {owner!r}", "give it to one of the two")


CHECKS: tuple[Callable[[CheckContext], Iterator[Finding]], ...] = (
    older_than_base,
    shared_weights,
    notice_against_licence,
    summary_against_keys,
    licence_without_file,
    licence_not_spdx,
    closed_with_weights,
    shared_names,
)


def _bases(catalog: Catalog, entry: Entry) -> Iterator[Entry]:
    return (base for each in entry.base if (base := catalog.get(each)))


def _related(first: Entry, second: Entry) -> bool:
    """Whether two models are of one family: of one maker and one made from the other, or both from the same."""
    one_line = second.id in first.base or first.id in second.base
    return first.maker == second.maker and (one_line or bool(set(first.base) & set(second.base)))


def _reviewed_open(catalog: Catalog, entry: Entry) -> str:
    """The framework whose newest reviewed assessment calls the weights open, if there is one."""
    newest = {each.framework: each for each in entry.assessments}
    for name, assessment in newest.items():
        framework = catalog.frameworks.get(name)
        if framework is None or framework.basis is not Basis.REVIEWED:
            continue
        asked = [each.id for each in framework.criteria if each.topic in {"weights", "tuned_weights"}]
        if any(assessment.grade(each) is Grade.OPEN for each in asked):
            return name
    return ""


def _expressions(catalog: Catalog) -> Iterator[tuple[Entry, str, str]]:
    """Each licence that is written, with its entry and key."""
    for entry in catalog:
        if entry.licence:
            yield entry, "license", entry.licence
        yield from ((entry, f"licenses.{size}", licence) for size, licence in entry.licences)


def _licences(folders: Iterable[Path]) -> dict[str, str]:
    found: dict[str, str] = {}
    for folder in folders:
        for path in licence_files(folder):
            table = read_toml(path, ProblemLog())
            aliases = table.texts("aliases") if table else ()
            found |= {name.casefold(): path.stem for name in (path.stem, *aliases)}
    return found


def _problem(finding: Finding) -> Problem:
    """A finding with the line of its key, if its entry has a file of its own."""
    path = finding.entry.path or Path(finding.entry.id)
    line = _line(path, tuple(finding.key.split(".", 1))) if path.suffix == ".toml" else None
    return Problem(path, finding.message, line, finding.key, finding.hint)


def _line(path: Path, place: tuple[str, ...]) -> int | None:
    try:
        return Source(path, read_text(path), ProblemLog()).line_of(place)
    except Unreadable:
        return None
