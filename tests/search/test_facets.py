"""What the filter panel offers, and what choosing does to the query."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from factories import a_catalog, a_licence, an_entry, with_licences
from llmtui.model.checklist import Checklist, ChecklistCondition
from llmtui.search import Choice, Query, Searcher, Term, View


def _searcher() -> Searcher:
    return Searcher(
        a_catalog(
            an_entry(
                "a", licence="MIT", languages=("en",), grades={"code": "open", "weights": "open", "license": "open"}
            ),
            an_entry("b", licence="CC-BY-NC-4.0", languages=("zh",), grades={"code": "closed", "weights": "open"}),
            an_entry("c", licence="MIT", languages=("zh", "en")),
        )
    )


def _choices(searcher: Searcher, query: str = "") -> dict[str, Choice]:
    return {f"{each.facet}: {each.label}": each for each in searcher.choices(View(query=searcher.parse(query).query))}


def test_each_choice_counts_the_entries_that_have_it() -> None:
    offered = _choices(_searcher())

    assert [2, 2, 1, 2] == [
        offered[name].count
        for name in ("Licence: MIT", "Language: Chinese", "Code is: closed", "Licence: OSI-approved")
    ]


AWKWARD = (
    an_entry("llama", aliases=("LLaMA-30B",), maker="Meta", released="2023-02"),
    an_entry("llama-3", maker="Meta AI", released="2024"),
    an_entry("vicuna", base=("llama",), maker='Acme "X" Lab', licence="MIT", languages=("zh",), released="2023"),
    an_entry("tuned", base=("llama-3",), maker="Acme, Bolt\\Nut", licence="MIT-0", languages=("zh-Hans", "zh-CN")),
    an_entry("other", base=("Llama 3 3", 'A "B", C'), maker="Acme", licence="LicenseRef-A, or B"),
)
"""Values that begin with others, or that have signs of the query language in them."""


@pytest.mark.parametrize("searcher", [_searcher(), Searcher(a_catalog(*AWKWARD))], ids=["plain", "awkward"])
def test_what_a_choice_counts_is_what_its_rule_finds(searcher: Searcher) -> None:
    for choice in _choices(searcher).values():
        found = searcher.run(View(query=searcher.parse(choice.rule).query)).hits
        assert (choice.rule, choice.count) == (choice.rule, len(found))


def test_a_licence_is_listed_by_its_name_for_people() -> None:
    searcher = Searcher(a_catalog(an_entry("gemma", licence="LicenseRef-Gemma")))

    assert "license=LicenseRef-Gemma" == _choices(searcher)["Licence: Gemma"].rule


def test_a_preset_states_its_rule() -> None:
    assert "weights:open" == _choices(_searcher())["Preset: Open weights"].rule


def _with_checklists() -> Searcher:
    open_code = ChecklistCondition("code", holds="code:open", fails="code:closed")
    english = ChecklistCondition("English", holds="lang:en")
    checklists = (
        Checklist("code", "Open code", conditions=(open_code,)),
        Checklist("english", "In English", conditions=(english,)),
        Checklist("never", "Never", conditions=(open_code, ChecklistCondition("nothing says it"))),
    )
    return Searcher(replace(_searcher().catalog, checklists={each.id: each for each in checklists}))


def test_checklists_are_presets_with_the_number_of_entries_that_pass() -> None:
    offered = _choices(_with_checklists())

    assert ("passes:code", 1) == (offered["Preset: Open code"].rule, offered["Preset: Open code"].count)


def test_a_checklist_that_nothing_can_pass_is_not_a_preset() -> None:
    assert "Preset: Never" not in _choices(_with_checklists())


def test_two_presets_have_to_hold_together() -> None:
    offered = _choices(_with_checklists())
    query = offered["Preset: In English"].toggled(offered["Preset: Open code"].toggled(Query()))

    assert "passes:code passes:english" == str(query)
    assert "passes:code" == str(offered["Preset: In English"].toggled(query))


def test_what_one_may_do_is_counted_by_answer() -> None:
    catalog = with_licences(_searcher().catalog, a_licence("MIT"), a_licence("CC-BY-NC-4.0", "no yes yes yes"))
    offered = _choices(Searcher(catalog))

    assert [2, 1, 3] == [
        offered[f"May I use it: {label}"].count for label in ("commercially: yes", "commercially: no", "change it: yes")
    ]


def test_not_assessed_is_a_choice_of_its_own() -> None:
    assert 1 == _choices(_searcher())["Code is: unknown"].count


def test_choosing_narrows_the_query() -> None:
    choice = _choices(_searcher())["Licence: MIT"]

    assert "license=MIT" == str(choice.toggled(Query()))


def test_choosing_twice_changes_nothing() -> None:
    choice = _choices(_searcher())["Preset: Open weights"]

    assert Query() == choice.toggled(choice.toggled(Query()))


def test_two_values_of_a_facet_mean_either() -> None:
    searcher = _searcher()
    offered = _choices(searcher)

    query = offered["Licence: CC-BY-NC-4.0"].toggled(offered["Licence: MIT"].toggled(Query()))

    assert ("license=MIT,CC-BY-NC-4.0", 3) == (str(query), len(searcher.run(View(query=query)).hits))


def test_one_of_two_values_can_be_taken_back() -> None:
    offered = _choices(_searcher())
    both = Query(terms=(Term("license", ":", "MIT,CC-BY-NC-4.0"),))

    assert "license:CC-BY-NC-4.0" == str(offered["Licence: MIT"].toggled(both))


def test_two_years_mean_either() -> None:
    searcher = Searcher(a_catalog(*AWKWARD))
    offered = _choices(searcher)

    query = offered["Year: 2024"].toggled(offered["Year: 2023"].toggled(Query()))

    assert ("released:2023,2024", ()) == (str(query), searcher.parse(str(query)).faults)
    assert 3 == len(searcher.run(View(query=query)).hits)


def test_a_choice_widens_a_term_that_was_typed() -> None:
    query = _choices(_searcher())["Licence: MIT"].toggled(Query(terms=(Term("license", ":", "cc"),)))

    assert "license:cc,MIT" == str(query)


def test_a_range_of_sizes_is_chosen_and_taken_back() -> None:
    searcher = Searcher(a_catalog(an_entry("small", sizes=("7B",)), an_entry("large", sizes=("70B",))))
    choice = _choices(searcher)["Size: up to 10B"]
    chosen = choice.toggled(Query())

    assert ("size<=10B", False, True) == (str(chosen), choice.is_in(Query()), choice.is_in(chosen))
    assert Query() == choice.toggled(chosen)


def test_a_range_of_sizes_does_not_widen_a_size_that_was_typed() -> None:
    searcher = Searcher(a_catalog(an_entry("small", sizes=("7B",))))

    query = _choices(searcher)["Size: up to 10B"].toggled(searcher.parse("size:7B").query)

    assert "size:7B size<=10B" == str(query)


def test_other_values_of_a_chosen_facet_stay_on_offer() -> None:
    assert "Licence: CC-BY-NC-4.0" in _choices(_searcher(), "license:MIT")


def test_a_choice_leaves_the_words_of_the_query_alone() -> None:
    searcher = _searcher()

    query = _choices(searcher)["Kind: model"].toggled(searcher.parse("some words").query)

    assert "some words kind:model" == str(query)
