from pathlib import Path

import pytest
from msgspec.structs import replace

from llmtui.problems import ProblemLog
from llmtui.scan.card import read_card, read_config
from llmtui.scan.found import Declared
from llmtui.scan.reading import Unusable


def declared(tmp_path: Path, text: str) -> Declared | None:
    path = tmp_path / "README.md"
    path.write_bytes(text.encode())
    return read_card(path, ProblemLog())


def without_file(said: Declared | None) -> Declared | None:
    return replace(said, file="") if said else None


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
        ("license: unknown", "unknown", ()),
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


KEYS = "license: cc-by-nc-4.0\nbase_model: a/b\n"


@pytest.mark.parametrize(
    "content",
    [
        *(f"---\n{KEYS}---\n".encode(encoding) for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32")),
        f"--- # c\n{KEYS}---\n".encode(),
        f"---\v\n{KEYS}---\n".encode(),
        f"--- {{{KEYS}}}\n---\n".encode(),
        f"%YAML 1.2\n---\n{KEYS}---\n".encode(),
        f"----\n{KEYS}----\n".encode(),
        f"<!-- a comment -->\n---\n{KEYS}---\n".encode(),
        f"```yaml\n---\n{KEYS}---\n```\n".encode(),
        b'+++\nlicense = "cc-by-nc-4.0"\n+++\n',
        b'---json\n{"license": "cc-by-nc-4.0"}\n---\n',
    ],
)
def test_what_may_be_meant_to_be_a_card_and_does_not_begin_as_one_is_a_gap(tmp_path: Path, content: bytes) -> None:
    path, log = tmp_path / "README.md", ProblemLog()
    path.write_bytes(content)
    found = read_card(path, log)

    assert found is not None
    assert (("the card does not begin as cards do, so that its keys are not read",), "") == (found.gaps, found.licence)
    assert list(found.gaps) == [problem.message for problem in log]


@pytest.mark.parametrize(
    "content",
    [
        "# A project\nlicense: mit\n".encode("utf-16"),
        b"<!-- license: mit -->\n# A project\n",
        b"<!-- never closed\n---\nlicense: mit\n",
        b"--------\nA project\n--------\n\n## License\n\nMIT\n",
        b"# A project\n\n---\n\nLicense: MIT\n",
        b"\0\0\0",
    ],
)
def test_a_readme_without_keys_in_front_is_ordinary(tmp_path: Path, content: bytes) -> None:
    path, log = tmp_path / "README.md", ProblemLog()
    path.write_bytes(content)

    assert (None, 0) == (read_card(path, log), len(log))


@pytest.mark.parametrize(
    "head",
    [
        "license: &a [*a]",
        "license: !!python/object/apply:os.system [id]",
        "license: {a: [",
        "x: &a mit\nlicense: *a",
        "{license: mit",
        "- license: mit",
        "%license: mit",
    ],
)
def test_a_hostile_card_declares_nothing_and_has_a_gap(tmp_path: Path, head: str) -> None:
    found = declared(tmp_path, f"---\n{head}\n---\n")

    assert found is not None
    assert ("", (), 1) == (found.licence, found.bases, len(found.gaps))


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
        ('{"model_type": "llama", "_name_or_path": "a/b"}', Declared(origins=("a/b",))),
        ('{"model_type": "llama", "_name_or_path": "/home/me/out"}', Declared(origins=("out",))),
        ('{"model_type": "x", "text_config": {"_name_or_path": "a/b"}}', Declared(origins=("a/b",))),
        ('{"model_type": "llama", "rope": NaN}', Declared()),
        ('{"name": "a web server"}', None),
    ],
)
def test_a_configuration_says_where_weights_come_from(tmp_path: Path, content: str, expected: Declared | None) -> None:
    path = tmp_path / "config.json"
    path.write_text(content)

    assert expected == without_file(read_config(path, ProblemLog()))


@pytest.mark.parametrize("content", ["[]", "{" * 100_000, "\x00\x01"])
def test_a_configuration_that_is_not_json_cannot_be_read(tmp_path: Path, content: str) -> None:
    (tmp_path / "config.json").write_text(content)

    with pytest.raises(Unusable):
        read_config(tmp_path / "config.json", ProblemLog())


@pytest.mark.parametrize("written", ["null", '""', '["a/b"]', '"."'])
def test_an_adapter_that_does_not_name_its_base_has_a_gap(tmp_path: Path, written: str) -> None:
    path, log = tmp_path / "adapter_config.json", ProblemLog()
    path.write_text(f'{{"peft_type": "LORA", "base_model_name_or_path": {written}}}')

    assert Declared(gaps=("the adapter does not name its base",)) == without_file(read_config(path, log))
    assert 1 == len(log)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        pytest.param("license: mit\nmodel_name: Alpha 7B", Declared(name="Alpha 7B", licences=("mit",)), id="name"),
        pytest.param(
            "license: other\nlicense_name: ours\nlicense_link: https://example.org/x",
            Declared(licences=("other",), licence_name="ours", licence_link="https://example.org/x"),
            id="name and link of a licence",
        ),
        pytest.param('license: "mit"\nbase_model: "a/b"', Declared(licences=("mit",), bases=("a/b",)), id="quoted"),
        pytest.param("license: ''\nbase_model: ~", Declared(), id="empty"),
        pytest.param("license: NULL\nbase_model: None", Declared(), id="nothing in other words"),
        pytest.param("license:\n- mit\n- unknown\n- other", Declared(licences=("mit", "unknown", "other")), id="items"),
        pytest.param("license: mit   \nbase_model:   a/b\t", Declared(licences=("mit",), bases=("a/b",)), id="blanks"),
        pytest.param("license: mit # as ever", Declared(licences=("mit",)), id="remark"),
        pytest.param(
            "license: mit\nlicense: apache-2.0",
            Declared(licences=("apache-2.0",), gaps=("the key is there twice; the last is read",)),
            id="twice",
        ),
        pytest.param("base_model: https://hf.co/a/b", Declared(bases=("https://hf.co/a/b",)), id="address"),
        pytest.param("base_model:\n  - a/b\n  -  c/d\n", Declared(bases=("a/b", "c/d")), id="items further in"),
        pytest.param(
            "license: mit\n\n...\nbase_model: a/b",
            Declared(licences=("mit",), gaps=("the keys of the card end with dots, and may go on below",)),
            id="ended by dots",
        ),
        pytest.param("pipeline_tag:\n license: mit", Declared(), id="further in"),
        pytest.param(
            "license: mit\nbase_model:\n- a/b\n\n- c/d",
            Declared(licences=("mit",), bases=("a/b", "c/d")),
            id="a blank line",
        ),
        pytest.param(
            "license: mit\nbase_model:\n- a/b\n  \n- c/d",
            Declared(licences=("mit",), bases=("a/b", "c/d")),
            id="blanks between",
        ),
        pytest.param(
            "license: mit\nbase_model:\n- a/b\n# and\n- c/d",
            Declared(licences=("mit",), bases=("a/b", "c/d")),
            id="a remark between",
        ),
        pytest.param(
            "license:\n- mit\n\n- cc-by-nc-4.0", Declared(licences=("mit", "cc-by-nc-4.0")), id="two licences apart"
        ),
        pytest.param(
            "license: mit\nbase_model:\n- - a/b\n  - c/d",
            Declared(licences=("mit",), bases=("a/b", "c/d")),
            id="a list in a list",
        ),
        pytest.param(
            '"license": mit\n"base_model": a/b', Declared(licences=("mit",), bases=("a/b",)), id="quoted keys"
        ),
        pytest.param(
            "license : mit\nbase_model : a/b", Declared(licences=("mit",), bases=("a/b",)), id="blanks before colons"
        ),
        pytest.param("{license: mit, base_model: a/b}", Declared(licences=("mit",), bases=("a/b",)), id="on one line"),
        pytest.param(
            "  license: mit\n  base_model: a/b", Declared(licences=("mit",), bases=("a/b",)), id="all further in"
        ),
        pytest.param(
            "License: mit\nlicence: apache-2.0", Declared(licences=("mit", "apache-2.0")), id="other spellings"
        ),
        pytest.param(
            "license: mit\rbase_model: a/b", Declared(licences=("mit",), bases=("a/b",)), id="old ends of lines"
        ),
        pytest.param("x: y\u2028base_model: a/b", Declared(bases=("a/b",)), id="unusual ends of lines"),
        pytest.param(
            "base_model: {name: a/b, license: c}",
            Declared(bases=("a/b", "c"), gaps=("base_model is not a name or a list of names",)),
            id="a map",
        ),
        pytest.param(
            "license: other\nlicense_name: [a, b]",
            Declared(licences=("other",), licence_name="a", gaps=("several values of license_name",)),
            id="two names",
        ),
    ],
)
def test_every_key_of_a_card_is_read_as_it_is_written(tmp_path: Path, head: str, expected: Declared) -> None:
    assert expected == without_file(declared(tmp_path, f"---\n{head}\n---\nlicense: evil\n"))


@pytest.mark.parametrize("start", ["", "\ufeff", "\n\n", "  "])
def test_a_card_may_begin_with_a_mark_of_its_encoding_or_blanks(tmp_path: Path, start: str) -> None:
    assert Declared(licences=("mit",)) == without_file(declared(tmp_path, f"{start}---\nlicense: mit\n---\n"))


def test_only_so_many_bases_of_a_card_are_kept(tmp_path: Path) -> None:
    items = "\n".join(f"- a/b-{number}" for number in range(100))
    found = declared(tmp_path, f"---\nbase_model:\n{items}\n---\n")

    assert found is not None
    assert tuple(f"a/b-{number}" for number in range(32)) == found.bases
    assert ("more than the 32 bases that are read",) == found.gaps


def test_a_base_that_is_named_again_counts_once(tmp_path: Path) -> None:
    items = "\n".join(["- a/b"] * 33)
    found = declared(tmp_path, f"---\nbase_model:\n{items}\n- c/d\n---\n")

    assert found is not None
    assert (("a/b", "c/d"), ()) == (found.bases, found.gaps)


def test_a_card_that_is_not_yaml_is_reported_and_has_a_gap(tmp_path: Path) -> None:
    path, log = tmp_path / "README.md", ProblemLog()
    path.write_text("---\npipeline_tag: x\nlicense: {a: [\n---\n")

    found = read_card(path, log)

    assert found is not None
    assert ((), [each.message for each in log]) == (found.licences, list(found.gaps))
    assert found.gaps[0].startswith("the card cannot be read: ")


@pytest.mark.parametrize("key", ["model_type", "architectures", "_name_or_path", "quantization_config", "_class_name"])
def test_the_configuration_of_a_model_is_known_by_each_of_its_keys(tmp_path: Path, key: str) -> None:
    path = tmp_path / "config.json"
    path.write_text(f'{{"{key}": "x", "port": 80}}')

    assert read_config(path, ProblemLog()) is not None


@pytest.mark.parametrize(
    ("name", "origin"),
    [
        ("a/b", "a/b"),
        ("acme.ai/Alpha_7-B.1", "acme.ai/Alpha_7-B.1"),
        ("a/b/c", "c"),
        ("./b", "b"),
        ("/a/b/", "b"),
        ("b", "b"),
        ("./", ""),
        ("", ""),
    ],
)
def test_weights_come_from_a_name_of_the_hub_or_from_a_folder(tmp_path: Path, name: str, origin: str) -> None:
    path = tmp_path / "config.json"
    path.write_text(f'{{"_name_or_path": "{name}"}}')

    assert Declared(origins=(origin,) if origin else ()) == without_file(read_config(path, ProblemLog()))
