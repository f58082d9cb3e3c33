"""Builds HTML in which nothing can break out: every text is escaped unless an element made it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from llmtui.present.cells import Cell, Role
from llmtui.text import is_web_link

_VOID = frozenset({"br", "input", "link", "meta"})


class Html(str):
    """Markup that is safe as it is; only `element` and `fragment` make it from texts."""

    __slots__ = ()


def fragment(children: Iterable[str]) -> Html:
    """Several pieces one after the other; what is not markup yet is escaped."""
    return Html("".join(each if isinstance(each, Html) else escape(each) for each in children))


def element(name: str, /, *children: str, **attributes: str | int | bool) -> Html:
    """An element.

    Args:
        name: Of ours, never from data.
        children: Its content; what is not markup yet is escaped.
        attributes: `class_` is class, `aria_label` is aria-label; one that is False is left out, True has no value.
    """
    written = "".join(_attribute(key, value) for key, value in attributes.items() if value is not False)
    end = "" if name in _VOID else f"</{name}>"
    return Html(f"<{name}{written}>{fragment(children)}{end}")


def _attribute(key: str, value: str | int | bool) -> str:
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'


def link(url: str, text: str = "", **attributes: str) -> Html:
    """A link to a place on the web, or the text alone if the address may not be offered."""
    if not is_web_link(url):
        return fragment([text or url])
    return element("a", text or url, href=url, rel="noopener", **attributes)


def spans(cells: Iterable[Cell]) -> Html:
    """Cells, each with its role for a class; an address becomes a link."""
    return fragment(_span(cell) for cell in cells)


def _span(cell: Cell) -> str:
    if cell.role is Role.LINK:
        return link(cell.text.strip())
    return cell.text if cell.role is Role.TEXT else element("span", cell.text, class_=cell.role.value)
