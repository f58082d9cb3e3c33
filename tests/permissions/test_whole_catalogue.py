"""Compares the answers for every entry with a second reading of the rules, which shares no code with the first."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest

from factories import a_searcher
from llmtui.loader.loaded import Loaded
from llmtui.model import Catalog, Entry
from llmtui.model.licence import Permission
from llmtui.permissions import answers, is_free, judge_expression
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


class ByHand(NamedTuple):
    """The worst along every path through the lineage of an entry, each path walked by itself."""

    catalog: Catalog
    entry: Entry
    permission: str

    def answer(self) -> str:
        return ORDER[min(self.own(self.entry), self.below(self.entry, (self.entry.id,)))]

    def read(self, expression: str) -> int:
        return read(expression, self.permission, self.catalog)

    def own(self, one: Entry) -> int:
        """The rank of the worst of an entry's own licences."""
        written = [each for each in (one.licence, *dict(one.licences).values()) if each]
        return min(map(self.read, written), default=1)

    def below(self, one: Entry, path: tuple[str, ...]) -> int:
        """The worst rank of what an entry is made from; the best one if it is made from nothing."""
        inherits = one.kind.value in {"model", "dataset"}
        return min((self.through(one, name, path) for name in one.base if inherits and name not in path), default=3)

    def through(self, one: Entry, name: str, path: tuple[str, ...]) -> int:
        """The worst rank of one base and of what that is made from."""
        base = self.catalog.entries.get(name)
        if base is None:
            return 1
        rank = 3 if relicensed(one, base) else self.of_base(base)
        return min(rank, self.below(base, (*path, name)))

    def of_base(self, base: Entry) -> int:
        """Only the sizes that both have count; without a shared size, licences that differ decide nothing."""
        if not base.licences:
            return self.own(base)
        table = {size.lower(): expression for size, expression in base.licences}
        written = {size.lower(): base.licence for size in base.sizes if base.licence} | table
        shared = [written[size] for size in map(str.lower, self.entry.sizes) if size in written]
        if shared:
            return min(map(self.read, shared))
        ranks = {self.read(each) for each in (*table.values(), base.licence) if each}
        return ranks.pop() if len(ranks) == 1 else 1


def relicensed(one: Entry, base: Entry) -> bool:
    """Whether the maker of both gave the entry a licence of its own."""
    return bool(makers(base) and makers(one) == makers(base) and (one.licence or one.licences))


def makers(entry: Entry) -> list[str]:
    return sorted(each.strip().lower() for each in entry.maker.split(",") if each.strip())


def by_hand(catalog: Catalog, entry: Entry, permission: str) -> str:
    return ByHand(catalog, entry, permission).answer()


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


def test_plain_expressions_say_what_the_library_reads(catalog: Catalog) -> None:
    """Parentheses around them change nothing, but only the library can read those."""
    joined = {each.licence for each in catalog.entries.values() if " " in each.licence}
    written = [*joined, *(each.replace("AND", "OR") for each in joined)]
    different = [
        each
        for each in written
        for permission in Permission
        if judge_expression(each, permission, catalog.licences)
        != judge_expression(f"({each})", permission, catalog.licences)
        or is_free(each, catalog.licences) is not is_free(f"({each})", catalog.licences)
    ]

    assert [] == different
    assert len(joined) > 5
