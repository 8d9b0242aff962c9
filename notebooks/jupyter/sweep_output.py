"""Reads the output of a sweep, the folder that `sweep run --out` names, as it lies there: Parquet and JSON, nothing measured anew."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

TOLD_BY_NAME = ("model", "skip", "inference")
"""Settings that the paper's name of a model tells."""

@dataclass(frozen=True)
class Output:
    """The output of a sweep, finished or running. A frame has the columns of its file, and is `None` or empty where there is none."""

    folder: Path
    plan: dict

    @cached_property
    def results(self) -> pd.DataFrame | None:
        """`results.parquet`: a row for each trial that has ended; `columns.md` beside it says what the columns mean."""
        return parquet(self.folder / "results.parquet")

    @cached_property
    def claims(self) -> pd.DataFrame | None:
        """`claims.parquet`: each claim of the paper with its effect, interval and verdict."""
        return parquet(self.folder / "claims.parquet")

    @cached_property
    def tables(self) -> dict[str, pd.DataFrame]:
        """`tables/NAME.parquet` by name: a row for each cell, of its metrics mean, interval, the paper's value and the difference."""
        return {file.stem: parquet(file) for file in sorted((self.folder / "tables").glob("*.parquet"))}

    @cached_property
    def distances(self) -> pd.DataFrame | None:
        """`distances.parquet`: how far each setting is from the paper, where trials differ in some of which the paper is silent."""
        return parquet(self.folder / "distances.parquet")

    @cached_property
    def figures(self) -> dict[str, pd.DataFrame]:
        """`figures/NAME.parquet` by name."""
        return {file.stem: parquet(file) for file in sorted((self.folder / "figures").glob("*.parquet"))}

    @cached_property
    def trials(self) -> pd.DataFrame:
        """All planned trials: those that have ended as in `results`, of others `id`, `seed` and the state `pending`."""
        ended = [] if self.results is None else self.results.astype(object).to_dict("records")
        known = {trial["id"] for trial in ended}
        others = [trial for trial in self.plan["trials"] if trial["id"] not in known]
        pending = [{"id": trial["id"], "state": "pending", "seed": trial["trial"]["seed"]} for trial in others]
        return pd.DataFrame(ended + pending, dtype=object)

    @cached_property
    def epochs(self) -> pd.DataFrame:
        """`trials/ID/progress.jsonl` of all trials: a row for each epoch, with the trial's `id`."""
        rows = []
        for trial in self.trials["id"]:
            file = self.folder / "trials" / trial / "progress.jsonl"
            lines = file.read_text("utf-8").rpartition("\n")[0].splitlines() if file.exists() else []
            rows += [{"id": trial} | json.loads(line) for line in lines]
        return pd.DataFrame(rows)

    @cached_property
    def dimensions(self) -> pd.DataFrame:
        """`kl_per_dimension` and `mean_variance` of the `trials/ID/result.json` that have them: a row for each latent dimension."""
        rows = []
        for trial in self.trials["id"]:
            file = self.folder / "trials" / trial / "result.json"
            result = json.loads(file.read_text("utf-8")) if file.exists() else {}
            pairs = zip(result.get("kl_per_dimension") or [], result.get("mean_variance") or [])
            rows += [{"id": trial, "dimension": i, "kl": kl, "mean_variance": variance} for i, (kl, variance) in enumerate(pairs)]
        return pd.DataFrame(rows, columns=["id", "dimension", "kl", "mean_variance"])

    @cached_property
    def cells(self) -> tuple[str, pd.DataFrame]:
        """The cells to draw, and their file: the table that the sweep reduces to, else any other, else the points of figure 1."""
        frames = {f"tables/{name}.parquet": table for name, table in self.tables.items()}
        frames |= {f"figures/{name}.parquet": figure for name, figure in self.figures.items()}
        first = f"tables/{self.plan.get('reduce')}.parquet"
        for file in sorted(frames, key=lambda file: (file != first, file.startswith("figures"), file)):
            if {"elbo_mean", "kl_mean"} & set(frames[file].columns):
                return file, frames[file]
        return "", pd.DataFrame()

    def labels(self, ids) -> dict[str, str]:
        """By id, what tells the cells of these trials apart: the model, and those settings in which they differ, but the seed."""
        trials = {trial["id"]: trial["trial"] for trial in self.plan["trials"] if trial["id"] in set(ids)}
        settings = pd.DataFrame.from_dict(trials, orient="index").drop(columns="seed").map(text)
        names = {trial: label(trials[trial], varying(settings, settings.columns)) for trial in trials}
        if len(set(names.values())) < len(settings.drop_duplicates()):
            names = {trial: label(trials[trial], settings.columns) for trial in trials}
        return names


def read(out: str | Path) -> Output:
    """The output in the folder `out`.

    Raises FileNotFoundError if there is no plan.json in it.
    """
    folder = Path(out)
    plan = folder / "plan.json"
    if not plan.exists():
        raise FileNotFoundError(f"{folder} holds no plan.json; OUT is to be the --out of a `sweep run`, on this machine")
    return Output(folder, json.loads(plan.read_text("utf-8")))


def parquet(file: Path) -> pd.DataFrame | None:
    """A Parquet file; whole numbers stay such beside nulls."""
    return pd.read_parquet(file, dtype_backend="numpy_nullable") if file.exists() else None


def varying(rows: pd.DataFrame, columns) -> list[str]:
    """Those columns in which rows that have a value differ, but for what the name of the model tells."""
    return [c for c in columns if c not in TOLD_BY_NAME and rows[c].dropna().map(text).nunique() > 1]


def cell_keys(cells: pd.DataFrame) -> list[str]:
    """The settings in a table of cells, which stand before its first metric, but for what the name of the model tells."""
    columns = list(cells.columns)
    first = next(i for i, column in enumerate(columns) if column.endswith("_mean"))
    return [column for column in columns[:first] if column not in TOLD_BY_NAME]


def model_name(trial) -> str:
    """The paper's name for the model of a trial; a row of a table has it already."""
    model = trial["model"]
    if not model.endswith("-vae") or model in ("skip-vae", "sa-vae", "skip-sa-vae"):
        return model
    return "skip-" * (trial.get("skip") is True) + "sa-" * (trial.get("inference") == "semi-amortised") + "vae"


def label(row, columns) -> str:
    """The model of a trial or cell, and those of its settings: `SKIP-VAE, decoder-layers 3`."""
    settings = [f"{key_of(column)} {text(row[column])}" for column in columns if not pd.isna(row.get(column))]
    return ", ".join([model_name(row).upper(), *settings])


def key_of(column: str) -> str:
    """A column of a setting as the paper's tables and sweep files call it."""
    return column.removesuffix("_limit").replace("_", "-")


def text(value) -> str | None:
    """A setting's value as sweep files write it, `true`, `20`, `0.0003`; nothing for null."""
    if pd.isna(value):
        return None
    return str(value).lower() if isinstance(value, bool) else f"{value:.12g}" if isinstance(value, float) else str(value)
