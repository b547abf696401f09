"""Who tells of a danger is understood however it is put; who only uses its words is taken for nobody in danger."""

from __future__ import annotations

import pytest

from bot.cues import danger_in
from bot.dangers import told
from bot.plain import plain
from bot.routing import by_rules
from evaluation import routing
from evaluation.routing_commands import DEV


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("Nachbarskind schreit jede Nacht und hat blaue Flecken", "child"),
        ("jede Nacht blaue Flecken, und das Nachbarskind schreit", "child"),
        ("wir wurden rausgeschmissen und stehen auf der straße", "homeless"),
        ("er hat mich gestern wieder geschlagen", "violence"),
        ("kocam beni yine dövdü", "violence"),
        ("муж опять меня ударил", "violence"),
        ("mein vater atmet ganz komisch", "emergency"),
        ("j'aimerais ne pas me réveiller demain", "suicide"),
        ("ich überleg ob ich vor den zug geh", "suicide"),
        ("mein Stiefvater fasst meine kleine Schwester an", "child"),
        ("mein ex hat meine neue adresse rausgefunden", "violence"),
        ("im Haus riecht es nach Gas", "emergency"),
        ("unser kind hat spülmaschinentabs verschluckt", "emergency"),
        ("am fost dați afară din casă și e frig", "homeless"),
        ("soțul mă bate în fiecare zi", "violence"),
        ("wujek dotyka moją siostrę", "child"),
    ],
)
def test_words_near_each_other_tell_a_danger(text: str, danger: str) -> None:
    assert told(plain(text)) == danger


@pytest.mark.parametrize(
    "text",
    [
        "Mein Vermieter schlägt mir vor, die Miete zu erhöhen",
        "Kind mit blauen Flecken nach Sturz vom Klettergerüst, wer prüft den Spielplatz?",
        "Wir feiern heute Nacht draußen, wie lange darf Musik laufen?",
        "Alte Schlaftabletten entsorgen, sind die tödlich?",
        "Mein Mann und ich heiraten in den Ferien",
        "Das Formular bringt mich um den Verstand",
        "Mein Kind schlägt andere in der Kita, wer berät uns?",
        "Die Stadt droht mir mit Zwangsgeld, was heißt das?",
        "Ich ziehe aus und weiß nicht wohin mit dem Sperrmüll heute",
        "Vreau să fiu voluntar la adăpostul pentru oameni fără casă",
        "сын бьет мячом в окна, кто отвечает за площадку",
        "I don't want to live in Germany anymore, how do I deregister?",
        "لا أريد أن أعيش في هذه المدينة كيف ألغي تسجيل العنوان",
    ],
)
def test_the_same_words_in_a_plain_question_do_not(text: str) -> None:
    assert danger_in(plain(text)) is None


def test_words_far_from_each_other_tell_nothing() -> None:
    far = f"mein mann {'und so weiter ' * 10} schlägt den rekord {'und so weiter ' * 10} für mich"
    assert told(plain(far)) is None


def test_one_word_is_not_counted_twice() -> None:
    assert told(plain("сын бьет рекорд")) is None


def test_rules_alone_find_nearly_every_danger_of_the_development_messages() -> None:
    messages = [message for path in DEV for message in routing.read(path)]
    found = {message.id: (by := by_rules(message.question)) is not None and by.kind == "crisis" for message in messages}
    crises = [found[message.id] for message in messages if message.kind == "crisis"]
    others = [found[message.id] for message in messages if message.kind != "crisis"]
    assert sum(crises) / len(crises) >= 0.98
    assert sum(others) / len(others) <= 0.002


@pytest.mark.parametrize("text", ["mich schlägt mann " * 3_000, "nicht aufwachen " * 3_000, "не хочу жить " * 3_000])
def test_hostile_messages_are_read_no_further_than_the_limit(text: str) -> None:
    assert by_rules(text) is not None
