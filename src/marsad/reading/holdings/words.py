"""The forms of words that say who holds, contests or besieges a place."""

from __future__ import annotations

import re

_HELD = r"(?:held|controlled|controled|run|occupied|dominated|ruled|administered|governed)"
_BESIEGED = r"(?:besieged|blockaded|encircled|surrounded)"
_DIRECTION = r"(?:north|south|east|west|central)\w*"
AREA = (
    r"(?:areas?|districts?|neighbou?rhoods?|territor(?:y|ies)|towns?|villages?|cit(?:y|ies)|enclaves?"
    r"|quarters?|"
    r"suburbs?|zones?|sectors?|parts?|side|half|regions?|provinces?|lands?|pockets?|countryside|settlements?)"
)
_SIDE_WORDS = (
    r"(?:rebel|opposition|insurgent|militant|jihadist|separatist|regime|government|army|Kurdish|Houthi)"
)

HYPHENATED = re.compile(rf"[-‑–](?P<state>{_HELD}|{_BESIEGED})\b", re.I)
""" "rebel-held": the holder's words end where the match begins."""
UNHYPHENATED = re.compile(rf" (?P<state>{_HELD}|{_BESIEGED})(?= (?:{_DIRECTION}|{AREA})\b)")
""" "opposition held northern …": outlets that lose their hyphens."""
SIDE_AREA = re.compile(
    r"(?<= )(?:areas|districts|neighbou?rhoods|territory|territories|enclaves?|suburbs|quarters|towns"
    r"|villages)\b"
)
""" "several opposition districts of …"; the holder's words stand right before."""
BY = re.compile(
    rf"\b(?P<state>{_HELD}|{_BESIEGED}|overrun|contested) (?:now |still |almost |largely |mostly "
    rf"|entirely |partly )?(?:since (?:\w+ ){{1,3}}?)?by\b"
)
UNDER = re.compile(
    r"\b(?P<into>under|into|in) (?:the )?"
    r"(?:full |complete |total |firm |effective |partial |near-total |shared |joint )?"
    r"(?:control|hands|grip|rule|occupation) of\b|\bfrom the (?:control|hands|grip) of\b"
)
UNDER_OWN = re.compile(
    r"\b(?P<into>under|into|in|to) (?:the )?(?P<actor>[\w’'-]+"
    r"(?: (?!(?:into|in|to|under|of|by)\b)[\w’'-]+){0,3}?)['’]?s? (?:control|hands|rule|grip|occupation)\b"
)
COMES = re.compile(
    r"\b(?:c[ao]me|comes|coming|br(?:ought|ings?)|passed|return(?:ed|s|ing)?|fell|fallen|falls?)"
    r"\s+(?:now |back |again )?$"
)
""" "came back (under army control)", "has returned (to army control)"."""
WITH = re.compile(
    r"\b(?:remain(?:s|ed)?|stay(?:s|ed)?|rest(?:s|ed)?) with\b|\bbelongs? to\b"
    r"|\b(?:is|are|was|were|been|remain(?:s|ed)?|still|now) under(?= (?:the )?[A-Z])"
    r"(?![^.;]{2,30} (?:siege|blockade))"
)
""" "remained with the army", "is under Islamic State"."""
IS = re.compile(r"\b(?:is|are|was|were|been|remain(?:s|ed)?|stay(?:s|ed)?) (?:still |now |again )?$")
SEAT = re.compile(
    r"\b(?:strongholds?|bastions?|(?:safe )?havens?"
    r"|(?:de[- ]facto|effective|self-(?:declared|proclaimed|styled)) (?:[\w’'-]+ )?capital"
    r"|heartland|redoubts?|fiefdoms?|staging (?:area|ground|post)s?|(?:main|power) bases?"
    r"|so-called (?:capital|headquarters)"
    r"|(?<=['’]s )last (?:remaining |major )?(?:city|town|base|garrison|outpost)"
    r"|last (?:remaining |major |\w+ )?(?:pocket|enclave|holdout|foothold|bastion)s?)\b",
    re.I,
)
CONTROL_VERBS = frozenset(
    "control controls controlled holds hold held rule rules ruled dominate dominates dominated"
    " govern governs governed "
    "occupy occupies occupied administer administers retain retains maintain maintains keeps keep"
    " kept".split()
)
LOSING_VERBS = frozenset("lose loses lost".split())
BESIEGING_VERBS = frozenset(
    "besiege besieges besieged besieging encircle encircles encircled encircling blockade blockades"
    " blockaded surround "
    "surrounds surrounded".split()
)
IN_CONTROL = re.compile(
    r"\b(?:in (?:full |complete |total |firm )?control (?:of|over)|control over|hold (?:on|over)"
    r"|in (?:possession|charge) of"
    r"|(?:full )?control of|"
    r"(?:entrenched|rooted|dug) in)\b"
)
HAVING = re.compile(
    r"(?:is|are|was|were|be|been|being|has|have|had|having|remains?|remained|maintain\w*|retain\w*"
    r"|keeps?|kept|holds?|held|"
    r"consolidat\w+|cement\w*|strengthen\w*|tighten\w*"
    r"|lost|loses|losing|exercis\w+|exert\w*|claims?|claimed)\b(?! since (?!been)\w+ed)"
)
SIEGE_LAID = re.compile(
    r"^(?:has |have |had )?(?:laid|lays?|laying|impos\w+|tighten\w*|maintain\w*"
    r"|enforc\w+) (?:\w+ ){0,3}(?:siege|blockade)(?: \w+)? (?:of|on|to|around)\b"
)
CONTESTING = re.compile(
    r"\b(?:battl\w+|fight(?:s|ing)?|fought|struggl\w+|vying|compet\w+|offensive|assault|push|bid"
    r"|campaign|operation|attempt\w*|try\w*|tried|seek\w*|sought)"
    r"(?: (?!to\b)\w+){0,5}? (?:(?:for|over|to (?:gain|take|regain|restore|retake|seize|wrest)) (?:full "
    r"|complete )?control (?:of|over)"
    r"|to (?:re)?(?:seize|capture|take|conquer|wrest)|to liberate|to (?:cut|sever)(?! off)"
    r"|(?:aim\w* at|on|for) (?:the )?"
    r"(?:(?:liberation|(?:re)?(?:capture|conquest)) of|liberating|(?:re)?(?:captur|seiz|tak|conquer)ing)"
    r"|to (?:oust|expel|drive|evict|dislodge|flush|push) (?:(?:the )?[\w’'-]+ ){1,4}?(?:out of|from|of))\b"
)
PREPARED = re.compile(
    r"\b(?:prepar\w+|plan\w*|vow\w*|threat\w*|want\w*|ready|readying|poised) (?:\w+ ){0,3}$"
)
""" "preparing for an operation to retake X": nobody fights for it yet."""
CAMPAIGN_OF = re.compile(r"(?:offensive|assault|push|bid|campaign|operation|attempt)s? (?:of|by) ")
BACKED_BY = re.compile(r"\b(?:backed|supported|aided|assisted|helped) by (?:[\w-]+ ){0,4}$")
ADVERB = re.compile(r"( (?:now|still|currently|\w+ly)) $")
CONTROL_OF = re.compile(r"\bcontrol of (?:the )?(?:(?:city|town|province) of )?", re.I)
""" "Control of X is divided between": of what the words tell."""
FOR_CONTROL = re.compile(
    r"\b(?:battl\w+|fight(?:s|ing)?|fought|struggl\w+|vying|vied?|compet\w+|clash\w*|contend\w*)"
    r"(?: \w+){0,3}? (?:for|over) (?:its |full )?control\b(?! (?:of|over))"
)
""" "X, where A and B have fought for control": the place is named before."""
CARVED_UP = re.compile(
    r"\b(?:divided|split|carved up|partitioned)\b[^.;:,]{0,30}?\b(?:between|into|among)\b"
    r"(?P<sides>[^.;:]{3,80})"
)
""" "split into rebel-held and army-held districts"."""
SHARED_OUT = re.compile(
    r"\bcontrol\b|[-‑– ](?:held|controlled)\b|\b(?:areas|sectors|zones|districts|parts)\b"
)
""" "between army control in the west and": each side has its part."""
SEAT_OF = re.compile(r" (?P<link>of|in) (?:the )?(?:\w+ ){0,3}|,? ")
""" "stronghold of X", "the de facto capital X"."""
OWNER_BEHIND = re.compile(r" (?:of|for) (?:several |many |some )?(?:moderate )?")
BESIDE_SEAT = re.compile(
    r"(?:,?|\s+(?:is|was|remains?))\s+"
    r"(?:(?:one\s+of\s+)?(?:the|an?|its|their|his)|one\s+of\s+[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*)\s+"
    r"(?:(?!(?:in|of|at|on|from|to|by|and|that|which|between|near)\b)[\w’'()-]+\s+){0,5}"
)
""" "X, the group's (stronghold)": the words for the seat stand right behind the name."""
SIDE = re.compile(r"\b[\w’']+")
FORMERLY = re.compile(r"\b(?:formerly|former|previously|once|then|ex)(?:\W+\w+){0,2}?\W+$", re.I)
DEFINITE = re.compile(r"\b(?:the|this|that|its|their|a|an|most|last|one)\s+(?:[\w-]+\s+){0,3}$", re.I)
COUNTED = re.compile(r"\b(?:two|both|three|four) (?:[\w-]+ ){0,2}$")
""" "two besieged army-held towns": which, the report tells elsewhere."""
OPEN_NOUN = re.compile(
    r"\W*(?:(?:now|still|nearly|almost|over|about|more|than|some|most|much|all|half|parts?|large"
    r"|swathes|the|of|\d+|percent|per|cent|%) ?)*"
    r"\b(?:the|this|that) (?:\w+ )?(?:city|town|village|province|district|neighbou?rhood|camp|area|region)\b"
)
""" "70 percent of the town": a place that is only taken up, not named."""
DIRECT_OBJECT = re.compile(
    r"\s+(?:control of\s+)?(?:the\s+)?(?:(?:city|town|village|district|province) of\s+)?(?:(?:north"
    r"|south|east|west|strategic|key|all)\w*\s+)?[A-Z]"
)
OF_KNOWN = re.compile(
    r"\W*(?:\w+ ){0,3}?(?:of|in) (?:the|this|that) (?:[a-z]+ )?"
    r"(?:city|town|village|province|district|region)\b"
)
""" "-held parts of the city": a part of a place told before."""
STOP = re.compile(
    r"[.;:()“”\"]|\b(?:said|after|when|while|where|which|who|by|with|to|toward|towards|near|outside"
    r"|through|from|and|but|as|since|until)\b"
)
"""Words that end the phrase of the place that is held."""
RELATIVE = re.compile(
    r"\b(?:which|that) "
    r"(?:(?:is|are|was|were|has|have|had|been|remains?|remained|still|now|also|largely|mostly)\s+)+$"
)
""" "X province in Y, which is largely (controlled by)"."""
RELATIVE_OBJECT = re.compile(
    r"\b(?:which|that) (?:(?:the|an?|its|their|his|these|those) )?(?:(?:[\w’'-]+ ){0,2})\Z"
)
RELATIVE_HELD = re.compile(
    r"\b(?:which|that|(?:city|town|village|district|area|base|island|port)(?= (?:the|its|their) )) "
    r"(?:the |its |their |his )?(?P<actor>[\w’'-]+(?: [\w’'-]+){0,4}?)"
    r" (?:still |now |also |had |have |has |since |first |later |briefly ){0,3}(?:(?P<holds>controls?"
    r"|controlled|holds?|held|rules?|ruled|ran|runs?|occup(?:y|ies))|(?P<loses>lost|abandoned|vacated|evacuated)"
    r"|(?:re)?(?:captured|took|taken"
    r"|conquered|seized)|retook|retaken|overr[au]n|liberated|occupied|won back|regained)\b(?! (?:the )?[A-Z])"
)
""" "X, which the RSF controls", "X, a town the RSF has held": told by a word that reads as a noun or as a
participle too."""
SOUGHT = re.compile(
    r"\b(?:unable|fail\w*|try\w*|tried|seek\w*|sought|want\w*|vow\w*|yet) to\b|\bto (?:re)?(?:gain|take)"
)
""" "has been unable to regain control of": no control."""
UNDER_BLOCKADE = re.compile(
    r"(?: in (?:the )?[A-Z][\w ]{2,25})? (?:under (?:an? |the )?(?:[\w-]+ ){0,2}(?:siege|blockade)"
    r"|encircled|surrounded|besieged|blockaded)\b"
)
HAD_ENCIRCLED = re.compile(
    r" (?P<what>it|(?:the )?[A-Z][^.,;:]{1,40}|the [a-z]+) (?:encircled|surrounded|besieged|blockaded"
    r"|under siege)\b"
)
""" "has had X encircled"."""
PRESENT = re.compile(
    r"\b(?:(?:is|are|was|were|remain(?:s|ed)?) (?:now |still )?)?"
    r"(?:located|positioned|entrenched|barricaded|holed up|cornered|holding out) (?:in|inside|at) "
)
""" "fighters positioned in X": who stands in a place and shells from it has it."""
INDEFINITE = re.compile(r"\b(?:an?|another) (?:[\w-]+ ){0,3}$", re.I)
ONE_WITHIN = re.compile(
    rf"(?: [a-z]+){{0,2}}? (?:town|village|city|suburb|neighbou?rhood|district|area|camp|enclave|hamlet)"
    rf"(?: (?:in|on|outside|inside|near|along)\b| (?:to the )?{_DIRECTION} of\b)"
)
""" "a …-held town in X", "a …-held area north of X"."""
DESCRIBES = re.compile(
    r"(?:\s+(?:district|neighbou?rhood|suburb|quarter|town|village|camp))?"
    r"(?:,\s+(?:which\s+(?:is|was|remains?)\s+)?|\s+(?:which\s+)?(?:is|was|remains?|remained)\s+(?:still\s+)?)"
    r"(?:the|an?|another)\s+(?:\w+\s+){0,2}|\s+(?:an?|another|the\s+(?:last|only))\s+(?:\w+\s+)?"
)
""" "X, a …-held town", "X is the last …-held town": what stands between a name and what is said of it."""
OF_ITS_KIND = re.compile(
    r"\s+(?:[a-z]+\s+){0,2}?(?:(?:town|city|village|enclave|pocket|stronghold|bastion)\b(?!\s+of\s)"
    r"|(?:district|neighbou?rhood|quarter|suburb|area)\b)"
)
""" "town" behind "-held", and no name right behind ("-held town of X"); a district "of X" is a part of it."""
LIES = re.compile(r",? (?:which|that) (?:lies|sits|stands|is (?:located|situated))\b[^.;:]*$")
""" "X, which lies in Y, is held by": the words tell of X."""
INCLUDING = re.compile(
    r"(?:,?\s+(?:including|such\s+as|especially)|,?\s+among\s+(?:them|others))\s+(?:the\s+)?(?:\w+\s+of\s+)?$"
)
""" "Much of X, including Y, is held by": of X, and of Y with it."""
EXCEPT = re.compile(
    r"\b(?:except|excluding|besides|(?:apart|aside)\s+from|other\s+than)(?:\s+for)?\s+(?:the\s+)?(?:[\w-]+\s+){0,2}(?:of\s+)?$"
)
""" "most of the city except the district of X (is held by)": nothing of X."""
EXTENT = re.compile(
    r"\s+(?:most|much|all|half|parts?|nearly|almost|large|about|around|over|more|roughly|(?:one|a)\s+(?:third|quarter|half)|\d+)\b"
)
SEVERAL = re.compile(r"\b(?:towns|villages|cities|districts|neighbou?rhoods|suburbs)\b")
PART_OF = re.compile(r" (?:district|neighbou?rhood|suburb|quarter) (?:of|in) (?:the )?$")
ALL_BUT = re.compile(
    r"\b(?P<whole>(?:the|this|that) (?:[a-z-]+ ){0,2}?(?:city|town|village|district|province|region)),? "
    r"(?:except|excluding|besides|apart from|aside from|other than)\b"
)
WAY_FROM = re.compile(
    rf"\b(?:{_DIRECTION} of|near|outside|around|close to|towards?) (?:the )?"
    r"(?:(?:capital|city|town|village)(?: of)? )?$"
)
""" "north of X", "near the capital X": not in X."""
WIDER = re.compile(
    rf"(?:^|\W)(?:{_DIRECTION}\W+\S+ (?:city )?(?:district|neighbou?rhood|quarter|suburb) of |\S+['’]s? )$"
)
""" "east Aleppo district of", "Taiz's": words that put the narrower name behind; without the direction "Bahri
district of Khartoum" has it in front."""
FELL_FROM = re.compile(
    r"\b(?:fell|fallen|slipped|slipping) (?:from|out of) (?:the )?(?P<actor>[\w’'-]+(?: [\w’'-]+){0,3}?)"
    r"['’]?s? (?:control|hands|grip)\b"
)
FELL_TO = re.compile(r"\b(?:fell|fallen|passed) (?:to|into the hands of) (?:the )?")
UNREAL = re.compile(r"\b(?:not|never|n't|may|might|could|would|should|will|to)\s+(?:\w+\s+){0,2}$")
SEVERAL_SEATS = re.compile(r".*(?:strongholds|bastions|redoubts|fiefdoms|bases|posts|grounds|areas)", re.I)
IN = re.compile(r"\b(?:in|inside|around) (?:the )?(?:[\w-]+ ){0,3}$", re.I)
COPULA = re.compile(r"\b(?:is|are|was|were|remains?|remained|became|become)\b")
CONTROL_MOST = re.compile(
    r" (?:now |still )?controls? (?=(?:most|much|all|parts?|nearly|almost|large|about|around|over"
    r"|more|half|\d+)\b|[A-Z])"
)
