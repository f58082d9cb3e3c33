"""Writes TOML: the file of an entry, the block of an assessment, single keys and values."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from llmtui.model import Assessment, Entry, Grade, Judgement, Listing, Snapshot
from llmtui.model.keys import ENTRY_KEYS, Key, Shape
from llmtui.text import clean

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def entry_toml(entry: Entry, remarks: Iterable[str] = ()) -> str:
    """The file of an entry; remarks become comments at its top."""
    lines = [f"# {clean(each)}" for each in remarks]
    lines += [f"{key.name} = {_key_value(key, value)}" for key in ENTRY_KEYS if (value := key.read(entry))]
    if entry.links:
        lines += ["", "[links]", *(f"{link.role} = {toml_value(link.url)}" for link in entry.links)]
    for listing in entry.listed_in:
        lines += ["", _listing_toml(listing)]
    return "\n".join([*lines, *("\n" + assessment_toml(each).rstrip("\n") for each in entry.assessments), ""])


def _listing_toml(listing: Listing) -> str:
    pairs = (
        ("source", listing.source),
        ("section", listing.section),
        ("as", listing.name),
        ("record", listing.record),
    )
    return "\n".join(["[[listed_in]]", *(f"{key} = {toml_value(value)}" for key, value in pairs if value)])


def _key_value(key: Key, value: Any) -> str:
    if key.shape is Shape.LICENCES:
        return f"{{ {', '.join(f'{toml_value(size)} = {toml_value(licence)}' for size, licence in value)} }}"
    return toml_value(value)


def assessment_toml(assessment: Assessment) -> str:
    """The block of an assessment, from its header on, with a line end."""
    pairs = (
        ("framework", assessment.framework),
        ("of", assessment.of),
        ("as", assessment.name),
        ("date", assessment.date),
        ("source", assessment.source),
    )
    grades = (f"{toml_key(key)} = {_judgement(each)}" for key, each in assessment.judgements.items())
    lines = (f"{key} = {toml_value(value)}" for key, value in pairs if value)
    return "\n".join(["[[assessments]]", *lines, "[assessments.grades]", *grades, ""])


def _judgement(judgement: Judgement) -> str:
    """The grade alone, or an inline table of all that is known; what is only listed has no grade."""
    grade = "" if judgement.grade is Grade.LISTED else judgement.grade.value
    known: tuple[tuple[str, str | tuple[str, ...]], ...] = (
        ("grade", grade),
        ("evidence", judgement.evidence),
        ("note", judgement.note),
        ("license", judgement.licence),
    )
    pairs: Iterator[str] = (f"{key} = {toml_value(value)}" for key, value in known if value)
    return toml_value(grade) if all(not value for _, value in known[1:]) else f"{{ {', '.join(pairs)} }}"


def toml_key(key: str) -> str:
    """A key, in quotes if it needs them."""
    return key if _BARE.fullmatch(key) else toml_value(key)


def toml_value(value: str | tuple[str, ...]) -> str:
    """A string or a list of them. JSON's escapes are TOML's too, and cleaned text holds no others."""
    if isinstance(value, tuple):
        return f"[{', '.join(toml_value(each) for each in value)}]"
    return json.dumps(clean(value), ensure_ascii=False)


def overlay_toml(
    extends: str, values: Mapping[str, str], listed_in: Iterable[Listing], assessments: Iterable[Assessment]
) -> str:
    """The file of an overlay; empty if it adds nothing.

    Args:
        extends: The id of the entry that it adds to.
        values: Texts by key.
        listed_in: Mentions to add.
        assessments: Assessments to add, each in the place of those of the same framework and subject.
    """
    parts = [
        "\n".join(
            [f"extends = {toml_value(extends)}", *(f"{key} = {toml_value(text)}" for key, text in values.items())]
        ),
        *(_listing_toml(each) for each in listed_in),
        *(assessment_toml(each).rstrip("\n") for each in assessments),
    ]
    return "\n\n".join(parts) + "\n" if values or len(parts) > 1 else ""


def snapshots_toml(snapshots: Iterable[Snapshot]) -> str:
    """The file of snapshots of a catalogue."""
    return "\n\n".join(map(_snapshot_toml, snapshots)) + "\n"


def _snapshot_toml(snapshot: Snapshot) -> str:
    pairs = (
        ("source", snapshot.source),
        ("version", snapshot.version),
        ("date", snapshot.date),
        ("newest", snapshot.newest),
        ("url", snapshot.url),
    )
    lines = [f"{key} = {toml_value(value)}" for key, value in pairs if value]
    return "\n".join(["[[snapshots]]", *lines, f"records = {snapshot.records}"])
