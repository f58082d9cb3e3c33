"""Reads a model name as the user pastes it: where it comes from, and the parts it is made of.

A name may be an address of a model page, a file of weights, a name for a registry, or a number of a paper. The parts
that say which copy it is (size, version, date, quantisation, format) are kept apart from the parts that say what it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from functools import lru_cache
from urllib.parse import unquote, urlsplit

import msgspec

from llmtui.search.folding import fold


class Registry(Enum):
    """Where a name comes from."""

    HUB = "hub"
    OLLAMA = "ollama"
    GITHUB = "github"
    ARXIV = "arxiv"
    FILE = "file"
    LINK = "link"
    WORDS = "words"
    """Plain words, or a name that several registries write alike."""


class Flavour(Enum):
    """Whether a name says that a model was tuned."""

    TUNED = "tuned"
    BASE = "base"
    UNNAMED = "unnamed"


class PastedName(msgspec.Struct, frozen=True):
    """A name with the registry it is written for."""

    registry: Registry
    text: str
    """The name as the registry writes it: `owner/name`, `name:tag`, a number or an address."""


class NameParts(msgspec.Struct, frozen=True):
    """What a name says, part by part; each part is folded."""

    core: tuple[str, ...]
    """What it is: words and numbers that are none of the following."""
    flavour: Flavour = Flavour.UNNAMED
    tuning: str = ""
    """How it was tuned, such as `instruct` or `chat`; empty if the name does not say."""
    sizes: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    """Such as `v0.2`."""
    dates: tuple[str, ...] = ()
    """Such as `2407` or `20240620`."""
    formats: tuple[str, ...] = ()
    """File formats and quantisations, such as `gguf`, `q4_k_m` or `awq`."""


# Patterns are strings, which `re` compiles and keeps at first use: most commands read no pasted name.
_COMMANDS = r"(?i)^(?:ollama (?:run|pull|show)|huggingface-cli download|hf download|vllm serve)\s+"
_OF_REGISTRY = r"(?i)(hub|ollama|github):\s?(\S+)$"
_ARXIV_NUMBER = r"(?<!\d)(\d{4}\.\d{4,5})(?:v\d+)?(?!\d)"
_HUB_SECTIONS = {"datasets", "spaces", "api", "models", "papers"}
_SEGMENT = r"[\w][\w.+-]*"
_OWNED = rf"{_SEGMENT}/{_SEGMENT}"
_TAGGED = rf"(?:{_SEGMENT}/)?{_SEGMENT}:{_SEGMENT}"
_CACHE_FOLDER = r"^(?:models|datasets)--([\w.+-]+?)--([\w.+-]+)$"
_WEIGHT_FILE = r"(?i)\.(?:gguf|ggml|safetensors|bin|pt|pth|onnx|llamafile)$"
_SHARD = r"-\d{5}-of-\d{5}$"


def is_one_name(text: str) -> bool:
    """Whether a text with blanks or colons is one name all the same: a command that loads it, an address, a file."""
    text = text.strip()
    is_address = re.match(r"https?://\S+$", text, re.IGNORECASE)
    return bool(
        is_address
        or re.match(_COMMANDS, text)
        or re.search(_WEIGHT_FILE, text)
        or re.match(r"arxiv:\s?\d", text, re.IGNORECASE)
    )


def read_name(text: str) -> PastedName:
    """Find the registry that a pasted text is written for."""
    text = re.sub(_COMMANDS, "", " ".join(text.split()))
    if named := re.match(_OF_REGISTRY, text):
        return PastedName(Registry(named[1].lower()), named[2])
    return _read_bare(text)


def _read_bare(text: str) -> PastedName:
    """The registry of a name without a prefix that says it."""
    if re.match(r"https?://|www\.|(?:huggingface\.co|hf\.co|github\.com|ollama\.com|arxiv\.org)/", text, re.IGNORECASE):
        return _read_address(text)
    if folder := re.match(_CACHE_FOLDER, text):
        return PastedName(Registry.HUB, f"{folder[1]}/{folder[2]}")
    if re.search(_WEIGHT_FILE, text):
        return PastedName(Registry.FILE, re.split(r"[/\\]", text)[-1])
    if re.match(r"(?:arxiv:\s?|10\.48550/arxiv\.)?\d{4}\.\d{4,5}(?:v\d+)?$", text, re.IGNORECASE):
        return PastedName(Registry.ARXIV, re.findall(_ARXIV_NUMBER, text)[-1])
    if re.fullmatch(_TAGGED, text):
        return PastedName(Registry.OLLAMA, text)
    return PastedName(Registry.HUB if re.fullmatch(_OWNED, text) else Registry.WORDS, text)


def _read_address(text: str) -> PastedName:
    """The name in an address; an address of no known registry stays one."""
    try:
        address = urlsplit(text if "://" in text else f"https://{text}")
        host = (address.hostname or "").removeprefix("www.")
    except ValueError:
        return PastedName(Registry.WORDS, text)
    read = _PATH_READERS.get(host)
    named = read(address.path) if read else None
    return named or PastedName(Registry.LINK, text)


def _segments(path: str) -> list[str]:
    return [unquote(segment) for segment in path.split("/") if segment]


def _read_hub_path(path: str) -> PastedName | None:
    segments = _segments(path)
    if segments[:1] == ["papers"] and len(segments) > 1:
        return PastedName(Registry.ARXIV, segments[1])
    while segments and segments[0] in _HUB_SECTIONS:
        segments = segments[1:]
    if segments and re.search(_WEIGHT_FILE, segments[-1]):
        return PastedName(Registry.FILE, segments[-1])
    if len(segments) == 1:
        return PastedName(Registry.WORDS, segments[0])
    return PastedName(Registry.HUB, "/".join(segments[:2])) if segments else None


def _read_github_path(path: str) -> PastedName | None:
    segments = _segments(path)
    if len(segments) < 2:  # noqa: PLR2004 - an owner alone names no repository
        return None
    return PastedName(Registry.GITHUB, "/".join(segments[:2]).removesuffix(".git"))


def _read_ollama_path(path: str) -> PastedName | None:
    segments = _segments(path)
    if not segments:
        return None
    return PastedName(Registry.OLLAMA, "/".join(segments[1:2] if segments[0] == "library" else segments[:2]))


def _read_paper_path(path: str) -> PastedName | None:
    numbers = re.findall(_ARXIV_NUMBER, path)
    return PastedName(Registry.ARXIV, numbers[-1]) if numbers else None


_PATH_READERS: dict[str, Callable[[str], PastedName | None]] = {
    **dict.fromkeys(("huggingface.co", "hf.co", "hf-mirror.com"), _read_hub_path),
    "github.com": _read_github_path,
    "ollama.com": _read_ollama_path,
    **dict.fromkeys(("arxiv.org", "alphaxiv.org", "doi.org"), _read_paper_path),
}
"""What reads the path of an address, by host; it returns None if the path names nothing."""


_TUNED = {
    **dict.fromkeys(("instruct", "instruction", "inst", "it"), "instruct"),
    **dict.fromkeys(("chat", "assistant"), "chat"),
    **{each: each for each in ("sft", "dpo", "rlhf")},
}
"""What says that a model was tuned, with the word for how: a chat model and an instruct model are two works."""
_BASE = {"base", "pt", "pretrained", "text"}
_NUMBER = r"\d+(?:\.\d+)?"
_SIZE = rf"(?:{_NUMBER}x)?{_NUMBER}[bmt](?:-?a{_NUMBER}[bm])?|a{_NUMBER}[bm]|e\d+b|\d+x\d+e"
_VERSION = r"v\d+(?:[._]\d+)*"
_DATE = r"20[12]\d(?:[01]\d(?:[0-3]\d)?)?|2[2-9](?:0[1-9]|1[0-2])|(?:0[1-9]|1[0-2])[0-3]\d"
_FORMAT = (
    r"gguf|ggml|gptq|awq|exl[23]|mlx|bnb|hf|safetensors|onnx|llamafile|imatrix|imat|i1|ud|qat|mxfp4|nvfp4|fp8|fp16|bf16|fp32"
    r"|f16|f32|w\d+a\d+|int[348]|[2-8]bits?|(?:iq|q|tq)\d(?:_[a-z0-9]+)*|quantized|dynamic|gs?\d+g?"
)
_WHOLE_DATE = r"(?<![a-z0-9])((?:0[1-9]|1[0-2])-20[12]\d|20[12]\d-(?:0[1-9]|1[0-2])(?:-[0-3]\d)?)(?![a-z0-9])"
_QUANTISATION = r"(?<![a-z0-9])((?:iq|q|tq)\d(?:_[a-z0-9]+)+)(?![a-z0-9])"


@lru_cache(maxsize=1024)  # a scan asks several times for each name
def name_parts(name: str, *, tagged: bool = False) -> NameParts:
    """Take a name apart, without its owner.

    Args:
        name: The name: what follows the last slash counts.
        tagged: Whether it is a name of Ollama, whose tag follows a colon; without one it is the tuned model.
    """
    folded = fold(re.sub(_SHARD, "", re.sub(_WEIGHT_FILE, "", name.rstrip("/").split("/")[-1])))
    ending = re.findall(_WEIGHT_FILE, name.lower())
    formats = (*re.findall(_QUANTISATION, folded), *(each.removeprefix(".") for each in ending))
    dates = tuple(re.findall(_WHOLE_DATE, folded))
    folded = re.sub(_WHOLE_DATE, " ", re.sub(_QUANTISATION, " ", folded))
    tokens = re.findall(r"[^\W_]+(?:\.\d[^\W_]*)*\+*", folded)
    kinds: dict[str, list[str]] = {kind: [] for kind in ("core", "size", "version", "date", "format", "tuned", "base")}
    for position, token in enumerate(tokens):
        for kind, part in _classified(token, first=position == 0):
            kinds[kind].append(part)
    unmarked = Flavour.TUNED if tagged else Flavour.UNNAMED
    flavour = Flavour.TUNED if kinds["tuned"] else Flavour.BASE if kinds["base"] else unmarked
    return NameParts(
        core=tuple(kinds["core"]),
        flavour=flavour,
        tuning=kinds["tuned"][0] if kinds["tuned"] else "",
        sizes=tuple(kinds["size"]),
        versions=tuple(kinds["version"]),
        dates=(*dates, *kinds["date"]),
        formats=(*formats, *kinds["format"]),
    )


@lru_cache(maxsize=1024)  # names are made of the same words
def _classified(token: str, *, first: bool) -> tuple[tuple[str, str], ...]:
    """The parts of one token, each with its kind. The first token of a name says what it is, however it looks."""
    if first:
        return tuple(("core", piece) for piece in _pieces(token))
    for kind, pattern in (("size", _SIZE), ("version", _VERSION), ("date", _DATE), ("format", _FORMAT)):
        if re.fullmatch(pattern, token):
            return ((kind, token),)
    if token in _TUNED:
        return (("tuned", _TUNED[token]),)
    if token in _BASE:
        return (("base", token),)
    return tuple(("core", piece) for piece in _pieces(token))


def _pieces(token: str) -> list[str]:
    """Letters and numbers of a token apart, so that `llama3.1` and `Llama 3.1` have the same pieces."""
    return re.findall(r"\d+(?:\.\d+)*|[^\d\W_]+|\+", token)


def link_key(url: str) -> str:
    """An address as it is compared: without scheme, `www.`, query, fragment and a last slash."""
    bare = url.split("://", 1)[-1].split("#", 1)[0].split("?", 1)[0]
    return bare.lower().removeprefix("www.").rstrip("/").removesuffix(".git")
