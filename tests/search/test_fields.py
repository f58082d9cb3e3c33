from __future__ import annotations

import msgspec
import pytest
from msgspec.structs import replace

from factories import (
    FRAMEWORK,
    a_catalog,
    a_classed_framework,
    a_framework,
    a_licence,
    a_searcher,
    an_assessment,
    an_entry,
    found_ids,
    with_licences,
)
from llmtui.frameworks import judgement_about
from llmtui.loader.loaded import Loaded
from llmtui.model import Basis, Catalog, Grade, Judgement, Kind, Listing
from llmtui.model.checklist import Checklist, ChecklistCondition
from llmtui.present.cells import wrap
from llmtui.search import KEYS, Searcher, Sort, View

OTHER = "test-other"


def _faults(catalog: Catalog, text: str) -> tuple[str, ...]:
    return Searcher(catalog).parse(text).faults


@pytest.fixture
def catalog() -> Catalog:
    """Entries that differ in whatever a key can ask."""
    return a_catalog(
        an_entry(
            "olmo",
            name="OLMo",
            maker="Allen Institute",
            licence="Apache-2.0",
            languages=("en",),
            released="2024-02-01",
            listed_in=(Listing("gpt-survey"),),
            tags=("open science",),
            grades={"code": "open", "weights": "open", "license": "open"},
        ),
        an_entry(
            "baichuan",
            name="Baichuan",
            group="chinese",
            also_in=("instruction",),
            licence="MIT",
            languages=("zh-Hans", "en"),
            released="2023-06",
            grades={"code": "partial", "weights": "closed", "license": "closed"},
        ),
        an_entry("tuned", category="instruction", base=("olmo", "Some Model"), released="2023"),
        an_entry("corpus", category="data", kind=Kind.DATASET, languages=("mul",)),
        frameworks=[a_framework(), a_framework(OTHER, {"params": "weights", "paper": "paper"})],
    )


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        pytest.param("base:llama-3", {"child-of-3"}, id="the-id-of-a-version"),
        pytest.param("base:llama", {"child"}, id="an-id-that-others-begin-with"),
        pytest.param("base:llama-3,llama", {"child", "child-of-3"}, id="both"),
        pytest.param("base:llama-30b", {"child"}, id="an-alias"),
        pytest.param("base:lla", {"child", "child-of-3"}, id="the-beginning-of-a-name"),
    ],
)
def test_an_id_that_exists_means_that_entry(text: str, ids: set[str]) -> None:
    catalog = a_catalog(
        an_entry("llama", name="LLaMA", aliases=("LLaMA-30B",)),
        an_entry("llama-3", name="Llama 3"),
        an_entry("child", base=("llama",)),
        an_entry("child-of-3", base=("llama-3",)),
    )

    assert ids == set(found_ids(catalog, text))


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        pytest.param("category:base", {"olmo", "baichuan"}, id="category"),
        pytest.param("category:instruction", {"baichuan", "tuned"}, id="also-in"),
        pytest.param("category:base,data", {"olmo", "baichuan", "corpus"}, id="either"),
        pytest.param("-category:base", {"tuned", "corpus"}, id="excluded"),
        pytest.param("kind:dataset", {"corpus"}, id="kind"),
        pytest.param("kind:tool", set(), id="a-kind-that-nothing-is"),
        pytest.param("maker:allen", {"olmo"}, id="part-of-the-maker"),
        pytest.param('maker:"allen institute"', {"olmo"}, id="maker-of-two-words"),
        pytest.param("lang:zh", {"baichuan", "corpus"}, id="language-without-its-script"),
        pytest.param("lang:zh-hans", {"baichuan", "corpus"}, id="language-with-its-script"),
        pytest.param("lang:en-GB", {"olmo", "baichuan", "corpus"}, id="language-of-a-country-finds-the-language"),
        pytest.param("lang:zh-Hant", {"corpus"}, id="language-in-another-script"),
        pytest.param("lang=zh", set(), id="exactly-this-tag"),
        pytest.param("maker=allen", set(), id="the-whole-maker"),
        pytest.param('maker="allen institute"', {"olmo"}, id="the-whole-maker-without-case"),
        pytest.param("released:2023,2024", {"olmo", "baichuan", "tuned"}, id="either-year"),
        pytest.param("lang:Chinese", {"baichuan", "corpus"}, id="language-by-name"),
        pytest.param("lang:中文", {"baichuan", "corpus"}, id="language-by-its-own-name"),
        pytest.param("lang:xx", set(), id="an-unknown-language"),
        pytest.param("base:olmo", {"tuned"}, id="base"),
        pytest.param('base:"some model"', {"tuned"}, id="base-in-words"),
        pytest.param("group:chinese", {"baichuan"}, id="group"),
        pytest.param("group:bilingual", {"baichuan"}, id="group-by-its-label"),
        pytest.param("group=chinese", {"baichuan"}, id="the-whole-group"),
        pytest.param("group=base/chinese", {"baichuan"}, id="the-whole-group-with-its-category"),
        pytest.param("group=chin", set(), id="no-part-of-a-group"),
        pytest.param("listed:gpt-survey", {"olmo"}, id="listed"),
        pytest.param("tag:science", {"olmo"}, id="tag"),
        pytest.param("id:olmo", {"olmo"}, id="id"),
        pytest.param("id:olm", set(), id="no-part-of-an-id"),
        pytest.param("kind:model category:base", {"olmo", "baichuan"}, id="all-terms-must-hold"),
    ],
)
def test_a_term_narrows(catalog: Catalog, text: str, ids: set[str]) -> None:
    assert ids == set(found_ids(catalog, text))


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        pytest.param("released:2023", {"baichuan", "tuned"}, id="in-a-year"),
        pytest.param("released:2023-06", {"baichuan", "tuned"}, id="a-year-alone-may-be-that-month"),
        pytest.param("released=2024-02", {"olmo"}, id="in-a-month"),
        pytest.param("released>=2023-06", {"olmo", "baichuan", "tuned"}, id="from-a-month-on"),
        pytest.param("released>2023", {"olmo"}, id="after-a-year"),
        pytest.param("released<2024", {"baichuan", "tuned"}, id="before-a-year"),
        pytest.param("released<2023-07", {"baichuan"}, id="before-a-month"),
        pytest.param("released<=2024-02-01", {"olmo", "baichuan", "tuned"}, id="up-to-a-day"),
        pytest.param("released>2024-02-01", set(), id="after-the-last"),
    ],
)
def test_dates_compare_at_the_coarser_precision_and_an_unknown_one_never_matches(
    catalog: Catalog, text: str, ids: set[str]
) -> None:
    assert ids == set(found_ids(catalog, text))


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        pytest.param("score>=0.5", {"olmo", "baichuan"}, id="at-least"),
        pytest.param("score>0.5", {"olmo"}, id="more"),
        pytest.param("score<3", {"baichuan"}, id="less"),
        pytest.param("score<=3", {"olmo", "baichuan"}, id="at-most"),
        pytest.param("score:3", {"olmo"}, id="equal"),
        pytest.param("score>=5%", {"olmo", "baichuan"}, id="share-rounded-as-it-is-shown"),
        pytest.param("score>=6%", {"olmo"}, id="share-at-least"),
        pytest.param("score:30%", {"olmo"}, id="share-equal"),
        pytest.param("score:30%,0.5", {"olmo", "baichuan"}, id="share-or-points"),
        pytest.param("score=0.5", {"baichuan"}, id="equal-to-a-half"),
        pytest.param("-score>=3", {"baichuan", "tuned", "corpus"}, id="excluded"),
    ],
)
def test_scores_compare_and_entries_without_a_judgement_have_none(catalog: Catalog, text: str, ids: set[str]) -> None:
    assert ids == set(found_ids(catalog, text))


def test_a_score_of_another_framework_does_not_count() -> None:
    catalog = a_catalog(
        an_entry("x", grades={"paper": "open"}, framework=OTHER),
        frameworks=[a_framework(), a_framework(OTHER, ["paper"])],
    )

    assert [] == found_ids(catalog, "score>=0", framework=FRAMEWORK)
    assert ["x"] == found_ids(catalog, "score>=0")


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        pytest.param("license:MIT", {"baichuan"}, id="a-licence-is-looked-for-by-name"),
        pytest.param("license:mit,apache-2.0", {"olmo", "baichuan"}, id="either-licence"),
        pytest.param("license:open", {"olmo"}, id="a-grade-asks-how-open-it-is"),
        pytest.param("license:closed", {"baichuan"}, id="the-same-licence-may-be-judged-closed"),
        pytest.param("license:unknown", {"tuned", "corpus"}, id="not-judged"),
    ],
)
def test_license_asks_for_a_name_or_for_a_grade(catalog: Catalog, text: str, ids: set[str]) -> None:
    assert ids == set(found_ids(catalog, text))


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        pytest.param("weights:open", {"olmo"}, id="open"),
        pytest.param("weights:closed", {"baichuan"}, id="closed-does-not-mean-unknown"),
        pytest.param("weights:unknown", {"tuned", "corpus"}, id="unknown"),
        pytest.param("weights:?", {"tuned", "corpus"}, id="unknown-in-short"),
        pytest.param("code:open,partial", {"olmo", "baichuan"}, id="either-grade"),
        pytest.param("weights:OPEN", {"olmo"}, id="any-case"),
        pytest.param("-weights:closed", {"olmo", "tuned", "corpus"}, id="excluded"),
    ],
)
def test_a_topic_asks_for_a_grade(catalog: Catalog, text: str, ids: set[str]) -> None:
    assert ids == set(found_ids(catalog, text))


def test_a_topic_is_answered_by_another_framework_if_the_chosen_one_is_silent() -> None:
    catalog = a_catalog(
        an_entry("x", assessments=(an_assessment({"params": "open"}, OTHER),)),
        frameworks=[a_framework(), a_framework(OTHER, {"params": "weights"})],
    )

    assert ["x"] == found_ids(catalog, "weights:open")


def test_evidence_without_a_grade_is_listed_and_not_open() -> None:
    listed = Judgement(Grade.LISTED, evidence=("https://example.org",))
    catalog = a_catalog(an_entry("x", grades={"weights": listed}))

    assert (["x"], []) == (found_ids(catalog, "weights:listed"), found_ids(catalog, "weights:open"))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param(
            "nosuch:1",
            "unknown key 'nosuch', use category, kind, maker, license, lang, size, released, is"
            " or a topic such as weights",
            id="unknown-key",
        ),
        pytest.param("makr:x", "unknown key 'makr', did you mean maker?", id="misspelt-key"),
        pytest.param("wieghts:open", "unknown key 'wieghts', did you mean weights?", id="misspelt-topic"),
        pytest.param(
            "weights:yes", "weights: 'yes' is not a grade, use open, partial, closed, n/a or unknown", id="grade"
        ),
        pytest.param(
            "weights>=unknown",
            "weights: 'unknown' cannot be compared, use one of closed, partial and open",
            id="a-grade-without-order",
        ),
        pytest.param("license>mit", "license cannot be compared, write license:mit", id="licences-have-no-order"),
        pytest.param("lang:e", "lang: there is no language 'e', use a tag such as zh, or a name", id="language"),
        pytest.param(
            "size<=10", "size: '10' is not a number of parameters, write 10B or 560M", id="a-size-without-its-unit"
        ),
        pytest.param("judged<soon", "judged: 'soon' is not a date, write 2023 or 2023-06", id="judged-when"),
        pytest.param("commercial:maybe", "commercial: there is no 'maybe', use yes, conditions, unknown, no", id="use"),
        pytest.param("evidence:some", "evidence: there is no 'some', use none, linked", id="evidence"),
        pytest.param("maker>a", "maker cannot be compared, write maker:a", id="nor-have-texts"),
        pytest.param("score>=good", "score: 'good' is not a number, write 7 or 70%", id="score"),
        pytest.param("released:soon", "released: 'soon' is not a date, write 2023 or 2023-06", id="date"),
        pytest.param("released:2023-13", "released: '2023-13' is not a date, write 2023 or 2023-06", id="month-13"),
        pytest.param("category:cars", "category: there is no 'cars', use base, instruction, data", id="category"),
        pytest.param("kind:,", "kind needs a value", id="nothing-but-a-comma"),
    ],
)
def test_what_cannot_be_used_says_so(catalog: Catalog, text: str, fault: str) -> None:
    assert (fault,) == _faults(catalog, text)


def test_a_wrong_kind_names_the_kinds_there_are(catalog: Catalog) -> None:
    (fault,) = _faults(catalog, "kind:modle")

    assert all(kind.value in fault for kind in Kind)


@pytest.mark.parametrize("text", ["weights:yes", "score>=good", "released:soon", "category:cars"])
def test_the_rest_of_a_query_with_a_fault_still_works(catalog: Catalog, text: str) -> None:
    assert ["baichuan"] == found_ids(catalog, f"{text} baichuan kind:model")


@pytest.fixture
def judged() -> Catalog:
    """Entries that differ in size, licence and what judges said."""
    linked = Judgement(Grade.OPEN, ("https://example.org",))
    return with_licences(
        a_catalog(
            an_entry(
                "free",
                licence="MIT",
                sizes=("7B", "70B"),
                languages=("zh",),
                modalities=("text", "image"),
                grades={"code": linked, "data": linked, "weights": "open"},
            ),
            an_entry(
                "limited",
                licence="LicenseRef-X",
                sizes=("30B-A3B",),
                languages=("mul",),
                assessments=(an_assessment({"weights": "open", "data": "closed"}, OTHER, "2025-01"),),
                grades={"weights": "closed", "data": "partial"},
            ),
            an_entry("derived", base=("limited",), licence="MIT", sizes=("E4B", "several")),
            an_entry("silent"),
            frameworks=[
                a_framework(criteria=("code", "data", "weights")),
                a_framework(OTHER, ("weights", "data"), basis=Basis.DECLARED),
            ],
        ),
        a_licence("MIT"),
        a_licence("LicenseRef-X", "no conditions conditions no"),
    )


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        pytest.param("size<=10B", {"free", "derived"}, id="any-size"),
        pytest.param("size>50b", {"free"}, id="another-size"),
        pytest.param("size:7B,30B", {"free", "limited"}, id="these-sizes"),
        pytest.param("size=7000M", {"free"}, id="in-other-units"),
        pytest.param("size>=30000000000", {"free", "limited"}, id="written-out"),
        pytest.param("active<=3B", {"limited"}, id="mixtures-by-what-is-active"),
        pytest.param("-size>0.1B", {"silent"}, id="no-size"),
        pytest.param("modality:image", {"free"}, id="modality"),
        pytest.param("license:none", {"silent"}, id="no-licence"),
        pytest.param("license:free", {"free", "derived"}, id="free-licences"),
        pytest.param("licence!=MIT", {"limited", "silent"}, id="another-licence"),
        pytest.param("commercial:yes", {"free"}, id="commercial-use"),
        pytest.param("commercial:no", {"limited", "derived"}, id="commercial-use-through-lineage"),
        pytest.param("derivatives:conditions,unknown", {"limited", "derived", "silent"}, id="derivatives"),
        pytest.param("outputs:unknown", {"silent"}, id="a-licence-that-is-not-known"),
        pytest.param("redistribution:yes", {"free"}, id="redistribution"),
        pytest.param("data>=partial", {"free", "limited"}, id="grades-in-order"),
        pytest.param("data>partial", {"free"}, id="above"),
        pytest.param("weights<=partial", {"limited"}, id="what-is-not-assessed-has-no-order"),
        pytest.param("is:open-source", {"free"}, id="a-word"),
        pytest.param("is:disputed", {"limited"}, id="disputed"),
        pytest.param("disputed:weights", {"limited"}, id="disputed-in-a-topic"),
        pytest.param("changed:weights", set(), id="nothing-changed"),
        pytest.param("by:test-other", set(), id="a-judge-who-is-overruled"),
        pytest.param("by:test-points", {"free", "limited"}, id="a-judge-whose-grades-count"),
        pytest.param("basis:declared", set(), id="declared-grades"),
        pytest.param("basis:reviewed", {"free", "limited"}, id="reviewed-grades"),
        pytest.param("evidence:none", {"free", "limited"}, id="an-open-grade-without-evidence"),
        pytest.param("evidence:linked", {"free"}, id="an-open-grade-with-evidence"),
        pytest.param("judged<2024-06", {"free", "limited"}, id="judged-before"),
        pytest.param("judged>=2025", set(), id="judged-since"),
        pytest.param("modality:image OR size:30B", {"free", "limited"}, id="either"),
        pytest.param("license:free (size>=70B OR base:limited)", {"free", "derived"}, id="a-group"),
        pytest.param("-(license:free size>=70B)", {"limited", "derived", "silent"}, id="not-both"),
        pytest.param("free OR silent", {"free", "silent"}, id="words-in-alternatives"),
        pytest.param("NOT free", {"limited", "derived", "silent"}, id="NOT-a-word"),
    ],
)
def test_what_can_be_asked_of_sizes_licences_and_judgements(judged: Catalog, text: str, ids: set[str]) -> None:
    assert ((), ids) == (_faults(judged, text), set(found_ids(judged, text)))


def test_what_is_multilingual_comes_after_what_names_the_language(judged: Catalog) -> None:
    assert ["free", "limited"] == found_ids(judged, "lang:zh")
    assert ["free", "limited"] == found_ids(judged, "lang:chinese", framework=OTHER)


def test_entries_can_be_sorted_by_size(judged: Catalog) -> None:
    assert ["derived", "free", "limited", "silent"] == found_ids(judged, "", Sort.SIZE)


def test_notes_of_judges_are_searched() -> None:
    noted = an_entry("noted", grades={"code": Judgement(Grade.PARTIAL, note="Only the tokenizer is there.")})

    assert ["noted"] == found_ids(a_catalog(noted, an_entry("other")), "tokenizer")


def test_the_entries_of_the_user_can_be_asked_for(judged: Catalog) -> None:
    searcher = Searcher(judged)
    view = View(query=searcher.parse("is:starred,open-source").query)

    results = searcher.run(view, {"@starred": ("silent",)})

    assert {"free", "silent"} == set(results.hits.ids)


def test_an_unknown_key_is_taken_as_a_word() -> None:
    catalog = a_catalog(an_entry("olmo", name="OLMo:7b"), an_entry("other"))

    assert ["olmo"] == found_ids(catalog, "olmo:7b")


@pytest.mark.parametrize("key", [*KEYS, "weights", "params"])
def test_every_key_is_known(catalog: Catalog, key: str) -> None:
    (fault,) = (*_faults(catalog, f"{key}:zzz"), "")[:1]

    assert "unknown key" not in fault


LICENCES = (
    a_licence("MIT"),
    a_licence("CC-BY-NC-4.0", "no yes yes yes"),
    a_licence("LicenseRef-Own", "conditions yes yes yes"),
    a_licence("LicenseRef-Not-Read", "unknown unknown unknown unknown"),
)


@pytest.mark.parametrize(
    ("licence", "approved", "restricting"),
    [
        ("MIT", True, False),
        ("CC-BY-NC-4.0", False, True),
        ("MIT OR CC-BY-NC-4.0", True, False),
        ("MIT AND CC-BY-NC-4.0", False, True),
        ("LicenseRef-Own", False, True),
        ("LicenseRef-Not-Read", False, False),
        ("LicenseRef-Public-Domain", False, False),
        ("", False, False),
    ],
)
def test_the_class_of_a_licence_follows_from_its_expression(licence: str, approved: bool, restricting: bool) -> None:
    catalog = with_licences(a_catalog(an_entry("x", licence=licence)), *LICENCES)

    assert approved == bool(found_ids(catalog, "license:osi-approved"))
    assert restricting == bool(found_ids(catalog, "license:restricts-use"))


def test_what_a_framework_of_classes_does_not_list_is_not_closed_by_all_judges() -> None:
    classed = a_classed_framework()
    topics = ("model_card", "code", "data")
    criteria = tuple(replace(each, topic=topic) for each, topic in zip(classed.criteria, topics, strict=True))
    entry = an_entry("x", grades={"card": "closed", "code": "open"}, framework="classed")
    catalog = a_catalog(entry, frameworks=[replace(classed, criteria=criteria)])

    assert [] == found_ids(catalog, "model_card:closed")
    assert ["x"] == found_ids(catalog, "model_card:unknown code:open")
    assert Grade.UNKNOWN is judgement_about(catalog, entry, "model_card", "all").grade


def test_one_judge_who_finds_something_open_is_found_whatever_others_say() -> None:
    judges = [a_framework(each, ["weights"]) for each in ("one", "two")]
    assessments = (an_assessment({"weights": "open"}, "one"), an_assessment({"weights": "closed"}, "two", "2025-01"))
    catalog = a_catalog(an_entry("x", assessments=assessments), frameworks=judges)

    assert ["x"] == found_ids(catalog, "found:weights weights:closed")


def test_the_conditions_of_a_licence_are_found_through_the_lineage() -> None:
    catalog = with_licences(
        a_catalog(
            an_entry("root", licence="LicenseRef-Users"),
            an_entry("tune", licence="MIT", base=("root", "Unlisted 7B")),
            an_entry("other", licence="MIT"),
        ),
        a_licence("MIT"),
        a_licence("LicenseRef-Users", "conditions yes yes yes", kind="users"),
    )

    assert {"root", "tune"} == set(found_ids(catalog, "condition:users"))
    assert [] == found_ids(catalog, "condition:revenue")


def _with_checklist(*conditions: ChecklistCondition, applies: str = "") -> Catalog:
    catalog = a_catalog(
        an_entry("both", grades={"code": "open", "weights": "open"}),
        an_entry("one", grades={"code": "open"}),
        an_entry("none", kind=Kind.TOOL),
    )
    checklist = Checklist("mine", "Mine", applies=applies, conditions=conditions)
    return msgspec.structs.replace(catalog, checklists={"mine": checklist})


CODE = ChecklistCondition("code", holds="code:open", fails="code:closed")
WEIGHTS = ChecklistCondition("weights", holds="weights:open")


def test_only_what_meets_every_condition_passes_a_checklist() -> None:
    assert ["both"] == found_ids(_with_checklist(CODE, WEIGHTS), "passes:mine")
    assert {"one", "none"} == set(found_ids(_with_checklist(CODE, WEIGHTS), "-passes:mine"))


@pytest.mark.parametrize(
    "condition",
    [
        ChecklistCondition("nothing can say it"),
        ChecklistCondition("contradicted", holds="code:open", fails="weights:open"),
        ChecklistCondition("a faulty query", holds="cod:open"),
        ChecklistCondition("words", holds="both"),
    ],
    ids=lambda condition: condition.label,
)
def test_what_is_unknown_never_passes(condition: ChecklistCondition) -> None:
    assert "both" not in found_ids(_with_checklist(CODE, condition), "passes:mine")


def test_what_a_checklist_does_not_apply_to_never_passes_it() -> None:
    assert [] == found_ids(_with_checklist(CODE, applies="kind:tool"), "passes:mine")


def test_a_checklist_that_does_not_exist_is_reported() -> None:
    assert ("passes: there is no 'yours', use mine",) == _faults(_with_checklist(CODE), "passes:yours")


@pytest.mark.parametrize("key", ["nosuch", *KEYS])
@pytest.mark.parametrize("operator", [":", ">"])
def test_a_fault_takes_at_most_two_lines(bundled: Loaded, key: str, operator: str) -> None:
    faults = a_searcher(bundled.catalog).parse(f"{key}{operator}zzz").faults

    assert [] == [fault for fault in faults if len(wrap(f"llmtui: {fault}", 120)) > 2]
