#!/usr/bin/env python3
"""Ten million steps of a tiny net in the background, watched and drawn: Benchmarks/longrun.py [PROGRAM] [EPOCHS].

The net trains on four samples, two steps an epoch, with a watch whose condition comes and goes, and its
curves are drawn all the time. Resident memory is read five times a second. From a fifth of the
steps on, when what is kept of a run has come to its bound, it may differ by a tenth at most.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import tempfile
import termios
import time

PROGRAM = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else ".build/release/nabla")
EPOCHS = int(sys.argv[2]) if len(sys.argv) > 2 else 5_000_000


def resident(process):
    with open(f"/proc/{process}/status") as file:
        return int(re.search(r"VmRSS:\s+(\d+)", file.read()).group(1)) / 1000


process, terminal = pty.fork()
if process == 0:
    os.environ.update(TERM="xterm-256color", XDG_STATE_HOME=tempfile.mkdtemp())
    os.execv(PROGRAM, [PROGRAM, "--threads", "1"])
shown = ""


def read(seconds):
    global shown
    end = time.time() + seconds
    while (left := end - time.time()) > 0:
        if select.select([terminal], [], [], left)[0]:
            shown = (shown + os.read(terminal, 65536).decode(errors="replace"))[-20_000:]


def enter(line, seconds=0.5):
    os.write(terminal, (line + "\r").encode())
    read(seconds)


fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
read(1)
enter("d = data table([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0])")
enter("m = model 2 { dense 2, activation=tanh; dense 1, activation=sigmoid }")
enter(f"r = train m, d, epochs={EPOCHS}, batch_size=2, optimizer=sgd(0.001) &")
enter(":watch r.loss when loss < 0.3")
enter(":fg r")
samples, start = [], time.time()
while time.time() - start < 600:
    read(0.2)
    samples.append((time.time() - start, resident(process)))
    # The last picture of the chart, and the summary, have the number of steps.
    if f"{2 * EPOCHS:,}/" in shown or f"{2 * EPOCHS:,} steps" in shown or f"step {2 * EPOCHS:,}" in shown:
        break
else:
    sys.exit("it did not come to its end")
os.kill(process, signal.SIGKILL)
seconds = samples[-1][0]
late = [memory for time_, memory in samples if time_ >= 0.2 * seconds]
print(f"{2 * EPOCHS:,} steps in {seconds:.0f} s, {len(samples)} charts")
for time_, memory in samples[:: max(1, len(samples) // 20)]:
    print(f"  {time_:>5.0f} s  {memory:.0f} MB")
print(f"from a fifth on between {min(late):.0f} MB and {max(late):.0f} MB")
sys.exit("memory grows" if max(late) > 1.1 * min(late) else 0)
