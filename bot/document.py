"""The answer as the citizen gets it: the draft with their own words in place of the placeholders; pure."""

from __future__ import annotations

from bot.cite import with_marks
from bot.draft import Draft
from bot.events import AI_MEDIA, Answer, Sentence
from bot.privacy import MaskedTurn
from bot.recorder import Opened


def document(opened: Opened, made: Draft) -> Answer:
    """The answer as one document."""
    sentences = tuple(resolved(sentence, opened.masked) for sentence in made.cited.sentences)
    return Answer(
        turn_id=opened.turn,
        conversation_id=opened.conversation,
        outcome=made.outcome,
        language=opened.language,
        ai_generated=made.worded,
        digital_source_type=AI_MEDIA if made.worded else "",
        text=with_marks(sentences) if made.worded else made.text,
        sentences=sentences,
        sources=made.cited.sources,
        actions=made.actions,
        choices=made.choices,
        contacts=made.contacts,
        handover=made.handover,
        note=made.note,
        index_version=opened.index_version,
        model=made.model,
    )


def resolved(sentence: Sentence, masked: MaskedTurn | None) -> Sentence:
    """A sentence as the citizen reads it; what a source says word for word has no placeholder."""
    if masked is None or sentence.verbatim:
        return sentence
    return sentence.model_copy(update={"text": masked.unmask(sentence.text)})
