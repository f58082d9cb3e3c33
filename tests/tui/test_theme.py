"""Every role has a colour in every theme, and grades never share one."""

from __future__ import annotations

import pytest
from rich.color import Color, ColorSystem

from llmtui.present.cells import Role
from llmtui.tui.theme import DEFAULT, NAMES, PALETTES, Palette, role_style, variable_defaults
from llmtui.user.settings import THEMES
from tui.browsing import browser
from tui.pressing import settle
from tui.screen_text import style_at

GRADES = (Role.OPEN, Role.PARTIAL, Role.CLOSED)
DECLARED = (Role.DECLARED_OPEN, Role.DECLARED_PARTIAL, Role.DECLARED_CLOSED)
WORDS = (Role.OPEN_SOURCE, Role.OPEN_WEIGHTS, Role.RESTRICTED, Role.CLOSED_WORD, Role.UNCLEAR)
EVERY = pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
OF_RGB = pytest.mark.parametrize(
    "palette", [palette for palette in PALETTES if not palette.ansi], ids=lambda palette: palette.name
)


@EVERY
def test_every_role_has_a_colour_in_every_theme(palette: Palette) -> None:
    variables = palette.theme().variables

    assert {role for role in Role if not variables.get(f"role-{role.value}")} == set()


@EVERY
def test_open_partial_and_closed_differ_in_every_theme(palette: Palette) -> None:
    assert len({palette.roles()[f"role-{role.value}"] for role in GRADES}) == 3


@EVERY
def test_the_words_differ_in_every_theme(palette: Palette) -> None:
    assert len({palette.roles()[f"role-{role.value}"] for role in WORDS}) == len(WORDS)


@EVERY
def test_a_declared_grade_is_dimmer_than_a_reviewed_one(palette: Palette) -> None:
    variables = palette.theme().variables

    for reviewed, declared in zip(GRADES, DECLARED, strict=True):
        bright, dim = role_style(reviewed, variables), role_style(declared, variables)
        assert bright != dim
        assert palette.ansi is bool(dim.dim)


@OF_RGB
def test_the_grades_still_differ_with_256_colours(palette: Palette) -> None:
    reduced = {_reduced(palette.roles()[f"role-{role.value}"]) for role in GRADES}

    assert len(reduced) == 3


def _reduced(colour: str) -> int | None:
    return Color.parse(colour).downgrade(ColorSystem.EIGHT_BIT).number


def _luminance(colour: str) -> float:
    """As WCAG 2 measures it; 3 to 1 is what it asks of signs and large text."""
    channels = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour))
    return sum(weight * channel for weight, channel in zip((0.2126, 0.7152, 0.0722), channels, strict=True))


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = Color.parse(colour).get_truecolor()
    return red / 255, green / 255, blue / 255


@OF_RGB
def test_text_and_grades_can_be_read_on_everything_behind_them(palette: Palette) -> None:
    contrasts = {
        (role, behind): _contrast(palette.roles()[f"role-{role.value}"], getattr(palette, behind))
        for role in (*GRADES, *DECLARED, *WORDS, Role.TEXT)
        for behind in ("background", "surface", "cursor", "cursor_idle")
    }

    assert {} == {where: contrast for where, contrast in contrasts.items() if contrast < 3}


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_command_line_offers_the_themes_there_are() -> None:
    assert NAMES == THEMES
    assert DEFAULT in NAMES


def test_other_themes_get_our_variables_too() -> None:
    defaults = variable_defaults()

    assert {"role-text", "pane-border", "pane-active", "line-cursor"} <= set(defaults)


async def test_another_theme_recolours_rows_that_are_on_screen_already() -> None:
    async with browser() as pilot:
        grades = {}
        for name in ("dark", "light", "dark"):
            pilot.app.theme = name
            await settle(pilot)
            grades[name] = style_at(pilot.app, "●", within="EntryTable")

            expected = role_style(Role.OPEN, pilot.app.theme_variables).color
            assert expected == grades[name].color

    assert grades["dark"].bgcolor != grades["light"].bgcolor
