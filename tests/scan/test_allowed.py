from pathlib import Path

import pytest

from factories import a_catalog, a_licence, an_entry, with_licences
from llmtui.model import Catalog, Link
from llmtui.scan import Declared, How, Source, Surveyed, survey
from llmtui.scan.found import Found, found_model

LLAMA = an_entry(
    "llama-2",
    name="Llama 2",
    maker="Meta",
    licence="LicenseRef-Llama-2",
    sizes=("7B",),
    links=(Link("weights", "https://huggingface.co/meta-llama/Llama-2-7b"),),
)
ALPHA = an_entry(
    "alpha",
    name="Alpha",
    maker="Acme",
    licence="Apache-2.0",
    sizes=("7B",),
    links=(Link("weights", "https://huggingface.co/acme/alpha-7b"),),
)
QWEN = an_entry(
    "qwen",
    name="Qwen2.5",
    licence="Apache-2.0",
    licences=(("3B", "LicenseRef-Research"), ("72B", "LicenseRef-Llama-2")),
    sizes=("3B", "7B", "72B"),
    machine_names=("ollama:qwen2.5",),
    category="instruction",
)
CATALOG = with_licences(
    a_catalog(LLAMA, ALPHA, QWEN),
    a_licence("Apache-2.0"),
    a_licence("MIT"),
    a_licence("LicenseRef-Llama-2", "conditions conditions conditions no", aliases=("llama2",)),
    a_licence("LicenseRef-Research", "no conditions conditions conditions", aliases=("research",)),
)


def surveyed(found: Found, catalog: Catalog = CATALOG) -> Surveyed:
    (result,) = survey(catalog, [found])
    return result


def a_model(
    name: str,
    licence: str = "",
    *bases: str,
    source: Source = Source.HUB,
    origin: str = "",
    licence_name: str = "",
    maker: str = "",
) -> Found:
    said = Declared(
        maker=maker,
        licences=(licence,) if licence else (),
        licence_name=licence_name,
        bases=bases,
        origins=(origin,) if origin else (),
    )
    return found_model(name, source, Path("/models/x"), declared=said)


def commercial(found: Found) -> tuple[str, str]:
    result = surveyed(found)
    return result.matched.how.value, result.answers[0].allowance.value


@pytest.mark.parametrize(
    ("found", "how", "answer"),
    [
        (a_model("acme/alpha-7b"), "exact", "yes"),
        (a_model("acme/alpha-7b", "apache-2.0"), "exact", "yes"),
        (a_model("acme/alpha-7b", "other"), "exact", "unknown"),
        (a_model("acme/alpha-7b", "llama2"), "exact", "conditions"),
        (a_model("acme/alpha-7b", "apache-2.0", "meta-llama/Llama-2-7b"), "exact", "conditions"),
        (a_model("acme/alpha-7b", "apache-2.0", "nobody/knows"), "exact", "unknown"),
        (a_model("someone/alpha-7b-GGUF"), "family", "yes"),
        (a_model("someone/alpha-7b-GGUF", "other"), "family", "unknown"),
        (a_model("someone/alpha-7b-GGUF", "apache-2.0", "acme/alpha-7b"), "family", "yes"),
        (a_model("someone/alpha-7b-GGUF", "apache-2.0", "nobody/knows"), "family", "unknown"),
        (a_model("someone/alpha-7b-GGUF", "research"), "family", "no"),
        (a_model("meta-llama/Llama-2-7b", "mit"), "exact", "conditions"),
        (a_model("someone/alpha-13b-GGUF"), "family", "unknown"),
        (a_model("someone/tune"), "none", "unknown"),
        (a_model("someone/tune", "mit"), "none", "unknown"),
        (a_model("someone/tune", "research"), "none", "no"),
        (a_model("someone/tune", "made-up"), "none", "unknown"),
        (a_model("someone/tune", "mit", "meta-llama/Llama-2-7b"), "none", "conditions"),
        (a_model("someone/tune", "mit", "https://huggingface.co/meta-llama/Llama-2-7b"), "none", "conditions"),
        (a_model("someone/tune", "mit", "acme/alpha-7b"), "none", "yes"),
        (a_model("someone/tune", "mit", "nobody/knows"), "none", "unknown"),
        (a_model("someone/tune", "", "acme/alpha-7b"), "none", "unknown"),
        (a_model("someone/tune", "mit", origin="meta-llama/Llama-2-7b"), "none", "conditions"),
        (a_model("someone/tune", "mit", origin="someone/tune"), "none", "unknown"),
        (a_model("tune.gguf", "mit", "meta-llama/Llama-2-7b", source=Source.GGUF, maker="Meta"), "none", "conditions"),
        (a_model("qwen2.5:7b", source=Source.OLLAMA), "exact", "yes"),
        (a_model("qwen2.5:3b", source=Source.OLLAMA), "exact", "no"),
        (a_model("qwen2.5:72b", source=Source.OLLAMA), "exact", "conditions"),
        (a_model("qwen2.5:latest", source=Source.OLLAMA), "exact", "no"),
    ],
)
def test_what_a_found_model_may_be_used_for(found: Found, how: str, answer: str) -> None:
    assert (how, answer) == commercial(found)


def test_a_file_that_calls_itself_by_the_name_of_a_model_is_only_of_its_family() -> None:
    found = found_model("my.gguf", Source.GGUF, Path("x"), declared=Declared(name="Alpha 7B"))
    matched = surveyed(found).matched

    assert (How.FAMILY, "alpha") == (matched.how, matched.entry_id)
    assert ("matched by the name Alpha 7B alone",) == matched.remarks


def test_two_entries_that_answer_alike_are_named_and_the_worse_counts() -> None:
    pair = (an_entry("g-1", name="Gamma", licence="MIT"), an_entry("g-2", name="Gamma", licence="LicenseRef-Research"))
    catalog = with_licences(a_catalog(*pair), *CATALOG.licences.values())
    result = surveyed(a_model("Gamma", source=Source.NAMES), catalog)

    assert (How.SEVERAL, "", ("g-1", "g-2")) == (
        result.matched.how,
        result.matched.entry_id,
        result.matched.others,
    )
    assert "no" == result.answers[0].allowance.value


@pytest.mark.parametrize(
    ("found", "differences"),
    [
        (a_model("acme/alpha-7b", "apache-2.0", "acme/alpha-7b"), ()),
        (a_model("acme/alpha-7b", "other"), ("its card says other, the catalogue says Apache-2.0",)),
        (a_model("meta-llama/Llama-2-7b", "other"), ()),
        (a_model("acme/alpha-7b", "llama2"), ("its card says LicenseRef-Llama-2, the catalogue says Apache-2.0",)),
        (
            a_model("acme/alpha-7b", "", "meta-llama/Llama-2-7b"),
            ("its card names the base Llama 2, the catalogue has no base",),
        ),
        (a_model("qwen2.5:3b", "research", source=Source.OLLAMA), ()),
        (a_model("someone/tune", "mit"), ()),
    ],
)
def test_a_card_that_contradicts_the_catalogue_is_reported(found: Found, differences: tuple[str, ...]) -> None:
    assert differences == surveyed(found).differences


def test_a_licence_behind_other_is_known_by_its_name_or_its_address() -> None:
    named = a_model("someone/tune", "other", licence_name="llama2")

    assert "LicenseRef-Llama-2" == surveyed(named).licence
    assert "llama2" == named.declared.licence


def test_several_declared_licences_hold_at_once() -> None:
    found = found_model("a/b", Source.HUB, Path("x"), declared=Declared(licences=("mit", "research")))

    assert ("MIT AND LicenseRef-Research", "no") == (surveyed(found).licence, commercial(found)[1])


@pytest.mark.parametrize(
    ("declared", "expression"),
    [
        pytest.param(Declared(), "", id="none"),
        pytest.param(Declared(licences=("mit",)), "MIT", id="a tag"),
        pytest.param(Declared(licences=("mit OR apache-2.0",)), "MIT OR Apache-2.0", id="an expression"),
        pytest.param(
            Declared(licences=("mit OR apache-2.0", "research")),
            "(MIT OR Apache-2.0) AND LicenseRef-Research",
            id="an expression among others",
        ),
        pytest.param(Declared(licences=("mit", "MIT", "apache-2.0")), "MIT AND Apache-2.0", id="one of them twice"),
        pytest.param(Declared(licences=("mit", "made-up")), "", id="one that is not known spoils all"),
        pytest.param(Declared(licences=("OTHER", "mit")), "", id="other is one more that is not known"),
        pytest.param(Declared(licences=("other",), licence_name="research"), "LicenseRef-Research", id="named"),
        pytest.param(
            Declared(licences=("mit",), licence_name="research"),
            "MIT AND LicenseRef-Research",
            id="a name beside a tag",
        ),
        pytest.param(Declared(licences=("other",), licence_link="LICENSE"), "", id="a link to a file"),
    ],
)
def test_a_declared_licence_is_an_expression_only_if_all_of_it_is_known(declared: Declared, expression: str) -> None:
    assert expression == surveyed(found_model("a/b", Source.HUB, Path("x"), declared=declared)).licence


def test_a_choice_of_licences_that_the_catalogue_has_as_well_contradicts_nothing() -> None:
    either = an_entry("either", name="Either", licence="MIT OR Apache-2.0")
    catalog = with_licences(a_catalog(either), *CATALOG.licences.values())

    assert () == surveyed(a_model("either", "MIT OR Apache-2.0", source=Source.NAMES), catalog).differences


@pytest.mark.parametrize(
    ("found", "reasons"),
    [
        pytest.param(a_model("acme/alpha-7b"), [("alpha", "Alpha", "Apache-2.0")], id="entry alone"),
        pytest.param(a_model("acme/alpha-7b", "apache-2.0"), [("alpha", "Alpha", "Apache-2.0")], id="card agrees"),
        pytest.param(
            a_model("acme/alpha-7b", "mit"),
            [("alpha", "Alpha", "Apache-2.0"), ("", "acme/alpha-7b", "MIT")],
            id="card adds another licence",
        ),
        pytest.param(
            a_model("acme/alpha-7b", "research"), [("", "acme/alpha-7b", "LicenseRef-Research")], id="card forbids"
        ),
        pytest.param(
            a_model("someone/tune", "research"), [("", "someone/tune", "LicenseRef-Research")], id="stranger forbids"
        ),
        pytest.param(
            a_model("someone/tune", "mit", "meta-llama/Llama-2-7b"),
            [("llama-2", "Llama 2", "LicenseRef-Llama-2")],
            id="base limits",
        ),
        pytest.param(
            a_model("someone/alpha-7b-GGUF", "made-up"),
            [("", "someone/alpha-7b-GGUF", "made-up")],
            id="a copy under a licence that is not known",
        ),
    ],
)
def test_the_reasons_name_whose_licence_decides(found: Found, reasons: list[tuple[str, str, str]]) -> None:
    assert reasons == [(each.entry_id, each.name, each.licence) for each in surveyed(found).answers[0].reasons]


def test_strangers_of_one_licence_are_each_named_in_their_own_reasons() -> None:
    results = survey(CATALOG, [a_model("one/a", "research"), a_model("two/b", "research")])

    assert [["one/a"], ["two/b"]] == [[each.name for each in result.answers[0].reasons] for result in results]


@pytest.mark.parametrize(
    ("licence", "answers", "undeclared"),
    [
        ("mit", ["unknown"] * 4, [True] * 4),
        ("research", ["no", "unknown", "unknown", "unknown"], [False, True, True, True]),
        ("llama2", ["unknown", "unknown", "unknown", "no"], [True, True, True, False]),
        ("", ["unknown"] * 4, [False] * 4),
    ],
)
def test_a_licence_without_a_base_allows_nothing_but_may_forbid(
    licence: str, answers: list[str], undeclared: list[bool]
) -> None:
    result = surveyed(a_model("someone/tune", licence))

    assert answers == [each.allowance.value for each in result.answers]
    assert undeclared == [each.reasons[0].undeclared for each in result.answers]
