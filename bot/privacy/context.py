"""Whose street or number is it? The words around an address or a phone number tell the citizen's from an office's."""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"[.?!](?=\s|$)|\n")
_AMT = (
    r"\b\w*(?:amt|ämter|amts|behörde|jobcenter|bürgerbüro|rathaus|zulassung\w*|wertstoffhof|bauhof"
    r"|bürgerservice|stadtkasse|stadtwerke"
)
OFFICE = re.compile(
    _AMT + r"|dienststelle|verwaltung|meldestelle|bücherei|bibliothek|volkshochschule|schwimmbad|hallenbad|kita"
    r"|schule"
    r"|museum|stadthalle"
    r"|gericht|arbeitsagentur|agentur für arbeit|familienkasse|krankenhaus|friedhof|fundbüro|polizei|feuerwehr"
    r"|beratungsstelle|stelle"
    r"|zentrum|sitzungssaal|tourist\w*|citizens' office|office|town hall|ratusza?|ратуш\w*|відділ\w*|primări\w+"
    r"|belediye\w*|okul\w*|hastane\w*|daire(?:si|ye)\w*|merkez[ei]\w*|відомств\w*|загс\w*|рацс\w*|mairie|bureau"
    r"|préfecture|école|lycée|müdürlü\w*|kütüphane\w*|konsolos\w*|мері[яїюи]"
    r"|мэри[яию]|школ\w*"
    r"|лікарн\w*|больниц\w*|оф[иі]с\w*|управлін\w*|управлени\w*|бібліотек\w*|библиотек\w*|поліці\w*"
    r"|полици\w*|ведомств\w*"
    r"|садок|садик\w*|центр\w*|джобцентр\w*|ال?بلدية|(?:ال)?مكتب\w*|(?:ال)?مدرسة|(?:ال)?مستشفى|(?:ال)?محكمة"
    r"|(?:ال)?دائرة"
    r"|(?:ال)?شرطة|مركز|urz[ąę]d\w*|szko[łl]\w*|szpital\w*|bibliote\w*|policj\w*|przedszkol\w*|ratusz\w*|biur[oazu]"
    r"|școal\w*|scoal\w*|spital\w*|poliți\w*|tribunal\w*|oficiul\w*|birou\w*|grădiniț\w*|hospital|school"
    r"|library|city hall"
    r"|police|court|clinic|embassy|consulate|registry|kindergarten|job ?cent(?:er|re)|finanzamt"
    r"|\w*gebäude|denkmal\w*|filiale|sparkasse|geldautomat\w*|postfiliale|supermarkt\w*|bäckerei|metzgerei"
    r"|arztpraxis|praxis|restaurant"
    r"|gaststätte|kneipe|café|hotel|kirche|moschee|synagoge|tempel|tankstelle|bahnhof|tierheim|kino|theater"
    r"|gemeindehaus"
    r"|bürgerhaus|sporthalle|sportplatz|stadion|altenheim|pflegeheim|wertstoffsammel\w*|recyclinghof|deponie"
    r"|anwaltskanzlei"
    r"|tafel|kleiderkammer|repair-?café|mehrgenerationenhaus|familientreff|beratung|sozialamt\w*"
    r"|parkplätze\w*|parkplatz|spielplatz|bürgersteig|gehweg|\w*container|turnhalle|fahrschule|briefkasten"
    r"|haltestelle|wahllokal|baustelle|container|laterne|ampel"
    r"|öffnungszeiten|geöffnet"
    r"|barrierefrei|aufzug|jugendhaus|seniorentreff|impfzentrum|notdienst|apotheke|standort)\b"
)
_HOME = re.compile(
    r"\b(?:wohn\w*|whone|whonhaft|adresse|anschrift|umgezogen|ziehe\w*|zieht|gezogen|umzug|gemeldet|zweitwohn\w*"
    r"|hauptwohn\w*|wohnung"
    r"|zuhause|haus|nachbar\w*|mein\w{0,2}|unser\w{0,2}|vermiet\w*|miete\w*|lebe|leben|rechnung an|post an"
    r"|familie|herr|frau|geb|iban|registered|habite\w*|logement|mon adresse"
    r"|eigentüm\w*|grundstück|bewohn\w*|i live|my address|living|address|oturuyorum|adresim\w*|ikamet|evim\w*"
    r"|mieszka\w*|adres|locuiesc|adresa"
    r"|живу|мешка\w*|проживаю|адрес\w*|أسكن|اسكن|عنواني|أعيش|ساكن|zustellen|umgemeldet|ummeld\w*|anmeld\w*"
    r"|abmeld\w*|ich,)\b"
)
_PERSONAL_HOME = re.compile(
    r"\b(?:wohn(?:e|en|t|haft|te)|whone|j.habite|(?:meine|unsere|neue|alte) (?:neue |alte )?(?:adresse|anschrift"
    r"|wohnung)"
    r"|umgezogen|ziehe\w*|gemeldet|adresse ist|registered at"
    r"|i live|my address|oturuyorum|adresim\w*|mieszkam|locuiesc|adresa mea|живу|мешкаю|проживаю|أسكن|اسكن|عنواني"
    r"|zweitwohn\w*)\b"
)
_MINE = re.compile(
    r"\b(?:meine? (?:\w+ )?(?:nummer|nr|durchwahl|tel\w*|handy\w*|mobil\w*|rufnummer)|erreich\w* (?:sie )?(?:mich"
    r"|uns)|(?:mich|uns) (?:\w+ ){0,4}(?:erreich|an|zurück)"
    r"\w*|rückruf\w*|ruf\w* (?:sie |ihr )?(?:mich|uns|bitte|zurück)|zurückruf\w*"
    r"|bin (?:ich )?(?:\w+ ){0,6}(?:zu erreichen|erreichbar)|erreichbar|handy\w*"
    r"|zu erreichen|nach mir fragen|mobil|whatsapp|call me|my (?:phone )?number|telefonum|numaram|рефон|мій|мой"
    r"|моя|mój|moje|رقمي|هاتفي)\b"
)
_THEIRS = re.compile(
    r"(?:\b(?:angerufen|anrufen\b[^?]{0,40}\?|anruf bei|(?:keiner|niemand|nie jemand) (?:geht )?(?:ran|ab|dran"
    r"|erreichbar)|geht (?:\w+ ){0,4}(?:keiner|niemand) (?:ran|ab|dran)"
    r"|(?:telefon|tel\.?|rufnummer|fax|kontakt|nummer) (?:der|des|vom|von der|beim|zur|zum) (?!mieter"
    r"|mutter)[\w-]{3,30}"
    r"|bandansage|warteschleife|anrufbeantworter|besetzt|zentrale|durchwahl|hotline|hilfetelefon|servicenummer"
    r"|nummer (?:für|der|des|vom|von der|von) (?:\w+ ){0,2}\w*(?:amt\w{0,2}|behörde|stelle|büro|jobcenter"
    r"|kasse|verwaltung|agentur|stadt|zulassung|bibliothek|kita|schule|gericht|polizei)"
    r"|stimmt die (?:nummer|telefonnummer)|aramam|numarasını|muss ich (?:da )?(?:unter|bei)|gilt die nummer"
    r"|nummer noch|kostet ein anruf|beim? \w*amt)\b)"
)


def sentence(small: str, start: int, end: int, reach: int = 160) -> str:
    """The sentence around a place, at most `reach` characters to either side."""
    left, right = small[max(0, start - reach) : start], small[end : end + reach]
    cut = [
        found.end()
        for found in _SENTENCE.finditer(left)
        if not re.search(
            r"\b(?:str|nr|tel|dr|fr|hr|geb|ca|beschl|urt|v|vgl|az|gem|bzw|st|\d{1,2})\.$", left[: found.end()]
        )
    ]
    stop = _SENTENCE.search(right)
    return left[cut[-1] if cut else 0 :] + "\x00" + (right[: stop.end()] if stop else right)


def is_office_street(small: str, start: int, end: int, beside_a_person: bool) -> bool:
    """Whether the words around say that an office or another public place is there."""
    around = sentence(small, start, end)
    if _SIGHT.search(around) or _THEIR_ADDRESS.search(around) or _TO_A_TOWN.search(small[max(0, start - 60) : start]):
        return True
    if _CONCERNS.search(around):
        return False
    clause = max(start - 50, *(small.rfind(mark, max(0, start - 50), start) for mark in ",:"))
    if beside_a_person or _PERSONAL_HOME.search(small[max(clause, 0) : start]):
        return False
    place = OFFICE.search(around)
    if place and re.search(r"\b(?:mir|mich|uns)\b[^,;\x00]{0,30}\x00", around[place.end() :]):
        return False
    if not place:
        return bool(_WHERE.search(around)) and not _HOME.search(around)
    return not _HOME.search(around) or _near(around, place)


_CONCERNS = re.compile(
    r"\b(?:für|zu)(?: die| den| das| der| meine?| unsere?)?(?: adresse| anschrift| haus| objekt)?:? \x00"
    r"[^.?!\n]{0,60}\bzuständig"
    r"|\bzuständig\w* für(?: die| den| das)?(?: adresse| anschrift| haus)?:? \x00"
    r"|\x00[^.?!\n]{0,40}\b(?:welche[srnm]? (?!.{0,40}\b(?:dort|da)\b)|wer ist zuständig)"
)
"""Who asks which office is responsible for an address asks for the own one."""
_THEIR_ADDRESS = re.compile(
    r"\b(?:adresse|anschrift|address|adres\w*|адрес\w*) (?:vom|von|der|des|für|beim|of|для)(?: (?:der|die"
    r"|das|dem|the)){0,2} "
    r"(?:\w{2,20} )?(?:\w*(?:amts?|ämter|behörde|jobcenters?|stelle|büros?|verwaltung|gericht\w*|kasse"
    r"|agentur|rathaus\w*)\b|stadt\b|office)"
)
_TO_A_TOWN = re.compile(
    r"\b(?:die|der|an|bei|beim) (?:(?:stadt|gemeinde|landkreis|kreis|markt|amt) [\w-]{3,30}|\w*(?:amt"
    r"|behörde|jobcenter))[,:]? "
    r"(?:postfach|pf)?\.? ?$"
)
_SIGHT = re.compile(
    r"\b(?:denkmalgeschützt|denkmalschutz|denkmalliste|wem gehört das (?:haus|grundstück|gebäude)|abgerissen"
    r"|sehenswürdig\w*"
    r"|baudenkmal|stolperstein\w*|gedenktafel|bebauungsplan|wahllokal|sperrung|vollsperrung|straßenfest|umleitung)\b"
)
_WHERE = re.compile(
    r"\b(?:wie komme? ich|ist das haus in|wem gehört|denkmal\w*|ist das das|gibt es (?:[\w-]+ ){0,5}(?:vor|in"
    r"|an) |gibts (?:in|an|vor)|wann (?:ist|wird"
    r"|hat|macht)|bus|linie|haltestelle|straßenbahn)\b"
)


def _near(around: str, place: re.Match[str]) -> bool:
    hole = around.index("\x00")
    return 0 <= hole - place.end() <= 30 and "wohn" not in around[place.end() : hole]


def is_home(small: str, start: int, end: int) -> bool:
    """Whether the words before an address say that somebody lives there, or a postcode follows it."""
    said = _PERSONAL_HOME.search(small, max(0, start - 60), start)
    return bool(said) or bool(re.match(r"[,\s]{1,3}\d{5} [^\W\d_]", small[end : end + 12]))


def is_residence(small: str, start: int) -> bool:
    """Whether a street without a number is where somebody lives."""
    return bool(re.search(r"\b(?:wohn(?:e|en|t|haft)|adresse ist)\b[^.?!\n]{0,24}$", small[max(0, start - 50) : start]))


_PRIVATE = re.compile(
    r"\b(?:vermieter\w*|nachbar\w*|mutter|vater|mama|papa|tochter|sohn|bruder|schwester|mann|frau|freund\w*"
    r"|anwalt|anwältin|betreuer\w*"
    r"|chef\w*|oma|opa|tante|onkel|hausmeister\w*|mieter\w*|partner\w*|ex)\b"
)
_LETTERHEAD = re.compile(
    r"\b(?:sprechzeiten|öffnungszeiten|dienstgebäude|telefax|haltestelle|fachbereich|fachdienst|sachgebiet"
    r"|zimmer|auskunft erteilt|der oberbürgermeister"
    r"|die bürgermeisterin|der bürgermeister|der landrat|die landrätin|landkreis|amt für|postanschrift"
    r"|hausanschrift|bearbeitet von|ansprechpartner\w*)\b"
)


_MOBILE = re.compile(r"\W*(?:0|\+49|0049)\D{0,3}1[5-7]")
_MATTER = r"(?![^.?!,\d]{0,24}\b(?:zwecks|wegen|wg|bzgl|bezüglich|betr\w*|bitte|danke)\b)"
"""What follows is what the call is about, and not whose number it is."""
_BESIDE = re.compile(rf"(?:{OFFICE.pattern})[^.?!\x00]{{0,24}}\x00|\x00{_MATTER}[^.?!,\d]{{0,30}}(?:{OFFICE.pattern})")


_MY_LINE = re.compile(
    r"\b(?:meine?|unsere?)[rnm]? (?:(?:neue|alte|private|dienstliche)\w? )?(?:anschl\w+|leitung"
    r"|festnetz\w*|telefon\w*|kontakt\w*|büro|praxis|laden|firma|werkstatt|geschäft|betrieb|zuhause)[:,]?"
    r" (?:ist |war |lautet |hat )?\x00"
)
"""Whose line it is, right before the number: it may be engaged as an office's is."""


def is_office_phone(small: str, start: int, end: int) -> bool:
    """Whether the sentence speaks of a number that the citizen dials, and not of the citizen's own."""
    switchboard = re.search(r"\d ?[-/] ?0$", small[start:end]) and not _MOBILE.match(small[start:end])
    if switchboard and not _MINE.search(sentence(small, start, end)):
        return True
    around = sentence(small, start, end)
    if _MY_LINE.search(around):
        return False
    if (
        not _MOBILE.match(small[start:end])
        and _BESIDE.search(around)
        and not _MINE.search(around)
        and not _PRIVATE.search(around)
    ):
        return True
    return bool(_THEIRS.search(around)) and not _MINE.search(around) and not _PRIVATE.search(around)


_THEIR_ACCOUNT = re.compile(
    r"\b(?:konto|kontonummer|iban|bankverbindung) (?:der|des|vom|von der|für die|von)(?: (?:der|die|das))? "
    r"(?:\w*kasse|stadt\w*|gemeinde\w*|landkreis\w*|\w*amt\w{0,2}|jobcenters?|verwaltung)\b"
)
_EXAMPLE = re.compile(r"\b(?:z\. ?b\.|zb\.?|zum beispiel|bspw\.?|beispielsweise|e\.g\.|such as|np\.|par exemple) ?")


def is_office_account(small: str, start: int, end: int) -> bool:
    """Whether the sentence asks about the account of an office, and not about one's own."""
    around = sentence(small, start, end)
    return bool(_THEIR_ACCOUNT.search(around)) and not re.search(r"\b(?:mein\w{0,2}|unser\w{0,2})\b", around)


def is_example(small: str, start: int) -> bool:
    """Whether what begins there is given as an example."""
    return bool(_EXAMPLE.match(small, start) or re.search(rf"{_EXAMPLE.pattern}$", small[max(0, start - 16) : start]))


def is_letterhead(small: str) -> bool:
    """Whether the text quotes the head of an office's letter: three of its fields."""
    return len(set(_LETTERHEAD.findall(small))) >= 3


def is_in_letterhead(small: str, start: int, end: int) -> bool:
    """Whether the line (of a text that quotes such a head) has nothing personal in it."""
    line = small[small.rfind("\n", 0, start) + 1 : end]
    return len(line) < 300 and not re.search(
        r"\b(?:ich|mein\w{0,2}|mich|mir|wohn\w*|wir|uns|herrn?|frau|familie)\b", line
    )
