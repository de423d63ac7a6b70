"""A codebook as a TOML file: reading it, with everything that is wrong reported at once, and writing it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from labels.codebook.fields import fold, printed
from labels.codebook.ids import former_names, free_id
from labels.codebook.keys import allot_keys
from labels.codebook.model import Codebook, Label
from labels.codebook.write import write_codebook
from labels.errors import CodebookError

if TYPE_CHECKING:
    from labels.codebook.form import CodebookForm, LabelForm

__all__ = ["default_codebook", "default_text", "parse_codebook", "read_codebook", "write_codebook"]

_DEFAULT = Path(__file__).with_name("default.toml")


def read_codebook(path: Path, current: Codebook | None = None) -> Codebook:
    """The codebook in the file at `path`, which is UTF-8. Raises CodebookError; see `parse_codebook`."""
    where = printed(str(path))
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise CodebookError(
            f"{where}: there is no such file. Check the name, or write a first codebook with: copydesk codebook init"
        ) from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise CodebookError(f"{where}, line {line}: this is not UTF-8: save the file as UTF-8") from None
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise CodebookError(f"{where}: cannot be read ({reason}). Name a TOML file that you may read") from None
    return parse_codebook(text, str(path), current)


def parse_codebook(text: str, where: str, current: Codebook | None = None) -> Codebook:
    """The codebook written in `text`; `where` is what messages call the file.

    Every label has a key. One that the file gives none keeps its key of `current`, the codebook in force, if that is
    free, and else has one allotted. Its id is the first of its former names, or its name; `plan_change` brings ids in
    line with what a project already knows. Raises CodebookError, with one line for each thing to correct.
    """
    form = _checked(text, where)
    return Codebook(
        labels=_labels(form.labels, current),
        choose=form.choose,
        title=form.title,
        guidelines=form.guidelines,
    )


def default_text() -> str:
    """The codebook that comes with the program, as a commented TOML file to start from."""
    return _DEFAULT.read_text(encoding="utf-8")


@cache
def default_codebook() -> Codebook:
    """The codebook that comes with the program."""
    return parse_codebook(default_text(), _DEFAULT.name)


def _checked(text: str, where: str) -> CodebookForm:
    """The filled-in form, or everything that is wrong with it as one CodebookError."""
    import tomllib

    from pydantic import ValidationError

    from labels.codebook.clashes import clashes
    from labels.codebook.form import CodebookForm, complaints
    from labels.codebook.lines import find_lines, line_of
    from labels.codebook.problems import Problem, refusal
    from labels.codebook.syntax import explain

    try:
        document: Mapping[str, Any] = tomllib.loads(text)
        lines = find_lines(text.replace("\r\n", "\n"))
    except ValueError as error:
        raise refusal(where, [explain(error, text.replace("\r\n", "\n"))]) from None
    except RecursionError:
        raise refusal(where, [Problem(1, "lists lie too deep inside each other: take some out")]) from None
    found = list(clashes(document))
    try:
        form = CodebookForm.model_validate(document)
    except ValidationError as error:
        found += complaints(error)
    if found:
        raise refusal(where, [Problem(line_of(lines, path), message) for path, message in found])
    return form


def _labels(forms: list[LabelForm], current: Codebook | None) -> tuple[Label, ...]:
    ids = _ids(forms)
    by_name = {fold(form.name): id for id, form in zip(ids, forms, strict=True)}
    keys = _keys(forms, current)
    return tuple(
        Label(
            id=id,
            name=form.name,
            key=keys.get(form.name),
            colour=form.colour,
            definition=form.definition,
            examples=tuple(form.examples),
            counter_examples=tuple(form.counter_examples),
            group=form.group,
            retired=form.retired or form.same_as is not None,
            formerly=former_names(id, form.name, form.formerly),
            same_as=None if form.same_as is None else by_name[fold(form.same_as)],
        )
        for id, form in zip(ids, forms, strict=True)
    )


def _ids(forms: list[LabelForm]) -> list[str]:
    """The ids: the first name that each label ever had. A new label with a name that is taken gets a number."""
    taken = {fold(form.formerly[0]) for form in forms if form.formerly}
    ids: list[str] = []
    for form in forms:
        id = form.formerly[0] if form.formerly else free_id(form.name, taken)
        taken.add(fold(id))
        ids.append(id)
    return ids


def _keys(forms: list[LabelForm], current: Codebook | None) -> dict[str, str]:
    """The key of each label that is not retired, by name."""
    held = {fold(label.name): label.key for label in current.labels} if current else {}
    active = [form for form in forms if not form.retired and form.same_as is None]
    held_keys = [
        next((held[fold(name)] for name in (form.name, *reversed(form.formerly)) if fold(name) in held), None)
        for form in active
    ]
    keys = allot_keys([form.name for form in active], [form.key for form in active], held_keys)
    return {form.name: key for form, key in zip(active, keys, strict=True)}
