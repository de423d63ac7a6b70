"""`copydesk formats`: everything that can be read and written, and what each format loses."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from tui.cli.output import give, give_json, say
from tui.cli.table import table

if TYPE_CHECKING:
    from labels.formats.reader import Reader
    from labels.formats.writer import Loss


@click.command(short_help="List the formats, and what each cannot hold.")
@click.option("--json", "as_json", is_flag=True, help="Print formats, extras and losses as JSON.")
def formats(as_json: bool) -> None:
    """List every format for import and export: file endings, the extra it needs, and which fields it loses.

    \b
    copydesk formats
    copydesk formats --json
    """
    from labels.formats.reader_registry import broken_readers as broken_importers
    from labels.formats.writer_registry import broken_writers as broken_exporters

    read, written = _read(), _written()
    broken = [*broken_importers(), *broken_exporters()]
    if as_json:
        unusable = [{"where": where, "reason": words} for where, words in broken]
        give_json({"import": read, "export": written, "unusable": unusable})
    else:
        give("\n".join(_in_words(read, written)))
    for where, words in broken:
        say(f"{where}: {words}")


def _read() -> list[dict[str, Any]]:
    """What can be read, as JSON has it."""
    from labels.formats.reader_registry import readers

    return [
        {"name": each.name, "about": _about(each), "endings": _endings(each), "extra": _extra(each)}
        for each in readers()
    ]


def _written() -> list[dict[str, Any]]:
    """What can be written, and what is lost of it, as JSON has it."""
    from labels.formats.writer_registry import losses_of, units_of, writers

    return [
        {
            "name": each.name,
            "about": _about(each),
            "ending": each.suffix or None,
            "extra": _extra(each),
            "one_row_per": list(units_of(each)),
            "losses": _losses(each.losses),
            "losses_per_article": _losses(losses_of(each, "article")) if "article" in units_of(each) else None,
        }
        for each in writers()
    ]


def _in_words(read: list[dict[str, Any]], written: list[dict[str, Any]]) -> list[str]:
    lines = ["Import"]
    rows = [[each["name"], " ".join(each["endings"]), each["extra"] or ""] for each in read]
    lines += table(["format", "endings", "extra"], rows).split("\n")
    lines += ["", "Export"]
    rows = [
        [each["name"], each["ending"] or "a folder", each["extra"] or "", " ".join(each["one_row_per"])]
        for each in written
    ]
    lines += table(["format", "ending", "extra", "one row per"], rows).split("\n")
    for each in written:
        lines += ["", *_in_lines(each["name"], each["losses"])]
        if each["losses_per_article"] not in (None, each["losses"]):
            lines += _in_lines(f"{each['name']}, one row per article", each["losses_per_article"])
    return lines


def _in_lines(name: str, losses: list[dict[str, str]]) -> list[str]:
    head = f"{name}: " + ("not everything comes back" if losses else "holds everything")
    return [head, *(f"  {', '.join(fields)}: {words}" for words, fields in _by_words(losses).items())]


def _losses(losses: Sequence[Loss]) -> list[dict[str, str]]:
    return [{"field": loss.field, "words": loss.words} for loss in losses]


def _by_words(losses: list[dict[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for loss in losses:
        found.setdefault(loss["words"], []).append(loss["field"])
    return found


def _endings(format: Reader) -> list[str]:
    """The endings of an importer's files; those of an archive are shared with every other ZIP."""
    return list(getattr(format, "endings", format.suffixes))


def _extra(format: object) -> str | None:
    """The extra of the package that a format needs, where it says so."""
    extra = getattr(format, "extra", None)
    return extra if isinstance(extra, str) else None


def _about(format: object) -> str:
    """What it is for: the first line of its class's docstring."""
    plugin = getattr(format, "plugin", None)
    return (inspect.getdoc(type(plugin.made if plugin else format)) or "").partition("\n")[0]
