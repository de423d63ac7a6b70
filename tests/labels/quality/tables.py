"""Published tables and small cases as marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from labels.codebook import Codebook, Label
from labels.quality.agreement import Agreement, Comparison
from labels.quality.marks import Mark, Marks

#: Krippendorff 2011, "Computing Krippendorff's alpha-reliability": four observers, twelve units, gaps.
KRIPPENDORFF = {"c1": "BLPPLBCBL---", "c2": "BLPPLLCBLF--", "c3": "-PPPLPCLLFBP", "c4": "BLPPLCCBLFB-"}

#: Fleiss 1971: how many of six psychiatrists gave each of five diagnoses to thirty patients.
FLEISS = [
    ["00060", "03003", "01401", "00006", "03030", "20400", "00402", "20310", "20040", "00006"],
    ["10050", "11040", "03300", "10050", "02031", "00501", "30012", "51000", "02040", "10203"],
    ["00006", "01050", "02013", "20040", "10041", "05010", "40002", "02040", "10500", "00006"],
]

#: Dawid & Skene 1979: 45 patients, five clinicians, the first of them three times.
CLINICIANS = (
    ("c1", "131222132242121111222222112111131224223111212"),
    ("c1", "131222132342122111222222113111131223233112322"),
    ("c1", "132222232242121111222221112112131223123111212"),
    ("c2", "142333232243131211212232112111131234233112212"),
    ("c3", "131123142243121111232222112111121223224111212"),
    ("c4", "132222132244111111222222112112131234333111212"),
    ("c5", "142122133343121111122122112111131223232111212"),
)


def codebook(ids: Sequence[str], *, many: bool = False, groups: Mapping[str, str] | None = None) -> Codebook:
    """A codebook of these labels; `groups` says which of them are in one."""
    labels = (Label(id, id, None, group=(groups or {}).get(id)) for id in ids)
    return Codebook(tuple(labels), "many" if many else "one")


def marks_of(said: Mapping[str, str] | Sequence[tuple[str, str]]) -> list[Mark]:
    """Marks of people by a string each: a letter a unit, `-` for none. Each unit is an article by itself."""
    rows = said.items() if isinstance(said, Mapping) else said
    return [
        Mark(f"u{n}", person, (letter,), f"u{n}")
        for person, letters in rows
        for n, letter in enumerate(letters)
        if letter != "-"
    ]


def marks_of_table(table: Mapping[str, int]) -> list[Mark]:
    """Marks of two people: how many units got each two labels, such as `{"AB": 3}`."""
    pairs = [pair for pair, number in table.items() for _ in range(number)]
    return marks_of({"r0": "".join(pair[0] for pair in pairs), "r1": "".join(pair[1] for pair in pairs)})


def compared(rows: Sequence[Mark], ids: Sequence[str] | None = None, *, many: bool = False) -> Comparison:
    """The marks, compared by a codebook of these labels, or of those that were given."""
    marks = Marks(rows)
    seen = sorted({label for labels in marks.label_sets for label in labels})
    return Comparison(marks, codebook(seen if ids is None else ids, many=many))


def overall(rows: Sequence[Mark], ids: Sequence[str] | None = None, *, many: bool = False) -> Agreement:
    """All figures of all labels."""
    return compared(rows, ids, many=many).overall()
