from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace

from factories import FRAMEWORK, a_catalog, a_framework, a_licence, an_assessment, an_entry, with_licences
from llmtui.exporters.markdown import comparison_document, entries_document, entry_document, matrix_document
from llmtui.exporters.markdown.table import Align, table
from llmtui.frameworks import rank
from llmtui.model import Basis, Catalog, Entry, Grade, Judgement, Link, Snapshot
from llmtui.present.cells import cell_len
from llmtui.present.compare import compare

EVIDENCE = Judgement(Grade.OPEN, ("https://example.org/code",))
JUDGE = a_framework(name="The Judges", basis=Basis.DECLARED)
AWKWARD_NAMES = ("One [x]", "a|b", "C^2", "`code`", "# heading", "1. item", "百川", "x\\", "![image](y)", "*bold*")


def catalog_of(*entries: Entry) -> Catalog:
    """A catalogue with one judge, who only declares, and a snapshot."""
    return replace(a_catalog(*entries, frameworks=[JUDGE]), snapshots=(Snapshot("index", date="2026-06-12"),))


def document(*entries: Entry) -> str:
    """The entries as a table to send."""
    return entries_document(catalog_of(*entries), entries, FRAMEWORK)


def side_by_side(*entries: Entry, catalog: Catalog | None = None) -> str:
    """The entries as a comparison to send."""
    known = catalog or catalog_of(*entries)
    return comparison_document(known, compare(known, [each.id for each in entries], FRAMEWORK))


def cells(line: str) -> list[str]:
    """The texts of a row."""
    return [each.strip() for each in line.strip("|").split(" | ")]


def html(text: str) -> str:
    """The text as a reader of Markdown shows it."""
    return str(MarkdownIt("commonmark").enable("table").render(text))


def test_a_row_has_the_linked_name_the_facts_and_a_sign_per_grade() -> None:
    entry = an_entry(
        name="One",
        maker="Maker",
        licence="LicenseRef-Own-Terms",
        sizes=("7B", "13B", "70B"),
        released="2024-05",
        links=(Link("repo", "https://example.org/repo"), Link("weights", "https://example.org/weights")),
        grades={"weights": EVIDENCE, "code": "closed"},
    )

    text = document(entry)

    heading, rule, row = text.splitlines()[:3]
    facts = ["Maker", "In a word", "Openness", "Licence", "Size", "Released"]
    assert ["Name", *facts, "Code", "Weights"] == cells(heading)
    assert ["-", "-", "-", "-:", "-", "-", "-", ":-:", ":-:"] == [re.sub("-+", "-", each) for each in cells(rule)]
    assert ["[One]", "Maker", "unclear", "1.0+", "Own Terms", "7B to 70B", "2024-05", "◌", "◍"] == cells(row)
    assert '<a href="https://example.org/weights">One</a>' in html(text)


def test_the_columns_of_the_source_line_up() -> None:
    entries = [an_entry("a", name="百川大模型", maker="Maker", licence="MIT"), an_entry("b", maker="A longer maker")]

    lines = document(*entries).splitlines()[:4]

    assert 1 == len({cell_len(line) for line in lines})
    assert 1 == len({tuple(cell_len(line[: found.start()]) for found in re.finditer(r"\|", line)) for line in lines})


def test_a_table_too_wide_for_any_reader_is_not_padded() -> None:
    text = table(["Name", "Text"], [["a", "x" * 300], ["bc", "y"]], [Align.LEFT, Align.CENTRE])

    assert f"| Name | Text |\n| --- | :-: |\n| a   | {'x' * 300} |\n| bc  |  y  |\n" == text


@pytest.mark.parametrize("name", AWKWARD_NAMES)
def test_a_name_leads_to_its_page_whatever_signs_it_has(name: str) -> None:
    entry = an_entry(name=name, links=(Link("weights", "https://example.org"),), grades={"code": EVIDENCE})

    for text in (document(entry), side_by_side(entry, an_entry("other"))):
        shown = html(text)
        assert f'<a href="https://example.org">{name}</a>' in shown
        assert not re.search("<h1>|<img|<code>|<em>|<ol>", shown)
        assert "]: " not in re.sub(r"<li>.*?: ", "", shown)


def test_entries_of_the_same_name_lead_to_their_own_pages() -> None:
    links = [(Link("weights", f"https://example.org/{at}"),) for at in range(2)]

    shown = html(document(an_entry("a", name="Dolly", links=links[0]), an_entry("b", name="dolly", links=links[1])))

    assert '<a href="https://example.org/0">Dolly</a>' in shown
    assert '<a href="https://example.org/1">dolly</a>' in shown


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://example.org/a|b", "file:///etc/passwd"])
def test_only_safe_addresses_are_links(address: str) -> None:
    entry = an_entry(links=(Link("weights", address),), grades={"code": Judgement(Grade.OPEN, (address,))})

    assert "<a " not in html(document(entry))
    assert address not in document(entry)


def test_columns_that_would_be_empty_are_left_out() -> None:
    assert ["Name", "In a word"] == cells(document(an_entry()).splitlines()[0])


def test_the_caption_states_words_signs_judges_with_dates_and_the_date_of_the_data() -> None:
    assessments = [an_assessment({"code": "open"}, date=date, of=date) for date in ("2025-03", "2026-01")]

    text = document(an_entry("a", assessments=(assessments[0],)), an_entry("b", assessments=(assessments[1],)))

    assert "In a word: unclear (too little is known of its weights or of its licence)." in text
    assert "● open, ◐ partial, ○ closed, – n/a, · not assessed; ◍ ◒ ◌ declared, not reviewed." in text  # noqa: RUF001
    assert "Judged by The Judges (declared), Mar 2025 to Jan 2026." in text
    assert "llmtui, snapshot of 2026-06-12, not live." in text


def test_the_evidence_follows_below_the_table() -> None:
    text = document(an_entry("a", name="+ A", grades={"code": EVIDENCE, "weights": "open"}))

    assert "Evidence:\n\n- \\+ A: [Code](<https://example.org/code>)\n" in text


def test_an_entry_alone_is_a_table_of_its_facts_with_a_sentence_on_how_open_it_is() -> None:
    entry = an_entry("a", name="Alpha", maker="Maker", notice="Read this.", grades={"code": "open"})

    text = entry_document(catalog_of(entry), entry, FRAMEWORK)

    assert ["Maker", "Maker"] in map(cells, text.splitlines())
    assert ["Code", "◍ open"] in map(cells, text.splitlines())
    assert "Alpha is unclear. Too little is known of its weights or of its licence." in text
    assert "Alpha: Read this." in text
    assert "Not assessed: Weights, License." in text


def rows_of(text: str) -> Sequence[list[str]]:
    """The rows of the table."""
    return [cells(line) for line in text.splitlines() if line.startswith("|")]


def test_a_comparison_has_the_verdict_and_neither_ids_nor_a_column_of_differences() -> None:
    one = an_entry("id-one", name="One", maker="M", grades={"code": "open", "weights": "open"})
    two = an_entry("id-two", name="Two", grades={"code": "open", "weights": "closed"})

    text = side_by_side(one, two)

    assert ["", "One", "Two"] == rows_of(text)[0]
    assert ["≠ Weights", "◍ open", "◌ closed"] in rows_of(text)
    assert "One is more open than Two on 1 of the 2 criteria assessed for both (Weights), less on none." in text
    assert not re.search(r"id-one|\| differs|Kind", text)


def test_rows_that_say_nothing_are_left_out_and_named() -> None:
    text = side_by_side(an_entry("a", grades={"code": "open"}), an_entry("b", grades={"code": "closed"}))

    assert {"Weights", "License", "Derives from"}.isdisjoint(row[0] for row in rows_of(text))
    assert "Not assessed: Weights, License." in text


def test_the_conditions_of_a_licence_are_stated_once() -> None:
    licence = a_licence("LicenseRef-Own", "conditions conditions conditions yes")
    entries = (an_entry("a", licence="LicenseRef-Own", grades={"code": "open"}), an_entry("b", grades={"code": "open"}))

    text = side_by_side(*entries, catalog=with_licences(catalog_of(*entries), licence))

    assert "- A (Own): The users condition of LicenseRef-Own.\n- B: no licence is known\n" in text
    assert "It is not legal advice." in text


def test_sizes_under_other_licences_are_named() -> None:
    entry = an_entry("a", licence="MIT", licences=(("3B", "LicenseRef-Own"), ("7B", "MIT"), ("9B", "LicenseRef-Own")))

    assert "MIT; 3B, 9B: Own" in document(entry)


def test_the_matrix_has_places_names_with_what_was_judged_and_no_ids() -> None:
    assessments = (an_assessment({"code": "open"}, of="7B"), an_assessment({"code": "closed"}, of="13B"))
    catalog = catalog_of(an_entry("the-id", name="Wizard", assessments=assessments))

    text = matrix_document(catalog, JUDGE, rank(catalog, FRAMEWORK))

    assert [["#", "Name"], ["1", "Wizard, 7B"], ["2", "Wizard, 13B"]] == [rows_of(text)[at][:2] for at in (0, 2, 3)]
    assert "--:" in rows_of(text)[1][0]
    assert "the-id" not in text
