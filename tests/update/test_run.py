from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from archives import COMMIT, folder_as_files, tar_of
from importing import importer_of
from llmtui.errors import UsageError
from llmtui.frameworks.mof import classify
from llmtui.loader.load import load
from llmtui.model import Catalog, Grade, Origin, Snapshot
from llmtui.update.current import current_folders
from llmtui.update.fetch import Fetcher
from llmtui.update.run import Outcome, Source, Update
from llmtui.update.store import Store
from serving import plain, serving
from update.states import make_catalogue, make_first, make_second, osai_classes

INDICES = ["osai-index", "mof"]


class Desk:
    """A catalogue of one index, its records, and the updates of it."""

    def __init__(self, index: str, folder: Path) -> None:
        self.index = index
        self.first = make_first(index, folder / "first")
        self.second = make_first(index, folder / "second")
        make_second(index, self.second)
        self.base = make_catalogue(index, self.first, folder / "catalogue")
        self.store = Store(folder / "updates")
        self.fetcher = Fetcher(folder / "fetched")

    def update(self, place: Path | str, date: str = "2025-03") -> Outcome:
        """Update from a place, as the command does."""
        with self.store.locked(), self.store.staging() as staged:
            outcome = Update(self.store, self.fetcher, self.base).run([Source(self.index, str(place), date)], staged)
            if outcome.is_new:
                self.store.put_in_place(staged)
        return outcome

    def catalog(self) -> Catalog:
        """What is in force."""
        updates = (Origin(path, name, name) for name, path in current_folders(self.store.folder).items())
        return load((Origin(self.base, "bundled"), *updates)).catalog


@pytest.fixture(params=INDICES)
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Desk:
    """One of each index."""
    return Desk(request.param, tmp_path)


@pytest.fixture
def osai(tmp_path: Path) -> Desk:
    """One of the European index."""
    return Desk("osai-index", tmp_path)


@pytest.fixture
def mof(tmp_path: Path) -> Desk:
    """One of the Model Openness Tool."""
    return Desk("mof", tmp_path)


def snapshots_of(catalog: Catalog, source: str) -> list[Snapshot]:
    """The snapshots of one source: the bundle has those of others."""
    return [each for each in catalog.snapshots if each.source == source]


def _grades(catalog: Catalog) -> dict[tuple[str, str, str], str]:
    """Every grade by entry, subject and criterion."""
    return {
        (entry.id, assessment.of, criterion): judgement.grade.value
        for entry in catalog
        for assessment in entry.assessments
        for criterion, judgement in assessment.judgements.items()
    }


def test_the_records_that_a_catalogue_was_made_from_change_nothing(desk: Desk) -> None:
    before = _grades(desk.catalog())
    desk.update(desk.first)

    assert before == _grades(desk.catalog())


def test_an_update_makes_no_duplicates(desk: Desk) -> None:
    before = {entry.id: entry.name for entry in desk.catalog()}
    desk.update(desk.second)
    new = [entry.name for entry in desk.catalog() if entry.id not in before]

    assert set(before) < set(desk.catalog().entries)
    assert sorted({"osai-index": ["Avocet", "Heron-3-Chat"], "mof": ["Avocet", "Glossy Ibis 2"]}[desk.index]) == sorted(
        new
    )


def test_doing_it_twice_changes_nothing(desk: Desk) -> None:
    desk.update(desk.second)
    version = desk.store.current()
    again = desk.update(desk.second)

    assert not again.is_new
    assert version == desk.store.current()


def test_coming_back_gives_the_first_grades_again(desk: Desk) -> None:
    before = _grades(desk.catalog())
    desk.update(desk.first)
    desk.update(desk.second)
    desk.update(desk.first)
    after = _grades(desk.catalog())

    assert before == {cell: after[cell] for cell in before}


def test_undo_gives_back_what_was_there(desk: Desk) -> None:
    before = _grades(desk.catalog())
    desk.update(desk.second)
    desk.store.undo()

    assert before == _grades(desk.catalog())


def test_changed_cells_are_those_of_the_records(osai: Desk) -> None:
    osai.update(osai.second)
    catalog = osai.catalog()

    for entry_id, record in (("bittern", "Bittern.yaml"), ("crane-code", "Crane Code.yaml"), ("avocet", "Avocet.yaml")):
        (assessment,) = catalog.entries[entry_id].assessments
        grades = {key: judgement.grade.value for key, judgement in assessment.judgements.items()}
        printed = osai_classes(osai.second / record)
        assert {key: printed[key] for key in grades} == grades


def test_a_line_that_moved_on_makes_an_entry_beside_the_old_one(osai: Desk) -> None:
    before = osai.catalog().entries["heron"]
    outcome = osai.update(osai.second)
    catalog = osai.catalog()

    assert before.assessments == catalog.entries["heron"].assessments
    assert "Heron-3-Chat" == catalog.entries["heron-3-chat"].name
    assert (("Heron.yaml", "heron", "heron-3-chat"),) == outcome.merged["osai-index"].moved


def test_a_record_under_another_name_makes_an_entry_beside_the_old_one(mof: Desk) -> None:
    mof.update(mof.second)

    assert {"ibis", "glossy-ibis-2", "avocet"} <= set(mof.catalog().entries)


def test_what_is_gone_is_said_and_kept(desk: Desk) -> None:
    gone = {"osai-index": ("egret.yaml", "egret-omega"), "mof": ("models/Stork+.yml", "stork-plus")}[desk.index]
    before = next(entry for entry in desk.catalog() if entry.listed_in[0].record == gone[0])
    outcome = desk.update(desk.second)

    assert (gone[0], before.id) in outcome.merged[desk.index].gone
    assert before.assessments == desk.catalog().entries[before.id].assessments


def test_a_class_follows_from_the_new_licences(mof: Desk) -> None:
    framework = mof.catalog().frameworks["mof"]
    before = classify(framework, mof.catalog().entries["heron-7b"].assessments[-1]).openness_class
    mof.update(mof.second)
    after = classify(framework, mof.catalog().entries["heron-7b"].assessments[-1]).openness_class

    assert (1, 0) == (before, after)


def test_everything_else_of_an_entry_stays(osai: Desk) -> None:
    path = osai.base / "base" / "bittern.toml"
    path.write_text(
        path.read_text("utf-8").replace("[links]", 'summary = "Ours."\nnotice = "Ours too."\n\n[links]'), "utf-8"
    )
    osai.update(osai.second)
    entry = osai.catalog().entries["bittern"]

    assert ("Ours.", "Ours too.", Grade.OPEN) == (
        entry.summary,
        entry.notice,
        entry.assessments[0].grade("weights_basemodel"),
    )


def test_notes_come_along(osai: Desk) -> None:
    path = osai.second / "Bittern.yaml"
    cell = "weights_basemodel:\n    class: open\n    link:\n    notes:"
    text = path.read_text("utf-8").replace(cell, f"{cell} On request only.")
    path.write_text(text, "utf-8")
    osai.update(osai.second)

    assert "On request only." == osai.catalog().entries["bittern"].assessments[0].judgement("weights_basemodel").note


def test_facts_about_the_maker_are_added_and_never_replaced(osai: Desk) -> None:
    path = osai.base / "base" / "bittern.toml"
    text = (
        path.read_text("utf-8")
        .replace('maker_country = "NL"\n', "")
        .replace('maker_type = "university"', 'maker_type = "club"')
    )
    path.write_text(text, "utf-8")
    osai.update(osai.second)
    entry = osai.catalog().entries["bittern"]

    assert ("NL", "club") == (entry.maker_country, entry.maker_type)


def test_the_snapshot_says_of_when_it_is(osai: Desk) -> None:
    archive = osai.base.parent / "a.tar.gz"
    archive.write_bytes(tar_of(folder_as_files(osai.second), moment=1_760_000_000))
    osai.update(archive)
    (snapshot,) = snapshots_of(osai.catalog(), "osai-index")

    assert ("osai-index", COMMIT, "2025-10-09", 4) == (
        snapshot.source,
        snapshot.version,
        snapshot.date,
        snapshot.records,
    )


def test_newer_data_that_ships_with_the_program_overtakes_an_update(osai: Desk) -> None:
    archive = osai.base.parent / "a.tar.gz"
    archive.write_bytes(tar_of(folder_as_files(osai.second), moment=1_760_000_000))
    before = _grades(osai.catalog())
    osai.update(archive)
    updated = _grades(osai.catalog())
    snapshots = osai.base / "snapshots.toml"
    snapshots.write_text(snapshots.read_text("utf-8").replace("2025-03-12", "2025-12-01"), "utf-8")

    assert before != updated
    assert before == _grades(osai.catalog())


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(lambda whole: whole[: len(whole) // 2], id="half"),
        pytest.param(lambda _: b"<html>", id="a page"),
        pytest.param(lambda _: tar_of({"docs/x.yaml": b"1"}), id="no records"),
        pytest.param(lambda _: tar_of({"Heron.yaml": b"!!python/object:os.system x"}), id="hostile"),
    ],
)
def test_a_fault_leaves_what_was_there(osai: Desk, body: Callable[[bytes], bytes]) -> None:
    osai.update(osai.second)
    before = _grades(osai.catalog())
    with serving(plain(body(tar_of(folder_as_files(osai.first))))) as server, pytest.raises(UsageError):
        osai.update(server.url)

    assert before == _grades(osai.catalog())
    assert 3 == len(list(osai.store.folder.iterdir()))


def test_records_come_over_the_network(desk: Desk) -> None:
    with serving(plain(tar_of(folder_as_files(desk.second)))) as server:
        desk.update(server.url)

    assert any(entry.id == "avocet" for entry in desk.catalog())


def test_an_index_that_cannot_be_had_keeps_what_there_was_of_it(osai: Desk) -> None:
    osai.update(osai.second)
    with osai.store.locked(), osai.store.staging() as staged:
        update = Update(osai.store, osai.fetcher, osai.base)
        outcome = update.run(
            [Source("mof", str(osai.base / "gone")), Source("osai-index", str(osai.second), "2025-03")], staged
        )

    assert 1 == len(outcome.faults)
    assert not outcome.is_new


def test_problems_name_records_and_not_where_they_were_unpacked(osai: Desk) -> None:
    with serving(plain(tar_of(folder_as_files(osai.second)))) as server:
        outcome = osai.update(server.url)

    assert outcome.problems
    assert not [str(problem) for problem in outcome.problems if str(osai.store.folder) in str(problem)]


def test_problems_in_a_folder_have_the_path_that_was_named(osai: Desk) -> None:
    outcome = osai.update(osai.second)

    assert outcome.problems
    assert {True} == {each.path.is_relative_to(osai.second) for each in outcome.problems}


def test_a_clone_says_its_commit(osai: Desk) -> None:
    git = osai.second / ".git"
    (git / "refs" / "heads").mkdir(parents=True)
    (git / "HEAD").write_text("ref: refs/heads/main\n", "utf-8")
    (git / "refs" / "heads" / "main").write_text(f"{COMMIT}\n", "utf-8")
    osai.update(osai.second)

    assert [COMMIT] == [each.version for each in snapshots_of(osai.catalog(), "osai-index")]


def test_the_times_of_files_date_nothing(osai: Desk) -> None:
    for path in importer_of("osai-index").files(osai.second):
        os.utime(path, (1_790_000_000, 1_790_000_000))
    outcome = osai.update(osai.second, "")

    assert {"2025-03"} == {each.date for entry in osai.catalog() for each in entry.assessments}
    assert ["2025-03-12"] == [each.date for each in snapshots_of(outcome.after, "osai-index")]
    assert "the catalogue's snapshot" in outcome.dated["osai-index"].reason


def test_equal_grades_keep_their_date_even_if_a_note_is_new(osai: Desk) -> None:
    for path in importer_of("osai-index").files(osai.first):
        cell = "weights_basemodel:\n    class: closed\n    link:\n    notes:"
        path.write_text(path.read_text("utf-8").replace(cell, f"{cell} On request only."), "utf-8")
    osai.update(osai.first, "2026-01")
    (assessment,) = osai.catalog().entries["bittern"].assessments

    assert ("2025-03", "On request only.") == (assessment.date, assessment.judgement("weights_basemodel").note)


def test_new_grades_have_the_date_of_the_archive(osai: Desk) -> None:
    archive = osai.base.parent / "a.tar.gz"
    archive.write_bytes(tar_of(folder_as_files(osai.second), moment=1_760_000_000))
    outcome = osai.update(archive, "")

    assert ["2025-03", "2025-10"] == [each.date for each in osai.catalog().entries["bittern"].assessments]
    assert "the date of the archive" == outcome.dated["osai-index"].reason


@pytest.mark.parametrize("moment", [0, 4_000_000_000])
def test_an_archive_with_an_impossible_date_does_not_date_grades(osai: Desk, moment: int) -> None:
    archive = osai.base.parent / "a.tar.gz"
    archive.write_bytes(tar_of(folder_as_files(osai.second), moment=moment))
    outcome = osai.update(archive, "")

    assert {"2025-03"} == {each.date for entry in osai.catalog() for each in entry.assessments}
    assert ["2025-03-12"] == [each.date for each in snapshots_of(outcome.after, "osai-index")]


def _dates(desk: Desk, entry_id: str) -> list[tuple[str, str]]:
    """The date and the grade of a cell that changed, of each assessment."""
    assessments = desk.catalog().entries[entry_id].assessments
    return [(each.date, each.grade("weights_basemodel").value) for each in assessments]


def test_what_was_judged_before_stays_to_be_seen(osai: Desk) -> None:
    osai.update(osai.second, "2025-06")
    osai.update(osai.first, "2025-09")

    assert [("2025-03", "closed"), ("2025-06", "open"), ("2025-09", "closed")] == _dates(osai, "bittern")
    assert not osai.update(osai.first, "2025-09").is_new


def test_what_did_not_change_keeps_its_date(osai: Desk) -> None:
    osai.update(osai.second, "2025-06")
    osai.update(osai.second, "2025-09")

    assert [("2025-03", "closed"), ("2025-06", "open")] == _dates(osai, "bittern")


def test_going_back_to_older_records_forgets_the_newer_ones(osai: Desk) -> None:
    before = osai.catalog().entries["bittern"].assessments
    osai.update(osai.second, "2025-06")
    osai.update(osai.first, "2025-03")

    assert before == osai.catalog().entries["bittern"].assessments
