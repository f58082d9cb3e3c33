"""`llmtui new ID`: a commented entry to fill in."""

from __future__ import annotations

import os
import shlex
from argparse import ArgumentParser, Namespace
from pathlib import Path

from llmtui.cli import diagnostics
from llmtui.cli.options import add_catalog_options, checked_framework, origins
from llmtui.cli.output import Output
from llmtui.errors import UsageError
from llmtui.exporters.draft import draft
from llmtui.loader.load import load
from llmtui.loader.locate import entry_files
from llmtui.model import Catalog, Category, Kind, Origin
from llmtui.model.ids import ID, id_from_name
from llmtui.text import clean
from llmtui.toml_reader import suggest
from llmtui.user.paths import user_paths

_LONGEST = 80
_CATEGORY_OF = {
    Kind.MODEL: "instruction",
    Kind.METHOD: "training",
    Kind.DATASET: "data",
    Kind.TOOL: "training",
    Kind.EVALUATION: "evaluation",
    Kind.APPLICATION: "application",
    Kind.RESOURCE: "resource",
}
"""Where most entries of a kind lie."""
_KIND_OF = {
    "alignment": Kind.METHOD,
    "data": Kind.DATASET,
    "training": Kind.TOOL,
    "inference": Kind.TOOL,
    "evaluation": Kind.EVALUATION,
    "application": Kind.APPLICATION,
    "resource": Kind.RESOURCE,
}
"""What most entries of a category are; models in every other one."""


def configure(parser: ArgumentParser) -> None:
    """Declare its arguments."""
    kinds = [kind.value for kind in Kind]
    parser.add_argument("new_id", metavar="ID", help="the new entry's id, of a-z, 0-9 and -, such as olmo-2")
    parser.add_argument("--category", default="", help="the category it lies in (where most of its kind lie)")
    parser.add_argument("--kind", choices=kinds, help="what sort of thing it is (what most of its category are)")
    parser.add_argument("--framework", default="", help="prepare the questions of this framework")
    parser.add_argument("--into", default="", metavar="DIR", help="the catalogue folder to write to (your own)")
    add_catalog_options(parser)


def run(arguments: Namespace, output: Output) -> int:
    """Write the file, print its path, and say what to do next."""
    entry_id = _checked_id(arguments.new_id)
    folder = Path(os.path.expanduser(arguments.into)) if arguments.into else user_paths().catalog  # noqa: PTH111 - as in loader.locate
    catalog = load((*origins(arguments), Origin(folder, clean(str(folder))))).catalog
    _refuse_known(catalog, folder, entry_id)
    kind = Kind(arguments.kind) if arguments.kind else _KIND_OF.get(arguments.category, Kind.MODEL)
    category = _category(catalog, arguments.category or _CATEGORY_OF[kind])
    framework = catalog.frameworks.get(checked_framework(catalog, arguments.framework))
    others = tuple(each.id for each in catalog.categories if each is not category)
    path = _write(folder, category, entry_id, draft(entry_id, category, others, kind, framework))
    diagnostics.say(f"a {kind.value} in {category.id}, to be filled in; then: llmtui validate {shlex.quote(str(path))}")
    return output.text(clean(str(path)))


def _checked_id(text: str) -> str:
    """The id, where it may be one.

    Raises:
        UsageError: It may not; one that may is proposed.
    """
    if ID.fullmatch(text):
        return text
    proposal = id_from_name(text.removesuffix(".toml"))
    hint = f"llmtui new {proposal}" if proposal else "use a-z, 0-9 and -, as in olmo-2"
    raise UsageError(f"{clean(text, _LONGEST)!r} is no id", hint)


def _refuse_known(catalog: Catalog, folder: Path, entry_id: str) -> None:
    """See that nothing is written twice.

    Raises:
        UsageError: The catalogue has the entry, or the folder a file of its name that is still to be filled in.
    """
    if known := catalog.get(entry_id):
        hint = f"llmtui show {entry_id} prints it, {clean(str(known.path))} is its file"
        raise UsageError(f"there is an entry {entry_id!r} already: {known.name}", hint)
    for _category_name, path in entry_files(folder):
        if path.stem == entry_id:
            raise UsageError(f"{clean(str(path))} is there already", "nothing was written")


def _category(catalog: Catalog, name: str) -> Category:
    """The category of a name.

    Raises:
        UsageError: There is none.
    """
    if category := catalog.category(name):
        return category
    known = [category.id for category in catalog.categories]
    raise UsageError(f"there is no category {clean(name, _LONGEST)!r}", suggest(name, known))


def _write(folder: Path, category: Category, entry_id: str, text: str) -> Path:
    """Write a file that was not there, in a folder that is made where it is missing.

    Raises:
        UsageError: It is there, cannot be written, or would lie outside of the folder.
    """
    shelf = folder / category.id
    if folder.name == category.id and not (folder / "categories.toml").exists():
        raise UsageError(f"{clean(str(folder))} is a category's folder", f"--into {clean(str(folder.parent))}")
    if Path(os.path.realpath(shelf)) != Path(os.path.realpath(folder)) / category.id:
        raise UsageError(f"{clean(str(shelf))} leads out of {clean(str(folder))}", "name another folder with --into")
    path = shelf / f"{entry_id}.toml"
    try:
        shelf.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no such path can be"
        raise UsageError(f"{clean(str(path))}: {reason}", "nothing was written") from error
    return path
