"""Art. 9 GDPR in English, Turkish, Ukrainian, Russian, Arabic, Polish, Romanian: words, and who they are said of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.privacy.spans import Span


@dataclass(frozen=True, slots=True)
class _Language:
    """`words` carry it; `own` says that the writer or kin is meant; `topic` that it is a general question."""

    words: re.Pattern[str]
    own: re.Pattern[str]
    topic: re.Pattern[str]


def _language(words: str, own: str, topic: str) -> _Language:
    return _Language(*(re.compile(rf"(?<!\w)(?:{part})(?!\w)") for part in (words, own, topic)))


_LANGUAGES = (
    _language(
        r"a wheelchair user|wheelchair user|diabetics?|insulin|learning disabilit\w+|dyslexi\w+|seizures?|fibromyalgia"
        r"|c(?:o)?eliac(?: disease)?|endometriosis|slipped disc|chemo|transplant\w*|pacemaker|oxygen|suicid\w+"
        r"|recovering \w+|terminally ill|heart condition|high blood pressure|stroke"
        r"|depress(?:ion|ed|ive)|diabet\w+|(?:\w+ )?cancer|leuk(?:a)?emia|tumou?r|asthma|epilep\w+|autis\w+"
        r"|asperger'?s?|adhd|hiv(?:[ -]positive)?"
        r"|aids|ms|multiple sclerosis|(?:\d+ (?:weeks|months) )?pregnant|miscarriage|abortion|disab(?:led|ility)"
        r"|handicapped|wheelchair|blind|deaf"
        r"|hard of hearing|paraly[sz]ed|stroke|heart (?:attack|disease|condition|failure)|kidney (?:disease"
        r"|failure)|dialysis|bipolar(?: disorder)?"
        r"|anxiety(?: disorder)?|panic attacks|ptsd|trauma(?:ti[sz]ed)?|dementia|alzheimer'?s?|parkinson'?s?"
        r"|schizophreni\w+|borderline|burnout"
        r"|mental(?:ly)? (?:ill|illness|health \w+)|chronic(?:ally)? (?:ill|illness|pain|disease)|alcoholic"
        r"|addict(?:ed|ion)?|eating disorder|anorexi\w"
        r"|down'?s? syndrome|cerebral palsy|hepatitis|tuberculosis|(?:\w+ ){1,2}(?:disease|disorder|syndrome)"
        r"|migraines?|arthritis|lupus|crohn'?s?|surgery|chemo(?:therapy)?|covid|long covid"
        r"|muslims?|islamic|christians?|catholics?|protestants?|orthodox|jew(?:s|ish)?|hindus?|sikhs?|buddhists?"
        r"|atheists?|jehovah'?s witness(?:es)?"
        r"|ahmadi|shia|sunni|yazidi|alevi|mormon|baptist|gay|lesbian|bi|bisexual|transgender|trans(?: (?:man"
        r"|woman))?|non[ -]?binary|queer|homosexual"
        r"|asexual|kurd(?:ish|s)?|roma|sinti|hazara|tamil|uyghur|rohingya|black|igbo|yoruba"
        r"|(?:trade )?union(?: member)?|party member"
        r"|ver\.?di|ig metall|communist|socialist",
        r"i|i'm|i've|me|my|we|we're|our|us|as a|he has|she has|he is|she is|he's|she's",
        r"for (?:people|persons|women|men|children|those|anyone)|people with|about|what is|is there|are there"
        r"|does the city|support for|someone with"
        r"|on the topic|hotline|gay pride|how do i find|looking for|christian name|union jack",
    ),
    _language(
        r"şeker(?:im|i|imiz)?(?= (?:hasta\w+|var|ve))|\w+ hastası\w*|koah|böbrek\w*|kalp(?:ten|im|i)|çölyak"
        r"|löseml\w+|tümör\w*"
        r"|yatalak\w*|sakat\w*|protez\w*|insülin\w*|nöbet geçir\w+|şeker hasta\w+|diyabet\w*|kanser\w*"
        r"|lösemi\w*|tümör\w*|depresyon\w*|hamile\w*|gebe\w{0,4}"
        r"|düşük yaptı\w*|engelli\w*|özürlü\w*|alevi\w*|sünni\w*"
        r"|şii\w*|caferi\w*|müslüman\w*|hristiyan\w*|hıristiyan\w*|ortodoks\w*|katolik\w*|yahudi\w*|ateist\w*"
        r"|ezidi\w*|yezidi\w*|süryani\w*|kürd\w+|kürt\w*|zaza\w*"
        r"|çerkes\w*|roman(?:ım|ız)|ermeni\w*|epilepsi\w*|sara hasta\w+|astım\w*|otizm\w*|otistik\w*|eşcinsel\w*"
        r"|gey\w{0,3}|lezbiyen\w*|biseksüel\w*|trans\w{0,5}"
        r"|felç\w*|kalp (?:kriz\w+|hasta\w+|ameliyat\w+)|böbrek (?:hasta\w+|yetmez\w+)|diyaliz\w*|demans\w*"
        r"|alzheimer\w*|bunama\w*|parkinson\w*|ms hasta\w+|bipolar\w*|şizofren\w*"
        r"|psikolojik (?:sorun\w+|rahatsız\w+|tedavi\w*)|panik atak\w*|kör\w{0,4}|görme engelli\w*"
        r"|işitme engelli\w*|sağır\w*|tekerlekli sandalye\w*|down sendrom\w*"
        r"|dehb|hiv\w*|hepatit\w*|verem\w*|bağımlı\w*|alkolik\w*|ameliyat\w*|kemoterapi\w*|sendika\w*"
        r"|tansiyon\w*|migren\w*|romatizma\w*|bel fıtığı\w*|ağır hasta\w*",
        r"ben|bende|benim|beni|bana|biz|bizim|bize|bizde|eşim\w*|kocam\w*|karım\w*|oğlum\w*|oğlumuz\w*|kızım\w*"
        r"|kızımız\w*|annem\w*|babam\w*|kardeşim\w*|çocuğum\w*|çocuğumuz\w*"
        r"|çocuklarım\w*|dedem\w*|ninem\w*|teyzem\w*|amcam\w*|ablam\w*|abim\w*|ailem\w*|yengem\w*|halam\w*"
        r"|komşum\w*|nişanlım\w*"
        r"|\w+(?:ıyım|iyim|uyum|üyüm|yım|yim|ıyız|iyiz|uyuz|üyüz|yız|yiz)|\w{2,}(?:ıyorum|iyorum|uyorum|üyorum)"
        r"|\w+(?:ğım|ğim) var",
        r"kadınlar|kişiler|insanlar|çocuklar için|için hangi|hakkında|nedir|dersi\b",
    ),
    _language(
        r"цукров\w+|порок\w* серця|алергі\w+|целіакі\w+|мігрен\w+|лежач\w+|заїк\w+|інсулін\w*|каліцтв\w+"
        r"|рак(?:а|ом|у)?|онколог\w+|пухлин\w+|лейкемі\w+|діабет\w*|депресі\w+|інвалід\w*(?: (?:по|за|з) (?:зору"
        r"|слуху|зрению))?|вагітн\w+|викид\w{0,2}"
        r"|мусульман\w+|католи\w+|православн\w+|протестант\w*|баптист\w*"
        r"|п'ятидесятник\w*|греко-католи\w+|єврей\w*|юде\w+|юдейк\w+|атеїст\w*|свід\w+ єгови|кримськ\w+ татар\w+"
        r"|ром(?:и|ка|ський|ська)|циган\w*|аутизм\w*|аутист\w*|аутичн\w+|віл(?:-\w+)?|снід"
        r"|епілепсі\w+|астм\w+|туберкульоз\w*|гепатит\w*|гей|геєм|лесбіянк\w+|бісексуал\w+|трансгендер\w*"
        r"|розсіян\w+ склероз\w*|інсульт\w*|інфаркт\w*|гіпертоні\w+|серцев\w+ (?:хвороб\w+|недостатн\w+)"
        r"|деменці\w+|альцгеймер\w*|паркінсон\w*|шизофрені\w+|біполярн\w+(?: розлад\w*)?|птср"
        r"|посттравматичн\w+ \w+|панічн\w+ атак\w+|тривожн\w+ розлад\w*|психічн\w+ \w+|сліп(?:ий|а|у|ого|ої)"
        r"|незряч\w+|глух(?:ий|а|у|ого|ої)|візк\w+|паралізован\w+|дцп|синдром\w* дауна|хворі\w{2,4} на \w+"
        r"|хвор\w{1,4}|діаліз\w*|ниркова недостатність|хіміотерапі\w+|операці\w+|алкогол\w+|наркозалежн\w+"
        r"|рдуг|профспілк\w+|поранен\w+|ампутац\w+|протез\w*|онкохвор\w+",
        r"я|мене|мені|мною|ми|нас|нам|мій|моя|моє|мого|моєї|моєму|моїй|моїм|мою|наш\w*|син\w{0,2}|доньк\w"
        r"|донечк\w|чоловік\w?|дружин\w|мам\w|тат\w|бабус\w|дідус\w|дитин\w|брат\w?|сестр\w",
        r"для (?:осіб|людей|дітей|жінок|інвалідів|вагітних)|інвалідам|вагітним|людям|які (?:виплати|пільги) для"
        r"|що таке|центр",
    ),
    _language(
        r"сахарн\w+ диабет\w*|грыж\w+|аллерги\w+|целиаки\w+|мигрен\w+|лежач\w+|инсулин\w*|онкобольн\w+"
        r"|рак(?:а|ом|е)?|онколог\w+|опухол\w+|лейкоз\w*|диабет\w*|депресс\w+|инвалид\w*(?: по (?:зрению|слуху))?"
        r"|беремен\w+|выкидыш\w*"
        r"|мусульман\w+|католи\w+|православн\w+|протестант\w*|баптист\w*|пятидесятник\w*"
        r"|лютеран\w+|еврей\w*|евреи|иуде\w+|атеист\w*|свидетел\w+ иеговы|буддист\w*|аутизм\w*|аутист\w*"
        r"|аутичн\w+|вич(?:-\w+)?|спид\w?|эпилепси\w+|астм\w+|туберкул[её]з\w*|гепатит\w*|гей|геем"
        r"|лесбиянк\w+|бисексуал\w+|трансгендер\w*|рассеянн\w+ склероз\w*|инсульт\w*|инфаркт\w*|гипертони\w+"
        r"|порок сердца|деменци\w+|альцгеймер\w*|паркинсон\w*|шизофрени\w+|биполярн\w+(?: расстройств\w+)?"
        r"|птср|паническ\w+ атак\w+|психическ\w+ \w+|слеп(?:ой|ая|ого|ую)|незряч\w+|глух(?:ой|ая|ого|ую|онем\w+)"
        r"|коляск\w+|парализован\w+|дцп|синдром\w* дауна|бол(?:ен|ьна|ею|еет) \w{0,12}|диализ\w*|почечн\w+ \w+"
        r"|химиотерапи\w+|операци\w+|алкогол\w+|наркозависим\w+|наркоман\w*|сдвг|профсоюз\w*|курд\w*|курдянк\w+"
        r"|чечен\w+|чечен(?:ец|ка)|цыган\w*|ингуш\w*|езид\w*|уйгур\w*|ампутац\w+|протез\w*",
        r"я|меня|мне|мной|мы|нас|нам|мой|моя|моё|мое|моего|моей|моему|моим|мою|наш\w*|сын\w?|доч\w+|муж\w?"
        r"|жен[аеуы]|мам[аеуы]|пап[аеуы]|отец|отца|мать|матери|бабушк\w|дедушк\w|ребён\w+|ребен\w+|брат\w?"
        r"|сестр\w",
        r"для (?:людей|лиц|детей|женщин|инвалидов|беременных)|инвалидам|беременным|людям|какие (?:льготы|пособия"
        r"|выплаты) для|что такое|центр",
    ),
    _language(
        r"(?:ال|بال|ب|لل)?(?:سكري|سرطان|اكتئاب|صرع|ربو|توحد|إعاقة|اعاقة|ديسك|شلل|عمى|صمم|زهايمر|خرف|فصام|جلطة"
        r"|ضغط|إيدز|ايدز|فشل كلوي|غسيل (?:كلى|الكلى)|قلب مفتوح|إدمان|ادمان|صدمة نفسية|متلازمة داون)"
        r"|مسلم(?:ة|ين|ون)?|مسيحي(?:ة|ين|ون)?|يهودي(?:ة)?|ملحد(?:ة)?|شيعي(?:ة)?|سني(?:ة)?|علوي(?:ة|ين)?"
        r"|درزي(?:ة)?|إسماعيلي(?:ة)?|اسماعيلي(?:ة)?|إيزيدي(?:ة|ين)?|ايزيدي(?:ة|ين)?|يزيدي(?:ة)?|قبطي(?:ة)?"
        r"|سرياني(?:ة)?|آشوري(?:ة)?|كردي(?:ة)?|أكراد|اكراد|تركماني(?:ة)?|شركسي(?:ة)?|أمازيغي(?:ة)?|حامل(?:ا|اً)?"
        r"|معاق(?:ة)?|معاقا|مشلول(?:ة)?|أعمى|كفيف(?:ة)?|عمياء|أصم|صماء|مريض(?:ة)? \w+|مصاب(?:ة)? ب\w+|مرض \w+"
        r"|أمراض \w+|مرض نفسي|كرسي متحرك|مثلي(?:ة)?(?: الجنس)?|عابر(?:ة)? جنسيا|توحدي|نقابة|عملية جراحية",
        r"و?(?:أنا|انا|عندي|لدي|معي|أعاني|اعاني|إني|اني|نحن|لدينا|عندنا|ابني|إبني|ابنتي|بنتي|زوجي|زوجتي|والدي"
        r"|والدتي|أبي|ابي|أمي|امي|أخي|اخي|أختي|اختي|طفلي|طفلتي|أولادي|أطفالي|جدتي|جدي|عائلتي|كوني|لأني|لاني"
        r"|لأنني|حالتي|عمي|خالي)",
        r"للحوامل|للمعاقين|ما هي المساعدات|ما هو|لذوي|للأشخاص|بشكل عام",
    ),
    _language(
        r"celiaki\w+|alergi\w+|migren\w*|nadciśnieni\w+|wad\w serca|rozrusznik\w*|proteza?\w*|insulin\w*|nerwic\w+"
        r"|zaburzeni\w+ \w+|guz\w* \w+|niewydolno\w+ \w+|porażeni\w+ mózgow\w+|chorob\w \w+"
        r"|orzeczeni\w+ o niepełnosprawności"
        r"|katoli\w+|prawosławn\w+|protestant\w*|ewangeli\w+|muzułma\w+|żyd\w*|żydów\w+|ateist\w+"
        r"|świadk\w+ jehowy|buddyst\w+|zielonoświątkow\w+|cukrzyc\w+|depresj\w+|raka?|rakiem|nowotwor\w*"
        r"|nowotwór|białaczk\w+"
        r"|w (?:\w+ miesiącu )?ciąży|ciąż[aęy]|ciężarna|poronieni\w+|poroniłam|niepełnospraw\w+|inwalid\w+"
        r"|epilepsj\w+|padaczk\w+|astm\w+|gejem|gej|lesbijk\w+|biseksual\w+|transpłciow\w+|homoseksual\w+"
        r"|autyzm\w*|autysty\w+|adhd|demencj\w+|alzheimer\w*|parkinson\w*|schizofreni\w+|dwubiegunow\w+(?: \w+)?"
        r"|ptsd|stwardnieni\w+ rozsian\w+|sm|udar\w{0,3}|zawał\w{0,3}|wózk\w+|niewidom\w+|niesłysząc\w+"
        r"|głuch\w{1,3}"
        r"|niedosłysząc\w+|sparaliżowan\w+|hiv|żółtaczk\w+|gruźlic\w+|alkoholi\w+|uzależnion\w+|narkoman\w+"
        r"|dializ\w+|chemioterapi\w+|operacj\w+|zespół downa|zespołem downa|chor\w{1,5} na \w+(?: (?:rozsian"
        r"|psychiczn|dwubiegun)\w+)?|rom(?:em|ka|ką)?"
        r"|cygan\w*|ślązak\w*"
        r"|ślązaczk\w*|związk\w+ zawodow\w+|solidarności",
        r"ja|mnie|mam|mi|jestem|choruję|my|nas|nam|mój|moja|moje|mojego|mojej|mojemu|moim|moją|nasz\w*"
        r"|syn\w{0,4}|córk\w+|mąż|męża|mężowi|żon\w|mama|mamy|mamę|tata|taty|ojciec|ojca|matk\w|babci\w|dziadek"
        r"|dziecko|brat\w?|siostr\w|jesteśmy|mamy|miałam|miałem|byłam",
        r"dla (?:osób|kobiet|ludzi|dzieci)|osoby|ludzie|co to jest|czy jest|zasiłki dla",
    ),
    _language(
        r"boal[ăa]\w* \w+|celiac\w*|insuficien\w+ \w+|hernie\w*|migren\w+|insulin\w+|alergi\w+|nevăzăto\w+|gravid\w+"
        r"|ortodo[xc]\w*|catolic\w*|musulman\w*|creștin\w*|crestin\w*|evre\w+|pent[ie]costal\w*|baptist\w*"
        r"|adventist\w*|martor\w* (?:ai )?lui iehova|ateu|atee|diabet\w*|cancer\w*|leucemie|tumor\w+|depresi\w+"
        r"|gravidă|gravida|însărcinată|insarcinata"
        r"|sarcină|avort\w*|handicap\w*|dizabilit\w+|invalid\w*|epileps\w+|epilepti\w+|rom(?:i|ă|ni)?|țigan\w*"
        r"|tigan\w*|maghiar\w*|gay|lesbiană|bisexual\w*|transgender|homosexual\w*|astm\w*|autis\w+|adhd"
        r"|demenț\w+|alzheimer\w*|parkinson\w*"
        r"|schizofren\w+|bipolar\w*|anxietate\w*|atacuri de panică|scleroză (?:multiplă|în plăci)"
        r"|accident vascular|infarct\w*|avc|scaun cu rotile|orb|oarbă|surd[ăo]?\w*|paralizat\w*|hiv|sida"
        r"|hepatit\w+|tuberculoză|tbc|alcoolic\w*|dependent\w* de \w+"
        r"|dializ\w+|chimioterapie|operat\w?|operați\w+|sindrom\w* down|bolnav\w? de \w+|boală \w+|sindicat\w*",
        r"eu|mie|mă|mi|sunt|am|sufăr|avem|suntem|noi|ne|meu|mea|mei|mele|nostru|noastră|soțul|soția|fiul|fiica"
        r"|fata|băiatul|mama|tata|tatăl|copilul|fratele|sora|bunica|bunicul|îmi",
        r"pentru (?:persoane|femei|oameni|copii|cei)|persoanele|ce este|există|femei însărcinate|ce ajutoare",
    ),
)
_BEFORE = re.compile(
    r"(?:\btype [12] |\b(?:severe|chronic|mild|advanced) |\b(?:(?:\d+|two|three|four|five|six|seven"
    r"|eight) (?:months|weeks) )"
    r"|\b(?:на|в|у) \w+ (?:місяці|месяце) |\bцукров\w+ |\bсахарн\w+ |\bв \w+ стадии |\bw \w+ miesiącu "
    r"|\b(?:beş|altı|yedi|sekiz|üç|dört|\d+) aylık )$"
)
_BEHIND = re.compile(
    r" (?:hasta\w*|geçir\w+|ol(?:du|dum|muş)|engel(?:i|li)\w*|teşhis\w*|(?:перш|друг|трет|перв|втор"
    r"|[123])\w*(?:-ї|-й)? груп\w+|(?:\w+ )?стадии"
    r"|груд\w+|легк\w+|легень|крови|крові|кожи|шкіри|печ\w+|мозга|мозку|user\b|[abc]\b|stage \w+|disease"
    r"|disorder|syndrome|members?\b|w \w+ miesiącu|în luna \w+ \w+|типу? \d"
    r"|тип[ау]? \d)"
)
_BREAK = re.compile(r"[.?!;\n؟](?=\s|$)")
_REACH = 70
_GERMAN = re.compile(
    r"\b(?:ich|und|der|die|das|ist|nicht|mein\w{0,2}|wir|eine?|mit|für|den|hab|habe|wie|wo|zu|dem|im|auf|er|sie|man"
    r"|darf|kann|wird|gibt|es|bei|von|was|wer|welche|hat|haben|sind|zur|zum|vom|bin|hier|bitte|auch|noch)\b"
)


def abroad(small: str) -> Iterator[Span]:
    """Spans of kind ART9 in other languages than German, in a text in small letters."""
    german = len(_GERMAN.findall(small))
    for language in _LANGUAGES:
        if german > max(1, len(language.own.findall(small))):
            continue
        for found in language.words.finditer(small):
            left = small[max(0, found.start() - _REACH) : found.start()]
            right = small[found.end() : found.end() + _REACH // 2]
            cuts = [cut.end() for cut in _BREAK.finditer(left)]
            stop = _BREAK.search(right)
            left, right = left[cuts[-1] if cuts else 0 :], right[: stop.start()] if stop else right
            around = f"{left}\x00{found.group()}\x00{right}"
            if language.own.search(around) and not language.topic.search(around):
                lead, rest = _BEFORE.search(left), _BEHIND.match(right)
                start = found.start() - (len(lead.group()) if lead else 0)
                yield Span(start, found.end() + (len(rest.group()) if rest else 0), "ART9", 0.7)
