"""A nurse who writes a plan down, by roles and names, and hands it over."""

from __future__ import annotations

import io
from typing import Any, Literal

import pypdfium2
import zxingcpp
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.patient import MASSAGED

TOXIN = ("Forehead", "Between the brows", "Outer corners of the eyes")
#: A visit of the day on which every test lives.
DAY, TIME = "2026-03-20", "11:30"


class Nurse:
    """Acts on the clinic's page."""

    def __init__(self, page: Page, address: str, language: str = "en") -> None:
        self.page = page
        self.address = address
        self.language = language

    def opens(self, hash_: str = "") -> None:
        self.page.goto(f"{self.address}/{self.language}/clinic/{hash_}")
        self.page.locator("main[aria-busy=false]").wait_for()

    def names_the_clinic(
        self, name: str = "Clínica Vega", phone: str = "+34 600 123 456"
    ) -> None:
        self.page.get_by_label("Name of the clinic").fill(name)
        self.page.get_by_label("Number that patients call").fill(phone)

    def product(self, number: int) -> Locator:
        return self.page.get_by_role("form", name=f"Product {number}")

    def enters(
        self,
        number: int,
        product: str,
        zones: tuple[str, ...],
        day: str = DAY,
        time: str | None = TIME,
    ) -> None:
        """Fills one entry; a later one is added first, with the day of the first."""
        if number > 1:
            self.page.get_by_role("button", name="Add another product").click()
        form = self.product(number)
        form.get_by_role("radio", name=product).check()
        if number == 1:
            form.get_by_label("Date").fill(day)
            if time is None:
                form.get_by_label("The time is not known").check()
            else:
                form.get_by_label("Time", exact=True).fill(time)
        for zone in zones:
            form.get_by_role("checkbox", name=zone, exact=True).check()

    def enters_both(self) -> None:
        """The usual visit: Sculptra all over the face, and Botox above."""
        self.names_the_clinic()
        self.enters(1, "Sculptra", MASSAGED)
        self.enters(2, "Botox", TOXIN)

    def waits_for(self, product: str, row: int, length: str, unit: str = "") -> None:
        form = self.page.get_by_role("form", name=f"{product} ·")
        if unit:
            form.get_by_label("Hours or days").nth(row).select_option(unit)
        form.get_by_label("Ends after").nth(row).fill(length)

    def clears(self, zones: tuple[str, ...], note: str = "") -> None:
        self.page.get_by_role("button", name="Clear areas").click()
        form = self.page.get_by_role("form", name="Cleared areas").last
        for zone in zones:
            form.get_by_role("checkbox", name=zone, exact=True).check()
        form.get_by_label("What you tell the patient").fill(note)

    def makes(self) -> str:
        """Presses the button; the link."""
        self.page.get_by_role("button", name="Make the link").click()
        return self.link()

    def link(self) -> str:
        ready = self.page.get_by_role("heading", name="The plan is ready")
        expect(ready).to_be_visible()
        return self.page.get_by_label("Link", exact=True).input_value()

    def read_back(self, link: str) -> dict[str, Any]:
        """The plan in a link, as a patient's phone reads it."""
        found: dict[str, Any] = self.page.evaluate(
            """async ([language, text]) => {
              const { readLink } = await import('/core/plan-link.js')
              const rules = await fetch(`/${language}/protocols.json`)
              return readLink(text, { protocols: await rules.json() })
            }""",
            [self.language, link],
        )
        assert "plan" in found, found
        plan: dict[str, Any] = found["plan"]
        return plan

    def prints(self, paper: Literal["A4", "Letter"]) -> pypdfium2.PdfDocument:
        return pypdfium2.PdfDocument(self.page.pdf(format=paper))


def code_in(picture: Image.Image) -> str:
    """What an independent reader finds in a picture with one QR code."""
    (code,) = zxingcpp.read_barcodes(picture, zxingcpp.BarcodeFormat.QRCode)
    return str(code.text)


def seen(element: Locator) -> Image.Image:
    return Image.open(io.BytesIO(element.screenshot()))


def words_of(document: pypdfium2.PdfDocument) -> str:
    """The text of a printed page, without its line breaks."""
    text = str(document[0].get_textpage().get_text_range())
    return " ".join(text.replace("\xa0", " ").replace("￾", "-").split())
