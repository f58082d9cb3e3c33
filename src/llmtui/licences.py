"""How a licence is written: its SPDX spelling, the ids in it, and its name for people."""

from __future__ import annotations

import re
from collections.abc import Iterable

OSI_APPROVED = "osi-approved"
RESTRICTS_USE = "restricts-use"
"""Classes of licences, as `license:` values of the query language."""

_ID = r"[A-Za-z0-9][\w.+-]*"
_OPERATORS = {"AND", "OR", "WITH"}


def canonical_licence(text: str) -> str:
    """The SPDX expression in its canonical spelling; any other text is returned unchanged."""
    return _canonical(text) or text


def is_spdx_expression(text: str) -> bool:
    """Whether SPDX can read it."""
    return bool(_canonical(text))


def _canonical(text: str) -> str:
    """The canonical spelling of an SPDX expression; empty if it is not one."""
    # only reading the files of a catalogue asks for it, and the list of licences is long
    from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression  # noqa: PLC0415

    try:
        return str(canonicalize_license_expression(text)) if text else ""
    except InvalidLicenseExpression:
        return ""


def licence_ids(licence: str) -> tuple[str, ...]:
    """The ids an expression names, without exceptions to them."""
    words = re.sub(r"\bWITH\s+\S+", "", licence)
    return tuple(word for word in re.findall(_ID, words) if word not in _OPERATORS)


def licence_name(licence: str) -> str:
    """The expression for people to read: `LicenseRef-Llama-3.1` is `Llama 3.1`, other ids stay as they are."""
    return re.sub(r"LicenseRef-([\w.+-]+)", lambda found: found[1].replace("-", " ").strip() or found[0], licence)


def licence_in_short(licence: str, by_size: Iterable[tuple[str, str]]) -> str:
    """The licence of an entry for people to read; `by size` if its sizes have different ones.

    Args:
        licence: The one that holds if a size has none of its own; may be empty.
        by_size: Sizes with licences of their own.
    """
    different = dict.fromkeys(filter(None, (licence, *(own for _size, own in by_size))))
    return "by size" if len(different) > 1 else licence_name("".join(different))


def licence_words(licence: str, by_size: tuple[tuple[str, str], ...]) -> tuple[str, str]:
    """The licence of an entry with those that sizes have of their own, and the same in short for people to read."""
    own = (f"{size}: {each}" for size, each in by_size)
    return "; ".join(filter(None, (licence, *own))), licence_with_sizes(licence, by_size)


def licence_with_sizes(licence: str, by_size: Iterable[tuple[str, str]]) -> str:
    """The licence of an entry for people to read, and each other one with its sizes: `MIT; 3B, 9B: Qwen Research`."""
    sizes: dict[str, list[str]] = {}
    for size, own in by_size:
        if own != licence:
            sizes.setdefault(own, []).append(size)
    others = (f"{', '.join(held)}: {licence_name(own)}" for own, held in sizes.items())
    return "; ".join(filter(None, (licence_name(licence), *others)))
