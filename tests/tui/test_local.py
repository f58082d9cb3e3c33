"""The models on this machine, in the sidebar and in their own view."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from factories import a_catalog, a_licence, an_entry, with_licences
from llmtui.model import Catalog
from llmtui.tui.screens.local import LocalScreen
from llmtui.tui.session import Session
from tui.browsing import MEDIUM, NARROW, TINY, a_session, browse, browser, until
from tui.pressing import press, settle
from tui.screen_text import lines, place_of, text, text_of


def a_cache(folder: Path, cards: dict[str, str]) -> Path:
    """A cache of the Hub with these models, by name with their cards."""
    for name, card in cards.items():
        snapshot = folder / f"models--{name.replace('/', '--')}" / "snapshots" / ("a" * 40)
        snapshot.mkdir(parents=True)
        (snapshot / "README.md").write_text(f"---\n{card}\n---\n", encoding="utf-8")
        (snapshot / "config.json").write_text('{"architectures": ["LlamaForCausalLM"]}', encoding="utf-8")
        (snapshot / "model.safetensors").write_bytes(b"0" * 2_000_000)
    return folder


def a_catalog_of_alpha() -> Catalog:
    """Alpha, which anybody may use, and an entry that is not on this machine."""
    catalog = a_catalog(
        an_entry("alpha-7b", name="Alpha 7B", licence="Apache-2.0"), an_entry("omega", name="Omega", licence="MIT")
    )
    return with_licences(catalog, a_licence("Apache-2.0"), a_licence("MIT"))


def a_local_session(tmp_path: Path, cards: dict[str, str] | None = None) -> Session:
    """A session on a machine with two models, one of them in the catalogue."""
    two = {"works/Alpha-7B": "license: mit", "someone/private": "license: apache-2.0\nbase_model: works/alpha-7b"}
    cache = a_cache(tmp_path / "hub", two if cards is None else cards)
    return a_session(a_catalog_of_alpha(), environment={"HF_HUB_CACHE": str(cache)})


async def to_local(pilot: Pilot[None]) -> None:
    """Put the cursor of the sidebar on the place, and wait for the scan."""
    await press(pilot, "1", "G", "k")
    await until(pilot, lambda: browse(pilot).local_scan.models.finished is not None)


async def test_nothing_is_looked_at_before_the_user_asks(tmp_path: Path) -> None:
    async with browser(a_local_session(tmp_path)) as pilot:
        await press(pilot, "j", "1", "j")

        assert browse(pilot).local_scan.models.finished is None
        assert "On this machine" in text_of(pilot.app, "#sidebar")


async def test_the_place_in_the_sidebar_lists_the_entries_that_are_on_this_machine(tmp_path: Path) -> None:
    async with browser(a_local_session(tmp_path)) as pilot:
        await to_local(pilot)

        assert [hit.entry.id for hit in browse(pilot).results.hits] == ["alpha-7b"]
        assert "On this machine      1" in text_of(pilot.app, "#sidebar")


async def test_a_query_for_the_models_on_this_machine_looks_for_them(tmp_path: Path) -> None:
    async with browser(a_local_session(tmp_path)) as pilot:
        await press(pilot, "slash", *"is:local")
        await until(pilot, lambda: browse(pilot).local_scan.models.finished is not None)

        assert [hit.entry.id for hit in browse(pilot).results.hits] == ["alpha-7b"]


async def test_the_view_lists_every_model_with_its_entry_and_the_answer(tmp_path: Path) -> None:
    async with browser(a_local_session(tmp_path)) as pilot:
        await to_local(pilot)
        await press(pilot, "enter")

        rows = text_of(pilot.app, "#models").splitlines()
        assert isinstance(pilot.app.screen, LocalScreen)
        known = next(row for row in rows if "works/Alpha-7B" in row)
        unknown = next(row for row in rows if "someone/private" in row)
        assert ["Alpha 7B" in known, "family" in known, "yes" in known] == [True, True, True]
        assert "not in the catalogue" in unknown


async def test_the_view_opens_by_its_key_and_says_how_many_models_there_are(tmp_path: Path) -> None:
    async with browser(a_local_session(tmp_path)) as pilot:
        await press(pilot, "D")
        await until(pilot, lambda: "2 models" in lines(pilot.app)[0])

        assert "On this machine" in lines(pilot.app)[0]


async def test_the_view_at_another_size_is_drawn_as_one_that_opens_at_that_size(tmp_path: Path) -> None:
    session = a_local_session(tmp_path)
    async with browser(session, MEDIUM) as pilot:
        await press(pilot, "D")
        await until(pilot, lambda: "2 models" in lines(pilot.app)[0])
        fresh = text_of(pilot.app, "#models")

    async with browser(session) as pilot:
        await press(pilot, "D")
        await until(pilot, lambda: "2 models" in lines(pilot.app)[0])
        await pilot.resize_terminal(*MEDIUM)
        await settle(pilot)

        assert fresh == text_of(pilot.app, "#models")


async def test_the_note_says_what_the_card_declares_and_where_it_contradicts_the_catalogue(tmp_path: Path) -> None:
    async with browser(a_local_session(tmp_path)) as pilot:
        await to_local(pilot)
        await press(pilot, "enter")
        row = next(row for row, line in enumerate(text_of(pilot.app, "#models").splitlines()) if "Alpha-7B" in line)
        await press(pilot, *(["j"] if row > 1 else []))

        note = text_of(pilot.app, "#note")
        assert "Its files declare the licence mit." in note
        assert "its card says MIT, the catalogue says Apache-2.0" in note
        assert "This is not legal advice." in note


async def test_enter_goes_to_the_entry_of_a_model(tmp_path: Path) -> None:
    async with browser(a_local_session(tmp_path, {"works/Alpha-7B": "license: apache-2.0"})) as pilot:
        await to_local(pilot)
        await press(pilot, "enter", "enter")

        assert pilot.app.screen is browse(pilot)
        assert browse(pilot).table.selected == "alpha-7b"


async def test_enter_on_a_model_without_an_entry_says_so_and_stays(tmp_path: Path) -> None:
    async with browser(a_local_session(tmp_path, {"someone/private": "license: mit"})) as pilot:
        await to_local(pilot)
        listed = text_of(pilot.app, "#table")
        await press(pilot, "enter", "enter")

        assert "The catalogue does not have the model here." in listed
        assert isinstance(pilot.app.screen, LocalScreen)
        assert "The catalogue has no entry for someone/private." in text(pilot.app)


async def test_a_machine_without_models_says_where_it_was_looked(tmp_path: Path) -> None:
    async with browser(a_local_session(tmp_path, {})) as pilot:
        await to_local(pilot)

        assert "No models in the folders of Hugging Face" in text_of(pilot.app, "#table")


async def test_scanning_again_finds_what_came_since(tmp_path: Path) -> None:
    session = a_local_session(tmp_path, {"someone/private": "license: mit"})
    async with browser(session) as pilot:
        await press(pilot, "D")
        await until(pilot, lambda: "1 model," in lines(pilot.app)[0])
        a_cache(tmp_path / "hub", {"works/Alpha-7B": "license: mit"})
        await press(pilot, "r")
        await until(pilot, lambda: "2 models," in lines(pilot.app)[0])

        assert "works/Alpha-7B" in text_of(pilot.app, "#models")


async def test_what_could_not_be_read_is_counted_and_listed(tmp_path: Path) -> None:
    session = a_local_session(tmp_path)
    (tmp_path / "hub" / "loop").symlink_to(tmp_path / "hub")
    async with browser(session) as pilot:
        await press(pilot, "D")
        await until(pilot, lambda: "2 models" in lines(pilot.app)[0])
        await press(pilot, "exclamation_mark")

        shown = " ".join(text_of(pilot.app, "#dialog").replace("│", " ").split())
        assert "leads to a folder that was read already" in shown


async def test_the_names_in_a_card_cannot_write_on_the_terminal(tmp_path: Path) -> None:
    async with browser(a_local_session(tmp_path, {"someone/private": 'license: "\\u001b[31mred"'})) as pilot:
        await to_local(pilot)
        await press(pilot, "enter")

        assert "\x1b" not in text(pilot.app)
        assert "Its files declare the licence" in text_of(pilot.app, "#note")


async def test_every_size_shows_names_first(tmp_path: Path) -> None:
    async with browser(a_local_session(tmp_path), MEDIUM) as pilot:
        await press(pilot, "D")
        await until(pilot, lambda: "2 models" in lines(pilot.app)[0])
        for size in (MEDIUM, NARROW, TINY):
            await pilot.resize_terminal(*size)
            await settle(pilot)

            assert "works/Alpha" in text_of(pilot.app, "#models")
            assert "someone/private" in text_of(pilot.app, "#models")


async def test_a_double_click_on_the_place_opens_the_view(tmp_path: Path) -> None:
    async with browser(a_local_session(tmp_path)) as pilot:
        await pilot.click(offset=place_of(pilot.app, "On this machine", "#sidebar"), times=2)
        await until(pilot, lambda: isinstance(pilot.app.screen, LocalScreen))

        assert "On this machine" in lines(pilot.app)[0]


async def test_enter_keeps_the_size_of_the_model_if_its_licence_differs(tmp_path: Path) -> None:
    entry = an_entry(
        "alpha",
        name="Alpha",
        licence="MIT",
        sizes=("7B", "70B"),
        machine_names=("hub:works/Alpha",),
        licences=(("70B", "Own"),),
    )
    catalog = with_licences(a_catalog(entry), a_licence("MIT", free=True), a_licence("Own", "no no no no"))
    cache = a_cache(tmp_path / "hub", {"works/Alpha-7B": "license: mit"})
    session = a_session(catalog, environment={"HF_HUB_CACHE": str(cache)})
    async with browser(session) as pilot:
        await to_local(pilot)
        await press(pilot, "enter", "enter")

        assert browse(pilot).table.selected == "alpha"
        assert "Licence, word and answers are those of" in text_of(pilot.app, "#detail")
