"""The pieces that documents are built from: licences and addresses for CycloneDX, links of Markdown, markup of HTML."""

from __future__ import annotations

import json
from typing import Any

import pytest

from factories import a_catalog, a_framework, a_licence, an_assessment, an_entry, with_licences
from llmtui.exporters.cyclonedx import dump, dump_entries, hub_purl, licences_of, pedigree, without_empty
from llmtui.exporters.html.markup import element, fragment, link, spans
from llmtui.exporters.judged import shares
from llmtui.exporters.markdown.links import Names, evidence_line, linked, paragraph
from llmtui.exporters.markdown.table import Align, table
from llmtui.exporters.pages import page_of
from llmtui.frameworks import Rating
from llmtui.model import Basis, Entry, Judgement, Kind, Link
from llmtui.model.assessment import Grade
from llmtui.present.cells import Cell, Role

CATALOG = with_licences(
    a_catalog(), a_licence("LicenseRef-Own", url="https://example.org/l"), a_licence("LicenseRef-Bad", url="file:///x")
)


@pytest.mark.parametrize(
    ("expression", "written"),
    [
        pytest.param("", [], id="none"),
        pytest.param("MIT", [{"license": {"id": "MIT"}}], id="of SPDX"),
        pytest.param("MIT OR Apache-2.0", [{"expression": "MIT OR Apache-2.0"}], id="expression"),
        pytest.param(
            "GPL-3.0-only WITH Classpath-exception-2.0",
            [{"expression": "GPL-3.0-only WITH Classpath-exception-2.0"}],
            id="exception",
        ),
        pytest.param(
            "LicenseRef-Own",
            [{"license": {"name": "LicenseRef-Own", "url": "https://example.org/l"}}],
            id="with a file",
        ),
        pytest.param("LicenseRef-Bad", [{"license": {"name": "LicenseRef-Bad"}}], id="without a web address"),
        pytest.param("Our terms", [{"license": {"name": "Our terms"}}], id="in words"),
        pytest.param("this OR that terms", [{"license": {"name": "this OR that terms"}}], id="words with an operator"),
        pytest.param("GPL-3.0", [{"license": {"name": "GPL-3.0"}}], id="an id that SPDX gave up"),
    ],
)
def test_a_licence_is_an_id_of_spdx_an_expression_or_a_name(expression: str, written: list[dict[str, Any]]) -> None:
    assert written == licences_of(CATALOG, expression)


@pytest.mark.parametrize(
    ("expression", "kind"), [("MIT", "license"), ("MIT OR ISC", "expression"), ("Our terms", "license")]
)
def test_a_declared_licence_says_that_it_is(expression: str, kind: str) -> None:
    (written,) = licences_of(CATALOG, expression, declared=True)
    inner = written[kind] if kind == "license" else written
    assert isinstance(inner, dict)

    assert "declared" == inner["acknowledgement"]


@pytest.mark.parametrize(
    ("name", "purl"),
    [
        ("acme/alpha-7B", "pkg:huggingface/acme/alpha-7B"),
        ("acme/alpha_7.1", "pkg:huggingface/acme/alpha_7.1"),
        ("alpha", ""),
        ("acme/alpha/7b", ""),
        ("acme/alpha 7b", ""),
        ("", ""),
    ],
)
def test_only_a_name_of_the_hub_has_a_package_address(name: str, purl: str) -> None:
    assert purl == hub_purl(name)


def test_a_pedigree_goes_up_to_the_roots_and_ends_in_a_circle() -> None:
    catalog = a_catalog(an_entry("a", base=("b", "Some 7B")), an_entry("b", base=("c",)), an_entry("c", base=("b",)))
    found = pedigree(catalog, ("a", "b", "a"))
    ancestors = found["ancestors"]
    assert isinstance(ancestors, list)

    assert ["A", "B", "Some 7B", "C"] == [each["name"] for each in ancestors]
    assert {} == pedigree(catalog, ())


def test_no_more_ancestors_than_two_hundred_are_written() -> None:
    catalog = a_catalog(*(an_entry(f"e{number}", base=(f"e{number + 1}",)) for number in range(300)))
    ancestors = pedigree(catalog, ("e0",))["ancestors"]
    assert isinstance(ancestors, list)

    assert 200 == len(ancestors)


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        (Kind.MODEL, "machine-learning-model"),
        (Kind.DATASET, "data"),
        (Kind.EVALUATION, "data"),
        (Kind.RESOURCE, "data"),
        (Kind.TOOL, "application"),
        (Kind.APPLICATION, "application"),
        (Kind.METHOD, "application"),
    ],
)
def test_each_kind_has_the_nearest_type_and_itself_as_a_property(kind: Kind, written: str) -> None:
    (component,) = json.loads(dump_entries(a_catalog(), [an_entry("x", kind=kind)]))["components"]
    properties = {each["name"]: each["value"] for each in component["properties"]}

    assert (written, kind.value) == (component["type"], properties["llmtui:kind"])


def test_bases_that_are_components_too_are_dependencies() -> None:
    entries = [an_entry("a", base=("b", "c", "a", "b")), an_entry("b"), an_entry("d", base=("c",))]

    assert [{"ref": "a", "dependsOn": ["b"]}] == json.loads(dump_entries(a_catalog(*entries), entries))["dependencies"]
    assert "dependencies" not in json.loads(dump_entries(a_catalog(*entries), entries[1:]))


def test_links_are_references_of_the_nearest_type_each_once() -> None:
    links = tuple(
        Link(role, url)
        for role, url in (
            ("homepage", "https://h.org"),
            ("repo", "https://r.org"),
            ("weights", "https://w.org"),
            ("data", "https://w.org"),
            ("paper", "https://p.org"),
            ("blog", "https://p.org"),
            ("demo", "javascript:x"),
            ("docs", "https://d.org"),
        )
    )
    (component,) = json.loads(dump_entries(a_catalog(), [an_entry("x", links=links)]))["components"]

    assert [
        ("website", "https://h.org", "homepage"),
        ("vcs", "https://r.org", "repo"),
        ("distribution", "https://w.org", "weights"),
        ("other", "https://p.org", "paper"),
        ("documentation", "https://d.org", "docs"),
    ] == [(each["type"], each["url"], each["comment"]) for each in component["externalReferences"]]


@pytest.mark.parametrize(
    ("names", "purl"), [(("hub:a/b", "ollama:b"), "pkg:huggingface/a/b"), (("hub:a/b", "hub:a/c"), None), ((), None)]
)
def test_a_model_of_one_name_on_the_hub_has_its_address(names: tuple[str, ...], purl: str | None) -> None:
    (component,) = json.loads(dump_entries(a_catalog(), [an_entry("x", machine_names=names)]))["components"]

    assert purl == component.get("purl")


def test_each_grade_that_counts_is_a_property_with_judge_basis_date_and_evidence() -> None:
    judges = a_framework("judges", ("code", "paper"), basis=Basis.DECLARED)
    assessment = an_assessment({"code": Judgement(Grade.OPEN, ("https://e.org",)), "paper": "n/a"}, "judges", "2024")
    entry = an_entry("x", kind=Kind.DATASET, assessments=(assessment,))
    (component,) = json.loads(dump_entries(a_catalog(entry, frameworks=[judges]), [entry]))["components"]

    assert [
        ("llmtui:openness:code", "open"),
        ("llmtui:openness:code:judge", "judges"),
        ("llmtui:openness:code:basis", "declared"),
        ("llmtui:openness:code:date", "2024"),
        ("llmtui:openness:code:evidence", "https://e.org"),
    ] == [(each["name"], each["value"]) for each in component["properties"] if "openness" in each["name"]]


def test_what_is_not_known_is_left_out_and_zero_is_known() -> None:
    assert {"a": 0, "b": False} == without_empty({"a": 0, "b": False, "c": "", "d": None, "e": [], "f": {}})


def test_a_bill_of_materials_says_which_form_it_has() -> None:
    bom = json.loads(dump([]))

    assert ("CycloneDX", "1.6", 1, []) == (bom["bomFormat"], bom["specVersion"], bom["version"], bom["components"])
    assert bom["serialNumber"].startswith("urn:uuid:")
    assert "timestamp" not in bom["metadata"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("# a", "\\# a"),
        ("- a", "\\- a"),
        ("+ a", "\\+ a"),
        ("= a", "\\= a"),
        ("1. a", "1\\. a"),
        ("12) a", "12\\) a"),
        ("1.5 a", "1\\.5 a"),
        ("a - b", "a - b"),
        ("* a", "\\* a"),
        ("> a", "\\> a"),
        ("", ""),
    ],
)
def test_no_sign_at_its_beginning_makes_a_paragraph_something_else(text: str, written: str) -> None:
    assert written == paragraph(text)


def _page(name: str, url: str, entry_id: str = "x") -> Entry:
    return an_entry(entry_id, name=name, links=(Link("homepage", url),) if url else ())


def test_the_address_of_a_name_is_below_the_table_unless_the_name_is_another_s() -> None:
    names = Names()
    shown = [
        names.linked(each)
        for each in (
            _page("X", "https://x.org"),
            _page("X", "https://x.org"),
            _page("x", "https://other.org"),
            _page("Y|Z", "https://y.org"),
            _page("Bare", ""),
        )
    ]

    assert ["[X]", "[X]", "[x](<https://other.org>)", "[Y\\|Z](<https://y.org>)", "Bare"] == shown
    assert "[X]: <https://x.org>\n" == names.definitions()


def test_evidence_is_a_list_of_links_and_nothing_without_any() -> None:
    evidence = [("Code", "https://c.org"), ("A|B", "ftp://x")]

    assert ["- X: [Code](<https://c.org>), A\\|B"] == list(evidence_line("X", evidence))
    assert [] == list(evidence_line("X", []))
    assert "a" == linked("a", "javascript:x")


@pytest.mark.parametrize(
    ("roles", "page"),
    [
        (("paper", "repo", "homepage", "weights"), "weights"),
        (("paper", "repo", "homepage"), "homepage"),
        (("blog", "demo", "docs", "data", "paper"), "paper"),
        (("blog", "demo"), "demo"),
        ((), ""),
    ],
)
def test_the_best_page_about_an_entry_is_the_one_nearest_to_the_thing_itself(roles: tuple[str, ...], page: str) -> None:
    entry = an_entry(links=tuple(Link(role, f"https://{role}.org") for role in roles))

    assert (f"https://{page}.org" if page else "") == page_of(entry)


def test_a_page_that_is_not_safe_is_passed_over() -> None:
    links = (Link("weights", "javascript:x"), Link("repo", "https://r.org"))

    assert "https://r.org" == page_of(an_entry(links=links))


@pytest.mark.parametrize(
    ("align", "rule", "cell"),
    [
        (Align.LEFT, "-----", "a    "),
        (Align.RIGHT, "----:", "    a"),
        (Align.CENTRE, ":---:", "  a  "),
    ],
)
def test_a_column_is_lined_up_as_it_is_aligned(align: Align, rule: str, cell: str) -> None:
    assert f"| Title |\n| {rule} |\n| {cell} |\n" == table(["Title"], [["a"]], [align])


@pytest.mark.parametrize(
    ("markup", "written"),
    [
        pytest.param(element("p", "<b>", element("i", "&")), "<p>&lt;b&gt;<i>&amp;</i></p>", id="children"),
        pytest.param(element("br"), "<br>", id="void"),
        pytest.param(
            element("td", class_="open", aria_label='"x"'),
            '<td class="open" aria-label="&quot;x&quot;"></td>',
            id="attributes",
        ),
        pytest.param(
            element("details", open=True, hidden=False, tabindex=0), '<details open tabindex="0"></details>', id="flags"
        ),
        pytest.param(fragment(["<", element("b")]), "&lt;<b></b>", id="fragment"),
        pytest.param(link("https://a.org", "A"), '<a href="https://a.org" rel="noopener">A</a>', id="link"),
        pytest.param(link("javascript:x", "<A>"), "&lt;A&gt;", id="no link"),
        pytest.param(link("data:x"), "data:x", id="no link and no text"),
        pytest.param(
            spans([Cell("a"), Cell("<b>", Role.STRONG), Cell(" https://a.org ", Role.LINK)]),
            'a<span class="strong">&lt;b&gt;</span><a href="https://a.org" rel="noopener">https://a.org</a>',
            id="cells",
        ),
    ],
)
def test_markup_is_escaped_unless_an_element_made_it(markup: str, written: str) -> None:
    assert written == markup


@pytest.mark.parametrize(
    ("rating", "share"),
    [
        (None, (None, None)),
        (Rating("x", 1, 3, 2, 3), (0.3333, 0.6667)),
        (Rating("x", 0, 0, 0, 0), (0.0, 0.0)),
        (Rating("x", 2, 2, 2, 2), (1.0, 1.0)),
    ],
)
def test_a_share_has_four_decimals_and_none_if_nothing_was_judged(
    rating: Rating | None, share: tuple[float | None, float | None]
) -> None:
    assert share == shares(rating)
