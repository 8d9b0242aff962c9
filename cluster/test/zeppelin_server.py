"""zeppelin_server.py NOTES WORK CLASSPATH: imports the Zeppelin notes into a real Zeppelin server on this machine, and holds what it
gives back to what it got. The server is that of Maven Central, without a page of its own, and its interpreters are declared only."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

SPARK = [
    {"group": "spark", "name": name, "className": f"org.apache.zeppelin.spark.{kind}", "properties": {}, "editor": {"language": language}}
    for name, kind, language in (("spark", "SparkInterpreter", "scala"), ("sql", "SparkSqlInterpreter", "sql"))
]
"""As Zeppelin's own distribution declares them: a server without any interpreter refuses notes."""

OPENED = ["java.lang", "java.lang.reflect", "java.util"]


def ask(url: str, body: dict | None = None) -> dict:
    """The answer to a request, with JSON if there is any to send."""
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(url, data, {"Content-Type": "application/json"}), timeout=60) as answer:
        return json.load(answer)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def start(work: Path, class_path: str, port: int) -> subprocess.Popen:
    """The server, which finds nothing of an earlier one."""
    shutil.rmtree(work, ignore_errors=True)
    for folder in ("conf", "notebook", "interpreter/spark", "war/WEB-INF"):
        (work / folder).mkdir(parents=True)
    (work / "war/WEB-INF/web.xml").write_text("<web-app/>\n")
    (work / "interpreter/spark/interpreter-setting.json").write_text(json.dumps(SPARK))
    places = {"HOME": ".", "CONF_DIR": "conf", "NOTEBOOK_DIR": "notebook", "INTERPRETER_DIR": "interpreter", "WAR": "war"}
    environment = os.environ | {f"ZEPPELIN_{name}": str(work / place) for name, place in places.items()}
    environment |= {"ZEPPELIN_ADDR": "127.0.0.1", "ZEPPELIN_PORT": str(port), "ZEPPELIN_IDENT_STRING": "test"}
    options = ["-Xmx400m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", *(f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in OPENED)]
    command = ["java", *options, "-cp", f"{work}/conf:{class_path}", "org.apache.zeppelin.server.ZeppelinServer"]
    with (work / "server.log").open("w") as log:
        return subprocess.Popen(command, cwd=work, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)


def await_answer(server: subprocess.Popen, url: str, log: Path) -> str:
    """The server's version, once it answers."""
    until = time.monotonic() + 240
    while server.poll() is None and time.monotonic() < until:
        try:
            return ask(f"{url}/version")["body"]["version"]
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(1)
    sys.exit(f"notebooks: FAILED, the Zeppelin server did not start; what it said: {log}")


def main(notes: Path, work: Path, class_path: str) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}/api"
    server = start(work, class_path, port)
    try:
        version = await_answer(server, url, work / "server.log")
        for file in sorted(notes.glob("*.zpln")):
            note = json.loads(file.read_text())
            held = ask(f"{url}/notebook/{ask(f'{url}/notebook/import', note)['body']}")["body"]
            if len(held["paragraphs"]) != len(note["paragraphs"]):
                sys.exit(f"notebooks: FAILED, {file.name}: of {len(note['paragraphs'])} paragraphs Zeppelin has {len(held['paragraphs'])}")
            for given, got in zip(note["paragraphs"], held["paragraphs"]):
                for part in ("text", "title", "config"):
                    if given.get(part) != got.get(part) and not (part == "config" and given[part].items() <= got[part].items()):
                        sys.exit(f"notebooks: FAILED, {file.name}, {given.get('title')}: Zeppelin has another {part}: {got.get(part)}")
            print(f"{file.name}: Zeppelin {version} has all {len(note['paragraphs'])} paragraphs and their charts")
    finally:
        server.terminate()
        server.wait(60)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]).resolve(), sys.argv[3])
