"""Nouns for people, by which a bare number shows itself as a count of them."""

from __future__ import annotations

_SINGULAR = (
    "person civilian child boy girl man woman baby infant toddler teenager youth adult resident villager "
    "farmer worker labourer laborer student pupil teacher doctor nurse medic paramedic journalist "
    "reporter photographer cameraman soldier serviceman servicewoman servicemember conscript recruit "
    "officer policeman policewoman guard guardsman trooper marine sailor pilot commander general colonel "
    "captain sergeant fighter militant insurgent rebel terrorist jihadist gunman gunmen bomber attacker "
    "assailant extremist militiaman mercenary combatant peacekeeper ranger hunter herder pilgrim "
    "worshipper worshiper mourner protester protestor demonstrator activist prisoner detainee inmate "
    "captive hostage refugee migrant passenger driver bystander passer-by pedestrian shopkeeper trader "
    "patient victim casualty survivor member militiamen operative suspect national citizen foreigner "
    "contractor volunteer rescuer firefighter employee official politician lawmaker leader judge lawyer "
    "priest imam cleric bishop nun monk mother father brother sister son daughter wife husband cousin "
    "relative baby elder chief boy corpse body fatality martyr defector deserter troop personnel settler "
    "tourist engineer driver crewman sniper"
).split()
_IRREGULAR = (
    "people children men women babies youths policemen policewomen servicemen guardsmen militiamen "
    "cameramen crewmen casualties mercenaries bodies fatalities wives infantrymen tribesmen gunmen others "
    "relatives families troops personnel dead wounded injured killed missing"
).split()

PEOPLE = frozenset(_SINGULAR) | frozenset(_IRREGULAR) | {f"{noun}s" for noun in _SINGULAR}
"""Lower-case nouns for people, one and many, and the participles that stand for them ("three dead")."""
