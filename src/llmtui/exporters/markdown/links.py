"""Links in Markdown: names whose addresses follow below the table, so that the table stays readable as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from llmtui.exporters.pages import page_of
from llmtui.exporters.sheet import escaped
from llmtui.model import Entry
from llmtui.text import is_web_link

_READ_OTHERWISE = r"[\\|\[\]^!]"
"""Signs that give a name in brackets another meaning, or that readers of tables change before they look it up."""


class Names:
    """The names that were linked, each with one address."""

    def __init__(self) -> None:
        self._addresses: dict[str, tuple[str, str]] = {}

    def linked(self, entry: Entry) -> str:
        """The name of an entry, linked to the best page about it."""
        name, address = escaped(entry.name), page_of(entry)
        if not address:
            return name
        plain = not re.search(_READ_OTHERWISE, name)
        if plain and self._addresses.setdefault(name.casefold(), (name, address))[1] == address:
            return f"[{name}]"
        return linked(name, address)

    def definitions(self) -> str:
        """The addresses, one per line."""
        return "".join(f"[{name}]: <{address}>\n" for name, address in self._addresses.values())


def linked(text: str, address: str) -> str:
    """A link with its address inside the line; only the text if the address is not safe."""
    return f"[{text}](<{address}>)" if is_web_link(address) else text


def evidence_line(name: str, evidence: Iterable[tuple[str, str]]) -> Iterator[str]:
    """An item of a list with the evidence of one entry by the label of each criterion; none if there is no evidence."""
    links = [linked(escaped(label), address) for label, address in evidence]
    if links:
        yield f"- {paragraph(name)}: {', '.join(links)}"


def paragraph(text: str) -> str:
    """A text as Markdown that no sign at its beginning turns into a heading or a list."""
    safe = escaped(text)
    if re.match(r"\d+[.)]", safe):
        return re.sub(r"[.)]", r"\\\g<0>", safe, count=1)
    return f"\\{safe}" if safe[:1] in {"#", "+", "-", "="} else safe
