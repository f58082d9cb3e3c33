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


def a_model(name: str, licence: str = "", *bases: str, source: Source = Source.HUB, **declared: str) -> Found:
    said = Declared(licences=(licence,) if licence else (), bases=bases, **declared)
    return found_model(name, source, Path("/models/x"), declared=said)


def commercial(found: Found) -> tuple[str, str]:
    result = surveyed(found)
    return result.matched.how.value, result.answers[0].allowance.value


@pytest.mark.parametrize(
    ("found", "how", "answer"),
    [
        (a_model("acme/alpha-7b"), "exact", "yes"),
        (a_model("acme/alpha-7b", "apache-2.0"), "exact", "yes"),
        (a_model("acme/alpha-7b", "other"), "exact", "yes"),
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
        (a_model("acme/alpha-7b", "other"), ()),
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
