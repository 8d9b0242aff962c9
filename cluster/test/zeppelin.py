"""zeppelin.py NOTES WORK OUT ...: runs every paragraph of the Zeppelin notes in Spark's shell, for each output, and holds what the
queries give to the files, and charts to showing each row by itself. Wants SPARK_HOME."""

import json
import math
import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

import pyarrow.parquet as pq

FAULT = re.compile(r"^.*(?:\berror: |Exception\b|^<console>:).*$", re.MULTILINE)


def require(condition, message: str) -> None:
    if not condition:
        sys.exit(f"notebooks: FAILED, {message}")


def paragraphs(note: dict):
    """Interpreter, text and the paragraph itself, without what only formats."""
    for paragraph in note["paragraphs"]:
        interpreter, _, text = paragraph["text"].partition("\n")
        if interpreter != "%md":
            yield interpreter, text, paragraph


def script(note: dict, out: Path, run: int) -> list[str]:
    """What Spark's shell pastes: the form's answer, then the paragraphs; queries print their columns and rows."""
    pasted = [f'object z {{ def textbox(name: String, default: String): Any = "{out}" }}']
    for place, (interpreter, text, _) in enumerate(paragraphs(note)):
        if interpreter == "%spark":
            pasted.append(text)
        else:
            require(interpreter == "%spark.sql" and '"""' not in text, f"paragraph {place} is {interpreter}")
            pasted.append(f'val shown = spark.sql("""{text}""")\nprintln("\\nCOLUMNS {run} {place} " + shown.columns.mkString(" "))\n'
                          f'shown.toJSON.collect().foreach(row => println("ROW {run} {place} " + row))')
        pasted[-1] += f'\nprintln("DONE {run} {place}")'
    return pasted


def shell(pasted: list[str], work: Path) -> str:
    """What Spark's shell says to all of it."""
    commands = []
    for place, text in enumerate(pasted):
        file = work / f"{place}.scala"
        file.write_text(text + "\n")
        commands.append(f":paste {file}")
    done = subprocess.run(
        [f"{os.environ['SPARK_HOME']}/bin/spark-shell", "--master", "local[1]", "--driver-memory", "1g", "--conf", "spark.ui.enabled=false",
         "--conf", "spark.sql.shuffle.partitions=1", "--conf", "spark.driver.bindAddress=127.0.0.1",
         "--conf", "spark.driver.host=127.0.0.1",
         "--driver-java-options", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"],
        input="\n".join(commands) + "\n:quit\n", capture_output=True, text=True, cwd=work, timeout=900)
    (work / "shell.log").write_text(done.stdout + done.stderr)
    fault = FAULT.search(done.stdout) or FAULT.search(done.stderr)
    said = fault.group() if fault else done.stderr[-2000:]
    require(not fault and done.returncode == 0, f"Spark's shell, all of it in {work}/shell.log: {said}")
    return done.stdout


def check_chart(paragraph: dict, columns: list[str], rows: list[dict], where: str) -> None:
    """That the chart names columns that there are, and that no two rows fall onto one of its points, which Zeppelin would add up."""
    graph = paragraph["config"].get("results", {}).get("0", {}).get("graph")
    if graph is None:
        return
    axes = [*graph["keys"], *graph["groups"], *graph["values"], *graph["setting"].get("scatterChart", {}).values()]
    require(axes and all(columns[axis["index"]] == axis["name"] for axis in axes), f"{where}: the chart's columns are not {columns}")
    points = Counter(tuple(row.get(axis["name"]) for axis in graph["keys"] + graph["groups"]) for row in rows)
    require(not graph["keys"] or all(count == 1 for count in points.values()), f"{where}: a point of the chart stands for several rows")


def check_output(out: Path, shown: dict[str, list[dict]]) -> int:
    """The rows of queries, by title, against the files; how many numbers were compared."""
    given, held = Counter(), Counter()
    for row in shown["The tables, a row for each metric of each cell, beside the paper"]:
        given.update((row["file"], row["metric"], part, row[part]) for part in ("mean", "ci95", "paper", "difference") if part in row)
    for file in [*out.glob("tables/*.parquet"), *out.glob("figures/*.parquet")]:
        for row in pq.read_table(file).to_pylist():
            for stem in (column.removesuffix("_mean") for column in row if column.endswith("_mean") and row[column] is not None):
                parts = {"mean": "mean", "ci95": "ci95", "paper": "paper", "diff": "difference"}
                name = f"{file.parent.name}/{file.name}"
                held.update((name, stem, parts[p], row[f"{stem}_{p}"]) for p in parts if row.get(f"{stem}_{p}") is not None)
    require(given == held, f"{out}: the view cells differs from the tables: {list((given - held) + (held - given))[:3]}")
    claims = pq.read_table(out / "claims.parquet").to_pylist() if (out / "claims.parquet").exists() else []
    effects = Counter(row["effect"] for row in shown["The paper's claims and the diagnostics"])
    require(effects == Counter(row["effect"] for row in claims), f"{out}: effects of claims")
    distances = pq.read_table(out / "distances.parquet").to_pylist() if (out / "distances.parquet").exists() else []
    stems = {column.removesuffix("_distance") for row in distances for column in row if column.endswith("_distance")}
    far = Counter((stem, row[f"{stem}_distance"], row[f"{stem}_in_spreads"]) for row in distances for stem in stems)
    far.update(("mean", None, row["in_spreads"]) for row in distances)
    rows = next(rows for title, rows in shown.items() if title.startswith("Distance from the paper"))
    require(Counter((row["metric"], row.get("distance"), row.get("in_spreads")) for row in rows) == far, f"{out}: distances from the paper")

    plan = {trial["id"]: trial["trial"] for trial in json.loads((out / "plan.json").read_text())["trials"]}
    cells = defaultdict(set)
    for row in shown["Every trial"]:
        cells[row["cell"]].add(json.dumps({k: v for k, v in plan[row["id"]].items() if k != "seed"}, sort_keys=True))
    require(all(len(settings) == 1 for settings in cells.values()), f"{out}: a cell stands for trials that differ in a setting")
    recorded = {"kl": Counter(), "mean_variance": Counter()}
    lines = []
    for trial in plan:
        folder = out / "trials" / trial
        if (folder / "result.json").exists():
            result = json.loads((folder / "result.json").read_text())
            recorded["kl"].update(result.get("kl_per_dimension", []))
            recorded["mean_variance"].update(result.get("mean_variance", []))
        if (folder / "progress.jsonl").exists():
            lines += map(json.loads, (folder / "progress.jsonl").read_text().splitlines())
    for name, values in recorded.items():
        beginning = {"kl": "KL per dimension", "mean_variance": "Variance of"}[name]
        rows = next(rows for title, rows in shown.items() if title.startswith(beginning))
        require(Counter(row[name] for row in rows) == values, f"{out}: {name} of dimensions")
    for metric in ("elbo", "kl"):
        rows = shown[f"Validation {metric.upper()} by epoch, nats: mean over seeds, lowest and highest"]
        total = math.fsum(row["mean"] * row["seeds"] for row in rows)
        require(sum(row["seeds"] for row in rows) == len(lines), f"{out}: epochs of {metric}")
        require(math.isclose(total, math.fsum(line[f"validation_{metric}"] for line in lines), rel_tol=1e-9), f"{out}: curves of {metric}")
    return sum(held.values()) + sum(far.values())


def main(notes: Path, work: Path, outs: list[Path]) -> None:
    work = work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    for file in sorted(notes.glob("*.zpln")):
        note = json.loads(file.read_text())
        said = shell([text for run, out in enumerate(outs) for text in script(note, out.resolve(), run)], work).splitlines()
        for run, out in enumerate(outs):
            shown = {}
            for place, (interpreter, _, paragraph) in enumerate(paragraphs(note)):
                where = f"{file.name}, {paragraph['title']}, {out.name}"
                require(f"DONE {run} {place}" in said, f"{where}: did not come to its end, see {work}/shell.log")
                if interpreter == "%spark.sql":
                    columns = next(line for line in said if line.startswith(f"COLUMNS {run} {place} ")).split()[3:]
                    prefix = f"ROW {run} {place} "
                    rows = [json.loads(line.removeprefix(prefix)) for line in said if line.startswith(prefix)]
                    shown[paragraph["title"]] = rows
                    check_chart(paragraph, columns, rows, where)
            print(f"{file.name}: {check_output(out, shown)} numbers of {out.name} are those of its files")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), [Path(out) for out in sys.argv[3:]])
