"""Draws an output. Every point is a number of a Parquet or JSON file; curves alone are means, over the seeds of one cell."""

import math

import pandas as pd
from matplotlib.figure import Figure

from sweep_looks import COLUMNS, floats, legend, looks, panels
from sweep_output import Output, cell_keys, key_of, label, model_name, text, varying
from sweep_show import say

ACTIVE_FROM = 0.01
"""Variance of its posterior mean over the test set from which a latent dimension is active."""

SEEDED = [("elbo", "elbo", "ELBO, nats"), ("ppl", "perplexity", "PPL"), ("kl", "kl", "KL, nats"), ("mi", "mi", "MI, nats"),
          ("au", "active_units", "active units")]
"""A metric in the columns of tables, in those of results, and its title."""

CURVES_FIRST = ["validation_elbo", "validation_kl", "validation_mi", "validation_active_units", "validation_nll", "train_elbo"]

CURVE_TITLES = {"train_elbo": "training objective"}
"""Of curves whose column does not say what they are: a training ELBO once `kl_weight` is 1."""

BOUNDS = {"validation_mi": "validation_mi_cap"}
"""What is drawn across the panel of another."""


def collapse(output: Output) -> list[Figure]:
    """KL, MI and AU of every cell against depth, against the size of the latent variable, or, where neither varies, side by side."""
    file, cells = output.cells
    cells = cells[cells["kl_mean"].notna()] if "kl_mean" in cells else cells[:0]
    if cells.empty:
        say("There are no cells with a KL to draw: " + (f"the models in `{file}` have no latent variable." if file else
            "`OUT/tables` and `OUT/figures` hold none; they are written when a run ends."))
        return []
    keys = varying(cells, [*cell_keys(cells), "epochs", "train_examples", "test_examples"])
    metrics = [(stem, name) for stem, name in (("kl", "KL, nats"), ("mi", "MI, nats"), ("au", "active units")) if f"{stem}_mean" in cells]
    across = [key for key in ("decoder_layers", "latent_dim") if key in keys]
    if not across:
        return [side_by_side(cells, keys, metrics, file)]
    return [against(key, cells, [other for other in keys if other != key], metrics, file) for key in across]


def against(key: str, cells: pd.DataFrame, others, metrics, file: str) -> Figure:
    """A line for each model and combination of the other settings: no point stands for cells that differ in a setting."""
    figure, axes = panels(len(metrics))
    names = cells.apply(label, axis=1, columns=others)
    look = looks(names)
    for (stem, title), axis in zip(metrics, axes):
        for name, line in cells.assign(name=names).sort_values(key).groupby("name", sort=False):
            colour, mark, dash = look[name]
            x = floats(line[key])
            marks = axis.errorbar(x, floats(line[f"{stem}_mean"]), floats(line[f"{stem}_ci95"]), color=colour, marker=mark, linestyle=dash,
                                  capsize=3, label=name)
            marks.lines[0].set_gid(f"{stem}_mean")
            paper(axis, x, floats(line[f"{stem}_paper"]), look[name], f"{stem}_paper")
        if stem == "mi":
            caps(axis, cells)
        axis.set(title=title, xlabel=key.replace("_", " "), xticks=sorted(set(floats(cells[key]))),
                 ylim=(min(0, axis.get_ylim()[0]), 1.06 * axis.get_ylim()[1]))
    legend(figure, axes, caption(cells, file))
    return figure


def side_by_side(cells: pd.DataFrame, keys, metrics, file: str) -> Figure:
    """A row for each cell."""
    figure, axes = panels(len(metrics), height=1.6 + 0.32 * len(cells))
    look = looks(map(model_label, cells.to_dict("records")))
    for (stem, title), axis in zip(metrics, axes):
        for place, row in enumerate(cells.to_dict("records")):
            interval(axis, row, stem, place, look[model_label(row)])
            paper(axis, floats([row[f"{stem}_paper"]]), [place], look[model_label(row)], f"{stem}_paper")
        if stem == "mi":
            caps(axis, cells, axis.axvline)
        axis.set(title=title)
    name_rows(axes, cells, keys)
    legend(figure, axes, caption(cells, file))
    return figure


def interval(axis, row: dict, stem: str, place: int, look) -> None:
    """Mean and interval of a cell in its row."""
    colour, mark, _ = look
    marks = axis.errorbar(floats([row[f"{stem}_mean"]]), [place], xerr=floats([row[f"{stem}_ci95"]]), color=colour, marker=mark, capsize=4,
                          linestyle="none")
    marks.lines[0].set_gid(f"{stem}_mean")


def paper(axis, x, y, look, column: str) -> None:
    """The paper's values, hollow, where it has any."""
    if not all(map(math.isnan, map(math.fsum, zip(x, y)))):
        axis.plot(x, y, color=look[0], marker=look[1], linestyle="none", markerfacecolor="none", markersize=9, gid=column,
                  label="hollow: the paper")


def name_rows(axes, cells: pd.DataFrame, keys) -> None:
    """Names of the rows at the left of each line of panels, the first row at the top."""
    names = list(cells.apply(label, axis=1, columns=keys))
    for place, axis in enumerate(axes):
        axis.set(yticks=range(len(names)), yticklabels=names if place % COLUMNS == 0 else [], ylim=(len(names) - 0.4, -0.6))


def model_label(row: dict) -> str:
    """The model of a cell alone."""
    return label(row, [])


def caps(axis, cells: pd.DataFrame, line=None) -> None:
    """What no estimate of the mutual information can exceed but by noise: log N, for each N."""
    for examples in sorted({int(examples) for examples in cells["test_examples"].dropna()}):
        name = f"cap of MI: log {examples} = {math.log(examples):.2f}"
        (line or axis.axhline)(math.log(examples), color="0.5", linestyle=(0, (1, 2)), label=name)


def caption(cells: pd.DataFrame, file: str) -> str:
    """What all cells of a chart share and rest on."""
    seeds = ", ".join(map(str, sorted(set(cells["seeds"]))))
    words = [f"{shared(cells, cell_keys(cells))} ({file})"]
    words.append("1 seed, no interval" if seeds == "1" else f"{seeds} seeds, bars: 95 % interval (Student t)")
    words += ["reduced run" if cells["reduced"].all() else "some cells are reduced runs"] * bool(cells["reduced"].any())
    return "; ".join(words)


def shared(rows: pd.DataFrame, columns) -> str:
    """The settings that rows have in common: `mnist, latent-dim 20`."""
    same = [column for column in columns if rows[column].notna().all() and column not in varying(rows, columns)]
    return ", ".join(text(rows[c].iloc[0]) if c == "dataset" else f"{key_of(c)} {text(rows[c].iloc[0])}" for c in same)


def latent_map(output: Output) -> list[Figure]:
    """Figure 2: posterior means of test examples in the plane, a panel for each trial."""
    points = output.figures.get("figure2")
    if points is None:
        say("There is no figure 2: `sweep tables OUT --reduce figure2` draws it where `OUT/trials` holds latents with labels.")
        return []
    trials = output.figures["figure2-clusters"]
    shown = varying(trials, ["dataset", "latent_dim", "decoder_layers", "seed"])
    figure, axes = panels(len(trials), height=4.6)
    for trial, axis in zip(trials.to_dict("records"), axes):
        own = points[points["trial"] == trial["trial"]]
        axis.scatter(floats(own["x"]), floats(own["y"]), c=floats(own["label"]), s=3, cmap="tab10" if own["label"].max() < 10 else "turbo")
        axis.set(title=label(trial, shown), xticks=[], yticks=[])
    reduced = trials.get("reduced", output.cells[1].get("reduced", pd.Series(dtype=bool))).any()
    figure.suptitle(f"{shared(trials, ['dataset', 'latent_dim', 'decoder_layers', 'seed', 'epochs'])} (figures/figure2.parquet)\n"
                    "t-SNE of posterior means, coloured by class; axes without unit" + "; reduced run" * bool(reduced), fontsize="medium")
    return [figure]


def dimensions(output: Output) -> list[Figure]:
    """KL and the variance of the posterior mean of every latent dimension in decreasing order, a line for each trial."""
    measured = output.dimensions
    if measured.empty:
        say("KL per dimension is not shown: no `OUT/trials/ID/result.json` holds `kl_per_dimension` and `mean_variance`. A trial that ends "
            "records them, unless its model has no latent variable; results from before that have none.")
        return []
    names = output.labels(measured["id"])
    look = looks(names.values())
    figure, (kl, variance) = panels(2)
    for trial, own in measured.groupby("id", sort=False):
        colour, mark, dash = look[names[trial]]
        style = dict(color=colour, marker=mark, linestyle=dash, markersize=3, linewidth=1, label=names[trial])
        ranks = range(1, len(own) + 1)
        kl.plot(ranks, sorted(own["kl"], reverse=True), gid=f"{trial} kl_per_dimension", **style)
        variance.plot(ranks, sorted(own["mean_variance"], reverse=True), gid=f"{trial} mean_variance", **style)
    kl.set(title="KL, nats", xlabel="rank of the latent dimension")
    variance.axhline(ACTIVE_FROM, color="0.5", linestyle=(0, (1, 2)), label=f"active from {ACTIVE_FROM}")
    variance.set(title="variance of the posterior mean", xlabel="rank of the latent dimension", yscale="log")
    legend(figure, (kl, variance), "trials/ID/result.json: a line for each trial")
    return [figure]


def seeds(output: Output) -> list[Figure]:
    """Every trial's metrics, and beside them mean and interval of its cell as the table has them."""
    file, cells = output.cells
    if cells.empty or output.results is None:
        say("There are no cells to show the seeds of: `OUT/tables` is written when a run ends.")
        return []
    results = output.results[output.results["state"] == "done"].copy()
    results["model"] = results.apply(model_name, axis=1)
    keys = ["model", *(key for key in [*cell_keys(cells), "epochs", "train_examples", "test_examples"] if key in results)]
    metrics = [metric for metric in SEEDED if f"{metric[0]}_mean" in cells and cells[f"{metric[0]}_mean"].notna().any()]
    figure, axes = panels(len(metrics), height=1.6 + 0.32 * len(cells))
    look = looks(map(model_label, cells.to_dict("records")))
    place_of = {tuple(map(str, row)): place for place, row in enumerate(cells[keys].itertuples(index=False))}
    places = [place_of.get(tuple(map(str, row))) for row in results[keys].itertuples(index=False)]
    for (stem, own, title), axis in zip(metrics, axes):
        for place, row in enumerate(cells.to_dict("records")):
            interval(axis, row, stem, place, look[model_label(row)])
            values = [value for value, at in zip(results[own], places) if at == place]
            axis.plot(floats(values), [place + 0.25] * len(values), color=look[model_label(row)][0], marker="|", linestyle="none", gid=own)
        axis.set(title=title)
    name_rows(axes, cells, varying(cells, keys))
    figure.suptitle(caption(cells, file) + "; strokes below: the seeds (results.parquet)", fontsize="medium")
    return [figure]


def curves(output: Output) -> list[Figure]:
    """What epochs measured: of each cell the mean over seeds, and a band from the lowest seed to the highest."""
    epochs = output.epochs
    if epochs.empty:
        say("There are no curves: no `OUT/trials/ID/progress.jsonl` holds an epoch yet.")
        return []
    names = output.labels(epochs["id"])
    look = looks(names.values())
    first = [column for column in CURVES_FIRST if column in epochs]
    rest = [c for c in epochs if c.startswith(("train_", "validation_", "bound_")) and c not in (*first, *BOUNDS.values())]
    figure, axes = panels(len(first + rest))
    for metric, axis in zip(first + rest, axes):
        for name, own in epochs.assign(name=epochs["id"].map(names)).groupby("name"):
            colour, _, dash = look[name]
            over = own.groupby("epoch")[metric].agg(["mean", "min", "max"]).dropna()
            axis.plot(over.index, over["mean"], color=colour, linestyle=dash, label=name, gid=f"{name} {metric}")
            axis.fill_between(over.index, over["min"], over["max"], color=colour, alpha=0.18, linewidth=0)
        for bound in sorted(set(epochs.get(BOUNDS.get(metric), pd.Series(dtype=float)).dropna())):
            axis.axhline(bound, color="0.5", linestyle=(0, (1, 2)), label=f"cap of MI: {bound:.2f}", gid=BOUNDS[metric])
        late = epochs[epochs["epoch"] > 0.06 * epochs["epochs"]][metric].dropna()
        room = 0.05 * (late.max() - late.min() or 1)
        axis.set(title=CURVE_TITLES.get(metric, metric.replace("_", " ")), xlabel="epoch")
        if len(late):
            axis.set_ylim(late.min() - room, late.max() + room)
    legend(figure, axes, "trials/ID/progress.jsonl: mean over seeds, band from lowest to highest; the first epochs may lie outside")
    return [figure]
