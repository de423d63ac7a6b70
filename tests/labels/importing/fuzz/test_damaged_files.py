"""No damaged file ends an import, hangs it, or keeps another file from being read, whatever its format."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from labels.files.source import Source
from labels.formats.reader_registry import READERS, reader_for
from labels.importing.pipeline import import_articles, look_into
from labels.project import Project
from labels.projections.check import check
from labels.values.import_options import ImportOptions
from tests.examples import examples, is_proof
from tests.labels.importing.fuzz.damages import damaged
from tests.labels.importing.fuzz.samples import samples

#: For each reader; and how many damaged files each makes under the profile `proof`.
SEEDS, FILES = 3, 60


def test_every_reader_has_samples_that_it_reads(tmp_path):
    assert set(samples()) == {reader.name for reader in READERS}
    for name, each in samples().items():
        for n, (ending, data) in enumerate(each):
            path = tmp_path / f"{name}{n}{ending}"
            path.write_bytes(data)
            if name not in ("archive", "parquet"):  # a ZIP is a folder; what is Parquet goes by the Hugging Face reader
                assert reader_for(Source(path)).name == name
            path.with_suffix(".txt").write_text("The quay is flooded. Rain fell.") if name == "brat" else None
            seen = look_into([path])
            assert name == "spacy" or (seen.articles and not seen.refused), seen


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(SEEDS if is_proof() else 1))
@pytest.mark.parametrize("name", sorted(reader.name for reader in READERS))
def test_damaged_files_are_read_or_refused_in_one_line_and_the_others_come(tmp_path, name, seed):
    number = examples(FILES)
    random = Random(f"{name} {seed}")
    folder = tmp_path / "files"
    folder.mkdir()
    sound = []
    for n in range(number):
        ending, data = random.choice(samples()[name])
        path = folder / f"{n:03} damaged{random.choice((ending, ending, ending, ''))}"
        path.write_bytes(damaged(data, random.choice(samples()[name])[1], random))
        if name == "brat":
            path.with_suffix(".txt").write_bytes("The quay is flooded. “Nobody was hurt,” she said.\n".encode())
        if not n % 10:
            sound.append(f"Sound file number {n} came.")
            (folder / f"{n:03} sound.txt").write_text(sound[-1])
    options = ImportOptions(make_codebook=True, skip_bad_rows=random.random() < 0.3)
    with Project(tmp_path / "news.db", "ana") as project:
        _import(project, folder, options)
        came = {sentence.text for sentence in project.sentences()}
    assert set(sound) <= came
    assert check(tmp_path / "news.db").problems == []


def _import(project: Project, folder: Path, options: ImportOptions) -> None:
    """Import a folder, and look into it as a dry run does: what is told is one line each."""
    report, seen = import_articles(project, [folder], options), look_into([folder], options)
    lines = [*report.remarks_in_words(), *report.refusals_in_words(), *(each.reason for each in seen.refused)]
    assert all(len(line.splitlines()) == 1 for line in lines)
