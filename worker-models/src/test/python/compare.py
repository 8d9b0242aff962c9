"""Runs training here and in PyTorch in turns, on one thread, and prints how many times faster this is.

    mvn -q -pl worker-models test-compile
    python3 worker-models/src/test/python/compare.py --model image-vae --batch 50 --engine "libtorch bf16" --pairs 5

A pair is one run of each, one right after the other, so that what else the machine does weighs on both alike.
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
            ["java", f"@{HOME}/cluster/local/java.options", "-cp", libraries, "org.openjdk.jmh.Main",
             "TrainingBenchmark.trainer", "-p", f"engine={engine}", "-p", f"model={options.model}",
             "-p", f"batch={options.batch}", "-f", "1", "-wi", "1", "-w", f"{max(1, options.seconds // 2)}s",
             "-i", "1", "-r", f"{options.seconds}s", "-rf", "json", "-rff", file.name],
            env=ONE_THREAD, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return json.loads(pathlib.Path(file.name).read_text())[0]["primaryMetric"]["score"]


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
    arguments.add_argument("--engine", default="libtorch fp32", help='engine and precision, such as "libtorch bf16"')
    arguments.add_argument("--against", default="pytorch", help='pytorch, or another engine, such as "nd4j fp32"')
    arguments.add_argument("--pairs", type=int, default=5)
    arguments.add_argument("--seconds", type=int, default=20)
    options = arguments.parse_args()
    libraries = class_path()
    ratios = []
    for pair in range(1, options.pairs + 1):
        ours = here(libraries, options, options.engine)
        theirs = pytorch(options) if options.against == "pytorch" else here(libraries, options, options.against)
        ratios.append(ours / theirs)
        print(f"pair {pair}: {options.engine} {ours:.0f}, {options.against} {theirs:.0f} images/s, "
              f"ratio {ratios[-1]:.2f}", flush=True)
    print(f"{options.model}, batch {options.batch}: median ratio {statistics.median(ratios):.2f} "
          f"({min(ratios):.2f} to {max(ratios):.2f}, {options.pairs} pairs)")


if __name__ == "__main__":
    main()
