"""Slips in the indices' records that no rule can find: each with the words that show whether it is still there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from llmtui.problems import Problem, ProblemLog


class Slip(msgspec.Struct, frozen=True):
    """One slip: it is reported while its words are in the record."""

    words: str
    key: str
    message: str
    no_system: bool = False
    """Whether the record is a test, a template or the like, which an update leaves out."""
    second: bool = False
    """Whether another record is of the same system; an update leaves out the one that no entry names."""


def report_slips(importer: str, path: Path, text: str, log: ProblemLog) -> None:
    """Log what is known to be wrong in a record; its values are kept as printed."""
    for slip in _SLIPS.get(importer, {}).get(path.stem, ()):
        line = next((number for number, line in enumerate(text.splitlines(), 1) if slip.words in line), None)
        if line:
            log.add(Problem(path, slip.message, line, slip.key, "kept as printed"))


def why_not_a_system(importer: str, path: Path) -> str:
    """Why a record is known not to be about a system; empty if it is about one."""
    return next((slip.message for slip in _found(importer, path) if slip.no_system), "")


def duplicate_of(importer: str, path: Path) -> str:
    """Which record this one is known to duplicate; empty if it is not known to duplicate any."""
    return next((slip.message for slip in _found(importer, path) if slip.second), "")


def _found(importer: str, path: Path) -> tuple[Slip, ...]:
    """The slips that are still in a record."""
    slips = _SLIPS.get(importer, {}).get(path.stem, ())
    try:
        text = path.read_text("utf-8", "replace") if slips else ""
    except OSError:
        return ()
    return tuple(slip for slip in slips if slip.words in text)


def _double(words: str, other: str) -> tuple[Slip, ...]:
    return (Slip(words, "release.name", f"a second record of {other}", second=True),)


def _elsewhere(words: str, key: str, found: str) -> tuple[Slip, ...]:
    return (Slip(words, f"release.{key}", f"leads to {found}"),)


def _newest(words: str) -> tuple[Slip, ...]:
    return (Slip(words, "system.name", f"a line of models, judged by {words}"),)


def _date(words: str) -> tuple[Slip, ...]:
    return (Slip(words, "system.releasedate", "does not fit the release that is judged"),)


_OUC: Mapping[str, tuple[Slip, ...]] = {
    "command-r": (Slip("c4ai-command-r-v01", "project.link", "the name says Command R+, the link is Command R"),),
    "llama-3.1": (Slip("405B", "project.link", "leads to the base model, while the instruct release is judged"),),
    "ultraLM": (Slip("UltraRM", "project.link", "leads to a reward model, not to UltraLM"),),
    "dolly": (Slip("pythia", "project.name", "built on Pythia, so it is Dolly 2.0"),),
}
_OSAI: Mapping[str, tuple[Slip, ...]] = {
    "Falcon": _newest("Falcon-H1R"),
    "GLM": _newest("GLM-5"),
    "Qwen": _newest("Qwen3.5"),
    "InternLM": _newest("Intern-S1"),
    "StarCoder": _newest("StarCoder2"),
    "MPT": _newest("MPT-30B"),
    "OPT": _newest("OPT-IML"),
    "WizardLM": (Slip("Evol-Instruct (synthetic)", "system.endmodelname", "names a data set"),),
    "SynLogic": (Slip("basemodelname: SynLogic-32B", "system.basemodelname", "base and end model look swapped"),),
    "Guru": (Slip("basemodelname: Guru", "system.basemodelname", "base and end model look swapped"),),
    "MusicLDM": (Slip("mudicldm", "system.endmodelname", "misspelt"),),
    "TeleChat": (Slip("115B", "system.link", "names another size than the end model"),),
    "Starling": (Slip("Llama-2-13B", "system.basemodelname", "a base of 13B for a model of 7B"),),
    "XBai": (Slip("XBai-04", "system.name", "spelt with a zero here and with the letter o elsewhere"),),
    "Snowflake Arctic": _date("2023-04"),
    "Seed-OSS": _date("2024-08"),
    "BindWeave": _date("2024-03"),
    "BELLE": _date("2023-03"),
    "LTX-Video": _date("2024-11"),
    "Devstral": _date("2025-05"),
    "Whisper": (Slip("type: text", "system.type", "a speech system by another type"),),
    "Omnilingual ASR": (Slip("type: text", "system.type", "a speech system by another type"),),
    "AMD OLMo": (Slip("type: code", "system.type", "a text model by another type"),),
}
_MOF: Mapping[str, tuple[Slip, ...]] = {
    "Arkim": (
        Slip("name: Arkim", "release.name", "looks like a test, not like a model", no_system=True),
        Slip("3D-Slicer-1.0", "release.license.distribution", "the second name of the tool's list, probably a slip"),
    ),
    "OpenBMB": (Slip("name: OpenBMB", "release.name", "an organisation, not a model", no_system=True),),
    "Unnamed-Model": (Slip("Unnamed-Model", "release.name", "a template that was never named", no_system=True),),
    "DeepSeek-V3-test": (Slip("DeepSeek-V3-test", "release.name", "a test record of DeepSeek-V3", no_system=True),),
    "DeepSeek-Coder": _double("deepseek-coder", "DeepSeek-Coder-33B-Base"),
    "DeepSeek-MoE-16B": _double("deepseek-moe-16b", "DeepSeek-MoE-16B-base"),
    "Eagle": (
        *_double("name: Eagle", "RWKV-5"),
        Slip("EleutherAI and LF AI", "release.producer", "hosts of the project rather than its makers"),
    ),
    "Jamba": (*_double("name: Jamba", "Jamba v0.1"), Slip("2.8B", "release.version", "is not its size")),
    "Meta-Llama-3-70B-Instruct": _double("Meta-Llama-3-70B-Instruct", "Llama-3-70B-Instruct"),
    "Meta-Llama-3-8B-Instruct": _double("Meta-Llama-3-8B-Instruct", "Llama-3-8B-Instruct"),
    "Llama-3-70B-Instruct": _double("Meta-Llama-3-70B-Instruct", "Meta-Llama-3-70B-Instruct"),
    "Llama-3-8B-Instruct": _double("Meta-Llama-3-8B-Instruct", "Meta-Llama-3-8B-Instruct"),
    "NeMo-Megatron": _double("name: NeMo-Megatron", "NeMo-Megatron-GPT-20B"),
    "OpenCALM": _double("name: OpenCALM", "OpenCALM-7b"),
    "StellarX": _double("name: StellarX", "StellarX-4B-V0"),
    "Switch-C": _double("name: Switch-C", "Switch-C 2048"),
    "T5-Pile": _double("name: T5-Pile", "Pile-T5"),
    "CodeGemma-2B": _elsewhere("codegemma-7b", "huggingface", "the model of 7B"),
    "CodeGemma-7B": _elsewhere("codegemma-2b", "huggingface", "the model of 2B"),
    "CodeGemma-7B-Instruct": _elsewhere("codegemma-7b'", "huggingface", "the base model"),
    "dbrx-instruct": _elsewhere("deepseek-moe", "huggingface", "DeepSeek-MoE"),
    "Hawk": _elsewhere("XeroCodes", "huggingface", "another account's upload"),
    "Chinchilla": _elsewhere("jonnii", "repository", "another project"),
    "RWKV-v4-World": _elsewhere("raven", "huggingface", "Raven"),
    "Stable-Diffusion": _elsewhere("stable-diffusion-3-medium", "huggingface", "Stable Diffusion 3 medium"),
    "BioMedGPT": _elsewhere("BioMedLM", "huggingface", "BioMedLM"),
    "CodeT5+-220M": _elsewhere("16b", "huggingface", "the model of 16B"),
    "CodeT5+-770M": _elsewhere("16b", "huggingface", "the model of 16B"),
    "CodeT5+-2B": _elsewhere("16b", "huggingface", "the model of 16B"),
    "CodeT5+-6B": _elsewhere("16b", "huggingface", "the model of 16B"),
    "Jais": (Slip("LightOn", "release.producer", "not the makers of Jais"),),
    "CodeT5": (Slip("version: 16B", "release.version", "is not its size"),),
    "Qwen1.5-7B": (Slip("version: 14B", "release.version", "is not its size"),),
    "Qwen1.5-MoE-A2.7B": (Slip("version: 7B", "release.version", "is not its size"),),
    "BLOOM": (Slip("366B", "release.version", "a count of tokens, not a size"),),
    "Qwen2.5-72B-Instruct": (Slip("32B", "release.version", "name and size are those of another model"),),
}
_SLIPS: Mapping[str, Mapping[str, tuple[Slip, ...]]] = {"opening-up-chatgpt": _OUC, "osai-index": _OSAI, "mof": _MOF}
