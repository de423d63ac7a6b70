"""Short news in many languages, with the older encodings in which such texts are found."""

from __future__ import annotations

_WEST = ("cp1252", "iso8859_15", "mac_roman", "cp850", "cp437")
_CENTRAL = ("cp1250", "iso8859_2", "cp852", "mac_latin2")
_BALTIC = ("cp1257", "iso8859_13", "iso8859_4")
_CYRILLIC = ("cp1251", "koi8_r", "iso8859_5", "cp866", "mac_cyrillic")

#: Language: its encodings, and a text of a few sentences.
TEXTS: dict[str, tuple[tuple[str, ...], str]] = {
    "pl": (
        _CENTRAL,
        "Most na rzece został zamknięty we wtorek. Mieszkańcy pytają, kiedy znów będzie można przejść na drugą stronę."
        " Burmistrz nie umiał odpowiedzieć; powiedział tylko, że inżynierowie oglądają już każdy filar.",
    ),
    "cs": (
        _CENTRAL,
        "Most přes řeku byl v úterý uzavřen. Lidé se ptají, kdy ho zase otevřou, a nikdo jim to neumí říct."
        " Starosta uvedl, že práce začnou nejdříve v květnu a že škoda ještě není spočítaná.",
    ),
    "sk": (
        _CENTRAL,
        "Most cez rieku v utorok zatvorili. Ľudia sa pýtajú, kedy ho zasa otvoria, a nikto im to nevie povedať."
        " Starosta uviedol, že práce sa začnú až v máji a že škodu ešte nespočítali, lebo voda stále stúpa.",
    ),
    "hu": (
        _CENTRAL,
        "A hidat kedden lezárták. A lakók azt kérdezik, mikor mehetnek át újra a túlsó partra, de erről még senki"
        " sem tud semmit. A jövő héten mérnökök jönnek, és megnézik a pilléreket; az első eredmény őszre várható.",
    ),
    "hr": (
        ("cp1250", "iso8859_2", "cp852"),
        "Most preko rijeke zatvoren je u utorak. Građani pitaju kada će se opet otvoriti, a nitko to ne može reći."
        " Gradonačelnik je kazao da će radovi početi tek u svibnju i da šteta još nije procijenjena.",
    ),
    "sl": (
        _CENTRAL,
        "Most čez reko so v torek zaprli. Ljudje sprašujejo, kdaj bo spet odprt, a tega še nihče ne ve."
        " Župan je povedal, da se bodo dela začela šele maja in da škoda še ni ocenjena.",
    ),
    "ro": (
        ("cp1250", "iso8859_2", "cp852"),
        "Podul peste râu a fost închis marţi. Oamenii întreabă când va fi deschis din nou, dar nimeni nu ştie."
        " Primarul a spus că lucrările încep abia în mai şi că pagubele nu au fost încă socotite până la capăt.",
    ),
    "lt": (
        _BALTIC,
        "Tiltas per upę antradienį buvo uždarytas. Gyventojai klausia, kada jis vėl bus atidarytas, bet niekas"
        " nežino. Meras sakė, kad darbai prasidės tik gegužę ir kad žala dar neįvertinta, nes vanduo vis kyla į viršų.",
    ),
    "lv": (
        _BALTIC,
        "Tilts pār upi otrdien tika slēgts. Iedzīvotāji jautā, kad to atkal atvērs, bet neviens to nezina."
        " Mērs teica, ka darbi sāksies tikai maijā un ka zaudējumi vēl nav aprēķināti, jo ūdens joprojām ceļas.",
    ),
    "et": (
        _BALTIC,
        "Sild üle jõe suleti teisipäeval. Elanikud küsivad, millal see jälle avatakse, aga keegi ei tea."
        " Linnapea ütles, et tööd algavad alles mais ja et kahju pole veel hinnatud, sest vesi tõuseb endiselt.",
    ),
    "ru": (
        _CYRILLIC,
        "Мост через реку закрыли во вторник. Жители спрашивают, когда его снова откроют, но никто этого не знает."
        " Мэр сказал, что работы начнутся только в мае и что ущерб ещё не подсчитан.",
    ),
    "uk": (
        ("cp1251", "koi8_u", "mac_cyrillic"),
        "Міст через річку закрили у вівторок. Мешканці питають, коли його знову відкриють, але ніхто цього не знає."
        " Мер сказав, що роботи почнуться лише в травні і що збитків іще не підраховано, бо вода досі прибуває.",
    ),
    "bg": (
        ("cp1251", "iso8859_5", "cp866", "mac_cyrillic"),
        "Мостът над реката беше затворен във вторник. Хората питат кога ще бъде отворен отново, но никой не знае."
        " Кметът каза, че работата ще започне едва през май и че щетите още не са изчислени.",
    ),
    "sr": (
        ("cp1251", "iso8859_5", "mac_cyrillic"),
        "Мост преко реке затворен је у уторак. Људи питају када ће поново бити отворен, а то нико не зна."
        " Градоначелник је рекао да ће радови почети тек у мају и да штета још није процењена, јер вода још расте.",
    ),
    "el": (
        ("cp1253", "iso8859_7", "mac_greek", "cp737"),
        "Η γέφυρα πάνω από το ποτάμι έκλεισε την Τρίτη. Οι κάτοικοι ρωτούν πότε θα ανοίξει ξανά, μα κανείς δεν ξέρει."
        " Ο δήμαρχος είπε ότι οι εργασίες θα αρχίσουν τον Μάιο και ότι η ζημιά δεν έχει μετρηθεί ακόμη.",
    ),
    "tr": (
        ("cp1254", "iso8859_9", "cp857", "mac_turkish"),
        "Nehrin üzerindeki köprü salı günü kapatıldı. Halk ne zaman açılacağını soruyor, ama kimse bilmiyor."
        " Başkan, işlerin ancak mayısta başlayacağını ve zararın daha ölçülmediğini söyledi. Şimdi herkes bekliyor.",
    ),
    "de": (
        _WEST,
        "Die Brücke über den Fluss ist seit Dienstag gesperrt. Die Leute fragen, wann sie wieder geöffnet wird, doch"
        " niemand weiß es. Der Bürgermeister sagte, die Arbeiten könnten frühestens im Mai beginnen.",
    ),
    "fr": (
        _WEST,
        "Le pont sur la rivière a été fermé mardi. Les habitants demandent quand il sera rouvert, mais personne ne le"
        " sait. Le maire a déclaré que les travaux ne commenceraient qu’en mai : « Où irions-nous ? » Ça coûtera cher.",
    ),
    "es": (
        _WEST,
        "El puente sobre el río se cerró el martes. Los vecinos preguntan cuándo abrirá de nuevo, pero nadie lo sabe."
        " ¿Y quién paga? La alcaldesa dijo que las obras empezarían en mayo y que el daño aún no se había medido.",
    ),
    "pt": (
        _WEST[:-1],
        "A ponte sobre o rio foi fechada na terça-feira. Os moradores perguntam quando abrirá de novo, mas ninguém"
        " sabe. A presidente da câmara disse que as obras só começarão em maio e que não há ainda uma avaliação.",
    ),
    "it": (
        _WEST,
        "Il ponte sul fiume è stato chiuso martedì. Gli abitanti chiedono quando riaprirà, ma nessuno lo sa. Il sindaco"
        " ha detto che i lavori non cominceranno prima di maggio, perché l’acqua è ancora troppo alta in città.",
    ),
    "sv": (
        _WEST,
        "Bron över ån stängdes i tisdags. De boende frågar när den öppnas igen, men det vet ingen. Borgmästaren sade"
        " att arbetet börjar först i maj och att skadan ännu inte är uppmätt.",
    ),
    "da": (
        ("cp1252", "iso8859_15", "mac_roman", "cp850"),
        "Broen over åen blev lukket tirsdag. Beboerne spørger, hvornår den åbner igen, men det ved ingen. Borgmesteren"
        " sagde, at arbejdet først begynder i maj, og at skaden endnu ikke er målt færdig.",
    ),
    "fi": (
        _WEST,
        "Joen yli vievä silta suljettiin tiistaina. Asukkaat kysyvät, milloin se avataan taas, mutta kukaan ei tiedä."
        " Kaupunginjohtaja sanoi, että työt alkavat vasta toukokuussa eikä vahinkoa ole vielä mitattu.",
    ),
    "en": (
        ("cp1252", "mac_roman", "cp850"),
        "The café by the bridge was shut on Tuesday. Zoë Müller, who keeps it, said the repairs would cost £400 a week."
        " The mayor could not say when it would open again; he called it a fiancé’s promise, and went home.",
    ),
}  # fmt: skip


def encoded(language: str, encoding: str) -> tuple[str, bytes]:
    """A text in an encoding, without the typographic signs that it has not."""
    text = TEXTS[language][1]
    if encoding not in ("cp1252", "mac_roman"):
        text = text.replace("’", "'").replace("« ", '"').replace(" »", '"')
    return text, text.encode(encoding)
