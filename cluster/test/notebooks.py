"""Holds the Jupyter notebooks to the files that they show.

notebooks.py jupyter NOTEBOOKS RESULTS TINY   runs, compares, and fails on the first fault
notebooks.py checkpoint NOTEBOOKS TINY        likewise, of the notebook in Java; wants JJAVA_CLASSPATH
notebooks.py save NOTEBOOKS                   writes the saved outputs anew
"""

import contextlib
import io
import json
import math
import os
import re
import shutil
import sys
import tempfile
from collections import Counter, defaultdict
from difflib import unified_diff
from itertools import islice
from pathlib import Path

import nbformat
import pandas as pd
import pyarrow.parquet as pq
from nbclient import NotebookClient

SAVED = {"sweep": "table3", "sweep-table2-reduced": "table2-reduced", "sweep-table4-small": "table4-small"}
"""Notebooks with saved outputs and the committed results that they show."""
DISTANCES = "table3-binarization"
"""Committed results of several settings of which the paper is silent."""

STEMS = {"corrected MI": "corrected_mi", "bound PPL": "bound_ppl", "accuracy, %": "accuracy_percent",
         "validation accuracy, %": "validation_accuracy_percent"}
PARTS = {"mean": "mean", "± 95 %": "ci95", "paper": "paper", "difference": "diff",
         "distance": "distance", "in spreads": "in_spreads"}
LOCAL_PATH = re.compile(r"(?<![\w.])/(?:home|root|work|tmp|usr|opt|var|Users)/")


def require(condition, message: str) -> None:
    if not condition:
        sys.exit(f"notebooks: FAILED, {message}")


def source(folder: Path, name: str):
    """The notebook, for another output than its own with a cell as papermill adds it."""
    notebook = nbformat.read(folder / "sweep.ipynb", 4)
    if name != "sweep":
        place = next(i for i, cell in enumerate(notebook.cells) if "parameters" in cell.metadata.get("tags", []))
        given = nbformat.v4.new_code_cell(f'# Parameters\nOUT = "../../sweeps/results/{SAVED[name]}"', id="injected-parameters")
        given.metadata["tags"] = ["injected-parameters"]
        notebook.cells.insert(place + 1, given)
    return notebook


def run(folder: Path, notebook, out: Path | None, kernel: str = "python3"):
    """The notebook, executed in its folder."""
    os.environ.pop("SKIP_SWEEP_OUT", None)
    if out is not None:
        os.environ["SKIP_SWEEP_OUT"] = str(out.resolve())
    place = {"metadata": {"path": str(folder)}}
    NotebookClient(notebook, timeout=300, kernel_name=kernel, record_timing=False, resources=place).execute()
    notebook.metadata["language_info"] = {"name": notebook.metadata["kernelspec"]["language"]}
    return notebook


def texts(notebook) -> list:
    """Sources, and what people read of outputs; pictures by their kind, since fonts differ between machines."""
    shown = []
    for cell in notebook.cells:
        outputs = []
        for output in cell.get("outputs", []):
            data = output.get("data", {"stream": output.get("text", "")})
            outputs.append({kind: "picture" if kind.startswith("image/") else value for kind, value in sorted(data.items())})
        shown.append((cell.source, outputs))
    return shown


def lines(cell: tuple) -> list[str]:
    return json.dumps(cell, indent=1, ensure_ascii=False).replace("\\n", "\n").splitlines()


def numbers_equal(shown: str, value, where: str) -> None:
    """Whether a text is a number, rounded; nothing stands for null."""
    if shown == "":
        return
    digits = len(shown.partition(".")[2])
    number = float(shown.lstrip("≥"))
    require(value is not None and abs(number - value) <= 0.5000001 * 10**-digits, f"{where}: {shown} is shown, the file has {value}")


def frames(notebook, cell_id: str) -> list[pd.DataFrame]:
    """The tables below a cell, as text; columns by all their headings."""
    cell = next(cell for cell in notebook.cells if cell.id == cell_id)
    html = ["".join(output["data"]["text/html"]) for output in cell.outputs if "text/html" in output.get("data", {})]
    as_text = {"keep_default_na": False, "converters": defaultdict(lambda: str), "flavor": "lxml"}
    tables = [pd.read_html(io.StringIO(text), **as_text)[0] for text in html]
    for table in tables:
        table.columns = [tuple(h for h in column if not h.startswith("Unnamed")) for column in table.columns]
    return tables


def check_tables(notebook, out: Path) -> int:
    """Every number of every table against its Parquet cell; how many there were."""
    files = [*sorted((out / "tables").glob("*.parquet")), *out.glob("distances.parquet")]
    shown = frames(notebook, "tables")
    require(len(shown) == len(files), f"{out}: {len(files)} tables, {len(shown)} shown")
    checked = 0
    for file, table in zip(files, shown):
        rows = pq.read_table(file).to_pylist()
        require(len(rows) == len(table), f"{file}: {len(rows)} rows, {len(table)} shown")
        for metric, heading in (column for column in table.columns if len(column) == 2 and column[1] in PARTS):
            stem = STEMS.get(metric, metric.lower())
            for place, row in enumerate(rows):
                value = row[f"{stem}_{PARTS[heading]}"]
                if stem == "mi" and row["mi_saturated"] and heading in ("mean", "difference"):
                    over = max(0, row["mi_mean"] - math.log(row["test_examples"]))
                    value = value - over if value is not None else None
                text = table[(metric, heading)].iloc[place]
                hidden = row.get("mi_saturated") and stem == "mi" and heading == "± 95 %"
                require(value is None or text != "" or hidden, f"{file}: row {place} lacks {stem}")
                numbers_equal(text, value, f"{file}, row {place}, {stem}_{PARTS[heading]}")
                checked += text != ""
    return checked


def check_claims(notebook, out: Path) -> None:
    claims = pq.read_table(out / "claims.parquet").to_pylist() if (out / "claims.parquet").exists() else []
    shown = [row for frame in frames(notebook, "claims") for row in frame.to_dict("records")]
    rows = [row for kind in dict.fromkeys(row["kind"] for row in claims) for row in claims if row["kind"] == kind]
    require(len(shown) == len(rows), f"{out}: {len(rows)} claims, {len(shown)} shown")
    for text, row in zip(shown, rows):
        numbers_equal(text[("effect",)], row["effect"], f"{out}/claims.parquet, {row['claim']}")
        numbers_equal(text[("± 95 %",)], row["ci95"], f"{out}/claims.parquet, {row['claim']}")
        require((text[("claim",)], text[("verdict",)]) == (row["claim"], row["verdict"]), f"{out}: {row['claim']}: {text}")


def drawn(figures, gid: str) -> list[float]:
    """The numbers of all marks that say they are of that column."""
    values = []
    for figure in figures:
        for axis in figure.axes:
            for line in axis.get_lines():
                if line.get_gid() == gid:
                    upright = [text.get_text() for text in axis.get_yticklabels()] and axis.yaxis_inverted()
                    values += [float(v) for v in (line.get_xdata() if upright else line.get_ydata()) if not math.isnan(v)]
    return sorted(values)


def check_charts(out: Path) -> Counter:
    """The charts in this process, their points against the files; how many points the curves of each metric have."""
    import matplotlib
    import matplotlib.pyplot as plt
    import sweep_charts
    import sweep_output
    import sweep_show

    matplotlib.use("Agg")
    output = sweep_output.read(out)
    file, _ = output.cells
    cells = pq.read_table(out / file).to_pylist() if file else []
    figures = sweep_charts.collapse(output)
    for column in ("kl_mean", "kl_paper", "mi_mean", "mi_paper", "au_mean"):
        wanted = [row[column] for row in cells if row.get(column) is not None and row.get("kl_mean") is not None]
        require(drawn(figures, column) == sorted(wanted * len(figures)), f"{out}: {column} of {file} is not what is drawn")
    seeds = sweep_charts.seeds(output)
    for column, metric in (("elbo_mean", "elbo"), ("kl_mean", "kl")) if seeds else ():
        results = pq.read_table(out / "results.parquet").to_pylist()
        require(drawn(seeds, column) == sorted(row[column] for row in cells if row.get(column) is not None), f"{out}: {column} over seeds")
        require(drawn(seeds, metric) == sorted(row[metric] for row in results if row[metric] is not None), f"{out}: {metric} of the trials")
    points = check_trials(out, output, sweep_charts)
    for part in (sweep_show.summary, sweep_show.tables, sweep_show.claims, sweep_show.clusters, sweep_show.trials, sweep_charts.latent_map):
        part(output)
    plt.close("all")
    return points


def check_trials(out: Path, output, charts) -> Counter:
    """Dimensions and curves against the JSON of the trials, and that no curve joins trials that differ in a setting; how many points
    the curves of each metric have."""
    checked = Counter()
    settings = {trial["id"]: trial["trial"] for trial in json.loads((out / "plan.json").read_text())["trials"]}
    dimensions = charts.dimensions(output)
    progress = defaultdict(dict)
    for trial in settings:
        folder = out / "trials" / trial
        if (folder / "result.json").exists():
            result = json.loads((folder / "result.json").read_text())
            for name in ("kl_per_dimension", "mean_variance"):
                require(drawn(dimensions, f"{trial} {name}") == sorted(result.get(name, [])), f"{folder}: {name}")
        if (folder / "progress.jsonl").exists():
            progress[trial] = {line["epoch"]: line for line in map(json.loads, (folder / "progress.jsonl").read_text().splitlines())}
    curves = charts.curves(output)
    cells = defaultdict(list)
    for trial, name in output.labels(progress).items():
        cells[name].append(trial)
    for name, trials in cells.items():
        kinds = {json.dumps({key: value for key, value in settings[trial].items() if key != "seed"}, sort_keys=True) for trial in trials}
        require(len(kinds) == 1, f"{out}: {name} stands for trials that differ in a setting")
        for metric in ("validation_elbo", "validation_kl", "validation_mi", "validation_active_units"):
            epochs = defaultdict(list)
            for line in (line for trial in trials for line in progress[trial].values() if line.get(metric) is not None):
                epochs[line["epoch"]].append(line[metric])
            means = sorted(math.fsum(values) / len(values) for values in epochs.values())
            points = drawn(curves, f"{name} {metric}")
            close = all(math.isclose(a, b, rel_tol=1e-12, abs_tol=1e-12) for a, b in zip(points, means))
            require(close and len(points) == len(means), f"{out}: the curve of {metric}, {name}")
            checked[metric] += len(points)
    caps = sorted({line["validation_mi_cap"] for lines in progress.values() for line in lines.values() if line.get("validation_mi_cap") is not None})
    require(drawn(curves, "validation_mi_cap") == sorted(2 * caps), f"{out}: the cap of MI beside its curves")
    return checked


def without(out: Path, folder: Path) -> Path:
    """The output of a run that has just begun: its plan and the epochs of one trial."""
    shutil.copy(out / "plan.json", folder)
    trial = next(path for path in sorted((out / "trials").iterdir()))
    (folder / "trials" / trial.name).mkdir(parents=True)
    shutil.copy(trial / "progress.jsonl", folder / "trials" / trial.name)
    return folder


def jupyter(folder: Path, results: Path, tiny: Path) -> None:
    for name, result in SAVED.items():
        saved = nbformat.read(folder / f"{name}.ipynb", 4)
        fresh = run(folder, source(folder, name), None)
        for kept, made in zip(texts(saved), texts(fresh), strict=True):
            changes = "\n".join(islice(unified_diff(lines(kept), lines(made), "saved", "present", n=0, lineterm=""), 40))
            require(kept == made, f"{name}.ipynb has saved what is not the present output; run cluster/test/notebooks save\n{changes}")
        found = LOCAL_PATH.search(json.dumps(saved))
        require(not found, f"{name}.ipynb has saved a path of a machine: {found and found.group()}")
        check_claims(fresh, results / result)
        print(f"{name}.ipynb: {check_tables(fresh, results / result)} numbers of tables are those of {result}")
    for out in (tiny, results / DISTANCES):
        fresh = run(folder, source(folder, "sweep"), out)
        check_claims(fresh, out)
        print(f"sweep.ipynb: {check_tables(fresh, out)} numbers of tables are those of {out.name}")
    sys.path.insert(0, str(folder))
    outs = [tiny, *sorted(path for path in results.iterdir() if (path / "plan.json").exists())]
    with tempfile.TemporaryDirectory() as begun, contextlib.redirect_stdout(io.StringIO()):
        points = {out: check_charts(out) for out in [*outs, without(tiny, Path(begun))]}
    for metric in ("validation_mi", "validation_active_units"):
        require(points[tiny][metric], f"{tiny}: no point of {metric} is drawn")
    total = sum(points.values(), Counter())
    print(f"sweep.ipynb: charts of {len(outs)} outputs, and of a run that has just begun, draw what the files hold; points of curves: "
          + ", ".join(f"{count} {metric}" for metric, count in total.items()))


def checkpoint(folder: Path, tiny: Path) -> None:
    """The notebook in Java on a trial of the tiny sweep: it prints the parameters, and ends with a picture."""
    notebook = run(folder, nbformat.read(folder / "checkpoint.ipynb", 4), tiny, "java")
    said = {cell.id: "".join(output.get("text", "") for output in cell.outputs) for cell in notebook.cells if cell.cell_type == "code"}
    faults = [output for cell in notebook.cells for output in cell.get("outputs", []) if output.get("name") == "stderr"]
    pictures = [output for output in notebook.cells[-1].outputs if "image/png" in output.get("data", {})]
    require("0_decoder.1.weight" in said["open"] and "[16, 16]" in said["open"], f"checkpoint.ipynb: {said['open']} {faults}")
    require("best epoch" in said["best"] and pictures, f"checkpoint.ipynb: {said['best']} {notebook.cells[-1].outputs}")
    print("checkpoint.ipynb: a checkpoint of a tiny sweep, opened by Deeplearning4j")


def save(folder: Path) -> None:
    for name in SAVED:
        nbformat.write(run(folder, source(folder, name), None), folder / f"{name}.ipynb")


if __name__ == "__main__":
    {"jupyter": jupyter, "checkpoint": checkpoint, "save": save}[sys.argv[1]](*map(Path, sys.argv[2:]))
