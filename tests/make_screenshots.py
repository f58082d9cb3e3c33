"""Writes the pictures in `screenshots/` from the running app: `python tests/make_screenshots.py`."""

from __future__ import annotations

import asyncio
import os
import sys
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "screenshots"


@dataclass(frozen=True)
class Picture:
    """One picture: what to press, in which theme, at which size."""

    name: str
    keys: tuple[str, ...] = ()
    size: tuple[int, int] = (120, 40)
    theme: str = "dark"


def typed(text: str) -> tuple[str, ...]:
    """The keys that type a text."""
    names = {" ": "space", ":": "colon", "-": "minus", "/": "slash", ".": "full_stop"}
    return tuple(names.get(letter, letter) for letter in text)


PICTURES = (
    Picture("browse", ("j", "3", "j", "j", "j", "j")),
    Picture("search", ("slash", *typed("stabel vicuna"))),
    Picture("query", ("slash", *typed("weights:open lang:zh"), "enter")),
    Picture("medium", (), (80, 24)),
    Picture("medium-reading", ("enter", "j", "j"), (80, 24)),
    Picture("narrow", (), (40, 20)),
    Picture("light", ("j", "3", "j", "j", "j", "j"), theme="light"),
    Picture("colour-blind", ("j", "j", "j"), theme="colour-blind"),
    Picture("high-contrast", ("j", "j", "j"), theme="high-contrast"),
    Picture("very-wide", ("slash", *typed("bloomz"), "enter", "enter"), (200, 50)),
    Picture(
        "compare",
        (
            "slash",
            *typed("bloomz"),
            "enter",
            "space",
            "F",
            "slash",
            *typed("dolly2"),
            "enter",
            "space",
            "F",
            "slash",
            *typed("chatglm"),
            "enter",
            "space",
            "c",
            *("j",) * 12,
        ),
    ),
    Picture("compare-medium", ("space", "j", "space", "c", "equals_sign", *("j",) * 8), (80, 24)),
    Picture("matrix", ("M", "j", "j", "l", "l")),
    Picture("matrix-medium", ("M", "j", "l"), (80, 24)),
    Picture("lineage", ("slash", *typed("llama id:llama"), "enter", "T", "j", "j")),
    Picture("lineage-medium", ("slash", *typed("id:chatglm-6b"), "enter", "T", "j"), (80, 24)),
    Picture("overview", ("O", "j", "j")),
    Picture("overview-medium", ("O",), (80, 24)),
    Picture("changes", ("C", "j")),
    Picture("permission", ("slash", *typed("id:llama-3-1"), "enter", "z", "enter"), (120, 50)),
    Picture("size-100", ("j", "j"), (100, 30)),
    Picture("size-110", ("j", "j"), (110, 35)),
    Picture("size-132", ("j", "j"), (132, 43)),
    Picture("filter", ("f", *typed("licence"), "down", "space")),
    Picture("help", ("question_mark",)),
    Picture("legend", ("K",)),
)


async def take(picture: Picture) -> None:
    """Press the keys and write the picture."""
    from llmtui.loader.load import load  # noqa: PLC0415 - after the environment is clean
    from llmtui.loader.locate import find_origins  # noqa: PLC0415
    from llmtui.tui.app import LlmtuiApp  # noqa: PLC0415
    from llmtui.tui.session import Session  # noqa: PLC0415

    app = LlmtuiApp(Session(load(find_origins([], {}, None)), theme=picture.theme, animate=False))
    async with app.run_test(size=picture.size) as pilot:
        await pilot.pause()
        await pilot.press(*picture.keys)
        await pilot.pause()
        svg = app.export_screenshot(title="llmtui")
    (FOLDER / f"{picture.name}.svg").write_text(svg, encoding="utf-8")


def main(names: list[str]) -> None:
    """Take the pictures named, or all."""
    for variable in [each for each in os.environ if each.startswith("TEXTUAL") or each in {"NO_COLOR", "COLORTERM"}]:
        del os.environ[variable]
    FOLDER.mkdir(exist_ok=True)
    for picture in PICTURES:
        if not names or picture.name in names:
            asyncio.run(take(picture))


if __name__ == "__main__":
    main(sys.argv[1:])
