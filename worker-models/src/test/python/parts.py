"""Prints where the time of a training step goes, with an engine in each of its precisions, and how near it is to the machine's
rate of matrix products.

    mvn -q -pl worker-models test-compile
    python3 worker-models/src/test/python/parts.py --model mlp-vae --batch 100

A round is one run of each engine. In a run the parts are made in turns, a few steps of each, in one thread; what is printed
are medians over the rounds of the time that this thread was at work, without the time that other work had its core. Products
and other operations are the calls of the gradient made once more, each by itself, forward and back, on the numbers that they
had in it; by themselves they take a little longer, so that the rest may come out below 0. The operations of a step are those
that sweep plan estimates: for every gradient three times the products of the forward pass, of which a step may need fewer.
"""

import argparse
import os
import statistics

import jmh

BATCH = {"mlp-vae": 100, "image-vae": 50, "lstm-lm": 32, "skip-sa-vae": 32}
MILLION = 1e6
ROWS = {
    "trainer": "a step of the trainer, which is",
    "data": "  data: examples chosen, drawn, laid out in Java",
    "products": "  products: linear layers, convolutions, LSTMs, cross-entropies",
    "passes": "  passes: all other operations of the graph",
    "rest": "  rest of the gradient: noise, its own copies, Java",
    "update": "  optimiser: norm, clip, update rule",
    "java": "  Java: what is left between them",
}


def run(libraries, options, engine):
    """Milliseconds of a step's parts, and GFLOP."""
    counted = jmh.counted(libraries, options, "TrainingBenchmark.parts", {
        "engine": engine, "model": options.model, "batch": options.batch, "images": options.batch * options.steps})
    parts = {name: value / counted["steps"] / MILLION for name, value in counted.items() if name != "steps"}
    parts["rest"] = parts["gradient"] - parts["products"] - parts["passes"]
    parts["java"] = parts["trainer"] - parts["data"] - parts["gradient"] - parts["update"]
    return {**parts, "limit": parts["squareOperations"] / parts["square"]}


def rates(runs, medians):
    """The table's lower half: a name, and a text for each engine."""
    yield "operations of a step, as sweep plan counts them", [f"{each['operations'] / 1e3:.2f} GFLOP" for each in medians]
    yield "a product of 1024 x 1024 numbers: the machine", [f"{each['limit']:.0f} GFLOP/s" for each in medians]
    for part, name in ("products", "  the step's products reach of it"), ("trainer", "  the step reaches of it"):
        shares = [[100 * each["operations"] / each[part] / each["limit"] for each in of_engine] for of_engine in runs]
        yield name, [f"{statistics.median(share):.0f} % ({min(share):.0f} to {max(share):.0f})" for share in shares]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--model", choices=list(BATCH), default="mlp-vae")
    arguments.add_argument("--batch", type=int, help="default: 100 images, 50 with maps, 32 sentences")
    arguments.add_argument("--steps", type=int, default=50, help="of an epoch")
    arguments.add_argument("--engines", nargs="+", metavar="ENGINE",
                           help="libtorch with its precision; default: with each that the model can be trained in")
    jmh.add(arguments, seconds=10)
    options = arguments.parse_args()
    options.batch = options.batch or BATCH[options.model]
    options.engines = options.engines or [
        f"libtorch {precision}" for precision in ("fp32", "bf16") if precision == "fp32" or options.model != "skip-sa-vae"]
    libraries = options.class_path or jmh.class_path()
    print(f"{jmh.machine()}; {options.model}, batch {options.batch}, one thread, medians of {options.rounds} rounds of "
          f"{options.seconds} s", flush=True)
    rounds = [[run(libraries, options, engine) for engine in options.engines] for _ in range(options.rounds)]
    runs = list(zip(*rounds))
    medians = [{name: statistics.median(each[name] for each in of_engine) for name in of_engine[0]} for of_engine in runs]
    width = 1 + max(map(len, ROWS.values()))
    print()
    print("".ljust(width) + "".join(engine.rjust(22) for engine in options.engines))
    for part, name in ROWS.items():
        print(name.ljust(width) + "".join(
            f"{each[part]:.2f} ms {100 * each[part] / each['trainer']:4.0f} %".rjust(22) for each in medians))
    print()
    for name, texts in rates(runs, medians):
        print(name.ljust(width) + "".join(text.rjust(22) for text in texts))
    print()
    for engine, of_engine, median in zip(options.engines, runs, medians):
        steps = [each["trainer"] for each in of_engine]
        print(f"{engine}: {min(steps):.2f} to {max(steps):.2f} ms over the rounds, {median['clock']:.2f} ms by the clock")
    print(f"load {os.getloadavg()[0]:.1f} at the end")


if __name__ == "__main__":
    main()
