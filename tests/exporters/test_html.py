from __future__ import annotations

import re

import pytest
from msgspec.structs import replace
from msgspec.structs import replace as catalog_of

from factories import FRAMEWORK, a_catalog, a_framework, an_assessment, an_entry
from llmtui.exporters.html import TITLE, dump_comparison, dump_index, dump_matrix
from llmtui.exporters.html.markup import element, fragment, link, spans
from llmtui.frameworks import rank
from llmtui.loader.loaded import Loaded
from llmtui.model import Basis, Entry, Grade, Judgement, Link, Snapshot
from llmtui.present.cells import Cell, Role
from llmtui.present.compare import compare
from llmtui.present.glyphs import UNICODE

HOSTILE = "\"><script>alert(1)</script>&'"
EVIDENCE = Judgement(Grade.OPEN, ("https://example.org/1", "https://example.org/2"), "Only half.", "MIT")
CITED = a_framework(publication="Somebody 2024", licence="CC-BY-4.0", attribution="Grades by Somebody", doi="10.1/x")
ENTRY = an_entry("one", name="One", summary="A summary.", links=(Link("repo", "https://example.org/repo"),))
JUDGED = replace(ENTRY, assessments=(an_assessment({"code": EVIDENCE, "weights": "closed"}, of="7B", name="One-7B"),))


def _index(*entries: Entry) -> str:
    return dump_index(a_catalog(*entries, frameworks=[CITED]), entries, FRAMEWORK)


def test_a_text_is_escaped_wherever_it_is() -> None:
    made = element("td", HOSTILE, element("b", HOSTILE), title=HOSTILE)

    escaped = "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;&#x27;"
    assert f'<td title="{escaped}">{escaped}<b>{escaped}</b></td>' == made


def test_pieces_are_escaped_once() -> None:
    assert "a &amp; b<b>c &amp; d</b>" == fragment(["a & b", element("b", "c & d")])


def test_an_attribute_may_be_a_flag_or_left_out() -> None:
    assert '<input hidden data-k="1">' == element("input", hidden=True, required=False, data_k=1)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//example.org", "https://x y", "ftp://x"])
def test_only_addresses_of_the_web_are_links(url: str) -> None:
    assert "<a" not in link(url, "name")


def test_a_link_gives_the_other_page_no_way_back() -> None:
    assert '<a href="https://example.org/?a=1&amp;b=2" rel="noopener">x</a>' == link(
        "https://example.org/?a=1&b=2", "x"
    )


def test_cells_keep_their_roles_and_addresses_become_links() -> None:
    cells = (Cell("a<b "), Cell("c", Role.MUTED), Cell(" https://example.org ", Role.LINK))

    made = spans(cells)

    link_made = '<a href="https://example.org" rel="noopener">https://example.org</a>'
    assert f'a&lt;b <span class="muted">c</span>{link_made}' == made


def test_a_grade_is_a_sign_a_word_and_a_colour_with_its_first_evidence() -> None:
    text = _index(JUDGED)

    open_word = '<a href="https://example.org/1" rel="noopener" title="evidence">open ↗</a>'
    assert f'<td class="grade-open" title="Test-Points, Jan 2024"><i aria-hidden="true">●</i> {open_word}</td>' in text
    assert '<td class="grade-closed"><i aria-hidden="true">○</i> closed</td>' in text
    assert '<td class="grade-unknown"><i aria-hidden="true">·</i> not assessed</td>' in text


def test_an_entry_shows_all_evidence_notes_and_licences_of_its_parts() -> None:
    article = _index(JUDGED).partition("<article")[2]

    assert [] == [
        each for each in (*EVIDENCE.evidence, "Only half.", "Licence: MIT", "A summary.") if each not in article
    ]
    assert f"1 not assessed: 1{UNICODE.dash}2" in article


def test_all_judges_mark_what_was_only_declared_and_state_whose_each_grade_is() -> None:
    reviewed = a_framework("reviewed", ("code",), name="Reviewers")
    declared = a_framework("declared", ("paper",), name="Makers", basis=Basis.DECLARED)
    assessments = (an_assessment({"code": "open"}, "reviewed"), an_assessment({"paper": "open"}, "declared", "2025-05"))
    entry = an_entry(assessments=assessments)

    text = dump_index(a_catalog(entry, frameworks=[reviewed, declared]), (entry,), "all")

    assert '<td class="grade-open" title="Reviewers, Jan 2024"><i aria-hidden="true">●</i> open</td>' in text
    marked = '<i aria-hidden="true">●</i> open<small> declared</small></td>'
    assert f'<td class="grade-open" title="Makers (declared), May 2025">{marked}' in text


def test_the_page_states_of_which_date_the_data_is() -> None:
    catalog = catalog_of(a_catalog(ENTRY), snapshots=(Snapshot("index", date="2026-06-12"),))

    assert "Snapshot of 2026-06-12, not live." in dump_index(catalog, (ENTRY,), FRAMEWORK)


def test_an_entry_that_was_not_judged_says_so() -> None:
    assert "No index has judged it yet." in _index(ENTRY)
    assert "None of these entries has been judged yet." in _index(ENTRY)


def test_publication_licence_and_attribution_of_a_framework_are_shown() -> None:
    about = _index(JUDGED).partition('id="about"')[2]

    attributions = ("Somebody 2024", "Grades by Somebody, CC-BY-4.0", 'href="https://doi.org/10.1/x"')
    assert [] == [each for each in attributions if each not in about]


def test_a_paragraph_of_the_legend_is_not_a_term_of_its_list() -> None:
    """As a term it would make the page as wide as the paragraph is long."""
    legend = _index(ENTRY).partition('id="legend"')[2].partition("</section>")[0]

    assert "<dd></dd>" not in legend
    assert "<p>Declared grades were not reviewed." in legend


def test_every_grade_is_in_the_legend() -> None:
    legend = _index(ENTRY).partition('id="legend"')[2].partition("</section>")[0]

    signs = {each.strip() for each in re.findall(r">([^<]+)</span>", legend)}
    assert {
        "● open",
        "◐ partial",
        "○ closed",
        f"{UNICODE.grades[Grade.NOT_APPLICABLE]} n/a",
        "? listed",
        "· not assessed",
    } <= signs


def test_lineage_leads_to_entries_of_the_page_alone() -> None:
    child = an_entry("child", base=("one", "elsewhere", "In words"))
    catalog = a_catalog(ENTRY, child, an_entry("elsewhere"))

    text = dump_index(catalog, (ENTRY, child), FRAMEWORK)

    assert '<a href="#e-one"><bdi>One</bdi></a>, <bdi>Elsewhere</bdi>, <bdi>In words</bdi>' in text


def test_the_chosen_framework_comes_first() -> None:
    other = a_framework("other")
    entry = an_entry(assessments=(an_assessment({"code": "open"}), an_assessment({"code": "open"}, "other")))

    text = dump_index(a_catalog(entry, frameworks=[CITED, other]), (entry,), "other")

    assert ["other", "all", FRAMEWORK] == re.findall(r'data-framework="([^"]+)"', text)


def test_a_title_may_be_given() -> None:
    index = dump_index(a_catalog(ENTRY), (ENTRY,), FRAMEWORK, "Ours & yours")

    assert "<h1>Ours &amp; yours</h1>" in index
    assert f"<h1>{TITLE}</h1>" in _index(ENTRY)


def test_the_page_is_whole_in_itself() -> None:
    text = _index(JUDGED)

    assert [] == re.findall(r"<(?:script|img|link|iframe)[^>]* (?:src|href)=|@import|url\(|style=\"", text)
    assert "default-src &#x27;none&#x27;" in text


def test_the_same_entries_make_the_same_page() -> None:
    assert _index(JUDGED, an_entry("b")) == _index(JUDGED, an_entry("b"))


def test_a_matrix_is_a_page_with_its_rows_in_the_order_given() -> None:
    entries = [an_entry(name, grades={"code": grade}) for name, grade in (("a", "open"), ("b", "closed"))]
    ranked = rank(a_catalog(*entries), FRAMEWORK)

    text = dump_matrix(a_catalog(frameworks=[CITED]), CITED, ranked[::-1])

    assert ["b", "a"] == re.findall(r'data-e="(\w+)"', text)
    assert 'href="#e-' not in text
    assert "Somebody 2024" in text


def test_a_comparison_is_a_page_that_marks_what_differs() -> None:
    entries = (an_entry("a", grades={"code": EVIDENCE}), an_entry("b", maker="<i>", grades={"code": "closed"}))

    text = dump_comparison(compare(a_catalog(*entries), ("a", "b"), FRAMEWORK))

    assert (
        'scope="row" class="name">Code<b title="they differ" class="differs"> ≠</b></th><td class="grade-open">' in text
    )
    assert "<bdi>&lt;i&gt;</bdi>" in text
    assert "A is more open than B" in text


def test_a_comparison_has_names_that_lead_to_their_pages_and_licences_by_name() -> None:
    links = (Link("weights", "https://example.org/a"),)
    entries = (an_entry("a", links=links, licence="LicenseRef-Own-Terms", grades={}), an_entry("b"))

    text = dump_comparison(compare(a_catalog(*entries), ("a", "b"), FRAMEWORK))

    assert '<a href="https://example.org/a" rel="noopener"><bdi>A</bdi></a>' in text
    assert "<bdi>Own Terms</bdi>" in text


def test_a_comparison_may_leave_out_what_is_the_same() -> None:
    entries = (an_entry("a", grades={"code": "open"}), an_entry("b", grades={"code": "closed"}))

    text = dump_comparison(compare(a_catalog(*entries), ("a", "b"), FRAMEWORK), differences=True)

    assert ">Kind<" not in text
    assert "Rows that are the same and left out: " in text


def test_the_bundled_catalogue_becomes_a_page_with_every_entry(bundled: Loaded) -> None:
    catalog = bundled.catalog

    text = dump_index(catalog, list(catalog), next(iter(catalog.frameworks)))

    assert set(catalog.entries) == set(re.findall(r'<article id="e-([^"]+)"', text))
    assert sum(len(rank(catalog, each)) for each in catalog.judges) == len(re.findall(r"<tr data-e=", text))


@pytest.mark.parametrize(("count", "words"), [(0, "0 entries: "), (1, "1 entry: "), (2, "2 entries: ")])
def test_the_page_counts_its_entries_in_words(count: int, words: str) -> None:
    assert f">{words}" in _index(*(an_entry(f"e{number}") for number in range(count)))


def test_what_derives_from_an_entry_is_named_only_if_the_page_has_it() -> None:
    children = an_entry("shown", base=("one",)), an_entry("left-out", base=("one",))
    text = dump_index(a_catalog(ENTRY, *children), (ENTRY, children[0]), FRAMEWORK)

    assert '<a href="#e-shown"><bdi>Shown</bdi></a>' in text
    assert "left-out" not in text.lower().replace(" ", "-")


def test_a_matrix_says_how_many_were_judged_and_when_last() -> None:
    dated = [
        an_entry(f"e{year}", assessments=(an_assessment({"code": "open"}, date=year),)) for year in ("2023", "2025")
    ]

    assert "2 judged · last in 2025. " in _index(*dated)
    assert "1 judged. " in _index(an_entry(assessments=(an_assessment({"code": "open"}, date=""),)))


def test_a_name_without_a_page_leads_nowhere_in_a_comparison() -> None:
    entries = (an_entry("a", grades={"code": "open"}), an_entry("b"))

    assert (
        "<a "
        not in dump_comparison(compare(a_catalog(*entries), ("a", "b"), FRAMEWORK))
        .partition("<table")[2]
        .partition("</thead")[0]
    )
