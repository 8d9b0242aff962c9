"""Trains with several engines in turns, on one thread, and prints how many times as fast ours are as PyTorch's.

    mvn -q -pl worker-models test-compile
    python3 worker-models/src/test/python/compare.py --model image-vae --batch 50 \\
        --engines "libtorch bf16" "nd4j fp32" pytorch "pytorch bf16 compiled channels-last" --rounds 5

A round is one run of each, one right after the other, so that what else the machine does weighs on all alike. PyTorch is
that of the Python which runs this. Java gets the settings of memory that cluster/local/sweep gives it. A step of an image
model is its minibatch, loss, gradient, clip and Adam; one of a model of text its dropout, loss and gradient.
"""

import argparse
import itertools
import json
import os
import pathlib
import platform
import re
import statistics
import subprocess
import sys
import tempfile

HOME = pathlib.Path(__file__).resolve().parents[4]
MODULE = HOME / "worker-models"
ONE_THREAD = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
TEXT = {"lstm-lm": "lm", "skip-sa-vae": "skip-sa-vae"}
AS_IN_SWEEPS = ["bash", "-c", 'source "$0" && exec "$@"', HOME / "cluster" / "local" / "native.env"]


def machine():
    described = pathlib.Path("/proc/cpuinfo")
    names = re.findall(r"model name\s*: (.*)", described.read_text()) if described.exists() else [platform.processor()]
    return f"{names[0]}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"


def class_path():
    with tempfile.NamedTemporaryFile() as file:
        subprocess.run(
            ["mvn", "-q", "-o", "-pl", "worker-models", "dependency:build-classpath", f"-Dmdep.outputFile={file.name}"],
            cwd=HOME, check=True)
        libraries = pathlib.Path(file.name).read_text().strip()
    return f"{MODULE}/target/classes:{MODULE}/target/test-classes:{libraries}"


def java(libraries, options, benchmark, parameters, counter):
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        subprocess.run(
            [*AS_IN_SWEEPS, options.java, f"@{HOME}/cluster/local/java.options", "-Djmh.ignoreLock=true", "-cp", libraries,
             "org.openjdk.jmh.Main", benchmark,
             *(argument for name, value in parameters.items() for argument in ("-p", f"{name}={value}")),
             "-f", "1", "-wi", "1", "-w", f"{max(1, options.seconds // 2)}s",
             "-i", "1", "-r", f"{options.seconds}s", "-rf", "json", "-rff", file.name],
            env=ONE_THREAD, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return json.loads(pathlib.Path(file.name).read_text())[0]["secondaryMetrics"][counter]["score"]


def here(libraries, options, engine):
    if options.model in TEXT:
        return java(libraries, options, "TextTrainingBenchmark.step",
                    {"engine": engine, "model": TEXT[options.model], "batch": options.batch or 32}, "tokenCount")
    return java(libraries, options, "TrainingBenchmark.trainer",
                {"engine": engine, "model": options.model, "batch": options.batch or 500, "images": options.images},
                "imageCount")


def pytorch(options, engine):
    script = "text_speed.py" if options.model in TEXT else "vae_speed.py"
    batch = ["--batch", str(options.batch)] if options.batch else []
    output = subprocess.run(
        [sys.executable, pathlib.Path(__file__).with_name(script), "--model", options.model, *batch, "--engine", engine,
         "--seconds", str(options.seconds)],
        env=ONE_THREAD, check=True, capture_output=True, text=True).stdout
    return float(re.search(r"([\d.]+) (images|tokens)/s", output).group(1))


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--model", choices=["mlp-vae", "image-vae", *TEXT], default="mlp-vae")
    arguments.add_argument("--batch", type=int, help="default: 500 images, 32 sentences")
    arguments.add_argument("--images", type=int, default=5000, help="images of an epoch, the least that is timed")
    arguments.add_argument("--engines", nargs="+", default=["libtorch fp32", "pytorch"], metavar="ENGINE",
                           help='an engine of ours with its precision, such as "libtorch bf16"; or pytorch, with bf16, '
                                'compiled, channels-last after it as wanted')
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--seconds", type=int, default=20)
    arguments.add_argument("--class-path", help="default: what Maven built and has fetched")
    arguments.add_argument("--java", default="java")
    options = arguments.parse_args()
    libraries = options.class_path or class_path()
    unit = "tokens" if options.model in TEXT else "images"
    theirs = [engine for engine in options.engines if engine.split()[0] == "pytorch"]
    ours = [engine for engine in options.engines if engine not in theirs]
    pairs = list(itertools.product(ours, theirs)) or [(options.engines[0], other) for other in options.engines[1:]]
    ratios = {pair: [] for pair in pairs}
    print(f"{machine()}; {options.model}, batch {options.batch or 'as it is'}, one thread, {options.seconds} s each", flush=True)
    for number in range(1, options.rounds + 1):
        speeds = {engine: pytorch(options, engine) if engine.split()[0] == "pytorch" else here(libraries, options, engine)
                  for engine in options.engines}
        for one, other in pairs:
            ratios[one, other].append(speeds[one] / speeds[other])
        print(f"round {number}: " + ", ".join(f"{engine} {speed:.1f}" for engine, speed in speeds.items())
              + f" {unit}/s", flush=True)
    for (one, other), of_rounds in ratios.items():
        print(f"{one} is {statistics.median(of_rounds):.2f} times as fast as {other} "
              f"({min(of_rounds):.2f} to {max(of_rounds):.2f}, {options.rounds} rounds)")


if __name__ == "__main__":
    main()
