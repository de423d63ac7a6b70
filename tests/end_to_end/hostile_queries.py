"""Thirty queries of somebody who means harm, or whose cat walks over the keys: each of another kind."""

from __future__ import annotations

#: What a query may be long, and a little more.
_LONG = 3_900

QUERIES: dict[str, str] = {
    # Expressions: what the package `regex` can do beyond Python's own, and what makes any of them slow.
    "as like as nine mistakes": r"/(?:according to whom){e<=9}[#%]/",
    "fuzzy in a loop": r"/(?e)(?:(?:a{e<=2}){10}){e<=5}[#%]/",
    "recursion": r"/(?:\((?:[^()]|(?R))*\)|.)*[#%]/",
    "a group that calls itself": r"/(?<g>\w(?&g)?\w?)+[#%]/",
    "looked ahead and taken back": r"/(?=((?:\w+\s*)+))\1[#%]/",
    "looked behind for what may be long": r"/(?<!(?:\w+\s?)+x)[#%]/",
    "backwards": r"/(?r)[#%](?:\w+\s?)+/",
    "signs as one sees them": r"/(?:\X|\X\X)+[#%]/",
    "sets of sets": r"/(?V1)(?:[[\w\s]--[aeiou]]|[\w\s&&[^#]])+[#%]/",
    "empty again and again": r"/(?:()|(?:)|a??)*(?:()*)*[#%]/",
    "a billion": "/a{1000000000}/",
    "billions of billions": "/(?:(?:a{60000}){60000}){60000}/",
    "many ways out": "/" + "|".join(["a"] * 1_900) + "/",
    "a thousand groups": "/" + "(" * 900 + "a" + ")" * 900 + "[^a]/",
    "every sign there is": r"/[\u0000-\U0010ffff]{1,99}[\u0000-\U0010ffff]{1,99}[\u0000-\U0010ffff]{1,99}[#%]/",
    # Words and conditions.
    "lone quotation marks": '"' * 1_001,
    "a backslash that nothing follows": 'note:"\\',
    "brackets without an end": "(" * _LONG,
    "minus upon minus": "-" * _LONG + "a",
    "not upon not": "not " * 900 + "a",
    "a thousand words": " ".join(f"word{n}" for n in range(500)),
    "as many as there may be": " or ".join(["-said"] * 99),
    "a sentence of one sign": '"' + "the " * 900 + '"',
    "the language of the index": 'NEAR(a b, 3) {text}: a* ^b AND "c" *',
    "a statement": "by:\"ana' OR 1=1; DROP TABLE journal; --\" label:'%'",
    "numbers beyond numbers": "length:>99999999999999999999999999999999 seconds:>1e309 article:99999999999999999999999",
    "days that are none": "after:0000-00-00 before:9999-99-99",
    "names that steer": 'by:"ana\x1b]0;owned\x07\x00\u202e" or label:"\x00" or source:"\x9b2J"',
    "one letter under a thousand marks": "e" + "\u0301" * 1_000,
    "signs that grow when they are folded": "\ufdfa" * 1_900 + " " + "橋" * 1_900,
}
