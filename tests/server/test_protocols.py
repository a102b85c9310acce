"""The shipped rules of the massage: zones, windows, routines, words.

The tables are copied by hand from the clinical brief, section B.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from babel.messages.pofile import read_po

from server import catalogs
from server.config import Config
from server.languages import LANGUAGES
from server.protocols import Protocols
from server.protocols.model import Preset, Routine

HOUR = 3600
DAY = 24 * HOUR

SESSION = [
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
]
ON_THE_MAP_ONLY = [
    *("forehead", "glabella", "outer-eye-corners", "nose-bridge", "lips", "neck"),
]
BODY = [
    *("abdomen", "hips", "buttocks", "outer-thighs", "inner-thighs", "back-thighs"),
    *("knees", "upper-arms"),
]
NEIGHBOURS = {
    "forehead": ["glabella", "temples"],
    "glabella": ["forehead", "nose-sides"],
    "outer-eye-corners": ["temples", "cheekbones"],
    "nose-bridge": ["nose-sides", "nasolabial-folds", "glabella"],
    "jaw-angle": ["jawline", "front-of-ear", "cheek-hollows"],
    "mouth-corners": ["nasolabial-folds", "chin", "jawline"],
    "chin": ["mouth-corners", "jawline"],
    "neck": ["jawline"],
}
NEAR = "injected-and-neighbours"
#: product: (from, until, where, verdict, what stays off unless cleared, sources)
WINDOWS = {
    "botulinum-toxin": [
        (0, 48 * HOUR, "face", "blocked", None, ["seed-004", "S74"]),
        (48 * HOUR, 14 * DAY, "face", "caution", NEAR, ["seed-004", "S29"]),
    ],
    "hyaluronic-filler": [
        (0, 14 * DAY, NEAR, "blocked", None, ["S59", "S60", "INF"]),
        (14 * DAY, 30 * DAY, NEAR, "caution", None, ["S29"]),
    ],
    "mesotherapy-body": [
        (0, 48 * HOUR, "injected", "blocked", None, ["S41"]),
    ],
    "mesotherapy-face": [
        (0, 48 * HOUR, "injected", "blocked", None, ["seed-001", "S41"]),
        (48 * HOUR, 10 * DAY, "injected", "caution", None, ["S88"]),
    ],
    "sculptra": [],
    "thread-lift": [
        (0, 21 * DAY, NEAR, "blocked", None, ["S62", "S63", "S64"]),
        (21 * DAY, 60 * DAY, NEAR, "caution", None, ["S62", "S65"]),
    ],
}
PARTS = {
    "botulinum-toxin": ["face"],
    "hyaluronic-filler": ["face"],
    "mesotherapy-body": ["body"],
    "mesotherapy-face": ["face"],
    "sculptra": ["face", "body"],
    "thread-lift": ["face"],
}
FIVES = (5, 5, 5)
#: preset: ((minutes each time, times a day, days) of each phase, the sources it needs)
SCULPTRA_PRESETS = {
    "5-5-5": ([FIVES], {"S1", "S8"}),
    "5-5-5-then-14-days": ([FIVES, (2, 2, 14)], {"S12"}),
    "5-5-5-until-next-visit": ([FIVES, (5, 2, 37)], {"S8", "INF"}),
    "2-minutes": ([(2, 5, 5)], {"S11"}),
    "3-3-3": ([(3, 3, 3)], {"S11"}),
    "none": ([], {"S5", "S19"}),
}
#: Days 3 to 14, once a day: nothing within the first 48 hours.
DRAINAGE_PRESETS = {
    "light": ([(5, 0, 2), (5, 1, 12)], {"S87", "INF"}),
    "none": ([], {"INF"}),
}
TOWARD = {zone: "armpit" if zone == "upper-arms" else "groin" for zone in BODY}
SCREENING = {
    "infection": ([], ["S40"]),
    "fever": ([], ["S40"]),
    "clots": ([], ["S40"]),
    "heart-failure": ([], ["S40"]),
    "pregnancy": (["abdomen"], ["S90"]),
}


def test_ten_face_zones_are_massaged_from_the_temples_downward(
    shipped: Protocols,
) -> None:
    face = [zone for zone in shipped.zones.zone if zone.part == "face"]
    assert [zone.id for zone in face if zone.stroke] == SESSION
    assert [zone.id for zone in face if not zone.stroke] == ON_THE_MAP_ONLY


def test_every_zone_of_the_body_has_the_strokes_of_the_face(shipped: Protocols) -> None:
    body = [zone for zone in shipped.zones.zone if zone.part == "body"]
    assert [zone.id for zone in body] == BODY
    assert [zone.id for zone in shipped.zones.zone[-len(BODY) :]] == BODY
    for zone in body:
        assert zone.stroke
        assert zone.stroke.motion == "circles"
        assert zone.stroke.source == ["S10", "INF"]


def test_eyelids_and_throat_can_never_be_massaged(shipped: Protocols) -> None:
    zones = " ".join(zone.id for zone in shipped.zones.zone)
    assert not re.search("lid|under-eye|throat", zones)
    assert "lips" not in SESSION


def test_the_neighbours_are_those_of_the_clash_map(shipped: Protocols) -> None:
    rows = {row.zone: row.near for row in shipped.zones.neighbours}
    assert rows == NEIGHBOURS
    assert len(rows) == len(shipped.zones.neighbours)


def test_six_products_of_face_and_body(shipped: Protocols) -> None:
    parts = {product.id: product.parts for product in shipped.treatments.values()}
    assert parts == PARTS


@pytest.mark.parametrize("product", WINDOWS)
def test_the_windows_of_each_product(shipped: Protocols, product: str) -> None:
    assert [
        (
            *(window.from_, window.until, window.where, window.verdict),
            *(window.leave_out, window.source),
        )
        for window in shipped.treatments[product].window
    ] == WINDOWS[product]


def test_only_sculptra_and_the_body_after_mesotherapy_have_a_routine(
    shipped: Protocols,
) -> None:
    routines = [
        product.id for product in shipped.treatments.values() if product.routine
    ]
    assert routines == ["mesotherapy-body", "sculptra"]


def routine_of(shipped: Protocols, product: str) -> Routine:
    routine = shipped.treatments[product].routine
    assert routine
    return routine


def phases_of(preset: Preset) -> list[tuple[int, int, int]]:
    return [(phase.each // 60, phase.times_a_day, phase.days) for phase in preset.phase]


@pytest.mark.parametrize(
    ("product", "presets"),
    [("sculptra", SCULPTRA_PRESETS), ("mesotherapy-body", DRAINAGE_PRESETS)],
)
def test_the_presets_of_each_routine(
    shipped: Protocols, product: str, presets: dict[str, tuple[Any, set[str]]]
) -> None:
    found = routine_of(shipped, product).preset
    assert {preset.id: phases_of(preset) for preset in found} == {
        name: phases for name, (phases, _) in presets.items()
    }
    for preset in found:
        assert presets[preset.id][1] <= set(preset.source)
        assert preset.until_next_visit == preset.id.endswith("until-next-visit")


def test_sculptra_is_massaged_25_times_and_125_minutes_by_default(
    shipped: Protocols,
) -> None:
    ((each, times, days),) = phases_of(routine_of(shipped, "sculptra").preset[0])
    assert (times * days, each * times * days) == (25, 125)
    assert each * 60 == len(SESSION) * 30


def test_until_the_next_visit_fills_six_weeks_where_none_is_known(
    shipped: Protocols,
) -> None:
    (preset,) = [
        preset
        for preset in routine_of(shipped, "sculptra").preset
        if preset.until_next_visit
    ]
    assert sum(phase.days for phase in preset.phase) == 6 * 7


def test_every_preset_says_that_its_minutes_are_for_each_time(
    shipped: Protocols,
) -> None:
    for product in ("sculptra", "mesotherapy-body"):
        for preset in routine_of(shipped, product).preset:
            said = (
                f"{phases_of(preset)[-1][0]} minutes each time" if preset.phase else ""
            )
            assert said in preset.name


def test_cream_and_firm_for_sculptra_but_bare_and_light_for_drainage(
    shipped: Protocols,
) -> None:
    sculptra = routine_of(shipped, "sculptra")
    drainage = routine_of(shipped, "mesotherapy-body")
    assert (sculptra.cream, sculptra.pressure) == (
        "A gentle moisturiser on clean hands",
        "Firm, not hard",
    )
    assert {"S1", "S2", "S4", "S8"} <= set(sculptra.source)
    assert drainage.cream.startswith("No cream")
    assert drainage.pressure.startswith("Very light: only the skin moves")
    assert {"seed-003", "S40", "S89"} <= set(drainage.source)


def test_drainage_leads_to_the_groin_or_the_armpit_a_stroke_in_two_to_three_seconds(
    shipped: Protocols,
) -> None:
    routine = routine_of(shipped, "mesotherapy-body")
    assert routine.pace == [2, 3]
    assert [stroke.zone for stroke in routine.stroke] == BODY
    for stroke in routine.stroke:
        assert stroke.motion == "drain"
        assert re.findall("groin|armpit", stroke.stroke) == [TOWARD[stroke.zone]]
        assert {"seed-003", "S40", "S89"} <= set(stroke.source)


def test_drainage_asks_first_who_should_not_do_it(shipped: Protocols) -> None:
    asked = routine_of(shipped, "mesotherapy-body").screening
    assert {one.id: (one.zones, one.source) for one in asked} == SCREENING
    assert routine_of(shipped, "sculptra").screening == []


def test_the_browser_gets_the_same_numbers(client: Any) -> None:
    rules = client.get("/en/protocols.json").json
    sculptra = rules["treatments"]["sculptra"]["routine"]
    drainage = rules["treatments"]["mesotherapy-body"]["routine"]
    targets = [zone["id"] for zone in rules["zones"] if zone["stroke"]]
    assert targets == SESSION + BODY
    assert rules["neighbours"] == NEIGHBOURS
    assert (sculptra["minutes"], sculptra["timesADay"], sculptra["days"]) == FIVES
    assert {
        preset["id"]: [
            (phase["minutes"], phase["timesADay"], phase["days"])
            for phase in preset["phases"]
        ]
        for preset in sculptra["presets"]
    } == {name: phases for name, (phases, _) in SCULPTRA_PRESETS.items()}
    assert (sculptra["paceMs"], drainage["paceMs"]) == (None, 2500)
    assert list(drainage["strokes"]) == BODY
    for product, windows in WINDOWS.items():
        assert [
            (window["fromMs"], window["untilMs"], window["verdict"])
            for window in rules["treatments"][product]["windows"]
        ] == [
            (start * 1000, end * 1000, verdict)
            for start, end, _, verdict, *_ in windows
        ]


# Words: the clinical brief, section C

FORBIDDEN = {
    "en": (
        r"\bprevent(s|ed|ing)?\b|\btreats\b|\bcur(e|es|ed|ing)\b|\bdetox|\bdiagnos(e|is)"
        r"|monitor\w* (the )?complication|cellulitis|\bsafe(ly)?\b|\bguarantee"
        r"|\bheal(s|ed|ing)?\b"
    ),
    "ru": (
        r"предотвра|предупрежда|\bлеч(ит|ат|ить)\b|вылеч|излеч|исцел|лечебн|детокс"
        r"|диагност|диагноз|(следит|контролир\w+|отслежив\w+) за осложнен"
        r"|мониторинг|\bбезопасн(о|а|ы|ый|ая|ое|ые)\b|гарант|флегмон"
    ),
    "el": (
        r"\bπρολαμβάν|\bπρόληψη|\bαποτρέπ|\bθεραπεύ|\bγιατρεύ|\bαποτοξίν|\bδιάγνωσ"
        r"|\bδιαγνώ|\bασφαλ(ής|ές|είς|ώς)\b|\bμε ασφάλεια|\bεγγυ(άται|ημέν|ώ)|\bιάται"
    ),
    "es": (
        r"\bprev(en|ien)|\bcura(r|n|rá|ción)?\b|\bsana(r|n|ción)?\b|\bdes?tox|desintox"
        r"|\bdiagn[oó]s|\bsegur[oa]s?\b|con seguridad|\bcelulitis|\bgarantiz|garantía"
    ),
}


def texts(language: str) -> list[str]:
    """Every message of the catalogs in one language; the source language's are keys."""
    translations = Config().translations
    if language == "en":
        with (translations / "messages.pot").open("rb") as file:
            found = [message.id for message in read_po(file) if message.id]
    else:
        catalog = catalogs.read(translations, language)
        found = [message.string for message in catalog if message.id]
    return [
        form for text in found for form in ([text] if isinstance(text, str) else text)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_promises_or_diagnoses(language: str) -> None:
    assert len(texts(language)) > 100
    wrong = re.compile(FORBIDDEN[language], re.IGNORECASE)
    assert [text for text in texts(language) if wrong.search(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_raises_its_voice(language: str) -> None:
    assert [text for text in texts(language) if "!" in text or "¡" in text] == []


def test_the_clinics_word_comes_first_on_every_page(client: Any) -> None:
    sentence = (
        "A timer and memory aid. Your clinic’s instructions come first, "
        "even when they differ from this app."
    )
    for path in ("", "massage/", "treatments/", "help/", "about/", "nowhere"):
        assert sentence in client.get(f"/en/{path}").text
