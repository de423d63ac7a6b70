from __future__ import annotations

import json
import subprocess
import sys

from hypothesis import given, settings

from labels.scheme import Label, Scheme
from labels.scheme.record import scheme_from_record, scheme_to_record
from tests.examples import examples
from tests.labels.scheme.strategies import schemes


@settings(max_examples=examples(100), deadline=None)
@given(schemes())
def test_a_codebook_survives_the_project_file(scheme: Scheme):
    assert scheme_from_record(json.loads(json.dumps(scheme_to_record(scheme)))) == scheme


def test_a_record_of_an_older_version_is_read():
    record = {"labels": [{"id": "a", "name": "b"}], "later": 1}
    assert scheme_from_record(record) == Scheme((Label(id="a", name="b", key=None),))


def test_reading_a_record_loads_nothing_heavy():
    code = (
        "import sys, labels.scheme.record, labels.scheme.keys, labels.scheme.file, labels.scheme.change\n"
        "print([m for m in ('pydantic', 'tomllib', 'difflib') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
