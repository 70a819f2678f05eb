"""Write ``docs/crosswalk.md`` from the table of event types: ACLED beside PLOVER and CAMEO.

``python tools/crosswalk.py`` writes the page; ``--check`` only says whether it is up to date (exit code 1
where it is not). The codes are those of ``src/marsad/knowledge/data/frames.yaml``. The names of CAMEO codes
are from the CAMEO codebook 1.1b3 (Schrodt 2012).
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from marsad.knowledge.frames import Frame, shipped_frames
from marsad.model.event import EventType

PAGE = Path(__file__).resolve().parent.parent / "docs" / "crosswalk.md"

CAMEO: Mapping[str, str] = {
    "010": "make statement",
    "015": "acknowledge or claim responsibility",
    "016": "deny responsibility",
    "030": "express intent to cooperate",
    "057": "sign formal agreement",
    "081": "ease administrative sanctions",
    "084": "return, release",
    "0841": "return, release persons",
    "0842": "return, release property",
    "087": "de-escalate military engagement",
    "0871": "declare truce, ceasefire",
    "0872": "ease military blockade",
    "0873": "demobilize armed forces",
    "0874": "retreat or surrender militarily",
    "100": "demand",
    "111": "criticize or denounce",
    "112": "accuse",
    "120": "reject",
    "130": "threaten",
    "138": "threaten with military force",
    "141": "demonstrate or rally",
    "145": "protest violently, riot",
    "150": "demonstrate military or police power",
    "151": "increase police alert status",
    "152": "increase military alert status",
    "153": "mobilize or increase police power",
    "154": "mobilize or increase armed forces",
    "170": "coerce",
    "171": "seize or damage property",
    "1711": "confiscate property",
    "1712": "destroy property",
    "173": "arrest, detain, charge",
    "174": "expel or deport individuals",
    "175": "use tactics of violent repression",
    "180": "use unconventional violence",
    "181": "abduct, hijack, take hostage",
    "182": "physically assault",
    "1821": "sexually assault",
    "1822": "torture",
    "1823": "kill by physical assault",
    "183": "suicide, car or other non-military bombing",
    "1831": "suicide bombing",
    "184": "use as human shield",
    "185": "attempt to assassinate",
    "186": "assassinate",
    "190": "use conventional military force",
    "191": "impose blockade, restrict movement",
    "192": "occupy territory",
    "193": "fight with small arms and light weapons",
    "194": "fight with artillery and tanks",
    "195": "employ aerial weapons",
    "200": "use unconventional mass violence",
    "201": "mass expulsion",
    "202": "mass killings",
    "203": "ethnic cleansing",
    "204": "use weapons of mass destruction",
    "2041": "use chemical, biological or radiological weapons",
}
"""Names of the CAMEO codes that records of conflict may need, shortened where they are long."""

HEAD = """\
# Crosswalk: ACLED, PLOVER and CAMEO

<!-- Written by tools/crosswalk.py from src/marsad/knowledge/data/frames.yaml. Do not edit by hand. -->

Marsad's events carry ACLED's event types and sub-event types. This page sets them beside the types of PLOVER
and the codes of CAMEO 1.1b3. The codes stand in the table of frames ([frames.md](frames.md)); a frame is a
group of words that tell one kind of event. `marsad export plover` writes PLOVER's types; no command prints
CAMEO codes yet.

*by actors* and *by weapon* mean that the sub-event type is decided in the report: by who takes part, or by
the words for the weapon. [events.md](events.md) says how. A frame of a siege gives no event: it tells who
besieges a place, which is a control statement.

## From ACLED
"""

TAIL = """\
## What is lost

- **From ACLED to PLOVER.** Battles, explosions and violence against civilians are all ASSAULT. The weapon,
  and whether the victims were armed, are no longer to be seen.
- **From ACLED to CAMEO.** The code names the means (194 artillery, 195 from the air), not the two sides or
  the outcome. "Government regains territory" and "Non-state actor overtakes territory" both become 190.
- **Back to ACLED.** One PLOVER type or CAMEO code fits several sub-event types. Without the participants and
  the weapon the way back cannot be decided.
- **Neither has a place for** the status of an event (happened, alleged, attempted), harm by side with its
  source, seized things, or who holds which place. They stay in Marsad's record.
- **Statements** are not ACLED's. Marsad adds the type Statement; leave them out where ACLED's form is wanted.
"""


def page(frames: Iterable[Frame]) -> str:
    """The whole page."""
    every = list(frames)
    parts = [HEAD]
    for kind in EventType:
        rows = [
            (sub_type, _ids(group), plover, _named(cameo))
            for (sub_type, plover, cameo), group in _grouped(
                (f for f in every if f.type is kind), _by_sub_type
            )
        ]
        if rows:
            title = "Statement (not in ACLED)" if kind is EventType.STATEMENT else kind.value
            parts += [f"### {title}\n", _table(("sub-event type", "frames", "PLOVER", "CAMEO"), rows)]
    parts.append("## From PLOVER and CAMEO\n")
    back = sorted(_grouped(every, _by_codes), key=lambda row: row[0])
    rows = [(plover, _named(cameo), _types(group), _ids(group)) for (plover, cameo), group in back]
    parts += [_table(("PLOVER", "CAMEO", "ACLED type: sub-event types", "frames"), rows), TAIL]
    return "\n".join(parts)


def _by_sub_type(frame: Frame) -> tuple[str, ...]:
    return frame.sub_type, frame.plover or "", frame.cameo or ""


def _by_codes(frame: Frame) -> tuple[str, ...]:
    return frame.plover or "", frame.cameo or ""


def _grouped(
    frames: Iterable[Frame], key: Callable[[Frame], tuple[str, ...]]
) -> Iterator[tuple[tuple[str, ...], list[Frame]]]:
    """Frames with the same key together, in the order of the table of frames."""
    groups: dict[tuple[str, ...], list[Frame]] = {}
    for frame in frames:
        groups.setdefault(key(frame), []).append(frame)
    yield from groups.items()


def _ids(frames: Iterable[Frame]) -> str:
    return ", ".join(f"`{frame.id}`" for frame in frames)


def _types(frames: Iterable[Frame]) -> str:
    subs: dict[EventType, dict[str, None]] = {}
    for frame in frames:
        subs.setdefault(frame.type, {})[frame.sub_type] = None
    return "; ".join(f"{kind}: {', '.join(names)}" for kind, names in subs.items())


def _named(code: str) -> str:
    """A code with its name; one that the codebook lacks says so."""
    return f"{code} {CAMEO.get(code, '(not a code of CAMEO 1.1b3)')}" if code else ""


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "".join(f"| {' | '.join(cell or '–' for cell in line)} |\n" for line in lines)


def main() -> int:
    parser = argparse.ArgumentParser(description="Write docs/crosswalk.md from the table of event types.")
    parser.add_argument("--check", action="store_true", help="only say whether the page is up to date")
    asked = parser.parse_args()
    text = page(shipped_frames().frames.values())
    if not asked.check:
        PAGE.write_text(text, encoding="utf-8")
        return 0
    fresh = PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text
    print(f"{PAGE.name} is up to date" if fresh else f"{PAGE.name} is stale; run `python tools/crosswalk.py`")
    return 0 if fresh else 1


if __name__ == "__main__":
    raise SystemExit(main())
