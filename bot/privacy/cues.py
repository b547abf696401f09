"""The words that announce a number, by kind, in German and the other languages of the citizens; data."""

from __future__ import annotations

from bot.privacy.spans import Label
from bot.privacy.words import word_set

_NO = r"[ ./-]{0,2}(?:nummern?|numer|nr|no|num|n°|#)"

CUES: tuple[tuple[Label, str], ...] = (
    (
        "IBAN",
        rf"iban|i-ban|bankverbindung|konto{_NO}|kto(?:{_NO})?|bankkonto|hesap n\w+|рахунок|номер (?:счета|рахунку)"
        r"|numer konta|cont(?:ul)? bancar|رقم الحساب|الآيبان|ايبان",
    ),
    (
        "TAX_ID",
        rf"steuer[ -]?(?:id|ident\w*|idnr)(?:{_NO})?|steuerliche identifikationsnummer"
        rf"|(?:steuer)?identifikationsnummer|id{_NO}"
        r"|idnr|steuer-?i\.?d\.?|tax[ -]?(?:id|identification)(?: number)?|tin|vergi (?:kimlik )?n\w+"
        r"|податков\w+ (?:номер|ід)|идентификационн\w+ номер|налогов\w+ номер|ідентифікаційн\w+ номер"
        r"|الرقم الضريبي|numer identyfikacji podatkowej|numer podatkowy|cod fiscal|vergi numaras\w*",
    ),
    (
        "TAX_NUMBER",
        rf"steuer{_NO}|st\.?{_NO}|stnr|tax number|ust[ -]?id\w*|umsatzsteuer[ -]?id\w*|aktenzeichen finanzamt",
    ),
    (
        "PENSION_NO",
        rf"(?:renten|sozial)?[ -]?vers(?:icherungs|\.)?(?:{_NO})|(?:sv|rv|vs|sozi|drv){_NO}|rvnr|svnr|vsnr"
        r"|rentennummer|rentenversicherung|sozialversicherungsausweis"
        r"|social security(?: number)?|sigorta n\w+|номер соцстрах\w*|соціальн\w+ номер|ubezpieczen\w+ nr"
        r"|رقم التأمين\w*",
    ),
    (
        "HEALTH_NO",
        rf"kranken[ -]?(?:versicherten|versicherungs|kassen)(?:karten)?(?:{_NO})|kvnr|kv{_NO}"
        rf"|versicherten{_NO}|versichertennr|gesundheitskarte|egk|health insurance(?: number)?|krankenkasse(?: nr)?"
        rf"|kassen{_NO}|versichertenkarte|sağlık sigorta\w* n\w+|медичн\w+ страхув\w+",
    ),
    (
        "ID_CARD",
        rf"(?:personal)?ausweis(?:{_NO}|[ -]?id)|perso(?:{_NO})|personalausweis|perso\b|pa{_NO}|dokumenten?{_NO}"
        rf"|id[ -]card(?: n\w+)?|kimlik n\w+|kimlik|identity card(?: number)?|ausweis|serien{_NO}"
        r"|buletin\w*|carte de identitate|dowód osobisty|dowodu osobistego|dowód|посвідчен\w+|удостоверен\w+"
        r"|رقم الهوية|هوية\w*|id-kaart|id\b",
    ),
    (
        "PASSPORT",
        rf"(?:reise|kinderreise|express)?pass(?:{_NO})?|passport(?: n\w+)?|reisepass|pasaport\w* ?n\w*"
        r"|(?:номер )?паспорт\w*"
        r"|(?:numer )?paszport\w*|pașaport\w*|pasaport\w*|رقم (?:الجواز|جواز\w*)|جواز\w*(?: السفر| سفر\w*)?"
        r"|nationalpass",
    ),
    (
        "DRIVING_LICENCE",
        rf"führerschein(?:{_NO})?|fuehrerschein(?:{_NO})?|führerscheinnummer|fs{_NO}|fahrerlaubnis(?:{_NO})?|lappen"
        rf"|kartenführerschein|driving licen[cs]e(?: n\w+)?|driver'?s licen[cs]e|ehliyet\w*(?: n\w+)?|listen{_NO}"
        r"|prawo jazdy|prawa jazdy|permis(?:ul)? de conducere|водійськ\w+|водительск\w+|رخصة",
    ),
    (
        "RESIDENCE_PERMIT",
        rf"aufenthalts?[ -]?(?:titel|erlaubnis|gestattung|karte|genehmigung)s?(?:{_NO})?|azr(?:{_NO})?"
        rf"|eat(?:{_NO})?|e-at|niederlassungserlaubnis|duldung|gestattung|ankunftsnachweis|fiktionsbescheinigung"
        r"|residence permit(?: n\w+)?|zusatzblatt"
        r"|blaue karte|blue card|oturum (?:izni|kart\w*)|ikamet (?:izni|kart\w*)|посвідк\w+|вид на жительство|внж"
        r"|karta pobytu|permis(?:ul)? de (?:ședere|sedere)|إقامة|الإقامة|تصريح\w*",
    ),
    (
        "CASE_NO",
        r"akt(?:en)?\.?[ -]?(?:zeichen|zeich|z|nummer|nr)|aktenz\.?|geschäfts[ -]?(?:zeichen|nummer|nr)"
        r"|geschaeftszeichen|gesch\.?[ -]?z\w*|geschz|az|az\.|a\.z|gz|g\.z|gnr"
        r"|(?:ihr|mein|unser|deren) zeichen|zeichen|fall[ -]?(?:nummer|nr|id)|fall|case(?: n\w+)?"
        r"|verfahrens[ -]?(?:nummer|nr)|verfahren|dosya n\w+|dosya|unter der nummer|register(?:nummer|zeichen)"
        r"|tagebuch[ -]?(?:nummer|nr)"
        r"|номер (?:справи|дела)|справ[аи] (?:№|номер)|№|дело|справа|sygnatur\w+|sygn\.?|numer sprawy|znak sprawy"
        r"|sprawy?|număr(?:ul)? dosar\w*|nr\.? dosar\w*|dosar(?:ul)?|file n\w+|reference(?: n\w+)?"
        r"|ref(?:erenz)?\.?(?:nummer|nr|no)?|our ref|your ref"
        r"|referenz|bezug|betr(?:eff|\.)|رقم (?:ال)?(?:ملف|قضية|معاملة)\w{0,3}|strafanzeige|anzeige(?:nummer)?|vorgang"
        r"|klage|urteil|beschluss|scheidung|insolvenzverfahren|betreuung|nachlass|gericht|amtsgericht"
        r"|sozialgericht|landgericht|verwaltungsgericht|familiengericht|nachlassgericht"
        r"|grundbuch\w*|betreuungsgericht|arbeitsgericht|staatsanwaltschaft|bescheid|bußgeldbescheid|widerspruch"
        r"|unter(?! dem namen| der nummer)",
    ),
    (
        "CUSTOMER_NO",
        rf"bg(?:{_NO})?|bedarfsgemeinschaft(?:s?{_NO})?|kunden(?:{_NO})?|kundin|kassen[ -]?zeichen|kassenz\.?|kz"
        rf"|vorgangs?(?:{_NO}|[ -]?(?:id|zeichen))|kd\.?(?:{_NO})|antrags?(?:{_NO}|[ -]?id)|bescheid(?:{_NO})"
        rf"|buchungs[ -]?(?:zeichen|nummer|nr|code)|ticket(?:{_NO}|[ -]?id)?|mitglieds?(?:{_NO})|mitgl\.?(?:{_NO})"
        rf"|vertrags?(?:{_NO}|konto)|beitrags?(?:{_NO})|personen(?:{_NO}|kennziffer|kennzeichen)|matrikel(?:{_NO})"
        r"|debitor\w*"
        rf"|förder(?:{_NO})|bafög(?:{_NO})|wohngeld(?:{_NO})|rechnungs?(?:{_NO})|zähler(?:{_NO}|stand)|kennziffer"
        r"|customer (?:number|no|id)|client (?:number|id)|member(?:ship)? (?:number|id)|application (?:number|id)"
        r"|müşteri n\w+|başvuru n\w+|takip n\w+"
        r"|номер (?:клієнта|клиента|заявки|заяви|заявления|договор\w+)|numer (?:klienta|wniosku|umowy)|nr klienta"
        r"|număr(?:ul)? (?:de )?(?:client|cerere|înregistrare)\w*|cod client|rundfunkbeitrag\w*nummer"
        rf"|teilnehmer(?:{_NO})|betriebs(?:{_NO})|steuerkonto|objekt(?:{_NO})"
        rf"|auftrags?(?:{_NO})|anliegen(?:{_NO})|sendungs(?:{_NO})|رقم (?:ال)?(?:عميل|طلب|معاملة|عضوية|عقد"
        rf"|فاتورة)\w{0, 3}"
        rf"|reservierungs?(?:{_NO})|bearbeitungs(?:{_NO})|bestell(?:{_NO})|(?:leser|bibliotheks|bücherei|mitglieds|kunden)(?:ausweis|karte)(?:s?{_NO})?|leser(?:{_NO})|nutzer(?:{_NO})"
        rf"|bürger(?:{_NO})|police(?:n{_NO})?|schaden(?:{_NO})|gebühren(?:{_NO})"
        rf"|forderungs(?:{_NO})|mahn(?:{_NO})|verwendungszweck|stamm(?:{_NO})|partner(?:{_NO})"
        rf"|geschäftspartner(?:{_NO})?|gp(?:{_NO})|kundenkonto|abo(?:{_NO})|mandats(?:{_NO}|referenz)"
        rf"|termin(?:{_NO}|code)|einreichungs(?:{_NO})|registrier(?:{_NO})|pin|puk|tan",
    ),
    (
        "CHILD_BENEFIT_NO",
        rf"kindergeld(?:{_NO})?|kg{_NO}|kgnr|familienkasse(?:n{_NO})?|child benefit(?: n\w+)?|çocuk parası n\w+",
    ),
    (
        "CARD",
        rf"kredit[ -]?karten?(?:{_NO})?|karten?(?:{_NO})|karte|visa|visakarte|master[ -]?card|amex|maestro"
        r"|debitkarte|credit card(?: n\w+)?|debit card|girokarte|girocard|bankkarte|ec[ -]?karte\w*|kredi kart\w*"
        r"|банківськ\w+ карт\w+|карт[аиу]|karta|card(?:ul)?|بطاقة\w*",
    ),
    (
        "PLATE",
        r"(?:kfz-?|auto|amtliche[sn]? )?kennzeichen|kennz\.?|nummernschild|nummerntafel|plaka\w*|licen[cs]e plate"
        r"|number plate|reg(?:istration)? (?:number|no)|amtl\. kennz\.?|kfz|autokennzeichen|номерн\w+ знак\w*"
        r"|номер машин\w|rejestracj\w+|număr(?:ul)? de înmatriculare|رقم السيارة",
    ),
    (
        "PHONE",
        rf"tel|telefon|telefonnummer|tel\.?(?:{_NO})|telefonisch(?: unter)?|fon|handy|handynummer|handynr|mobil"
        r"|natel|mobilnummer|mobilnr|mobilfunk\w*|fax|mob|rückruf\w*(?: unter)?|zurückrufen unter|rufnummer"
        r"|durchwahl|erreichbar(?: unter)?"
        r"|erreich\w*(?: (?:mich|uns|bin ich))?(?: (?:am besten|tagsüber|jederzeit|immer|nur|auch))? unter"
        r"|phone(?: number)?|call me(?: (?:at|on))?|mobile|cell|whatsapp|wa|signal|telegram|viber|cep(?: tel\w*)?"
        r"|telefonum|numaram|тел|телефон\w*|номер телефон\w|мобільн\w+|мобильн\w+|вайбер|ватсап|telefonu"
        r"|numer telefonu|komórk\w+|număr(?:ul)? de telefon"
        r"|هاتف\w*|رقمي|رقم (?:هاتفي|الهاتف|جوالي|موبايلي)|جوال\w*|موبايل\w*|واتساب|ruf\w*(?: mich"
        r"| uns)?(?: bitte)?(?: zurück)?(?: an)?(?: unter)|festnetz(?:nummer)?|meine nummer|meine nr|neue nummer"
        r"|nummer ist",
    ),
    (
        "USERNAME",
        r"\w*(?:konto|account|profil|user|login|nutzer|spieler|gamer|chat|portal|anmelde)-?namen?"
        r"|(?:be)?nutzer(?:[ -]?(?:namen?|kennung|konto|id))?|user(?:[ -]?(?:namen?|id|kennung|konto))?|username"
        r"|anmelde(?:namen?|kennung)|einlogg\w*(?: als| mit)|eingeloggt als|angemeldet als|registriert als"
        r"|login(?:[ -]?(?:name|daten|kennung))?|log-?in|loginname|kennung|zugangskennung|zugang|mein account"
        r"|account(?:[ -]?name)?"
        r"|profil(?:name)?|nick(?:name)?|nickname|(?:psn|xbox|steam|epic|riot|gamer|apple|paypal|reddit|twitch|threads"
        r"|bluesky|mastodon|ebay|vinted|kleinanzeigen|youtube)[ -]?(?:id|tag|konto|account|name|profil)"
        r"|insta(?:gram)?(?:[ -]?(?:name|profil|account))?|tiktok|facebook"
        r"|fb|discord|twitter|snapchat|snap|steam|telegram|skype|teams|kullanıcı ad\w+|логін\w*|логин\w*"
        r"|ім'я користувача|имя пользователя|никнейм|nazwa użytkownika|login\w*|nume(?:le)? de utilizator"
        r"|utilizator|اسم المستخدم|حسابي"
        r"|bundid(?:[ -]?(?:name|konto|login|benutzername))?|mein unternehmenskonto|elster(?:[ -]?(?:konto|name"
        r"|benutzername|login|account|zugang|kennung))?|benutzerkonto|nutzerkonto|servicekonto"
        r"|mein konto(?: heißt)?|konto heißt|konto mit dem namen|konto unter|kürzel|screen ?name|handle"
        r"|unter dem namen|als benutzer|zertifikat",
    ),
)
"""Kind and pattern of its cue words, in small letters."""

LOOSE = word_set(
    """
    ausweis personalausweis perso reisepass führerschein fuehrerschein krankenkasse kindergeld gesundheitskarte
    duldung niederlassungserlaubnis kfz visa
    mobil handy fax passport pass паспорт tin case reference mobile bankverbindung bankkonto telegram id kimlik
    dowód karte karta card zeichen fall
    verfahren verfahren unter vorgang klage urteil beschluss scheidung insolvenzverfahren betreuung nachlass
    gericht amtsgericht sozialgericht
    landgericht verwaltungsgericht familiengericht nachlassgericht betreuungsgericht arbeitsgericht
    staatsanwaltschaft bescheid bußgeldbescheid
    widerspruch bezug betreff betr ref referenz dosya sprawy sprawa справа дело anzeige strafanzeige kundin
    bedarfsgemeinschaft ticket zählerstand
    grundbuch grundbuchamt grundbuchblatt kz familienkasse gestattung lappen rentenversicherung signal wa
    versichertenkarte pin puk tan verwendungszweck police buletin buletinul
    stau cell mob dosar dosarul бо aufenthaltstitel aufenthaltserlaubnis aufenthaltskarte eat azr bg zugang
    kartenführerschein permisul
    """
)
"""Words that name a thing citizens ask about as well as its number: they count only before a value of its shape."""

COMPOUND = (
    r"(?!(?:warte|fehler|haus|zimmer|raum|linien|formular|vordruck|seiten|post|schlüssel|typ|produkt|service|konto"
    r"|hotline|not|sperr|drucksachen|zugangs|artikel|tür|stock|etagen|bus|zug|gleis|tor|jahrgangs|größen|schuh"
    r"|blatt|zeilen|absatz|kurs"
    r"|leika|leistungs|paragraph\w?|gesetz\w?|start|los|platz|versions|modell|kapitel|verkehrs|ruf|muster"
    r"|zertifizierungs|tisch|sitz|stamm(?=tisch)"
    r"|lied|ordnungs|gemeinde|identitäts|kommunikations|frage|satz|haltestellen|strich|post|länder|vor|qr|bar"
    r"|zip|farb|dress|quell|rufnummern|steuer(?=klasse)"
    r"|verkehrs|hinweis|frage|lebens|satz|ausrufe|anführungs|prüf|frei|an|wahr|marken|waren|merk|güte|kenn"
    r"|abzeichen|sonder|stern|himmels|wunschkenn|kfz-kenn|wunsch)"
    r"(?:nummern?|numer|nr|zeichen|kennung|code|kennziffer|kennzahl|id)(?!\w))"
    r"[\w-]{2,30}?[./ -]{0,2}(?:nummer|numer|nr|zeichen|kennung|kennziffer|kennzahl|code|-id)"
)
"""Any other word for a number: "Wohnberechtigungsscheinnummer", "Wartelisten-Nr."."""

FILLER = (
    r"(?:[\s:=#.,\-–(\"'„“/*»]|(?:nr|nummer|no|number|numarası|numara\w*|ist|lautet|war|wäre|wer|is|hier|die"
    r"|der|das|den|dem|mein(?:e|en|er|em)?"
    r"|unsere?[rns]?|ihr(?:e|en)?|dein\w?|seine?|folgende[rs]?|also|unter|heißt|heisst|номер|number|numer"
    r"|numeru|są|is|are|jest|este|це|هو|هي|رقم|von|mit|vom|bei|beim|bei der|habe ich|hab ich|hab|habe|haben"
    r"|wir|steht|gibt|als|ja|wohl"
    r"|neu|neue[rsn]?|alte[rsn]?|aktuelle[rsn]?|jetzt|auch|immer|gerne?|bitte|unten|oben|da|dazu|drauf|dort"
    r"|sei|lauten|sind|laut|hinten|genau|glaub(?:e)? ich|angeblich|on|at|to|of|is|the|my|ma|moja|mój|мій|мой"
    r"|моя|mea|meu|to|the|in|im|am|an|zu|zum|zur|für)"
    r"(?=[\s:.,=])){1,14}"
)
"""What may stand between a cue and its value without making a doubt of it."""
