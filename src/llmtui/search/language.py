"""The names of the languages that entries are tagged with, so that `chinese` finds `zh`."""

from __future__ import annotations

from collections.abc import Mapping

NAMES: Mapping[str, tuple[str, ...]] = {
    "ar": ("Arabic",),
    "bg": ("Bulgarian",),
    "ca": ("Catalan",),
    "cs": ("Czech",),
    "da": ("Danish",),
    "de": ("German",),
    "el": ("Greek",),
    "en": ("English",),
    "es": ("Spanish",),
    "et": ("Estonian",),
    "fi": ("Finnish",),
    "fr": ("French",),
    "he": ("Hebrew",),
    "hi": ("Hindi",),
    "id": ("Indonesian",),
    "it": ("Italian",),
    "ja": ("Japanese",),
    "ko": ("Korean",),
    "lt": ("Lithuanian",),
    "lv": ("Latvian",),
    "mul": ("multilingual",),
    "nl": ("Dutch",),
    "no": ("Norwegian",),
    "pl": ("Polish",),
    "pt": ("Portuguese",),
    "ro": ("Romanian",),
    "ru": ("Russian",),
    "sv": ("Swedish",),
    "th": ("Thai",),
    "tr": ("Turkish",),
    "uk": ("Ukrainian",),
    "vi": ("Vietnamese",),
    "zh": ("Chinese", "中文"),
}


def language_names(tag: str) -> tuple[str, ...]:
    """What people call the language of a BCP 47 tag; nothing for one not listed here."""
    return NAMES.get(tag.partition("-")[0].lower(), ())
