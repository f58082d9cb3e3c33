"""The summaries of all entries, worked out together, agree with the answers for each, worked out alone."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import a_catalog, a_licence, an_entry, with_licences
from llmtui.model import Catalog, Entry, Kind
from llmtui.model.licence import Allowance, Permission
from llmtui.permissions import Summaries, answers
from llmtui.permissions.answers import inherited_reasons, licensing_bases, own_reasons

LICENCES = (
    a_licence("MIT"),
    a_licence("CC-BY-NC-4.0", "no yes yes yes", kind="noncommercial"),
    a_licence("LicenseRef-Users", "conditions conditions yes no"),
)
IDS = [f"e{number}" for number in range(6)]
WRITTEN = st.sampled_from(["", "MIT", "CC-BY-NC-4.0", "LicenseRef-Users", "LicenseRef-Not-Read"])
ENTRIES = st.fixed_dictionaries(
    {
        "kind": st.sampled_from([Kind.MODEL, Kind.MODEL, Kind.DATASET, Kind.TOOL]),
        "maker": st.sampled_from(["", "A", "B", "A, B"]),
        "base": st.lists(st.sampled_from([*IDS, "Some 7B"]), max_size=3).map(tuple),
        "licence": WRITTEN,
        "licences": st.sampled_from([(), (), (("7B", "MIT"), ("70B", "CC-BY-NC-4.0"))]),
        "sizes": st.sampled_from([(), ("7B",), ("7B", "70B")]),
    }
)


def _condition_kinds(catalog: Catalog, entry: Entry) -> set[str]:
    """The kinds of the conditions of every licence that counts, each base followed anew."""
    found = set()
    for permission in Permission:
        reasons = list(own_reasons(catalog, entry, permission))
        for _name, base in licensing_bases(catalog, entry):
            reasons += inherited_reasons(catalog, entry, base, permission) if base else ()
        found |= {
            each.kind for reason in reasons if reason.allowance is not Allowance.YES for each in reason.conditions
        }
    return found


@settings(max_examples=80)
@given(st.lists(ENTRIES, min_size=len(IDS), max_size=len(IDS)))
def test_they_agree_with_the_answers_for_each_entry_alone(fields: list[dict[str, object]]) -> None:
    entries = [an_entry(each, **values) for each, values in zip(IDS, fields, strict=True)]  # type: ignore[arg-type]
    catalog = with_licences(a_catalog(*entries), *LICENCES)

    summaries = Summaries(catalog)

    for entry in entries:
        summary = summaries.summary(entry)
        assert tuple(each.allowance for each in answers(catalog, entry)) == summary.allowances
        assert _condition_kinds(catalog, entry) == set(summary.condition_kinds)


def _circle(count: int) -> list[Entry]:
    return [an_entry(f"e{number}", base=(f"e{(number or count) - 1}",), licence="MIT") for number in range(count)]


def _everyone_from_everyone(count: int) -> list[Entry]:
    names = [f"e{number}" for number in range(count)]
    return [an_entry(each, base=tuple(base for base in names if base != each), licence="MIT") for each in names]


@pytest.mark.parametrize(
    "entries",
    [pytest.param(_circle(3000), id="circle"), pytest.param(_everyone_from_everyone(150), id="everyone-from-everyone")],
)
def test_a_hostile_descent_is_worked_out_in_time(entries: list[Entry]) -> None:
    catalog = with_licences(a_catalog(*entries), *LICENCES)

    start = time.process_time()
    summaries = Summaries(catalog)
    found = {summaries.summary(entry) for entry in entries}
    spent = time.process_time() - start

    assert ({(Allowance.YES,) * 4}, True) == ({each.allowances for each in found}, spent < 4)
