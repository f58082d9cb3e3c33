from pathlib import Path

import pytest

from llmtui.problems import ProblemLog
from llmtui.scan.card import read_card, read_config
from llmtui.scan.found import Declared


def declared(tmp_path: Path, text: str) -> Declared | None:
    path = tmp_path / "README.md"
    path.write_bytes(text.encode())
    return read_card(path, ProblemLog())


@pytest.mark.parametrize(
    ("head", "licence", "bases"),
    [
        ("license: apache-2.0", "apache-2.0", ()),
        ("license: 'mit'\r\nbase_model: meta-llama/Llama-2-7b-hf", "mit", ("meta-llama/Llama-2-7b-hf",)),
        ("base_model:\n- a/b\n- c/d\nlicense: mit", "mit", ("a/b", "c/d")),
        ("base_model:\n  - a/b\nlicense: mit", "mit", ("a/b",)),
        ("license: [mit, apache-2.0]", "mit AND apache-2.0", ()),
        ("license: other\nlicense_name: llama-3\nlicense_link: LICENSE", "llama-3", ()),
        ("license: other", "other", ()),
        ("license: unknown", "", ()),
        ("license: # none yet\npipeline_tag: x", "", ()),
        ("license: >-\n  apache-\n  2.0", "apache- 2.0", ()),
        ('license: "a\\x41"', "aA", ()),
        ("model-index:\n- name: x\n  license: evil\nlicense: mit", "mit", ()),
    ],
)
def test_a_card_declares_licence_and_bases(tmp_path: Path, head: str, licence: str, bases: tuple[str, ...]) -> None:
    found = declared(tmp_path, f"---\n{head}\n---\n# Model\n")

    assert found is not None
    assert (licence, bases) == (found.licence, found.bases)


@pytest.mark.parametrize("text", ["", "# A project\nlicense: mit\n", "---\ntitle: A page\n---\n", "---\n", "--- x\n"])
def test_a_readme_without_the_keys_of_a_model_is_not_a_card(tmp_path: Path, text: str) -> None:
    assert declared(tmp_path, text) is None


@pytest.mark.parametrize(
    "head",
    ["license: &a [*a]", "license: !!python/object/apply:os.system [id]", "license: {a: [", "base_model: {a: b}"],
)
def test_a_hostile_card_declares_nothing(tmp_path: Path, head: str) -> None:
    found = declared(tmp_path, f"---\n{head}\n---\n")

    assert found is not None
    assert ("", ()) == (found.licence, found.bases)


def test_a_card_whose_keys_have_no_end_is_read_as_far_as_it_goes_and_reported(tmp_path: Path) -> None:
    path, log = tmp_path / "README.md", ProblemLog()
    path.write_text("---\nlicense: mit\n" + "x: y\n" * 100_000)

    found = read_card(path, log)

    assert found is not None
    assert ("mit", 1) == (found.licence, len(log))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('{"base_model_name_or_path": "meta-llama/Llama-2-7b-hf"}', Declared(bases=("meta-llama/Llama-2-7b-hf",))),
        ('{"base_model_name_or_path": "/data/models/llama-2-7b/"}', Declared(bases=("llama-2-7b",))),
        ('{"model_type": "llama", "_name_or_path": "a/b"}', Declared(origin="a/b")),
        ('{"model_type": "llama", "_name_or_path": "/home/me/out"}', Declared()),
        ('{"model_type": "llama", "rope": NaN}', Declared()),
        ('{"name": "a web server"}', None),
        ("[]", None),
        ("{" * 100_000, None),
        ("\x00\x01", None),
    ],
)
def test_a_configuration_says_where_weights_come_from(tmp_path: Path, content: str, expected: Declared | None) -> None:
    path = tmp_path / "config.json"
    path.write_text(content)

    assert expected == read_config(path, ProblemLog())
