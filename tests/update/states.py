"""Two states of an index, made from small records of ours: the one a catalogue was made from, and a later one."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import yaml

from importing import SAMPLES, drafts_of
from llmtui.importers.drafts import Planner
from llmtui.model import Snapshot
from llmtui.problems import ProblemLog
from llmtui.toml_writer import snapshots_toml


def make_first(index: str, folder: Path) -> Path:
    """The records that the catalogue was made from."""
    shutil.copytree(SAMPLES / index, folder)
    return folder


def make_catalogue(index: str, records: Path, folder: Path, date: str = "2025-03-12") -> Path:
    """A catalogue made from records; an entry that a line is judged by has the name of the release."""
    planner = Planner(folder, ProblemLog())
    for step in planner.plan_all(list(drafts_of(index, records)[0].values())):
        step.path.parent.mkdir(parents=True, exist_ok=True)
        text = step.text.replace('name = "Heron"\n', 'name = "Heron-2-Chat"\n').replace('of = "Heron-2-Chat"\n', "")
        step.path.write_text(text, "utf-8")
    (folder / "snapshots.toml").write_text(snapshots_toml((Snapshot(index, date=date),)), "utf-8")
    return folder


def make_second(index: str, records: Path) -> None:
    """Change records as time does."""
    {"osai-index": _later_osai, "mof": _later_mof}[index](records)


def _later_osai(folder: Path) -> None:
    """A cell opened, one closed, a record gone, a new one, and a line that moved on to a newer release."""
    _edit(folder / "Bittern.yaml", r"(\nweights_basemodel:\n    class: )closed", r"\g<1>open")
    _edit(folder / "Crane Code.yaml", r"(\nlicenses:\n    class: )\w+", r"\g<1>partial")
    _edit(folder / "Heron.yaml", r"Heron-2-Chat", "Heron-3-Chat")
    text = (folder / "Bittern.yaml").read_text("utf-8")
    (folder / "Avocet.yaml").write_text(text.replace("Bittern", "Avocet"), "utf-8")
    (folder / "egret.yaml").unlink()


def _later_mof(folder: Path) -> None:
    """A licence lost, a record gone, a new one, and a record that took another name."""
    models = folder / "models"
    text = (models / "Heron-7B.yml").read_text("utf-8")
    (models / "Avocet.yml").write_text(text.replace("Heron-7B", "Avocet"), "utf-8")
    _edit(models / "Heron-7B.yml", r"(distribution:\n      name: )Apache-2.0", r"\g<1>Heron-License")
    _edit(models / "Ibis.yml", r"\n  name: Ibis", "\n  name: Glossy Ibis 2")
    (models / "Stork+.yml").unlink()


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    changed = re.sub(old, new, text, count=1)
    if changed == text:
        raise ValueError(f"{path.name} has no {old}")
    path.write_text(changed, "utf-8")


def osai_classes(path: Path) -> dict[str, str]:
    """The class of each criterion of a record, read by another parser and without our importer."""
    record = yaml.safe_load(path.read_text("utf-8"))
    return {key: block["class"] for key, block in record.items() if isinstance(block, dict) and "class" in block}
