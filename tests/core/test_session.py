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
    state: str = "ready"
    lead_in: int = LEAD_IN
    step: int = 0
    passed: int = 0
    massaged: int = 0
    lengths: list[int] = field(default_factory=list)

    def second(self) -> None:
        if self.state != "running":
            return
        if self.lead_in > 0:
            self.lead_in -= 1
            return
        self.passed += 1
        self.massaged += 1
        self._carry()

    def _carry(self) -> None:
        if self.passed >= self.steps[self.step]:
            if self.step == len(self.steps) - 1:
                self.state = "finished"
            else:
                self.step += 1
                self.passed = 0

    def order(self, command: str) -> None:
        if command == "begin" and self.state == "ready":
            self.state = "running"
        elif command == "pause" and self.state == "running":
            self.state = "paused"
        elif command == "resume" and self.state == "paused":
            self.state = "running"
        elif command == "finish" and self.state != "ready":
            self.state = "finished"
        elif self.state in {"running", "paused"}:
            self._move(command)

    def _move(self, command: str) -> None:
        if command == "skip" and self.lead_in > 0:
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


COMMANDS = ("begin", "pause", "resume", "skip", "back", "addTime", "finish")
ACTIONS = st.lists(
    st.tuples(st.sampled_from(COMMANDS), st.integers(0, 40)), min_size=1, max_size=14
)

RUN = """async ([steps, leadInMs, actions]) => {
  const { readySession, next, positionAt } = await import('/core/session.js')
  let now = 1_800_000_000_000
  const day = '2026-03-20'
  const timed = steps.map((length, at) => ({ zone: `z${at}`, ms: length * 1000 }))
  const plan = { id: 'x', product: 'sculptra', day, leadInMs, steps: timed }
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
    actions=ACTIONS.map(lambda actions: [("begin", 0), *actions]),
)
def test_any_commands_at_any_time(
    page: Any, steps: list[int], actions: list[tuple[str, int]]
) -> None:
    model = SlowSession(list(steps))
    told = page.evaluate(RUN, [steps, LEAD_IN * 1000, actions])
    for (command, seconds), found in zip(actions, told, strict=True):
        model.order(command)
        for _ in range(seconds):
            model.second()
        left = model.steps[model.step] - model.passed
        expected = [model.state, model.lead_in > 0, model.step, left, model.massaged]
        if model.state == "finished":
            assert [found[0], found[4]] == ["finished", model.massaged]
            return
        assert found == expected


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
