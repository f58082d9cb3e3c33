"""Reads what a model card and a configuration declare: licence and base models.

The keys are between two lines of `---` at the beginning of `README.md`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from llmtui.problems import Problem, ProblemLog
from llmtui.scan.card_keys import Values, card_values
from llmtui.scan.found import Declared
from llmtui.scan.reading import name_in_path, read_json, read_start, text_of

CARD, CONFIGURATION, ADAPTER = "card", "configuration", "adapter's configuration"
"""The files in words."""

_LONGEST = 1 << 18
"""Bytes of a card that are read: its keys come first, and with long lists of results take 100 kB."""
_MOST_BASES = 32

_BEGIN = re.compile(r"---[ \t]*\n")
_END = re.compile(r"^(?:---|(\.\.\.))[ \t]*$", re.MULTILINE)
_CONFIGURES = {"model_type", "architectures", "_name_or_path", "quantization_config", "_class_name"}
"""Keys by which the configuration of a model is known among other files of that name."""
_MARKS = "\ufeff\ufffd\u200b \t\n"
"""What may come before a card without being seen: marks of the byte order, read as UTF-8 or not, and blanks."""
_STARTS = ("---", "%", "+++", "```")
"""How texts begin that may be meant to be cards: lines and directives of YAML, lines of TOML, blocks of code."""
_MEANT = re.compile(r"(?i)\b(?:licen[cs]e|base_model)\w*[\"']?[ \t]*[:=]")
"""A key of a card, wherever it is in its line."""
_NO_CARD = "the card does not begin as cards do, so that its keys are not read"
_NAMELESS = "the adapter does not name its base"


def read_card(path: Path, log: ProblemLog) -> Declared | None:
    """What a model card declares; None if the file is not a card.

    Raises:
        Unusable: It cannot be read.
    """
    text = _text(read_start(path, _LONGEST))
    begin = _BEGIN.match(text)
    if begin is None:
        return _unread_card(path, text, log)
    end = _END.search(text, begin.end())
    head = text[begin.end() : end.start() if end else len(text)]
    gaps: list[str] = []
    if end is None:
        gaps.append("the keys of the card have no end, or are longer than what is read")
    elif end[1]:
        gaps.append("the keys of the card end with dots, and may go on below")
    values = card_values(path, head, gaps)
    if values is None:
        return None
    declared = _declared(values, gaps)
    for gap in declared.gaps:
        log.add(Problem(path, gap))
    return declared


def _text(content: bytes) -> str:
    return content.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").lstrip()


def _unread_card(path: Path, text: str, log: ProblemLog) -> Declared | None:
    """A gap if a text may be meant to be a card with a licence or a base; None for any other text."""
    letters = text.replace("\0", "").lstrip(_MARKS)  # in UTF-16 and UTF-32, each letter has zeros beside it
    if letters.startswith("<!--"):
        letters = letters.partition("-->")[2].lstrip(_MARKS)
    if not letters.startswith(_STARTS) or not _MEANT.search(letters):
        return None
    log.add(Problem(path, _NO_CARD))
    return Declared(gaps=(_NO_CARD,), file=CARD)


def _declared(values: Values, gaps: list[str]) -> Declared:
    bases = tuple(dict.fromkeys(values.get("base_model", ())))
    if len(bases) > _MOST_BASES:
        gaps.append(f"more than the {_MOST_BASES} bases that are read")
    gaps += [f"several values of {key}" for key in ("license_name", "license_link") if len(values.get(key, ())) > 1]
    return Declared(
        name=" ".join(values.get("model_name", ())[:1]),
        licences=values.get("license", ()),
        licence_name=" ".join(values.get("license_name", ())[:1]),
        licence_link=" ".join(values.get("license_link", ())[:1]),
        bases=bases[:_MOST_BASES],
        gaps=tuple(dict.fromkeys(gaps)),
        file=CARD,
    )


def read_config(path: Path, log: ProblemLog) -> Declared | None:
    """What a configuration says of a model's origin; None if it is not the configuration of a model.

    Adapters name their base model. Other configurations name the folder or the model that their weights were loaded
    from, which is the model itself or its base.

    Raises:
        Unusable: It cannot be read.
    """
    config = read_json(path)
    is_adapter = "peft_type" in config or "base_model_name_or_path" in config
    if not is_adapter and not _CONFIGURES & config.keys():
        return None
    origins = tuple(_origins(config))
    if not is_adapter:
        return Declared(origins=origins, file=CONFIGURATION)
    if base := name_in_path(text_of(config, "base_model_name_or_path")):
        return Declared(bases=(base,), origins=origins, file=ADAPTER)
    log.add(Problem(path, _NAMELESS))
    return Declared(origins=origins, gaps=(_NAMELESS,), file=ADAPTER)


def _origins(config: Mapping[str, object]) -> Iterator[str]:
    """What the weights were loaded from, those of its parts included."""
    for part in (config, *config.values()):
        if isinstance(part, Mapping) and (name := name_in_path(text_of(part, "_name_or_path"))):
            yield name
