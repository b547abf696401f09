"""Numbers in words: days, years, house numbers and single digits, as they are dictated; pieces of patterns."""

from __future__ import annotations

_UNIT = r"(?:eins?|ein|zwei|zwo|drei|vier|fünf|fuenf|sechs|sieben|acht|neun)"
_TEEN = r"(?:zehn|elf|zwölf|zwoelf|(?:drei|vier|fünf|fuenf|sech|sieb|acht|neun)zehn)"
_TENS = r"(?:zwanzig|drei(?:ß|ss)ig|vierzig|fünfzig|fuenfzig|sechzig|siebzig|achtzig|neunzig)"
SMALL_NUMBER = rf"(?:{_TEEN}|(?:{_UNIT} ?und ?)?{_TENS}|{_UNIT})"
"""One to ninety-nine in German words."""

NUMBER_WORD = rf"(?:(?:{_UNIT}? ?hundert)(?: ?und)?(?: ?{SMALL_NUMBER})?|{SMALL_NUMBER})(?: [a-z](?!\w))?"
"""One to 999 in German words, with the letter of a house number."""

ORDINAL = (
    r"(?:erste[nrs]?|zweite[nrs]?|zwote[nrs]?|dritte[nrs]?|vierte[nrs]?|fünfte[nrs]?|fuenfte[nrs]?|sechste[nrs]?"
    r"|sieb(?:en)?te[nrs]?|achte[nrs]?|neunte[nrs]?|elfte[nrs]?|zwölfte[nrs]?|zwoelfte[nrs]?"
    r"|(?:drei|vier|fünf|fuenf|sech|sieb|sieben|acht|neun)?zehnte[nrs]?"
    rf"|(?:{_UNIT} ?und ?)?(?:zwanzig|drei(?:ß|ss)ig)ste[nrs]?)"
)
"""The day or the month of a date in German words."""

YEAR_WORD = (
    rf"(?:(?:neunzehn|achtzehn) ?hundert(?: ?und)?(?: ?{SMALL_NUMBER})?"
    rf"|zwei ?tausend(?: ?und)?(?: ?{SMALL_NUMBER})?|zwanzig ?{SMALL_NUMBER}|neunzehn ?{SMALL_NUMBER}"
    rf"|(?:{_UNIT} ?und ?)?{_TENS})"
)

DIGIT_WORD = (
    r"(?:null|zero|oh|eins?|one|zwei|zwo|two|drei|three|vier|four|fünf|fuenf|five|sechs|six|sieben|seven|acht|eight"
    rf"|neun|nine|{_TEEN}|(?:{_UNIT}und)?{_TENS}|(?:ein|zwei|zwo|drei|vier|fünf|sechs|sieben|acht"
    r"|neun)?hundert\w{0,20}"
    r"|doppel\w{2,8}|double|triple|dreimal|zweimal"
    r"|sıfır|bir|iki|üç|dört|beş|altı|yedi|sekiz|dokuz|on|yirmi|otuz|kırk|elli|altmış|yetmiş|seksen|doksan"
    r"|нуль|ноль|один|два|дві|три|чотири|четыре|п'ять|пять|шість|шесть|сім|семь|вісім|восемь|дев'ять|девять"
    r"|zero|jeden|dwa|trzy|cztery|pięć|sześć|siedem|osiem|dziewięć"
    r"|unu|doi|trei|patru|cinci|șase|sase|șapte|sapte|opt|nouă|noua"
    r"|صفر|واحد|اثنان|اثنين|ثلاثة|أربعة|اربعة|خمسة|ستة|سبعة|ثمانية|تسعة)"
)
"""A digit, or a group of them, as it is said."""
