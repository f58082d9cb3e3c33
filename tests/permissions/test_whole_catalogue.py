"""Compares the answers for every entry with a second reading of the rules, which shares no code with the first."""

from __future__ import annotations

import re
from functools import cache

import pytest

from factories import a_searcher
from llmtui.loader.loaded import Loaded
from llmtui.model import Catalog, Entry
from llmtui.permissions import answers
from llmtui.search import View

ORDER = ["no", "unknown", "conditions", "yes"]


@pytest.fixture(scope="module")
def catalog(bundled: Loaded) -> Catalog:
    return bundled.catalog


def read(expression: str, permission: str, catalog: Catalog) -> int:
    """The rank of an expression, by replacing one innermost part after the other by its rank."""
    words = re.findall(r"[()]|[^\s()]+", expression)
    ranks = [word if word in {"(", ")", "AND", "OR", "WITH"} else licence(word, permission, catalog) for word in words]
    text = " ".join(ranks)
    while not re.fullmatch(r"<\d>", text):
        before = text
        text = re.sub(r"<(\d)> WITH <\d>", r"<\1>", text)
        text = re.sub(r"\( (<\d>) \)", r"\1", text)
        text = re.sub(r"<(\d)> AND <(\d)>", lambda both: f"<{min(both[1], both[2])}>", text)
        if "AND" not in text or text == before:
            text = re.sub(r"<(\d)> OR <(\d)>", lambda both: f"<{max(both[1], both[2])}>", text)
        if text == before:
            return 1
    return int(text[1])


def licence(word: str, permission: str, catalog: Catalog) -> str:
    known = catalog.licences.get(word)
    words = {each.value: allowance.value for each, allowance in known.allowances.items()} if known else {}
    return f"<{ORDER.index(words.get(permission, 'unknown'))}>"


def by_hand(catalog: Catalog, entry: Entry, permission: str) -> str:
    """The worst along every path through the lineage, each path walked by itself."""

    @cache
    def own(entry_id: str) -> int:
        one = catalog.entries[entry_id]
        written = [one.licence] if one.licence else []
        written += [expression for _size, expression in one.licences]
        return min((read(each, permission, catalog) for each in written), default=1)

    def of_base(base: Entry) -> int:
        """Only the sizes that both have count; without a shared size, licences that differ decide nothing."""
        if not base.licences:
            return own(base.id)
        table = {size.lower(): expression for size, expression in base.licences}
        ranks = {
            size: read(table.get(size, base.licence), permission, catalog)
            for size in map(str.lower, base.sizes)
            if table.get(size, base.licence)
        }
        ranks |= {size: read(expression, permission, catalog) for size, expression in table.items()}
        shared = [ranks[size] for size in map(str.lower, entry.sizes) if size in ranks]
        everything = {read(each, permission, catalog) for each in (*table.values(), *filter(None, [base.licence]))}
        return min(shared) if shared else everything.pop() if len(everything) == 1 else 1

    def below(one: Entry, path: tuple[str, ...]) -> int:
        found = 3
        if one.kind.value not in {"model", "dataset"}:
            return found
        for name in one.base:
            if name in path:
                continue
            base = catalog.entries.get(name)
            if base is None:
                found = min(found, 1)
                continue
            same = sorted(each.strip().lower() for each in base.maker.split(",") if each.strip()) == sorted(
                each.strip().lower() for each in one.maker.split(",") if each.strip()
            )
            passed_over = same and base.maker.strip() and (one.licence or one.licences)
            found = min(found, 3 if passed_over else of_base(base), below(base, (*path, name)))
        return found

    return ORDER[min(own(entry.id), below(entry, (entry.id,)))]


def test_the_answers_agree_with_a_second_reading_of_the_rules(catalog: Catalog) -> None:
    different = {
        (entry.id, each.permission.value): (each.allowance.value, second)
        for entry in catalog
        for each in answers(catalog, entry)
        if each.allowance.value != (second := by_hand(catalog, entry, each.permission.value))
    }

    assert {} == different


@pytest.mark.parametrize("permission", ["commercial", "derivatives", "redistribution", "outputs"])
def test_a_query_finds_what_the_second_reading_allows(catalog: Catalog, permission: str) -> None:
    searcher = a_searcher(catalog)
    for answer in ORDER:
        query = searcher.parse(f"{permission}:{answer}").query
        found = set(searcher.run(View(query=query)).hits.ids)

        assert {entry.id for entry in catalog if by_hand(catalog, entry, permission) == answer} == found


def test_nothing_is_allowed_that_a_licence_of_its_own_forbids_or_limits(catalog: Catalog) -> None:
    wrong = [
        entry.id
        for entry in catalog
        for each in answers(catalog, entry)
        if each.allowance.value == "yes" and " OR " not in entry.licence
        for word in re.findall(r"[\w.+-]+", entry.licence)
        if (known := catalog.licences.get(word)) and known.allows(each.permission).value in {"no", "conditions"}
    ]

    assert [] == wrong


def test_every_answer_has_a_reason(catalog: Catalog) -> None:
    assert [] == [entry.id for entry in catalog for each in answers(catalog, entry) if not each.reasons]


def test_no_licence_of_the_catalogue_is_without_a_file(catalog: Catalog) -> None:
    expressions = (text for entry in catalog for text in (entry.licence, *(each for _size, each in entry.licences)))
    words = {word for text in expressions for word in re.findall(r"[\w.+-]+", text)} - {"AND", "OR", "WITH"}

    assert set() == {word for word in words if word.startswith("LicenseRef-")} - set(catalog.licences)
