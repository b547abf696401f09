"""Words of postal addresses: what street names end in, what stands before them, and what only looks like one; data."""

from __future__ import annotations

STRONG = (
    r"(?:stra(?:ß|ss|s)en?|strase|sraße|stasse|staße|straß|str\.|str|gasse|gässchen|gässle|gässli|gaß|allee|weg|wegle|wegli"
    r"|platz|damm|ufer|chaussee|steig|stieg|pfad|twiete|twete|promenade|zeile|esplanade|boulevard|ring|graben|kamp"
    r"|stiege|steg|laan|straat|штрассе|штр\.|strasi)"
)
"""A word with such an ending before a number is a street unless something speaks against it."""

MEDIUM = (
    r"(?:hof|höfe|markt|berg|wall|park|reihe|brücke|hang|grund|winkel|garten|gärten|heide|rain|aue?n?|blick|bogen|leite[n]?"
    r"|acker|äcker|halden?|terrasse|siedlung|bruch|felde?r?|wiesen?|höhe|tor|tal|thal|busch|wald|wäldchen|teich|see|bach"
    r"|born|brunnen|brink|breite|rücken|kopf|kopp|stein|eck|ecke|ende?|horst|hagen|hain|hecke[n]?|kehre|koppel|lohe?|mühle"
    r"|moor|ort|redder|rode?|sande?|schanze|spitze|stich|trift|drift|warft|weide[n]?|weiher|werder|wiek|wurth?|stücke?n?|gewann"
    r"|burg|kirche|kolonie|hütte[n]?|linden?|eichen?|buchen?|kuhle|delle|dell|anger|plan|freiheit|holz|hölzl|kreuz|mauer"
    r"|löh|wender?|zaun|staffel|kreisel|quelle|loch|gut|dyk|diek|deich|kai|quai|hafen|schleuse|bleiche|worth|warte|fleet"
    r"|rahmen|hammer|stall|kante|kuppe|senke|furt|insel|schlag|gries|leger|kessel|riede?|furth|stedt|dorf|haus|hausen)"
)
"""A word with such an ending is one where something else speaks for an address."""

BEFORE = (
    r"(?:am|an|an der|an den|an dem|ans|auf dem|auf der|auf den|auf'm|aufm|im|in der|in den|in dem|zum|zur|zu den|unter den|unter der"
    r"|unterm|unterer|hinter der|hinter dem|hinter den|hinterm|achter(?:n|m)?|achtern|vor dem|vor der|vor den|vorm|bei der|bei den"
    r"|bei dem|beim|über der|überm|neben der|zwischen den|op de[mnr]?|op'n|up de[mnr]?|bi de[mnr]?|in't|in'n|tom|to'n|oberm"
    r"|oberhalb|unterhalb|gegenüber|ob der|ob dem|längs|nach dem|um den)"
)
"""Prepositions that street names begin with: "Am Mühlgraben", "Achtern Diek", "Hinterm Rahmen"."""

ADJECTIVE = (
    r"(?:alt|neu|groß|gross|klein|ober|unter|hoh|lang|breit|kurz|äußer|innern?|inner|mittler|mittel|hinter|vorder|rot|grün|weiß|schwarz|blau"
    r"|gold(?:en)?|gulden|tief|krumm|still|schmal|steil|halb|dürr|nieder|heilig|finster|schön|kalt|warm|süd|nörd|öst"
    r"|west)(?:lich|er)?(?:e[rnsm]?)"
)

NO_STREET = (
    r"(?:park|spiel|fest|sport|stell|arbeits|studien|studi|sitz|kita|ausbildungs|betreuungs|kinder|fußball|camping|krippen|hort|lade"
    r"|grill|kindergarten|heim|liege|steh|praktikums|wohn|abstell|behinderten|bolz|rast|kranken|therapie|internats"
    r"|pflege|termin|stamm|steck|schul)plat?z$|^(?:rad|geh|fuß|hin|rück|um|dienst|liefer|keines|halb|durch|zu|ver|aus|lösungs|unter"
    r"|rechts|klage|instanzen|verwaltungs|wander|privat|arbeits|heim|fahr|radfahr|bürger|beschwerde|reit|eil|post|schul|auto)weg$"
    r"|(?:bundes|kreis|staats|landes|einbahn|seiten|hauptverkehrs|privat|neben|spiel|anlieger|fahrrad|durchgangs|wohn|maut|daten"
    r"|verkehrs|durchfahrts|halte)straße$|(?:autobahn|sackgasse|friedhof|bahnhof|bauhof|recyclinghof|wertstoffhof|flughafen)$"
    r"|(?:super|bau|weihnachts|wochen|floh|drogerie|arbeits|wohnungs|automobil|kapital|super|jahr|getränke|lebensmittel)markt$"
    r"|(?:gering|spring|hering|messring|ehering|schlüsselring|keyring|prüfring|kranring|lieferring|teppichsteg|grat|kreisring)$"
    r"|(?:eintrag|motor|faktor|vektor|direktor|autor|lektor|monitor|doktor|sektor|traktor|inspektor|kurator|editor|reaktor|rektor)$"
    r"|(?:schul|reiter|bauern|hinter|innen|vor|bus|pausen)hof$|(?:tier|fuhr|freizeit|gewerbe|solar|wind|wild|spiel|stadt)park$"
    r"|(?:um|sachge|daten|text|arbeits|handlungs|themen|aufgaben|eingabe|pflicht|wahl)feld$|^(?:feld|aue|bruch|ende|ort|wald|haus|see|tor|hof"
    r"|berg|hammer|sand|tal|stein|park|grund|bogen|ecke|eck|plan|schlag|gut|quelle|kreuz|warte|kopf|stall|markt|burg|wall|insel|loch)$"
    r"|(?:nach|be|aus|hin)weis\w?$|(?:wochen|jahres|monats|vertrags|miet|schul|dienst|feier)ende$|(?:wohn|geburts|vor|stand|arbeits|tat|unfall"
    r"|einsatz|heimat|sterbe|studien|dienst|urlaubs)ort$|(?:hin|augen|über|ein|aus|rück|weit|seiten)blick$|(?:frage|erhebungs|antrags"
    r"|prüf|melde|bewertungs|regen|ellen|stamm|laufzettel)bogen$|(?:kranken|rat|hoch|familien|reihen|gast|mehrfamilien|einfamilien|eltern|haupt|neben"
    r"|park|kauf|frauen|jugend|pflege|senioren|mutter|treppen|miets|doppel|ferien|garten|wohn|bürger|gemeinde|stadt|kranken)haus$"
    r"|(?:kinder|schul|klein|schreber|vor|haus|pflege)garten$|(?:zu|hinter|auf|vorder|beweg|ver|ab|kündigungs|ablehnungs|widerspruchs)grund$"
    r"|(?:neu|um|an|aus|ab|tief|hoch|wohnungs|straßen|haus)bau$|(?:vor|zu|ein|ab|an|auf|ver|um|nach|be|rat|herz|kosten)schlag$"
    r"|(?:aus|in|deutsch|bundes|nieder|eng)land$|(?:einkommens|fehler|strom|energie|wärme)quelle$|(?:feuer|strom|kosten|stunden|zeit|bau|stadt|lage"
    r"|dienst|stunden|fahr|haushalts|spar|reise|bebauungs|hilfe|teilhabe|flächennutzungs|wochen|speise|förder|finanz)plan$"
    r"|(?:aus|auf|ein|um|ab|an|zu|über|quer|wieder)steig\w?$|(?:bus|bahn)steig$|(?:pflege|hand)bruch$|(?:ein|aus|ab|an|zu|wider|ehe|knochen|wohnungsein)bruch$"
    r"|(?:ham|heidel|frei|augs|würz|magde|duis|branden|wolfs|regens|olden|salz|straß|luxem|königs|bam|nürn|witten|mar|lim|nau|merse"
    r"|ravens|coburg|neuen|rothen|offen|bern|hom|flens)(?:burg|berg|bach|burgs?)$|(?:wupper|frankent|neander|simmer)(?:tal|thal)$|(?:düssel|klagen|er|frank)"
    r"(?:dorf|furt)$|(?:kugel|lehr|fach|gesangs|kopf)stück$|(?:früh|grund|kleidungs|schrift|gepäck|flur|einzel|fund)stücke?$|(?:voll|auto|haupt|spitzen)kopf$"
    r"|(?:bau|grenz|rand|edel|meilen|bord|kalk|back)stein$|(?:kur|bau|schau|haupt|rund|polizei)insel$|(?:rotes?|halte|achsen)kreuz$|(?:renten|mindest|kranken)loch$"
)
"""Words of these endings that are no names of streets."""

UNIT = (
    r" ?(?:meter|m\b|km|qm|m²|uhr|h\b|euro|eur\b|€|%|prozent|personen|leute|stunden|tage|wochen|monate|jahre|kinder|mal\b|parkpl|plätze"
    r"|stellpl|abs\b|satz\b|stück|stunde|minuten|grad|x\b|zimmer(?! ?\d)|wohnung(?! ?\d)|anträge|briefe|bescheide|sgb\b|\.\s?\w+ \d{4}|\. ?"
    r"(?:jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez)\w*)"
)

BLOCKED = (
    r"(?:juni|juli|januar|februar|märz|april|mai|august|september|oktober|november|dezember|jahr\w*|klasse"
    r"|kapitel|absatz|abs|artikel|seite|stufe|mo|di|mi|do|fr|sa|so|kw|schuljahr|semester"
    r"|alter|stock|zimmer|raum|feld|punkt|ziffer|nummer|nr\.?|pflegegrad|anlage|formular|monat|woche|tag\w*|montag"
    r"|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|termin|bescheid|paragraf|paragraph|§|fall|schritt|teil|zone|linie"
    r"|gruppe|kreis|schnitt|moment|gang|etage|og|eg|vordruck|merkblatt|steuerklasse|versuch|block|umkreis|zeitraum|herbst|sommer"
    r"|winter|frühjahr|frühling|quartal|urlaub|ausland|gebäude|turm|schalter|gleis|bus|zug|rahmen|wert|höhe|von|bis|mit|um|ca|etwa"
    r"|rund|nur|noch|über|unter|maximal|mindestens|jeweils|je|auf|seit|und|oder|für|den|die|das|der|am|im|ab|zu|zum|zur|ich|wir)"
    r" \d{1,4}"
)

HOME = (
    r"\b(?:wohn\w{0,5}|whone|wohnhaft\w{0,2}|adress\w*|anschrift\w*|umgezogen|ziehe\w*|zieht|zogen|gezogen|umzieh\w*|gemeldet|meldeadresse"
    r"|zweitwohn\w*|hauptwohn\w*|nebenwohn\w*|wohnsitz|einzug|auszug|umzug|eingezogen|lebe|lebt|leben|zuhause|daheim|sitzt"
    r"|straße|str|strasse|wohnort|anmeld\w*|ummeld\w*|umgemeldet|abmeld\w*|hausnummer|mietwohnung|eigentumswohnung|grundstück|miete\w*"
    r"|vermieter\w*|nachbar\w*|zustell\w*|postalisch|post an|brief an|schick\w*|send\w*|rechnung an|bei uns|antwort an|postanschrift"
    r"|lieferadresse|obdach\w*|unterkunft|geschickt|zweitadresse|rückfrage\w* an|c/o|wg|haus|hausverwaltung|mieter\w*"
    r"|i live|live at|live in|living|my address|address|moved|oturuyor\w*|adres\w*|ikamet\w*|evim\w*|taşın\w*|mieszka\w*|zamieszka\w*|locuies\w*"
    r"|adresa|stau|domicili\w*|mutat|живу|живемо|живем|мешка\w*|прожива\w*|адрес\w*|прописан\w*|переїха\w*|переехал\w*|أسكن|اسكن|عنواني\w*|أعيش|اعيش|ساكن\w*|العنوان|مقيم\w*|نسكن)\b"
)
"""Words of living and of sending post."""
