"""A page as it arrives: its elements, its visible words, its one inline sheet."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

#: Attributes whose text a patient hears or sees.
SPOKEN = {"alt", "aria-label", "content", "label", "placeholder", "title"}


@dataclass(frozen=True)
class Element:
    """One start tag."""

    tag: str
    attributes: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.attributes.get(name, "")


@dataclass
class Reader(HTMLParser):
    """Collects what `read` gives back."""

    elements: list[Element] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    _inside: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        self.words += [element[name] for name in SPOKEN & element.attributes.keys()]
        self._inside = tag if tag in {"script", "style"} else ""

    def handle_endtag(self, _: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        {"script": self.scripts, "style": self.styles}.get(
            self._inside, self.words
        ).append(data)

    def all(self, tag: str) -> list[Element]:
        return [element for element in self.elements if element.tag == tag]

    @property
    def text(self) -> str:
        """All visible and spoken words, with single spaces."""
        return " ".join(" ".join(self.words).split())


def read(body: bytes) -> Reader:
    reader = Reader()
    reader.feed(body.decode())
    reader.close()
    return reader
