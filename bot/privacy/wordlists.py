"""Words that no dictionary of HanTa's knows, or only as names, and that name nobody: towns, peoples, goods; data."""

from __future__ import annotations

import re
from pathlib import Path

from bot.privacy.words import word_set

TOWNS = word_set(
    """
    ahlen ahrensburg altona altötting amberg andernach annaberg ansbach apolda arnsberg arnstadt aschaffenburg
    aschersleben aue aurich backnang balingen bamberg barmbek bautzen bayreuth bebra beckum benrath bensheim bergedorf
    bergheim bergisch bernau bernburg biberach bietigheim bingen bitburg bitterfeld blankenese bocholt böblingen borken
    borna brakel braunschweig brilon bruchsal brühl buchholz bückeburg büdingen bünde burghausen buxtehude calw castrop
    celle cham charlottenburg cloppenburg coburg coesfeld coswig cuxhaven dachau deggendorf delitzsch delmenhorst dessau
    detmold diepholz dillenburg dillingen dinslaken döbeln donaueschingen donauwörth dorsten dülmen düren ebersberg
    eberswalde eckernförde ehingen ehrenfeld eimsbüttel eisenach eisenhüttenstadt ellwangen elmshorn emden emmendingen
    emmerich emsdetten eppingen erding erftstadt erkelenz erkrath eschborn eschwege eschweiler esslingen ettlingen
    euskirchen eutin finsterwalde flensburg forchheim freiberg freising freital freudenstadt friedberg friedrichshafen
    friedrichshain fulda fürstenfeldbruck fürstenwalde füssen geesthacht geislingen geldern gelnhausen germering giessen
    gießen gifhorn gladbeck glauchau gmünd goch göppingen görlitz goslar greifswald greiz grevenbroich gronau
    großhadern gummersbach günzburg güstrow gütersloh haar halberstadt haltern hameln hanau harburg haßfurt hattingen
    hellersdorf helmstedt hennef hennigsdorf herford herrenberg herten hettstedt hilden hiltrup hockenheim hof
    holzminden
    höxter homburg hoyerswerda hürth husum ibbenbüren idstein ilmenau iserlohn itzehoe jülich kaarst kamen kamenz
    kamp-lintfort kaufbeuren kehl kempten kerpen kevelaer kirchheim kitzingen kleve köpenick korbach kornwestheim köthen
    kreuzberg kreuznach kronach krumbach kulmbach laatzen lahr lampertheim landau landsberg landshut langen langenfeld
    langenhagen leer lehrte leimen leinfelden lemgo lichtenberg lichtenfels limburg lindau lingen lippstadt löhne lohr
    lörrach lübbecke lübben luckenwalde lüdenscheid ludwigsburg ludwigslust lüneburg lünen marburg marienberg
    marktoberdorf marl marzahn mechernich meerbusch meinerzhagen meiningen meißen melle memmingen menden
    meppen merseburg
    merzig meschede mettmann metzingen miesbach minden mittweida mölln monheim mosbach mühlacker mühldorf mühlhausen
    mülheim münden münsingen nagold naumburg neckarsulm neubrandenburg neuburg neukölln neumarkt neumünster neuruppin
    neustadt neustrelitz neuwied nienburg norden nordenham norderstedt nordhausen nordhorn northeim nürtingen oberursel
    oelde offenburg öhringen olpe olsberg oranienburg oschatz osterholz osterode ottobrunn paderborn pankow papenburg
    parchim pasewalk pasing passau peine perleberg pfaffenhofen pinneberg pirmasens pirna plauen plettenberg plön porz
    prenzlau pulheim quedlinburg querfurt rastatt rathenow ratingen ratzeburg ravensburg recklinghausen rees
    reinickendorf remagen rendsburg rheda rheinbach rheinberg rheine rheinfelden riesa rosenheim rotenburg rottweil
    rudolstadt rüsselsheim saalfeld saarlouis sangerhausen schleiz schleswig schleusingen schmalkalden schöneberg
    schönebeck schongau schorndorf schwabach schwabing schwäbisch schwandorf schwedt schweinfurt schwelm schwerte
    schwetzingen senftenberg sigmaringen sindelfingen singen sinsheim soest soltau sömmerda sondershausen sonneberg
    sonthofen spandau speyer spremberg stade stadthagen starnberg staßfurt steglitz steinfurt stendal stormarn stralsund
    straubing strausberg suhl sulzbach telgte tempelhof torgau tönisvorst traunstein treptow troisdorf tübingen
    tuttlingen überlingen uelzen unna varel vechta velbert verden viersen villingen vilshofen völklingen waiblingen
    waldkirch waldshut walsrode waltrop wandsbek wangen waren warendorf warstein wedding wedel weiden weilheim weimar
    weinheim weißenburg weißenfels weißwasser werdau wermelskirchen werne wernigerode wertheim wesel wesseling wetzlar
    wilhelmshaven willich wilmersdorf winnenden winsen winterthur wismar witten wittenberg wittenberge wittlich wittmund
    wolfenbüttel wolfhagen wolgast worms wunstorf würselen wurzen xanten zehlendorf zeitz zerbst zittau zwickau lankwitz
    luzern lausanne genf linz innsbruck klagenfurt villach straßburg amsterdam brüssel rotterdam kopenhagen stockholm
    oslo helsinki madrid barcelona lissabon mailand neapel venedig florenz athen thessaloniki prishtina pristina tirana
    skopje sarajevo zagreb ljubljana bratislava krakau danzig breslau posen stettin kattowitz vilnius tallinn minsk
    kischinau chisinau cluj timisoara iasi constanta varna plovdiv antalya bursa adana konya gaziantep diyarbakir mersin
    trabzon kayseri homs hama latakia damaskus idlib mossul erbil basra kandahar herat masar isfahan schiras karatschi
    lahore delhi mumbai hanoi saigon peking shanghai tokio seoul manila bangkok lagos accra nairobi addis asmara
    mogadischu kairo tunis rabat casablanca algier dakar kinshasa mallorca teneriffa kreta zypern sizilien balkan
    """
)

LANDS = word_set(
    """
    afrika asien amerika australien neuseeland kanada mexiko japan korea südkorea nordkorea taiwan hongkong thailand
    indonesien malaysia singapur philippinen kambodscha laos myanmar nepal bangladesch lanka irland schottland wales
    großbritannien england nordirland dänemark schweden norwegen finnland island estland lettland litauen belarus
    weißrussland slowakei slowenien montenegro mazedonien nordmazedonien malta zypern luxemburg belgien niederlande
    holland liechtenstein andorra monaco aserbaidschan usbekistan turkmenistan tadschikistan kirgistan kirgisistan
    mongolei jemen katar kuwait bahrain oman emirate saudi-arabien arabien kurdistan tschetschenien krim libyen sudan
    südsudan tschad niger mali senegal gambia guinea sierra leone liberia elfenbeinküste togo benin burkina
    kamerun gabun
    kongo angola namibia südafrika simbabwe sambia mosambik madagaskar kenia uganda ruanda burundi tansania dschibuti
    kuba haiti jamaika kolumbien venezuela ecuador peru chile argentinien bolivien uruguay paraguay panama guatemala
    honduras salvador nicaragua costa rica dominikanische balkan baltikum allgäu eifel harz schwarzwald sauerland
    oberpfalz ruhrgebiet emsland münsterland franken schwaben oberbayern niederbayern unterfranken oberfranken
    mittelfranken holstein pommern vorpommern mecklenburg anhalt lausitz rhein-main tirol kärnten steiermark vorarlberg
    canada ireland scotland spain france italy poland romania russia ukrainian syrian india pakistan
    """
)

_PEOPLES = word_set(
    """
    franzose französ italiener spanier portugiese grieche türke kurde syrer iraker iraner afghane pakistaner
    inder chinese
    vietnamese japaner koreaner thai russe ukrainer pole tscheche slowake ungar rumäne bulgare serbe kroate bosnier
    albaner kosovare mazedonier slowene grieche brite engländer schotte amerikaner kanadier mexikaner brasilianer
    argentinier chilene kolumbianer peruaner ägypter tunesier marokkaner algerier libyer somalier eritreer äthiopier
    nigerianer ghanaer kameruner kenianer senegalese gambier guineer sudanese libanese jordanier palästinenser israeli
    araber schwede däne norweger finne lette litauer belarusse weißrusse moldauer georgier armenier aserbaidschaner
    kasache usbeke tadschike österreicher schweizer holländer niederländer belgier luxemburger isländer australier
    europäer afrikaner asiate deutsche kubaner berliner hamburger münchner kölner frankfurter schwabe bayer sachse
    ausländer rentner anwohner hauptmieter
    """
)
_PEOPLE = re.compile(
    "(?:"
    + "|".join(sorted(word.removesuffix("e") for word in _PEOPLES if word.endswith("e")))
    + ")(?:e|er|en|in|innen)"
    "|(?:" + "|".join(sorted(word for word in _PEOPLES if not word.endswith("e"))) + ")(?:in|innen|n|s)?"
)

GOODS = word_set(
    """
    golf polo passat tiguan touran caddy corsa astra insignia octavia fabia superb fiesta focus mondeo transit panda
    punto ducato clio twingo megane kangoo scenic duster sandero dacia seat ibiza cupra yaris corolla prius civic
    micra juke qashqai leaf mini cooper smart volvo saab mazda subaru suzuki hyundai lexus jaguar rover jeep tesla
    vespa piaggio simson yamaha kawasaki honda harley vito sprinter vaneo zafira meriva mokka berlingo picasso citroën
    citroen peugeot mitsubishi nissan lada trabant wartburg
    airbnb booking blablacar flixbus flix uber bolt lieferando deliveroo wolt gorillas flink vinted ebay kleinanzeigen
    amazon zalando temu shein netflix spotify disney youtube tiktok snapchat twitter linkedin xing zoom
    teams signal
    threema discord twitch reddit wikipedia office word excel outlook windows linux android ios firefox chrome
    edge mozilla microsoft huawei xiaomi nokia galaxy ipad macbook playstation nintendo switch xbox alexa chatgpt gemini
    copilot claude klarna sofort giropay girocard girokonto maestro paysafe sumup revolut wise bitcoin ing comdirect
    consors postident videoident schufa creditreform lufthansa ryanair eurowings condor easyjet bahn bvg hvv mvv mvg vrr
    vrs rmv kvb deutschlandticket bahncard payback rossmann müllermarkt netto penny norma tegut globus hornbach obi
    bauhaus toom hagebau saturn mediamarkt lego playmobil barbie pampers thermomix vorwerk tupper tupperware dyson
    nespresso nutella cola fanta pepsi nivea aspirin ibuprofen eon vattenfall enbw rwe yello lichtblick congstar aldi
    vonovia deutsche-wohnen leg saga gewobag degewo huk allianz ergo axa debeka signal-iduna gothaer hdi devk
    legoland phantasialand disneyland galeria karstadt tchibo starbucks mcdonalds subway dominos
    perso azubi kita hort ogs ogata kiga krippe schulkind flüchi bufdi fsj fsjler minijob midijob homeoffice handy
    laptop tablet smartphone email e-mail online website homepage internet wlan login account app apps link pdf scan
    whatsapp sms bot chatbot carport wintergarten pool trampolin grillen sperrmüll elektroschrott grünschnitt biomüll
    restmüll papiertonne wertstoffhof recyclinghof rollator e-scooter scooter roller moped mofa pedelec e-bike lastenrad
    fahrradstellplatz parkausweis anwohnerparken knöllchen blitzer punkte flensburg tüv wohnmobil wohnwagen camper
    yoga pilates zumba reha logopädie ergo ergotherapie physio physiotherapie spielotti
    jobcenter ausbildungsduldung fiktionsbescheinigung fiktion duldung gestattung aufenthaltsgestattung blaue
    chancenkarte
    anmeldung abmeldung ummeldung nachsendeauftrag beglaubigung apostille beurkundung verbeamtung patchworkfamilie
    familiennachzug elternzeit elterngeld bafög wohngeld bürgergeld kindergeld kinderzuschlag grundsicherung
    bildungspaket
    prozesskostenhilfe beratungshilfe dreizimmerwohnung kaution nebenkosten schimmel balkon garage stellplatz hecke
    martinsumzug laternenumzug flohmarkt weihnachtsmarkt kirmes schützenfest oktoberfest osterfeuer silvester sylvester
    ramadan zuckerfest opferfest bayram eid chanukka pessach newroz
    german english turkish ukrainian russian arabic polish romanian course card visa office council tax
    passport kindergarten
    landlord address friday monday tuesday wednesday thursday saturday sunday january february march april june july
    october december ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık bayramı
    styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień ciało
    ciele narodzenie
    boże wielkanoc boxing bishop cube reading notices easter christmas happy sir madam
    gott herrgott jesus allah mensch leute mann oh mein güte super klasse bravo danke dankeschön sorry entschuldigung
    frage antwort info infos thema stichwort betreff anhang status hinweis achtung dringend eilt wichtig problem
    kassenz aktenz geschz terminnr vorgangsnr kundennr rechnungsnr ref bsp bspw evtl ggf inkl exkl max min mind usw etc
    hochachtungsvoll servus grüezi grüß grüss huhu tach mahlzeit ahoi ciao adieu pfiat
    sturm tief hoch orkan
    """
)


_PLACES_EAST = re.compile(
    r"(?:укра[їи]н|німеччин|германи|росі|росси|польщ|польш|білорус|белорус|молдов|казахстан|киргиз|кыргыз"
    r"|узбекистан|таджикистан|грузи"
    r"|вірмені|армени|азербайджан|туреччин|турци|сирі|сири|європ|европ|австрі|австри|швейцарі|швейцари|франці"
    r"|франци|итали|італі"
    r"|чех|румун|румын|болгар|баварі|бавари|саксоні|саксони|гессен|тюринг|нрв"
    r"|київ|києв|киев|харк|одес|львів|львов|дніпр|днепр|донецьк|донецк|луганськ|луганск|маріупол|мариупол|херсон"
    r"|запоріж|запорож|вінниц"
    r"|винниц|полтав|черніг|черниг|черкас|суми|сумах|тернопіл|тернопол|івано-франківськ|ужгород|чернівц|черновц"
    r"|житомир|рівн|луцьк|миколаїв"
    r"|миколаєв|николаев|кривий|кривого|крим|крым|буч[аіиу]|ірпін|ирпен|москв|петербург|новосибирск|омск|самар"
    r"|алмат|астан|караганд|минск|мінськ"
    r"|бішкек|бишкек|ташкент|баку|тбилис|тбіліс|ереван|кишин|варшав|краків|краков|праг|відн|вен[аеу]|париж"
    r"|лондон|стамбул|анкар"
    r"|берл[іи]н|гамбург|мюнхен|к[ёе]льн|франкфурт|штутгарт|дюссельдорф|лейпциг|дрезден|бремен|ганновер|нюрнберг"
    r"|дортмунд|эссен|ессен|дуйсбург"
    r"|д[уі]йсбург|бохум|бонн|мюнстер|мангейм|маннгейм|карлсру|аугсбург|в[іи]сбаден|хемн[іи]ц|к[іи]ль|магдебург"
    r"|фрайбург|эрфурт|ерфурт|росток"
    r"|кассел|потсдам|любек|галле|регенсбург|ульм|вюрцбург|дармштадт|гейдельберг|хайдельберг|ахен|оффенбах"
    r"|ингольштадт)\w{0,4}"
)
_PLACES_SOUTH = re.compile(
    r"(?:و|ب|ل|ال)?(?:ألمانيا|المانيا|سوريا|سورية|العراق|عراق|تركيا|لبنان|الأردن|اردن|أردن|مصر|فلسطين|غزة|اليمن"
    r"|السودان|ليبيا|تونس|المغرب|الجزائر|إيران"
    r"|ايران|أفغانستان|افغانستان|السعودية|الكويت|قطر|الإمارات|أوروبا|اوروبا|النمسا|سويسرا|فرنسا|هولندا|السويد"
    r"|بلجيكا|اليونان|أوكرانيا"
    r"|دمشق|حلب|حمص|حماة|حماه|إدلب|ادلب|اللاذقية|طرطوس|درعا|الرقة|دير|الحسكة|القامشلي|السويداء|بغداد|البصرة"
    r"|الموصل|أربيل|كركوك|بيروت|طرابلس|عمان"
    r"|القاهرة|القدس|اسطنبول|إسطنبول|أنقرة|عنتاب|برلين|هامبورغ|هامبورج|ميونخ|ميونيخ|كولن|كولونيا|فرانكفورت"
    r"|شتوتغارت|دوسلدورف|لايبزيغ|لايبتزغ|درسدن|دريسدن"
    r"|بريمن|هانوفر|نورنبرغ|دورتموند|إيسن|ايسن|بون|مونستر|مانهايم|كاسل|روستوك|ماغدبورغ|ايرفورت|إرفورت|كيل|لوبيك|هاله)"
)


def is_place(word: str) -> bool:
    """Whether a word in small letters is a town or country, in Cyrillic letters in any case."""
    if "\u0400" <= word[:1] <= "\u04ff":
        return bool(_PLACES_EAST.fullmatch(word))
    return bool(_PLACES_SOUTH.fullmatch(word))


KNOWN = frozenset(
    word
    for line in Path(__file__).with_name("names_not.txt").read_text(encoding="utf-8").splitlines()
    if line[:1] != "#"
    for word in line.split()
)


def is_people(word: str) -> bool:
    """Whether it is the word for somebody of a nation or town, also in the feminine or another case."""
    return bool(_PEOPLE.fullmatch(word))
