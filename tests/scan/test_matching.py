"""Which entry a found model has, and how sure that is said to be."""

from __future__ import annotations

from pathlib import Path

import pytest

from factories import a_catalog, an_entry
from llmtui.scan import Declared, How, Matched, Source
from llmtui.scan.found import found_model
from llmtui.scan.matching import Matcher

CATALOG = a_catalog(
    an_entry("alpha", name="Alpha", sizes=("7B",), machine_names=("hub:acme/Alpha-7B", "ollama:alpha:7b")),
    an_entry("beta-1", name="Beta"),
    an_entry("beta-2", name="Beta"),
    an_entry("railway", name="Railway"),
)


def _match(name: str, source: Source, *hints: str, declared: str = "", suggest: bool = False) -> Matched:
    found = found_model(name, source, Path("x"), hints=hints, declared=Declared(name=declared))
    return Matcher(CATALOG, suggest=suggest).match(found)


@pytest.mark.parametrize(
    ("source", "name", "how"),
    [
        pytest.param(Source.HUB, "acme/Alpha-7B", How.EXACT, id="a name of the hub"),
        pytest.param(Source.OLLAMA, "alpha:7b", How.EXACT, id="a name of ollama"),
        pytest.param(Source.NAMES, "Alpha", How.EXACT, id="a person wrote it"),
        pytest.param(Source.BOM, "Alpha", How.EXACT, id="a bill of materials says it"),
        pytest.param(Source.LM_STUDIO, "acme/Alpha-7B", How.EXACT, id="a name of lm studio"),
        pytest.param(Source.FOLDER, "acme/Alpha-7B", How.EXACT, id="a folder named by its owner"),
        pytest.param(Source.FOLDER, "Alpha", How.FAMILY, id="any folder"),
        pytest.param(Source.GGUF, "alpha.gguf", How.FAMILY, id="any file"),
        pytest.param(Source.HUB, "else/Alpha-7B", How.FAMILY, id="the copy of another"),
        pytest.param(Source.HUB, "acme/Alpha-13B", How.FAMILY, id="another size"),
        pytest.param(Source.NAMES, "Beta", How.SEVERAL, id="two entries of one name"),
        pytest.param(Source.NAMES, "Omega", How.NONE, id="unknown"),
    ],
)
def test_a_match_is_exact_only_for_a_name_that_a_registry_or_the_user_gave(source: Source, name: str, how: How) -> None:
    assert how is _match(name, source).how


def test_an_exact_hint_goes_before_a_name_that_is_only_of_the_family() -> None:
    assert Matched(How.EXACT, "alpha") == _match("else/Alpha-7B-GGUF", Source.BOM, "Omega", "acme/Alpha-7B")


def test_a_hint_of_a_file_is_never_sure() -> None:
    found = _match("my-file.gguf", Source.GGUF, "acme/Alpha-7B")

    assert (How.FAMILY, "matched by the name acme/Alpha-7B alone") == (found.how, found.doubt)


def test_what_a_file_calls_itself_counts_only_if_no_registry_named_it() -> None:
    assert How.FAMILY is _match("x.gguf", Source.GGUF, declared="Alpha 7B").how
    assert How.NONE is _match("someone/x", Source.HUB, declared="Alpha 7B").how


def test_another_size_is_another_release_under_terms_that_are_not_known() -> None:
    found = _match("acme/Alpha-13B", Source.HUB)

    assert (True, "alpha") == (found.other_release, found.entry_id)
    assert "13B" in found.differs
    assert f"differs in {found.differs}" == found.remarks[0]


def test_several_entries_are_all_named_and_none_is_chosen() -> None:
    assert Matched(How.SEVERAL, others=("beta-1", "beta-2")) == _match("Beta", Source.NAMES)


@pytest.mark.parametrize(("suggest", "nearest"), [(True, ("railway",)), (False, ())])
def test_similar_names_are_suggested_only_if_asked(nearest: tuple[str, ...], *, suggest: bool) -> None:
    assert Matched(How.NONE, others=nearest) == _match("Railwey", Source.NAMES, suggest=suggest)


@pytest.mark.parametrize(
    ("name", "ids"),
    [("acme/Alpha-7B", ("alpha",)), ("Beta", ("beta-1", "beta-2")), ("Omega", ()), ("", ()), ("x" * 5000, ())],
)
def test_a_base_may_be_every_entry_of_its_name(name: str, ids: tuple[str, ...]) -> None:
    assert ids == Matcher(CATALOG).entry_ids(name)


@pytest.mark.parametrize(
    ("matched", "remarks"),
    [
        (Matched(How.EXACT, "alpha"), ()),
        (Matched(How.FAMILY, "alpha", "size 13B"), ("differs in size 13B",)),
        (Matched(How.FAMILY, "alpha", "size 13B", doubt="unsure"), ("differs in size 13B", "unsure")),
        (Matched(How.FAMILY, "alpha", doubt="unsure"), ("unsure",)),
    ],
)
def test_remarks_say_what_differs_and_what_is_unsure(matched: Matched, remarks: tuple[str, ...]) -> None:
    assert remarks == matched.remarks
