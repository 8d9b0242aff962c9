"""What MLflow and TensorBoard hold after an export, against the files of the output. Called by the script mlflow.

usage: exports.py TRACKING_URI SWEEP WORK    WORK holds a copy of sweeps/results/table3
"""

import json
import math
import os
import pathlib
import re
import subprocess
import sys
import time
import urllib.request

import numpy
import pyarrow.parquet
from mlflow import MlflowClient
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

ADDRESS, SWEEP, WORK = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
OUT = WORK / "table3"
MOMENTARY = {"epoch", "epochs", "seconds_left"}


def check(condition, message):
    if not condition:
        print(f"mlflow: {message}", file=sys.stderr)
        sys.exit(1)


def sweep(*arguments, code=0, **environment):
    done = subprocess.run(
        [SWEEP, "export", *arguments],
        capture_output=True,
        text=True,
        env={name: value for name, value in {**os.environ, **environment}.items() if value is not None},
    )
    check(done.returncode == code, f"{' '.join(arguments)} ended with {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def export(**keywords):
    return sweep("mlflow", str(OUT), "--tracking-uri", ADDRESS, **keywords)


def unsealed(text):
    """JSON without the checksums by which a change would be taken for damage."""
    return re.sub(r',\s*"crc32"\s*:\s*"[0-9a-f]*"', "", text)


def await_server():
    for _ in range(600):
        try:
            urllib.request.urlopen(ADDRESS + "/health", timeout=5)
            return
        except OSError:
            time.sleep(0.5)
    check(False, "the server does not start")


def epochs(trial):
    lines = (OUT / "trials" / trial / "progress.jsonl").read_text().splitlines()
    return [json.loads(line) for line in lines]


def runs(client):
    experiment = client.get_experiment_by_name("table3").experiment_id
    found = client.search_runs([experiment], max_results=1000)
    by_trial = {run.data.tags["skip_sweep.trial"]: run for run in found}
    check(len(by_trial) == len(found), "a trial has two runs")
    return by_trial


def check_run(client, run, row):
    for column, value in row.items():
        held = run.data.metrics.get(column)
        if isinstance(value, (int, float)) and not isinstance(value, bool) and column in run.data.metrics:
            check(held == value, f"{row['id']}: {column} is {held}, in Parquet {value}")
    check(set(run.data.metrics) >= {"elbo", "kl", "mi", "active_units", "seconds"}, f"{row['id']}: metrics are missing")
    check(run.data.params["latent-dim"] == str(row["latent_dim"]), f"{row['id']}: another latent-dim")
    check(run.data.params["skip"] == str(row["skip"]).lower(), f"{row['id']}: another skip")
    check(run.data.tags["skip_sweep.engine"] == row["engine_used"], f"{row['id']}: another engine")
    check(run.data.tags["skip_sweep.reduced"] == "false", f"{row['id']}: a full run is called reduced")


def check_curves(client, run, trial):
    """Every number of every epoch stands there once, with the epoch as its step."""
    lines = epochs(trial)
    for key, value in lines[0].items():
        if isinstance(value, (int, float)) and not isinstance(value, bool) and key not in MOMENTARY:
            held = client.get_metric_history(run.info.run_id, "epoch/" + key)
            told = [(line["epoch"], line[key]) for line in lines]
            check(sorted((point.step, point.value) for point in held) == told, f"{trial}: another curve of {key}")


def check_artifacts(client, run, folder, names):
    held = {file.path for file in client.list_artifacts(run.info.run_id)}
    check(set(names) <= held, f"{run.info.run_name}: artefacts {sorted(held)}")
    for name in names:
        local = pathlib.Path(client.download_artifacts(run.info.run_id, name, str(WORK)))
        if local.is_file():
            check(local.read_bytes() == (folder / name).read_bytes(), f"{name} is another file")


def check_mlflow():
    client = MlflowClient(ADDRESS)
    rows = pyarrow.parquet.read_table(OUT / "results.parquet").to_pylist()
    interrupted, failed = rows[0]["id"], rows[1]["id"]
    results = {trial: OUT / "trials" / trial / "result.json" for trial in (interrupted, failed)}
    texts = {trial: result.read_text() for trial, result in results.items()}
    curve = OUT / "trials" / interrupted / "progress.jsonl"
    lines = curve.read_text().splitlines(keepends=True)

    results[interrupted].unlink()
    curve.write_text("".join(lines[:40]))
    # Nothing was heard of it for an hour.
    os.utime(curve.parent, (time.time() - 3600,) * 2)
    failure = {key: value for key, value in json.loads(unsealed(texts[failed])).items() if key != "metrics"}
    failure |= {
        "state": "failed",
        "failure": {"message": "loss is NaN", "cause": "E", "stack": "at x", "epoch": 3, "step": 42, "last_checkpoint": None},
    }
    results[failed].write_text(json.dumps(failure))
    said = export()
    check("18 trials in experiment table3: 18 new, 0 updated" in said, said)
    check("18 of 18 trials" in said, said)
    found = runs(client)
    check(found[interrupted].info.status == "KILLED", f"an interrupted trial is {found[interrupted].info.status}")
    check(found[failed].info.status == "FAILED", f"a failed trial is {found[failed].info.status}")
    check(found[failed].data.tags["skip_sweep.failure"] == "loss is NaN", "the failure is not told")
    check(found["sweep"].info.status == "FAILED", f"the sweep is {found['sweep'].info.status}")

    for trial, text in texts.items():
        results[trial].write_text(text)
    curve.write_text("".join(lines))
    said = export()
    check("0 new, 2 updated, 0 trained anew, 16 unchanged" in said, said)
    found = runs(client)
    check(len(found) == len(rows) + 1, f"{len(found)} runs")
    for row in rows:
        run = found[row["id"]]
        check(run.info.status == "FINISHED", f"{row['id']} is {run.info.status}")
        check(run.data.tags["mlflow.parentRunId"] == found["sweep"].info.run_id, "a trial is not below its sweep")
        check_run(client, run, row)
    for trial in (interrupted, failed, rows[2]["id"]):
        check_curves(client, found[trial], trial)
        check_artifacts(client, found[trial], OUT / "trials" / trial, ["result.json", "progress.jsonl"])
    check(found["sweep"].info.status == "FINISHED", f"the sweep is {found['sweep'].info.status}")
    check_artifacts(client, found["sweep"], OUT, ["plan.json", "claims.md", "results.parquet", "tables"])

    curve.write_text(unsealed("".join(lines)).replace('"train_elbo":-', '"train_elbo":-1'))
    said = export()
    check("0 new, 0 updated, 1 trained anew, 17 unchanged" in said, said)
    check_curves(client, runs(client)[interrupted], interrupted)
    curve.write_text("".join(lines))
    print("mlflow: OK, numbers are those of Parquet, and exporting again doubles none")


def check_refusals():
    said = export(code=2, MLFLOW_TRACKING_PASSWORD="wrong")
    check("401" in said and "MLFLOW_TRACKING_TOKEN" in said and "wrong" not in said, said)
    said = export(code=2, MLFLOW_TRACKING_USERNAME=None, MLFLOW_TRACKING_TOKEN="a-token")
    check("401" in said and "a-token" not in said, said)
    said = sweep("mlflow", str(OUT), "--tracking-uri", "http://127.0.0.1:9", code=2)
    check("http://127.0.0.1:9: no MLflow tracking server answers here" in said and "mlflow server" in said, said)
    said = sweep("mlflow", str(OUT), "--tracking-uri", ADDRESS + "/elsewhere", code=2)
    check("no MLflow tracking server answers here (404)" in said, said)
    print("mlflow: OK, a server that refuses or is not there is told")


def check_tensorboard():
    rows = pyarrow.parquet.read_table(OUT / "results.parquet").to_pylist()
    logs = WORK / "logs"
    for _ in range(2):
        sweep("tensorboard", str(OUT), "--logdir", str(logs))
    folders = {folder.name[-10:]: folder for folder in logs.iterdir()}
    check(set(folders) == {row["id"] for row in rows}, f"folders {sorted(folders)}")
    for row in rows[:4]:
        held = EventAccumulator(str(folders[row["id"]]), size_guidance={"scalars": 0})
        held.Reload()
        for key, value in epochs(row["id"])[0].items():
            if isinstance(value, (int, float)) and not isinstance(value, bool) and key not in MOMENTARY:
                told = [(line["epoch"], float(numpy.float32(line[key]))) for line in epochs(row["id"])]
                read = [(event.step, event.value) for event in held.Scalars("epoch/" + key)]
                check(read == told, f"{row['id']}: another curve of {key} in TensorBoard")
        for column in ("elbo", "kl", "mi", "active_units"):
            (event,) = held.Scalars(column)
            check(math.isclose(event.value, row[column], rel_tol=1e-6), f"{row['id']}: {column} is {event.value}")
            check(event.step == row["best_epoch"], f"{row['id']}: {column} is at step {event.step}")
        check("hparams" in held.PluginTagToContent("hparams") or held.summary_metadata, "no settings in TensorBoard")
    print("mlflow: OK, TensorBoard reads the same")


await_server()
check_refusals()
check_mlflow()
check_tensorboard()
