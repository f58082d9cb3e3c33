"""The JSON Schema of everything that commands print as JSON, made from the keys of entries."""

from __future__ import annotations

from collections.abc import Mapping

from llmtui.model import Grade, Kind
from llmtui.model.entry import LINK_ROLES
from llmtui.model.keys import ENTRY_KEYS, Shape
from llmtui.model.licence import Allowance, Permission
from llmtui.search.names import Match

Schema = dict[str, object]

DEFINITION_OF: Mapping[str, str] = {
    "list": "entries",
    "search": "entries",
    "show": "entry",
    "export": "catalog",
    "matrix": "records",
    "compare": "records",
    "lineage": "records",
    "changes": "records",
    "check": "records",
    "scan": "records",
    "stats": "records",
    "diff": "records",
    "update": "records",
    "validate": "records",
    "doctor": "records",
}
"""The definition for the output of each command with `--format json`. Each line of `jsonl` is one item of it."""

_TEXT: Schema = {"type": "string"}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
_OPTIONAL_TEXT: Schema = {"type": ["string", "null"]}
_OPTIONAL_NUMBER: Schema = {"type": ["number", "null"]}
_SHAPES: Mapping[Shape, Schema] = {
    Shape.TEXT: _TEXT,
    Shape.TEXTS: _TEXTS,
    Shape.KIND: {"enum": [kind.value for kind in Kind]},
    Shape.LICENCE: _TEXT,
    Shape.LICENCES: {"type": "object", "additionalProperties": _TEXT},
    Shape.DATE: {"type": "string", "pattern": r"^(\d{4}(-\d{2}(-\d{2})?)?)?$"},
}
_GRADES = [grade.value for grade in Grade]


def schema() -> Schema:
    """The whole schema."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What llmtui prints as JSON",
        "$comment": "; ".join(f"{command}: {name}" for command, name in DEFINITION_OF.items()),
        "anyOf": [_ref(name) for name in dict.fromkeys(DEFINITION_OF.values())],
        "$defs": {
            "catalog": _object(
                {
                    "snapshots": _array({"type": "object"}),
                    "frameworks": {"type": "object", "additionalProperties": {"type": "object"}},
                    "entries": _ref("entries"),
                }
            ),
            "entries": _array(_ref("entry")),
            "entry": _entry(),
            "assessment": _assessment(),
            "openness": _openness(),
            "cell": _cell(),
            "answer": _answer(),
            "records": _array({"type": "object", "additionalProperties": _ref("value")}),
            "value": _value(),
        },
    }


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _array(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _object(required: Mapping[str, Schema], optional: Mapping[str, Schema] | None = None) -> Schema:
    """An object with these properties and no others."""
    properties = {**required, **(optional or {})}
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _entry() -> Schema:
    keys = {key.name: _SHAPES[key.shape] for key in ENTRY_KEYS if key.recorded}
    omitted = {key.name: _SHAPES[key.shape] for key in ENTRY_KEYS if not key.recorded}
    listing = _object({"source": _TEXT, "section": _TEXT, "as": _TEXT}, {"record": _TEXT})
    return _object(
        {
            "id": {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$"},
            "category": _TEXT,
            **keys,
            "parameters": _array(_object({"total": {"type": "integer"}, "active": {"type": ["integer", "null"]}})),
            "links": _object({}, dict.fromkeys(LINK_ROLES, _TEXT)),
            "listed_in": _array(listing),
            "assessments": _array(_ref("assessment")),
            "openness": {"anyOf": [{"type": "null"}, _ref("openness")]},
            "permissions": _object({permission.value: _ref("answer") for permission in Permission}),
        },
        {**omitted, "match": _object({"how": {"enum": [match.value for match in Match]}, "differs": _TEXT})},
    )


def _assessment() -> Schema:
    """Grades as the entry's file has them; a criterion that is only listed has none."""
    grade = _object({}, {"grade": {"enum": _GRADES}, "evidence": _TEXTS, "note": _TEXT, "license": _TEXT})
    texts = dict.fromkeys(("framework", "of", "as", "date", "source"), _TEXT)
    return _object({**texts, "grades": {"type": "object", "additionalProperties": grade}})


def _openness() -> Schema:
    """The rating that counts; without a framework there is only a word."""
    rated = dict.fromkeys(("score", "max", "low", "high"), _OPTIONAL_NUMBER)
    counted: Schema = {"type": ["integer", "null"]}
    return _object(
        {
            "framework": _OPTIONAL_TEXT,
            "of": _TEXT,
            **rated,
            "assessed": counted,
            "disputed": _TEXTS,
            "changed": _TEXTS,
            "grades": {"type": "object", "additionalProperties": _ref("cell")},
        },
        {"class": counted, "word": _TEXT},
    )


def _cell() -> Schema:
    """A grade with who gave it, when and on what evidence."""
    return _object(
        {
            "grade": {"enum": _GRADES},
            "evidence": _TEXTS,
            "note": _TEXT,
            "by": _OPTIONAL_TEXT,
            "basis": _OPTIONAL_TEXT,
            "date": _OPTIONAL_TEXT,
            "of": _OPTIONAL_TEXT,
        },
        {"license": _TEXT},
    )


def _answer() -> Schema:
    condition = _object(dict.fromkeys(("kind", "clause", "text"), _TEXT))
    texts = dict.fromkeys(("name", "license", "size", "text"), _TEXT)
    return _object(
        {
            "answer": {"enum": [allowance.value for allowance in Allowance]},
            "reasons": _array(_object({"entry": _OPTIONAL_TEXT, **texts, "conditions": _array(condition)})),
        }
    )


def _value() -> Schema:
    """A value of a record: plain, a list, or an object; an object that has a grade is a cell."""
    nested: Schema = {"type": "object", "additionalProperties": _ref("value"), "not": {"required": ["grade"]}}
    plain: Schema = {"type": ["string", "number", "boolean", "null"]}
    return {"anyOf": [plain, _array(_ref("value")), _ref("cell"), nested]}
