"""Writes any plain values as TOML, also such as no file of ours has."""

from __future__ import annotations

import json
from collections.abc import Mapping


def toml_text(values: Mapping[str, object]) -> str:
    """A table of values, one key per line."""
    return "".join(f"{_toml(key)} = {_toml(value)}\n" for key, value in values.items())


def _toml(value: object) -> str:
    """A value as TOML writes it, which has neither null nor lone surrogates nor keys without a value."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_toml(str(key))} = {_toml(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, str):
        return json.dumps(value.encode("utf-8", "replace").decode(), ensure_ascii=False).replace("\x7f", "\\u007f")
    return '""' if value is None else json.dumps(value)
