"""`python -m tests.colours`: contrast and colour-blindness figures of every theme; `search` looks for label colours."""

from __future__ import annotations

import argparse

from textual.color import Color

from tests.colours.figures import COLOURED, GROUNDS, LABELS, SIGHTS, colour, least_difference, worst_contrast
from tests.colours.search import Wish, search
from tui.label_colours import DARK, LIGHT


def main() -> None:
    """Print the figures, or search."""
    parser = argparse.ArgumentParser(prog="python -m tests.colours", description=__doc__)
    parser.add_argument("what", nargs="?", choices=("figures", "search"), default="figures")
    parser.add_argument("--darkest", type=float, help="search: the luminance of the darkest ground, if it is light")
    parser.add_argument("--lightest", type=float, help="search: the luminance of the lightest ground, if it is dark")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    if asked.what == "figures":
        _print_figures()
    elif asked.darkest is not None:
        _print_found(Wish(_rgb(LIGHT), most=(asked.darkest + 0.05) / 4.55 - 0.05), asked.seed)
    elif asked.lightest is not None:
        _print_found(Wish(_rgb(DARK), least=(asked.lightest + 0.05) * 4.55 - 0.05), asked.seed)
    else:
        parser.error("search needs --darkest or --lightest: the luminance, 0 to 1, of the ground that is hardest")


def _rgb(colours: tuple[str, ...]) -> list[tuple[int, int, int]]:
    return [Color.parse(each).rgb for each in colours]


def _print_found(wish: Wish, seed: int) -> None:
    print(" ".join(search(wish, seed)))


def _print_figures() -> None:
    print("Least contrast of the eight label colours, and of quiet words, on each ground (WCAG 2.2; text needs 4.5)")
    print(f"{'':22}" + "".join(f"{ground:>13}" for ground in GROUNDS))
    for theme in COLOURED:
        figures = [(worst_contrast(theme, LABELS, g), worst_contrast(theme, ("row-quiet",), g)) for g in GROUNDS]
        print(f"{theme.name:<22}" + "".join(f"{labels:7.2f}{quiet:6.2f}" for labels, quiet in figures))
    print("\nProgress on the side panel: the done part and the track (graphics need 3)")
    for theme in COLOURED:
        done, track = (worst_contrast(theme, (name,), "surface") for name in ("bar-done", "row-quiet"))
        print(f"{theme.name:<22}{done:7.2f}{track:7.2f}")
    print("\nLeast CIEDE2000 between two label colours (Machado 2009, severity 1; in brackets on coded values)")
    print(f"{'':22}" + "".join(f"{sight:>22}" for sight in SIGHTS))
    for theme in COLOURED:
        cells = []
        for sight in SIGHTS:
            (least, (one, other)), coded = least_difference(theme, sight), least_difference(theme, sight, coded=True)[0]
            cells.append(f"{least:6.1f} ({coded:4.1f}) {one[-1]}–{other[-1]}".rjust(22))
        print(f"{theme.name:<22}" + "".join(cells))
    print("\nThe eight")
    for theme in COLOURED:
        print(f"{theme.name:<22}" + " ".join(colour(theme, name).hex.lower() for name in LABELS))


main()
