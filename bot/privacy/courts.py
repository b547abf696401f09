"""File numbers of German courts and prosecutors, and which of them are only cited; linear patterns.

The register signs are those of the Länder's Aktenordnung, SGG, ArbGG, VwGO and FGO courts; a sign alone is a word, so
that it counts only with a running number and the year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.privacy.context import sentence
from bot.privacy.spans import Span

BLANK = "\x00"
"""Stands for each character of a number that is nobody's."""

_SIGNS = (
    # local and regional courts: civil, register, estate, guardianship, land, insolvency, enforcement
    r"a|ar|b|c|o|s|t|u|h|k|l|m|n|dr|ur|uri|hl|lw|vk|in|ik|ie|vn|va|wx?|zk?|hr[ab]|gnr|vr|pr|gsr|psch|weg|wlw|wg|mz"
    # family
    r"|f|fh|uf|wf|ufh"
    # criminal
    r"|js|ujs|ls|ds|cs|owi|gs|bs|ps|ks|kls|ns|qs|ss|ws|vas|vrs|vrjs|bwr|bew|eoj|es|rh|cbs|pls|stvk|stes|ausl"
    r"|oks|rbs|orbs|orvs"
    r"|rvs|srs|ujsowi|jsowi|kap|sch|verg|hes|oaus|oausl|zs|ws|gns|jug|bvl|bwl"
    # labour, social, administrative and tax courts
    r"|ca|ga|bv|bvga|ba|ha|ta|sa|tabv|sha|azr|abr|azn|azb|as|so|ay|al|kr|p|r|ra|rj|sb|v|vg|ve|eg|bk|kg|ka|kn"
    r"|sv|sf|bl|d|e"
    r"|vk[al]?|ko|ks|np|g|i|va|vs|ek|bl|el|wb"
)
_ROMAN = r"(?:x{0,2}(?:ix|iv|v?i{1,3}|v|x))"
_SECTION = rf"(?:\d{{1,4}} ?[a-z]?|{_ROMAN}(?:[ -]\d{{1,3}})?|dr[ -]?ii)"
_YEAR = r"(?:\d{4}|\d{2})(?!\d)"
_TAIL = (
    r"(?:[ .]{0,2}(?:b er|er|erb|klage|pkh|kh|jug|hw|so|ug|easo|ks|ge|gi|wi|da|f|md|mz|me|hal|we|z|a|r|k|ak|an"
    r"|nw)\b)?(?: ?\(\d{1,3}\))?"
)
_NUMBER = rf"\d{{1,8}} ?/ ?{_YEAR}"
_FILE = re.compile(
    # 12 C 345/23, S 12 AS 456/24 ER, 5 Ds 123 Js 4567/23, VG 4 K 123/23
    rf"(?<![\w/-])(?:(?:sg|lsg|vg|ovg|ag|lg|olg|fg|arbg|lag|sta|bay?) )?(?:(?:s|l|b|a|f) )?{_SECTION}[ -]?"
    rf"(?:{_SIGNS})(?: ?\([a-z]{{1,4}}\))?(?: ?[-/]? ?(?:{_SECTION}[ -]?)?(?:{_SIGNS}))?"
    rf" {{0,2}}{_NUMBER}(?:-\d{{1,3}}|-[a-z]{{1,4}})?{_TAIL}(?![\w/])"
    # F 23/24, XVII 123/22, Js 123/24
    rf"|(?<![\w/.-])(?:{_SIGNS}|{_ROMAN})[ -]{{0,2}}{_NUMBER}{_TAIL}(?![\w/])"
    # the Bavarian administrative courts: AN 3 K 23.01234
    rf"|(?<![\w/-])(?:an|au|b|m|rn|ro|w|vg|vgh)? ?\d{{1,2}} ?(?:k|s|e|x|n|a|zb|b|c|ae|v|d|p|m|l|as|cs|ce|ne|nz)[ -]"
    rf"\d{{2}}\.\d{{1,6}}(?:\.[a-z])?(?![\w/])"
    # registers of companies, clubs and land
    rf"|(?<!\w)(?:hra|hrb|gnr|vr|pr)[ -]?(?:nr\.? ?)?\d{{2,7}}(?: [a-z]{{1,2}}\b)?(?![\w/])"
)
_SURE = re.compile(r"\d{1,4} ?[a-z]?[ -]?[a-z]{1,6}(?: \d{1,4} [a-z]{1,3})? {0,2}\d{1,8} ?/|[sl] \d{1,3} [a-z]{1,3} \d")

_FEDERAL = (
    r"(?:[1-8] ?bv[a-z]{1,2} ?\d{1,5}/\d{2}|\bb ?\d{1,2} ?[a-zä]{1,3} ?\d{1,4}/\d{2} ?(?:r|b|kl|bh|s)\b"
    rf"|\b{_ROMAN}[ -]?[a-z]{{0,2}} ?(?:zr|zb|r|b|arz|za|star) ?\(?[a-z]{{0,4}}\)? ?\d{{1,4}}/\d{{2}}\b"
    r"|\b\d{1,2} ?(?:azr|abr|azb|azn|str|ars|b ?str) ?\d{1,4}/\d{2}\b|\b\d{1,2} ?[bc] ?\d{1,3}\.\d{2}\b"
    r"|\b[ct]-\d{1,4}/\d{2}\b)"
)
_HIGH = (
    r"(?:bsg|bgh(?:st|z)?|bfh|bag|bverwg|bverfg|eugh|egmr|bpatg|bundes\w{0,12}gericht\w{0,3}|bundesgerichtshof\w{0,2})"
)
_LOWER = r"(?:l?sg|olg|lag|ovg|vgh|kg|lg|ag|vg|fg|arbg|bayvgh|\w{0,14}gericht\w{0,2})"
_SIGN = r"[\w.]{1,5}[ -]{1,2}[\w]{0,6}[ -]?\w{0,5}[ -]?\d{1,5}[/.]\d{2}(?![\d.])(?: ?[rb]\b)?"
CITATION = rf"(?:{_FEDERAL}|\b{_HIGH}\b[^\n;?!]{{0,80}}?\b{_SIGN})"
"""A judgment of a federal court; nobody's own matter."""
_LOWER_COURT = re.compile(rf"\b{_LOWER}\b")
_CITED = re.compile(
    r"\b(?:urteil\w*|beschl(?:uss|\.)|urt\.|entscheidung|entschied\w*|rechtsprechung|rspr"
    rf"|leitsatz)[^\n;?!]{{0,60}}\b{_LOWER}\b"
    rf"|\b{_LOWER}\b[^\n;?!]{{0,60}}\b(?:urteil\w*|beschl(?:uss|\.)|urt\.|entschied\w*|rechtsprechung|rspr)"
)
_AT_A_COURT = re.compile(rf"\b{_LOWER} (?:[a-zäöüß-]{{2,20}}(?: \([a-z]{{2,8}}\))?)?[ ,:]{{0,2}}$")
_AS_A_RULE = re.compile(
    r"\b(?:gilt|gelten|laut|nach|gemäß|vgl\.?|vergleiche|siehe|zitat|zitiert|wonach|übertragbar|anwendbar|bindend|rechtslage"
    r"|sagt|steht in|einschlägig|maßgeblich|gültig|überholt|aktuell|grundsatz\w*|dass)\b"
)
_OWN = re.compile(
    r"\b(?:az|aktenzeichen|sache|termin|rechnung|mein\w{0,2}|unser\w{0,2}|hab\w? ich|ich hab\w?|gegen mich"
    r"|bekommen|erhalten|bekam|zugestellt"
    r"|verfahren|scheidung\w*"
    r"|sorgerecht\w*|kläger\w*|betreuung\w*|vorgeladen|ladung|noch nicht\w?|läuft|streit|unterschr\w+|anhängig"
    r"|zuständig)\b"
)


def courts(text: str, quiet: str) -> Iterator[Span]:
    """Spans of kind CASE_NO: court files that are not cited."""
    for found in _FILE.finditer(quiet):
        written = text[found.start() : found.end()]
        sure = _SURE.match(found.group()) is not None
        if sure or written[0].isupper() or written[0].isdigit():
            yield Span(found.start(), found.end(), "CASE_NO", 0.88 if sure else 0.8)


def without_cited(small: str, quiet: str) -> str:
    """The text with the signs of decisions blanked of which somebody speaks, and which are not the own matter."""
    if not _LOWER_COURT.search(small):
        return quiet
    return _FILE.sub(
        lambda found: BLANK * len(found.group()) if _is_cited(small, *found.span()) else found.group(), quiet
    )


def _is_cited(small: str, start: int, end: int) -> bool:
    around = sentence(small, start, end)
    cited = _CITED.search(around) or (
        _AT_A_COURT.search(small, max(0, start - 40), start) and _AS_A_RULE.search(around)
    )
    return bool(cited) and not _OWN.search(around)
