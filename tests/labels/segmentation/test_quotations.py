"""Quotations, ellipses and full stops in languages other than English; `|` marks where one sentence ends."""

from itertools import pairwise

import pytest

from labels.segmentation import segment
from tests.examples import default_cases

USUAL = ["de", "fr", "da", "ru", "uk", "hr", "sw"]
OTHERS = ["es", "it", "pt", "nl", "sv", "no", "fi", "et", "cs", "pl", "sl", "tr", "el", "bg", "sk", "hu", "ro"]
PAIRS = [
    *(("„", "“"), ("„", "”"), ("“", "”"), ("”", "”"), ('"', '"'), ("''", "''"), ("‚", "‘"), ("‘", "’"), ("’", "’")),
    *(("«", "»"), ("»", "«"), ("»", "»"), ("‹", "›"), ("›", "‹")),
    *(("« ", " »"), ("«\u00a0", "\u00a0»"), ("«\u202f", "\u202f»"), ("„ ", " “"), ("“ ", " ”"), ('" ', ' "')),
]
QUOTED = [
    "Kolo palo.| {o}Palo kolo?{c}, luna palo.| Rado.",
    "Kolo palo.| {o}Palo kolo!{c} luna palo.| Rado.",
    "Kolo palo.| {o}Palo kolo?{c} – luna palo.| Rado.",
    "Kolo palo.| {o}Palo kolo.{c}| Rado luna.",
    "Kolo palo!| {o}Palo kolo?{c}| {o}Palo!{c}| Rado luna.",
    "Kolo palo.| {o}Palo kolo.| Luna palo.{c}| Rado luna.",
    "Kolo palo: {o}Palo kolo?{c}.| Rado.",
    "Kolo palo…| {o}Palo kolo…{c}| Luna...| Rado.",
    "Kolo palo (luna!) palo kolo (?) luna.| Rado.",
]


def parts(marked: str, language: str) -> tuple[list[str], list[str]]:
    """The sentences that are found, and those that are wanted."""
    text = marked.replace("|", "")
    return [text[start:end] for start, end in segment(text, language)], [part.strip() for part in marked.split("|")]


@pytest.mark.parametrize("language", [*USUAL, *(pytest.param(other, marks=pytest.mark.slow) for other in OTHERS)])
def test_every_pair_of_marks(language: str) -> None:
    for opening, closing in PAIRS:
        for quoted in QUOTED:
            found, wanted = parts(quoted.format(o=opening, c=closing), language)
            assert found == wanted


CASES = [
    ("de", "Ludwig XIV. Frankreichs König kam.| Er ging im II. Weltkrieg. "),
    ("de", "Papst Johannes Paul II.| Er kam aus Polen."),
    ("de", "Das gilt z. B. für Hamburg, d. h. für alle usw. und so fort.| Ende."),
    ("da", "Chr. 4. byggede tårnet.| Han så J. P. Lund.| Derfor."),
    ("nl", "Hij kwam.| ’s Avonds ging hij.| Zij bleef."),
    ("fr", "Louis XIV.| Il régna.| Le Dr. Lenoir le dit ;| Le reste manque."),
    ("fr", "Il a vu Paris ; Lyon ; Metz.| Il part.| On parle de J.A. Roux."),
    ("it", "L’art. 3 lo dice al sig. Rossi.| Cominciò la pioggia.| poi smise."),
    ("es", "—¿Vienes? —preguntó Eva.| —Sí, voy."),
    ("es", "—¿Vienes?| —Sí.| Se fue...| ¿Por qué?"),
    ("tr", "II. Selim tahta çıktı.| Ali gitti Bursa'ya.| Kar yağdı... Sonra durdu.".replace("... ", "...| ")),
    ("el", "Ποιος ήρθε;| Κανείς.| «Γιατί;» ρώτησε.| Έφυγε."),
    ("hu", "XIV. Lajos király volt.| II. Rákóczi Ferenc az 5. kerületben élt."),
    ("hr", "Rođen je 3. 5. 1990. godine.| Petar I. Horvat i dr. Babić su otišli itd.| Vidi str. 5.| Kraj."),
    ("sk", "RYBA 21. 6. - 20. 7.| RAK 3. 8. prišiel.| Tzv. Novákov zákon platí od 1. júla."),
    ("ro", "Dl. Pop a plecat la nr. 5.| Apoi…| Nimic."),
    ("sw", "Dr. Juma na prof. Asha walifika saa 3.| Kisha wakaondoka."),
    ("uk", "Б.Н. Коваль показав міст (мал. 8).| З 2016 р. № 3 діє.| Так!| — Ні."),
    ("bg", "Проф. Колев живее в гр. Елена на ул. Липа.| А. Б. Митев и С.Д. Минчев дойдоха през 2005 г.| Виж стр. 5."),
    ("hi", "डॉ. ए.पी.जे. कमल आए।| बी. आर. वर्मा बोले।| आई. के. सिंह गए।| वह घर आई.| वह सो गई।"),
    ("ta", "மு. குமார் வந்தார்.| அவர் போனார்."),
    ("ar", "قال د. كريم إن البحر هادئ.| حضر أ.د. سمير عام 1990 م.| ثم سافر."),
    ("de", "Die Fa. Lind zog in die Hafenstr. 5.| Im 20. Jh. kam sie als 3. Käuferin.| Sie ist 12.| Er ist 13. "),
    ("no", "Den 17. Mai-toget gikk.| Hr. Lund kom kl. 3.| Han gikk."),
    ("pl", "Mieszka przy ul. Długiej nr 5.| Ks. Lis i abp. Nowak przyszli."),
    ("es", "Los EE. UU. y los JJ. OO.| Los Sres. Gil y la Profa. Paz llegaron."),
    ("it", "Nel sec. XIV. la città crebbe.| Lo dice il Cap. Rossi.| AA. VV. scrissero."),
    ("pt", "No séc. XIV. foi difícil.| A Profa. Silva e o Pe. Costa saíram."),
    ("tr", "Av. Kaya ve Op. Dr. Demir 2. Ligi izledi."),
    ("sl", "Prišel je inž. Novak z ul. Lipa, str. 5.| Konec."),
    ("uk", "Зам. Коваль та інж. Бойко пішли.| Див. розд. IV.| Кінець."),
    ("ka", "წვიმდა.| წავედით სახლში."),
    ("ja", "雨が降るの?|知らない!|「行こう!」と言った。|Yahoo!で見た。|彼は(?)笑った。|株?|3社だ!|A社も。"),
    ("zh", "下雨了吗?|“走吗?”|我不走!!|他走了。"),
]


@pytest.mark.parametrize(("language", "marked"), default_cases(CASES, 0, 8, 16, unpack=True))
def test_rule(language: str, marked: str) -> None:
    found, wanted = parts(marked.strip(), language)
    assert found == wanted


@pytest.mark.parametrize("language", ["de", "uk", "ja"])
@pytest.mark.parametrize(
    "shape", default_cases(['. "', "? « ", ". ", "a.", "“", "?!", "» ", "…", "Т. ", "; "], 0, 4), ids=repr
)
def test_shapes_that_break_libraries(language: str, shape: str) -> None:
    text = shape * 5_000
    spans = segment(text, language)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert "".join(text[start:end] for start, end in spans).replace(" ", "") == text.replace(" ", "")
