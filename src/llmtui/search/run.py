"""Runs a view on a catalog."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Container, Iterable, Mapping

from msgspec.structs import replace

from llmtui.frameworks.rating import most
from llmtui.model import Catalog, Place
from llmtui.search.advice import Advice, advise, beyond
from llmtui.search.columns import Columns, Rows
from llmtui.search.completing import Completer, Suggestion
from llmtui.search.facets import Choice, Facets
from llmtui.search.fields import COLLECTIONS, PASSES, alternatives, fault, is_key
from llmtui.search.folding import fold
from llmtui.search.grammar import LONGEST_QUERY, Fault, Parsed, parse
from llmtui.search.index import Index
from llmtui.search.name_completing import completed_names
from llmtui.search.name_parts import Registry, is_one_name, read_name
from llmtui.search.name_search import NameSearch
from llmtui.search.names import NameMatch, Resolution
from llmtui.search.query import AnyOf, Query, Sort, Term, View
from llmtui.search.results import Hits, Results
from llmtui.search.terms import Terms, both, either, inverted
from llmtui.text import clean


class Searcher:
    """Searches a catalog."""

    def __init__(self, catalog: Catalog, columns: Columns | None = None) -> None:
        """Take a catalog, and its columns if they are known already."""
        self.catalog = catalog
        self._columns = _gathered(catalog) if columns is None else columns
        self._index = Index(self._columns)
        self._terms = Terms(catalog, self._columns)
        self._names = NameSearch(catalog, self._columns)
        self._matched: dict[str, bytes] = {}
        self.collections: Callable[[], Mapping[str, Collection[str]]] = dict
        """Gives the user's own collections, such as starred entries: ids by the name that serves as category."""

    def resolve(self, name: str) -> Resolution:
        """Find the entry that a pasted name means: an id, a name in any case, a name or address of a registry."""
        return self._names.resolve(name)

    def matches(self, name: str) -> tuple[NameMatch, ...]:
        """The entries that a pasted name means, without the search for similar names that `resolve` does for none."""
        return self._names.matches(name)

    def completed_names(self, typed: str, offered: Container[str] = ()) -> Mapping[str, str]:
        """The names that begin with what is typed, as `name_completing.completed_names` says."""
        return completed_names(self.catalog, self._columns, typed, offered)

    def prepare(self) -> None:
        """Load what searching by words needs. The browser calls this after the first paint, before the user types."""
        self._index.prepare()

    def parse(self, text: str) -> Parsed:
        """Parse a query and check its terms against this catalog."""
        if is_one_name(text):
            return Parsed(Query((read_name(clean(text, LONGEST_QUERY)).text,)))
        return parse(text, self._check)

    def _check(self, term: Term, written: str) -> Fault | None:
        """What is wrong with a term. A text with an unknown key can be a name, such as `qwen2.5:7b`."""
        if is_key(self.catalog, term.key):
            reason = self.fault(term)
            return Fault(reason) if reason else None
        is_name = is_one_name(written) or bool(self._names.matches(written))
        return Fault("" if is_name else self.fault(term), as_word=True)

    def fault(self, term: Term) -> str:
        """Why a term cannot be used with this catalog; empty if it can."""
        used = self._columns.values.get(term.key, ()) if term.key == "modality" else ()
        return fault(self.catalog, term, used)

    def framework(self, view: View) -> str:
        """The id of the chosen framework: the view's, else the first of the catalog."""
        return view.framework or next(iter(self.catalog.judges), "")

    def run(self, view: View, collections: Mapping[str, Collection[str]] | None = None) -> Results:
        """Find, count and order.

        Args:
            view: What to show.
            collections: The user's own collections, in place of those that the searcher was given.
        """
        if collections is not None:
            self.collections = lambda: collections
        own = {name: self._marked(ids) for name, ids in (collections or {}).items()}
        found = self._found(view)
        return Results(
            view=view,
            hits=Hits(self.catalog, self._columns, self._placed(found, view.place, own), view.query.words),
            counts=self._counts(found, own),
            total=len(self.catalog),
            advise=lambda: self.advice(view),
        )

    def advice(self, view: View) -> Advice:
        """What to do about a view that shows nothing."""
        collections, here = self.collections(), view.place.category
        own = {here: self._marked(collections[here])} if here in collections else {}

        def count(query: Query) -> int:
            return len(self._placed(self._found(replace(view, query=query)), view.place, own))

        judge = self.catalog.judges.get(self.framework(view))
        return replace(
            advise(view.query, count, self._names.nearest), beyond=beyond(view.query, most(judge)) if judge else ()
        )

    def suggestions(self, text: str, view: View) -> tuple[Suggestion, ...]:
        """What can follow a text in the search bar.

        Args:
            text: The query up to the cursor.
            view: Where it is asked: its place and framework decide what is counted.
        """

        def found(rest: str) -> Rows:
            return self._placed(self._found(replace(view, query=self.parse(rest).query)), view.place, {})

        completer = Completer(self.catalog, self._columns, self._terms, self._passing)
        return completer.suggestions(text, found, self.framework(view))

    def choices(self, view: View, collections: Mapping[str, Collection[str]] | None = None) -> tuple[Choice, ...]:
        """The choices for the filter panel of a view, presets first; the collections are those of `run`."""
        own = {name: self._marked(ids) for name, ids in (collections or {}).items()}
        framework = self.framework(view)
        asked = {term.key for term in view.query.terms}
        facets = Facets(self.catalog, self._columns, self._terms)
        everything = self._placed(self._found(view), view.place, own)

        def found(key: str) -> Rows:
            if key not in asked:
                return everything
            return self._placed(self._found(replace(view, query=view.query.without_key(key))), view.place, own)

        presets = facets.presets(everything, lambda term: self._holds(term, framework))
        return (*presets, *facets.choices(found, framework))

    def _found(self, view: View) -> Rows:
        """The rows that match the query, in the order of the view."""
        query, framework = view.query, self.framework(view)
        if query.words and view.sort is Sort.RELEVANCE:
            rows = self._ranked(query.words)
            rows = rows[::-1] if view.reverse else rows
        else:
            rows = self._ordered(view, framework)
        if query.words and view.sort is not Sort.RELEVANCE:
            ranked = self._columns.marked(self._ranked(query.words))
            rows = [row for row in rows if ranked[row]]
        rows = self._narrowed(rows, query, framework)
        return self._by_language(rows, view) if view.sort is Sort.RELEVANCE and not view.reverse else rows

    def _ranked(self, words: tuple[str, ...]) -> Rows:
        """The rows that match the words, best first. What a pasted name means comes before them."""
        ranked = self._index.rank(words)
        text = " ".join(words)
        if not self._is_pasted(text, ranked):
            return ranked
        row_of = self._columns.row_of
        named = [row_of[match.entry_id] for match in self._names.matches(text) if match.entry_id in row_of]
        return [*named, *(row for row in ranked if row not in named)]

    def _is_pasted(self, text: str, ranked: Rows) -> bool:
        """Whether to read words as a name of a registry: they look like one, or have a number and are not a name."""
        if read_name(text).registry is not Registry.WORDS:
            return True
        if not any(map(str.isdigit, text)):
            return False
        return not ranked or f"\t{fold(text)}\t" not in self._columns.texts.names[ranked[0]]

    def holds(self, text: str, entry_id: str) -> bool:
        """Whether an entry matches a query of terms, by all judges. Nothing matches an empty or a faulty query."""
        row = self._columns.row_of.get(entry_id)
        return row is not None and bool(self._matching(text)[row])

    def matching(self, text: str) -> tuple[str, ...]:
        """The ids of the entries that match a query of terms, by all judges, as `holds` says for one of them."""
        return tuple(entry_id for entry_id, holds in zip(self._columns.ids, self._matching(text), strict=True) if holds)

    def _matching(self, text: str) -> bytes:
        """One byte per row: 1 if the entry matches a query of terms."""
        if text not in self._matched:
            parsed = parse(text, self._strictly)
            conditions: tuple[Term | AnyOf, ...] = (*parsed.query.terms, *parsed.query.groups)
            usable = conditions and not parsed.faults and not parsed.query.words
            framework = next(iter(self.catalog.judges), "")
            self._matched[text] = self._all_hold(conditions, framework) if usable else bytes(len(self._columns.ids))
        return self._matched[text]

    def _passing(self, checklist_id: str) -> bytes:
        """One byte per row: 1 if the entry meets every condition of a checklist."""
        checklist = self.catalog.checklists.get(checklist_id.casefold())
        if checklist is None:
            return bytes(len(self._columns.ids))
        wanted = [self._matching(each.holds) for each in checklist.conditions]
        wanted += [self._matching(checklist.applies)] if checklist.applies else []
        failing = [inverted(self._matching(each.fails)) for each in checklist.conditions]
        return both([*wanted, *failing])

    def _strictly(self, term: Term, _written: str) -> Fault | None:
        reason = self.fault(term)
        return Fault(reason) if reason else None

    def _narrowed(self, rows: Rows, query: Query, framework: str) -> Rows:
        conditions: tuple[Term | AnyOf, ...] = (*query.terms, *query.groups)
        for condition in conditions:
            holds = self._holds(condition, framework)
            rows = [row for row in rows if holds[row]]
        return rows

    def _by_language(self, rows: Rows, view: View) -> Rows:
        """What names a language that is asked for, then what is multilingual, if relevance is the order."""
        for term in view.query.terms:
            if term.key == "lang" and term.operator == ":" and not term.excluded:
                names = self._terms.naming(term)
                rows = [*(row for row in rows if names[row]), *(row for row in rows if not names[row])]
        return rows

    def _holds(self, condition: Term | AnyOf, framework: str) -> bytes:
        """One byte per row: 1 if the condition holds."""
        if isinstance(condition, AnyOf):
            each = (self._all_hold(alternative, framework) for alternative in condition.alternatives)
            return inverted(either(each)) if condition.excluded else either(each)
        if condition.key == "is":
            return self._is(condition, framework)
        if condition.key == PASSES:
            passed = either([self._passing(each) for each in condition.alternatives])
            return inverted(passed) if condition.excluded else passed
        if condition.key:
            return self._terms.answer(condition, framework)
        holds = bytes(self._columns.marked(self._index.holding(fold(condition.value))))
        return inverted(holds) if condition.excluded else holds

    def _is(self, term: Term, framework: str) -> bytes:
        """The answer to `is:`, to which the user's own collections belong."""
        named = [value for value in alternatives(term) if value in COLLECTIONS]
        plain = self._terms.answer(replace(term, excluded=False), framework)
        collections = self.collections() if named else {}
        own = (bytes(self._marked(collections.get(f"@{name}", ()))) for name in named)
        holds = either([plain, *own])
        return inverted(holds) if term.excluded else holds

    def _all_hold(self, conditions: Iterable[Term | AnyOf], framework: str) -> bytes:
        return both(self._holds(each, framework) for each in conditions)

    def _ordered(self, view: View, framework: str) -> Rows:
        """All rows in the order of a view. Without words to search for, relevance means how open an entry is."""
        by_score = view.sort in {Sort.RELEVANCE, Sort.SCORE}
        order = self._columns.order(f"score {framework}" if by_score else view.sort.value)
        return list(order.turned()) if view.reverse else order.rows

    def _marked(self, ids: Iterable[str]) -> bytearray:
        row_of = self._columns.row_of
        return self._columns.marked(row_of[entry_id] for entry_id in ids if entry_id in row_of)

    def _placed(self, rows: Rows, place: Place, own: Mapping[str, bytearray]) -> Rows:
        """The rows that belong to a category or group, in the same order."""
        if place == Place():
            return rows
        if place.category in own:
            marked = own[place.category]
            return [row for row in rows if marked[row]]
        placements, of_rows = self._columns.placements
        here = [(place.category, place.group) in places for places in placements]
        return [row for row in rows if here[of_rows[row]]]

    def _counts(self, found: Rows, own: Mapping[str, bytearray]) -> Mapping[Place, int]:
        placements, of_rows = self._columns.placements
        counts: Counter[Place] = Counter()
        for number, count in Counter(map(of_rows.__getitem__, found)).items():
            counts[Place()] += count
            for category, group in placements[number]:
                counts[Place(category, group)] += count
        for name, marked in own.items():
            if count := sum(map(marked.__getitem__, found)):
                counts[Place(name)] = count
        return counts


def _gathered(catalog: Catalog) -> Columns:
    from llmtui.search.gathering import gather  # noqa: PLC0415 - not needed if the cache has the columns

    return gather(catalog)
