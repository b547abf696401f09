"""Whether another town is meant."""

from __future__ import annotations

import pytest

from bot.bot import Bot
from bot.chat import Question, answer
from bot.elsewhere import names_another_town
from bot.events import DoneEvent, Outcome


@pytest.mark.parametrize(
    "question",
    [
        "Was kostet die Hundesteuer in Köln?",
        "Hundesteuer Köln",
        "wann hat das bürgerbüro in frankfurt auf",
        "Wie oft wird in Essen der Müll abgeholt?",
        "Parkausweis für Anwohner der Stadt Leipzig",
        "What does a passport cost in Munich?",
        "Köln'de pasaport ne kadar?",
    ],
)
def test_a_question_about_another_town_is_told(question: str) -> None:
    assert names_another_town(question, "Musterstadt")


@pytest.mark.parametrize(
    "question",
    [
        "Was kostet die Hundesteuer?",
        "Ich ziehe von Köln hierher, was muss ich tun?",
        "Bin letzte Woche aus Leipzig gekommen, wo melde ich mich an?",
        "Ich bin in Hamburg geboren, wo bekomme ich die Geburtsurkunde?",
        "Ich wohne in Musterstadt und arbeite in Berlin, wo zahle ich Hundesteuer?",
        "Muss ich mein Auto ummelden, wenn ich nach Bremen ziehe?",
        "Wie viele Essen gibt es im Kindergarten?",
        "gibt es essen auf rädern",
        "Kann ich in der Halle heiraten?",
        "Frau Wien hat mir geschrieben, ich habe hier einen Termin",
    ],
)
def test_a_question_of_this_towns_citizens_is_not(question: str) -> None:
    assert not names_another_town(question, "Musterstadt")


def test_the_own_town_is_no_other() -> None:
    assert not names_another_town("Was kostet die Hundesteuer in München?", "Landeshauptstadt München")


async def test_what_holds_here_is_not_told_of_another_town(bot: Bot) -> None:
    events = [event async for event in answer(bot, Question("Was kostet die Hundesteuer in Köln?"))]
    done = events[-1]
    assert isinstance(done, DoneEvent)
    assert (done.answer.outcome, done.answer.sentences) == (Outcome.NO_SOURCE, ())
    assert "nur Auskunft für die Stadt Musterstadt" in done.answer.text
