"""`python -m tests.benchmarks [NAME…]`: how fast it is, and what it is fast beside. Nothing is asserted."""

from __future__ import annotations

import argparse
import os
import platform
import sqlite3
import time
from collections.abc import Callable
from dataclasses import replace

from tests.benchmarks import (
    agreement,
    browser,
    commit,
    exchange,
    exporting,
    importing,
    journal,
    keys,
    packs,
    queries,
    segmentation,
    soak,
    start,
    suggested_keys,
)
from tests.benchmarks.sizes import QUICK, Sizes

BENCHMARKS: dict[str, Callable[[Sizes], None]] = {
    "start": start.run,
    "keys": keys.run,
    "commit": commit.run,
    "journal": journal.run,
    "import": importing.run,
    "export": exporting.run,
    "queries": queries.run,
    "browser": browser.run,
    "exchange": exchange.run,
    "segmentation": lambda sizes: segmentation.run(),
    "agreement": agreement.run,
    "packs": packs.run,
    "soak": soak.run,
    "suggestions": suggested_keys.run,
}


def main() -> None:
    """Run what is named, or everything."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--quick", action="store_true", help="small sizes: is it all in working order?")
    parser.add_argument("--sentences", type=int, help="sentences in the large project (1,000,000)")
    parser.add_argument("--keys", type=int, help="key presses for each figure (400)")
    parser.add_argument("--runs", type=int, help="starts for each figure (9)")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(BENCHMARKS):
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}; there are {', '.join(BENCHMARKS)}")
    given = {name: getattr(asked, name) for name in ("sentences", "keys", "runs") if getattr(asked, name)}
    sizes = replace(QUICK if asked.quick else Sizes(), **given)
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}")
    for name in asked.names or BENCHMARKS:
        began = time.perf_counter()
        BENCHMARKS[name](sizes)
        print(f"  ({name} took {time.perf_counter() - began:.0f} s)")


if __name__ == "__main__":
    main()
