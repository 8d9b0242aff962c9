"""How charts look: panels, legends, and a colour, mark and dash for each series."""

import math

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure

LOOKS = [("#0072b2", "o", "-"), ("#d55e00", "^", "--"), ("#009e73", "s", ":"), ("#cc79a7", "D", "-."), ("#e69f00", "v", "-"),
         ("#56b4e9", "P", "--"), ("#000000", "X", ":"), ("#7f7f7f", "*", "-.")]
"""Colour, mark and dash together, so that none of them is needed. The colours are told apart by colour-blind readers."""

COLUMNS = 3
"""Most panels side by side."""

MODELS = ["vae", "skip-vae", "sa-vae", "skip-sa-vae", "lstm-lm"]


def looks(names) -> dict[str, tuple[str, str, str]]:
    """A look for each name; where all are models of the paper, each has its own in every chart."""
    names = list(dict.fromkeys(names))
    known = {model.upper(): look for model, look in zip(MODELS, LOOKS)}
    return known if set(names) <= set(known) else {name: LOOKS[i % len(LOOKS)] for i, name in enumerate(names)}


def panels(count: int, width: float = 4.6, height: float = 3.6) -> tuple[Figure, list]:
    """So many axes."""
    columns = min(count, COLUMNS)
    rows = math.ceil(count / columns)
    figure, axes = plt.subplots(rows, columns, figsize=(width * columns, height * rows), squeeze=False, layout="constrained")
    for unused in axes.flat[count:]:
        unused.set_axis_off()
    return figure, list(axes.flat[:count])


def legend(figure: Figure, axes, title: str) -> None:
    """One legend below all axes."""
    entries = {name: handle for axis in axes for handle, name in zip(*axis.get_legend_handles_labels())}
    figure.legend(entries.values(), entries.keys(), loc="outside lower center", ncols=min(3, len(entries)), frameon=False)
    figure.suptitle(title, fontsize="medium")


def floats(values) -> list[float]:
    """Numbers as matplotlib takes them, nan for nulls."""
    return [math.nan if pd.isna(value) else float(value) for value in values]
