"""Writes an entry as a record of an index, in the index's own YAML, to be sent to the index.

Read by the importer of the index, the record gives the assessment that it was written from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import msgspec
import yaml

from llmtui.importers.mof import COMPONENTS
from llmtui.importers.opening_up_chatgpt import CRITERIA as OUC_CRITERIA
from llmtui.importers.opening_up_chatgpt import project_block
from llmtui.importers.osai_index import CRITERIA as OSAI_CRITERIA
from llmtui.model import Assessment, Entry, Grade, Judgement

_GRADES = {
    Grade.OPEN: "open",
    Grade.PARTIAL: "partial",
    Grade.CLOSED: "closed",
    Grade.NOT_APPLICABLE: "n/a",
    Grade.LISTED: "?",
}
_ABSENT = re.compile(r"(?P<note>.*?)\s*Listed with the licence (?P<licence>.*)\.", re.DOTALL)
"""How the importer keeps what a record says of a component that is not there."""
_QUOTED = re.compile(r'"(.*)"', re.DOTALL)
_UNSAFE = re.compile(r"[^\w.+ ()-]+")
_OSAI_HEADER = """\
# In filling out this yaml file, please follow the criteria as described here:
# https://osai-index.eu/contribute

# You're free to build on this work and reuse the data. It is licensed under CC-BY 4.0.

"""
_OUC_HEADER = "# You're free to build on this work and reuse the data. It is licensed under CC-BY 4.0.\n\n"

Values = dict[str, Any]


class Block(NamedTuple):
    """A part of a record."""

    header: str
    """The line that it begins with."""
    text: str
    criteria: tuple[str, ...]
    """What it judges."""


class Proposal(msgspec.Struct, frozen=True):
    """A record to send to an index."""

    path: str
    """Where it belongs in the index's repository."""
    text: str
    """The whole file."""
    blocks: tuple[Block, ...]
    """Its parts that hold the assessment."""


def propose(entry: Entry, assessment: Assessment, record: str) -> Proposal:
    """The record of an entry.

    Args:
        entry: What is judged.
        assessment: Its assessment by the index.
        record: Where the index keeps the record of the entry; empty for a new one.
    """
    write, path_of = _WRITERS[assessment.framework]
    text, blocks = write(entry, assessment)
    return Proposal(record or path_of(entry, assessment), text, blocks)


def _name(entry: Entry, assessment: Assessment) -> str:
    return assessment.name or entry.name


def _file_name(name: str) -> str:
    return _UNSAFE.sub("-", name).strip(" .-") or "record"


def _dump(values: Values) -> str:
    """YAML with one line for each text, so that a patch shows what changes."""
    text: str = yaml.safe_dump(values, sort_keys=False, allow_unicode=True, width=1 << 20, indent=4)
    return text


def _cell(judgement: Judgement) -> Values:
    links = list(judgement.evidence)
    return {
        "class": _GRADES[judgement.grade],
        "link": links[0] if len(links) == 1 else links or None,
        "notes": judgement.note or None,
    }


def _link(entry: Entry) -> str | None:
    return entry.link("weights", "homepage", "repo", "paper") or None


def _criteria(
    assessment: Assessment, keys: Mapping[str, str], head: Values, comment: str
) -> tuple[str, tuple[Block, ...]]:
    """A record of blocks of class, link and notes, after a head; criteria that were not assessed are left out."""
    judged = {key: assessment.judgements[each] for key, each in keys.items() if each in assessment.judgements}
    blocks = tuple(Block(f"{key}:", _dump({key: _cell(judgement)}), (keys[key],)) for key, judgement in judged.items())
    heads = [_dump({key: value}) for key, value in head.items()]
    return comment + "\n".join([*heads, *(block.text for block in blocks)]), blocks


def _osai(entry: Entry, assessment: Assessment) -> tuple[str, tuple[Block, ...]]:
    name = _name(entry, assessment)
    release = assessment.of or (entry.name if assessment.name else name)
    head: Values = {
        "system": {
            "name": name,
            "link": _link(entry),
            "type": ", ".join(entry.modalities) or "text",
            "performanceclass": None,
            "basemodelname": ", ".join(entry.base) or None,
            "endmodelname": release,
            "endmodellicense": entry.licence or None,
            "releasedate": entry.released or None,
            "notes": entry.summary or None,
        },
        "org": {"name": entry.maker or None, "link": None, "notes": None},
    }
    return _criteria(assessment, {key: key for key in OSAI_CRITERIA}, head, _OSAI_HEADER)


def _ouc(entry: Entry, assessment: Assessment) -> tuple[str, tuple[Block, ...]]:
    head: Values = {
        "project": project_block(entry, _name(entry, assessment), _link(entry)),
        "org": {"name": entry.maker or None, "link": None, "notes": None},
    }
    return _criteria(assessment, OUC_CRITERIA, head, _OUC_HEADER)


def _mof(entry: Entry, assessment: Assessment) -> tuple[str, tuple[Block, ...]]:
    components = [
        _component(name, judgement)
        for name, (criterion, _) in COMPONENTS.items()
        if (judgement := assessment.judgement(criterion)) != Judgement(Grade.CLOSED)
    ]
    head: Values = {
        "framework": {"name": "Model Openness Framework", "version": "1.0", "date": "2024-12-15"},
        "release": {
            "name": _name(entry, assessment),
            "version": entry.sizes[0] if entry.sizes else "",
            "date": assessment.date,
            "license": {"distribution": {"name": entry.licence, "path": ""}},
            "type": "code" if entry.group == "code" else "multimodal" if len(entry.modalities) > 1 else "language",
            "architecture": "",
            "origin": ", ".join(entry.base),
            "producer": entry.maker,
            "contact": "",
            "repository": entry.link("repo"),
            "huggingface": entry.link("weights"),
        },
    }
    block = "".join(f"  {line}\n" for line in _dump({"components": components}).splitlines())
    text = yaml.safe_dump(head, sort_keys=False, allow_unicode=True, width=1 << 20)
    return text + block, (Block("  components:", block, tuple(criterion for criterion, _ in COMPONENTS.values())),)


def _component(name: str, judgement: Judgement) -> Values:
    """A component as the tool lists it. One that is closed and said to be listed was named with another licence."""
    note, licence = judgement.note, judgement.licence or "unlicensed"
    if judgement.grade is Grade.UNKNOWN:
        return {"name": name, "description": note, "license": "Pending evaluation"}
    if judgement.grade is Grade.CLOSED:
        found = _ABSENT.fullmatch(note)
        note, licence = (found["note"], found["licence"]) if found else (note, "Component not included")
    elif quoted := _QUOTED.fullmatch(licence):
        licence = quoted[1]
    paths = list(judgement.evidence)
    return {
        "name": name,
        "description": note,
        "component_path": paths[0] if len(paths) == 1 else paths or "",
        "license": licence,
    }


_Write = Callable[[Entry, Assessment], tuple[str, tuple[Block, ...]]]
_WRITERS: Mapping[str, tuple[_Write, Callable[[Entry, Assessment], str]]] = {
    "osai-index": (_osai, lambda entry, assessment: f"{_file_name(_name(entry, assessment))}.yaml"),
    "opening-up-chatgpt": (_ouc, lambda entry, _: f"projects/{entry.id}.yaml"),
    "mof": (_mof, lambda entry, assessment: f"models/{_file_name(_name(entry, assessment))}.yml"),
}
INDICES = tuple(_WRITERS)
"""The indices that a record can be written for."""
