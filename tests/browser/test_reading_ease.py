"""Plain words: what a twelve-year-old reads with ease, in English, measured."""

from __future__ import annotations

import re

import pyphen
import pytest

from tests.browser.every_page import PATHS, has_much_to_tell
from tests.patient import Patient

#: School years by the Flesch-Kincaid formula; at twelve it is the sixth or seventh.
GRADE = 7.0
#: The most words of a screen's main sentence.
SHORT = 19
READ = [path for path in PATHS if path.startswith(("learn", "help", "aftercare"))]
SYLLABLES = pyphen.Pyphen(lang="en_GB")
#: Every text of its own that the page shows, without the marks of its sources.
TEXTS = """() => {
  const besides = document.querySelectorAll('.source, .cited, [lang]:not(html)')
  besides.forEach((e) => e.remove())
  document.querySelectorAll('details').forEach((e) => (e.open = true))
  const own = (e) => !e.querySelector('p, li, dd, dt, h2, h3, summary')
  return [...document.querySelectorAll('main :is(p, li, dd, dt, h1, h2, h3, summary)')]
    .filter((e) => own(e) && e.checkVisibility()).map((e) => e.innerText.trim())
}"""


def sentences(text: str) -> list[str]:
    return [each for each in re.split(r"(?<=[.?:;])\s+|\n+", text) if words(each)]


def words(text: str) -> list[str]:
    return re.findall(r"[A-Za-z][A-Za-z’'-]*", text)


def grade(texts: list[str]) -> float:
    """Flesch and Kincaid's formula of 1975, over whole sentences."""
    said = [sentence for text in texts for sentence in sentences(text)]
    whole = [sentence for sentence in said if len(words(sentence)) >= 4]
    spoken = [word for sentence in whole for word in words(sentence)]
    parts = sum(SYLLABLES.inserted(word).count("-") + 1 for word in spoken)
    per_sentence = len(spoken) / len(whole)
    return 0.39 * per_sentence + 11.8 * parts / len(spoken) - 15.59


def test_the_formula_tells_easy_from_hard() -> None:
    easy = ["Stop if it hurts. Wash your hands. Use some cream."]
    hard = ["Injection-related granulomatous complications necessitate evaluation."]
    assert grade(easy) < 3 < 12 < grade(hard)


@pytest.mark.parametrize("path", READ)
def test_a_twelve_year_old_can_read_it(patient: Patient, path: str) -> None:
    patient.opens(path)
    texts = patient.page.evaluate(TEXTS)
    assert sum(len(words(text)) for text in texts) > 40
    assert grade(texts) <= GRADE


def test_the_main_sentence_of_every_screen_is_short(patient: Patient) -> None:
    for enters in (lambda: None, lambda: has_much_to_tell(patient)):
        enters()
        for path in PATHS:
            patient.opens(path)
            heading = patient.page.locator("main h1:visible").first.inner_text()
            assert len(words(heading)) <= SHORT, path
            first = patient.page.locator("main h1:visible ~ p:visible").first
            if first.count():
                sentence = sentences(first.inner_text())[0]
                assert len(words(sentence)) <= SHORT, f"{path}: {sentence}"
