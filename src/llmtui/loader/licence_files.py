"""Reads `licences/<id>.toml`: what a licence allows, and on which conditions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from llmtui.loader.locate import licence_files
from llmtui.model.licence import CONDITION_KINDS, Allowance, Condition, Licence, Permission
from llmtui.permissions import is_osi_approved
from llmtui.problems import Problem, ProblemLog
from llmtui.toml_reader import Table, read_toml, suggest

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]{0,80}")
"""An SPDX id, or `LicenseRef-…`."""


def read_licences(folders: Iterable[Path], log: ProblemLog) -> dict[str, Licence]:
    """The licences of catalogue folders by id; a later file replaces an earlier one of the same id."""
    found: dict[str, Licence] = {}
    owners: dict[str, str] = {}
    for folder in folders:
        for path in licence_files(folder):
            if not _ID.fullmatch(path.stem):
                hint = "name the file after an SPDX id, or LicenseRef-…"
                log.add(Problem(path, f"{path.stem!r} is not a valid licence id", hint=hint, skipped=True))
            elif table := read_toml(path, log):
                found[path.stem] = licence = build_licence(table, path.stem)
                _check_aliases(table, licence, owners)
    return found


def build_licence(table: Table, licence_id: str) -> Licence:
    """A licence; the file's name is its id. One that the Open Source Initiative approves is free without saying so.

    A file that does not say when a person read the text grants nothing: what it allows is unknown, and it is not free.
    """
    read = table.date("read")
    declared_free = table.flag("free")
    claimed = {each: table.choice(each.value, Allowance, Allowance.UNKNOWN) for each in Permission}
    licence = Licence(
        id=licence_id,
        name=table.text("name") or licence_id,
        url=table.url("url"),
        aliases=table.texts("aliases"),
        read=read,
        free=is_osi_approved(licence_id) or (declared_free if read or not declared_free else None),
        allowances=claimed if read else dict.fromkeys(Permission, Allowance.UNKNOWN),
        conditions=tuple(condition for each in table.tables("conditions") if (condition := _condition(each))),
    )
    if read:
        _check_conditions(table, licence)
    else:
        _check_claims(table, claimed, is_free=declared_free is True and not is_osi_approved(licence_id))
    table.finish()
    return licence


def _condition(table: Table) -> Condition | None:
    kind = table.text("kind")
    if kind not in CONDITION_KINDS:
        table.problem("kind", f"{kind!r} is not a valid kind of condition", suggest(kind, CONDITION_KINDS))
        kind = "other"
    limits = tuple(limit for word in table.texts("on") if (limit := _permission(table, word)))
    condition = Condition(kind, limits, table.text("says"), table.text("clause", 200))
    table.finish()
    if not condition.text:
        table.problem("says", "is missing", "say in one or two sentences what the licence demands")
        return None
    if not limits:
        table.problem("on", "names no permission", f"one of {', '.join(each.value for each in Permission)}")
    return condition


def _permission(table: Table, word: str) -> Permission | None:
    try:
        return Permission(word)
    except ValueError:
        names = [each.value for each in Permission]
        table.problem("on", f"{word!r} is not a valid permission", suggest(word, names))
        return None


def _check_claims(table: Table, claimed: Mapping[Permission, Allowance], *, is_free: bool) -> None:
    """Report what a file claims of a text that no one is known to have read."""
    unread = "but nothing says that the text was read, so it counts as unknown"
    day = 'write the day as read = "YYYY-MM-DD"'
    for permission, allowance in claimed.items():
        if allowance is not Allowance.UNKNOWN:
            table.problem(permission.value, f"is {allowance.value!r}, {unread}", f'{day}, or "unknown" here')
    if is_free:
        table.problem("free", f"is true, {unread}", day)


def _check_conditions(table: Table, licence: Licence) -> None:
    """Report a limit that no condition explains."""
    for permission in Permission:
        if licence.allows(permission) is Allowance.CONDITIONS and not licence.conditions_on(permission):
            table.problem(permission.value, "has conditions, but no [[conditions]] names them", "write on = […]")


def _check_aliases(table: Table, licence: Licence, owners: dict[str, str]) -> None:
    """One alias names one licence; the first keeps it."""
    for alias in licence.aliases:
        owner = owners.setdefault(alias.casefold(), licence.id)
        if owner != licence.id:
            table.problem("aliases", f"{alias!r} is also an alias of {owner}", "give it to one of the two")
