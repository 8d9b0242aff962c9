"""What must hold of the output of a sweep whose processes are killed: for cluster/test/kills.

    outputs.py whole OUT          every file that has its name can be read to its end
    outputs.py remember OUT FILE  writes what is done, and which epochs have a checkpoint, into FILE
    outputs.py kept OUT FILE      none of that was computed again
    outputs.py same OUT OUT2      the same numbers, and data of latents, tables and claims; nothing left over from writing
    outputs.py left OUT           prints what killed writers left beside plan and tables
"""
import hashlib
import json
import re
import sys
import zipfile
from pathlib import Path

TEMPORARY = re.compile(r"\..+\.[0-9a-f-]{36}\.tmp")
OF_ONE_RUN = {"seconds", "images_per_second", "executor", "attempts", "provenance", "seconds_left", "time", "crc32"}


def fail(message):
    sys.exit(f"outputs.py: {message}")


def below(out):
    return sorted(path for path in out.rglob("*") if path.is_file())


def named(out):
    return [path for path in below(out) if not any(TEMPORARY.fullmatch(part) for part in path.relative_to(out).parts)]


def footer_length(parquet):
    return int.from_bytes(parquet[-8:-4], "little")


def require_readable(path):
    if path.suffix == ".json":
        json.loads(path.read_text("utf-8"))
    elif path.suffix == ".jsonl":
        for line in path.read_text("utf-8").splitlines():
            json.loads(line)
    elif path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            if archive.testzip():
                raise ValueError("a damaged entry")
    elif path.suffix == ".parquet":
        content = path.read_bytes()
        if content[:4] != b"PAR1" or content[-4:] != b"PAR1" or not 0 < footer_length(content) < len(content) - 12:
            raise ValueError("cut short")
    elif path.stat().st_size == 0:
        raise ValueError("empty")


def whole(out):
    for path in named(out):
        try:
            require_readable(path)
        except (ValueError, zipfile.BadZipFile) as problem:
            fail(f"{path}: {problem}")


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else None


def epochs_of(trial):
    progress = trial / "progress.jsonl"
    return progress.read_text("utf-8").splitlines() if progress.exists() else []


def done(out):
    found = {}
    for trial in sorted(out.glob("trials/*")):
        reached = max([int(path.stem.split("-")[1]) for path in trial.glob("checkpoint-*.zip")], default=0)
        ended = (trial / "result.json").exists()
        found[trial.name] = {
            "epochs": epochs_of(trial)[:reached],
            "result": digest(trial / "result.json"),
            "latents": digest(trial / "latents.parquet") if ended else None,
        }
    return found


def kept(out, before):
    after = done(out)
    for name, was in before.items():
        epochs = after[name]["epochs"][: len(was["epochs"])]
        if epochs != was["epochs"]:
            fail(f"trial {name}: epochs that had a checkpoint were trained again")
        for part in ("result", "latents"):
            if was[part] and was[part] != after[name][part]:
                fail(f"trial {name}: its {part} was there, and was made again")


def numbers(value):
    if isinstance(value, dict):
        return {key: numbers(inner) for key, inner in value.items() if key not in OF_ONE_RUN}
    return value


def content(path):
    if path.name == "result.json":
        return numbers(json.loads(path.read_text("utf-8")))
    if path.name == "progress.jsonl":
        return [numbers(json.loads(line)) for line in path.read_text("utf-8").splitlines()]
    if path.name == "plan.json":
        return json.loads(path.read_text("utf-8"))["trials"]
    if path.suffix == ".parquet":
        # The footer lists the encodings of a column in an order of its own in every process.
        parquet = path.read_bytes()
        return parquet[: -8 - footer_length(parquet)]
    return path.read_bytes()


def compared(path):
    return path.parent.name == "tables" and path.suffix != ".json" or path.name in {
        "result.json", "progress.jsonl", "plan.json", "latents.parquet", "claims.parquet", "claims.md"}


def same(out, other):
    left = [path.relative_to(out) for path in named(out)]
    right = [path.relative_to(other) for path in named(other)]
    if left != right:
        fail(f"other files: {sorted(set(left) ^ set(right))}")
    for path in filter(compared, left):
        if content(out / path) != content(other / path):
            fail(f"{path} differs: {out / path} and {other / path}")
    remains = [path for path in below(other / "trials") if path not in named(other)]
    if remains:
        fail(f"left over: {remains}")


def left(out):
    """The file or the whole folder that bears a temporary name: its age is what tells a later run that nobody writes it any more."""
    for path in sorted(out.rglob("*")):
        if TEMPORARY.fullmatch(path.name):
            print(path)


def main(verb, out, file=None):
    out = Path(out)
    if verb == "whole":
        whole(out)
    elif verb == "remember":
        Path(file).write_text(json.dumps(done(out)), "utf-8")
    elif verb == "kept":
        kept(out, json.loads(Path(file).read_text("utf-8")))
    elif verb == "same":
        same(out, Path(file))
    elif verb == "left":
        left(out)
    else:
        fail(f"unknown verb {verb}")


main(*sys.argv[1:])
