"""Health, religion, origin, orientation, union: masked where they are said of the writer or kin, and only there."""

from __future__ import annotations

import re

import pytest

from bot.privacy.article9 import article9
from bot.privacy.spans import resolve

MARKED = [
    "ich habe eine <bipolare störung> und kann nicht arbeiten",
    "schwerbehindertenausweis abgelehnt obwohl ich <multiple sklerose> hab",
    "weil mein sohn einen <epileptischen anfall> hatte",
    "wegen meiner <krebserkrankung> kann ich nicht kommen",
    "seit meinem <schlaganfall> sitze ich zu hause",
    "hab null euro. bin <heroinabhängig> im programm",
    "hatte letztes jahr einen <herzinfarkt>",
    "meine frau ist <im 7. monat schwanger>",
    "meine tochter hat <trisomie 21>",
    "mein vater ist <dement>",
    "mein sohn ist <autist>",
    "wegen <burnout> bin ich krankgeschrieben",
    "wir sind <aleviten>, gilt der feiertag?",
    "meine familie gehört zu den <zeugen jehovas>",
    "als <jude> möchte ich am samstag keinen termin",
    "ich bin <lesbisch> und will heiraten",
    "wir sind <kurden> aus afrin",
    "ich bin seit 20 jahren <spd-mitglied>",
    "ich bin <gewerkschaftlich organisiert>",
    "ich bin <juedisch> und suche eine schule",
    "i have <depression> and can't work",
    "my daughter is <autistic>",
    "my wife has <sickle cell disease>",
    "ben <aleviyim>, çocuğum derse girmek zorunda mı?",
    "eşim <hamile>, hangi yardımlar var?",
    "у мене <діабет>, чи є пільги?",
    "моя мама має <інвалідність>",
    "я <беременна> и без страховки",
    "моя дочь <инвалид> с детства",
    "ابني يعاني من <التوحد>",
    "زوجتي <حامل> في الشهر الثامن",
    "mam <cukrzycę> i nie mogę pracować",
    "moja mama ma <demencję>",
    "sunt <însărcinată> în luna a șaptea",
    "fiul meu are <autism>",
]


@pytest.mark.parametrize("marked", MARKED)
def test_what_is_said_of_oneself_or_kin_is_found(marked: str) -> None:
    text = re.sub("[<>]", "", marked)
    assert [text[span.start : span.end] for span in resolve(article9(text))] == re.findall("<(.*?)>", marked)


HARMLESS = [
    "was gilt bei depression für die verbeamtung?",
    "welche hilfen gibt es für menschen mit autismus?",
    "gibt es muslimische grabfelder auf dem friedhof?",
    "wo gibt es eine beratung für schwangere?",
    "wir haben im verein einen vortrag über diabetes",
    "ich schreibe eine hausarbeit über depressionen",
    "ich habe gehört, dass schwangere zuschüsse bekommen",
    "unsere katholische kita hat streik",
    "mein nachbar parkt auf dem behindertenparkplatz",
    "mein hund ist blind, muss er einen maulkorb tragen?",
    "mein auto hat krebs, lol der rost",
    "ist der tag der epilepsie am 5. oktober?",
    "what support is there for people with disabilities?",
    "hamile kadınlar için hangi yardımlar var?",
    "які виплати для інвалідів?",
    "какие льготы для беременных?",
    "ما هي المساعدات للحوامل؟",
    "jakie zasiłki dla kobiet w ciąży?",
    "ce ajutoare sunt pentru femei însărcinate?",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_a_general_question_is_untouched(text: str) -> None:
    assert list(article9(text)) == []
