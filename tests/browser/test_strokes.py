"""The stroke pictures: start, way, direction and fingers are what the words say."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from typing import Any

import pytest

from server.config import Config
from server.protocols import load
from server.protocols.model import Stroke
from tests.patient import Patient

Point = tuple[float, float]
Picture = dict[str, Any]

PROTOCOLS = load(Config().protocols)
BODY = {zone.name: zone.id for zone in PROTOCOLS.zones.zone if zone.part == "body"}
SCULPTRA = {zone.id: zone.stroke for zone in PROTOCOLS.zones.zone if zone.stroke}
FACE = [zone.id for zone in PROTOCOLS.zones.zone if zone.part == "face" and zone.stroke]
DRAINAGE = {
    stroke.zone: stroke
    for stroke in PROTOCOLS.treatments["mesotherapy-body"].routine.stroke  # type: ignore[union-attr]
}
#: Where the drawing of the body, seen from the front, has the named nodes: its left.
NODES = {"groin": (142, 348), "armpit": (97, 169)}
PACE_MS = 2500
MIDLINE = ("chin", "abdomen")

#: What lies on the drawing for the zone that is lit, measured by the browser.
MEASURE = """() => {
  const seen = (element) => element.checkVisibility({ visibilityProperty: true })
  const all = (query) => [...document.querySelectorAll(query)].filter(seen)
  const zone = all('path.now')[0].dataset.zone
  const shapes = all(`path[data-zone="${zone}"]`)
  const drawing = shapes[0].ownerSVGElement
  const isIn = ({ x, y }) => {
    const at = Object.assign(drawing.createSVGPoint(), { x, y })
    return shapes.some((shape) => shape.isPointInFill(at))
  }
  const away = (point) => {
    for (let far = 0; far < 100; far += 2) {
      for (let turn = 0; turn < 12; turn += 1) {
        const angle = (turn * Math.PI) / 6
        const x = point.x + far * Math.cos(angle)
        const y = point.y + far * Math.sin(angle)
        if (isIn({ x, y })) return far
      }
    }
    return 100
  }
  const guides = all(`path[data-guide="${zone}"]`).map((path) => {
    const whole = path.getTotalLength()
    const points = Array.from({ length: 121 }, (_, index) => {
      const { x, y } = path.getPointAtLength((whole * index) / 120)
      return { x, y }
    })
    return {
      points: points.map(({ x, y }) => [x, y]),
      startsInside: isIn(points[0]),
      away: Math.max(...points.map(away)),
      behind: path.dataset.behind !== undefined,
      dashes: path.getAttribute('stroke-dasharray') !== null,
      weight:
        parseFloat(getComputedStyle(path).strokeWidth) * drawing.getScreenCTM().a,
    }
  })
  const middle = (element) => {
    const { x, y } = element.getBoundingClientRect()
    const { width, height } = element.getBoundingClientRect()
    const turn = drawing.getScreenCTM().inverse()
    const at = new DOMPoint(x + width / 2, y + height / 2).matrixTransform(turn)
    return [at.x, at.y]
  }
  const box = drawing.viewBox.baseVal
  return {
    zone,
    guides,
    middle: box.x + box.width / 2,
    unit: box.width / 360,
    starts: all('[data-start]').map(middle),
    arrows: all('[data-arrow]').map((arrow) => [
      ...middle(arrow),
      arrow.getBoundingClientRect().width,
    ]),
    hands: all('[data-hand]:not([data-guide])').map((hand) => ({
      pads: hand.querySelectorAll('[data-pad]').length,
      place: getComputedStyle(hand).transform.match(/-?[\\d.]+/g).slice(4).map(Number),
    })),
    all_motions: drawing.getAnimations({ subtree: true }).length,
    motions: drawing
      .getAnimations({ subtree: true })
      .filter((motion) => motion.effect.getTiming().iterations === Infinity)
      .map((motion) => ({
        state: motion.playState,
        at: motion.currentTime,
        ms: motion.effect.getTiming().duration,
        names: Object.keys(motion.effect.getKeyframes()[0]),
      })),
  }
}"""


def starts(patient: Patient, kind: str) -> None:
    """Into the first second of a massage of every zone of one kind."""
    page = patient.page
    if kind == "face":
        patient.had("Sculptra", "2026-03-17", "09:00")
    else:
        patient.opens("treatments/#add")
        product = "Sculptra" if kind == "body" else "Mesotherapy, body"
        page.get_by_role("radio", name=product).check()
        page.get_by_label("Date").fill("2026-03-17")
        page.get_by_label("Time", exact=True).fill("09:00")
        if kind == "body":
            group = page.get_by_role("group", name="Face or body")
            group.get_by_text("Body").click()
        for name in BODY:
            page.get_by_role("checkbox", name=name, exact=True).check()
        page.get_by_role("button", name="Save").click()
        page.get_by_text("Kept on this phone.").wait_for()
    patient.opens()
    page.get_by_role("link", name="Start massage").click()
    if kind == "drainage":
        page.get_by_role("button", name="None of this. Go on").click()
    page.get_by_role("button", name="None of this. Start").click()
    patient.sees_session("running")
    patient.waits(6)


def pictures(patient: Patient) -> list[Picture]:
    """One picture for each step that is left."""
    count = int(patient.session.get_attribute("data-steps") or 0)
    found = []
    for step in range(count):
        found.append(patient.page.evaluate(MEASURE))
        if step < count - 1:
            patient.page.get_by_role("button", name="Skip", exact=True).click()
            patient.waits(1)
    return found


@pytest.fixture(params=["face", "body", "drainage"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


SEEN: dict[str, list[Picture]] = {}


@pytest.fixture
def all_pictures(patient: Patient, kind: str) -> list[tuple[Stroke, Picture]]:
    """Each zone's words with its picture; looked at once."""
    if kind not in SEEN:
        starts(patient, kind)
        SEEN[kind] = pictures(patient)
    found = SEEN[kind]
    expected = FACE if kind == "face" else list(BODY.values())
    assert [picture["zone"] for picture in found] == expected
    strokes = DRAINAGE if kind == "drainage" else SCULPTRA
    return [(strokes[picture["zone"]], picture) for picture in found]


def distance(a: Point, b: Point) -> float:
    return math.dist(a[:2], b[:2])


def ends(guide: dict[str, Any]) -> tuple[Point, Point]:
    return guide["points"][0], guide["points"][-1]


def turned(guide: dict[str, Any]) -> float:
    """How often the way turns round, in whole circles; either way counts."""
    points = guide["points"]
    ways = [math.atan2(b[1] - a[1], b[0] - a[0]) for a, b in pairwise(points)]
    turns = ((b - a + math.pi) % (2 * math.pi) - math.pi for a, b in pairwise(ways))
    return abs(sum(turns)) / (2 * math.pi)


def test_each_stroke_begins_in_its_zone_and_keeps_near_it(
    all_pictures: list[tuple[Stroke, Picture]],
) -> None:
    for stroke, picture in all_pictures:
        assert picture["guides"], picture["zone"]
        # Toward a node, and to the ear, the way leads out of the zone.
        leads_away = re.search("groin|armpit|to the ear", stroke.stroke)
        for guide in picture["guides"]:
            assert guide["startsInside"], picture["zone"]
            assert guide["away"] <= (90 if leads_away else 6), picture["zone"]


def test_both_sides_are_mirror_images(
    all_pictures: list[tuple[Stroke, Picture]],
) -> None:
    for stroke, picture in all_pictures:
        if stroke.hands == "One flat hand":
            assert len(picture["guides"]) == 1
            continue
        left, right = sorted(
            (guide["points"] for guide in picture["guides"]), key=lambda way: way[0][0]
        )
        assert left[0][0] < picture["middle"] < right[0][0]
        for (x, y), there in zip(left, right, strict=True):
            mirrored = (2 * picture["middle"] - x, y)
            assert distance(mirrored, there) <= 1.5, picture["zone"]


def test_circles_close_and_travelling_ones_go_where_the_words_say(
    all_pictures: list[tuple[Stroke, Picture]],
) -> None:
    for stroke, picture in all_pictures:
        words = stroke.stroke
        if "ircles" not in words:
            continue
        travels = re.search(r"travelling|outward|upward|up and back", words)
        for guide in picture["guides"]:
            start, end = ends(guide)
            assert turned(guide) >= (1.9 if travels else 0.9), picture["zone"]
            if not travels:
                assert distance(start, end) < 1, picture["zone"]
                continue
            far = abs(end[0] - picture["middle"]) - abs(start[0] - picture["middle"])
            if re.search(r"outward|out to|back", words):
                assert far > 10, picture["zone"]
            if "up" in words:
                assert end[1] < start[1] - 25, picture["zone"]


def test_one_side_circles_against_the_clock_and_the_other_with_it(
    patient: Patient,
) -> None:
    """Up on the inner side and outward over the top, as seen."""
    starts(patient, "face")
    (left, right) = patient.page.evaluate(MEASURE)["guides"]
    middle = patient.page.evaluate(MEASURE)["middle"]
    for guide, is_left in ((left, True), (right, False)):
        points = guide["points"]
        assert (points[0][0] < middle) == is_left
        top = min(range(121), key=lambda index: points[index][1])
        assert abs(points[top + 5][0] - middle) > abs(points[top - 5][0] - middle)


def test_a_glide_is_one_long_line_from_the_chin_to_the_ear(patient: Patient) -> None:
    starts(patient, "face")
    jawline = pictures(patient)[FACE.index("jawline")]
    for guide in jawline["guides"]:
        start, end = ends(guide)
        assert turned(guide) < 0.3
        assert abs(start[0] - jawline["middle"]) < 60
        assert start[1] > 490
        assert abs(end[0] - jawline["middle"]) > 140
        assert end[1] < 370


def test_drainage_ends_at_the_node_that_is_named(patient: Patient) -> None:
    starts(patient, "drainage")
    for picture in pictures(patient):
        words = DRAINAGE[picture["zone"]].stroke
        (node,) = (place for name, place in NODES.items() if name in words)
        for guide in picture["guides"]:
            start, end = ends(guide)
            own = node if start[0] < 160 else (320 - node[0], node[1])
            far = 60 if words.endswith("toward the groin") else 14
            assert distance(end, own) < far, picture["zone"]
            assert turned(guide) < 0.75, picture["zone"]
            if picture["zone"] != "buttocks":
                assert distance(end, own) < distance(start, own) - 20
            # What lies on the other side of the body is dashed.
            is_round = picture["zone"] in {"buttocks", "back-thighs"}
            assert guide["behind"] == guide["dashes"] == is_round


def test_over_the_hip_and_only_then_to_the_groin(patient: Patient) -> None:
    starts(patient, "drainage")
    picture = pictures(patient)[list(BODY.values()).index("buttocks")]
    for guide in picture["guides"]:
        far = [abs(x - 160) for x, _ in guide["points"]]
        widest = far.index(max(far))
        assert max(far) > far[0] + 35
        assert 30 < widest < 90
        assert far[-1] < max(far) - 25


def test_there_are_as_many_fingers_as_the_words_say(
    all_pictures: list[tuple[Stroke, Picture]],
) -> None:
    for stroke, picture in all_pictures:
        words = stroke.hands
        pads = {hand["pads"] for hand in picture["hands"]}
        allowed = {
            "Two or three": {2, 3},
            "Two": {2},
            "Three": {3},
            "Pads": {4},
            "Flat": {4},
            "One flat": {4},
        }
        first = next(key for key in allowed if words.startswith(key))
        assert len(pads) == 1, picture["zone"]
        assert pads <= allowed[first], picture["zone"]
        in_turn = "after the other" in words or words == "One flat hand"
        assert len(picture["hands"]) == (1 if in_turn else 2), picture["zone"]


def test_start_and_arrow_are_marked_and_weigh_the_same_everywhere(
    all_pictures: list[tuple[Stroke, Picture]],
) -> None:
    for _, picture in all_pictures:
        marks = zip(
            picture["guides"], picture["starts"], picture["arrows"], strict=True
        )
        for guide, start, (x, y, width) in marks:
            first, last = ends(guide)
            assert distance(start, first) < 1, picture["zone"]
            if distance(first, last) < 1:
                assert distance((x, y), first) > 10 * picture["unit"]
            else:
                assert distance((x, y), last) < 6, picture["zone"]
            assert width > 14, picture["zone"]
            assert guide["weight"] == pytest.approx(3.25, abs=0.15), picture["zone"]


def test_the_fingers_move_by_place_and_opacity_alone_and_wait_when_asked(
    patient: Patient, kind: str
) -> None:
    """Nothing but what a compositor can do by itself."""
    starts(patient, kind)
    picture = patient.page.evaluate(MEASURE)
    assert len(picture["motions"]) == len(picture["hands"])
    for motion in picture["motions"]:
        assert motion["state"] == "running"
        names = set(motion["names"]) - {"offset", "computedOffset", "easing"}
        assert names <= {"transform", "opacity", "composite"}
    patient.page.get_by_role("button", name="Pause").click()
    paused = patient.page.evaluate(MEASURE)["motions"]
    assert {motion["state"] for motion in paused} == {"paused"}
    patient.page.get_by_role("button", name="Resume").click()
    resumed = patient.page.evaluate(MEASURE)["motions"]
    assert {motion["state"] for motion in resumed} == {"running"}


def test_a_circle_takes_about_two_seconds(patient: Patient) -> None:
    starts(patient, "face")
    for picture in pictures(patient):
        for guide, motion in zip(picture["guides"], picture["motions"], strict=True):
            circles = round(turned(guide))
            assert motion["ms"] / max(circles, 2) <= 2100, picture["zone"]
            assert motion["ms"] / max(circles, 1) >= 1900, picture["zone"]


def test_paced_strokes_are_where_the_sound_is(patient: Patient) -> None:
    starts(patient, "drainage")
    patient.waits(6)
    patient.page.get_by_role("button", name="Pause").click()
    passed = 37_500 - int(patient.session.get_attribute("data-remaining-ms") or 0)
    for motion in patient.page.evaluate(MEASURE)["motions"]:
        assert motion["ms"] == PACE_MS
        assert motion["at"] == pytest.approx(passed, abs=1100)
    patient.page.get_by_role("button", name="Skip", exact=True).click()
    for motion in patient.page.evaluate(MEASURE)["motions"]:
        assert motion["at"] == 0


def test_reduced_motion_is_a_still_picture_with_the_arrow(
    patient: Patient, kind: str
) -> None:
    patient.page.emulate_media(reduced_motion="reduce")
    starts(patient, kind)
    for picture in pictures(patient):
        assert picture["all_motions"] == 0
        assert len(picture["arrows"]) == len(picture["guides"])
        assert len(picture["starts"]) == len(picture["guides"])
        starting = [guide["points"][0] for guide in picture["guides"]]
        for hand in picture["hands"]:
            assert min(distance(hand["place"], at) for at in starting) < 0.1


@pytest.mark.parametrize("kind", ["face", "drainage"])
def test_with_one_hand_only_that_side_is_shown(patient: Patient, kind: str) -> None:
    """The patient's own left is at the left of the drawing, as in a mirror."""
    patient.opens("settings/")
    patient.page.get_by_role("radio", name="One hand").check()
    starts(patient, kind)
    seen: dict[str, list[Picture]] = {}
    for picture in pictures(patient):
        seen.setdefault(picture["zone"], []).append(picture)
    for zone, shown in seen.items():
        if zone in MIDLINE:
            assert [len(picture["guides"]) for picture in shown] == [2]
            continue
        left, right = shown
        for picture, sign in ((left, -1), (right, 1)):
            (guide,) = picture["guides"]
            assert len(picture["hands"]) == len(picture["arrows"]) == 1
            assert (guide["points"][0][0] - picture["middle"]) * sign > 0


#: A stroke as a clinic may ask for it, on a drawing that is in view.
ASKED = """async ([zone, direction, side]) => {
  const { createStroke } = await import('/ui/stroke.js')
  const stroke = createStroke(document.querySelector('main'))
  stroke.show(
    { zone, motion: 'circles', direction, side, paceMs: null },
    { isRunning: true, isWaiting: false, passedMs: 0 },
  )
  const paths = [...document.querySelectorAll('path.shown:not([data-guide])')]
  const box = paths[0].ownerSVGElement.viewBox.baseVal
  const found = paths.map((path) => {
    const whole = path.getTotalLength()
    const at = [0, 0.5, 1].map((part) => path.getPointAtLength(whole * part))
    return at.map(({ x, y }) => [x - box.x - box.width / 2, y])
  })
  stroke.stop()
  const isLeft = document.querySelectorAll('path.shown:not([data-guide])').length > 0
  return { found, isLeft }
}"""


@pytest.mark.parametrize("zone", ["temples", "chin", "jawline"])
def test_a_direction_of_the_clinic_is_drawn_on_both_sides(
    patient: Patient, zone: str
) -> None:
    starts(patient, "face")
    for direction in ("up", "down", "out", "in", "circles"):
        drawn = patient.page.evaluate(ASKED, [zone, direction, None])
        assert not drawn["isLeft"]
        assert len(drawn["found"]) == 2
        for points in drawn["found"]:
            (x, y), (end_x, end_y) = points[0], points[-1]
            assert x * points[1][0] > 0
            if direction == "circles":
                assert distance((x, y), (end_x, end_y)) < 1
                continue
            aside, down = abs(end_x) - abs(x), end_y - y
            assert end_x * x > 0, "it crosses the midline"
            expected = {"up": (0, -60), "down": (0, 60), "out": (60, 0), "in": (-60, 0)}
            assert (aside, down) == pytest.approx(expected[direction], abs=0.5)


def test_on_the_midline_outward_is_to_both_sides(patient: Patient) -> None:
    starts(patient, "body")
    drawn = patient.page.evaluate(ASKED, ["abdomen", "out", None])["found"]
    assert sorted(points[-1][0] > 0 for points in drawn) == [False, True]
    drawn = patient.page.evaluate(ASKED, ["abdomen", "up", None])["found"]
    assert len(drawn) == 1
    one = patient.page.evaluate(ASKED, ["knees", "up", "left"])["found"]
    assert len(one) == 1
    assert one[0][0][0] < 0
