"""Makes models as other programs lay them out: real GGUF files, real caches of the Hub, what Ollama keeps."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import gguf

Files = Mapping[str, bytes]


def card(licence: str = "", *bases: str, **keys: str) -> bytes:
    """A model card."""
    lines = [f"license: {licence}"] if licence else []
    lines += [f"{key}: {value}" for key, value in keys.items()]
    lines += ["base_model:", *(f"- {base}" for base in bases)] if bases else []
    return "\n".join(["---", "pipeline_tag: text-generation", *lines, "---", "", "# A model", ""]).encode()


def write_gguf(path: Path, name: str = "", licence: str = "", *bases: str, vocabulary: int = 5000) -> Path:
    """A GGUF file with metadata, a vocabulary and no tensors, written by the library of llama.cpp."""
    path.parent.mkdir(parents=True, exist_ok=True)
    writer = gguf.GGUFWriter(path, "llama")
    if name:
        writer.add_name(name)
    if licence:
        writer.add_license(licence)
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_Q4_K_M)
    if bases:
        writer.add_base_model_count(len(bases))
    for number, base in enumerate(bases):
        writer.add_base_model_name(number, base.rsplit("/", 1)[-1])
        if "/" in base:
            writer.add_base_model_repo_url(number, f"https://huggingface.co/{base}")
    writer.add_context_length(4096)
    writer.add_token_list([f"token {number}" for number in range(vocabulary)])
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.close()
    return path


class Hub(BaseHTTPRequestHandler):
    """Answers as the Hub does, as far as a download needs it."""

    models: Mapping[str, Files] = {}

    def do_HEAD(self) -> None:
        self._file(with_content=False)

    def do_GET(self) -> None:
        self._file(with_content=True)

    def _file(self, *, with_content: bool) -> None:
        name, _, rest = self.path.lstrip("/").partition("/resolve/")
        content = self.models[name][rest.split("/", 1)[1].split("?")[0]]
        headers = {"ETag": f'"{hashlib.sha1(content).hexdigest()}"', "X-Repo-Commit": commit_of(name)}  # noqa: S324 - as Git does
        self._answer(content, "application/octet-stream", headers, with_content=with_content)

    def _answer(
        self, content: bytes, kind: str, headers: Mapping[str, str] | None = None, *, with_content: bool
    ) -> None:
        self.send_response(200)
        for key, value in {"Content-Type": kind, "Content-Length": str(len(content)), **(headers or {})}.items():
            self.send_header(key, value)
        self.end_headers()
        if with_content:
            self.wfile.write(content)

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


def commit_of(name: str) -> str:
    """The commit of a model on the small hub."""
    return hashlib.sha1(name.encode()).hexdigest()  # noqa: S324 - as Git does


@contextmanager
def a_hub(models: Mapping[str, Files]) -> Iterator[str]:
    """A small hub on loopback; its address."""
    handler = type("SmallHub", (Hub,), {"models": models})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def download(models: Mapping[str, Files], cache: Path) -> Path:
    """A cache of the Hub with these models, laid out by the Hub's own library."""
    from huggingface_hub import hf_hub_download  # noqa: PLC0415 - takes a second to import

    with a_hub(models) as address:
        for name, files in models.items():
            for file in files:
                hf_hub_download(name, file, cache_dir=cache, endpoint=address, token=False)
    return cache


def write_ollama(
    folder: Path, name: str, weights: bytes, licences: tuple[str, ...] = (), *, host: str = "registry.ollama.ai/library"
) -> Path:
    """A model as Ollama keeps it; its manifest."""
    layers = [_layer(folder, "model", weights), *(_layer(folder, "license", each.encode()) for each in licences)]
    config = {"model_format": "gguf", "model_family": "llama", "model_type": "7B", "file_type": "Q4_K_M"}
    record = {
        "schemaVersion": 2,
        "mediaType": "application/vnd.docker.distribution.manifest.v2+json",
        "config": _layer(folder, "config", json.dumps(config).encode()),
        "layers": layers,
    }
    model, _, tag = name.partition(":")
    manifest = folder / "manifests" / host / model / (tag or "latest")
    manifest.parent.mkdir(parents=True, exist_ok=True)
    manifest.write_text(json.dumps(record))
    return manifest


def _layer(folder: Path, kind: str, content: bytes) -> dict[str, object]:
    digest = hashlib.sha256(content).hexdigest()
    blob = folder / "blobs" / f"sha256-{digest}"
    blob.parent.mkdir(parents=True, exist_ok=True)
    blob.write_bytes(content)
    media = f"application/vnd.ollama.image.{kind}"
    return {"mediaType": media, "digest": f"sha256:{digest}", "size": len(content)}
