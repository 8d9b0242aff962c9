"""Shows the tables of an output with what to know about them, or says what is missing and why."""

import math

import pandas as pd
from IPython.display import Markdown, display

from sweep_output import Output, cell_keys, key_of, label, text, varying

FOUNDATION = {
    "seeds": "seeds",
    "epochs": "epochs",
    "classifier_epochs": "classifier epochs",
    "train_examples": "training examples",
    "test_examples": "test examples (N)",
    "engine": "engine",
    "reduced": "run",
}
"""What the numbers of a cell rest on, and what to call it."""

NAMES = {"corrected_mi": "corrected MI", "bound_ppl": "bound PPL", "accuracy_percent": "accuracy, %",
         "validation_accuracy_percent": "validation accuracy, %"}
"""Metrics whose names are not their columns in capitals."""

METRICS = ["elbo", "perplexity", "bound_perplexity", "kl", "mi", "mi_corrected", "mi_cap", "active_units", "best_epoch", "seconds"]
"""Of a trial, in the order of the table of trials."""

pd.set_option("display.max_columns", None, "display.max_rows", None, "display.max_colwidth", None)


def say(sentences: str) -> None:
    """A paragraph."""
    display(Markdown(sentences))


def summary(output: Output) -> None:
    """What was run, how far it is, and how far to trust it."""
    trials = output.trials
    states = trials["state"].value_counts()
    done = f"{states.get('done', 0)} of {len(trials)} trials done"
    others = [f"{states[state]} {state}" for state in ("failed", "pending") if state in states]
    seeds = sorted({trial["trial"]["seed"] for trial in output.plan["trials"]})
    cells = output.cells[1]
    words = [
        f"**{output.plan['name']}**: {', '.join([done, *others])}",
        f"{len(seeds)} seeds ({', '.join(map(str, seeds))})" if len(seeds) > 1 else f"one seed ({seeds[0]}), so that there is no interval",
    ]
    if len(cells):
        words.append(foundation(cells, [column for column in FOUNDATION if column != "seeds"]))
    say("; ".join(word for word in words if word) + ".")
    if "unpublished-data" in output.plan:
        say(f"**Not the published data**: {output.plan['unpublished-data']}")
    for trial in trials[trials["state"] == "failed"].to_dict("records"):
        say(f"**Failed**: {trial['id']}: {trial['failure']}")


def foundation(cells: pd.DataFrame, columns) -> str:
    """What all cells rest on, as a phrase; what differs stands in columns instead."""
    shared = [column for column in columns if column in cells and cells[column].astype(str).nunique() == 1]
    phrases = []
    for column in shared:
        value = cells[column].iloc[0]
        if column == "reduced":
            phrases.append("**reduced run**: fewer epochs or examples than a full one" if value else "full run")
        elif not pd.isna(value):
            phrases.append(f"engine {value}" if column == "engine" else "1 seed" if (column, value) == ("seeds", 1) else
                           f"{value} {FOUNDATION[column]}")
    return ", ".join(phrases)


def tables(output: Output) -> None:
    """All tables."""
    for name, table in output.tables.items():
        settings = cell_keys(table)
        shared = [f"{key_of(column)} {table[column].iloc[0]}" for column in settings if table[column].astype(str).nunique() == 1
                  and table[column].notna().all()]
        say(f"### {name}\n\n{', '.join([*shared, foundation(table, FOUNDATION)])}. From `tables/{name}.parquet`.")
        display(table_of(table))
    if output.distances is not None:
        say("### Distance from the paper\n\nWithout its sign, the mean over the cells that every setting has; in spreads: in units of the "
            "standard deviation over seeds, pooled over these cells. From `distances.parquet`.")
        display(distances_of(output.distances))
    if not output.tables:
        say("There are no tables: `OUT/tables` holds no Parquet file. It is written when a run ends; `sweep tables OUT --reduce settings` "
            "makes a table of any output with finished trials.")


def table_of(table: pd.DataFrame) -> pd.DataFrame:
    """A table of cells as text. A mutual information at its cap log N has ≥ and no interval, for it says only that it is no less."""
    settings = [column for column in cell_keys(table) if table[column].astype(str).nunique() > 1]
    columns = {("", key_of(column)): [text(value) or "-" for value in table[column]] for column in settings}
    columns[("", "model")] = list(table["model"])
    for stem in (column.removesuffix("_mean") for column in table.columns if column.endswith("_mean")):
        for part, heading in (("mean", "mean"), ("ci95", "± 95 %"), ("paper", "paper"), ("diff", "difference")):
            column = f"{stem}_{part}"
            if column in table and table[column].notna().any():
                columns[(NAMES.get(stem, stem.upper()), heading)] = [number(row, stem, part) for row in table.to_dict("records")]
    for column in FOUNDATION:
        if column in table and table[column].astype(str).nunique() > 1:
            values = table[column].replace({True: "reduced", False: "full"}) if column == "reduced" else table[column]
            columns[("", FOUNDATION[column])] = [text(value) for value in values]
    shown = pd.DataFrame(columns)
    return shown.set_index([("", key_of(column)) for column in settings] + [("", "model")]).rename_axis([*map(key_of, settings), "model"])


def distances_of(distances: pd.DataFrame) -> pd.DataFrame:
    """How far settings are from the paper, as text."""
    settings = list(distances.columns[: list(distances.columns).index("cells")])
    columns = {("", key_of(column)): [text(value) or "-" for value in distances[column]] for column in settings}
    for stem in (column.removesuffix("_distance") for column in distances.columns if column.endswith("_distance")):
        name = NAMES.get(stem, stem.upper())
        columns[(name, "distance")] = [f"{value:.{1 if stem == 'au' else 2}f}" for value in distances[f"{stem}_distance"]]
        columns[(name, "in spreads")] = ["" if pd.isna(value) else f"{value:.1f}" for value in distances[f"{stem}_in_spreads"]]
    columns[("", "mean in spreads")] = ["" if pd.isna(value) else f"{value:.1f}" for value in distances["in_spreads"]]
    columns[("", "cells")] = list(distances["cells"])
    shown = pd.DataFrame(columns)
    return shown.loc[:, (shown != "").any()].set_index([("", key_of(column)) for column in settings]).rename_axis([*map(key_of, settings)])


def number(row: dict, stem: str, part: str) -> str:
    """A metric of a cell, to the digits that it is worth."""
    value = row[f"{stem}_{part}"]
    saturated = stem == "mi" and row.get("mi_saturated") is True
    if pd.isna(value) or (saturated and part == "ci95"):
        return ""
    if saturated and not pd.isna(row.get("test_examples")):
        value -= max(0, row["mi_mean"] - math.log(row["test_examples"])) * (part != "paper")
    if part == "diff":
        return f"{value:+.{digits(row, stem, 'mean')}f}"
    return "≥" * (saturated and part == "mean") + f"{value:.{digits(row, stem, 'paper' if part == 'paper' else 'mean')}f}"


def digits(row: dict, stem: str, part: str) -> int:
    """Behind the point: of units none, or one of their mean over seeds; three of an information below 0.1 nat; else two."""
    if stem == "au":
        return int(part == "mean" and row["seeds"] > 1)
    return 3 if stem in ("kl", "mi", "corrected_mi") and abs(row[f"{stem}_{part}"]) < 0.1 else 2


def claims(output: Output) -> None:
    """The claims of the paper and the diagnostics, with their verdicts."""
    if output.claims is None or output.claims.empty:
        say("No claim was checked: " + ("`OUT/claims.parquet` is written when a run ends." if output.claims is None else
            "none of the paper's is about models and data such as these."))
        return
    columns = list(output.claims.columns)
    settings = [c for c in columns[columns.index("claim") + 1 : columns.index("effect")] if output.claims[c].notna().any()]
    for kind, rows in output.claims.groupby("kind", sort=False):
        say("### Claims of the paper" if kind == "claim" else "### Diagnostics, which are no claims of the paper")
        shown = rows[["claim", *settings]].map(lambda value: text(value) or "-").rename(columns=key_of)
        shown["effect"] = [f"{effect:+.2f}" for effect in rows["effect"]]
        shown["± 95 %"] = ["" if pd.isna(half) else f"{half:.2f}" for half in rows["ci95"]]
        display(shown.assign(seeds=rows["seeds"], verdict=rows["verdict"], note=rows["note"]).set_index("claim"))


def clusters(output: Output) -> None:
    """How well the latents of each trial cluster, in numbers."""
    found = output.figures.get("figure2-clusters")
    if found is not None:
        shown = found[["model", *varying(found, ["dataset", "latent_dim", "decoder_layers", "seed"]), "kmeans_purity", "knn10_accuracy"]]
        display(shown.assign(**{c: [f"{value:.4f}" for value in shown[c]] for c in ("kmeans_purity", "knn10_accuracy")}).set_index("model"))


def trials(output: Output) -> None:
    """Every trial, its cell and its metrics."""
    rows = output.trials
    names = output.labels(rows["id"])
    metrics = [column for column in METRICS if column in rows and rows[column].notna().any()]
    shown = pd.DataFrame({"cell": rows["id"].map(names), "seed": rows["seed"], "state": rows["state"]})
    for column in metrics:
        whole = column in ("active_units", "best_epoch")
        shown[column.replace("_", " ")] = [
            "" if pd.isna(value) else str(value) if whole else f"{value:.{3 if abs(value) < 0.1 else 2}f}" for value in rows[column]
        ]
    display(shown.set_index(rows["id"]).sort_values(["cell", "seed"]))
