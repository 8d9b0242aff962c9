"""ui-load.py ADDRESS OUT PROCESS VIEWERS SECONDS: viewers of a served page, and what they cost the process; see ui-load."""

import json
import os
import sys
import threading
import time
import urllib.request

address, out, process, viewers, seconds = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), float(sys.argv[5])
EVERY = 2
EPOCHS_BEFORE = 10
WARM_UP = 30

trial = json.load(open(f"{out}/plan.json"))["trials"][0]["id"]
folder = f"{out}/trials/{trial}"
lines = open(f"{folder}/progress.jsonl").read().splitlines()
ended = {}
seen = {}
stopped = threading.Event()


def cpu_seconds():
    fields = open(f"/proc/{process}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def write(epochs):
    """As a run does: a file beside, then renamed over."""
    with open(f"{folder}/.progress", "w") as file:
        file.write("\n".join(lines[:epochs]) + "\n")
    os.replace(f"{folder}/.progress", f"{folder}/progress.jsonl")


def view(number):
    """Asks as the page does: two seconds after every answer."""
    version = 0
    time.sleep(EVERY * number / viewers)
    while not stopped.is_set():
        with urllib.request.urlopen(f"{address}state?since={version}", timeout=30) as answer:
            changes = json.load(answer)
        now = time.monotonic()
        version = changes["version"]
        for changed in changes["trials"]:
            if changed["id"] == trial and "last" in changed:
                for epoch in list(ended):
                    if epoch <= changed["last"]["epoch"]:
                        seen.setdefault((number, epoch), now)
        stopped.wait(EVERY)


os.remove(f"{folder}/result.json")
write(EPOCHS_BEFORE)
threads = [threading.Thread(target=view, args=(number,)) for number in range(viewers)]
for thread in threads:
    thread.start()
for epoch in range(EPOCHS_BEFORE + 1, EPOCHS_BEFORE + WARM_UP):
    write(epoch)
    time.sleep(1)
cpu, start = cpu_seconds(), time.monotonic()
while time.monotonic() - start < seconds and epoch < len(lines):
    epoch += 1
    write(epoch)
    ended[epoch] = time.monotonic()
    time.sleep(1)
used, lasted = cpu_seconds() - cpu, time.monotonic() - start
time.sleep(2 * EVERY)
stopped.set()
for thread in threads:
    thread.join()
waits = [seen[number, one] - at for number in range(viewers) for one, at in ended.items()]
print(f"ui-load: {viewers} viewers cost {100 * used / lasted:.1f} % of a core; {len(ended)} epochs were seen after"
      f" {sum(waits) / len(waits):.1f} s on average, at most {max(waits):.1f} s")
