"""How the records of an index become files over a catalogue, record by record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from factories import a_catalog, a_framework, an_assessment, an_entry
from importing import importer_of
from llmtui.importers import Draft
from llmtui.importers.records import make_draft
from llmtui.model import Assessment, Catalog, Entry, Kind, Listing
from llmtui.problems import ProblemLog
from llmtui.toml_reader import parse_toml
from llmtui.update.merge import Merged, Merger

INDEX = "osai-index"
GRADES = {"code": "open"}


def _catalog(*entries: Entry) -> Catalog:
    return a_catalog(*entries, frameworks=[a_framework(INDEX)])


def _known(name: str, *assessments: Assessment, entry_id: str = "heron", record: str = "Heron.yaml") -> Entry:
    return an_entry(entry_id, name=name, assessments=assessments, listed_in=(Listing(INDEX, "", name, record),))


def _draft(name: str = "Heron", record: str = "Heron.yaml", *, date: str = "2025-03", **fields: Any) -> Draft:
    grades = fields.pop("grades", GRADES)
    judged = an_assessment(grades, INDEX, date, of=fields.pop("of", ""), name=name)
    return make_draft(record, Path(record), name=name, placement=("base", ""), assessment=judged, remarks=(), **fields)


def _merged(catalog: Catalog, *drafts: Draft, index: str = INDEX) -> tuple[Merged, list[str]]:
    log = ProblemLog()
    merged = Merger(importer_of(index), catalog, catalog, {}, log).merge(drafts)
    return merged, [each.message for each in log]


def _dates(text: str) -> list[str]:
    found = parse_toml(text)["assessments"]
    assert isinstance(found, list)
    return [each["date"] for each in found]


def test_a_record_of_a_known_entry_is_laid_over_it() -> None:
    merged, messages = _merged(_catalog(_known("Heron", an_assessment({"code": "closed"}, INDEX, "2024"))), _draft())
    values = parse_toml(merged.files["base/heron.toml"])

    assert ["base/heron.toml"] == list(merged.files)
    assert ("heron", [], ()) == (values["extends"], messages, merged.gone)


def test_a_record_of_nothing_known_is_a_new_entry() -> None:
    merged, _messages = _merged(_catalog(), _draft("Grey Heron"))

    assert ["base/grey-heron.toml"] == list(merged.files)
    assert "Grey Heron" == parse_toml(merged.files["base/grey-heron.toml"])["name"]


def test_a_record_that_says_what_the_entry_says_writes_nothing() -> None:
    known = _known("Heron", an_assessment(GRADES, INDEX, "2024"))

    assert {} == _merged(_catalog(known), _draft())[0].files


@pytest.mark.parametrize(
    ("before", "now", "dates"),
    [
        pytest.param([("2024", "closed")], ("2025-03", "open"), ["2024", "2025-03"], id="changed"),
        pytest.param(
            [("2023", "closed"), ("2024", "closed")], ("2025-03", "open"), ["2024", "2025-03"], id="equal ones once"
        ),
        pytest.param(
            [("2022", "open"), ("2023", "closed")], ("2025-03", "open"), ["2022", "2023", "2025-03"], id="to and fro"
        ),
        pytest.param([("2026", "closed")], ("2025-03", "open"), ["2025-03"], id="later ones are replaced"),
        pytest.param([("", "closed")], ("2025-03", "open"), ["2025-03"], id="one without a date is replaced"),
    ],
)
def test_earlier_grades_stay_beside_the_new_ones_if_they_differ(
    before: list[tuple[str, str]], now: tuple[str, str], dates: list[str]
) -> None:
    known = _known("Heron", *(an_assessment({"code": grade}, INDEX, date) for date, grade in before))
    merged, _messages = _merged(_catalog(known), _draft(date=now[0], grades={"code": now[1]}))

    assert dates == _dates(merged.files["base/heron.toml"])


def test_no_more_than_twelve_earlier_assessments_are_kept() -> None:
    grades = ["open", "closed"] * 10
    known = _known(
        "Heron", *(an_assessment({"code": each}, INDEX, str(year)) for year, each in enumerate(grades, 2000))
    )
    merged, _messages = _merged(_catalog(known), _draft(date="2025", grades={"code": "open"}))

    assert [*map(str, range(2008, 2020)), "2025"] == _dates(merged.files["base/heron.toml"])


def test_what_the_index_no_longer_has_is_reported_and_not_written() -> None:
    gone = _known("Egret", entry_id="egret", record="egret.yaml")
    merged, _messages = _merged(_catalog(_known("Heron"), gone), _draft())

    assert ((("egret.yaml", "egret"),), ["base/heron.toml"]) == (merged.gone, list(merged.files))


def test_a_record_that_is_of_another_system_now_makes_an_entry_of_its_own() -> None:
    merged, _messages = _merged(_catalog(_known("Heron")), _draft("Stork"))

    assert ((("Heron.yaml", "heron", "stork"),), ["base/stork.toml"]) == (merged.moved, list(merged.files))


def test_a_second_record_of_an_entry_is_reported_and_the_first_counts() -> None:
    drafts = _draft(), _draft("Heron", "Heron-copy.yaml", grades={"code": "closed"})
    merged, messages = _merged(_catalog(_known("Heron")), *drafts)

    assert ["a second record of 'Heron'; Heron.yaml counts"] == messages
    assert ["base/heron.toml"] == list(merged.files)


def test_an_id_that_is_taken_by_another_is_not_given_again() -> None:
    other = an_entry("heron", name="Heron", kind=Kind.DATASET)
    merged, _messages = _merged(_catalog(other), _draft())

    assert ["base/heron-osai-index.toml"] == list(merged.files)


def test_an_index_that_adds_no_entries_only_counts_what_is_not_known() -> None:
    index = next(each for each in ("os-ai-map", "mof", "osai-index") if not importer_of(each).adds_entries)
    merged, _messages = _merged(_catalog(), _draft(), index=index)

    assert (1, {}) == (merged.unknown, merged.files)


@pytest.mark.parametrize(("own", "added"), [("", "NL"), ("FR", None)])
def test_the_country_of_a_maker_is_added_if_the_entry_has_none(own: str, added: str | None) -> None:
    known = an_entry("heron", name="Heron", maker_country=own, listed_in=(Listing(INDEX, "", "Heron", "Heron.yaml"),))
    merged, _messages = _merged(_catalog(known), _draft(maker_country="NL"))

    assert added == parse_toml(merged.files["base/heron.toml"]).get("maker_country")


def test_a_record_is_listed_once_however_often_it_is_merged() -> None:
    merged, _messages = _merged(_catalog(_known("Heron")), _draft())

    assert "listed_in" not in parse_toml(merged.files["base/heron.toml"])


def test_of_two_records_that_an_entry_lists_the_first_counts_if_they_judge_the_same() -> None:
    listed = (Listing(INDEX, "", "Heron", "Heron.yaml"), Listing(INDEX, "", "Heron", "Heron-old.yaml"))
    known = an_entry("heron", name="Heron", listed_in=listed)
    drafts = _draft(), _draft("Heron", "Heron-old.yaml", grades={"code": "closed"})
    merged, messages = _merged(_catalog(known), *drafts)

    assert ["a second record of 'Heron'; Heron.yaml counts"] == messages
    assert 'code = "open"' in merged.files["base/heron.toml"]
    assert 'code = "closed"' not in merged.files["base/heron.toml"]


def test_two_records_that_judge_two_sizes_are_both_taken() -> None:
    listed = (Listing(INDEX, "", "Heron", "Heron.yaml"), Listing(INDEX, "", "Heron", "Heron-70B.yaml"))
    judged = tuple(
        an_assessment({"code": "closed"}, INDEX, "2026", of=of, name="Heron") for of in ("Heron-7B", "Heron-70B")
    )
    known = an_entry("heron", name="Heron", listed_in=listed, assessments=judged)
    merged, messages = _merged(
        _catalog(known), _draft(of="Heron-7B"), _draft("Heron", "Heron-70B.yaml", of="Heron-70B")
    )

    assert ([], ["2025-03", "2025-03"]) == (messages, _dates(merged.files["base/heron.toml"]))


def test_a_line_that_moved_on_is_an_entry_under_the_name_of_its_release() -> None:
    known = _known("Heron-2-Chat", an_assessment(GRADES, INDEX, "2024", name="Heron"), entry_id="heron-2")
    merged, _messages = _merged(_catalog(known), _draft("Heron", of="Heron-3-Chat"))
    values = parse_toml(merged.files["base/heron-3-chat.toml"])

    assert (("Heron.yaml", "heron-2", "heron-3-chat"),) == merged.moved
    assert "Heron-3-Chat" == values["name"]


def test_what_moved_to_a_name_whose_id_is_taken_says_the_id_that_it_has() -> None:
    taken = an_entry("stork", name="Stork", kind=Kind.DATASET)
    merged, _messages = _merged(_catalog(_known("Heron"), taken), _draft("Stork"))

    assert (("Heron.yaml", "heron", "heron-2"),) == merged.moved
    assert ["base/heron-2.toml"] == list(merged.files)


def test_a_record_known_to_be_of_no_system_is_left_out_and_reported(tmp_path: Path) -> None:
    path = tmp_path / "OpenBMB.yml"
    path.write_text("release:\n  name: OpenBMB\n", "utf-8")
    judged = an_assessment(GRADES, "mof", "2025-03", name="OpenBMB")
    draft = make_draft(
        "models/OpenBMB.yml", path, name="OpenBMB", placement=("base", ""), assessment=judged, remarks=()
    )
    log = ProblemLog()
    merged = Merger(importer_of("mof"), _catalog(), _catalog(), {}, log).merge([draft])

    assert {} == merged.files
    assert [("an organisation, not a model; it is left out", True)] == [(each.message, each.skipped) for each in log]
