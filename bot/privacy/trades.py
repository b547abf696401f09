"""What one is by trade, station or passport, in the languages of the citizens: nothing of Art. 9; data.

"Jestem piekarzem" and "I am Portuguese" are built as "Jestem katolikiem" and "I am Jewish" are.
"""

from __future__ import annotations

import re

_GERMAN = (
    r"schmied|koch|bäcker|konditor|metzger|fleischer|friseur|maler|maurer|schlosser|tischler|schreiner|zimmerer|zimmermann"
    r"|dachdecker|elektriker|klempner|installateur|gärtner|landwirt|winzer|imker|förster|jäger|schäfer|schneider|schuster"
    r"|erzieher|lehrer|dozent|anwalt|notar|künstler|musiker|autor|fotograf|fahrer|taxifahrer|kraftfahrer|kellner|verkäufer"
    r"|gastwirt|wirt|handwerker|meister|unternehmer|freiberufler|gründer|händler|landwirt|hausmeister|ingenieur|informatiker"
    r"|mechaniker|mechatroniker|bauer|fischer|müller|töpfer|optiker|goldschmied|steinmetz|schornsteinfeger|floristi?"
    r"|apotheker|tierarzt|arzt|ärzti|zahnarzt|physiotherapeut|heilpraktiker|hebamme|krankenschwester|krankenpfleger"
    r"|pfleger|altenpfleger|polizist|feuerwehrmann|richter|pfarrer|journalist|übersetzer|dolmetscher|vermieter|eigentümer"
)
_ENGLISH = (
    r"baker|cook|chef|driver|electrician|plumber|welder|carpenter|nurse|doctor|teacher|student|pensioner|hairdresser|barber"
    r"|mechanic|farmer|builder|painter|cleaner|engineer|developer|waiter|waitress|butcher|tailor|freelancer|artist|lawyer"
    r"|portuguese|polish|italian|spanish|french|greek|bulgarian|romanian|ukrainian|russian|syrian|turkish|american|british"
    r"|english|irish|scottish|indian|chinese|japanese|brazilian|canadian|australian|nigerian|ghanaian|iraqi|iranian|afghan"
    r"|pakistani|egyptian|moroccan|tunisian|croatian|serbian|hungarian|czech|slovak|dutch|belgian|swiss|austrian|danish"
    r"|swedish|norwegian|finnish|albanian|georgian|german|moldovan|lithuanian|latvian|estonian"
)
_TURKISH = (
    r"aşçı|berber|kuaför|fırıncı|kasap|terzi|şoför|elektrikçi|tesisatçı|kaynakçı|marangoz|boyacı|hemşire|doktor|öğretmen"
    r"|öğrenci|emekli|mühendis|garson|muhasebeci|temizlikçi|bulgar|alman|yunan|rumen|rus|ukraynalı|suriyeli|iraklı|iranlı"
)
_SLAVIC = (
    r"сварщик|зварник|кухар|повар|пекар|водій|води[тя]\w{0,4}|електрик|электрик|сант[еє]хн[иі]к|буд[іi]вельник|строител"
    r"|маляр|муляр|каменщик|столяр|тесл|плотник|швач|швея|перукар|парикмахер|медсестр|лікар|врач|учител|вчител|виховател"
    r"|воспитател|програм[иі]ст|бухгалтер|механ[иі]к|слюсар|слесар|продавец|продавц|прибиральниц|уборщиц|няня|доглядальниц"
    r"|сиделк|студент|пенсіонер|пенсионер|підприєм|предпринимател|фермер|юрист|інженер|инженер|кравец|портн|м'ясник|мясник"
    r"|офіціант|официант|кулінар|полька|поляк|німец|німкен|немец|немк|болгар|румун|румын|литов|латв|ест|італі|итал"
    r"|murarz|kowal|piekarz|fryzjer|kuchar|kierowc|elektryk|hydraulik|spawacz|stolarz|kraw[ic]|rzeźnik|mechanik|malarz|ślusarz"
    r"|lekar|pielęgnia|nauczyciel|opiekun|sprzątacz|informatyk|programist|księgow|rolnik|ogrodnik|student|ucz(?:eń|enn|ni)"
    r"|emeryt|rencist|przedsiębiorc|właściciel|kelner|sprzedawc|ekspedient|dekarz|cieśl|inżynier|prawnik"
    r"|pol(?:ak|k)|niem|ukrai|rosjan|białorus|bułgar|rumun|czech|czeszk|słowa|węg|wło|hiszpan|francuz|turk|turczyn"
)
_ROMANCE = (
    r"boulang|coiffeu|cuisini|menuisi|maçon|plombi|électricien|chauffeur|infirmi|médecin|professeu|étudiant|retraité"
    r"|artisan|peintre|mécanicien|serveu|agricult|enseignant|ingénieur|traduct|couturi|bouch|commerçant|jardini|soudeu"
    r"|belge|français|suisse|portugais|italien|espagnol|algérien|marocain|tunisien|camerounais|sénégalais|ivoirien"
    r"|congolais|malien|guinéen|togolais|béninois|libanais|syrien|roumain|polonais|luxembourgeois|allemand|grec"
    r"|brutar|zugrav|zidar|șofer|sofer|bucătar|frizer|coafez|electrician|instalator|sudor|tâmplar|mecanic|asistent|medic"
    r"|profeso|student|pensionar|croitor|măcelar|contabil|inginer|ospătar|român|roman|moldovean|bulgar|ungur"
)
_ARABIC = (
    r"خباز|طباخ|سائق|حداد|نجار|كهربائي|سباك|حلاق|خياط|معلم|مدرس|ممرض|طبيب|مهندس|طالب|متقاعد|محاسب|جزار|دهان|بناء|عامل|تاجر"
    r"|مترجم|محامي?|سوري|عراقي|لبناني|مصري|أردني|اردني|فلسطيني|مغربي|تونسي|جزائري|ليبي|سوداني|يمني|تركي|أوكراني|ألماني"
)
_TRADE = re.compile(
    rf"(?:\w+-)?(?:(?:{_GERMAN})(?:in|innen|n|en|s|er)?|(?:{_ENGLISH})s?|(?:{_TURKISH})(?:y?[ıiuü]m|y?[ıiuü]z|lar|ler)?"
    rf"|(?:{_SLAVIC})\w{{0,6}}|(?:{_ROMANCE})\w{{0,5}}|(?:ال)?(?:{_ARABIC})\w{{0,3}})"
)


def is_trade(word: str) -> bool:
    """Whether a word in small letters is one's trade, station or nationality, in any gender or case."""
    return bool(_TRADE.fullmatch(word))
