"""JSON files that describe a dataset and hold none of it: `dataset_info.json`, `state.json`, Croissant metadata."""

from __future__ import annotations

import re

from labels.importing.objects.json_head import first_keys

_CROISSANT = re.compile(rb'"(?:dct:)?conformsTo"\s*:\s*\[?\s*"http://mlcommons\.org/croissant/')
_SPLIT_NAMES = re.compile(rb'\s*\{\s*"splits"\s*:\s*\[(?:\s*"[^"]*"\s*(?:,|(?=\])))*\s*\]\s*\}\s*')

#: Keys that go together in the files beside the data: those of `save_to_disk`, and one from older times.
_BESIDE = ({"_data_files", "_fingerprint"}, {"citation", "features", "license"}, {"_type", "features"})


def describes_a_dataset(head: bytes) -> bool:
    """Whether a JSON file that begins like this describes a dataset, and holds none of it."""
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return False
    keys = first_keys(head).keys()
    return (
        any(beside <= keys for beside in _BESIDE)
        or _SPLIT_NAMES.fullmatch(head) is not None
        or (bool({"conformsTo", "dct:conformsTo"} & keys) and _CROISSANT.search(head) is not None)
    )
