"""Words by which place names are told from others: where they stand, how they begin, what they are not."""

from __future__ import annotations

INSIDE = frozenset("in near at outside inside around across throughout".split())
"""Prepositions that hardly open anything but a place or a time."""
TOWARDS = frozenset(
    "from to into toward towards between through over of on via along beyond past off onto".split()
)
"""Prepositions that open a place among other things."""
WAYS = frozenset(
    "north south east west northeast northwest southeast southwest north-east north-west south-east "
    "south-west northern southern eastern western central northeastern northwestern southeastern "
    "southwestern north-eastern north-western south-eastern south-western upper lower middle ne nw sw".split()
)
"""Compass words, and words for parts of a land."""
AGES = frozenset("old new ancient historic holy inner outer".split())
"""Words that say of a town which part of it, and are no name."""
AROUND = frozenset(
    "outskirts countryside suburbs surroundings vicinity edge axis centre center heart".split()
)
"""Nouns whose "of" names a place."""
MODIFIERS = WAYS | frozenset("the both nearby neighbouring neighboring downtown rural greater".split())
"""Words that may stand between a preposition and a place's name."""
CONNECTORS = frozenset(
    "al el ad ar as ash at az an ez es ed de del la le los las du des da do das dos di bin ibn abu umm wa va "
    "ul".split()
)
"""Small words inside a name."""
ARTICLES = frozenset("al- el- ad- ar- as- at- az- an-".split())
"""Articles that open a name with a hyphen."""
FIRST_PARTS = frozenset(
    "abu umm um ibn bin al el deir dayr tal tall tell tel kafr kafar kfar khan bir beir beer beit bayt "
    "bab ain ayn ein jabal jebel jabel wadi ras sheikh shaykh qasr qal'at hawsh hosh khirbet khirbat "
    "burj marj imam sayyida sidi oued oum mir shah haji gul kot qala ghazi san santa santo saint st "
    "fort mount port new old great puerto villa nueva nuevo ciudad la las los nova novo nizhny verkhny "
    "velyka mala stara staro bila gidan garin ban nam phu lake cape".split()
)
"""Words that open many names and are none by themselves."""
NOT_PLACES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december islam god allah muslim muslims christian "
    "christians sunni sunnis shia shiite shiites arab arabs kurd kurdish ramadan eid english arabic "
    "catholic protestant jewish nazi western justice operation congress parliament senate twitter "
    "facebook telegram youtube president prime minister ministry secretary world war youth chapter "
    "phase christmas easter police army navy students home water day days department security "
    "toyota nissan hilux mitsubishi isuzu kia mercedes lada datsun".split()
)
"""Capitalised words that are no part of a place; makes of cars among them ("a Toyota pickup")."""
NO_NAMES = frozenset("its their his her our my from that this these those there most much an".split())
"""Words that the tagger takes for names where they begin a sentence."""
TITLES = frozenset(
    "mr mrs ms dr gen general col colonel lt lieutenant maj major capt captain brig brigadier president "
    "minister secretary premier sheikh imam ambassador commander spokesman spokeswoman senator governor "
    "prince king prof professor sgt sergeant maj-gen admiral pope chancellor director head chief leader "
    "officer activist journalist".split()
)
"""What a name that follows makes a person of."""
SITES = frozenset(
    "district village town city camp mosque hospital bridge road street avenue square airport dam "
    "prison jail market neighbourhood neighborhood crossing province governorate island river mountain "
    "mountains valley hill hills university school church barracks airbase palace township county "
    "oblast municipality".split()
)
"""Words that, written as the last word of a name, make it the name of a place."""
OFFICES = frozenset("department ministry bank court front".split())
"""Words for kinds of places that, behind an unknown name, rather make it an office or a group."""
TAKING = tuple(
    "captur seiz took tak attack target hit reach leav left patrol hold held secur clear lost los recover "
    "regain abandon evacuat vacat defend retain surround blockad encircl hand ced control".split()
)
"""Stems of verbs whose object may be a place; a name that the gazetteer knows is one there."""
ENTERING = tuple(
    "storm enter invad shell pound besieg liberat recaptur retak retook overr overran bombard encircl".split()
)
"""Stems of verbs whose object is a place, known or not."""
STRIKES = frozenset(
    "strike airstrike raid shelling bombardment bombing offensive assault siege battle capture fall".split()
)
"""Nouns of fighting whose "on" or "of" names a place."""
KUNYAS = frozenset("abu umm bin ibn".split())
"""Words that open a man's or a woman's name."""
HELD = tuple("-held -controlled -majority -backed -led -linked -based -ruled -dominated -run".split())
"""Endings of adjectives that tell who holds a place, or what somebody is like."""
APPOSED = frozenset("city town village capital district neighbourhood neighborhood suburb".split())
"""Kinds that a name may follow without "of": "the capital Baku"."""
