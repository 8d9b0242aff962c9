"""Trains with several engines in turns, on one thread, and prints how many times as fast ours are as PyTorch's.

    mvn -q -pl worker-models test-compile
    python3 worker-models/src/test/python/compare.py --model image-vae --batch 50 \\
        --engines "libtorch bf16" "nd4j fp32" pytorch "pytorch bf16 compiled channels-last" --rounds 5

A round is one run of each, one right after the other, so that what else the machine does weighs on all alike. PyTorch is
that of the Python which runs this. Java gets the settings of memory that cluster/local/sweep gives it. A step of an image
model is its minibatch, loss, gradient, clip and Adam; one of a model of text its dropout, loss and gradient. Every round also
measures how fast libtorch multiplies large square matrices in one thread, and the last lines say what share of that rate the
steps reach. parts.py prints where the time of ours goes.
"""

import argparse
import itertools
import pathlib
import re
import statistics
import subprocess
import sys

import jmh

TEXT = {"lstm-lm": "lm", "skip-sa-vae": "skip-sa-vae"}


def here(libraries, options, engine):
    return ours(libraries, options, engine, "step" if options.model in TEXT else "trainer")


def alike(options, engine):
    """One of ours that makes as many products; PyTorch's way back through a refinement makes those of forward differences."""
    words = set(engine.split())
    forward = options.model == "skip-sa-vae" and words & {"pytorch", "forward"}
    return f"libtorch {'bf16' if 'bf16' in words else 'fp32'}{' forward' if forward else ''}"


def limit(libraries, options, engine):
    """Examples a second if a step were its matrix products, at the rate of large square ones in that precision."""
    return ours(libraries, options, engine, "matrixProduct" if options.model in TEXT else "square")


def ours(libraries, options, engine, benchmark):
    if options.model in TEXT:
        parameters = {"engine": engine, "model": TEXT[options.model], "batch": options.batch or 32}
        if options.model == "skip-sa-vae" and engine.endswith((" forward", " central")):
            parameters["engine"], difference = engine.rsplit(" ", 1)
            parameters["difference"] = difference.upper()
        return jmh.counted(libraries, options, f"TextTrainingBenchmark.{benchmark}", parameters)["tokenCount"]
    return jmh.counted(libraries, options, f"TrainingBenchmark.{benchmark}", {
        "engine": engine, "model": options.model, "batch": options.batch or 500, "images": options.images})["imageCount"]


def pytorch(options, engine):
    script = "text_speed.py" if options.model in TEXT else "vae_speed.py"
    batch = ["--batch", str(options.batch)] if options.batch else []
    output = subprocess.run(
        [sys.executable, pathlib.Path(__file__).with_name(script), "--model", options.model, *batch, "--engine", engine,
         "--seconds", str(options.seconds)],
        env=jmh.ONE_THREAD, check=True, capture_output=True, text=True).stdout
    return float(re.search(r"([\d.]+) (images|tokens)/s", output).group(1))


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--model", choices=["mlp-vae", "image-vae", *TEXT], default="mlp-vae")
    arguments.add_argument("--batch", type=int, help="default: 500 images, 32 sentences")
    arguments.add_argument("--images", type=int, default=5000, help="images of an epoch, the least that is timed")
    arguments.add_argument("--engines", nargs="+", default=["libtorch fp32", "pytorch"], metavar="ENGINE",
                           help='an engine of ours with its precision, such as "libtorch bf16", for skip-sa-vae with forward '
                                'or central (differences) after it; or pytorch, with bf16, compiled, channels-last as wanted')
    jmh.add(arguments, seconds=20)
    options = arguments.parse_args()
    libraries = options.class_path or jmh.class_path()
    unit = "tokens" if options.model in TEXT else "images"
    theirs = [engine for engine in options.engines if engine.split()[0] == "pytorch"]
    own = [engine for engine in options.engines if engine not in theirs]
    pairs = list(itertools.product(own, theirs)) or [(options.engines[0], other) for other in options.engines[1:]]
    kinds = {engine: alike(options, engine) for engine in options.engines}
    ratios = {pair: [] for pair in pairs}
    shares = {engine: [] for engine in options.engines}
    print(f"{jmh.machine()}; {options.model}, batch {options.batch or 'as it is'}, one thread, {options.seconds} s each", flush=True)
    for number in range(1, options.rounds + 1):
        speeds = {engine: pytorch(options, engine) if engine.split()[0] == "pytorch" else here(libraries, options, engine)
                  for engine in options.engines}
        limits = {kind: limit(libraries, options, kind) for kind in sorted(set(kinds.values()))}
        for engine, speed in speeds.items():
            shares[engine].append(100 * speed / limits[kinds[engine]])
        for one, other in pairs:
            ratios[one, other].append(speeds[one] / speeds[other])
        print(f"round {number}: " + ", ".join(f"{engine} {speed:.1f}" for engine, speed in speeds.items())
              + f" {unit}/s", flush=True)
    for (one, other), of_rounds in ratios.items():
        print(f"{one} is {statistics.median(of_rounds):.2f} times as fast as {other} "
              f"({min(of_rounds):.2f} to {max(of_rounds):.2f}, {options.rounds} rounds)")
    for engine, of_rounds in shares.items():
        print(f"{engine} reaches {statistics.median(of_rounds):.0f} % of the rate of matrix products in {kinds[engine].split()[1]} "
              f"({min(of_rounds):.0f} to {max(of_rounds):.0f})")


if __name__ == "__main__":
    main()
