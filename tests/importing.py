"""Records of the indices, of our own making, and what becomes of them."""

from __future__ import annotations

from pathlib import Path

from llmtui.importers import IMPORTERS, Draft, Importer
from llmtui.problems import ProblemLog

SAMPLES = Path(__file__).parent / "data" / "importers"


def importer_of(name: str) -> Importer:
    """The importer of a format."""
    return next(each for each in IMPORTERS if each.format == name)


def drafts_of(name: str, source: Path | None = None) -> tuple[dict[str, Draft], list[str]]:
    """The drafts of a source by file name, and its irregularities as `file:line: key: message`."""
    source = source or SAMPLES / name
    log = ProblemLog()
    importer = importer_of(name)
    drafts = {path.name: importer.read(path, "2025-03", log) for path in importer.files(source)}
    messages = [str(each).removeprefix(f"{each.path.parent}/") for each in log]
    return {file: draft for file, draft in drafts.items() if draft}, messages
