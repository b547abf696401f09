"""Of which kind is a word, as a neighbour of a name? "Nachbar" stands before one, "Kita" before the name of a thing."""

from __future__ import annotations

import re

from bot.privacy.words import INSTITUTIONS, TITLES, word_set

_KIN = (
    r"(?:ur|groß|gross|schwieger|stief|pflege|adoptiv|halb|zwillings|ehe|ex-?|klein|schul|jugend|lebens|geschäfts"
    r"|brief|paten|adoptiv|enkel){0,3}"
    r"(?:mutter|vater|mama|papa|mutti|vati|oma|opa|omi|opi|sohn|söhne|söhnchen|tochter|töchter|kind|kinder|bruder"
    r"|brüder|schwester|tante|onkel|enkel|nichte|neffe|cousin|cousine|schwager|schwägerin|mann|frau|gatte|gattin"
    r"|baby|zwilling|witwe|witwer|verlobte|partner|gefährte|gefährtin|freund|freundin|kumpel|bekannte|ex|pate"
    r"|patin|junge|mädchen|bub|eltern|bewohner|mitbewohner|hund)"
)
_ROLE = (
    r"\w{0,24}(?:nachbar|vermieter|mieter|eigentümer|hausmeister|verwalter|arzt|ärztin|anwalt|anwältin|notar"
    r"|richter|lehrer|leiter|berater|betreuer|bearbeiter|pfleger|meister|helfer|trainer|therapeut|psychologe"
    r"|psychologin|makler|gutachter|erzieher|dozent|kollege|kollegin|chef|chefin|mitarbeiter|beamte|beamtin"
    r"|polizist|zeuge|zeugin|schuldner|gläubiger|käufer|verkäufer|inhaber|halter|besitzer|fahrer|bewohner|vormund"
    r"|pfarrer|pastor|hebamme|azubi|praktikant|handwerker|klempner|feger|sozialarbeiter|vermittler|begleiter"
    r"|assistent|sekretär|vorsitzende|partner|antragsteller|bevollmächtigte|erbe|verstorbene|patient|mandant"
    r"|klient|kunde|kundin|mutter|vater|schreiber|gärtner|tischler|maler|elektriker|steller|trainerin|verein"
    r"vorstand|coach|bürgermeister|vorgänger|nachfolger|vertreter|ansprechpartner|eigner|hausbesitzer)"
)
_PERSON = re.compile(rf"(?:{_KIN}|{_ROLE})(?:in|innen|[nse]|en|es|nen|chen)?")

_THING = re.compile(
    r"(?:firma|marke|modell|typ|hersteller|software|app|portal|plattform|zeitung|sender|tarif|film|buch|lied|linie"
    r"|buslinie|haltestelle|bahnhof|station|stadtteil\w?|ortsteil\w?|bezirk\w?|stadt|gemeinde|landkreis\w?|kreis\w?"
    r"|dorf|insel|region|raum|standort|filiale|café|restaurant|gaststätte|projekt\w?|programm\w?|sankt|produkt"
    r"|betriebssystem|browser|auto|vw|wagen|motorrad|fahrrad|handy|computer|ort|ortschaft|viertel|quartier|land"
    r"|staat|bundesland|flughafen|gewerbegebiet|neubaugebiet|baugebiet|wohngebiet|hotel|discounter|supermarkt"
    r"|konzern|bank|versicherung|krankenkasse|rasse|hunderasse|sorte|fest|theaterstück|serie|spiel|schiff"
    r"|\w*(?:kita|schule|gymnasium|straße|strasse|platz|park|halle|stadion|heim|haus|klinik|gebiet|siedlung"
    r"|friedhof|kirche|verein|verband|club|klub|apotheke|werk|amt|büro|center|zentrum|ausgabe|version))"
)
PERSON_ABROAD = word_set(
    """
    husband wife son daughter father mother brother sister friend neighbour neighbor child kid baby landlord landlady
    flatmate roommate boss uncle aunt cousin grandma grandpa boyfriend girlfriend ex mum mom dad partner caseworker
    eşim oğlum kızım annem babam kocam karım kardeşim abim ablam komşum çocuğum dedem ninem teyzem amcam arkadaşım
    sahibim sahibimiz patronum bebeğim oğlumuz kızımız
    чоловік чоловіка чоловіку дружина дружини дружину син сина сину донька доньку доньки дочка дочку дочки дитина
    дитини мама мами маму мати тато тата батько батька брат брата сестра сестру сестри бабуся бабусю бабусі дідусь
    сусід сусіда сусідка сусідку подруга подругу друг друга знайома знайомий господар власник адвокат
    муж мужа мужу жена жены жену сын сына сыну дочь дочери ребёнок ребенок мать матери папа папы отец отца брата сёстры
    бабушка бабушку бабушки дедушка дедушку сосед соседа соседка соседку подруги подругу хозяин хозяйка врач зять
    невестка тёща свекровь внук внучка племянник тётя дядя
    mąż męża mężem żona żony żonę żoną syn syna synem synowi córka córki córkę córką matka matki mama mamy ojciec ojca
    brat brata siostra siostry siostrę babcia babci dziadek sąsiad sąsiada sąsiadka sąsiadki kolega koleżanka
    właściciel wnuk wnuczka
    soțul sotul soția sotia fiul fiica mama tata tatăl fratele sora bunica bunicul vecinul vecina copilul prietenul
    prietena proprietarul meu mea
    ابني ابنتي زوجي زوجتي والدي والدتي أبي أمي أخي أختي طفلي طفلتي صديقي صديقتي جاري جارتي والجار الجار خالي عمي
    """
)
NAMING = word_set(
    """
    heiße heisse heißt heisst heißen heissen hieß hiess hießen namens genannt nennen nenne genannte name named called
    lautet adım adı ismim ismi звати звуть зовут зовуть називається nazywam nazywa imię numesc numește cheamă
    اسمي اسمه اسمها اسم إسمي اسمى
    """
)
_ARTICLE = word_set("der die das den dem des ein eine einen einem einer eines nen ner da de es d' a am")
_OWNERS = re.compile(
    r"(?:mein|unser|dein|sein|ihr|euer|eur|meim|unserm)(?:e[mnrs]?)?|my|our|her|his|benim|мо[йяєёїюе]\w{0,2}|наш\w{0,2}"
    r"|mój|moj[aąe]\w{0,2}|mojego|mojej|nasz\w{0,2}"
)
_FOR = word_set("für von mit bei an gegen ohne wegen durch zwischen neben samt statt laut betreffend betr betreff re")
_PLACE = word_set("in nach aus im ins am richtung nahe bis um beim vom zur zum über auf unter")
LINKS = word_set("und oder sowie & u bzw and ve і и или або oraz i și si or o و")
_JUNCTIONS = word_set("dass daß ob wenn weil als wie wo bevor nachdem damit da falls sobald seit solange denn")
_GREETINGS = word_set("hallo hi hey moin servus liebe lieber tag sehr geehrter geehrte huhu grüezi")
_HERE = word_set("hier ich bin bins bin's i'm im ben я jestem sunt أنا انا")
_AGE = re.compile(r"\s?[(,]\s?(?:\d{1,2}\b|geb|jahrgang|jg)")


def kind(word: str, tag: str) -> str:
    """The kind of a word in small letters, whose HanTa tag is `tag` ("" for scripts that HanTa cannot read)."""
    for name, words in _SETS:
        if word in words:
            return name
    if _OWNERS.fullmatch(word):
        return "owner"
    if _THING.fullmatch(word):
        return "thing"
    if word in PERSON_ABROAD or _PERSON.fullmatch(word):
        return "person"
    return _by_tag(tag)


_SETS = (
    ("naming", NAMING),
    ("article", _ARTICLE),
    ("for", _FOR),
    ("place", _PLACE),
    ("link", LINKS),
    ("junction", _JUNCTIONS),
    ("greeting", _GREETINGS),
    ("here", _HERE),
    ("title", TITLES),
    ("thing", INSTITUTIONS),
)


def _by_tag(tag: str) -> str:
    if tag.endswith("(FIN)"):
        return "finite"
    for start in ("VV", "VA", "VM", "ADJ", "NN", "NE", "CARD", "ADV", "APPR", "P", "K"):
        if tag.startswith(start):
            return start
    return "other"


def is_age(text: str, end: int) -> bool:
    """Whether an age follows at `end`: ", 5 Jahre", "(7)"."""
    return bool(_AGE.match(text, end))
