#!/usr/bin/env python3
"""What a session holds after many trainings of a large model: Benchmarks/history.py [PROGRAM] [TRAININGS].

A model of 100 MB is trained with Adam at a prompt, again and again. After each input the resident
memory and its peak are read. It fails where the last training adds more than a tenth of the model.
"""

import os
import pty
import re
import signal
import sys
import tempfile
import threading
import time

PROGRAM = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else ".build/release/nabla")
TRAININGS = int(sys.argv[2]) if len(sys.argv) > 2 else 10
MODEL = 100  # MB
LINES = [
    "d = data table(random_uniform([64, 1000]), random_uniform([64, 1]))",
    "m = model [1000] { dense 5000, activation=relu; dense 4000, activation=relu; dense 1 }",
] + ["r = train m, d, epochs=1, batch_size=32, optimizer=adam, loss=mean_squared_error"] * TRAININGS + [":who"]


def numbers(process):
    with open(f"/proc/{process}/status") as file:
        text = file.read()
    return [int(re.search(key + r":\s+(\d+)", text).group(1)) / 1000 for key in ("VmRSS", "VmHWM")]


def busy(process):
    with open(f"/proc/{process}/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


process, terminal = pty.fork()
if process == 0:
    os.environ.update(TERM="dumb", XDG_STATE_HOME=tempfile.mkdtemp())
    os.execv(PROGRAM, [PROGRAM, "--threads", "2"])
shown = bytearray()


def read():
    while True:
        try:
            shown.extend(os.read(terminal, 65536))
        except OSError:
            return


threading.Thread(target=read, daemon=True).start()
time.sleep(1)
held = []
print("| input | resident | peak |\n|---|--:|--:|")
for line in LINES:
    os.write(terminal, (line + "\r").encode())
    time.sleep(0.5)
    before, quiet = busy(process), 0
    while quiet < 5:
        time.sleep(0.2)
        now = busy(process)
        quiet, before = (quiet + 1 if now - before <= 1 else 0), now
    resident, peak = numbers(process)
    held.append(resident)
    print(f"| {line[:30]} | {resident:.0f} MB | {peak:.0f} MB |", flush=True)
print([line for line in shown.decode(errors="replace").splitlines() if line.startswith("history")][-1:])
os.kill(process, signal.SIGKILL)
growth = held[-2] - held[-3]
sys.exit(f"the last training has added {growth:.0f} MB" if growth > MODEL / 10 else 0)
