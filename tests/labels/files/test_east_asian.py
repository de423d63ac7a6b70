"""Chinese, Japanese, Korean and Thai texts of a line or two are told from each other, in every usual encoding."""

from __future__ import annotations

import pytest

from labels.files.decoding import decode

_JAPANESE = ["港は金曜日に閉まった。誰も理由を知らない。", "東京で雪。", "ＮＨＫのニュースによるとレストランが開いた。"]
_CHINESE = ["港口星期五关闭了。没有人知道原因。", "记者说：“不行！” 2024年3月，他回来了。"]
_KOREAN = ["항구는 금요일에 문을 닫았다. 아무도 모른다.", "부산 날씨 흐림.", "시장은 “모른다”고 3월 5일 말했다."]
TEXTS = {
    "ja": (("shift_jis", "euc_jp"), _JAPANESE),
    "zh": (("gb18030",), _CHINESE),
    "zh-TW": (("big5",), ["港口星期五關閉了。沒有人知道原因，船長也不說話。"]),
    "ko": (("cp949",), _KOREAN),
    "th": (("cp874",), ["ท่าเรือปิดเมื่อวันศุกร์ ไม่มีใครรู้ว่าทำไม", "นายกกล่าวว่า “ไม่รู้” เมื่อ 5 มีนาคม"]),
}
CASES = [(language, encoding, text) for language, (ways, texts) in TEXTS.items() for encoding in ways for text in texts]


@pytest.mark.parametrize(("language", "encoding", "text"), CASES)
@pytest.mark.parametrize("named", [True, False])
def test_a_line_or_two_are_enough(language: str, encoding: str, text: str, named: bool) -> None:
    told: list[str] = []
    found, _ = decode(text.encode(encoding), "a.txt", language=language if named else None, tell=told.append)
    assert found == text
    assert len(told) == 1


def test_european_text_is_none_of_them() -> None:
    text = "Die Brücke wird größer. Über den Fluss führt künftig ein Weg für Fußgänger."
    assert decode(text.encode("cp1252"), "a.txt") == (text, "cp1252")
    assert decode(text.encode("cp1252"), "a.txt", language="de")[0] == text


@pytest.mark.parametrize("encoding", ["cp861", "mac_iceland"])
def test_icelandic_of_dos_and_mac(encoding: str) -> None:
    text = "Höfninni var lokað á föstudag. Enginn veit hvers vegna það var gert, en áin er orðin þurr."
    assert decode(text.encode(encoding), "a.txt")[0] == text
