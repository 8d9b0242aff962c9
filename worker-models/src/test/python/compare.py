"""Trains with several engines in turns, on one thread, and prints how many times as fast the first is as the others.

    mvn -q -pl worker-models test-compile
    python3 worker-models/src/test/python/compare.py --model image-vae --batch 50 \\
        --engines "libtorch bf16" "nd4j fp32" pytorch --rounds 5

A round is one run of each, one right after the other, so that what else the machine does weighs on all alike. PyTorch is
that of the Python which runs this. Java gets the settings of memory that cluster/local/sweep gives it.
"""

import argparse
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile

HOME = pathlib.Path(__file__).resolve().parents[4]
MODULE = HOME / "worker-models"
ONE_THREAD = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
AS_IN_SWEEPS = ["bash", "-c", 'source "$0" && exec "$@"', HOME / "cluster" / "local" / "native.env"]


def class_path():
    with tempfile.NamedTemporaryFile() as file:
        subprocess.run(
            ["mvn", "-q", "-o", "-pl", "worker-models", "dependency:build-classpath", f"-Dmdep.outputFile={file.name}"],
            cwd=HOME, check=True)
        libraries = pathlib.Path(file.name).read_text().strip()
    return f"{MODULE}/target/classes:{MODULE}/target/test-classes:{libraries}"


def here(libraries, options, engine):
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        subprocess.run(
            [*AS_IN_SWEEPS, "java", f"@{HOME}/cluster/local/java.options", "-Djmh.ignoreLock=true", "-cp", libraries,
             "org.openjdk.jmh.Main", "TrainingBenchmark.trainer", "-p", f"engine={engine}",
             "-p", f"model={options.model}", "-p", f"batch={options.batch}", "-p", f"images={options.images}",
             "-f", "1", "-wi", "1", "-w", f"{max(1, options.seconds // 2)}s",
             "-i", "1", "-r", f"{options.seconds}s", "-rf", "json", "-rff", file.name],
            env=ONE_THREAD, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return json.loads(pathlib.Path(file.name).read_text())[0]["secondaryMetrics"]["imageCount"]["score"]


def pytorch(options):
    script = pathlib.Path(__file__).with_name("vae_speed.py")
    output = subprocess.run(
        [sys.executable, script, "--model", options.model, "--batch", str(options.batch),
         "--seconds", str(options.seconds)],
        env=ONE_THREAD, check=True, capture_output=True, text=True).stdout
    return float(re.search(r"([\d.]+) images/s", output).group(1))


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--model", choices=["mlp-vae", "image-vae"], default="mlp-vae")
    arguments.add_argument("--batch", type=int, default=500)
    arguments.add_argument("--images", type=int, default=5000, help="images of an epoch, the least that is timed")
    arguments.add_argument("--engines", nargs="+", default=["libtorch fp32", "pytorch"], metavar="ENGINE",
                           help='pytorch, or an engine with its precision, such as "libtorch bf16"')
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--seconds", type=int, default=20)
    options = arguments.parse_args()
    libraries = class_path()
    first, *others = options.engines
    ratios = {other: [] for other in others}
    for number in range(1, options.rounds + 1):
        speeds = {engine: pytorch(options) if engine == "pytorch" else here(libraries, options, engine)
                  for engine in options.engines}
        for other in others:
            ratios[other].append(speeds[first] / speeds[other])
        print(f"round {number}: " + ", ".join(f"{engine} {speed:.1f}" for engine, speed in speeds.items())
              + " images/s", flush=True)
    for other, all_ratios in ratios.items():
        print(f"{options.model}, batch {options.batch}: {first} is {statistics.median(all_ratios):.2f} times as fast as "
              f"{other} ({min(all_ratios):.2f} to {max(all_ratios):.2f}, {options.rounds} rounds)")


if __name__ == "__main__":
    main()
