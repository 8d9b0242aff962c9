"""How the scripts beside this one run the benchmarks, and what they say of the machine."""

import json
import os
import pathlib
import platform
import re
import subprocess
import tempfile

HOME = pathlib.Path(__file__).resolve().parents[4]
MODULE = HOME / "worker-models"
ONE_THREAD = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
AS_IN_SWEEPS = ["bash", "-c", 'source "$0" && exec "$@"', HOME / "cluster" / "local" / "native.env"]


def add(arguments, seconds):
    """Declares what all of them understand."""
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--seconds", type=int, default=seconds)
    arguments.add_argument("--class-path", help="default: what Maven built and has fetched")
    arguments.add_argument("--java", default="java")


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


def counted(libraries, options, benchmark, parameters):
    """What a benchmark counts beside its calls, by name; it runs for so many seconds after half of that to warm up."""
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        run = subprocess.run(
            [*AS_IN_SWEEPS, options.java, f"@{HOME}/cluster/local/java.options", "-Djmh.ignoreLock=true", "-cp", libraries,
             "org.openjdk.jmh.Main", rf"\.{benchmark}$",
             *(argument for name, value in parameters.items() for argument in ("-p", f"{name}={value}")),
             "-f", "1", "-wi", "1", "-w", f"{max(1, options.seconds // 2)}s",
             "-i", "1", "-r", f"{options.seconds}s", "-foe", "true", "-rf", "json", "-rff", file.name],
            env=ONE_THREAD, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if run.returncode:
            told = [line for line in run.stdout.splitlines() if not line.lstrip().startswith("at ")]
            raise SystemExit("\n".join([f"{benchmark} with {parameters} failed; the end of what it printed:", *told[-12:]]))
        counters = json.loads(pathlib.Path(file.name).read_text())[0]["secondaryMetrics"]
    return {name: counter["score"] for name, counter in counters.items()}
