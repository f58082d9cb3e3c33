"""Ranks entries by words: exact names, then beginnings, then words anywhere, then words with typos.

Names are compared squashed, without blanks and punctuation, so that `stable vicuna` begins `StableVicuna`.
Typos are looked for among the words that names are made of, not in running text, which keeps them few and fast.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from llmtui.model import Catalog, Entry
from llmtui.search.language import language_names

EXACT, PREFIX, WORDS, INSIDE, AROUND, ANYWHERE, TYPOS = range(7)
"""The tiers of relevance, best first."""

_CAMEL = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+[A-Za-z]?|[^\W\d_]+")


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """The text as it is compared: without case, width variants and accents on Latin letters."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", "".join(each for each in decomposed if not unicodedata.combining(each)))


def squash(text: str) -> str:
    """The letters and digits of a text, folded."""
    return "".join(filter(str.isalnum, fold(text)))


def name_words(name: str) -> frozenset[str]:
    """The words a name is made of: its parts between blanks and punctuation, and theirs by capitals and digits."""
    parts = re.findall(r"[^\W_]+", name)
    camel = [word for part in parts for word in _CAMEL.findall(part)]
    return frozenset(fold(word) for word in (*parts, *camel, squash(name)) if word)


@dataclass(frozen=True, slots=True)
class Card:
    """What is compared of one entry, folded once."""

    id: str
    order: int
    squashed: tuple[str, ...]
    """The name and aliases, squashed."""
    names: str
    """The name and aliases, each after a line feed."""
    around: str
    """Names, maker, base, tags and the like."""
    text: str
    """All of it with the summary."""
    mentions: int
    """How often the surveys list it."""


def build_card(catalog: Catalog, entry: Entry, order: int) -> Card:
    """Gather and fold the words of an entry."""
    category = catalog.category(entry.category)
    group = category.group(entry.group) if category else None
    bases = [
        name for base in entry.base for name in (catalog.entries[base].names if base in catalog.entries else (base,))
    ]
    names = "\n" + "\n".join(fold(name) for name in (*entry.names, entry.id))
    languages = [name for tag in entry.languages for name in (tag, *language_names(tag))]
    around = [entry.maker, *bases, *entry.tags, *languages, *entry.modalities, entry.kind.value, *entry.sizes]
    around += [category.label if category else entry.category, group.label if group else "", entry.licence]
    around_text = names + "\n" + "\n".join(map(fold, around))
    return Card(
        id=entry.id,
        order=order,
        squashed=tuple(squash(name) for name in (*entry.names, entry.id)),
        names=names,
        around=around_text,
        text=around_text + "\n" + fold(f"{entry.summary} {entry.training_data}"),
        mentions=len(entry.listed_in),
    )


class Index:
    """The folded words of a catalog, built once and asked for every key."""

    def __init__(self, catalog: Catalog) -> None:
        self._cards = tuple(build_card(catalog, entry, order) for order, entry in enumerate(catalog))
        self._vocabulary: dict[str, list[int]] = {}
        for card, entry in zip(self._cards, catalog, strict=True):
            for word in frozenset().union(*map(name_words, entry.names)):
                self._vocabulary.setdefault(word, []).append(card.order)
        self._heads: dict[int, dict[str, list[int]]] = {}

    def rank(self, words: Iterable[str]) -> dict[str, tuple[float, ...]]:
        """The entries that match all words, each with a key to sort by, best lowest.

        Typos are forgiven only where no name holds the words as they are written.
        """
        folded = [fold(word) for word in words]
        whole = squash("".join(folded))
        if not folded:
            return {}
        exact = {card.id: key for card in self._cards if (key := self._exact(card, folded, whole))}
        if any(key[0] <= INSIDE for key in exact.values()):
            return exact
        return {**self._with_typos(folded, whole, exact), **exact}

    def holding(self, word: str) -> frozenset[str]:
        """The entries in which a folded word stands as it is."""
        return frozenset(card.id for card in self._cards if word in card.text)

    @staticmethod
    def _exact(card: Card, words: list[str], whole: str) -> tuple[float, ...] | None:
        """The key of an entry that holds every word as it is written."""
        if not all(word in card.text for word in words) and not (
            whole and any(whole in name for name in card.squashed)
        ):
            return None
        tier = _tier(card, words, whole)
        return (tier, -_likeness(whole, card), -card.mentions, card.order)

    def _with_typos(self, words: list[str], whole: str, exact: Mapping[str, object]) -> dict[str, tuple[float, ...]]:
        """The keys of entries that match once typos are forgiven; the nearer ones first."""
        near = [self._near(word) for word in words]
        joined = self._near(whole) if len(words) > 1 else {}
        found: dict[str, tuple[float, ...]] = {}
        for card in self._cards:
            if card.id in exact:
                continue
            misses = [
                0 if word in card.around else hits.get(card.order, -1) for word, hits in zip(words, near, strict=True)
            ]
            distance = joined.get(card.order, -1) if -1 in misses else sum(misses)
            if distance >= 0:
                found[card.id] = (TYPOS, -_likeness(whole, card) + distance / 10, -card.mentions, card.order)
        return found

    def _near(self, word: str) -> dict[int, int]:
        """Entries whose names hold a word near this one, or begin with one, by how many letters differ."""
        from rapidfuzz import process  # noqa: PLC0415 - most command lines search for nothing
        from rapidfuzz.distance import OSA  # noqa: PLC0415 - as above

        allowed = _allowed(len(word))
        if not allowed:
            return {}
        near: dict[int, int] = {}
        for vocabulary, extra in ((self._vocabulary, 0), (self._beginnings(len(word)), 1)):
            choices = list(vocabulary)
            for match, distance, _index in process.extract(
                word, choices, scorer=OSA.distance, processor=None, score_cutoff=allowed, limit=None
            ):
                for order in vocabulary[match]:
                    near[order] = min(near.get(order, 99), int(distance) + extra)
        return near

    def _beginnings(self, length: int) -> dict[str, list[int]]:
        """The longer words of all names, cut to a length."""
        if length not in self._heads:
            heads: dict[str, list[int]] = {}
            for word, orders in self._vocabulary.items():
                if len(word) > length:
                    heads.setdefault(word[:length], []).extend(orders)
            self._heads[length] = heads
        return self._heads[length]


def _tier(card: Card, words: list[str], whole: str) -> int:
    if whole and whole in card.squashed:
        return EXACT
    if whole and any(name.startswith(whole) for name in card.squashed):
        return PREFIX
    if all(re.search(rf"(?<![^\W_]){re.escape(word)}", card.names) for word in words):
        return WORDS
    if all(word in card.names for word in words) or (whole and any(whole in name for name in card.squashed)):
        return INSIDE
    return AROUND if all(word in card.around for word in words) else ANYWHERE


def _likeness(whole: str, card: Card) -> float:
    """How much of the nearest name the query makes up, from 0 to 1; the name itself counts before its aliases."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - as above

    best = max(fuzz.ratio(whole, name) - (position > 0) for position, name in enumerate(card.squashed))
    return best / 100


def _allowed(length: int) -> int:
    """How many letters may be wrong in a word: none in short ones, or everything would match."""
    return 0 if length < 4 else 1 if length < 7 else 2  # noqa: PLR2004 - the table is the sentence above
