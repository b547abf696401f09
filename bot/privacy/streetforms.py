"""The forms of a street with its house number, German and foreign; patterns on text in small letters, linear."""

from __future__ import annotations

import re

from bot.privacy.numerals import NUMBER_WORD
from bot.privacy.streetwords import ADJECTIVE, BEFORE, MEDIUM, STRONG

_PLAIN = r"\d{1,4}(?!\d)(?: ?(?:½|1?[/⁄]2(?!\d|\. ?(?:og|ug|etage|stock))|1/4|3/4))?(?: ?[a-z](?!\w|\.\w))?"
_STOREY = r"\d{1,2}\. ?(?:og|ug|etage|stock|obergeschoss)"
_HOUSE = (
    rf"(?:(?:hausnummer|haus-nr|hausnr|nummer|no|nr)\.?:? ?)?{_PLAIN}(?: ?(?:[-/+&]|bis) ?(?!{_STOREY})(?:{_PLAIN}"
    rf"|[a-z](?!\w)|(?:i{{1,3}}|iv|v)(?!\w))){{0,2}}(?![.,:]\d|/(?!{_STOREY})\d)"
)
_SPOKEN_HOUSE = rf"(?:(?:haus ?nummer|haus|nummer) )?{NUMBER_WORD}(?!\w)"
_LINK = r"(?:, |,| |: |- | - )?"
_WORD = r"[^\W\d_][\w'.-]{0,40}"
_SHORTENED = r"(?:gr|kl|br|ob|unt|lg|hint|vord|nördl|südl|westl|östl)\."
_ESTATE = r"(?:gut|hof|schloss|schloß|vorwerk|rittergut|weiler|einöde|kloster)"
SUFFIXED = re.compile(
    rf"(?<![\w.-])(?:(?P<before>{BEFORE}) )?(?P<adjective>(?:(?:{ADJECTIVE}|{_SHORTENED}|{_ESTATE}"
    rf"|st\.|sankt|bad|dr\.?|prof\.?"
    rf"|{_WORD}er) ){{0,2}})"
    rf"(?P<word>[\w'.-]{{0,40}}(?:{STRONG}|(?P<medium>{MEDIUM}))){_LINK}(?P<house>{_HOUSE})"
)
SPOKEN = re.compile(
    rf"(?<![\w-])(?:(?:{BEFORE}) )?[\w'.-]{{2,40}}(?:{STRONG}|{MEDIUM})(?: haus ?nummer"
    rf"| nummer)? (?P<house>{_SPOKEN_HOUSE})"
)
OF = re.compile(
    rf"(?<![\w-])(?:straße|strasse|str\.|platz|allee|ufer|weg|brücke|ring|hof) (?:des|der|am|zum|zur|an der|d\.|im) "
    rf"(?:\d{{1,2}}\. )?{_WORD}(?: {_WORD}){{0,2}}?,? (?P<house>{_HOUSE})"
)
NAMED = re.compile(
    rf"(?<![\w.-])(?P<before>{BEFORE}) (?!(?:{BEFORE}) )"
    rf"(?P<word>(?:{ADJECTIVE} )?{_WORD}(?: {_WORD})?),? (?P<house>{_HOUSE})"
)
ONE_WORD = re.compile(
    rf"(?<![\w.-])(?P<word>(?:(?:{ADJECTIVE}|{_ESTATE}|{_WORD}er) )?[^\W\d_][\w'-]{{3,40}}),? (?P<house>{_HOUSE})"
)
LABELLED = re.compile(
    r"(?<!\w)(?:(?:straße|strasse|str|anschrift|adresse|wohnanschrift|meldeadresse|wohnort|address|adres"
    r"|adresa|адреса?)(?: und hausnummer| ?/ ?(?:haus)?nr| alt| neu| bisher| ist| lautet"
    rf"|, hausnummer)?\.?[:=] ?)(?P<word>{_WORD}(?: {_WORD}){{0,3}}?),? (?P<house>{_HOUSE})"
)
FOREIGN = re.compile(
    r"(?<!\w)(?:(?:вул\.?|вулиц\w|ул\.?|улиц\w|просп\w*\.?|пров\w*\.?|пер\.|бульв\w*\.?|пл\.|ul\.|ulica|ulicy"
    r"|al\.|aleja|alei|os\.|osiedle|pl\.|strada|str\.|stradă|bd\.|bulevardul|b-dul|calea"
    r"|aleea|șos\.|rue|avenue|av\.|via|viale|piazza|corso|calle|rua|ulice|شارع|طريق"
    r"|حي) ?[\w.'-]{2,30}(?: [\w'-]{2,30}){0,2}?,? ?"
    rf"(?:nr\.? ?|no\.? ?|буд(?:инок)?\.? ?|д(?:ом)?\.? ?|رقم )?{_HOUSE}(?:,? ?(?:кв(?:артира)?\.?|м\.|m\."
    r"|ap\.?|apt\.?|bl\.?|sc\.?|et\.?|lok\.?) ?\d{1,4}){0,4}"
    r"|\d{1,5}[a-z]?,? (?:rue|avenue|boulevard|place|chemin|impasse) (?:d\w{0,2} |du |de la |des "
    r"|d')?[\w'-]{2,30}(?: [\w'-]{2,30})?"
    r"|(?:flat \d{1,4}[a-z]?,? )?\d{1,5}[a-z]? [\w'-]{2,30}(?: [\w'-]{2,30})? (?:street|st\.?|road"
    r"|rd\.?|avenue|ave\.?|lane|drive|close|court|crescent"
    rf"|gardens|terrace|square|way)(?!\w)"
    r"|[\w'-]{2,40}(?: [\w'-]{2,30})?,? ?(?:sokak|sokağı|sok\.|sk\.|caddesi|cadde|cad\.|cd\.|bulvarı|blv\."
    rf"|mahallesi|mah\.)(?:[^\n.;?!]{{0,30}}? )?(?:no:? ?)?{_HOUSE}"
    rf"(?:,? ?(?:d|daire|kat):? ?\d{{1,3}}){{0,2}})"
)
COORDINATES = re.compile(
    r"(?<!\w)[ns] ?\d{1,2} ?°(?: ?\d{1,2}(?:[.,]\d{1,4})? ?['′]?)?(?: ?\d{1,2}(?:[.,]\d{1,4})?(?: ?[\"″])?)?[ ,;/]{1,3}"
    r"[eow] ?\d{1,3} ?°(?: ?\d{1,2}(?:[.,]\d{1,4})? ?['′]?)?(?: ?\d{1,2}(?:[.,]\d{1,4})?(?: ?[\"″])?)?(?!\w)"
    r"|(?<![\w.,])\d{1,2} ?° ?\d{1,2}(?:[.,]\d{1,4})? ?['′] ?(?:\d{1,2}(?:[.,]\d{1,4})? ?[\"″])? ?[ns][ ,;/]{1,3}"
    r"\d{1,3} ?° ?\d{1,2}(?:[.,]\d{1,4})? ?['′] ?(?:\d{1,2}(?:[.,]\d{1,4})? ?[\"″])? ?[eow](?!\w)"
    r"|(?<![\w.,])[1-8]\d[.]\d{4,8} ?°? ?n?[ ,;/]{1,2}\d{1,2}[.]\d{4,8}(?: ?°)?(?: ?[eo](?!\w))?(?![\w.])"
)
"""A place on the map, in degrees with or without minutes, or in decimals."""
BOX = re.compile(
    r"(?<!\w)(?:postfach|postf\.|pf\.?|p\. ?o\. ?box|po box|postschließfach|postbox|packstation|skr\. ?poczt\."
    r"|skrytka pocztowa|а/с"
    r"|абонентск\w+ скриньк\w)"
    r"(?: nr\.?| nummer)?:? ?\d{2,7}(?: ?\d{2,3}){0,3}(?!\d)"
)
QUADRATE = re.compile(r"(?<!\w)[a-u]\s?[1-7](?:, ?| )\d{1,2}[a-z]?(?!\w)")
