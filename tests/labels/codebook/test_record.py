from __future__ import annotations

import json
import subprocess
import sys

from hypothesis import given, settings

from labels.codebook import Codebook, Label
from labels.codebook.record import codebook_from_record, codebook_to_record
from tests.examples import examples
from tests.labels.codebook.strategies import codebooks


@settings(max_examples=examples(100), deadline=None)
@given(codebooks())
def test_a_codebook_survives_the_project_file(codebook: Codebook):
    assert codebook_from_record(json.loads(json.dumps(codebook_to_record(codebook)))) == codebook


def test_a_record_of_an_older_version_is_read():
    record = {"labels": [{"id": "a", "name": "b"}], "later": 1}
    assert codebook_from_record(record) == Codebook((Label(id="a", name="b", key=None),))


def test_reading_a_record_loads_nothing_heavy():
    code = (
        "import sys, labels.codebook.record, labels.codebook.keys, labels.codebook.file, labels.codebook.plan_change\n"
        "print([m for m in ('pydantic', 'tomllib', 'difflib') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
