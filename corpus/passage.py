"""What is indexed and cited: a stretch of a section's plain text, with its sentences and where each of them stands."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

INTRO = -1
"""The lead of an item whose list began in an earlier passage."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A quotable unit: `text[start:end]` of its passage, cited as `locator`.

    `lead` is the number of the sentence that introduces this one, as "Bitte bringen Sie mit:" introduces an item;
    without its lead an item says nothing. `INTRO` stands for the passage's `intro`.
    """

    start: int
    end: int
    locator: str
    lead: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one section. `text` is quoted letter by letter; `context` is searched with it and never quoted."""

    page_id: str
    locator: str
    heading: str
    module: str
    context: str
    text: str
    sentences: tuple[Sentence, ...]
    intro: str = ""  # the words of the section that introduce a list which goes on here, verbatim

    @property
    def id(self) -> str:
        """Page id, locator and a hash of the content, so that a changed text is another passage."""
        digest = hashlib.sha256(self.embedded.encode()).hexdigest()[:12]
        return f"{self.page_id}#{self.locator}#{digest}"

    @property
    def embedded(self) -> str:
        """What the vector is made of."""
        return "\n".join(part for part in (self.context, self.intro, self.text) if part)

    def quote(self, number: int) -> str:
        """The words of one sentence, or of the intro."""
        if number == INTRO:
            return self.intro
        sentence = self.sentences[number]
        return self.text[sentence.start : sentence.end]
