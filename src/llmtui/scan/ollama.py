"""Reads what Ollama keeps.

manifests/<host>/<namespace>/<name>/<tag>   JSON: the layers of a model with their digests and sizes
blobs/sha256-<digest>                       a layer: weights as GGUF, licence, configuration
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from llmtui.problems import Problem, ProblemLog
from llmtui.scan.folders import joined
from llmtui.scan.found import Declared, Found, Source, found_model
from llmtui.scan.gguf import GgufHeader, read_gguf
from llmtui.scan.reading import Unusable, is_folder, listing, read_json, read_start, size_of, text_of

_HOST, _NAMESPACE = "registry.ollama.ai", "library"
"""What a name leaves out."""
_LEVELS = 4
"""Host, namespace, name and tag."""
_MOST_LAYERS = 100
_WEIGHTS = ("model", "adapter", "projector")
"""The kinds of layers that are GGUF files."""
_LICENCE_START = 2000
"""Bytes of a licence that are read: its title comes first."""
_COPYRIGHT = r"(?i)copyright\b(?:\s|\(c\)|©|[\d,-])*"
"""The beginning of a line that says who holds the copyright."""
_LICENCE = r"(?i)\blicen[cs]e\b"
_LONGEST_TITLE = 80
"""Characters. A longer line is a sentence."""
_POLICY = re.compile(r"(?i)\b(?:acceptable|prohibited) use policy|\buse policy\b")
"""Titles of texts that come with a licence and are part of it."""


class _Layer(msgspec.Struct, frozen=True):
    kind: str
    blob: Path
    size: int
    source: str = ""
    """The model or the file that it was taken from, if the manifest says that."""


def is_ollama_folder(names: set[str]) -> bool:
    """Whether a folder with these names inside is one of Ollama."""
    return {"manifests", "blobs"} <= names


def read_ollama(folder: Path, log: ProblemLog) -> Iterator[Found]:
    """The models that Ollama keeps in a folder."""
    for manifest in _manifests(folder / "manifests", _LEVELS, log):
        try:
            yield _read_model(folder, manifest, log)
        except Unusable as fault:
            log.add(Problem(manifest, str(fault), skipped=True))


def _manifests(folder: Path, levels: int, log: ProblemLog) -> Iterator[Path]:
    """Each manifest: a file exactly so many levels down."""
    try:
        found = listing(folder)
    except Unusable as fault:
        log.add(Problem(folder, str(fault), skipped=True))
        return
    for item in found:
        if levels > 1 and not item.is_symlink() and is_folder(item):
            yield from _manifests(Path(item.path), levels - 1, log)
        elif levels == 1 and not item.name.startswith("."):
            yield Path(item.path)


def _read_model(folder: Path, manifest: Path, log: ProblemLog) -> Found:
    host, namespace, name, tag = manifest.parts[-_LEVELS:]
    record = read_json(manifest)
    layers = list(_layers(folder, record))
    if not layers:
        raise Unusable("a manifest without layers")
    prefix = "" if (host, namespace) == (_HOST, _NAMESPACE) else f"{namespace}/"
    full = f"{prefix if host == _HOST else f'{host}/{namespace}/'}{name}:{tag}"
    headers = list(_headers(layers, log))
    declared = joined((_of_manifest(record, layers, full, log), *(each.declared for each in headers)))
    return found_model(
        full,
        Source.OLLAMA,
        manifest,
        size=sum(layer.size for layer in layers),
        declared=declared,
        hints=(f"{prefix}{name}:{tag}", f"{namespace}/{name}") if host != _HOST else (),
        quantisation=text_of(_config(folder, record), "file_type")
        or "".join(each.quantisation for each in headers[:1]),
        is_partial=any(size_of(layer.blob) < layer.size for layer in layers),
    )


def _of_manifest(record: dict[str, object], layers: list[_Layer], name: str, log: ProblemLog) -> Declared:
    """What the licences say, and the models that layers were taken from."""
    gaps: list[str] = []
    licences = tuple(_licences(layers, gaps, log))
    written = record.get("layers")
    if isinstance(written, list) and len(written) > len(layers):
        gaps.append("not every layer can be read")
    sources = dict.fromkeys(_short(layer.source) for layer in layers if layer.source)
    bases = tuple(each for each in sources if each not in {"", name, name.removesuffix(":latest")})
    return Declared(licences=licences, bases=bases, gaps=tuple(gaps), file="manifest")


def _short(source: str) -> str:
    """The name of a model that a layer was taken from, as `ollama list` prints it; empty for the path of a file."""
    if source.startswith(("/", ".", "~", "sha256")) or "\\" in source:
        return ""
    return source.removeprefix(f"{_HOST}/").removeprefix(f"{_NAMESPACE}/")


def _headers(layers: Iterable[_Layer], log: ProblemLog) -> Iterator[GgufHeader]:
    """The header of each layer of weights, adapters and projectors included; one with a gap if it cannot be read."""
    for layer in layers:
        if layer.kind in _WEIGHTS:
            try:
                yield read_gguf(layer.blob)
            except Unusable as fault:
                log.add(Problem(layer.blob, str(fault), skipped=True))
                yield GgufHeader({}, gaps=(f"the header of a layer cannot be read: {fault}",))


def _layers(folder: Path, record: dict[str, object]) -> Iterator[_Layer]:
    written = record.get("layers")
    for each in written[:_MOST_LAYERS] if isinstance(written, list) else []:
        blob, size = _blob(folder, each), each.get("size") if isinstance(each, dict) else None
        if blob is not None:
            kind = text_of(each, "mediaType").rpartition(".")[2]
            yield _Layer(kind, blob, size if isinstance(size, int) and size > 0 else 0, text_of(each, "from"))


def _blob(folder: Path, layer: object) -> Path | None:
    """The file of a layer; None for a digest that could lead out of the folder."""
    digest = text_of(layer, "digest").replace(":", "-")
    return folder / "blobs" / digest if re.fullmatch(r"sha256-[0-9a-f]{64}", digest) else None


def _config(folder: Path, record: dict[str, object]) -> dict[str, object]:
    """The configuration, which names the quantisation; empty if it cannot be read."""
    blob = _blob(folder, record.get("config"))
    try:
        return read_json(blob) if blob else {}
    except Unusable:
        return {}


def _licences(layers: list[_Layer], gaps: list[str], log: ProblemLog) -> Iterable[str]:
    """The title of each licence. A policy that comes with a licence of the same name is a part of it."""
    titles: list[str] = []
    for layer in layers:
        if layer.kind != "license":
            continue
        try:
            title = licence_title(read_start(layer.blob, _LICENCE_START).decode("utf-8", "replace"))
        except Unusable as fault:
            log.add(Problem(layer.blob, str(fault), skipped=True))
            gaps.append(f"a licence cannot be read: {fault}")
            continue
        titles.append(title)
        if not title:
            gaps.append("a licence without a title")
    names = {_first_word(title) for title in titles if not _POLICY.search(title)}
    return (each for each in titles if each and not (_POLICY.search(each) and _first_word(each) in names))


def _first_word(title: str) -> str:
    return title.split(maxsplit=1)[0].casefold() if title else ""


def licence_title(text: str) -> str:
    """The first line of a licence text after who holds the copyright, with its version if the next line says that."""
    lines = [line.strip(" \t#*=-") for line in text.splitlines() if line.strip(" \t#*=-")]
    if not lines:
        return ""
    lines = lines[_title_at(lines) :]
    version = re.match(r"(?i)version [\d.]+", lines[1]) if len(lines) > 1 else None
    return f"{lines[0]} {version[0]}" if version else lines[0]


def _title_at(lines: list[str]) -> int:
    """Which line is the title: the first, or the one below the holder of the copyright if that says it is a licence.

    A line above the copyright has to be the holder's name, as it could otherwise be a condition.
    """
    start = 0 if re.match(_COPYRIGHT, lines[0]) else 1
    name, below = lines[0].casefold().rstrip("."), start + 1
    said = re.match(_COPYRIGHT, lines[start]) if below < len(lines) else None
    if not said or len(lines[below]) > _LONGEST_TITLE or not re.search(_LICENCE, lines[below]):
        return 0
    is_name = start == 0 or (bool(name) and lines[start][said.end() :].casefold().startswith(name))
    return below if is_name else 0
