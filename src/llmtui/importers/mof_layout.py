"""The Model Openness Tool renamed keys in April 2025: records from before are read under the present names."""

from __future__ import annotations

import re
from collections.abc import Mapping

from llmtui.importers.records import Block

_RELEASE = {"github": "repository"}
_COMPONENT = {"location": "component_path", "license_name": "license"}
"""Former keys and their present names."""
_PENDING = re.compile(r"\s*pending\b", re.IGNORECASE)


def present_release(release: Block) -> Block:
    """The release under the present names of its keys."""
    return _renamed(release, _RELEASE)


def present_component(component: Block) -> Block:
    """A component under the present names of its keys."""
    return _renamed(component, _COMPONENT)


def is_pending(licence: str) -> bool:
    """Whether the tool says in place of a licence that the component was not looked at yet."""
    return bool(_PENDING.match(licence))


def _renamed(block: Block, names: Mapping[str, str]) -> Block:
    old = {key: names[key] for key in block.values if key in names and names[key] not in block.values}
    if not old:
        return block
    for key, name in old.items():
        block.problem(key, f"the key used before April 2025; read as {name}")
    values = {old.get(key, key): node for key, node in block.values.items()}
    return Block(values, block.path, block.log, block.line, block.key_path)
