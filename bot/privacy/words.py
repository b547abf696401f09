"""Words that decide about names: function words, places, titles, professions, public figures; data."""

from __future__ import annotations

from bot.privacy.gazetteer import folds


def word_set(text: str) -> frozenset[str]:
    """The words of a list that is written as running text."""
    return frozenset(text.split())


STOP = word_set(
    """
    fürs ums ans beims übers hinterm unterm bus busse auto mal
    ab aber ach alle allem allen aller alles als also am an andere anderen auch auf aus außer bald bei beide
    beim bekomme bekommt bereits besser bezahle bezug biete bin bis bist bitte brauch brauche brauchen braucht
    bräuchte bzw da dabei dadurch dafür dagegen daher dahin damals damit danach dann daran darauf daraus darf
    darum das dass davon dazu dein deine dem den denn der deren des deshalb dessen deswegen dich die dies diese
    diesem diesen dieser dieses dir doch dort du durch eben egal ein eine einem einen einer eines einige er erst
    es etwa etwas euch euer eure fast fehlt finde für gar geb geboren gegen geht gehört gemeldet genau gerade
    gern gerne gibt gilt ging gut guten hab habe haben hallo hast hat hatte hätte heiße heißt heisse hier
    hiermit hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in indem ins irgendwo ist ja je
    jede jeden jeder jedes jemand jetzt kam kann kannst kein keine keinen keiner komme kommen kommt könnte
    können kriege kriegt lang lange lebe lebt leider mal man manche mehr mein meine meinem meinen meiner meines
    melde meldet mich mir mit möchte möchten muss müssen musste nach nachdem nächste nein neu neue neuen neuer
    nicht nichts nie niemand noch nochmal nun nur ob oben oder oft ohne paar per plus schon sehr sei seid sein
    seine seinem seinen seiner seit seitdem selbst sich sie sind so sogar soll sollen sollte sonst sowie statt
    steht suche sucht telefon über übers um und uns unser unsere unserem unseren unserer unter viel viele vielen
    vom von vor vorname war warum was wegen weil weiter welche welchem welchen welcher welches wem wen wenig
    wenn wer werde werden wessen wie wieder wieso will wir wird wo wohin wohl wohne wohnen wohnhaft wohnt wollen
    wollte worden wurde wurden würde zieht ziehe zu zum zur zurück zusammen zwar zwischen danke dank grüße gruß
    mfg lg vg moin servus tschüss hi hey liebe lieber sehr geehrte geehrter damen herren herr herrn frau familie
    fam dr prof nachname name namen tel mail email az krank schwanger verheiratet ledig geschieden verwitwet
    arbeitslos selbstständig rentner rentnerin student studentin schüler deutsch deutsche deutscher alt allein
    alleinerziehend jahre jahr neu sicher da unsicher umgezogen gesund zufrieden the a an and or of to in is are
    was i my me you your he she it we they his her our this that have has need want would like can how do does
    for from with on at by not please thank thanks regards kind best dear hello am be will from live moved new
    just ve bir bu için benim sen biz siz nasıl ne nerede var yok mi mı mu mü değil ile çok lütfen merhaba
    istiyorum olarak adım adim ismim oturuyorum kaydım evet hayır da de ki gibi kadar sonra önce selam
    teşekkürler saygılar i w na do z się jest są nie to jak czy mam mi mnie pan pani po za od dla proszę dzień
    dobry chcę mogę mieszkam oraz moja mój și si în la de cu pe nu este sunt am un o cum pentru vă rog vreau ce
    bună ziua domnul doamna locuiesc care mea meu и й я мы ми ви вы він она вона він в у на з із до від для як
    что що чи ли не но а але мне мені мой моя мій моє мое по из с за это це где де коли когда как можно можу
    могу хочу живу мешкаю потрібно нужно есть є был была буду мене меня тебе вас нас день добрий добрый
    здравствуйте привет вітаю доброго дякую спасибо пожалуйста ласка будь проживаю прошу або или та те أنا انا
    من في على إلى الى عن مع هل كيف ما ماذا متى أين اين لا نعم أريد اريد وأريد واريد أحتاج احتاج لدي عندي ولدي
    وعندي هذا هذه التي الذي أن ان كان كم رقم رقمي اسم اسمي أسكن اسكن وأسكن واسكن ساكن مقيم أعيش اعيش وأعيش مرحبا
    السلام عليكم شكرا شكراً أستطيع يمكنني لي إن قد لم لن هو هي نحن أو او ثم حتى بعد قبل عند و وهو وهي ورقم ومتى
    وكيف وهل وأنا وانا عمره عمرها يبلغ يحتاج تحتاج ولد ولدت مولود مواليد وُلد طالب لاجئ لاجئة سوري سورية مريض
    مريضة متزوج متزوجة حامل
    """
)

PLACES = word_set(
    """
    berlin hamburg münchen köln frankfurt stuttgart düsseldorf leipzig dortmund essen bremen dresden hannover
    nürnberg duisburg bochum wuppertal bielefeld bonn münster mannheim karlsruhe augsburg wiesbaden
    mönchengladbach gelsenkirchen aachen kiel chemnitz halle magdeburg freiburg krefeld mainz lübeck erfurt
    oberhausen rostock kassel hagen potsdam saarbrücken hamm ludwigshafen oldenburg osnabrück leverkusen
    heidelberg darmstadt solingen herne neuss regensburg paderborn ingolstadt offenbach fürth würzburg ulm
    heilbronn pforzheim wolfsburg göttingen bottrop reutlingen koblenz bremerhaven recklinghausen jena erlangen
    remscheid trier salzgitter moers siegen hildesheim cottbus gera schwerin wien zürich bern salzburg basel
    graz deutschland österreich schweiz türkei ukraine russland syrien polen rumänien afghanistan irak iran
    italien spanien frankreich griechenland bulgarien kroatien serbien bosnien kosovo albanien ungarn tschechien
    vietnam china indien brasilien nigeria ghana eritrea äthiopien somalia marokko tunesien algerien ägypten
    libanon jordanien pakistan usa england portugal moldau georgien armenien kasachstan bayern hessen sachsen
    thüringen brandenburg niedersachsen saarland schleswig holstein nrw europa paris london warschau istanbul
    ankara izmir kiew kyjiw kyiv moskau damaskus aleppo kabul bagdad teheran bukarest musterstadt baden
    württemberg nordrhein westfalen rheinland pfalz germany turkey ukraine syria poland almanya niemcy germania
    almanca rome rom prag budapest sofia belgrad mekka jerusalem israel palästina gaza lviv lwiw odessa charkiw
    riga gotha
    """
)

TITLES = word_set(
    """
    dr prof doktor professor professorin ing dipl mag med jur bürgermeister bürgermeisterin oberbürgermeister
    ministerin minister oberbürgermeisterin landrat landrätin präsident präsidentin direktor direktorin pfarrer
    rat kollege kollegin staatsanwalt rechtsanwalt rechtsanwältin ra mr mrs ms miss kanzler kanzlerin
    """
)
"""What may stand between Herr or Frau and the name."""

PARTICLES = word_set(
    "von van vom v d freiherr freifrau graf gräfin baron baronin edler ritter de der den del della di da dos du la le"
    " zu zur ter ten al el abu ibn bin ben bint abd mac o st"
    " عبد أبو ابو بن ابن آل بنت"
)

PROFESSIONS = word_set(
    """
    müller schmidt schmied schneider fischer weber koch bauer richter zimmermann jäger schäfer schreiber meister
    wolf fuchs hahn vogel bach rose stein sommer winter herbst frühling mai august april märz juni juli kaiser
    könig lang kurz klein groß jung alt braun schwarz weiß grün roth rot ernst frank mark heide viola iris
    jasmin kader sonntag montag freitag samstag berg wald busch baum blum blume horn kraft stark reich arm frei
    krebs hirsch falk adler engel kirchner metzger bäcker becker maurer krämer wagner schuster gärtner töpfer
    förster kellner pfeiffer sauer süß herz hammer nagel kohl kraus birne apfel linde linden eiche bär löwe
    storch igel fink amsel drossel frosch hase wild jahn pfarrer ritter graf herzog fürst prinz papst mönch
    schütz wächter vogt amt klage kern kamm kind vater mutter bruder onkel engel himmel teufel sturm wind regen
    schnee nebel frost hagel donner blitz strom bank post brand feuer funk turm burg schloss tor haus hof feld
    wiese acker garten park teich see fluss quelle brunnen hof kirche moor sand kies gold silber eisen stahl
    kupfer diamant perle kasper christian wille wunsch christ jude jung junge kuhn nolte dill kümmel pfeffer
    salz zucker hering karpfen lachs specht falke geier uhl eule rabe star kranz kamin ofen kessel topf pfanne
    becher löffel krug daniel felix victor clemens juli nikolaus martin santa elster max max. amalia elena hope
    joy grace faith summer may june mark will bill bob art dean drew guy jack king young brown white black green
    long short bell cook baker hunter page price rich stone wood can er ay su ok deniz bahar güneş yaz kış umut
    sevgi gül ada nur ela iman islam eden ali mara klara tor ella tim elli
    """
) - word_set(
    "ali tim klara ella nur deniz elena daniel felix victor clemens christian max jack bob drew amalia mara elli umut"
)
"""Surnames and given names that are words, too: they count only where a cue says that a person is meant."""

PUBLIC = word_set(
    """
    konrad_adenauer rosa_luxemburg clara_schumann käthe_kollwitz martin_luther kaiser_wilhelm otto_bismarck
    angela_merkel olaf_scholz friedrich_merz willy_brandt helmut_kohl helmut_schmidt ludwig_erhard theodor_heuss
    friedrich_ebert sophie_scholl hans_scholl anne_frank albert_schweitzer albert_einstein max_planck
    robert_koch robert_bosch alexander_humboldt karl_marx friedrich_schiller heinrich_heine thomas_mann
    heinrich_mann bertolt_brecht hermann_hesse erich_kästner astrid_lindgren paul_gerhardt mutter_teresa
    clara_zetkin ernst_thälmann gustav_stresemann kurt_schumacher walter_rathenau theodor_fontane theodor_storm
    annette_droste bettina_arnim immanuel_kant johann_goethe johann_bach sebastian_bach wolfgang_mozart
    ludwig_beethoven richard_wagner robert_schumann felix_mendelssohn johannes_brahms franz_schubert marie_curie
    maria_montessori rudolf_steiner claus_stauffenberg dietrich_bonhoeffer edith_stein elisabeth_selbert
    frank_steinmeier walter_steinmeier ursula_leyen boris_pistorius robert_habeck annalena_baerbock
    christian_lindner markus_söder peter_hartz walter_riester carl_gauss friedrich_nietzsche adam_opel carl_benz
    rudolf_diesel ferdinand_porsche johannes_gutenberg johannes_kepler hildegard_bingen karl_große
    friedrich_große otto_lilienthal wilhelm_busch wilhelm_raabe mark_twain william_shakespeare leonardo_vinci
    pablo_picasso frida_kahlo adolf_hitler erich_honecker rudi_dutschke petra_kelly joseph_beuys max_weber
    karl_valentin adalbert_stifter gerhart_hauptmann gotthold_lessing clemens_brentano wilhelm_grimm jacob_grimm
    otto_dix paul_klee franz_kafka franz_marc august_macke werner_heisenberg otto_hahn lise_meitner max_ernst
    georg_büchner johann_gutenberg justus_liebig karl_liebknecht august_bebel ferdinand_lassalle
    matthias_claudius maria_sibylla käthe_paulus george_washington volodymyr_zelenskyj wladimir_putin
    recep_erdogan donald_trump joe_biden max_moritz pippi_langstrumpf benjamin_blümchen bibi_blocksberg
    albrecht_dürer peter_pan robin_hood rudolf_virchow johannes_rau roman_herzog hans_sachs hans_andersen nelson_mandela
    martin_king mahatma_gandhi marlene_dietrich romy_schneider udo_lindenberg helene_fischer lars_klingbeil alice_weidel
    sahra_wagenknecht friedrich_list friedrich_jahn ernst_reuter thomas_müntzer wilhelm_leuschner hannah_arendt
    philipp_scheidemann karl_ulrichs heinrich_ulrichs ludwig_jahn ferdinand_zeppelin graf_zeppelin carl_spitzweg
    caspar_friedrich karl_schinkel friedrich_schinkel walter_gropius ludwig_rohe mies_rohe konrad_zuse carl_orff
    georg_händel friedrich_händel philipp_telemann georg_telemann carl_weber maria_weber engelbert_humperdinck
    johann_strauß richard_strauss kurt_weill hans_eisler hanns_eisler johann_pestalozzi heinrich_pestalozzi
    friedrich_fröbel janusz_korczak sebastian_kneipp gerhard_hauptmann erich_fromm sigmund_freud carl_jung karl_jaspers
    martin_heidegger theodor_adorno jürgen_habermas günter_grass heinrich_böll siegfried_lenz christa_wolf
    ingeborg_bachmann paul_celan nelly_sachs rainer_rilke maria_rilke stefan_george stefan_zweig joseph_roth
    else_schüler lasker_schüler joachim_ringelnatz christian_morgenstern eduard_mörike joseph_eichendorff
    ernst_hoffmann jean_paul friedrich_hölderlin novalis_hardenberg adam_ries wilhelm_röntgen conrad_röntgen
    alfred_nobel louis_pasteur isaac_newton galileo_galilei charles_darwin thomas_edison nikola_tesla
    christoph_kolumbus marco_polo alexander_große otto_guericke gottfried_leibniz wilhelm_leibniz georg_ohm
    heinrich_hertz ernst_abbe carl_zeiss fritz_haber rosa_parks john_kennedy abraham_lincoln michail_gorbatschow
    winston_churchill simon_bolivar che_guevara hugo_eckener hugo_junkers ernst_litfaß levi_strauss carl_duisberg
    alfred_krupp august_thyssen werner_siemens gottlieb_daimler nikolaus_otto emil_berliner melitta_bentz
    anita_augspurg hedwig_dohm louise_otto helene_lange gertrud_bäumer marie_juchacz louise_schroeder
    jutta_limbach rita_süssmuth hans_genscher dietrich_genscher walter_scheel gustav_heinemann richard_weizsäcker
    karl_carstens horst_köhler christian_wulff joachim_gauck gerhard_schröder joschka_fischer franz_strauß
    josef_strauß bernhard_vogel johannes_rebmann gregor_gysi robert_blum georg_elser kurt_huber willi_graf
    christoph_probst alexander_schmorell wilhelm_tell till_eulenspiegel baron_münchhausen
    ricarda_huch bertha_benz nikolaus_kopernikus gottfried_keller otto_wels julius_leber kurt_tucholsky
    """
)
"""Given name and surname of people whom citizens ask about without meaning anybody they know."""

FIGURES = word_set(
    "holle lex sankt st santa heilige heiliger könig kaiser papst zar prinz prinzessin königin graf herzog"
    " luther goethe"
)

BRANDS = word_set(
    """
    hartz riester rürup mercedes elster bundid tan pin puk ecli can azr eat kvnr iban bic bafög schufa dhl aldi
    lidl edeka rewe ikea porsche bosch siemens miele opel audi bmw volkswagen skoda tesla toyota ford fiat
    renault kia apple iphone samsung google whatsapp telegram instagram facebook paypal klarna visa mastercard
    amex sparkasse volksbank postbank commerzbank fritzbox telekom vodafone caritas diakonie johanniter malteser
    awo drk adac tüv dekra verdi bild zeit spiegel duden mariä himmelfahrt fronleichnam allerheiligen
    rosenmontag bosnien schengen dublin ramadan advent karneval fasching ostern weihnachten pfingsten corona
    covid masern regenbogen sonnenblume mona-lisa alexa siri chatgpt правда aok tk barmer dak ikk bkk
    schwerbehindertenausweis oetker hornbach strabag fielmann hermes
    """
)
INSTITUTIONS = word_set(
    """
    stift stiftung schule grundschule realschule gymnasium gesamtschule kita kindergarten haus krankenhaus
    klinik klinikum institut straße strasse str platz weg allee ring gasse ufer brücke park kirche gemeinde
    universität hochschule akademie halle stadion museum bibliothek bücherei theater heim altenheim seniorenheim
    pflegeheim hospiz zentrum verein verlag preis medaille orden denkmal festival ausstellung werk werke hütte
    kaserne siedlung gesetz rente modell tabelle skala test methode markt fest umzug gmbh ag kg ev hotel
    apotheke bäckerei kolleg berufskolleg school street hospital foundation schwimmbad bad jahr film roman buch
    """
)
RELATIVES = (
    "mann|frau|ehemann|ehefrau|gatte|gattin|sohn|tochter|kind|baby|vater|mutter|papa|mama|bruder|schwester"
    "|schwager|schwägerin|oma|opa"
    "|großmutter|großvater|enkel|enkelin|onkel|tante|neffe|nichte|cousin|cousine|freund|freundin|partner"
    "|partnerin|lebensgefährtin"
    "|lebensgefährte|verlobter|verlobte|nachbar|nachbarin|vermieter|vermieterin|mieter|mieterin|untermieter"
    "|mitbewohner|mitbewohnerin"
    "|chef|chefin|kollege|kollegin|betreuer|betreuerin|sachbearbeiter|sachbearbeiterin|schwiegermutter"
    "|schwiegervater|pflegekind"
    "|stiefsohn|stieftochter|zwillinge|kinder|söhne|töchter|kleiner|kleine|kleinen|großer|große|exmann|exfrau|ex"
    "|ex-mann|ex-frau"
    "|arzt|ärztin|hausarzt|anwalt|anwältin|mandant|mandantin|hausmeister|lehrer|lehrerin|jüngster|jüngste"
    "|ältester|älteste|mann,"
    "|schwiegersohn|schwiegertochter|pate|patin|berater|beraterin|vormund|eltern|verstorbener mann|halterin"
    "|halter|inhaber|inhaberin"
    "|kontoinhaber|kontoinhaberin|hund|schornsteinfeger|schornsteinfegerin|hebamme|notar|notarin|pfleger"
    "|pflegerin|erzieher|erzieherin|dozent|dozentin"
    "|trainer|trainerin|therapeut|therapeutin|zahnarzt|zahnärztin|kinderarzt|kinderärztin|makler|maklerin"
    "|handwerker|gutachter|gutachterin|gärtnerin|steuerberater"
    "|steuerberaterin|schulleiter|schulleiterin|klassenlehrerin|klassenlehrer|mitarbeiter|mitarbeiterin|beamter"
    "|beamtin|polizist|polizistin|frau von|witwe|witwer"
)


SURNAMES_OF_THE_FAMOUS = frozenset(folds(name.rsplit("_", 1)[-1])[1] for name in PUBLIC) | word_set(
    "beethoven mozart bach einstein kepler merkel scholz merz adenauer bismarck stalin lenin trump putin biden obama"
    " selenskyj zelensky erdogan hegel kant luther shakespeare"
)
FAMOUS = frozenset("_".join(folds(part)[1] for part in name.split("_")) for name in PUBLIC)
COMMON = frozenset(fold for word in PROFESSIONS for fold in folds(word))
"""The professions and the like, folded both ways."""
