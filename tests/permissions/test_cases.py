"""Cases worked out by hand from the texts of the licences: commercial, derivatives, redistribution, outputs."""

from __future__ import annotations

from typing import Any

import pytest

from factories import a_catalog, an_entry, with_licences
from llmtui.loader.licence_files import read_licences
from llmtui.loader.locate import bundled_folder
from llmtui.model import Entry, Kind
from llmtui.model.licence import Permission
from llmtui.permissions import LicenceNames, answers, is_free, judge_expression
from llmtui.problems import ProblemLog

LICENCES = read_licences([bundled_folder()], ProblemLog())
NAMES = LicenceNames(LICENCES)
LETTERS = {"yes": "Y", "conditions": "C", "no": "N", "unknown": "U"}

EXPRESSIONS = """
    MIT                                                 YYYY
    Apache 2.0                                          YYYY
    MIT License                                         YYYY
    AGPL-3.0-only                                       YYYY
    CC-BY-SA-4.0                                        YYYY
    CC-BY-NC-4.0                                        NCCC
    CC-BY-NC-SA-3.0                                     NCCC
    CC-BY-ND-4.0                                        YNYU
    CC-BY-NC-ND-4.0                                     NNCU
    OpenMDW-1.0                                         YYYY
    LicenseRef-LLaMA-noncommercial                      NCCC
    LicenseRef-Llama-2                                  CCCN
    LicenseRef-Llama-3                                  CCCN
    llama3.1                                            CCCC
    LicenseRef-Llama-4                                  CCCC
    LicenseRef-Gemma                                    CCCC
    LicenseRef-Tongyi-Qianwen                           CCCN
    LicenseRef-Qwen                                     CCCC
    LicenseRef-Qwen-Research                            NCCC
    LicenseRef-DeepSeek                                 CCCC
    LicenseRef-Tencent-Hunyuan-Community                CCCN
    LicenseRef-Stability-Community                      CCCC
    LicenseRef-Kimi-Modified-MIT                        CYYY
    LicenseRef-Mistral-Modified-MIT                     CCCC
    LicenseRef-Modified-MIT                             UUUU
    LicenseRef-Mistral-Research                         NCCC
    LicenseRef-Databricks-Open-Model                    CCCN
    LicenseRef-Microsoft-Research                       NCNC
    LicenseRef-scancode-exaone-ai-model-1.1-nc          NCCN
    PolyForm-Noncommercial-1.0.0                        NCCC
    LicenseRef-xAI-Community                            UUUU
    LicenseRef-Nobody-Knows                             UUUU
    LicenseRef-scancode-llama-2-license-2023            CCCN
    GPL-3.0+                                            YYYY
    GPL-3.0                                             YYYY
    MIT OR Apache-2.0                                   YYYY
    MIT OR CC-BY-NC-4.0                                 YYYY
    LicenseRef-Llama-2 OR CC-BY-NC-4.0                  CCCC
    LicenseRef-Nobody-Knows OR LicenseRef-Llama-2       CCCU
    MIT OR LicenseRef-Nobody-Knows                      YYYY
    Apache-2.0 AND CC-BY-4.0                            YYYY
    Apache-2.0 AND LicenseRef-Qwen-Research             NCCC
    LicenseRef-Llama-2 AND LicenseRef-Llama-3.1 AND LicenseRef-Llama-4    CCCN
    MIT AND LicenseRef-Nobody-Knows                     UUUU
    CC-BY-NC-4.0 AND LicenseRef-Cohere-Acceptable-Use   NUUU
    MIT AND (Apache-2.0 OR CC-BY-NC-4.0)                YYYY
    (MIT AND CC-BY-NC-4.0) OR LicenseRef-Gemma          CCCC
    GPL-3.0-only WITH Classpath-exception-2.0           YYYY
    Apache-2.0 WITH LLVM-exception                      YYYY
    GPL-3.0-only WITH LicenseRef-Additional-Terms       UUUU
    MIT AND AND                                         UUUU
"""


@pytest.mark.parametrize("case", [line.rsplit(maxsplit=1) for line in EXPRESSIONS.strip().splitlines()])
def test_what_an_expression_allows(case: list[str]) -> None:
    written = case[0].strip()
    expression = NAMES.expression(written) or written
    judged = (judge_expression(expression, permission, LICENCES) for permission in Permission)

    assert case[1] == "".join(LETTERS[each.allowance.value] for each in judged)


def a_model(entry_id: str, licence: str, maker: str, *bases: str, **fields: Any) -> Entry:
    return an_entry(entry_id, licence=licence, maker=maker, base=bases, **fields)


LLAMA_2 = a_model("llama-2", "LicenseRef-Llama-2", "Meta")
LLAMA_3 = a_model("llama-3", "LicenseRef-Llama-3", "Meta")
LLAMA_31 = a_model("llama-3-1", "LicenseRef-Llama-3.1", "Meta")
LLAMA = a_model("llama", "LicenseRef-LLaMA-noncommercial", "Meta")
DEEPSEEK = a_model("deepseek", "LicenseRef-DeepSeek", "DeepSeek")
NC = a_model("nc", "CC-BY-NC-4.0", "C")
APACHE = a_model("apache", "Apache-2.0", "B")
VICUNA = a_model("vicuna", "", "LMSYS, CMU", "llama")
TOOL: dict[str, Any] = {"kind": Kind.TOOL}
METHOD: dict[str, Any] = {"kind": Kind.METHOD}
DATA: dict[str, Any] = {"kind": Kind.DATASET}

LINEAGES: dict[str, tuple[str, tuple[Entry, ...]]] = {
    "no base": ("YYYY", (a_model("x", "MIT", "A"),)),
    "no licence": ("UUUU", (a_model("x", "", "A"),)),
    "no licence over one without commercial use": ("NUUU", (VICUNA, LLAMA)),
    "a licence of another maker over one without commercial use": (
        "NCCN",
        (a_model("x", "LicenseRef-Llama-2", "LMSYS, CMU", "llama"), LLAMA),
    ),
    "the same licence by another maker": ("CCCN", (a_model("x", "LicenseRef-Llama-2", "Xwin", "llama-2"), LLAMA_2)),
    "a free licence over a base that restricts": ("CCCN", (a_model("x", "Apache-2.0", "A", "llama-2"), LLAMA_2)),
    "the same maker and licence": ("CCCN", (a_model("x", "LicenseRef-Llama-2", "Meta", "llama-2"), LLAMA_2)),
    "licensed anew by the same maker": ("YYYY", (a_model("x", "MIT", "DeepSeek", "deepseek"), DEEPSEEK)),
    "licensed anew by another maker": ("CCCC", (a_model("x", "MIT", "B", "deepseek"), DEEPSEEK)),
    "the same maker without a licence": ("UUUU", (a_model("x", "", "B", "apache"), APACHE)),
    "the same maker without a licence over one that restricts": ("NUUU", (a_model("x", "", "C", "nc"), NC)),
    "its own licence restricts more": ("NCCC", (a_model("x", "CC-BY-NC-4.0", "A", "apache"), APACHE)),
    "two steps up": (
        "CCCN",
        (a_model("x", "MIT", "C", "y"), a_model("y", "Apache-2.0", "B", "llama-3"), LLAMA_3),
    ),
    "two steps up past a base that is licensed anew": (
        "CCCC",
        (a_model("x", "MIT", "B", "y"), a_model("y", "MIT", "B", "llama-3-1"), LLAMA_31),
    ),
    "two bases": ("NCCC", (a_model("x", "MIT", "A", "apache", "nc"), APACHE, NC)),
    "a base in plain words": ("UUUU", (a_model("x", "Apache-2.0", "A", "Some 7B"),)),
    "a base in plain words of a licence that restricts": ("NUUU", (a_model("x", "CC-BY-NC-4.0", "A", "Some 7B"),)),
    "a base without a licence": ("UUUU", (a_model("x", "MIT", "A", "y"), a_model("y", "", "B"))),
    "Llama 3.1 under its own licence": (
        "CCCC",
        (a_model("x", "LicenseRef-Llama-3.1", "Nous", "llama-3-1"), LLAMA_31),
    ),
    "over an entry without a licence and its base": (
        "NUUU",
        (a_model("x", "CC-BY-NC-SA-4.0", "A", "vicuna", "llama"), VICUNA, LLAMA),
    ),
    "a licence that was not read over one that forbids": (
        "UUUN",
        (a_model("x", "LicenseRef-AI2-ImpACT-Low-Risk", "AI2", "llama-2"), LLAMA_2),
    ),
    "a circle": ("YYYY", (a_model("x", "MIT", "A", "y"), a_model("y", "Apache-2.0", "B", "x"))),
    "itself": ("YYYY", (a_model("x", "MIT", "A", "x"),)),
    "a data set of another": (
        "NCCC",
        (a_model("x", "CC-BY-4.0", "A", "y", **DATA), a_model("y", "CC-BY-NC-4.0", "B", **DATA)),
    ),
    "a data set without a base": ("YYYY", (a_model("x", "CC-BY-SA-3.0", "A", **DATA),)),
    "a tool that works with a model": (
        "YYYY",
        (an_entry("x", licence="AGPL-3.0-only", works_with=("llama-2",), **TOOL), LLAMA_2),
    ),
    "a tool with a base": ("YYYY", (a_model("x", "MIT", "A", "nc", **TOOL), NC)),
    "a method": ("YYYY", (a_model("x", "MIT", "A", "llama-2", **METHOD), LLAMA_2)),
    "a tool under a licence of its own": ("CCCY", (a_model("x", "LicenseRef-scancode-open-webui-2025", "A", **TOOL),)),
    "a tool without a licence": ("UUUU", (a_model("x", "", "A", **TOOL),)),
    "a tool in the lineage of a model": (
        "UUUU",
        (a_model("x", "MIT", "A", "y"), a_model("y", "", "B", "llama-2", **TOOL), LLAMA_2),
    ),
    "one of several makers": (
        "NCCC",
        (a_model("x", "MIT", "A, B", "y"), a_model("y", "CC-BY-NC-4.0", "A")),
    ),
    "the same makers in another order": (
        "YYYY",
        (a_model("x", "MIT", "B,  a", "y"), a_model("y", "CC-BY-NC-4.0", "A, b")),
    ),
    "no makers": ("NCCC", (a_model("x", "MIT", "", "y"), a_model("y", "CC-BY-NC-4.0", ""))),
    "sizes under several licences": (
        "CCCN",
        (an_entry("x", licences=(("7B", "Apache-2.0"), ("72B", "LicenseRef-Tongyi-Qianwen"))),),
    ),
    "a licence and another for one size": (
        "NCCC",
        (an_entry("x", licence="Apache-2.0", licences=(("3B", "LicenseRef-Qwen-Research"),)),),
    ),
}


@pytest.mark.parametrize("case", LINEAGES)
def test_what_a_lineage_allows(case: str) -> None:
    expected, entries = LINEAGES[case]
    catalog = with_licences(a_catalog(*entries), *LICENCES.values())

    assert expected == "".join(LETTERS[each.allowance.value] for each in answers(catalog, entries[0]))


def test_an_answer_names_entry_licence_and_clause() -> None:
    _expected, entries = LINEAGES["two steps up"]
    catalog = with_licences(a_catalog(*entries), *LICENCES.values())
    outputs = answers(catalog, entries[0])[-1]

    assert [("llama-3", "LicenseRef-Llama-3", ("1.b.v",))] == [
        (each.entry_id, each.licence, tuple(condition.clause for condition in each.conditions))
        for each in outputs.reasons
    ]


def test_a_base_that_is_not_found_is_named() -> None:
    _expected, entries = LINEAGES["a base in plain words"]
    catalog = with_licences(a_catalog(*entries), *LICENCES.values())

    assert [("Some 7B", True)] == [(each.name, each.missing) for each in answers(catalog, entries[0])[0].reasons]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("MIT", True),
        ("LicenseRef-Llama-2", False),
        ("CC-BY-NC-4.0", False),
        ("MIT OR LicenseRef-Llama-2", True),
        ("MIT AND LicenseRef-Llama-2", False),
        ("MIT AND LicenseRef-Nobody-Knows", None),
        ("LicenseRef-Nobody-Knows", None),
        ("Apache-2.0 WITH LLVM-exception", True),
        ("", None),
        ("not (an expression", None),
    ],
)
def test_whether_a_licence_is_free(expression: str, expected: object) -> None:
    assert expected is is_free(expression, LICENCES)


@pytest.mark.parametrize(("licence", "expected"), [("MIT", True), ("CC-BY-NC-4.0", None), ("LicenseRef-Ours", None)])
def test_without_a_file_a_licence_is_free_if_the_osi_approves_it(licence: str, expected: object) -> None:
    assert expected is is_free(licence, {})
