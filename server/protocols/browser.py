"""The clinical rules as a phone reads them: durations in milliseconds, translated.

Two files: what the gate and every page need, and what only aftercare needs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from server.protocols.model import (
    Check,
    Protocols,
    Routine,
    Rule,
    Series,
    Stroke,
    Treatment,
    Window,
)

Translate = Callable[[str], str]
Json = dict[str, Any]


def rules(protocols: Protocols, translate: Translate) -> Json:
    """`/<lang>/protocols.json`. Zones keep the order of a session."""
    flags = protocols.red_flags
    return {
        "zones": [
            {
                "id": zone.id,
                "part": zone.part,
                "name": translate(zone.name),
                "stroke": zone.stroke and _stroke(zone.stroke, translate),
            }
            for zone in protocols.zones.zone
        ],
        "neighbours": {row.zone: row.near for row in protocols.zones.neighbours},
        "treatments": {
            treatment.id: _treatment(treatment, translate)
            for treatment in protocols.treatments.values()
        },
        "questions": [
            {
                "id": question.id,
                "text": translate(question.question),
                "sign": question.sign,
            }
            for question in flags.question
        ],
        "signs": {sign.id: sign.level for sign in flags.sign},
        "emergency": {
            "anywhere": flags.emergency.anywhere,
            "numbers": flags.emergency.numbers,
        },
    }


def aftercare(protocols: Protocols, translate: Translate) -> Json:
    """`/<lang>/aftercare.json`: do and don't, late checks, templates of courses."""
    return {
        "topics": [
            {"id": topic.id, "name": translate(topic.name)}
            for topic in protocols.topics.topic
        ],
        "products": {
            treatment.id: {
                "rules": [_rule(rule, translate) for rule in treatment.rule],
                "checks": [_check(check, translate) for check in treatment.check],
                "courses": [_series(series, translate) for series in treatment.course],
            }
            for treatment in protocols.treatments.values()
        },
    }


def _treatment(treatment: Treatment, translate: Translate) -> Json:
    return {
        "parts": treatment.parts,
        "name": translate(treatment.name),
        "short": translate(treatment.short),
        "windows": [_window(window, translate) for window in treatment.window],
        "routine": treatment.routine and _routine(treatment.routine, translate),
    }


def _window(window: Window, translate: Translate) -> Json:
    return {
        "id": window.id,
        "fromMs": window.from_ * 1000,
        "untilMs": window.until * 1000,
        "where": window.where,
        "verdict": window.verdict,
        "leaveOut": window.leave_out,
        "reason": translate(window.reason),
        "source": window.source,
    }


def _routine(routine: Routine, translate: Translate) -> Json:
    presets: list[Json] = [
        {
            "id": preset.id,
            "name": translate(preset.name),
            "phases": [
                {
                    "minutes": phase.each / 60,
                    "timesADay": phase.times_a_day,
                    "days": phase.days,
                }
                for phase in preset.phase
            ],
            "untilNextVisit": preset.until_next_visit,
            "source": preset.source,
        }
        for preset in routine.preset
    ]
    phases: list[Json] = presets[0]["phases"]
    return {
        **phases[0],
        "leadInMs": routine.lead_in * 1000,
        "paceMs": routine.pace and sum(routine.pace) * 1000 // 2,
        "cream": translate(routine.cream),
        "pressure": translate(routine.pressure),
        "firstDay": translate(routine.first_day),
        "firstDayDuring": translate(routine.first_day_during),
        "source": routine.source,
        "presets": presets,
        "strokes": {
            stroke.zone: _stroke(stroke, translate) for stroke in routine.stroke
        },
        "screening": [
            {
                "id": asked.id,
                "text": translate(asked.question),
                "zones": asked.zones,
            }
            for asked in routine.screening
        ],
    }


def _stroke(stroke: Stroke, translate: Translate) -> Json:
    return {
        "hands": translate(stroke.hands),
        "oneHand": stroke.one_hand and translate(stroke.one_hand),
        "how": translate(stroke.stroke),
        "motion": stroke.motion,
    }


def _rule(rule: Rule, translate: Translate) -> Json:
    return {
        "id": rule.id,
        "topic": rule.topic,
        "kind": rule.kind,
        "fromMs": rule.from_ * 1000,
        "untilMs": None if rule.until is None else rule.until * 1000,
        "text": translate(rule.text),
        "after": rule.after and translate(rule.after),
        "range": rule.range and translate(rule.range),
        "source": rule.source,
    }


def _check(check: Check, translate: Translate) -> Json:
    return {
        "id": check.id,
        "everyMs": check.every * 1000,
        "fromMs": check.from_ * 1000,
        "untilMs": check.until * 1000,
        "question": translate(check.question),
        "source": check.source,
    }


def _series(series: Series, translate: Translate) -> Json:
    return {
        "id": series.id,
        "name": translate(series.name),
        "range": series.range and translate(series.range),
        "steps": [
            {"count": step.count, step.every[0]: step.every[1]} for step in series.step
        ],
        "source": series.source,
    }
