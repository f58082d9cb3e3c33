"""Reads what a merge was made from: the recipe that mergekit leaves beside the weights."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from llmtui.problems import Problem, ProblemLog
from llmtui.scan.found import Declared
from llmtui.scan.reading import Unusable, name_in_path, read_start
from llmtui.toml_reader import Unreadable

if TYPE_CHECKING:
    from llmtui.importers.yaml_text import Node

RECIPES = ("mergekit_config.yml", "mergekit_config.yaml", "mergekit_moe_config.yml", "mergekit_moe_config.yaml")
"""The names of recipes."""
_LONGEST = 1 << 18
_NAMING = {"model", "base_model", "source_model", "path", "lora", "adapter"}
"""Keys whose texts name models."""


def read_recipe(path: Path, log: ProblemLog) -> Declared:
    """The models that a merge was made from.

    Raises:
        Unusable: It cannot be read.
    """
    from llmtui.importers.yaml_text import parse_yaml  # noqa: PLC0415 - few models need it, and it takes long to import

    content = read_start(path, _LONGEST + 1)
    try:
        root = parse_yaml(path, content.decode("utf-8-sig", "replace"), log).root
    except Unreadable as fault:
        raise Unusable(fault.message) from fault
    bases = dict.fromkeys(filter(None, (name_in_path(part) for name in _named(root) for part in name.split("+"))))
    if bases:
        return Declared(bases=tuple(bases), file="recipe")
    gap = "the recipe of the merge names no model"
    log.add(Problem(path, gap))
    return Declared(gaps=(gap,), file="recipe")


def _named(root: Node) -> Iterator[str]:
    """Every text under a key that names models."""
    ahead = [("", root)]
    while ahead:
        key, node = ahead.pop()
        if isinstance(node.value, Mapping):
            ahead += reversed([(inner, each) for inner, each in node.value.items()])
        elif isinstance(node.value, tuple):
            ahead += reversed([(key, each) for each in node.value])
        elif node.value and key in _NAMING:
            yield node.value
