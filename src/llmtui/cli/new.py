"""`llmtui new ID`: writes a commented entry to fill in."""

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

_MAX_ID_LENGTH = 80
_CATEGORY_OF = {
    Kind.MODEL: "instruction",
    Kind.METHOD: "training",
    Kind.DATASET: "data",
    Kind.TOOL: "training",
    Kind.EVALUATION: "evaluation",
    Kind.APPLICATION: "application",
    Kind.RESOURCE: "resource",
}
"""The category of most entries of a kind."""
_KIND_OF = {
    "alignment": Kind.METHOD,
    "data": Kind.DATASET,
    "training": Kind.TOOL,
    "inference": Kind.TOOL,
    "evaluation": Kind.EVALUATION,
    "application": Kind.APPLICATION,
    "resource": Kind.RESOURCE,
}
"""The kind of most entries of a category; model for the others."""


def configure(parser: ArgumentParser) -> None:
    """Declare its arguments."""
    kinds = [kind.value for kind in Kind]
    parser.add_argument("new_id", metavar="ID", help="the id of the new entry: a-z, 0-9 and -, such as olmo-2")
    parser.add_argument("--category", default="", help="its category (the usual one for its kind)")
    parser.add_argument("--kind", choices=kinds, help="what sort of thing it is (the usual one for its category)")
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
    diagnostics.say(f"fill in this {kind.value} in {category.id}, then run: llmtui validate {shlex.quote(str(path))}")
    return output.line(clean(str(path)))


def _checked_id(text: str) -> str:
    """The id, if it is valid.

    Raises:
        UsageError: It is not; the hint proposes a valid one.
    """
    if ID.fullmatch(text):
        return text
    proposal = id_from_name(text.removesuffix(".toml"))
    hint = f"llmtui new {proposal}" if proposal else "use a-z, 0-9 and -, as in olmo-2"
    raise UsageError(f"{clean(text, _MAX_ID_LENGTH)!r} is not a valid id", hint)


def _refuse_known(catalog: Catalog, folder: Path, entry_id: str) -> None:
    """Make sure that the entry does not exist yet.

    Raises:
        UsageError: The catalogue has the entry, or the folder has a file of that name, perhaps not filled in yet.
    """
    if known := catalog.get(entry_id):
        hint = f"llmtui show {entry_id} prints it; its file is {clean(str(known.path))}"
        raise UsageError(f"the entry {entry_id!r} already exists: {known.name}", hint)
    for _category_name, path in entry_files(folder):
        if path.stem == entry_id:
            raise UsageError(f"{clean(str(path))} already exists", "nothing was written")


def _category(catalog: Catalog, name: str) -> Category:
    """The category with an id.

    Raises:
        UsageError: There is no such category.
    """
    if category := catalog.category(name):
        return category
    known = [category.id for category in catalog.categories]
    raise UsageError(f"there is no category {clean(name, _MAX_ID_LENGTH)!r}", suggest(name, known))


def _write(folder: Path, category: Category, entry_id: str, text: str) -> Path:
    """Write a new file, creating its folder if needed.

    Raises:
        UsageError: The file exists, cannot be written, or would be outside the folder.
    """
    shelf = folder / category.id
    if folder.name == category.id and not (folder / "categories.toml").exists():
        raise UsageError(f"{clean(str(folder))} is the folder of a category", f"--into {clean(str(folder.parent))}")
    if Path(os.path.realpath(shelf)) != Path(os.path.realpath(folder)) / category.id:
        raise UsageError(f"{clean(str(shelf))} is outside {clean(str(folder))}", "name another folder with --into")
    path = shelf / f"{entry_id}.toml"
    try:
        shelf.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "this path is not valid"
        raise UsageError(f"{clean(str(path))}: {reason}", "nothing was written") from error
    return path
