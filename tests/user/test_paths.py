from __future__ import annotations

import os
from pathlib import Path

from llmtui.user.paths import Paths, user_paths


def test_every_purpose_has_its_folder_where_the_platform_wants_it(tmp_path: Path) -> None:
    ours = tmp_path / "llmtui"

    expected = Paths(
        settings=ours / "settings.toml",
        catalog=ours / "catalog",
        updates=ours / "updates",
        favourites=ours / "kept.json",
        state=ours / "state.json",
        cache=Path(os.environ["XDG_CACHE_HOME"]) / "llmtui",
    )
    assert expected == user_paths()


def test_asking_for_folders_makes_none(tmp_path: Path) -> None:
    user_paths()

    assert [] == list(tmp_path.iterdir())
