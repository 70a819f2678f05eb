"""Who says what in a report: attributions with their speakers, and what is told as hearsay.

``words`` and ``phrases`` are the grammar; ``verbs``, ``sources`` and ``credits`` the forms that speech
takes in news; ``quotes`` the marks; ``find`` puts them together.
"""

from marsad.reading.speech.find import find_attributions
from marsad.reading.speech.hearsay import hearsay
from marsad.reading.speech.issuers import issuer_of

__all__ = ["find_attributions", "hearsay", "issuer_of"]
