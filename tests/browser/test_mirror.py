"""The mirror: the front camera behind an outline, beside a massage it never touches."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserType, Locator, Page, expect

from server.config import Config
from tests.conftest import QUIET_FLAGS, Watch, stop_clock
from tests.patient import Patient

PROMISE = "The picture stays on this phone: nothing is recorded or sent."
#: Notes each request for the camera and the streams that came; refuses when told to.
SPY = """
window.asked = []
window.streams = []
const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
navigator.mediaDevices.getUserMedia = async (wishes) => {
  window.asked.push(wishes)
  if (window.refusal) throw new DOMException('refused', window.refusal)
  const stream = await real(wishes)
  window.streams.push(stream)
  return stream
}
"""
#: Luma and chroma of the halves of the camera's picture: red at its left, blue at its
#: right; a mirror shows the blue half at the left.
RED, BLUE = (81, 90, 240), (41, 240, 110)
WIDTH, HEIGHT = 64, 48
#: The temples in the drawing's units, at the left and at the right of a mirror.
TEMPLES = {"left": (107, 190), "right": (373, 190)}


def button(patient: Patient, name: str) -> Locator:
    return patient.page.get_by_role("button", name=name, exact=True)


def press(patient: Patient, name: str) -> None:
    button(patient, name).click()


def video(patient: Patient) -> Locator:
    return patient.page.locator("video")


def mark(patient: Patient) -> Locator:
    return patient.page.locator("[data-marked]")


def asked(patient: Patient) -> list[dict[str, Any]]:
    """What the camera was asked for, request by request."""
    wishes: list[dict[str, Any]] = patient.page.evaluate("() => window.asked")
    return wishes


def tracks(patient: Patient) -> list[str]:
    """The state of every track that there ever was."""
    states: list[str] = patient.page.evaluate(
        "() => streams.flatMap((s) => s.getTracks()).map((t) => t.readyState)"
    )
    return states


def holds_nothing(patient: Patient) -> bool:
    held: bool = video(patient).evaluate("(video) => video.srcObject === null")
    return held


def refuses(patient: Patient, name: str) -> None:
    patient.page.evaluate("(name) => { window.refusal = name }", name)


def sees_mirror(patient: Patient) -> None:
    """The camera's picture is there and moves."""
    expect(video(patient)).to_be_visible()
    patient.page.wait_for_function(
        "() => document.querySelector('video').readyState === 4"
    )
    expect(mark(patient)).to_have_count(1)


def sees_drawing(patient: Patient) -> None:
    expect(video(patient)).to_be_hidden()
    expect(button(patient, "Mirror")).to_be_visible()


@pytest.fixture
def massaging(patient: Patient) -> Patient:
    patient.page.add_init_script(SPY)
    patient.had("Sculptra", "2026-03-20", "09:00")
    patient.starts_massage()
    return patient


@pytest.fixture
def mirrored(massaging: Patient) -> Patient:
    press(massaging, "Mirror")
    sees_mirror(massaging)
    return massaging


# The camera's part


def test_it_is_off_until_it_is_asked_for(massaging: Patient) -> None:
    sees_drawing(massaging)
    massaging.waits(40)
    assert asked(massaging) == []


def test_one_request_for_the_front_camera_and_no_microphone(mirrored: Patient) -> None:
    (wishes,) = asked(mirrored)
    assert wishes["audio"] is False
    assert wishes["video"]["facingMode"] == "user"
    mirrored.waits(40)
    press(mirrored, "Skip")
    press(mirrored, "Pause")
    assert len(asked(mirrored)) == 1
    press(mirrored, "Drawing")
    sees_drawing(mirrored)
    assert tracks(mirrored) == ["ended"]
    assert holds_nothing(mirrored)
    mirrored.waits(1)
    press(mirrored, "Mirror")
    sees_mirror(mirrored)
    assert len(asked(mirrored)) == 2
    assert tracks(mirrored) == ["ended", "live"]


def test_a_change_of_mind_before_the_answer_leaves_no_camera_on(
    massaging: Patient,
) -> None:
    massaging.page.evaluate(
        """() => {
          const devices = navigator.mediaDevices
          const ask = devices.getUserMedia
          const gate = new Promise((open) => { window.answer = open })
          devices.getUserMedia = (wishes) => gate.then(() => ask(wishes))
        }"""
    )
    press(massaging, "Mirror")
    massaging.waits(1)
    press(massaging, "Drawing")
    massaging.page.evaluate("() => window.answer()")
    massaging.page.wait_for_function(
        "() => streams[0]?.getTracks()[0].readyState === 'ended'"
    )
    sees_drawing(massaging)
    assert holds_nothing(massaging)


def test_two_wishes_at_once_are_one_request(massaging: Patient) -> None:
    press(massaging, "Mirror")
    massaging.page.evaluate(
        """() => {
          document.dispatchEvent(new Event('visibilitychange'))
          window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
        }"""
    )
    sees_mirror(massaging)
    assert len(asked(massaging)) == 1


def test_a_no_is_taken_calmly_and_not_asked_again(massaging: Patient) -> None:
    refuses(massaging, "NotAllowedError")
    line = massaging.page.get_by_text("The camera is not allowed. The drawing goes on.")
    press(massaging, "Mirror")
    expect(line).to_be_visible()
    sees_drawing(massaging)
    massaging.waits(12)
    expect(line).to_be_hidden()
    press(massaging, "Mirror")
    expect(line).to_be_visible()
    assert len(asked(massaging)) == 1
    massaging.sees_session("running")


@pytest.mark.parametrize(
    ("error", "line"),
    [
        ("NotFoundError", "There is no camera here."),
        ("NotReadableError", "The camera did not start. The drawing goes on."),
    ],
)
def test_a_camera_that_is_not_there_may_come_later(
    massaging: Patient, error: str, line: str
) -> None:
    refuses(massaging, error)
    press(massaging, "Mirror")
    expect(massaging.page.get_by_text(line)).to_be_visible()
    sees_drawing(massaging)
    refuses(massaging, "")
    massaging.waits(1)
    press(massaging, "Mirror")
    sees_mirror(massaging)
    expect(massaging.page.get_by_text(line)).to_be_hidden()


def test_where_no_camera_can_be_asked_for_there_is_no_button(patient: Patient) -> None:
    patient.page.add_init_script(
        "Object.defineProperty(navigator, 'mediaDevices', { value: undefined })"
    )
    patient.had("Sculptra", "2026-03-20", "09:00")
    patient.starts_massage()
    expect(button(patient, "Mirror")).to_be_hidden()


def test_a_body_has_no_mirror(patient: Patient) -> None:
    patient.had("Mesotherapy, body", "2026-03-17", "09:00", ("Hips",))
    patient.opens()
    patient.page.get_by_role("link", name="Start massage").click()
    press(patient, "None of this. Go on")
    press(patient, "None of this. Start")
    patient.sees_session("running")
    expect(button(patient, "Mirror")).to_be_hidden()


def test_a_camera_that_is_lost_gives_way_to_the_drawing(mirrored: Patient) -> None:
    mirrored.page.evaluate(
        "() => streams[0].getTracks()[0].dispatchEvent(new Event('ended'))"
    )
    line = "The camera stopped. The drawing goes on."
    expect(mirrored.page.get_by_text(line)).to_be_visible()
    sees_drawing(mirrored)
    assert tracks(mirrored) == ["ended"]
    mirrored.sees_session("running")


def test_leaving_stops_the_camera_and_coming_back_asks_once(mirrored: Patient) -> None:
    mirrored.leaves_page()
    assert tracks(mirrored) == ["ended"]
    assert holds_nothing(mirrored)
    mirrored.comes_back()
    sees_mirror(mirrored)
    assert tracks(mirrored) == ["ended", "live"]
    assert len(asked(mirrored)) == 2
    mirrored.sees_session("paused")


def test_coming_back_to_the_drawing_asks_for_nothing(mirrored: Patient) -> None:
    press(mirrored, "Drawing")
    mirrored.leaves_page()
    mirrored.comes_back()
    sees_drawing(mirrored)
    assert len(asked(mirrored)) == 1


def test_the_end_of_the_massage_ends_the_picture(mirrored: Patient) -> None:
    mirrored.waits(305.2)
    mirrored.sees_session("finished")
    assert tracks(mirrored) == ["ended"]
    assert holds_nothing(mirrored)


def test_the_next_massage_begins_without_it(mirrored: Patient) -> None:
    press(mirrored, "End")
    assert tracks(mirrored) == ["ended"]
    mirrored.waits(3600)
    mirrored.starts_massage()
    sees_drawing(mirrored)
    assert asked(mirrored) == []


def test_the_massage_counts_the_same_with_it(massaging: Patient) -> None:
    def run(*, has_mirror: bool) -> object:
        massaging.waits(20)
        if has_mirror:
            press(massaging, "Mirror")
            sees_mirror(massaging)
        massaging.waits(33.5)
        if has_mirror:
            refuses(massaging, "NotAllowedError")
            press(massaging, "Drawing")
            massaging.waits(0.5)
            press(massaging, "Mirror")
            sees_drawing(massaging)
            massaging.waits(7)
        else:
            massaging.waits(7.5)
        place = massaging.position()
        press(massaging, "End")
        return place

    bare = run(has_mirror=False)
    massaging.waits(3600)
    massaging.starts_massage()
    assert run(has_mirror=True) == bare
    first, second = massaging.record("sessions")
    assert first["seconds"] == second["seconds"] == 56


# What is said, kept and sent


def test_what_happens_to_the_picture_is_said_once(massaging: Patient) -> None:
    said = massaging.page.get_by_role("status").filter(has_text=PROMISE)
    expect(said).to_have_count(0)
    press(massaging, "Mirror")
    expect(said).to_be_visible()
    massaging.waits(11)
    expect(said).to_have_count(0)
    press(massaging, "Drawing")
    massaging.waits(1)
    press(massaging, "Mirror")
    sees_mirror(massaging)
    expect(said).to_have_count(0)


def test_nothing_is_sent_and_nothing_is_loaded(massaging: Patient) -> None:
    sent: list[str] = []
    massaging.page.wait_for_load_state("networkidle")
    massaging.page.on("request", lambda request: sent.append(request.url))
    press(massaging, "Mirror")
    sees_mirror(massaging)
    massaging.waits(60)
    press(massaging, "Drawing")
    sees_drawing(massaging)
    # The browser fetches the page's icon when it likes; a blob: address is
    # the phone's own memory (the silence that keeps the headset's keys).
    at_home = ("/icons/", "blob:")
    assert [url for url in sent if not any(part in url for part in at_home)] == []


def test_no_line_of_the_mirror_could_copy_or_send_a_picture() -> None:
    files = ("device/mirror.js", "ui/mirror.js", "ui/outline.js", "pages/mirror.html")
    ways = re.compile(
        r"canvas|recorder|imagecapture|capturestream|videoframe|fetch|xmlhttp|beacon"
        r"|socket|rtcpeer|processor|blob|createobjecturl|drawimage",
        re.IGNORECASE,
    )
    for name in files:
        source = (Config().web / name).read_text("utf-8")
        assert ways.findall(source) == [], name


# The outline


def test_the_mark_follows_the_massage(mirrored: Patient) -> None:
    expect(mark(mirrored)).to_have_attribute("data-marked", "temples")
    expect(mark(mirrored)).to_have_attribute("data-side", "both")
    mirrored.waits(35)
    expect(mark(mirrored)).to_have_attribute("data-marked", "cheekbones")
    press(mirrored, "Skip")
    expect(mark(mirrored)).to_have_attribute("data-marked", "front-of-ear")
    expect(mirrored.page.locator("path.now")).to_have_count(1)


def box(patient: Patient) -> dict[str, int]:
    """Where the mark is seen, in whole pixels."""
    found = mark(patient).bounding_box()
    assert found
    return {name: round(found[name]) for name in ("x", "y", "width", "height")}


def test_the_outline_is_fitted_by_buttons_that_say_what_they_do(
    mirrored: Patient,
) -> None:
    fitting = mirrored.page.get_by_role("group", name="Fit the outline")
    expect(fitting).to_be_hidden()
    press(mirrored, "Fit the outline")
    expect(button(mirrored, "Larger")).to_be_focused()
    effects: list[tuple[str, str, int]] = [
        ("Larger", "width", 1),
        ("Smaller", "width", -1),
        ("Higher", "y", -1),
        ("Lower", "y", 1),
        ("Left", "x", -1),
        ("Right", "x", 1),
    ]
    for name, measure, sign in effects:
        before = box(mirrored)[measure]
        press(mirrored, name)
        assert (box(mirrored)[measure] - before) * sign > 0, name
        size = button(mirrored, name).bounding_box()
        assert size and min(size["width"], size["height"]) >= 48, name
    fitting.get_by_role("button", name="Done").click()
    expect(fitting).to_be_hidden()
    expect(button(mirrored, "Fit the outline")).to_be_focused()


def test_the_outline_stays_where_it_was_put(mirrored: Patient) -> None:
    untouched = box(mirrored)
    press(mirrored, "Fit the outline")
    for name in ("Smaller", "Smaller", "Left", "Higher"):
        press(mirrored, name)
    press(mirrored, "Done")
    fitted = box(mirrored)
    assert fitted != untouched
    mirrored.opens("massage/")
    press(mirrored, "Resume")
    press(mirrored, "Mirror")
    sees_mirror(mirrored)
    assert box(mirrored) == fitted


def test_the_outline_follows_a_finger_only_while_it_is_fitted(
    mirrored: Patient,
) -> None:
    def drag() -> None:
        area = video(mirrored).bounding_box()
        assert area
        x, y = area["x"] + area["width"] / 2, area["y"] + area["height"] / 2
        mouse = mirrored.page.mouse
        mouse.move(x, y)
        mouse.down()
        mouse.move(x + 40, y + 24, steps=4)
        mouse.up()

    before = box(mirrored)
    drag()
    assert box(mirrored) == before
    press(mirrored, "Fit the outline")
    drag()
    after = box(mirrored)
    assert (after["x"] - before["x"], after["y"] - before["y"]) == (40, 24)


@pytest.mark.parametrize(("width", "height"), [(390, 844), (320, 568), (844, 390)])
def test_nothing_lies_over_anything_on_any_phone(
    mirrored: Patient, width: int, height: int
) -> None:
    mirrored.page.set_viewport_size({"width": width, "height": height})
    mirrored.waits(11)
    always = ["Lock", "Drawing", "Pause"]
    apart(mirrored, [*always, "Fit the outline", "Back", "Skip", "+30 s", "End"])
    press(mirrored, "Fit the outline")
    pad = ["Larger", "Smaller", "Higher", "Lower", "Left", "Right", "Done"]
    apart(mirrored, [*always, *pad])


def apart(patient: Patient, names: list[str]) -> None:
    """Each button is on the screen, large enough, and where no other one is."""
    size = patient.page.viewport_size
    assert size
    boxes = {}
    for name in names:
        found = button(patient, name).bounding_box()
        assert found, name
        boxes[name] = found
        assert min(found["width"], found["height"]) >= 47.5, name
        assert found["x"] >= 0 and found["x"] + found["width"] <= size["width"], name
        assert found["y"] + found["height"] <= size["height"], name
    for name, one in boxes.items():
        for other, two in boxes.items():
            beside = (
                one["x"] + one["width"] <= two["x"] + 0.5
                or two["x"] + two["width"] <= one["x"] + 0.5
                or one["y"] + one["height"] <= two["y"] + 0.5
                or two["y"] + two["height"] <= one["y"] + 0.5
            )
            assert name == other or beside, (name, other)


# What is seen, from its pixels


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A camera's film: three frames, red at the camera's left, blue at its right."""

    def plane(width: int, height: int, channel: int) -> bytes:
        colours = RED[channel], BLUE[channel]
        half = [bytes([value]) * (width // 2) for value in colours]
        return b"".join(half) * height

    chroma = WIDTH // 2, HEIGHT // 2
    frame = plane(WIDTH, HEIGHT, 0) + plane(*chroma, 1) + plane(*chroma, 2)
    film = tmp_path / "halves.y4m"
    header = f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F30:1 Ip A1:1 C420jpeg\n".encode()
    film.write_bytes(header + (b"FRAME\n" + frame) * 3)
    return film


@pytest.fixture
def filmed(
    browser_type: BrowserType,
    browser_type_launch_args: dict[str, Any],
    browser_context_args: dict[str, Any],
    picture: Path,
    watch: Watch,
    base_url: str,
) -> Iterator[Patient]:
    """A patient whose camera sees that film."""
    flags = [*QUIET_FLAGS, f"--use-file-for-fake-video-capture={picture}"]
    browser: Browser = browser_type.launch(**browser_type_launch_args | {"args": flags})
    context = browser.new_context(**browser_context_args)
    context.set_default_timeout(8_000)
    watch.attend(context)
    page = context.new_page()
    stop_clock(page)
    yield Patient(page, base_url)
    browser.close()


def colour(page: Page, x: float, y: float) -> tuple[int, int, int]:
    """Red, green and blue of one pixel; a row of one pixel has no filter to undo."""
    clip = {"x": int(x), "y": int(y), "width": 1, "height": 1}
    shot = page.screenshot(clip=clip)  # type: ignore[arg-type]
    packed, at = b"", 8
    while at < len(shot):
        length = int.from_bytes(shot[at : at + 4])
        if shot[at + 4 : at + 8] == b"IDAT":
            packed += shot[at + 8 : at + 8 + length]
        at += length + 12
    red, green, blue = zlib.decompress(packed)[1:4]
    return red, green, blue


def shows(patient: Patient, across: float) -> str:
    """The colour of the mirror, so far across it, well away from the outline."""
    area = video(patient).bounding_box()
    assert area
    x, y = area["x"] + area["width"] * across, area["y"] + area["height"] / 2
    red, _, blue = colour(patient.page, x, y)
    return "red" if red > blue else "blue"


def test_the_picture_is_a_mirrors(filmed: Patient) -> None:
    filmed.had("Sculptra", "2026-03-20", "09:00")
    filmed.starts_massage()
    press(filmed, "Mirror")
    sees_mirror(filmed)
    assert (shows(filmed, 0.03), shows(filmed, 0.97)) == ("blue", "red")


def takes_one_hand(patient: Patient) -> None:
    patient.opens("settings/")
    patient.page.evaluate(
        """() => new Promise((resolve) => {
          const open = indexedDB.open('aftertouch')
          open.onsuccess = () => {
            const all = open.result.transaction('settings', 'readwrite')
            all.objectStore('settings').put('one', 'hands')
            all.oncomplete = () => { open.result.close(); resolve() }
          }
        })"""
    )


def marked(patient: Patient) -> list[str]:
    """The sides on which the mark's own colour lies over the film at the temples."""
    sides = []
    for side, place in TEMPLES.items():
        point: dict[str, float] = mark(patient).evaluate(
            "(mark, at) => new DOMPoint(...at).matrixTransform(mark.getScreenCTM())",
            list(place),
        )
        _, green, _ = colour(patient.page, point["x"], point["y"])
        # Neither half of the film has any green, and buttons have much more.
        if green > 30:
            assert green < 120, "something else lies there"
            sides.append(side)
    return sides


def test_the_patients_own_left_is_marked_at_the_left_of_the_mirror(
    filmed: Patient,
) -> None:
    filmed.had("Sculptra", "2026-03-20", "09:00", ("Temples",))
    takes_one_hand(filmed)
    filmed.starts_massage()
    filmed.waits(5)
    press(filmed, "Mirror")
    sees_mirror(filmed)
    expect(
        filmed.page.get_by_role("heading", name="Temples, left side")
    ).to_be_visible()
    filmed.waits(11)
    assert marked(filmed) == ["left"]
    press(filmed, "Skip")
    expect(
        filmed.page.get_by_role("heading", name="Temples, right side")
    ).to_be_visible()
    assert marked(filmed) == ["right"]
