"""From the files of the openness indices to drafts of entries; writing them is the command's business."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from llmtui.importers.mof import Mof
from llmtui.importers.opening_up_chatgpt import OpeningUpChatgpt
from llmtui.importers.os_ai_map import OsAiMap
from llmtui.importers.osai_index import OsaiIndex
from llmtui.importers.records import Draft
from llmtui.problems import ProblemLog


class Importer(Protocol):
    """Reads one source."""

    @property
    def format(self) -> str:
        """Its name on the command line, which is also the framework that its assessments are by."""

    @property
    def adds_entries(self) -> bool:
        """Whether an update makes entries of records of what the catalogue does not have; a draft always may."""

    @property
    def dated(self) -> bool:
        """Whether its records say when they were made."""

    @property
    def listed_as(self) -> str:
        """What listings in the catalogue call the source."""

    @property
    def folder(self) -> str:
        """Where its repository keeps the records; empty for its top."""

    def files(self, source: Path) -> tuple[Path, ...]:
        """The files to read, in order.

        Raises:
            OSError: The source cannot be listed.
        """

    def read(self, path: Path, date: str, log: ProblemLog) -> Draft | None:
        """The draft of one record; None, with a reason in the log, if there is none.

        Args:
            path: One of `files`.
            date: The date of the assessment, if the record does not say it.
            log: Where each irregularity goes.
        """


IMPORTERS: tuple[Importer, ...] = (OpeningUpChatgpt(), OsaiIndex(), Mof(), OsAiMap())

__all__ = ["IMPORTERS", "Draft", "Importer"]
