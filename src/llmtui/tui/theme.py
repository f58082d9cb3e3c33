"""The themes: the only place with colours. Each gives a colour to every role that view-models speak of."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from rich.style import Style
from textual.color import Color
from textual.theme import Theme

from llmtui.present.cells import Role

DEFAULT = "dark"
_DIMMED = 0.45
"""How far the colours of declared grades are mixed into that of muted text."""
TERMINAL = "terminal"
"""The theme of the terminal's own colours, used in terminals that have no others."""


class Palette(msgspec.Struct, frozen=True):
    """The colours of one theme, from which everything else is derived."""

    name: str
    background: str
    surface: str
    text: str
    muted: str
    border: str
    accent: str
    cursor: str
    """Behind the line under the cursor of the active pane."""
    cursor_idle: str
    """Behind the line under the cursor of another pane."""
    open: str
    partial: str
    closed: str
    unknown: str
    dark: bool = True
    ansi: bool = False

    def theme(self) -> Theme:
        """The palette as Textual wants it."""
        return Theme(
            name=self.name,
            primary=self.accent,
            secondary=self.accent,
            accent=self.accent,
            foreground=self.text,
            background=self.background,
            surface=self.surface,
            panel=self.surface,
            boost=self.surface if self.ansi else None,
            success=self.open,
            warning=self.partial,
            error=self.closed,
            dark=self.dark,
            ansi=self.ansi,
            variables={**self.roles(), **self._chrome()},
        )

    def roles(self) -> Mapping[str, str]:
        """A colour for each role."""
        colours = {
            Role.TEXT: self.text,
            Role.MUTED: self.muted,
            Role.STRONG: self.text,
            Role.HEADING: self.accent,
            Role.MATCH: self.accent,
            Role.LINK: self.accent,
            Role.NOTICE: self.partial,
            Role.SCORE: self.text,
            Role.BAR: self.open,
            Role.KEY: self.accent,
            Role.STAR: self.partial,
            Role.OPEN: self.open,
            Role.PARTIAL: self.partial,
            Role.CLOSED: self.closed,
            Role.NOT_APPLICABLE: self.muted,
            Role.LISTED: self.muted,
            Role.UNKNOWN: self.unknown,
            Role.DECLARED_OPEN: self._dimmed(self.open),
            Role.DECLARED_PARTIAL: self._dimmed(self.partial),
            Role.DECLARED_CLOSED: self._dimmed(self.closed),
            Role.OPEN_SOURCE: self.open,
            Role.OPEN_WEIGHTS: self.accent,
            Role.RESTRICTED: self.partial,
            Role.CLOSED_WORD: self.closed,
            Role.UNCLEAR: self.muted,
        }
        return {f"role-{role.value}": colour for role, colour in colours.items()}

    def _dimmed(self, colour: str) -> str:
        """A colour part of the way to that of muted text; the terminal's own colours cannot be mixed."""
        if self.ansi:
            return colour
        return Color.parse(colour).blend(Color.parse(self.muted), _DIMMED).hex

    def _chrome(self) -> Mapping[str, str]:
        chrome = {
            "pane-border": self.border,
            "pane-active": self.accent,
            "line-cursor": self.cursor,
            "line-cursor-idle": self.cursor_idle,
            "border": self.border,
            "border-blurred": self.border,
        }
        if self.ansi:
            chrome |= {"ansi-background": "ansi_black", "ansi-foreground": "ansi_white"}
        return chrome


PALETTES = (
    Palette(
        name="dark",
        background="#10141b",
        surface="#161c25",
        text="#d8dee7",
        muted="#8590a0",
        border="#33404f",
        accent="#6cb6ff",
        cursor="#26405f",
        cursor_idle="#1e2937",
        open="#4fc98e",
        partial="#e7b94a",
        closed="#ee6f7c",
        unknown="#586474",
    ),
    Palette(
        name="light",
        background="#fcfcfa",
        surface="#f2f2ee",
        text="#20262d",
        muted="#616a76",
        border="#bcc3cb",
        accent="#0a58b0",
        cursor="#cfe2fa",
        cursor_idle="#e6ebf1",
        open="#0d7344",
        partial="#8f5f00",
        closed="#b01f35",
        unknown="#98a1ac",
        dark=False,
    ),
    Palette(
        name="high-contrast",
        background="#000000",
        surface="#000000",
        text="#ffffff",
        muted="#d0d0d0",
        border="#ffffff",
        accent="#5fd7ff",
        cursor="#004a87",
        cursor_idle="#303030",
        open="#5fffaf",
        partial="#ffd75f",
        closed="#ff87af",
        unknown="#b2b2b2",
    ),
    Palette(
        name="colour-blind",
        background="#11131a",
        surface="#181b24",
        text="#dcdfe6",
        muted="#8c93a3",
        border="#363c4a",
        accent="#c39ae6",
        cursor="#3a3357",
        cursor_idle="#252839",
        open="#56b4e9",
        partial="#f0e442",
        closed="#e8833a",
        unknown="#5d6575",
    ),
    Palette(
        name=TERMINAL,
        background="ansi_default",
        surface="ansi_default",
        text="ansi_default",
        muted="ansi_bright_black",
        border="ansi_bright_black",
        accent="ansi_cyan",
        cursor="ansi_blue",
        cursor_idle="ansi_bright_black",
        open="ansi_green",
        partial="ansi_yellow",
        closed="ansi_red",
        unknown="ansi_bright_black",
        ansi=True,
    ),
)
"""Dark first; `terminal` uses the sixteen colours the terminal itself is set to."""

NAMES = tuple(palette.name for palette in PALETTES)


_BOLD = {Role.STRONG, Role.HEADING, Role.SCORE, Role.MATCH, Role.NOTICE}
_DIM = {Role.DECLARED_OPEN, Role.DECLARED_PARTIAL, Role.DECLARED_CLOSED}
"""What the terminal is asked to dim, if the theme cannot mix colours."""


def role_style(role: Role, variables: Mapping[str, str]) -> Style:
    """How a role is drawn, by the variables of the current theme.

    They are read here and not in style sheets: one component class per role and widget would cost more than everything
    else before the first paint.
    """
    value = variables[f"role-{role.value}"]
    dim = role in _DIM and value.startswith("ansi_")
    color = Color.parse(value).rich_color
    return Style(color=color, bold=role in _BOLD or None, dim=dim or None, underline=role is Role.MATCH or None)


def variable_defaults() -> Mapping[str, str]:
    """The variables that our style sheets use, for themes that do not define them."""
    return PALETTES[0].theme().variables
