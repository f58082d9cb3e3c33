"""How a cell of the terminal looks, and the shortest sequence from one look to another."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from rich.color import ColorSystem
from rich.style import Style

_ATTRIBUTES = {
    "bold": "1",
    "dim": "2",
    "italic": "3",
    "underline": "4",
    "blink": "5",
    "blink2": "6",
    "reverse": "7",
    "conceal": "8",
    "strike": "9",
    "underline2": "21",
    "frame": "51",
    "encircle": "52",
    "overline": "53",
}
"""The codes that switch them on."""

_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "7": "27", "9": "29"}
"""The codes that switch off again what every terminal can; the others need a reset."""

_ON_LETTERS_ONLY = frozenset({"1", "2", "3", "5", "6", "8"})
"""Attributes that a blank does not show."""


class CellStyle(NamedTuple):
    """Everything but the text of a cell."""

    attributes: tuple[str, ...] = ()
    foreground: str | None = ""
    """Codes of the colour; empty for the terminal's own, None if it does not show."""
    background: str = ""
    link: str = ""
    """Where it leads; empty for nowhere."""

    def after(self, before: CellStyle) -> CellStyle:
        """The same with what does not show left as it is."""
        if self.foreground is not None:
            return self
        kept = tuple(code for code in before.attributes if code in _ON_LETTERS_ONLY)
        return CellStyle(kept, before.foreground, self.background, self.link)


PLAIN = CellStyle()
"""What a terminal draws after a reset."""


@lru_cache(maxsize=4096)
def style_of(style: Style | None, system: ColorSystem) -> CellStyle:
    """The look of a style with the colours of the terminal."""
    if style is None:
        return PLAIN
    attributes = tuple(code for name, code in _ATTRIBUTES.items() if getattr(style, name))
    front = ";".join(style.color.downgrade(system).get_ansi_codes()) if style.color else ""
    back = ";".join(style.bgcolor.downgrade(system).get_ansi_codes(foreground=False)) if style.bgcolor else ""
    link = style.link or ""
    return CellStyle(
        attributes,
        "" if front == "39" else front,
        "" if back == "49" else back,
        link if link.isascii() and link.isprintable() else "",
    )


@lru_cache(maxsize=4096)
def blank_of(look: CellStyle) -> CellStyle:
    """The same without what a blank does not show."""
    if any(code not in _ON_LETTERS_ONLY for code in look.attributes):
        return look
    return CellStyle((), None, look.background, look.link)


@lru_cache(maxsize=4096)
def transition(before: CellStyle, after: CellStyle) -> str:
    """The sequence that makes a terminal that draws one look draw another."""
    return _rendition(before, after) + _hyperlink(before.link, after.link)


def _rendition(before: CellStyle, after: CellStyle) -> str:
    if before[:3] == after[:3]:
        return ""
    lost = [code for code in before.attributes if code not in after.attributes]
    reset = _codes(["0"], PLAIN, after)
    if any(code not in _OFF for code in lost):
        return reset
    off = list(dict.fromkeys(_OFF[code] for code in lost))
    kept = tuple(code for code in before.attributes if _OFF.get(code) not in off)
    changed = _codes(off, before._replace(attributes=kept), after)
    return min(changed, reset, key=len)


def _codes(first: list[str], before: CellStyle, after: CellStyle) -> str:
    """A sequence that begins with these codes and adds what is still missing."""
    codes = first + [code for code in after.attributes if code not in before.attributes]
    if before.foreground != after.foreground:
        codes.append(after.foreground or "39")
    if before.background != after.background:
        codes.append(after.background or "49")
    return f"\x1b[{';'.join(codes)}m".replace("[0m", "[m")


def _hyperlink(before: str, after: str) -> str:
    """Open or close a link; its parts, sent at different times, are known as one by their id."""
    if before == after:
        return ""
    name = f"id={_number(after)}" if after else ""
    return f"\x1b]8;{name};{after}\x1b\\"


def _number(text: str) -> str:
    """A short name for a text, the same in every run."""
    number = 0
    for byte in text.encode():
        number = (number * 131 + byte) % 0xFFFFFF
    return f"{number:x}"
