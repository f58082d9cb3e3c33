"""What is said of found models: in records and tables for programs, as linear text, and as rows of the browser."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from factories import a_catalog, a_licence, an_entry, with_licences
from llmtui.model.licence import Allowance, Permission
from llmtui.permissions import Answer, Reason
from llmtui.present.canvas import Canvas
from llmtui.present.cells import Cell, Role, line_width, plain
from llmtui.present.glyphs import UNICODE
from llmtui.scan import Declared, How, Matched, Source, Surveyed, survey
from llmtui.scan.found import found_model
from llmtui.scan.plain import scan_text
from llmtui.scan.report import SCAN_FORMATS
from llmtui.scan.rows import model_heading, model_in_words, model_row, model_widths
from llmtui.scan.table import size_text, summary

CATALOG = with_licences(
    a_catalog(
        an_entry("alpha", name="Alpha", licence="MIT"),
        an_entry("own", name="Own", licence="LicenseRef-Own"),
        an_entry("beta-1", name="Beta", licence="MIT"),
        an_entry("beta-2", name="Beta", licence="MIT"),
    ),
    a_licence("MIT"),
    a_licence("LicenseRef-Own", "conditions yes yes no"),
)
FOUND = {
    "known": found_model("alpha", Source.HUB, Path("/m/a"), size=4_700_000_000, quantisation="Q4_K_M"),
    "contradicts": found_model(
        "own", Source.HUB, Path("/m/o"), size=10, declared=Declared(licences=("mit",), bases=("alpha", "acme/else"))
    ),
    "several": found_model("Beta", Source.NAMES, Path("/m/names")),
    "stranger": found_model(
        "someone/thing",
        Source.FOLDER,
        Path("/m/\x1b[2J"),
        size=0,
        declared=Declared(licences=("mit",)),
        is_partial=True,
    ),
}
CANVAS = Canvas(80, UNICODE)


@pytest.fixture(scope="module")
def models() -> dict[str, Surveyed]:
    """Each found model with what the catalogue knows of it."""
    surveyed = survey(CATALOG, FOUND.values(), lambda entry: "restricted" if entry.id == "own" else "")
    return dict(zip(FOUND, surveyed, strict=True))


def _record(one: Surveyed) -> dict[str, object]:
    (record,) = json.loads(SCAN_FORMATS["json"]([one]))
    return dict(record)


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        pytest.param(
            "known",
            {
                "name": "alpha",
                "source": "hub cache",
                "path": "/m/a",
                "size": 4_700_000_000,
                "quantisation": "Q4_K_M",
                "complete": True,
                "entry": "alpha",
                "match": "exact",
                "differs": "",
                "nearest": [],
                "declared": {"license": "", "spdx": "", "base": []},
                "license": "MIT",
                "word": None,
                "disagreement": [],
            },
            id="known",
        ),
        pytest.param(
            "contradicts",
            {
                "name": "own",
                "entry": "own",
                "declared": {"license": "mit", "spdx": "MIT", "base": ["alpha", "acme/else"]},
                "license": "LicenseRef-Own",
                "word": "restricted",
                "disagreement": [
                    "its card says MIT, the catalogue says LicenseRef-Own",
                    "its card names the base Alpha, the catalogue has no base",
                ],
            },
            id="contradicts",
        ),
        pytest.param(
            "several",
            {"size": None, "entry": None, "match": "several", "nearest": ["beta-1", "beta-2"], "license": ""},
            id="several",
        ),
        pytest.param(
            "stranger",
            {"size": 0, "complete": False, "entry": None, "match": "none", "license": "", "path": "/m/\ufffd[2J"},
            id="stranger",
        ),
    ],
)
def test_a_record_says_all_that_is_known_and_null_for_the_rest(
    models: dict[str, Surveyed], which: str, expected: dict[str, object]
) -> None:
    record = _record(models[which])

    assert expected == {key: record[key] for key in expected}


def test_a_table_for_programs_has_the_fields_of_a_record(models: dict[str, Surveyed]) -> None:
    known, contradicts, several, stranger = csv.DictReader(io.StringIO(SCAN_FORMATS["csv"](list(models.values()))))

    assert {
        "name": "own",
        "source": "hub cache",
        "path": "/m/o",
        "size": "10",
        "quantisation": "",
        "complete": "true",
        "entry": "own",
        "match": "exact",
        "differs": "",
        "nearest": "",
        "declared.license": "mit",
        "declared.base": "alpha; acme/else",
        "license": "LicenseRef-Own",
        "word": "restricted",
        "commercial": "unknown",
        "derivatives": "unknown",
        "redistribution": "unknown",
        "outputs": "no",
        "because": "acme/else is not in the catalogue",
        "disagreement": "its card says MIT, the catalogue says LicenseRef-Own; "
        "its card names the base Alpha, the catalogue has no base",
    } == contradicts
    assert ("Q4_K_M", "MIT of Alpha") == (known["quantisation"], known["because"])
    assert ("", "beta-1; beta-2", "yes") == (several["size"], several["nearest"], several["commercial"])
    assert ("0", "false", "") == (stranger["size"], stranger["complete"], stranger["entry"])


def test_lines_of_json_are_the_records_of_the_array(models: dict[str, Surveyed]) -> None:
    surveyed = list(models.values())

    assert json.loads(SCAN_FORMATS["json"](surveyed)) == [
        json.loads(line) for line in SCAN_FORMATS["jsonl"](surveyed).splitlines()
    ]


@pytest.mark.parametrize("name", ["json", "jsonl", "csv", "tsv", "markdown"])
def test_letters_of_every_script_stay_readable(models: dict[str, Surveyed], name: str) -> None:
    one = replace(models["known"], found=found_model("百川-7B", Source.HUB, Path("/m")))

    assert "百川-7B" in SCAN_FORMATS[name]([one])


def test_ids_are_those_of_entries_each_once_in_the_order_of_the_models(models: dict[str, Surveyed]) -> None:
    order = [models[each] for each in ("contradicts", "stranger", "known", "contradicts")]

    assert "own\nalpha\n" == SCAN_FORMATS["ids"](order)


@pytest.mark.parametrize(
    ("name", "lines"), [("json", ["[]"]), ("jsonl", []), ("ids", []), ("csv", 1), ("tsv", 1), ("markdown", 2)]
)
def test_of_no_models_only_the_heading_of_a_table_is_left(name: str, lines: list[str] | int) -> None:
    written = SCAN_FORMATS[name]([]).splitlines()

    assert lines == (len(written) if isinstance(lines, int) else written)


def test_linear_text_says_each_fact_on_a_line_of_its_own(models: dict[str, Surveyed]) -> None:
    assert (
        "own\n"
        "Found by: hub cache\n"
        "Path: /m/o\n"
        "Complete: yes\n"
        "Entry: Own, exact\n"
        "In a word: restricted\n"
        "Declared licence: mit\n"
        "Declared base: alpha, acme/else\n"
        "Commercially: unknown\n"
        "Change it: unknown\n"
        "Pass it on: unknown\n"
        "Train others with its outputs: no\n"
        "Because: acme/else is not in the catalogue\n"
        "Disagreement: its card says MIT, the catalogue says LicenseRef-Own\n"
        "Disagreement: its card names the base Alpha, the catalogue has no base\n"
    ) == scan_text([models["contradicts"]])


def test_linear_text_of_a_stranger_says_what_is_missing(models: dict[str, Surveyed]) -> None:
    lines = scan_text([models["stranger"]]).splitlines()

    assert {"Path: /m/\ufffd[2J", "Complete: no", "Entry: not in the catalogue", "Commercially: unknown"} <= set(lines)
    assert "Because: its card says MIT, but not what it is made from" == lines[-1]


@pytest.mark.parametrize(
    ("width", "name", "columns", "reason"),
    [
        pytest.param(10, 9, "", 0, id="a name alone, cut"),
        pytest.param(25, 24, "", 0, id="a name alone"),
        pytest.param(36, 35, "", 0, id="a cell too narrow for the answer"),
        pytest.param(37, 24, "answer", 0, id="just wide enough for the answer"),
        pytest.param(59, 24, "answer entry", 0, id="the entry next"),
        pytest.param(73, 24, "answer entry word", 0, id="then the word"),
        pytest.param(82, 24, "answer entry word size", 0, id="then the size"),
        pytest.param(91, 24, "answer entry word size match", 0, id="then the match"),
        pytest.param(102, 24, "answer entry word size match source", 0, id="then where it was found"),
        pytest.param(126, 48, "answer entry word size match source", 0, id="the whole name"),
        pytest.param(143, 48, "answer entry word size match source", 0, id="a cell too narrow for a reason"),
        pytest.param(144, 48, "answer entry word size match source", 16, id="the shortest reason"),
        pytest.param(200, 48, "answer entry word size match source", 72, id="all the rest is the reason's"),
    ],
)
def test_a_name_keeps_its_room_and_columns_give_way_in_order(
    models: dict[str, Surveyed], width: int, name: int, columns: str, reason: int
) -> None:
    long_name = [replace(models["known"], found=found_model("x" * 90, Source.HUB, Path("x")))]
    widths = model_widths(long_name, width)

    assert (name, columns, reason) == (widths.name, " ".join(widths.columns), widths.reason)


@pytest.mark.parametrize("width", [1, 2, 10, 37, 80, 102, 144, 200])
@pytest.mark.parametrize("which", FOUND)
def test_a_row_and_its_heading_fit_the_width(models: dict[str, Surveyed], which: str, width: int) -> None:
    widths = model_widths(list(models.values()), width)

    assert max(width, 2) >= line_width(model_row(models[which], widths, UNICODE))
    assert max(width, 2) >= line_width(model_heading(widths))


def test_the_heading_is_whole_over_short_names(models: dict[str, Surveyed]) -> None:
    assert plain(model_heading(model_widths([models["contradicts"]], 30))).startswith(" Model  Commercial")


def _cells(models: dict[str, Surveyed], which: str) -> dict[str, str]:
    """The cells of a row by the titles of their columns."""
    widths = model_widths([models[which]], 160)
    heading, row = plain(model_heading(widths)), plain(model_row(models[which], widths, UNICODE))
    titles = ["Model", "Found in", "Size", "Entry", "Match", "Word", "Commercial", "Because"]
    starts = [*(heading.index(title) for title in titles), len(row)]
    assert sorted(starts[:-1]) == starts[:-1]
    return {title: row[start:end].strip() for title, start, end in zip(titles, starts, starts[1:], strict=False)}


def test_the_cells_of_a_row_are_under_their_titles(models: dict[str, Surveyed]) -> None:
    assert {
        "Model": "alpha",
        "Found in": "hub cache",
        "Size": "4.7 GB",
        "Entry": "Alpha",
        "Match": "exact",
        "Word": "-",
        "Commercial": "yes",
        "Because": "MIT",
    } == _cells(models, "known")


@pytest.mark.parametrize(
    ("which", "entry", "answer", "because"),
    [
        ("several", "one of several", "yes", "MIT"),
        ("stranger", "not in the catalogue", "unknown", "its card says MIT, but not what it is made from"),
        ("contradicts", "Own", "unknown", "acme/else is not in the catalogue; its card says MIT"),
    ],
)
def test_a_row_says_why_and_how_sure(
    models: dict[str, Surveyed], which: str, entry: str, answer: str, because: str
) -> None:
    cells = _cells(models, which)

    assert (entry, answer) == (cells["Entry"], cells["Commercial"])
    assert cells["Because"].startswith(because)


@pytest.mark.parametrize(
    ("allowance", "role"),
    [
        (Allowance.YES, Role.OPEN),
        (Allowance.CONDITIONS, Role.PARTIAL),
        (Allowance.NO, Role.CLOSED),
        (Allowance.UNKNOWN, Role.UNKNOWN),
    ],
)
def test_an_answer_is_drawn_by_what_it_allows(models: dict[str, Surveyed], allowance: Allowance, role: Role) -> None:
    one = replace(models["known"], answers=(Answer(Permission.COMMERCIAL, allowance),))
    row = model_row(one, model_widths([one], 60), UNICODE)

    assert [role] == [cell.role for cell in row if cell.text.strip() == allowance.value]
    assert Cell(allowance.value, role) in [cell for line in model_in_words(CATALOG, one, CANVAS) for cell in line]


def _words(one: Surveyed, width: int = 80) -> list[str]:
    return [plain(line).rstrip() for line in model_in_words(CATALOG, one, Canvas(width, UNICODE))]


def test_a_model_in_words_says_where_what_and_why(models: dict[str, Surveyed]) -> None:
    assert [
        "own",
        "hub cache · 10 B",
        "/m/o",
        "Entry: Own (restricted), exact match.",
        "Its files declare the licence mit and the base alpha and acme/else.",
    ] == _words(models["contradicts"])[:5]
    assert "Train others with it  no: LicenseRef-Own of Own: users (2)" in _words(models["contradicts"])
    assert "This is not legal advice." == _words(models["contradicts"])[-1]


@pytest.mark.parametrize(
    ("which", "sentence"),
    [
        ("known", "Its files declare no licence and no base."),
        ("known", "hub cache · 4.7 GB · Q4_K_M"),
        ("several", "Several entries match its name: Beta, Beta."),
        ("stranger", "The catalogue has no entry for it."),
        ("stranger", "folder · 0 B · incomplete"),
        ("stranger", "/m/\ufffd[2J"),
        ("stranger", "Its files declare the licence mit."),
    ],
)
def test_what_is_not_known_of_a_model_is_said_in_words(models: dict[str, Surveyed], which: str, sentence: str) -> None:
    assert sentence in _words(models[which])


@pytest.mark.parametrize(
    ("matched", "sentence"),
    [
        (Matched(How.FAMILY, "alpha", "size 7B"), "Entry: Alpha, its family; differs in size 7B."),
        (
            Matched(How.FAMILY, "alpha", doubt="matched by the name Alpha alone"),
            "Entry: Alpha, its family; matched by the name Alpha alone.",
        ),
    ],
)
def test_a_match_that_is_not_exact_says_how_it_differs(
    models: dict[str, Surveyed], matched: Matched, sentence: str
) -> None:
    assert sentence in _words(replace(models["known"], matched=matched))


def test_entries_of_similar_names_are_named(models: dict[str, Surveyed]) -> None:
    one = replace(models["stranger"], matched=Matched(How.NONE, others=("alpha", "own")))

    assert "The catalogue has no entry for it; similar names: Alpha, Own." in _words(one)


def test_an_answer_with_a_long_reason_goes_on_below_itself(models: dict[str, Surveyed]) -> None:
    reasons = tuple(Reason(Allowance.NO, "x", f"Model {number}", "MIT") for number in range(4))
    one = replace(models["known"], answers=(Answer(Permission.OUTPUTS, Allowance.NO, reasons),))
    lines = _words(one, 50)

    first = next(at for at, line in enumerate(lines) if line.startswith("Train others with it"))
    assert "no: MIT of Model 0;" in lines[first]
    assert (" " * 22, "M") == (lines[first + 1][:22], lines[first + 1][22])
    assert all(len(line) <= 50 for line in lines)


def test_nothing_is_said_of_no_model() -> None:
    assert () == model_in_words(CATALOG, None, CANVAS)


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (1, "1 B"),
        (1234, "1.23 kB"),
        (999_499, "999 kB"),
        (999_500, "1 MB"),
        (999_999, "1 MB"),
        (1_000_000, "1 MB"),
        (12_345_678, "12.3 MB"),
        (10**12, "1 TB"),
        (10**14, "100 TB"),
        (10**15, "1,000 TB"),
        (2**63, "9,223,372 TB"),
    ],
)
def test_sizes_have_three_digits_and_the_unit_that_fits(count: int, text: str) -> None:
    assert text == size_text(count)


def test_the_sum_of_one_model_without_a_size_says_no_size(models: dict[str, Surveyed]) -> None:
    assert "1 model; commercial use: 1 yes; this is not legal advice" == summary([models["several"]])
