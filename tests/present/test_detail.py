from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from factories import (
    a_catalog,
    a_classed_framework,
    a_framework,
    a_judgement,
    a_licence,
    an_assessment,
    an_entry,
    with_licences,
)
from llmtui.frameworks import rate
from llmtui.loader.loaded import Loaded
from llmtui.model import (
    Catalog,
    Criterion,
    CriterionGroup,
    Entry,
    Framework,
    Grade,
    Judgement,
    Kind,
    Link,
    Listing,
    Rule,
)
from llmtui.model.all_judges import ALL
from llmtui.present.cells import Role, line_width, plain
from llmtui.present.detail import CriterionTarget, EntryTarget, LinkTarget, Page, detail, facts
from llmtui.present.glyphs import ASCII, UNICODE, Glyphs
from llmtui.present.score import score_line

NARROW, WIDE = 40, 100
BOTH = pytest.mark.parametrize("width", [NARROW, WIDE])
HEADS = ("Test-Points |", "Links", "Training data", "Other Framework |")
OTHER = a_framework("other", ("extra",), name="Other Framework", rule=Rule.SHARE)


def _page(catalog: Catalog, width: int = NARROW, *, glyphs: Glyphs = ASCII, evidence: bool = False) -> Page:
    return Page(catalog, next(iter(catalog.frameworks), ""), width, glyphs, evidence)


def _text(entry: Entry, width: int = NARROW, *, others: tuple[Entry, ...] = (), evidence: bool = False) -> list[str]:
    """The detail as plain lines, in a catalogue with two frameworks."""
    page = _page(a_catalog(entry, *others, frameworks=[a_framework(), OTHER]), width, evidence=evidence)
    return [plain(line.cells).rstrip() for line in detail(page, entry)]


def _under(lines: list[str], heading: str) -> list[str]:
    """The lines from a heading to the next blank one."""
    start = lines.index(heading) + 1
    return lines[start : lines.index("", start)] if "" in lines[start:] else lines[start:]


def test_the_facts_come_first_the_most_useful_ahead() -> None:
    entry = an_entry(maker="Ai2", sizes=("1B", "7B", "13B"), languages=("zh", "tlh"), licence="MIT", released="2024-02")

    assert "model | Ai2 | 1B-13B | Chinese, tlh | MIT | 2024-02" == _text(entry, WIDE)[0]


@pytest.mark.parametrize(
    ("licences", "shown"),
    [
        pytest.param((), "Llama 3.1", id="one"),
        pytest.param((("3B", "MIT"), ("8B", "LicenseRef-Llama-3.1")), "Llama 3.1; 3B: MIT", id="sizes-differ"),
    ],
)
def test_the_facts_name_the_licence_for_people(licences: tuple[tuple[str, str], ...], shown: str) -> None:
    assert f"model | {shown}" == _text(an_entry(licence="LicenseRef-Llama-3.1", licences=licences), WIDE)[0]


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [pytest.param((), (), id="none"), pytest.param(("7B",), ("7B",), id="one")],
)
def test_sizes_are_shown_as_far_as_they_are_known(sizes: tuple[str, ...], shown: tuple[str, ...]) -> None:
    assert ("model", *shown) == facts(an_entry(sizes=sizes), ASCII)


@BOTH
def test_a_notice_is_set_off(width: int) -> None:
    entry = an_entry(notice="It never existed.")

    lines = detail(_page(a_catalog(entry), width), entry)

    assert "! It never existed." in {
        plain(line.cells) for line in lines if line.cells and line.cells[0].role is Role.NOTICE
    }


@BOTH
def test_a_criterion_that_was_not_assessed_is_unknown_and_not_closed(width: int) -> None:
    entry = an_entry(grades={"code": "open", "weights": "closed"})

    lines = detail(_page(a_catalog(entry), width), entry)

    roles = {cell.role for line in lines for cell in line.cells}
    assert {Role.OPEN, Role.CLOSED, Role.UNKNOWN} == roles & {Role.OPEN, Role.PARTIAL, Role.CLOSED, Role.UNKNOWN}


def test_grades_are_written_in_words_if_the_groups_are_under_each_other() -> None:
    grades: dict[str, str | Judgement] = {"code": "n/a", "weights": Judgement(Grade.LISTED, ("https://example.org",))}

    lines = _text(an_entry(grades=grades))

    assert [" - n/a           Code", " ? listed        Weights" + " " * 14 + "^", " . not assessed  License"] == [
        line.rstrip() for line in lines[lines.index("Access") + 1 :][:3]
    ]


def test_the_score_says_what_was_not_assessed_and_how_much_that_could_change() -> None:
    assessment = an_assessment({"code": "open", "weights": "partial"})

    line = plain(score_line(rate(a_framework(), assessment), ASCII, WIDE))

    assert line.startswith("1.5 of 3 | 1 not assessed: 1.5-2.5  ##")


def test_a_share_is_called_a_share() -> None:
    assessment = an_assessment({"code": "open", "weights": "open", "license": "n/a"})

    line = plain(score_line(rate(a_framework(rule=Rule.SHARE), assessment), ASCII, WIDE))

    assert line.startswith("100% open (share of 2 criteria)  ##")


def test_the_chosen_framework_comes_first_though_another_judged_later() -> None:
    assessments = (an_assessment({"code": "open"}), an_assessment({"extra": "open"}, "other", "2025-01"))

    lines = _text(an_entry(assessments=assessments))

    assert lines.index("Test-Points | 2024-01") < lines.index("Other Framework | 2025-01")


@BOTH
def test_what_others_judged_is_below_what_is_known_of_the_entry(width: int) -> None:
    assessments = (an_assessment({"code": "open"}), an_assessment({"extra": "open"}, OTHER.id))
    entry = an_entry(assessments=assessments, links=(Link("repo", "https://example.org"),), training_data="Web pages")

    lines = _text(entry, width)

    first, *below = (next(at for at, line in enumerate(lines) if line.startswith(head)) for head in HEADS)
    assert [first, *below] == sorted((first, *below))


def test_the_newest_judgement_of_a_framework_comes_first_and_names_its_subject() -> None:
    assessments = (an_assessment({"code": "open"}, of="7B"), an_assessment({"code": "open"}, of="13B", date="2025-01"))

    lines = _text(an_entry(assessments=assessments))

    assert lines.index("Test-Points | 13B | 2025-01") < lines.index("Test-Points | 7B | 2024-01")


def test_an_entry_without_judgements_says_so() -> None:
    assert ["No index has judged it yet."] == _under(_text(an_entry()), "Openness")


def test_every_criterion_can_be_asked_for_its_reasons_in_either_layout() -> None:
    entry = an_entry(grades={"code": "open"})
    spots = [
        [spot.target for line in detail(_page(a_catalog(entry), width), entry) for spot in line.spots]
        for width in (NARROW, WIDE)
    ]

    assert [[CriterionTarget(entry.assessments[0], each, "x") for each in ("code", "weights", "license")]] * 2 == spots


@BOTH
def test_the_cursor_rests_on_what_it_names(width: int) -> None:
    groups = (CriterionGroup("access", "Access"), CriterionGroup("docs", "Documentation"))
    criteria = a_framework().criteria
    framework = replace(a_framework(), groups=groups, criteria=(*criteria[:2], replace(criteria[2], group="docs")))
    entry = an_entry(grades={"code": "open"}, links=(Link("repo", "https://example.org/repo"),))

    lines = detail(_page(a_catalog(entry, frameworks=[framework]), width), entry)

    under = [(spot.target, plain(line.cells)[spot.start : spot.end]) for line in lines for spot in line.spots]
    assert 4 == len(under)
    for target, text in under:
        assert (target.url if isinstance(target, LinkTarget) else target.criterion.title()) in text  # type: ignore[union-attr]


def test_evidence_is_under_its_criterion_whole_for_readers_without_a_cursor() -> None:
    url = "https://example.org/" + "evidence/" * 9
    entry = an_entry(grades={"code": Judgement(Grade.OPEN, (url,), note="Checked.", licence="MIT")})

    lines = _text(entry, evidence=True)

    after, indent = lines.index(" O open          Code"), " " * 17
    assert [f"{indent}{url}", f"{indent}Licence: MIT", f"{indent}Checked."] == lines[after + 1 : after + 4]


def test_evidence_is_announced_by_a_sign_where_a_cursor_can_ask_for_it() -> None:
    entry = an_entry(grades={"code": Judgement(Grade.OPEN, ("https://example.org",))})

    assert [" O open          Code" + " " * 17 + "^"] == [line for line in _text(entry) if "Code" in line]


def test_what_one_line_of_judges_changed_is_shown_with_its_years() -> None:
    assessments = (an_assessment({"code": "closed"}, date="2023"), an_assessment({"code": "open"}, date="2024"))

    lines = _text(an_entry(assessments=assessments), WIDE)

    assert [" & Code               x closed 2023 -> O open 2024  opened"] == _under(lines, "Changed")
    assert "Disputed" not in lines


def test_what_changed_keeps_its_last_grade_where_there_is_no_room_for_words() -> None:
    grades = {"2023": "open", "2025": "partial", "2026": "open"}
    assessments = tuple(an_assessment({"code": grade}, date=date) for date, grade in grades.items())

    lines = _text(an_entry(assessments=assessments), 38)

    (changed,) = _under(lines, "Changed")
    assert changed == " & Code O 23 -> ~ 25 -> O 26"


def test_what_judges_dispute_is_shown_with_who_says_what_and_leads_to_the_evidence() -> None:
    rival = a_framework("rival", ("code",), short="RIV")
    assessments = (an_assessment({"code": "closed"}), an_assessment({"code": "open"}, "rival", "2024-03"))
    entry = an_entry(assessments=assessments)
    catalog = a_catalog(entry, frameworks=[a_framework(), rival])

    lines = detail(Page(catalog, ALL, WIDE, ASCII), entry)

    (disputed,) = [line for line in lines if plain(line.cells).startswith(" /")]
    assert " / Code               O open RIV, Mar 2024 | x closed TEST, Jan 2024" == plain(disputed.cells)
    assert ["x"] == [spot.target.entry for spot in disputed.spots if isinstance(spot.target, CriterionTarget)]
    assert "Changed" not in [plain(line.cells) for line in lines]


def test_on_a_narrow_page_the_opinions_are_below_the_disputed_topic_and_whole() -> None:
    rival = a_framework("rival", ("code",), short="RIV")
    assessments = (an_assessment({"code": "closed"}), an_assessment({"code": "open"}, "rival", "2024-03"))
    entry = an_entry(assessments=assessments)
    page = Page(a_catalog(entry, frameworks=[a_framework(), rival]), ALL, 36, ASCII)

    lines = [plain(line.cells).rstrip() for line in detail(page, entry)]

    assert [" / Code", "   O open RIV, Mar 2024", "   x closed TEST, Jan 2024"] == _under(lines, "Disputed")


@pytest.mark.parametrize("width", [39, 41])
def test_beside_a_list_a_topic_keeps_its_whole_name_although_others_were_not_assessed(width: int) -> None:
    framework = a_framework(criteria=("code", "code_docs", "api"), short="EAI")
    entry = an_entry(assessments=(an_assessment({"code": "partial", "code_docs": "open"}, date="2026-06"),))

    lines = detail(Page(a_catalog(entry, frameworks=[framework]), ALL, width, ASCII), entry)

    rows = [" ".join(plain(line.cells).split()) for line in lines]
    assert f"{ASCII.grades[Grade.OPEN]} open Code documentation EAI 26" in rows
    assert f"{ASCII.grades[Grade.UNKNOWN]} API not assessed" in rows


@pytest.mark.parametrize(
    ("dates", "shown"),
    [
        pytest.param(("2024",), "Judged once: no earlier grades to compare with.", id="once"),
        pytest.param(("2023", "2024"), "Judged again: nothing changed.", id="twice"),
    ],
)
def test_an_entry_without_changes_says_whether_it_was_judged_again(dates: tuple[str, ...], shown: str) -> None:
    entry = an_entry(assessments=tuple(an_assessment({"code": "open"}, date=date) for date in dates))

    assert shown in _text(entry, WIDE)


def test_doubts_are_counted_over_the_grades_that_count() -> None:
    proof = Judgement(Grade.OPEN, ("https://example.org",))
    entry = an_entry(
        assessments=(an_assessment({"code": "partial", "weights": proof, "license": "closed"}, date="2019"),)
    )

    expected = "Doubts: of 2 grades that say open or partial, 1 has no evidence, 2 are over two years old."
    assert expected in _text(entry, WIDE)


def test_the_word_comes_with_its_rule_and_the_facts_that_decided() -> None:
    entry = an_entry(
        kind=Kind.MODEL,
        licence="MIT",
        grades={"code": "open", "weights": "open"},
        links=(Link("weights", "https://x"),),
    )

    lines = _text(entry, WIDE)

    assert [
        "W open weights",
        "The weights are open and the licence is free; code and data are not all known to be open.",
        "weights, code: open (TEST, Jan 2024) | licence: free (MIT)",
    ] == lines[2:5]


def test_what_would_make_it_more_open_leads_to_a_relative_that_has_it() -> None:
    entry = an_entry(licence="MIT", base=("root",), grades={"code": "closed", "weights": "open"})
    sibling = an_entry("sibling", name="Sibling", base=("root",), grades={"code": "open"})
    catalog = a_catalog(entry, sibling, an_entry("root"))

    lines = detail(Page(catalog, ALL, WIDE, ASCII), entry)

    shown = [plain(line.cells).rstrip() for line in lines]
    assert [
        "To be open source it needs:",
        " x Code  now closed",
        "    as in Sibling",
        " . Training data  now not assessed",
    ] == (_under(shown, "What would make it more open")[:4])
    assert EntryTarget("sibling") in [spot.target for line in lines for spot in line.spots]


def test_a_component_that_no_class_needs_is_not_shown_as_closed() -> None:
    framework = a_classed_framework()
    framework = replace(framework, criteria=(*framework.criteria, Criterion("extra", "Extra", "extra", "class-1")))
    entry = an_entry(grades={"card": "closed", "extra": "closed"}, framework="classed")

    lines = [line.cells for line in detail(_page(a_catalog(entry, frameworks=[framework])), entry)]

    signs = {
        plain(cells)[15:].strip(): (cells[1].text.split()[0], cells[1].role)
        for cells in lines
        if len(cells) > 2 and cells[1].text.strip()
    }
    assert ("x", Role.CLOSED) == signs["Card"]
    assert ("-", Role.NOT_APPLICABLE) == signs["Extra"]


def test_a_base_leads_to_its_entry_and_shows_its_matrix() -> None:
    base = an_entry("llama", name="LLaMA", grades={"code": "open"})
    entry = an_entry("alpaca", base=("llama",))

    lines = detail(_page(a_catalog(entry, base)), entry)

    assert [" LLaMA" + " " * 29 + " O.."] == [
        plain(line.cells) for line in lines for spot in line.spots if spot.target == EntryTarget("llama")
    ]


def test_a_base_in_plain_words_is_said_not_to_be_in_the_catalogue_and_leads_nowhere() -> None:
    entry = an_entry(base=("GPT-3.5",))

    lines = [line for line in detail(_page(a_catalog(entry)), entry) if "GPT-3.5 (" in plain(line.cells)]

    assert [(" GPT-3.5 (not in the catalogue)", ())] == [(plain(line.cells), line.spots) for line in lines]


def test_what_derives_from_an_entry_is_counted_and_named() -> None:
    children = tuple(an_entry(each, base=("x",)) for each in ("alpaca", "vicuna"))

    lines = _text(an_entry("x"), others=children)

    assert [" Alpaca", " Vicuna"] == _under(lines, "Derived from it (2)")


def test_of_very_many_that_derive_from_it_the_first_are_named_where_lineage_has_the_others() -> None:
    children = tuple(an_entry(f"child-{number:03}", base=("x",)) for number in range(753))
    pane, page = (_text(an_entry("x"), others=children, evidence=evidence) for evidence in (False, True))

    assert [" Child 059", " 693 more: T shows"] == [
        line[:18].rstrip() for line in _under(pane, "Derived from it (753)")[-2:]
    ]
    assert 753 == len(_under(page, "Derived from it (753)"))


def test_links_come_with_what_they_are() -> None:
    entry = an_entry(links=(Link("paper", "https://example.org/p"),))

    assert [" paper    https://example.org/p"] == _under(_text(entry), "Links")


@pytest.mark.parametrize(
    ("entry", "heading", "text"),
    [
        pytest.param(an_entry(aliases=("xmtf", "BLOOMZ-mT0")), "Also known as", "xmtf, BLOOMZ-mT0", id="aliases"),
        pytest.param(an_entry(tags=("rlhf",)), "Tags", "rlhf", id="tags"),
        pytest.param(an_entry(modalities=("text", "image")), "Modalities", "text, image", id="modalities"),
        pytest.param(an_entry(training_data="xP3"), "Training data", "xP3", id="training-data"),
        pytest.param(an_entry(reproduces=("PaLM",)), "Reproduces", " PaLM (not in the catalogue)", id="reproduces"),
        pytest.param(
            an_entry(listed_in=(Listing("survey", "Overview", "xmtf"),)),
            "Listed in",
            "survey: xmtf (Overview)",
            id="listed",
        ),
    ],
)
def test_everything_known_of_an_entry_is_shown_under_its_heading(entry: Entry, heading: str, text: str) -> None:
    assert [text] == _under(_text(entry), heading)


def test_an_entry_that_replaces_another_says_which_and_no_file_name_acts_on_the_terminal() -> None:
    entry = an_entry("x")
    catalog = msgspec.structs.replace(a_catalog(entry), replaced={"x": Path("/catalog\x1b[2J/base/x.toml")})

    lines = [plain(line.cells) for line in detail(_page(catalog), entry)]

    assert ["the entry of /catalog\ufffd[2J/base/x.toml"] == _under(lines, "Replaces")


@pytest.mark.parametrize(("width", "third"), [(12, 0), (20, 1), (40, 2), (66, 0), (100, 1), (200, 2)])
def test_no_line_is_wider_than_the_page(bundled: Loaded, width: int, third: int) -> None:
    """Each entry is drawn on a narrow page and on a wide one."""
    catalog = bundled.catalog
    page = _page(catalog, width, glyphs=UNICODE)
    entries = islice(catalog, third, None, 3)

    wide = {entry.id for entry in entries for line in detail(page, entry) if line_width(line.cells) > width}

    assert set() == wide


@BOTH
def test_in_ascii_an_entry_in_ascii_is_ascii(width: int) -> None:
    entry = an_entry(
        grades={"code": "open"}, links=(Link("repo", "https://example.org/" + "x" * 99),), summary="Long " * 50
    )
    framework = a_framework(criteria=("code", "w" * 120))
    framework = replace(framework, groups=(CriterionGroup("access", "Access " * 30),))

    lines = detail(_page(a_catalog(entry, frameworks=[framework]), width), entry)

    assert [] == [text for line in lines if not (text := plain(line.cells)).isascii()]


@BOTH
@pytest.mark.parametrize(
    "groups",
    [
        pytest.param((), id="no-groups"),
        pytest.param(
            (CriterionGroup("access", "Access"), CriterionGroup("bare", "Bare")), id="a-group-without-criteria"
        ),
    ],
)
def test_a_framework_of_another_author_with_odd_groups_is_shown_all_the_same(
    groups: tuple[CriterionGroup, ...], width: int
) -> None:
    framework: Framework = replace(a_framework(), groups=groups)
    entry = an_entry(summary="Still here.", assessments=(an_assessment({"code": a_judgement("open")}),))

    lines = detail(_page(a_catalog(entry, frameworks=[framework]), width), entry)

    assert "Still here." in {plain(line.cells) for line in lines}


def test_a_class_is_shown_with_what_the_next_one_lacks() -> None:
    framework = a_classed_framework()
    entry = an_entry("a", grades={"card": "open", "code": "closed", "data": "closed"}, framework=framework.id)

    lines = [plain(line.cells).strip() for line in detail(_page(a_catalog(entry, frameworks=[framework]), 100), entry)]

    assert any("Class III" in line and "50% of the way to class I" in line for line in lines)
    assert lines.index("Class II: 1 of 2 required components are open.") < lines.index("Not listed: Code.")


def _built(licence: str, base_licence: str, **fields: Any) -> str:
    """The detail of an open model on one base, in one text."""
    base = an_entry("llama", name="LLaMA", kind=Kind.MODEL, licence=base_licence, maker="Meta")
    heir = an_entry("heir", kind=Kind.MODEL, base=("llama",), licence=licence, grades={"weights": "open"}, **fields)
    catalog = with_licences(
        a_catalog(heir, base), a_licence("LicenseRef-Narrow", "no yes yes yes"), a_licence("MIT", kind="use-policy")
    )
    return " ".join(plain(line.cells).strip() for line in detail(_page(catalog, WIDE), heir))


def test_an_open_model_says_that_the_licence_of_its_base_restricts_use() -> None:
    assert "Open weights, but built on LLaMA, whose licence restricts use." in _built("MIT", "LicenseRef-Narrow")


@pytest.mark.parametrize(
    ("licence", "base_licence"),
    [
        pytest.param("MIT", "MIT", id="free-base"),
        pytest.param("LicenseRef-Narrow", "LicenseRef-Narrow", id="the-word-says-so-already"),
        pytest.param("MIT", "LicenseRef-Unread", id="unknown-is-not-restricting"),
    ],
)
def test_nothing_is_said_of_a_base_that_is_not_known_to_restrict_more_than_the_word(
    licence: str, base_licence: str
) -> None:
    assert "but built on" not in _built(licence, base_licence)


def test_closed_weights_name_the_judge_who_says_so() -> None:
    entry = an_entry(kind=Kind.MODEL, grades={"weights": "closed"})

    assert "The weights are not published, as judged by Test-Points, Jan 2024." in _text(entry, WIDE)


def test_closed_weights_without_a_judge_are_a_fact_of_the_entry() -> None:
    entry = an_entry(kind=Kind.MODEL, group="proprietary")

    assert "The weights are not published." in _text(entry, WIDE)
