"""Reads `checklists/<id>.toml`: a question of several conditions, each of them two queries.

Whether the queries can be used is checked by the room `checklists`, which knows the query language.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from llmtui.loader.locate import checklist_files
from llmtui.model.checklist import Checklist, ChecklistCondition
from llmtui.model.ids import ID
from llmtui.problems import Problem, ProblemLog
from llmtui.toml_reader import Table, read_toml

_LONGEST_QUERY = 1000


def read_checklists(folders: Iterable[Path], log: ProblemLog) -> dict[str, Checklist]:
    """The checklists of catalogue folders by id; a later file replaces an earlier one of the same id."""
    found: dict[str, Checklist] = {}
    for folder in folders:
        for path in checklist_files(folder):
            if not ID.fullmatch(path.stem):
                hint = "name the file with a-z, 0-9 and -"
                log.add(Problem(path, f"{path.name!r} is not a valid id", hint=hint, skipped=True))
            elif (table := read_toml(path, log)) and (checklist := build_checklist(table, path.stem)):
                found[path.stem] = checklist
    return found


def build_checklist(table: Table, checklist_id: str) -> Checklist | None:
    """A checklist; the file's name is its id. None without any condition, because it would be met by everything."""
    checklist = Checklist(
        id=checklist_id,
        name=table.text("name", 200) or checklist_id,
        asks=table.text("asks"),
        source=table.url("source"),
        note=table.text("note"),
        applies=table.text("applies", _LONGEST_QUERY),
        conditions=tuple(_condition(each) for each in table.tables("conditions")),
        path=table.source.path,
    )
    table.finish()
    if not checklist.conditions:
        table.problem("conditions", "a checklist needs at least one condition", "write [[conditions]]", skipped=True)
        return None
    return checklist


def _condition(table: Table) -> ChecklistCondition:
    condition = ChecklistCondition(
        label=table.text("label", 200) or "A condition without a label",
        holds=table.text("holds", _LONGEST_QUERY),
        fails=table.text("fails", _LONGEST_QUERY),
        why=table.text("why"),
        where=table.text("where", 300),
    )
    if not table.text("label"):
        table.problem("label", "is missing", "say in a few words what has to be so")
    table.finish()
    return condition
