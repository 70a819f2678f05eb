"""Names of news media: agencies that credits and datelines name, and the shape of an outlet's name."""

from __future__ import annotations

import re

from marsad.intake.lines import capitalised, word_set, words_of

AGENCIES = (
    "Agence France-Presse",
    "Al-Masdar News",
    "ANSA",
    "Anadolu Agency",
    "Anadolu",
    "ANI",
    "Associated Press",
    "ARA News",
    "AFP",
    "AP",
    "Bloomberg",
    "dpa",
    "DPA",
    "EFE",
    "Fars",
    "FNA",
    "Interfax",
    "Interfax-Ukraine",
    "IANS",
    "IRNA",
    "ITAR-TASS",
    "Kyodo",
    "KUNA",
    "MENA",
    "NNA",
    "Petra",
    "PTI",
    "QNA",
    "Reuters",
    "RIA Novosti",
    "SANA",
    "SPA",
    "Sputnik",
    "TASS",
    "Tasnim",
    "Ukrinform",
    "UPI",
    "WAM",
    "Xinhua",
)
# Broadcasters and papers whose name has no telling word.
_OUTLETS = [
    "Al Arabiya",
    "Al Jazeera",
    "Al-Jazeera",
    "Al-Manar",
    "BBC",
    "CNN",
    "Deutsche Welle",
    "DW",
    "Euronews",
    "France 24",
    "Haaretz",
    "Hurriyet",
    "Kurdistan 24",
    "Meduza",
    "Middle East Eye",
    "NPR",
    "Politico",
    "RFE/RL",
    "RT",
    "Rudaw",
    "TRT World",
    "TRTWorld",
    "VOA",
    "Voice of America",
    "Wikinews",
    "Asharq Al-Awsat",
    "The New Arab",
    "Dawn",
    "Premium Times",
    "Kyiv Independent",
]
_KNOWN = frozenset(re.sub(r"\W", "", name).lower() for name in (*AGENCIES, *_OUTLETS))
_TELLING = word_set(
    "news agency times post press radio tv television daily herald tribune gazette chronicle journal "
    "guardian telegraph online broadcasting network newspaper newswire wire mail standard mirror weekly "
    "jazeera arabiya presse observer fm"
)
_SECTION = word_set(
    "breaking latest top related more world local home business sports daily your our all other recent "
    "trending subscribe share follow read email your politics middle east africa asia europe featured"
)


def is_agency(name: str) -> bool:
    return re.sub(r"\W", "", name).lower() in _KNOWN


def is_outlet(name: str) -> bool:
    """Whether ``name`` is a known medium, or reads like one ("Sahel Daily", "Radio Tamazuj")."""
    words = words_of(name)
    if not 1 <= len(words) <= 6 or len(name) > 50:
        return False
    if is_agency(name):
        return True
    lowered = [w.lower() for w in words]
    if (
        len(words) < 2
        or not capitalised(words)
        or re.search(r"[.!?:;,\"“”()]|\b(?:19|20)\d\d\b", name.strip(" ."))
    ):
        return False
    if all(w in _SECTION or w in _TELLING for w in lowered):
        return False
    if lowered[-1] == "service":  # "Tigris Press Service", but no "Secret Service"
        return lowered[-2] in {"press", "news", "wire"}
    return (
        lowered[-1] in _TELLING
        or lowered[0] in {"radio", "agence", "agencia"}
        or lowered[:2] == ["voice", "of"]
    )


KNOWN_PATTERN = "|".join(
    re.escape(name).replace(r"\ ", r"[\s\xa0]")
    for name in sorted((*AGENCIES, *_OUTLETS), key=len, reverse=True)
)
"""Alternatives of a regular expression, longest first, for the known names as they are written."""
