"""The events of an answer, its outcomes and its whole: the contract with every client.

Order: `status` (any number), `sources` (before the first word), `sentence` (whole, verified), `done` (always last, with
the whole answer). A failure after the first event is an outcome, not a broken connection.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict


class Outcome(StrEnum):
    """How a question ended. The list is closed; every outcome has a reply text in every language."""

    ANSWERED = "answered"
    CLARIFY = "clarify"
    ADVICE = "advice"
    ACCOUNT_DATA = "account_data"
    NO_SOURCE = "no_source"
    OUT_OF_SCOPE = "out_of_scope"
    GREETING = "greeting"
    CRISIS = "crisis"
    BLOCKED = "blocked"
    UNAVAILABLE = "unavailable"
    OVERLOADED = "overloaded"
    FAILED = "failed"


AI_MEDIA = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
"""IPTC's name for what a model made: the machine-readable mark of Art. 50(2) of the EU's AI Act."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Source(_Frozen):
    """What a sentence rests on. `quote` stands letter by letter in the page."""

    n: int
    page_id: str
    title: str
    locator: str
    quote: str
    url: str
    language: str
    updated: date | None
    stand: str
    overdue: bool
    scope: str


class Sentence(_Frozen):
    """One verified sentence and the numbers of the sources behind it."""

    text: str
    citations: tuple[int, ...]
    verbatim: bool
    item: bool = False  # of a list, which the sentence before it introduces


class Action(_Frozen):
    """Something the citizen can do next, from the page's own fields."""

    kind: Literal["online_service", "appointment", "form", "page"]
    title: str
    url: str


class Handover(_Frozen):
    """The office that is competent, and how to reach it."""

    office: str
    address: str
    phone: str
    email: str
    hours: str
    appointment_url: str
    reason: str


class Contact(_Frozen):
    """Whom to call in a crisis: `note` says what the number is for, in the language of the answer."""

    name: str
    phone: str
    note: str


class Choice(_Frozen):
    """One of the services that the question may mean; `question` is what to ask instead."""

    page_id: str
    title: str
    question: str


class Answer(_Frozen):
    """The answer as one document. `text` is the reply or the sentences with their [n].

    `ai_generated` says whether a model wrote any sentence, `digital_source_type` the same for machines (`AI_MEDIA` or
    empty), `model` what made the sentences. `contacts` are for a crisis and come before everything else. `note` is what
    the bot says itself beside quoted sentences; it is part of `text`.
    """

    turn_id: str
    conversation_id: str
    outcome: Outcome
    language: str
    ai_generated: bool
    digital_source_type: str = ""
    text: str
    sentences: tuple[Sentence, ...]
    sources: tuple[Source, ...]
    actions: tuple[Action, ...]
    choices: tuple[Choice, ...]
    contacts: tuple[Contact, ...] = ()
    handover: Handover | None
    note: str = ""
    index_version: str
    model: str


Stage = Literal["reading", "searching", "answering"]


class StatusEvent(_Frozen):
    """What is being done, for a line that the citizen sees while waiting."""

    event: Literal["status"] = "status"
    stage: Stage
    text: str


class SourcesEvent(_Frozen):
    """All sources of the answer, before its first word; in a crisis also whom to call."""

    event: Literal["sources"] = "sources"
    sources: tuple[Source, ...]
    contacts: tuple[Contact, ...] = ()


class SentenceEvent(_Frozen):
    """The next sentence."""

    event: Literal["sentence"] = "sentence"
    sentence: Sentence


class DoneEvent(_Frozen):
    """The whole answer; nothing follows."""

    event: Literal["done"] = "done"
    answer: Answer


Event = StatusEvent | SourcesEvent | SentenceEvent | DoneEvent
