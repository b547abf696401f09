"""Numbers that are nobody's: dates, amounts, hours, norms, forms, service numbers, products, citations.

They are blanked before the rules read what looks like an identifier, so this list is what must be complete: whatever it
does not explain counts as somebody's number. `quiet` keeps the length of the text.
"""

from __future__ import annotations

import re

from bot.privacy.courts import BLANK, CITATION, without_cited
from bot.privacy.institutions import BLANKED

__all__ = ["BLANK", "DATE", "MONTH", "quiet"]

MONTH = (
    r"(?:jan(?:uar|uary|ner|\.)?|jänner|jän\.?|jaenner|feb(?:ruar|ruary|uar|r?\.|er)?|märz|maerz|mär\.?|mrz\.?"
    r"|march|apr(?:il|\.)?|mai"
    r"|may|jun[ie]?\.?|juno|jul[iy]?\.?|julei"
    r"|aug(?:ust|\.)?|sept?(?:ember|br|emb|\.)?\.?|okt(?:ober|ob|br|\.)?\.?|oct(?:ober|\.)?|nov(?:ember|br"
    r"|\.)?\.?|de[zc](?:ember|br|\.)?\.?"
    r"|ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık"
    r"|січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня"
    r"|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
    r"|stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia"
    r"|janvier|février|fevrier|mars|avril|juin|juillet|août|aout|septembre|octobre|novembre|décembre|decembre"
    r"|ianuarie|februarie|martie|aprilie|iunie|iulie|septembrie|octombrie|noiembrie|decembrie"
    r"|يناير|فبراير|مارس|أبريل|ابريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر"
    r"|كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول)"
)
_YEAR = r"(?:19\d\d|20[0-4]\d)"
_SCHOOL_YEAR = "|".join(f"{year} ?[-/] ?(?:{year + 1}|{(year + 1) % 100:02})" for year in range(1990, 2045))
DATE = (
    rf"(?:\d{{1,2}}\s?[./]\s?\d{{1,2}}\s?[./]\s?(?:{_YEAR}|\d{{2}})|{_YEAR}[-./]\d{{1,2}}[-./]\d{{1,2}}"
    rf"|\d{{1,2}}-\d{{1,2}}-{_YEAR}|(?:0?[1-9]|[12]\d|3[01])-(?:0?[1-9]|1[0-2])-\d{{2}}|\d{{1,2}}(?:\.|st|nd|rd"
    rf"|th|-го|-a)?\s?(?:of )?{MONTH}"
    rf"(?!\w)(?:,?\s?(?:{_YEAR}|'?\d{{2}}(?![\d.:,])))?)(?!\d)"
)
_UNIT = (
    r"(?:€|euro\w*|eur\b|cent\b|ct\b|tsd\b|tausend|mio\b|mill?ion\w*|mrd\b|milliarde\w*|prozent\w*|%|‰|promille"
    r"|km(?:/h)?\b|cm\b|mm\b|m²|m³|m2\b|m3\b|qm\b|cbm\b|ha\b(?! ?\d)|hektar|meter\w*|kubik\w*|quadrat\w*"
    r"|zoll\b|grad\b|°"
    r"|kg\b|gramm|tonnen|kwh?p?\b|mwh\b|watt\b|volt\b|ps\b(?! ?\d)|ccm\b|mb(?:it)?\b|gb(?:it)?\b|kb\b|pixel|dpi|db\b"
    r"|liter|min\b|minuten?|sek\w*|stunden?|std\b|tage?n?\b|wochen?\b|monat(?:en?|lich|s)?\b|jahr(?:en?|es)?\b"
    r"|jährige\w*|uhr|mal\b"
    r"|personen|leute|menschen|kinder\b|einwohner\w*|besucher\w*|gäste\w*|teilnehmer\w*|mitglieder|plätze\w*|zimmer"
    r"|stück|punkte\w*|seiten?\b|exemplare|fälle|anträge|wohnungen|stimmen|credits|cp\b|ects"
    r"|zł\w*|lei\b|ron\b|tl\b(?! ?\d)|lira|грн|гривень|руб\w*|євро|евро|يورو|dollar|usd\b|chf\b|franken|pfund)"
)
_FORMS = (
    r"(?:\w{0,30}(?:katalog|formulare?s?|vordrucke?s?|merkbl(?:att|ätter)|formblatt|drucksachen?|verordnung"
    r"|richtlinie|erlass"
    r"|beschluss\w{0,8}|vorlage|satzung|bebauungsplan|norm|kapitel|tabelle|stufe|gruppe|klasse)"
    r"|formulaire|cerfa|formularz|formularul"
    r"|anlage|muster|din|iso|vo|rl|bgbl|gvbl|gvobl|abl|gmbl|drs|b-plan|flur|flurstück|gemarkung|produkt|leistung"
    r"|schlüssel|paragra(?:ph|f)en?|artikel|art|abs|absatz|satz|ziffer|ziff|rz|rn|randnummer|lit|abschnitt|teil|titel"
    r"|seite|folie|zeile|modul|kurs(?:nummer|nr)?|vhs-kurs|stellen(?:anzeige|ausschreibung)|ausschreibung"
    r"|artikel(?:nummer|nr)|bestellnummer des formulars|tarif(?:nummer)?|zolltarifnummer|warennummer|charge"
    r"|chargennummer"
    r"|(?:schlüssel|typ|typschlüssel|gemeinde|hersteller)(?:schlüssel)?nummer|hsn|tsn|blz|bankleitzahl|bic"
    r"|isbn|issn|ean"
    r"|gtin|ags|ars|regionalschlüssel|gemeindeschlüssel|amtlicher gemeindeschlüssel|leika(?:-\w+)?|ozg(?:-id)?"
    r"|fim(?:-id)?"
    r"|ddc|wahlkreis|wahlbezirk|stimmbezirk|zuteilung|losnummer|hausordnung|linie|bus|tram|s-bahn|u-bahn|zug|ice"
    r"|rechtssache|ral|din-norm|schuhgröße|größe|konfektionsgröße|baujahr|bj|modell|version|release|android|ios"
    r"|windows|win|office|chrome|firefox|safari|edge|opera|ausweisapp2?|iphone|ipad|galaxy|pixel|fritz!?box"
    r"|playstation|xbox|euro|tüv-plakette|kw|quartal|woche"
    r"|raum|zimmer|zi|büro|saal|schalter|platz|tisch|etage|stock|gleis|gate|tor|aufgang|eingang|turm|block|gebäude|haus"
    r"|wartenummer|aufrufnummer|pflegegrad|steuerklasse|lohnsteuerklasse|grad|gdb)"
)
_ERRORS = r"(?:fehler(?:code|meldung|nummer)?|error(?: code)?|code(?:zahl)?|http|status|exception|statuscode|meldung)"

_BEFORE_NUMBER = r"(?<![\w./-])"

_FROM_A_DIGIT: tuple[str, ...] = (
    # dates, years, months, school years
    r"(?<![\d.])" + DATE + r"(?![-/]\w)",
    rf"{_BEFORE_NUMBER}(?:{_YEAR} ?(?:[-/]|bis|und) ?{_YEAR}|{_SCHOOL_YEAR})(?![\w/-])",
    rf"{_BEFORE_NUMBER}(?:0?[1-9]|1[0-2]) ?[/.] ?{_YEAR}(?![\w/-])",
    r"(?<![\w./-])\d{1,2}\.\d{1,2}\.? ?(?:-|bis) ?\d{1,2}\.\d{1,2}\.?(?![\w/-])",
    r"(?<![\w./-])0[1-9]/[0-3]\d(?![\w/-])",
    # hours
    r"\b\d{1,2}(?:[:.]\d{2})? ?(?:uhr)? ?(?:-|bis|u\.|und) ?\d{1,2}(?:[:.]\d{2})? ?(?:uhr|h\b)",
    r"\b\d{1,2}[:.]\d{2} ?(?:- ?\d{1,2}[:.]\d{2}|uhr)",
    r"(?<![\w:])\d{1,2}:\d{2}(?::\d{2})?(?![\w:])",
    r"\b24 ?/ ?7\b",
    # amounts and what is counted or measured
    r"(?<![\w.])\d{1,3}(?:[. ']\d{3}){1,4}(?:,\d{1,2}|,-+)? ?" + _UNIT,
    r"(?<![\w.])(?<!-[a-z] )(?<!-[a-z]{2} )\d{1,12}(?:[.,]\d{1,3}|,-+)? ?"
    r"(?:(?:-|bis|/|x|und) ?\d{1,6}(?:[.,]\d{1,3})? ?)?" + _UNIT,
    r"(?<![\d.])\d{1,3}(?:\.\d{3}){0,4},(?:\d{2}|-+)(?![\d.])",
    rf"{_BEFORE_NUMBER}\d{{1,3}}\.\d{{3}}(?:\.000)?(?![\w./-]| \d)",
    rf"{_BEFORE_NUMBER}(?<!\d )\d{{1,4}}(?:[.,]\d{{1,3}})?(?:[x×*]|(?: m| cm)? [x×*] )\d{{1,4}}(?:[.,]\d{{1,3}})?"
    r"(?: ?[x×*] ?\d{1,4}(?:[.,]\d{1,3})?)?(?![\w/-])",
    rf"{_BEFORE_NUMBER}\d{{3}}/\d{{2}} ?r ?\d{{2}}(?: ?\d{{2,3}}[a-z])?\b",
    rf"{_BEFORE_NUMBER}(?!\d{{3}}/\d{{3}}/\d{{3}}/\d\d\b)"
    rf"[1-9]\d{{0,2}}(?:\.\d{{3}})?(?: ?/ ?[1-9]\d{{0,2}}(?:\.\d{{3}})?){{2,6}}(?![\w/.-])",
    rf"{_BEFORE_NUMBER}\d{{1,3}}\.\d{{3}} ?/ ?\d{{1,3}}\.\d{{3}}(?![\w/.-])",
    rf"{_BEFORE_NUMBER}[1-9]\d{{1,4}}0 ?(?:-|bis) ?[1-9]\d{{1,4}}0(?![\w./-])",
    # numbers for everybody: LeiKa, the short numbers, directives
    r"\b99[ .]?\d{3}[ .]?\d{3}[ .]?\d{3}[ .]?\d{3}\b",
    r"(?<![\w/.+-])(?<!\w )(?:0?116[ -]?\d{3}|11[0-9])(?![ /.-]?\d|[ -]?fk| (?:u?js|[cdl]s|[ckfos]) \d)",
    r"\b\d{2,4}/\d{1,4}/(?:eu|eg|ewg)\b",
)
_FROM_A_LETTER: tuple[str, ...] = (
    r"https?://[^\s]{1,300}|www\.[^\s]{1,300}",
    rf"q[1-4] ?[/-]? ?{_YEAR}\b|h[12] ?/ ?{_YEAR}\b",
    r"\w{0,20}(?:blatt|ausgabe|heft|zeitung|magazin|journal|bote|anzeiger|protokoll|newsletter)\.? (?:nr\.? ?|nummer )?"
    r"\d{1,4}(?:/\d{2,4})?(?:,? s\. ?\d{1,4})?\b",
    r"(?:eur(?:o)?|chf|usd) ?\d{1,3}(?:(?:[. ]\d{3}){1,4}|\d{0,9})(?:,\d{1,2})?",
    r"(?:nr|nummer|ziffer|punkt|position|pos|tarifstelle|top|kapitel|abschnitt|unterpunkt|gliederung"
    r"|lfd)\.? ?(?:nr\.? ?)?"
    r"\d{1,2}(?:\.\d{1,2}){1,4}\b(?![./-]\w)",
    r"(?:aufruf|aufrufnummer|wartenummer|wartezettel|platznummer|schalter)\.? ?(?:nr\.? ?)?[a-z]{0,2} ?\d{1,4}\b",
    # norms, forms, products, rooms, lines
    r"(?:(?:verordnung|vo|richtlinie|rl|beschluss) ?)?\(?(?:eu|eg|ewg)\)? ?(?:nr\.? ?)?\d{1,4}/\d{1,4}\b",
    r"(?:bgbl|gvbl|gvobl|abl|gmbl)\.?[^\n;?!]{0,24}?\d{1,5}(?: nr\.? ?\d{1,4})?(?: ?s\. ?\d{1,5})?\b",
    r"(?:(?:bt|br|lt)-?)?(?:drs|drucksache)\.? ?(?:nr\.? ?)?\d{1,4}/\d{1,6}\b",
    r"(?:\w{0,20}vorlage|ratsantrag|ratsanfrage"
    r"|sitzungsvorlage)[ :]{1,2}(?:nr\.? )?(?:[a-z]{1,4}[ -]?)?\d{1,4}(?:[/-][\da-z]{1,6}){1,3}\b",
    r"(?:eu|eg|ewg|durchführungs|bundes|landes)-?(?:verordnung|richtlinie|vo|rl)[ :]{1,2}(?:nr\.? ?)?\d{1,4}/\d{1,4}\b",
    rf"(?<!-)(?<!\b[a-zäöü]:)(?<!\b[a-zäöü]{{2}}:){_FORMS}\b\.?[^\w\n]{{0,3}}"
    r"(?:nr\.? ?|nummer |\(?e[ug]\)? |iso |[iv]{1,3} |[a-z]{1,2} )?"
    r"[a-z]{0,4}[ /-]?\d(?:[\d/.:,-]{0,14}\d)?(?:-?[a-z])?(?![\w/-]| ?[a-z]{1,5} ?\d)",
    r"(?:isbn|ean|gtin|ags|ars|regionalschlüssel|gemeindeschlüssel|leika(?:-\w+)?|blz|bankleitzahl|gln|iso"
    r"|zolltarifnummer)"
    r"\b[^\w\n]{0,3}(?:ist |nr\.? |id |-?1[03]:? ?)?\d[\d -]{3,20}",
    r"ecli:[\w:.]{4,60}",
    rf"(?:{_ERRORS}|app zeigt(?: mir)?(?: immer| nur| ständig)?|wartenummer|plz|postleitzahl"
    rf"|version)\b[ :#\"„]{{1,3}}(?:nr\.? |ist )?"
    r"(?:0x[0-9a-f]{2,10}|[a-z]{0,8}[-_]?\d[\w.-]{0,14})",
    r"(?:iban|konto(?:nummer)?|bankverbindung|kontoverbindung)(?: (?:vo[nm]|von der|der|des|für die|bei der))? "
    r"(?:\w{2,20}kasse|stadt(?:verwaltung|werke|kasse)?|gemeinde|landkreis\w*|\w*amt\w{0,2}"
    r"|jobcenter\w?)(?: (?!de\d)[a-zäöüß-]{2,30}){0,2}"
    r"[ :(]{1,3}(?:ist |lautet )?de ?\d\d(?: ?\d){18}(?!\d)",
    r"covid-?19|sars-cov-2|web ?2\.0\b",
    # traffic signs, norms, waste codes, courses, creditors
    r"(?<!mein )(?<!ihr )(?<!unser )(?<!dem )(?:verkehrs|zusatz|gefahren|richt|vor)?(?:zeichen|schild(?:er)?|vz|z"
    r"|zusatz)"
    r"\.? ?(?:nr\.? ?|nummer )?(?:[1-6]\d\d(?:[.-]\d{1,2}){0,2}|10\d\d(?:-\d{1,2})?)(?![\w/-]|\.\d)",
    r"(?:din|iso|vde|vdi|dguv|eurocode)(?:[ -](?:en|iso|vde|spec|vorschrift)){0,2}[ -]?\d{2,5}"
    r"(?:[-:.]\d{1,4}){0,3}(?![\w/-])",
    r"(?:avv|eak|ewc|abfallschlüssel(?:nummer|nr)?|abfallcode)\b[^\w\n]{0,3}(?:nr\.? ?)?\d\d ?\d\d ?\d\d(?!\w)\*?",
    r"(?:vhs-?)?kurs(?:e|nummer"
    r"|nr)?\b\.?:? ?(?:nr\.? ?)?[a-z]{0,2}\d{1,4}[a-z]{0,2}(?:[-./]?\d{1,5}[a-z]?){0,2}(?![\w/-])",
    r"de\d\dzzz\d{11}(?!\w)",
    *BLANKED,
)
_ELSEWHERE: tuple[str, ...] = (
    r"[€$£] ?\d{1,3}(?:(?:[. ]\d{3}){1,4}|\d{0,9})(?:,\d{1,2})?",
    # poison control, ambulances, tourist offices and 115, with a dialling code
    r"(?<![\w+])(?:(?:\+|00)49[ -]?)?\(?0?\d{2,5}\)?[ /-]{1,3}19[ .]?(?:222|240|411|433)(?![\d/-]| \d)",
    r"(?<![\w+])(?:\+|00)49[ -]?(?:\(?0?\)?\d{2,4}[ /-])?115(?![\d/-]| \d)",
    r"(?<![\w+])(?:(?:\+|00)49[ -]?\(?0?\)?|0) ?(?:800|180\d?|137\d?|900|32)(?:[ /-]{0,2}\d){4,9}(?!\d)",
    r"(?<![\w/.+-])(?<!\d )(?<!\b[a-z] )(?<!-[a-z] )(?<!-[a-z]{2} )(?:\+49 ?)?(?:0?116[ -]?\d{3}"
    r"|11[0-9])(?![ /.-]?\d|[ -]?fk| (?:u?js|[cdl]s|[ckfos]) \d)(?!\w)",
    r"§{1,2} ?\d{1,4}[a-z]?(?:[ ,/-]{1,2}(?:und |u\. )?\d{1,4}[a-z]?\b){0,9}"
    r"(?:[ ,]{1,2}(?:abs|absatz|nr|nummer|satz|s|lit|ziff|ff|f)\b\.? ?[\da-z]{0,3}\b){0,4}",
)
# At a digit only what begins with one is tried, at the beginning of a word only what begins with a word: faster.
_NUMBERS = re.compile(
    rf"(?=\d)(?:{'|'.join(_FROM_A_DIGIT)})|(?<!\w)(?=[^\W\d_])(?:{'|'.join(_FROM_A_LETTER)})|{'|'.join(_ELSEWHERE)}"
    rf"|(?<!\w)(?=[\w])(?:{CITATION})"
)


def quiet(small: str) -> str:
    """The text (in small letters) with the harmless numbers blanked; of the same length."""
    return without_cited(small, _NUMBERS.sub(lambda found: BLANK * len(found.group()), small))
