"""How a licence is written: its SPDX spelling, the ids in it, and its name for people."""

from __future__ import annotations

import re

OSI_APPROVED = "osi-approved"
RESTRICTS_USE = "restricts-use"
"""Classes of licences, as `license:` values of the query language."""

_ID = r"[A-Za-z0-9][\w.+-]*"
_OPERATORS = {"AND", "OR", "WITH"}


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


def licence_name(licence: str) -> str:
    """The expression for people to read: `LicenseRef-Llama-3.1` is `Llama 3.1`, other ids stay as they are."""
    return re.sub(r"LicenseRef-([\w.+-]+)", lambda found: found[1].replace("-", " ").strip() or found[0], licence)
