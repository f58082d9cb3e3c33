"""Writes an entry as the TOML of a catalogue file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from llmtui.model import Assessment, Entry, Grade, Judgement
from llmtui.text import clean

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def entry_toml(entry: Entry, remarks: Iterable[str] = ()) -> str:
    """The file of an entry; remarks stand as comments on its top."""
    lines = [f"# {clean(each)}" for each in remarks]
    lines += [f"{key} = {_value(value)}" for key, value in _fields(entry) if value]
    if entry.links:
        lines += ["", "[links]", *(f"{link.role} = {_value(link.url)}" for link in entry.links)]
    for listing in entry.listed_in:
        pairs = (("source", listing.source), ("section", listing.section), ("as", listing.name))
        lines += ["", "[[listed_in]]", *(f"{key} = {_value(value)}" for key, value in pairs if value)]
    return "\n".join([*lines, *("\n" + assessment_toml(each).rstrip("\n") for each in entry.assessments), ""])


def _fields(entry: Entry) -> tuple[tuple[str, str | tuple[str, ...]], ...]:
    """The fields at the top of a file, in the order of a reader's interest."""
    return (
        ("name", entry.name),
        ("kind", entry.kind.value),
        ("maker", entry.maker),
        ("summary", entry.summary),
        ("aliases", entry.aliases),
        ("also_in", entry.also_in),
        ("group", entry.group),
        ("tags", entry.tags),
        ("languages", entry.languages),
        ("modalities", entry.modalities),
        ("base", entry.base),
        ("reproduces", entry.reproduces),
        ("license", entry.licence),
        ("sizes", entry.sizes),
        ("released", entry.released),
        ("training_data", entry.training_data),
        ("notice", entry.notice),
    )


def assessment_toml(assessment: Assessment) -> str:
    """The block of an assessment, from its header on, with a line end."""
    pairs = (
        ("framework", assessment.framework),
        ("of", assessment.of),
        ("as", assessment.name),
        ("date", assessment.date),
        ("source", assessment.source),
    )
    grades = (f"{_key(key)} = {_judgement(each)}" for key, each in assessment.judgements.items())
    lines = (f"{key} = {_value(value)}" for key, value in pairs if value)
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
    pairs: Iterator[str] = (f"{key} = {_value(value)}" for key, value in known if value)
    return _value(grade) if all(not value for _, value in known[1:]) else f"{{ {', '.join(pairs)} }}"


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _value(key)


def _value(value: str | tuple[str, ...]) -> str:
    """A string or a list of them. JSON's escapes are TOML's too, and cleaned text holds no others."""
    if isinstance(value, tuple):
        return f"[{', '.join(_value(each) for each in value)}]"
    return json.dumps(clean(value), ensure_ascii=False)
