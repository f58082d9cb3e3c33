"""The names of languages by their tags, so that `chinese` finds `zh`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

MANY = "mul"
"""The tag of what is multilingual."""

NAMES: Mapping[str, tuple[str, ...]] = {
    "ar": ("Arabic",),
    "az": ("Azerbaijani",),
    "be": ("Belarusian",),
    "bg": ("Bulgarian",),
    "bn": ("Bengali",),
    "bs": ("Bosnian",),
    "ca": ("Catalan",),
    "cs": ("Czech",),
    "cy": ("Welsh",),
    "da": ("Danish",),
    "de": ("German",),
    "el": ("Greek",),
    "en": ("English",),
    "es": ("Spanish",),
    "et": ("Estonian",),
    "eu": ("Basque",),
    "fa": ("Persian",),
    "fi": ("Finnish",),
    "fil": ("Filipino",),
    "fr": ("French",),
    "ga": ("Irish",),
    "gl": ("Galician",),
    "gu": ("Gujarati",),
    "he": ("Hebrew",),
    "hi": ("Hindi",),
    "hr": ("Croatian",),
    "hu": ("Hungarian",),
    "hy": ("Armenian",),
    "id": ("Indonesian",),
    "is": ("Icelandic",),
    "it": ("Italian",),
    "ja": ("Japanese",),
    "ka": ("Georgian",),
    "kk": ("Kazakh",),
    "km": ("Khmer",),
    "kn": ("Kannada",),
    "ko": ("Korean",),
    "la": ("Latin",),
    "lb": ("Luxembourgish",),
    "lo": ("Lao",),
    "lt": ("Lithuanian",),
    "lv": ("Latvian",),
    "mk": ("Macedonian",),
    "ml": ("Malayalam",),
    "mr": ("Marathi",),
    "ms": ("Malay",),
    "mt": ("Maltese",),
    "mul": ("multilingual",),
    "my": ("Burmese",),
    "nb": ("Norwegian Bokmål",),
    "nl": ("Dutch",),
    "nn": ("Norwegian Nynorsk",),
    "no": ("Norwegian",),
    "oc": ("Occitan",),
    "pa": ("Punjabi",),
    "pl": ("Polish",),
    "pt": ("Portuguese",),
    "rm": ("Romansh",),
    "ro": ("Romanian",),
    "ru": ("Russian",),
    "sk": ("Slovak",),
    "sl": ("Slovenian",),
    "sq": ("Albanian",),
    "sr": ("Serbian",),
    "sv": ("Swedish",),
    "sw": ("Swahili",),
    "ta": ("Tamil",),
    "te": ("Telugu",),
    "th": ("Thai",),
    "tr": ("Turkish",),
    "uk": ("Ukrainian",),
    "ur": ("Urdu",),
    "vi": ("Vietnamese",),
    "zh": ("Chinese", "中文"),
}


def language_names(tag: str) -> tuple[str, ...]:
    """The names of the language of a BCP 47 tag; empty if it is not listed here."""
    return NAMES.get(tag.partition("-")[0].lower(), ())


def is_language(value: str) -> bool:
    """Whether a value is the tag or a name of a language that is listed here."""
    return bool(language_names(value)) or value.casefold() in _known_names()


@lru_cache(maxsize=1)
def _known_names() -> frozenset[str]:
    return frozenset(name.casefold() for names in NAMES.values() for name in names)
