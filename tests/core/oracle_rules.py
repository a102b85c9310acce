"""The rules of the oracle: zones, clash map and windows, as in the clinical brief.

The numbers are copied by hand from the brief's section B, never from the protocol
files, and without a look at the gate.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

# --- Verdicts ------------------------------------------------------------------

NONE = "none"
CLEAR = "clear"
CAUTION = "caution"
BLOCKED = "blocked"
STRICTNESS = {CLEAR: 0, CAUTION: 1, BLOCKED: 2}

# --- Zones: the clinical brief B, "Face zones, in session order" and "Body zones" -----

SESSION_ZONES = (
    "temples",
    "cheekbones",
    "front-of-ear",
    "nose-sides",
    "nasolabial-folds",
    "cheek-hollows",
    "mouth-corners",
    "chin",
    "jawline",
    "jaw-angle",
)
TREATMENT_ONLY_ZONES = (
    "forehead",
    "glabella",
    "outer-eye-corners",
    "nose-bridge",
    "lips",
    "neck",
)
FACE_ZONES = SESSION_ZONES + TREATMENT_ONLY_ZONES
BODY_ZONES = (
    "abdomen",
    "hips",
    "buttocks",
    "outer-thighs",
    "inner-thighs",
    "back-thighs",
    "knees",
    "upper-arms",
)
ALL_ZONES = FACE_ZONES + BODY_ZONES
PARTS = {"face": FACE_ZONES, "body": BODY_ZONES}
MASSAGE_TARGETS = SESSION_ZONES + BODY_ZONES

# Clinical.md B, "Clash map": injected zone -> neighbours, in this direction only.
NEIGHBOURS = {
    "forehead": ("glabella", "temples"),
    "glabella": ("forehead", "nose-sides"),
    "outer-eye-corners": ("temples", "cheekbones"),
    "nose-bridge": ("nose-sides", "nasolabial-folds", "glabella"),
    "jaw-angle": ("jawline", "front-of-ear", "cheek-hollows"),
    "mouth-corners": ("nasolabial-folds", "chin", "jawline"),
    "chin": ("mouth-corners", "jawline"),
    "neck": ("jawline",),
}

# --- Windows: the clinical brief B, "Massage windows" ---------------------------------

HOUR = 60 * 60 * 1000
DAY = 24 * HOUR


class Where(Enum):
    """The column "Where" of the windows table."""

    WHOLE_FACE_AND_NECK = 1
    INJECTED_AND_NEIGHBOURS = 2
    INJECTED = 3


@dataclass(frozen=True)
class Window:
    """One row of the windows table: from `start` to just before `end`."""

    start: int
    end: int
    where: Where
    verdict: str
    injected_and_neighbours_stay_off: bool = False


WINDOWS = {
    # seed-004, S74; seed-004, S29
    "botulinum-toxin": (
        Window(0, 48 * HOUR, Where.WHOLE_FACE_AND_NECK, BLOCKED),
        Window(48 * HOUR, 14 * DAY, Where.WHOLE_FACE_AND_NECK, CAUTION, True),
    ),
    # S59, S60; S29
    "hyaluronic-filler": (
        Window(0, 14 * DAY, Where.INJECTED_AND_NEIGHBOURS, BLOCKED),
        Window(14 * DAY, 30 * DAY, Where.INJECTED_AND_NEIGHBOURS, CAUTION),
    ),
    # S62, S63, S64; S62, S65
    "thread-lift": (
        Window(0, 21 * DAY, Where.INJECTED_AND_NEIGHBOURS, BLOCKED),
        Window(21 * DAY, 60 * DAY, Where.INJECTED_AND_NEIGHBOURS, CAUTION),
    ),
    # seed-001, S41; S88
    "mesotherapy-face": (
        Window(0, 48 * HOUR, Where.INJECTED, BLOCKED),
        Window(48 * HOUR, 10 * DAY, Where.INJECTED, CAUTION),
    ),
    # S41
    "mesotherapy-body": (Window(0, 48 * HOUR, Where.INJECTED, BLOCKED),),
    # No row in the table: Sculptra is the product that asks for massage.
    "sculptra": (),
}
#: What a plan calls these rows, in their order. Each row follows upon the one before.
WINDOW_IDS: dict[str, tuple[str, ...]] = {
    "botulinum-toxin": ("first-48-hours", "until-14-days"),
    "hyaluronic-filler": ("first-14-days", "until-30-days"),
    "thread-lift": ("first-21-days", "until-60-days"),
    "mesotherapy-face": ("first-48-hours", "until-10-days"),
    "mesotherapy-body": ("first-48-hours",),
    "sculptra": (),
}
#: No plan may set a window longer.
LONGEST_SET = 400 * DAY
