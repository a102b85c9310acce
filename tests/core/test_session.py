"""The session against a slow model that walks through time second by second."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from tests.core.conftest import Call

LEAD_IN = 5


@dataclass
class SlowSession:
    """What a session is, said with a counter of whole seconds: nothing is computed."""

    steps: list[int]
    waits: bool = False
    state: str = "ready"
    lead_in: int = LEAD_IN
    step: int = 0
    passed: int = 0
    massaged: int = 0
    clock: int = 0
    history: list[tuple[int, str, int, int, int, list[int]]] = field(
        default_factory=list
    )

    def second(self) -> None:
        self.clock += 1
        if self.state != "running":
            return
        if self.lead_in > 0:
            self.lead_in -= 1
            return
        self.passed += 1
        self.massaged += 1
        self._carry(by_itself=True)

    def _carry(self, by_itself: bool = False) -> None:
        if self.passed >= self.steps[self.step]:
            if self.step == len(self.steps) - 1:
                self.state = "finished"
            else:
                self.step += 1
                self.passed = 0
                if self.waits and self.state == "running" and by_itself:
                    self.state = "paused"

    def order(self, command: str) -> None:
        if command == "begin" and self.state == "ready":
            self.state = "running"
        elif command == "pause" and self.state == "running":
            self.state = "paused"
        elif command == "resume" and self.state == "paused":
            self.state = "running"
        elif command == "undo":
            self._undo()
        elif self.state in {"running", "paused"} and command in MOVES:
            self.history.append(
                (
                    self.clock,
                    self.state,
                    self.lead_in,
                    self.step,
                    self.passed,
                    list(self.steps),
                )
            )
            self._move(command)

    def _undo(self) -> None:
        self.history = [then for then in self.history if self.clock - then[0] <= 5]
        if not self.history:
            return
        _, state, self.lead_in, self.step, self.passed, self.steps = self.history.pop()
        if self.state == "finished":
            self.state = state

    def _move(self, command: str) -> None:
        if command == "finish":
            self.state = "finished"
        elif command == "skip" and self.lead_in > 0:
            self.lead_in = 0
        elif command == "skip":
            self.passed = self.steps[self.step]
            self._carry()
        elif command == "back":
            if self.lead_in > 0:
                self.lead_in = 0
            elif self.passed < 3 and self.step > 0:
                self.step -= 1
            self.passed = 0
        elif command == "addTime":
            self.steps[self.step] += 30


MOVES = ("skip", "back", "addTime", "finish")
COMMANDS = ("begin", "pause", "resume", *MOVES, "undo")
ACTIONS = st.lists(
    st.tuples(st.sampled_from(COMMANDS), st.integers(0, 40)), min_size=1, max_size=14
)

RUN = """async ([steps, leadInMs, advance, actions]) => {
  const { readySession, next, positionAt } = await import('/core/session.js')
  let now = 1_800_000_000_000
  const day = '2026-03-20'
  const timed = steps.map((length, at) => ({ zone: `z${at}`, ms: length * 1000 }))
  const plan = { id: 'x', product: 'sculptra', day, leadInMs, advance, steps: timed }
  let session = readySession(plan)
  const seen = []
  for (const [type, seconds] of actions) {
    session = next(session, { type, ms: 30_000 }, now)
    now += seconds * 1000
    const at = positionAt(session, now)
    const { state, leadIn, step, remainingMs, massagedMs } = at
    seen.push([state, leadIn, step, remainingMs / 1000, massagedMs / 1000])
  }
  return seen
}"""


@pytest.fixture(scope="session")
def page(browser: Browser, base_url: str) -> Any:
    page = browser.new_page()
    page.goto(f"{base_url}/en/about/")
    return page


@settings(
    max_examples=600,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    steps=st.lists(st.integers(1, 45), min_size=1, max_size=5),
    waits=st.booleans(),
    actions=ACTIONS.map(lambda actions: [("begin", 0), *actions]),
)
def test_any_commands_at_any_time(
    page: Any, steps: list[int], waits: bool, actions: list[tuple[str, int]]
) -> None:
    model = SlowSession(list(steps), waits)
    advance = "manual" if waits else "auto"
    told = page.evaluate(RUN, [steps, LEAD_IN * 1000, advance, actions])
    for (command, seconds), found in zip(actions, told, strict=True):
        model.order(command)
        for _ in range(seconds):
            model.second()
        left = model.steps[model.step] - model.passed
        expected = [model.state, model.lead_in > 0, model.step, left, model.massaged]
        if model.state == "finished":
            assert [found[0], found[4]] == ["finished", model.massaged]
        else:
            assert found == expected


def test_what_was_done_can_be_taken_back_for_five_seconds(call: Call) -> None:
    session = call("session", "next", ready(call, 30, 30), {"type": "begin"}, 0)
    session = call("session", "next", session, {"type": "skip"}, 15_000)
    session = call("session", "next", session, {"type": "finish"}, 18_000)
    undo = {"type": "undo"}
    back = call("session", "next", session, undo, 22_000)
    at = call("session", "positionAt", back, 22_000)
    assert (at["state"], at["step"], at["remainingMs"]) == ("running", 1, 27_000)
    # The skip is seven seconds old by now, so only the end could be taken back.
    assert call("session", "next", back, undo, 22_000)["offset"] == back["offset"]
    assert call("session", "next", session, undo, 23_001)["state"] == "finished"


def test_one_hand_does_each_paired_area_left_then_right_for_equal_times(
    page: Any, protocols: dict[str, Any]
) -> None:
    sides: list[list[Any]] = page.evaluate(
        """async (zones) => {
          const { sideBySide } = await import('/core/steps.js')
          const oneHand = new Map(zones.map(({ id, stroke }) => [id, stroke.oneHand]))
          const steps = zones.map(({ id }) => ({ zone: id, ms: 31000 }))
          return sideBySide(steps, ({ zone }) => oneHand.get(zone) !== null)
            .map(({ zone, side, ms }) => [zone, side ?? '', ms])
        }""",
        [zone for zone in protocols["zones"] if zone["stroke"]],
    )
    assert [zone for zone, side, _ in sides if not side] == ["chin", "abdomen"]
    left = [(zone, ms) for zone, side, ms in sides if side == "left"]
    right = [(zone, ms) for zone, side, ms in sides if side == "right"]
    assert left == right
    assert {ms for _, ms in left} == {15_500}
    assert len(left) == 16
    assert [side for _, side, _ in sides[:4]] == ["left", "right", "left", "right"]


def test_by_hand_it_waits_before_each_area_and_no_cue_lies_beyond(call: Call) -> None:
    session = {**ready(call, 10, 10), "advance": "manual"}
    session = call("session", "next", session, {"type": "begin"}, 0)
    assert call("cues", "cuesAhead", session, 0)[-1] == {"kind": "change", "at": 15_000}
    at = call("session", "positionAt", session, 60_000)
    assert (at["state"], at["step"], at["remainingMs"]) == ("paused", 1, 10_000)
    assert at["massagedMs"] == 10_000
    session = call("session", "next", session, {"type": "resume"}, 60_000)
    assert call("cues", "cuesAhead", session, 60_000)[-1]["kind"] == "end"
    assert call("session", "positionAt", session, 80_000)["state"] == "finished"


def test_a_change_of_sides_has_a_sign_of_its_own(call: Call) -> None:
    session = ready(call, 10, 10, 10)
    for step, zone in zip(session["steps"], ("chin", "knees", "knees"), strict=True):
        step["zone"] = zone
    session = call("session", "next", session, {"type": "begin"}, 0)
    kinds = [cue["kind"] for cue in call("cues", "cuesAhead", session, 0)]
    assert [kind for kind in kinds if kind != "tick"] == [
        "start",
        "change",
        "side",
        "end",
    ]


def test_a_voice_says_each_step_once_and_the_last_ten_seconds(call: Call) -> None:
    session = call("session", "next", ready(call, 30, 12), {"type": "begin"}, 0)
    said = call("spoken", "linesAhead", session, 0)
    assert [(line["say"], line["step"], line["at"]) for line in said] == [
        ("step", 0, 5_700),
        ("ten", 0, 25_000),
        ("step", 1, 35_700),
        ("end", 1, 47_700),
    ]
    later = call("spoken", "linesAhead", session, 26_000)
    assert [line["say"] for line in later] == ["step", "end"]


def test_a_clock_that_goes_back_takes_nothing_away(call: Call) -> None:
    session = ready(call, 30, 30)
    session = call("session", "next", session, {"type": "begin"}, 100_000)
    session = call("session", "next", session, {"type": "pause"}, 115_000)
    session = call("session", "next", session, {"type": "resume"}, 60_000)
    at = call("session", "positionAt", session, 55_000)
    assert (at["step"], at["remainingMs"], at["massagedMs"]) == (0, 20_000, 10_000)


def test_a_kill_costs_nothing_that_was_written(call: Call) -> None:
    """Whatever the second of the kill: paused at the last sight, resumed from there."""
    begun = call("session", "next", ready(call, 30, 30), {"type": "begin"}, 0)
    for seen in range(5_000, 65_000, 1_700):
        paused = call("session", "next", begun, {"type": "pause"}, seen)
        resumed = call("session", "next", paused, {"type": "resume"}, 9_000_000)
        before = call("session", "positionAt", begun, seen)
        after = call("session", "positionAt", resumed, 9_000_000)
        assert after["step"] == before["step"]
        assert after["remainingMs"] == before["remainingMs"]
        assert after["massagedMs"] == before["massagedMs"]


def test_cues_come_at_the_changes_and_three_ticks_before(call: Call) -> None:
    session = call("session", "next", ready(call, 10, 10), {"type": "begin"}, 1000)
    cues = call("cues", "cuesAhead", session, 1000)
    assert [(cue["kind"], cue["at"] - 1000) for cue in cues] == [
        *(("tick", 2000), ("tick", 3000), ("tick", 4000), ("start", 5000)),
        *(("tick", 12000), ("tick", 13000), ("tick", 14000), ("change", 15000)),
        *(("tick", 22000), ("tick", 23000), ("tick", 24000), ("end", 25000)),
    ]


def test_cues_after_a_resume_are_only_those_ahead(call: Call) -> None:
    session = call("session", "next", ready(call, 10, 10), {"type": "begin"}, 0)
    session = call("session", "next", session, {"type": "pause"}, 13_500)
    assert call("cues", "cuesAhead", session, 20_000) == []
    session = call("session", "next", session, {"type": "resume"}, 20_000)
    cues = call("cues", "cuesAhead", session, 20_000)
    assert [(cue["kind"], cue["at"]) for cue in cues][:2] == [
        ("tick", 20_500),
        ("change", 21_500),
    ]
    assert call("cues", "cuesBetween", session, 20_500, 21_500) == [
        {"kind": "change", "at": 21_500}
    ]


def test_a_pace_sounds_for_each_stroke_but_not_among_the_ticks(call: Call) -> None:
    session = {**ready(call, 10, 8), "paceMs": 2500}
    session = call("session", "next", session, {"type": "begin"}, 0)
    cues = call("cues", "cuesAhead", session, 0)
    notes = [cue["at"] for cue in cues if cue["kind"] == "pace"]
    # The change itself is the first stroke of a step: 5 s and 15 s.
    assert notes == [7500, 10_000, 17_500]
    assert [cue["at"] for cue in cues] == sorted(cue["at"] for cue in cues)


def ready(call: Call, *seconds: int) -> dict[str, Any]:
    session: dict[str, Any] = call(
        "session",
        "readySession",
        {
            "id": "x",
            "product": "sculptra",
            "day": "2026-03-20",
            "leadInMs": LEAD_IN * 1000,
            "steps": [
                {"zone": f"z{index}", "ms": length * 1000}
                for index, length in enumerate(seconds)
            ],
        },
    )
    return session
