"""`python -m tests.estimates [--runs 4000] [NAME …]`: how often intervals of estimates cover the truth.

Leaves with 1 if one covers less than 93% or more than 97%.
"""

from __future__ import annotations

import argparse
import sys

from tests.estimates.coverage import LEAST, MOST, SCENARIOS, coverage


def main() -> int:
    """Run what is named."""
    parser = argparse.ArgumentParser(prog="python -m tests.estimates")
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--runs", type=int, default=4000)
    asked = parser.parse_args()
    if unknown := set(asked.names) - SCENARIOS.keys():
        parser.error(f"there is no {', '.join(sorted(unknown))}; there are: {', '.join(SCENARIOS)}")
    outside = 0
    for name in asked.names or SCENARIOS:
        found = coverage(name, asked.runs)
        inside = LEAST <= found.share <= MOST
        outside += not inside
        print(
            f"{name:26} {found.runs:,} samples: {found.share:.4f} covered ({found.below / found.runs:.4f} below),"
            f" mean width {found.width:.4f}, bias {found.bias:+.4f}{'' if inside else '  OUTSIDE'}",
            flush=True,
        )
    return 1 if outside else 0


if __name__ == "__main__":
    sys.exit(main())
