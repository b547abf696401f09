"""The cue grammar: what stands before a name in German, English, Turkish, Ukrainian, Russian, Arabic, Polish, Romanian.

A strong cue announces a name; after a weak one the word itself must look like a name.
"""

from __future__ import annotations

import re

from bot.privacy.words import RELATIVES, word_set

_GAP = r"[ :,\-]{1,3}"

STRONG = re.compile(
    r"(?<![\w-])و?(?:"
    r"(?:ich |wir |er |sie |es |sohn |tochter |mann |frau |kind |der |die |und )?heiß(?:e|t|en)(?: jetzt| nun"
    r"| übrigens| mit nachnamen"
    r"| mit vornamen| seit der heirat)?|(?:ich )?heisse|(?:mein|unser|ihr|sein|der|dessen|deren) (?:voller "
    r"|vollständiger )?(?:vor|nach"
    r"|familien|geburts|mädchen|ehe)?name(?:n)?(?: ist| lautet| war| wäre|:)|namens|mit (?:dem )?namen"
    r"|auf den namen|unter dem namen|(?:im auftrag|im namen|in vertretung) von|in sachen|stellvertretend für"
    r"|(?:vor|nach|familien|geburts|mädchen|zu)name[n]?(?: ist| lautet|:)|name ?:|kontoinhaber(?:in)? ?:?"
    r"|antragsteller(?:in)? ?:|account ?holder(?: is|:)?|hesap sahibi|właściciel(?:ka)? konta|titulaire(?: du compte)?"
    r"|titularul contului|власни\w+ рахунку|владел\w+ сч[её]та|صاحب الحساب"
    r"|geborene[r]?|(?:hier (?:spricht|schreibt|ist)|es schreibt ihnen|gez\.|gezeichnet|i\. ?a\.)"
    r"|my (?:full |first |last )?name is|my name's|name is|i am called|called|surname is|last name is|née"
    r"|(?:benim )?ad[ıi]m|ismim|soyad[ıi]m|ad[ıi]m soyad[ıi]m|ad[ıi] soyad[ıi]"
    r"|мене (?:звати|звуть)|звати|звуть|(?:моє|мое|моё) (?:ім['’]?я|имя)(?: та прізвище)?|ім'я|(?:моє )?прізвище"
    r"|меня зовут|зовут"
    r"|(?:моя )?фамилия|фио|піб|п\.і\.б\."
    r"|اسمي(?: هو)?|أنا اسمي|إسمي|اسمى|اسمها|اسمه|اسم (?:ابني|ابنتي|زوجي|زوجتي)|يدعى|تدعى"
    r"|nazywam się|nazywam sie|mam na imię|mam na imie|(?:moje )?imię i nazwisko|(?:moje )?nazwisko(?: to)?|na imię"
    r"|je m['’]?appelle|je me nomme|mon nom est|mi chiamo|me llamo|mi nombre es"
    r"|mă numesc|ma numesc|mă cheamă|ma cheama|numele meu(?: este| e)?|se numește|nume"
    r")" + _GAP + r"(?:(?:und|ist|este|to|é|je|jest) )?"
)

TITLE = re.compile(
    r"(?<![\w-])(?:herrn?|hr\.?|frau|fr\.|familie|fam\.?|eheleute|fräulein|dr\.|prof\.|mr\.?|mrs\.?|ms\.?|miss|"
    r"pana?|panu|pani|panią|domnul(?:ui)?|doamn(?:a|ei)|dl\.?|dna\.?|sayın|bay|bayan|"
    r"monsieur|madame|mme\.?|"
    r"пан(?:а|у|ові)?|пані|панові|господин\w?|госпожа|госпожи|госпоже|г-н|г-жа|السيد|السيدة|الدكتور|الأستاذ) "
)

WEAK = re.compile(
    r"(?<![\w-])و?(?:"
    rf"(?:mein\w{{0,2}}|unser\w{{0,2}}|dein\w{{0,2}}|ihr\w{{0,2}}|sein\w{{0,2}}|der|die|den|dem|vom|ein\w{{0,2}}"
    rf"|zum|zur)"
    rf"(?: \w{{3,14}}| \d\.)?(?: \w{{3,14}})? (?:{RELATIVES})(?:s|n|en)?(?: (?:ist|heißt|heisst|namens|herr"
    rf"|frau))?|(?:{RELATIVES})(?: ist| heißt)?"
    r"|(?:ich|und ich) bin(?: (?:die|der|es))?|bin|ich|wir sind|hier(?: ist)?|(?:vor|nach|familien|geburts"
    r"|mädchen)name|(?:ich )?schreibe für|für|von|an|bei|mit|gegen|auf|durch|wie|sagt|und|wegen|jetzt|früher"
    r"|ehemals|vormals|verheiratet|bevollmächtigte\w?|betreuer von"
    r"|sehr geehrter?|lieber?|hallo|hi|moin|guten tag|servus|danke|dank|gruß|grüße|grüßen|gruss|grüsse|grüssen|mfg|lg"
    r"|vg|bg|mit freundlichem gruß"
    r"|ihre?|eure?|dein|i'm|i am|this is|my (?:husband|wife|son|daughter|father|mother|brother|sister|friend"
    r"|neighbou?r|child|kid|baby"
    r"|landlord)(?:'s name is| is)?|regards|sincerely|thanks|cheers|dear|yours|greetings|best"
    r"|ben|oğlum(?:un)?|kızım(?:ın)?|eşim(?:in)?|kocam|karım|annem|babam|kardeşim|çocuğum|saygılarımla|selamlar"
    r"|teşekkürler|teşekkür ederim"
    r"|я|ми|мы|мо(?:й|я|є|ё|е|го|го|єї|ей|ю|єму|ему|їй) (?:чоловік|муж|мужа|син|сын|сина|сына|дочка|донька|доньки"
    r"|дочери|доньку|дочь"
    r"|дружина|жена|мама|мати|мать|батько|папа|отец|брат|сестра|дитина|ребёнок|ребенок|бабуся|бабушка|подруга"
    r"|друг|сусід|сосед\w?)\w?"
    r"|для|від|от|з повагою|с уважением|дякую|спасибо|чоловік|син|сын|донька|дочка|дочь|муж|жена|дружина"
    r"|أنا|انا|ابني|إبني|ابنتي|زوجي|زوجتي|والدي|والدتي|أبي|أمي|أخي|أختي|طفلي|طفلتي|صديقي|مع تحياتي|تحياتي|شكرا|شكراً"
    r"|(?:mój|moja|mojego|mojej|moje) (?:mąż|męża|żona|żony|syn|syna|córka|córki|córkę|matka|ojciec|brat|siostra"
    r"|dziecko)|pozdrawiam"
    r"|z poważaniem|jestem|dla|żona|mąż|córka|syn"
    r"|(?:soțul|sotul|soția|sotia|fiul|fiica|mama|tatăl|fratele|sora|copilul) (?:meu|mea)|cu (?:respect|stimă)"
    r"|mulțumesc|sunt|pentru|eu sunt"
    r")[ ,:!.\n\-–]{1,4}"
)
"""After a weak cue, only a word that the gazetteer knows or a tagger takes for a name is one."""

ROLE = word_set(
    """
    dank gruß grüße grüßen gruss grüsse grüssen mfg lg vg bg danke regards sincerely thanks cheers yours best ihr
    ihre dein eure saygılarımla selamlar teşekkürler повагою уважением дякую спасибо تحياتي pozdrawiam
    poważaniem respect stimă mulțumesc
    """
)
"""Last words of a closing formula: what follows it is who writes."""

AFTER = re.compile(
    r" (?:(?:bey|hanım|hanim|hoca|amca|teyze)(?:'\w{1,6})?(?!\w)|(?:hier|mein name|ist mein name)(?= ?(?:[,.!:\n]"
    r"|und |nochmal|ich |$)))"
)
"""What stands behind a name: a Turkish form of address, or "Müller hier"."""


CLOSING = re.compile(
    r"(?<![\w-])(?:(?:mit )?(?:freundlich\w{0,3}|best\w{0,3}|herzlich\w{0,3}|lieb\w{0,3}|viel\w{0,3}|schön\w{0,3}"
    r"|sonnig\w{0,3}) gr(?:u|ü|ue)(?:ß|ss)\w{0,2}|mfg|lg|vg|gr(?:u|ü|ue)(?:ß|ss)e?|hochachtungsvoll"
    r"|(?:kind |best |warm )?regards|(?:yours )?sincerely|cheers|saygılarımla|з повагою|с уважением|z poważaniem"
    r"|pozdrawiam|cu stimă|cu respect|مع التحية|(?:مع )?تحياتي|cordialement)[ ,،.!\n-]{1,4}"
)
"""A closing formula; what stands between it and the end of the text is who signs."""

PET = re.compile(
    r"(?:\bhört auf(?: den namen)?|\b(?:hund|hündin|katze|kater|welpe|dackel|kaninchen|wellensittich"
    r"|papagei|pony|pferd)"
    r"[^.?!\n]{0,30}\b(?:heißt|namens)|\b(?:köpeğim|kedim|my (?:dog|cat|puppy)|mon (?:chien|chat)|mój (?:pies|kot)"
    r"|mojego psa|câinele meu|собак[аиу]|кот|кіт|кошка|كلبي|قطتي|hundesteuer für|hund|katze)),? $"
)
"""What stands before the name of an animal."""

_RELATION = re.compile(
    r"\b(?:mein|unser|dein|ihr\w|sein|my |oğl|kız|eş|koca|kar|anne|baba|kardeş|çocu|мо|чоловік|муж|син|сын|донь"
    r"|дочк|дочь|жена|друж|ابن|زوج"
    r"|والد|أب|أم|أخ|طفل|صديق|mó|moj|soț|sot|fi|mama|tat|frat|sora|copil|mąż|żon|córk|syn)|(?:mann|frau|sohn"
    r"|tochter|kind|mutter|vater"
    r"|nachbar\w*|vermieter\w*|chef\w*|halter\w*|inhaber\w*|kollege|kollegin|bruder|schwester|freund\w*"
    r"|betreuer\w*|mieter\w*|schornstein\w*|hebamme|notar\w*|\w*pfleger\w*|erzieher\w*|\w*lehrer\w*|\w*arzt"
    r"|\w*ärztin|trainer\w*|therapeut\w*|makler\w*|berater\w*|mitarbeiter\w*"
    r"|sachbearbeiter\w*|kinder|oma|opa|kleine\w?)(?: ist| heißt)?\W*$"
)


def cue_kind(cue: str) -> str:
    """Whether a weak cue is the end of a `closing` formula, a `relative`, or some `other`."""
    if cue.rstrip(" ,:!.\n-–").rsplit(" ", 1)[-1] in ROLE:
        return "closing"
    return "relative" if _RELATION.search(cue) else "other"
