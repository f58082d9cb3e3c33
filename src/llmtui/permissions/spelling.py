"""Finds the licence that a user or a model card means: `apache-2.0`, `llama3.1`, `Apache License, Version 2.0`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from llmtui.model.licence import Licence

_PAGE = r"(?:legalcode|deed)(?:[.-][a-z]{2,8}(?:[_-][a-z]{2,8})?)?(?:\.txt|\.html)?"
"""What ends an address of Creative Commons: the text of the licence or its summary, in some language."""


class LicenceNames:
    """The licences of a catalogue by everything that people write for them."""

    def __init__(self, licences: Mapping[str, Licence]) -> None:
        self._ids: dict[str, str] = {}
        self._urls: dict[str, str] = {}
        self._spellings: dict[str, str] = dict(zip(licences, licences, strict=True))
        for licence in licences.values():
            for name in (licence.id, licence.id.removeprefix("LicenseRef-"), licence.name, *licence.aliases):
                self._ids.setdefault(_squashed(name), licence.id)
            if licence.url:
                self._urls.setdefault(_bare(licence.url), licence.id)

    def find(self, text: str) -> str:
        """The id of the licence of this name or address; empty if no licence has it."""
        if not text:
            return ""
        if "://" in text:
            return self._urls.get(_bare(text), "")
        return self._ids.get(_squashed(text), "") or (self._urls.get(_bare(text), "") if "/" in text else "")

    def expression(self, text: str) -> str:
        """The SPDX expression that a text means: one licence, or licences joined by `AND` and `OR`; else empty."""
        if found := self.find(text):
            return found
        parts = re.split(r"(\s+(?:AND|OR)\s+|[()])", text)
        if len(parts) == 1:
            return ""
        named = [(part, self.find(part.strip())) for part in parts]
        words = [found or part for part, found in named]
        is_known = all(found or re.fullmatch(r"\s*(?:AND|OR|[()])?\s*", part) for part, found in named)
        return "".join(words).strip() if is_known else ""

    def canonical(self, text: str) -> str:
        """The SPDX expression that a text means; a text that no licence is known by stays as it is."""
        spelling = self._spellings.get(text)
        if spelling is None:
            spelling = self._spellings[text] = self.expression(text) or text
        return spelling


def _squashed(name: str) -> str:
    """A name as it is compared: letters, digits, dots between digits, and plus signs."""
    return re.sub(r"[^\w.+]|_|(?<!\d)\.|\.(?!\d)", "", name.casefold())


def _bare(url: str) -> str:
    """An address as it is compared. A page about a licence counts as its text: `/deed.de`, `/legalcode.en`."""
    bare = url.strip().split("://", 1)[-1].split("#", 1)[0].split("?", 1)[0].lower().removeprefix("www.")
    parts = list(filter(None, bare.split("/")))
    if len(parts) > 1 and re.fullmatch(_PAGE, parts[-1]):
        parts.pop()
    return "/".join(parts)
