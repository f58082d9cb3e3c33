"""What the European index says of makers and of training in comments, as far as it is clean enough for a key."""

from __future__ import annotations

import re
from collections.abc import Mapping

_COUNTRIES = {
    "australia": "AU",
    "austria": "AT",
    "belgium": "BE",
    "brazil": "BR",
    "canada": "CA",
    "chile": "CL",
    "china": "CN",
    "czech republic": "CZ",
    "czechia": "CZ",
    "denmark": "DK",
    "egypt": "EG",
    "estonia": "EE",
    "finland": "FI",
    "france": "FR",
    "germany": "DE",
    "greece": "GR",
    "hong kong": "HK",
    "hungary": "HU",
    "iceland": "IS",
    "india": "IN",
    "indonesia": "ID",
    "ireland": "IE",
    "israel": "IL",
    "italy": "IT",
    "japan": "JP",
    "latvia": "LV",
    "lithuania": "LT",
    "luxembourg": "LU",
    "malaysia": "MY",
    "mexico": "MX",
    "netherlands": "NL",
    "new zealand": "NZ",
    "norway": "NO",
    "poland": "PL",
    "portugal": "PT",
    "romania": "RO",
    "russia": "RU",
    "saudi arabia": "SA",
    "singapore": "SG",
    "slovakia": "SK",
    "slovenia": "SI",
    "south africa": "ZA",
    "south korea": "KR",
    "spain": "ES",
    "sweden": "SE",
    "switzerland": "CH",
    "taiwan": "TW",
    "thailand": "TH",
    "the netherlands": "NL",
    "turkey": "TR",
    "ukraine": "UA",
    "united arab emirates": "AE",
    "united kingdom": "GB",
    "united states": "US",
    "vietnam": "VN",
}
"""ISO 3166 codes of the names that people write."""
_TYPES = {
    "company": "company",
    "big tech": "company",
    "american big tech": "company",
    "chinese big tech": "company",
    "european big tech": "company",
    "chinese ai tiger": "company",
    "university": "university",
    "research institution": "research institution",
    "research lab": "research institution",
    "research community": "community",
    "individual": "individual",
}
_TYPE = re.compile(r"(?:Non-)?[Aa]cademic \((.*)\)")
_COMPUTE = re.compile(
    r"((?:~|>= )?\d+(?:\.\d+)?e\+?\d+ FLOP(?: \+- \d+(?:\.\d+)? OoM)?)(?: \([^()]*\))?(?: \[[^\[\]]*\])?"
)


def country(tag: str) -> str:
    """The ISO 3166 code of a maker's country; empty if none is named."""
    return _COUNTRIES.get(tag.strip().casefold(), "")


def maker_type(tag: str) -> str:
    """What a maker is, in one word; empty if the tag is not one of those in use."""
    found = _TYPE.fullmatch(tag.strip())
    return _TYPES.get(found[1].strip().casefold(), "") if found else ""


def training_compute(tags: Mapping[str, str], *, tuned: bool) -> str:
    """How much it took to train a model, as printed but for the way it was estimated; empty if that is not known.

    Args:
        tags: What is printed for the base model and for the end model, under `base` and `end`.
        tuned: Whether the end model is not the base model.
    """
    base, end = tags.get("base", ""), tags.get("end", "")
    if found := _COMPUTE.fullmatch(end):
        return found[1]
    negligible = "negligible" in end
    found = _COMPUTE.fullmatch(base)
    return found[1] if found and (negligible or not tuned) else ""
