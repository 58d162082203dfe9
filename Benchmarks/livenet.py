"""What looking at a net costs its training: steps in ten seconds with and without `:live net`.

    python3 Benchmarks/livenet.py .build/release/nabla [seconds]

The spiral net trains in the background while the prompt waits, and while its net is drawn ten times a
second on a screen of 120 columns and 40 rows; the two take turns, and the better of three of each counts.
Ends with status 1 where training is slowed by more than 5 %.
"""
import re, sys, tempfile, time

SECONDS = float(sys.argv[2]) if len(sys.argv) > 2 else 10.0
sys.argv = sys.argv[:2]
from terminal import Terminal

LIMIT = 0.05
SETUP = ("seed 1\rd = data generated(spiral, 500)\r"
         "m = model 2 { hidden: dense 8, activation=tanh; more: dense 8, activation=tanh; "
         "dense 1, activation=sigmoid }\r"
         "r = train m, d, epochs=100000000, optimizer=adam(0.01) &\r")


def steps(shows):
    """The steps of a run in so many seconds; with `shows` its net is on the screen."""
    with tempfile.TemporaryDirectory() as home:
        terminal = Terminal(home, size=(40, 120))
        terminal.wait(rb"nabla\[1\]")
        terminal.send(SETUP)
        terminal.wait(rb"trains in the background", 60)
        terminal.send(":live net r\r" if shows else ":set status off\r")
        if shows:
            terminal.wait(rb"full speed")
        time.sleep(0.5)
        begin = time.monotonic()
        while time.monotonic() - begin < SECONDS:
            terminal.read(0.05)
        if shows:
            terminal.send("q")
        terminal.seen = b""
        terminal.send("print \"steps\", r.step\r")
        terminal.wait(rb"steps\s*,?\s*(?=\d)", 20)
        while not (found := re.match(rb"([\d,]+)[^\d,]", terminal.seen)):
            terminal.read(0.2)
        terminal.kill()
        return int(found.group(1).replace(b",", b""))


best = {True: 0, False: 0}
for _ in range(3):
    for shows in (False, True):
        best[shows] = max(best[shows], steps(shows))
slower = 1 - best[True] / best[False]
print(f"{best[False]:,} steps without, {best[True]:,} with the net on the screen: "
      f"{slower:.1%} slower (at most {LIMIT:.0%})")
sys.exit(slower > LIMIT)
