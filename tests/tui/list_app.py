"""The smallest app that hosts the sentence list, and texts of every dangerous kind and length."""

from textual import on
from textual.app import App, ComposeResult

from tui.theme import THEMES, variable_defaults
from tui.widgets.sentence_list import SentenceList
from tui.widgets.sentence_row import SentenceRow

HOSTILE = (
    "[/x] [red]not red[/red] [@click=app.quit]nothing[/]",
    "clear \x1b[2J title \x1b]0;owned\x07 clipboard \x1b]52;c;aGk=\x07 \x9b2J \x90q\x9c",
    "evil \u202etxet lived\u202c \u2066isolated\u2069 \u200fmark\u200e \u061c",
    "nul \x00 bell \x07 back\x08 delete \x7f \x85 \u2028 \u2029 \r\n\ttab",
    "lone \ud800 surrogate \udfff",
    "zero\u200bwidth \ufeff \u2060 \ufff9base\ufffaruby\ufffb \U000e0041\U000e007f",
    "漢😀👩‍👩‍👧 日本語の文章は空白なしに続き、行の端で折り返される。" * 3,
    "שלום עולם, זה משפט ארוך מימין לשמאל שצריך להישבר בין שורות " * 3,
    "می‌خواهم کتاب‌ها را بخوانم ه‍ ක්‍ර",
    "x" * 10_000,
    "Z" + "\u0301" * 5_000 + " end",
    "😀\u200d" * 500,
    "a\u200d" * 500,
    "",
    "   ",
)

#: Characters of several code points: vowel signs, conjuncts, joined and coloured emoji, flags, keycaps.
SIGNS = (
    "नदी के किनारे पुराना पुल टूट गया, और क्षेत्र के लोगों ने मिट्टी डाली। " * 3,
    "ஆற்றின் மேல் பழைய பாலம் மூடப்பட்டது, கொண்டு வந்தார்கள். কৌশলে নৌকা বাঁধা হলো। " * 3,
    "တံတားဟောင်း ပိတ်ထားသည်။ ស្ពានចាស់ត្រូវបានបិទ។ สะพานเก่าปิดแล้ว ค่ำ " * 3,
    "Ferry 👩‍👩‍👧 back 🇩🇪🇫🇷 soon ❤️ gate 1️⃣ thanks 👍🏽 over 🏳️‍🌈 end " * 3,
    "🇳🇱🇧🇪" * 40,
    "क्षि" * 60,
)

#: A thousand sentences, four to a paragraph.
PROSE = [
    f"Sentence {number} says that the ferry was late again, "
    + "and that nobody on the quay had been told why. " * (number % 3)
    for number in range(1000)
]
PARAGRAPHS = [number // 4 for number in range(1000)]

LABELLED = SentenceRow(("claim",), ("label-1",), ("c",), "labelled")


class ListApp(App[None]):
    """A sentence list and nothing else; keeps what it posted."""

    CSS = "Screen { background: $background; }"

    def __init__(self, texts, paragraphs=None, theme="copydesk-dark", rows=None):
        super().__init__()
        for each in THEMES:
            self.register_theme(each)
        self.theme = theme
        self.texts = texts
        self.paragraphs = paragraphs or [0] * len(texts)
        self.rows = rows if rows is not None else {}
        self.asked: list[int] = []
        self.clicked: list[int] = []
        self.scrolled: list = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variable_defaults(self.current_theme)

    def compose(self) -> ComposeResult:
        yield SentenceList()

    def on_mount(self) -> None:
        self.show()
        self.sentences.focus()

    def show(self) -> None:
        self.sentences.load(self.texts, self.paragraphs, self.row)

    @property
    def sentences(self) -> SentenceList:
        return self.query_one(SentenceList)

    def row(self, index: int) -> SentenceRow:
        self.asked.append(index)
        return self.rows.get(index, SentenceRow())

    @on(SentenceList.SentenceClicked)
    def note_click(self, message: SentenceList.SentenceClicked) -> None:
        self.clicked.append(message.index)

    @on(SentenceList.PlaceScrolled)
    def note_scroll(self, message: SentenceList.PlaceScrolled) -> None:
        self.scrolled.append(message.place)

    def lines(self) -> list[str]:
        """What stands in the window now."""
        return [self.sentences.render_line(y).text for y in range(self.sentences.size.height)]


async def settle(pilot, size):
    await pilot.resize_terminal(*size)
    await pilot.pause()


def cursor_line(app) -> int:
    """The line of the window on which the current sentence begins, by its bar."""
    return next(y for y, line in enumerate(app.lines()) if line.startswith("▌"))
