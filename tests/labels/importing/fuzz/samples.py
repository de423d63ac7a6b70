"""A few small sound files of every format that is read, as their readers find them."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from labels.project import Project
from tests.labels.making import Clock

Sample = tuple[str, bytes]
"""The ending of a file with its dot, and its bytes."""

_TEXTS = ("The quay is flooded. “Nobody was hurt,” she said.", "Rain fell on Friday; the market stayed shut all day.")


@cache
def samples() -> dict[str, Sequence[Sample]]:
    """Two or more samples for the name of each reader."""
    return {
        "copydesk": _exported("jsonl", ".jsonl"),
        "prodigy": _lines(".jsonl", *_PRODIGY),
        "label-studio": _list(*_LABEL_STUDIO),
        "argilla": _list(*_ARGILLA),
        "potato": _lines(".jsonl", *_POTATO),
        "doccano": _lines(".jsonl", *_DOCCANO),
        "fasttext": [(".ft", f"__label__claim {_TEXTS[0]}\n__label__quote __label__fact {_TEXTS[1]}\n".encode())],
        "brat": [(".ann", b"T1\tClaim 0 20\tThe quay is flooded.\nA1\tSure T1 yes\n#1\tAnnotatorNotes T1\tsee\n")],
        "html": [(".html", _page(n).encode()) for n in (1, 2)],
        "feed": [(".rss", _RSS.encode()), (".atom", _ATOM.encode())],
        "epub": [(".epub", _book(zipfile.ZIP_DEFLATED)), (".epub", _book(zipfile.ZIP_STORED))],
        "docx": [(".docx", _document(zipfile.ZIP_DEFLATED)), (".docx", _document(zipfile.ZIP_STORED))],
        "huggingface": [(".arrow", _arrow()), *((".parquet", _parquet(huggingface=_CLASSES)),)],
        "jsonl": _lines(".jsonl", *_ROWS),
        "json": _list(*_ROWS),
        "parquet": [(".parquet", _parquet())],
        "spacy": _docbin(),
        "conllu": [(".conllu", _CONLLU.encode())],
        "csv": [(".csv", _CSV.encode()), (".tsv", _CSV.replace(",", "\t").encode())],
        "markdown": [(".md", _MARKDOWN.encode()), (".md", b"# Quay\n\n* one\n* two\n\n> quoted\n\n```\ncode\n```\n")],
        "archive": [
            *_exported("archive", ".zip"),
            (".zip", _zip(zipfile.ZIP_DEFLATED)),
            (".zip", _zip(zipfile.ZIP_STORED)),
        ],
        "text": [
            (".txt", "\n\n".join(_TEXTS).encode()),
            (".txt", "Der Kai ist überflutet.\n\nNiemand weiß es.".encode()),
        ],
    }


def _lines(ending: str, *rows: object) -> list[Sample]:
    each = [json.dumps(row, ensure_ascii=False) for row in rows]
    return [(ending, "\n".join((*each, "")).encode()), (ending, f"{each[0]}\n".encode() * 3)]


def _list(*rows: object) -> list[Sample]:
    return [(".json", json.dumps(list(rows)).encode()), (".json", json.dumps({"rows": rows}, indent=1).encode())]


_ROWS = [
    {"text": _TEXTS[0], "title": "Quay", "date": "2024-03-01", "author": ["Ann Lee"], "tags": {"a": [1, 2.5, None]}},
    {"text": _TEXTS[1], "title": "Rain", "date": None, "author": "Ben Ode", "tags": {}},
]
_PRODIGY = [
    {"text": _TEXTS[0], "_input_hash": 1, "_task_hash": 2, "options": [{"id": "claim"}], "accept": ["claim"],
     "answer": "accept", "_timestamp": 1709283600, "_annotator_id": "set-ana", "meta": {"source": "a"}},
    {"text": _TEXTS[1], "_input_hash": 3, "_task_hash": 4, "label": "quote", "answer": "reject"},
]  # fmt: skip
_LABEL_STUDIO = [
    {"id": 1, "data": {"text": _TEXTS[0]}, "predictions": [], "annotations": [
        {"id": 2, "completed_by": {"email": "a@b.example"}, "created_at": "2024-03-01T09:00:00Z", "lead_time": 3.5,
         "result": [{"from_name": "label", "to_name": "text", "type": "choices", "value": {"choices": ["claim"]}}]}]},
    {"id": 3, "data": {"text": _TEXTS[1]}, "annotations": [{"id": 4, "was_cancelled": True, "result": []}]},
]  # fmt: skip
_ARGILLA = [
    {"id": "1", "fields": {"text": _TEXTS[0]}, "metadata": {"a": 1}, "suggestions": {"label": {"value": "claim",
     "score": 0.5, "agent": "m"}}, "responses": {"label": [{"value": "claim", "user_id": "u", "status": "submitted"}]}},
    {"id": "2", "fields": {"text": _TEXTS[1]}, "metadata": {}, "suggestions": {}, "responses": {}},
]  # fmt: skip
_POTATO = [
    {"user_id": "ana", "instance_id": "1", "displayed_text": _TEXTS[0], "label_annotations": {"kind": {"claim": "1"}}},
    {"user_id": "ana", "instance_id": "2", "displayed_text": _TEXTS[1], "label_annotations": {"kind": {"quote": "1"}}},
]
_DOCCANO = [
    {"id": 1, "text": _TEXTS[0], "label": ["claim"], "Comments": ["sure"]},
    {"id": 2, "text": _TEXTS[1], "label": []},
]
_CSV = f'text,doc,label,n\n"{_TEXTS[0]}",1,claim,1\n"{_TEXTS[1]}",1,,2\n"A ""third"" one.\nOf two.",2,quote,3\n'
_MARKDOWN = (
    f"---\ntitle: Quay\ndate: 2024-03-01\ntags: [a, {{b: c}}]\nauthor: &x Ann\nby: *x\n---\n# Quay\n\n{_TEXTS[0]} *So* "
    f'it is.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[link](https://a.example "x")\n\n- {_TEXTS[1]}\n\n<div>raw</div>\n'
)
_CONLLU = (
    "# newdoc id = d1\n# sent_id = 1\n# text = Rain fell.\n# label = claim\n1\tRain\train\tNOUN\t_\tNumber=Sing"
    "\t2\tnsubj\t_\t_\n2\tfell\tfall\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No\n3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n\n"
    "# newpar\n# sent_id = 2\n1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_\n1\tDo\tdo\tAUX\t_\t_\t3\taux\t_\t_\n"
    "2\tn't\tnot\tPART\t_\t_\t3\tadvmod\t_\t_\n3\tgo\tgo\tVERB\t_\t_\t0\troot\t_\t_\n\n"
)


def _exported(format: str, ending: str) -> list[Sample]:
    """What a small project exports."""
    with tempfile.TemporaryDirectory() as folder, Project(Path(folder) / "news.db", "ana", clock=Clock()) as project:
        for text in _TEXTS:
            project.add(text, title="Quay")
        first, second, *_ = project.sentences()
        project.label(first, "claim")
        project.note(second, "see")
        path = Path(folder) / f"out{ending}"
        project.export(path, format=format)
        return [(ending, path.read_bytes())]


def _page(n: int) -> str:
    running = "".join(
        f"<p>{text} {text} It was the {n}th time this year that water came so far.</p>" for text in _TEXTS
    )
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Quay | Courier</title><script '
        f'type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "2024-03-0{n}", "author": [{{"name":'
        f' "A"}}]}}</script><meta property="og:title" content="Q"></head><body><nav><a href="/">Home</a></nav><article>'
        f'<h1>Quay</h1><time datetime="2024-03-01">1 March</time>{running * 3}<table><tr><td>1</td></tr>'
        "</table></article><footer>&copy; Courier</footer></body></html>"
    )


_ENTRY = "".join(f"&lt;p&gt;{text}&lt;/p&gt;" for text in _TEXTS)
_RSS = (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Courier</title><language>en</language>'
    f"<item><title>Quay</title><link>https://a.example/1</link><pubDate>Fri, 01 Mar 2024 09:00:00 +0000</pubDate>"
    f"<description>{_ENTRY}</description></item><item><title>Rain &amp; wind</title><guid>x</guid><description>{_ENTRY}"
    "</description></item></channel></rss>"
)
_ATOM = (
    '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Courier</title><entry><title>'
    'Quay</title><updated>2024-03-01T09:00:00Z</updated><author><name>Ann</name></author><content type="html">'
    f"{_ENTRY}</content></entry></feed>"
)


def _packed(method: int, files: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as zip:
        for name, content in files.items():
            stored = name == "mimetype"
            zip.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_STORED if stored else method)
    return made.getvalue()


def _book(method: int) -> bytes:
    body = "".join(f"<p>{text}</p>" for text in _TEXTS)
    page = f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Quay</title></head><body><h1>One</h1>{body}</body></html>'
    return _packed(
        method,
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>',
            "b.opf": '<package><metadata xmlns:dc="d"><dc:title>Quay</dc:title><dc:language>en</dc:language></metadata>'
            '<manifest><item id="i" href="1.xhtml" media-type="application/xhtml+xml"/></manifest><spine>'
            '<itemref idref="i"/></spine></package>',
            "1.xhtml": page,
        },
    )


def _document(method: int) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in _TEXTS)
    return _packed(
        method,
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f'<w:document xmlns:w="w"><w:body>{body}<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr>'
            "</w:tbl></w:body></w:document>",
            "docProps/core.xml": '<c:coreProperties xmlns:c="c" xmlns:d="d"><d:title>Quay</d:title></c:coreProperties>',
        },
    )


def _zip(method: int) -> bytes:
    return _packed(method, {"a/1.txt": _TEXTS[0], "a/2.jsonl": json.dumps(_ROWS[1]), "b.md": _MARKDOWN, "c.csv": _CSV})


_CLASSES = json.dumps({"info": {"features": {"label": {"names": ["claim", "quote"], "_type": "ClassLabel"}}}})


def _parquet(**metadata: str) -> bytes:
    import pyarrow
    import pyarrow.parquet

    table = pyarrow.table({"text": list(_TEXTS), "doc": [1, 1], "label": [0, 1] if metadata else ["claim", None]})
    made = io.BytesIO()
    pyarrow.parquet.write_table(table.replace_schema_metadata(metadata), made)
    return made.getvalue()


def _arrow() -> bytes:
    import pyarrow

    table = pyarrow.table({"text": list(_TEXTS), "label": [0, 1]}).replace_schema_metadata({"huggingface": _CLASSES})
    made = io.BytesIO()
    with pyarrow.ipc.new_stream(made, table.schema) as writer:
        writer.write_table(table)
    return made.getvalue()


def _docbin() -> list[Sample]:
    try:
        import spacy
        from spacy.tokens import DocBin
    except ImportError:
        return [(".spacy", b"x\x9c no DocBin"), (".spacy", b"")]
    made = []
    for cats in ({"claim": 1.0}, {}):
        doc = spacy.blank("xx").make_doc(_TEXTS[0])
        doc.cats = cats
        made.append((".spacy", DocBin(docs=[doc], store_user_data=True).to_bytes()))
    return made
