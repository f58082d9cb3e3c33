"""Describes the keys of an entry once: every reader, writer, table and page goes through `ENTRY_KEYS`.

To add a key, add its field to `Entry` and one line here. Loading, JSON, TOML, SQLite, flat tables, differences, the
search, the draft of `llmtui new` and the page docs/catalog.md follow. Links, listings and assessments have shapes of
their own and are written out by hand where they are read and written.
"""

from __future__ import annotations

from enum import Enum
from typing import Any

import msgspec

from llmtui.model.entry import Entry, Kind


class Shape(Enum):
    """What kind of value a key holds."""

    TEXT = "text"
    TEXTS = "list of texts"
    DATE = "`YYYY`, `YYYY-MM` or `YYYY-MM-DD`"
    KIND = "kind"
    """A member of `Kind`."""
    LICENCE = "licence"
    """A text in SPDX's own spelling as far as SPDX knows it."""
    LICENCES = "table of size = licence"
    """Licences by something that the entry has several of."""


class SearchIn(Enum):
    """Among which words of an entry a search finds the value."""

    NAMES = "names"
    DETAILS = "details"
    SUMMARY = "summary"
    NOWHERE = "nowhere"


class Stored(msgspec.Struct, frozen=True):
    """How a database holds a key: as a column of the entries, or for a list as a table of its own or as a relation."""

    column: str = ""
    """The column, if it is not called as the key."""
    note: str = ""
    """The comment on the column."""
    keys: str = ""
    """The column with the keys of a table."""
    relation: str = ""
    """The relation under which the table of bases holds it."""


class Key(msgspec.Struct, frozen=True):
    """One key of an entry."""

    name: str
    """In catalogue files and exports."""
    shape: Shape
    help: str
    """What it means, in one line of Markdown that continues a table row."""
    limit: int = 4000
    """The longest text kept, in characters; of a list, each text may have 2000."""
    field: str = ""
    """The field of `Entry`, if it has another name."""
    value: str = ""
    """What may be written, for the documentation; empty for what the shape says."""
    example: str = ""
    """A value as it may be written, in TOML."""
    heading: str = ""
    """The heading over the value in details and comparisons; empty if they show it in a way of their own."""
    search: SearchIn = SearchIn.DETAILS
    refers: bool = False
    """Whether it holds ids of entries, or names in plain words."""
    sqlite: Stored = Stored()
    """How a database holds it."""
    omitted_if_empty: bool = False
    """Whether records leave it out if it is empty and no list, and a database of an older version may lack it."""

    @property
    def column(self) -> str:
        """The column in a database: of the table of entries, or of the list's own table."""
        return self.sqlite.column or self.name

    @property
    def recorded(self) -> bool:
        """Whether every record has the key: lists always, so that a program needs no check."""
        return self.is_list or not self.omitted_if_empty

    def read(self, entry: Entry) -> Any:
        """The value of an entry: a text, a tuple of texts, or a tuple of pairs of texts."""
        value = getattr(entry, self.attribute)
        return value.value if isinstance(value, Kind) else value

    def words(self, entry: Entry) -> str:
        """The value of an entry as one text."""
        return ", ".join(self.texts(entry))

    def texts(self, entry: Entry) -> tuple[str, ...]:
        """The value of an entry as texts that are not empty."""
        value = self.read(entry)
        if self.shape is Shape.LICENCES:
            return tuple(f"{name}: {licence}" for name, licence in value)
        return value if self.shape is Shape.TEXTS else tuple(filter(None, (value,)))

    @property
    def attribute(self) -> str:
        """The field of `Entry`."""
        return self.field or self.name

    @property
    def values(self) -> str:
        """What may be written, in Markdown."""
        return self.value or self.shape.value

    @property
    def is_list(self) -> bool:
        """Whether it holds several values."""
        return self.shape in {Shape.TEXTS, Shape.LICENCES}


_T, _L = Shape.TEXT, Shape.TEXTS
_KINDS = ", ".join(f"`{kind.value}`" for kind in list(Kind)[:-1]) + f" or `{list(Kind)[-1].value}`"

ENTRY_KEYS = (
    Key("name", _T, "what it is called", 200, search=SearchIn.NAMES),
    Key("kind", Shape.KIND, "what sort of thing it is", value=_KINDS),
    Key("maker", _T, "who publishes it", 300),
    Key(
        "maker_country",
        _T,
        "where its maker is based, as an ISO 3166 code of two letters; several joined by commas",
        100,
        example='"CN"',
        heading="Country of its maker",
        omitted_if_empty=True,
    ),
    Key(
        "maker_type",
        _T,
        "what its maker is, such as company, university or community",
        100,
        heading="Type of its maker",
        omitted_if_empty=True,
    ),
    Key("summary", _T, "one or two sentences: what it is and why one would care", 2000, search=SearchIn.SUMMARY),
    Key(
        "aliases",
        _L,
        "other names, found by the search as well",
        example='["GPT-J-6B", "GPT-J"]',
        heading="Also known as",
        search=SearchIn.NAMES,
        sqlite=Stored("alias"),
    ),
    Key(
        "names",
        _L,
        "what machines call it, each with its place: `hub:`, `ollama:`, `github:`, `arxiv:`",
        field="machine_names",
        example='["hub:bigscience/bloomz", "ollama:bloomz"]',
        sqlite=Stored("name"),
        omitted_if_empty=True,
    ),
    Key(
        "also_in",
        _L,
        "further categories that list and count it",
        value="list of category ids",
        search=SearchIn.NOWHERE,
        sqlite=Stored("category_id"),
    ),
    Key(
        "group",
        _T,
        "a sub-group of its own category",
        value="id of a sub-group",
        search=SearchIn.NOWHERE,
        sqlite=Stored("subgroup"),
    ),
    Key("tags", _L, "words to find it by", heading="Tags", sqlite=Stored("tag")),
    Key(
        "languages",
        _L,
        "its natural languages; `mul` for many",
        value="list of BCP 47 tags",
        example='["en", "zh"]',
        sqlite=Stored("language", "a BCP 47 tag; mul for many"),
    ),
    Key(
        "modalities",
        _L,
        "what it reads and makes: `text`, `image`, `audio`, `video`, `code`",
        heading="Modalities",
        sqlite=Stored("modality"),
    ),
    Key(
        "base",
        _L,
        "what it derives from; a name, with a capital or a blank, if the catalogue has no entry for it",
        value="list of ids",
        example='["pythia"]',
        search=SearchIn.NOWHERE,
        refers=True,
        sqlite=Stored(relation="derives from"),
    ),
    Key(
        "reproduces",
        _L,
        "what it builds again without deriving from it; written as `base`",
        value="list of ids",
        search=SearchIn.NOWHERE,
        refers=True,
        sqlite=Stored(relation="reproduces"),
    ),
    Key(
        "works_with",
        _L,
        "what a tool, method or resource runs on or is about, but does not derive from; written as `base`",
        value="list of ids",
        search=SearchIn.NOWHERE,
        refers=True,
        sqlite=Stored("other"),
        omitted_if_empty=True,
    ),
    Key(
        "license",
        Shape.LICENCE,
        "an [SPDX](https://spdx.org/licenses/) expression; `LicenseRef-…` for a licence unknown to SPDX",
        200,
        field="licence",
        value="text",
        example='"Apache-2.0"',
        sqlite=Stored(note="an SPDX expression where there is one"),
    ),
    Key(
        "licenses",
        Shape.LICENCES,
        "the licence of each size, if they differ",
        200,
        field="licences",
        example='{ "72B" = "LicenseRef-Qwen" }',
        sqlite=Stored("license", keys="size"),
        omitted_if_empty=True,
    ),
    Key(
        "sizes",
        _L,
        "parameter counts as published, smallest first",
        example='["7B", "13B"]',
        sqlite=Stored("size", "a count of parameters as published, such as 7B"),
    ),
    Key(
        "released",
        Shape.DATE,
        "when it came out, as exactly as is known",
        search=SearchIn.NOWHERE,
        sqlite=Stored(note="YYYY, YYYY-MM or YYYY-MM-DD"),
    ),
    Key("training_data", _T, "what it was trained or tuned on", 500, heading="Training data", search=SearchIn.SUMMARY),
    Key(
        "training_compute",
        _T,
        "how much computing its training took, as published",
        300,
        example='"3.8e24 FLOP"',
        heading="Training compute",
        search=SearchIn.NOWHERE,
        omitted_if_empty=True,
    ),
    Key(
        "notice",
        _T,
        "a warning that a reader must see, such as that it was withdrawn",
        300,
        search=SearchIn.NOWHERE,
        sqlite=Stored(note="a warning that a reader must see"),
    ),
)
"""In the order of files and exports."""

REFERENCES = tuple(key for key in ENTRY_KEYS if key.refers)
"""Keys that hold ids of other entries."""
