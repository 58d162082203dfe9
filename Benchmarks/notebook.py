"""The notebook's numbers: latency, opening, bytes on the line, random keys; through pseudo-terminals.

    python3 Benchmarks/notebook.py .build/release/nabla [name …]
"""
import random, select, subprocess, time

from terminal import BINARY, Terminal, faults, measure_all, percentile, say

TRAINING = ("d = data generated(spiral, 2000)\n"
            "m = model 2 { dense 64, activation=tanh; dense 1, activation=sigmoid }\n"
            "r = train m, d, epochs=10000000, loss=binary_crossentropy &")


def cell(source):
    return f"```nabla\n{source}\n```\n\n"


def session(home, blocks, first=TRAINING):
    """A file of so many blocks: prose, cells, and the outputs of some."""
    path = home + "/big.nabla.md"
    with open(path, "w") as file:
        file.write("# Big\n\n" + cell(first))
        for index in range(1, blocks // 2):
            file.write(f"Words about number {index}, which stand between the cells.\n\n")
            file.write(cell(f"x{index} = {index} * 2\nx{index}"))
            file.write(f"```nabla-out value\n{index * 2}\n```\n\n")
    return path


def quiet(terminal, seconds=0.02):
    while select.select([terminal.fd], [], [], seconds)[0]:
        terminal.read(0)
    terminal.seen = b""


def opening(home):
    path = session(home, 10_000)
    first, whole = [], []
    for _ in range(10):
        terminal = Terminal(home, arguments=["open", path], size=(24, 80))
        terminal.wait(rb"Big")
        first.append(1000 * (time.monotonic() - terminal.started))
        terminal.send("G")
        terminal.wait(rb"x4999")
        whole.append(1000 * (time.monotonic() - terminal.started))
        terminal.kill()
    say("10,000 blocks: first screen, and the last cell",
        f"median {percentile(first, 0.5):.0f} ms, {percentile(whole, 0.5):.0f} ms of 10",
        "300 ms, 1,000 ms")


def key_to_screen(home):
    path = session(home, 2_000)
    terminal = Terminal(home, arguments=["open", path], size=(24, 80))
    terminal.wait(rb"Big")
    # The training runs, and the place of the keys is far from its chart.
    terminal.send("j\x05")
    terminal.wait(rb"background")
    terminal.send(":500\r")
    terminal.wait(rb"x499")
    typed, moved = [], []
    terminal.send("\r")
    terminal.wait(rb"EDIT")
    for index in range(1000):
        key = "QXZ"[index % 3]
        if index % 40 == 0:
            terminal.send("\x15")
        time.sleep(random.uniform(0.02, 0.05))
        quiet(terminal, 0)
        terminal.send(key)
        typed.append(1000 * terminal.wait(key.encode()))
    terminal.send("\x1b")
    terminal.wait(rb"COMMAND")
    for index in range(1000):
        time.sleep(random.uniform(0.02, 0.05))
        quiet(terminal, 0)
        terminal.send("jk"[index // 8 % 2])
        moved.append(1000 * terminal.wait("▌".encode()))
    terminal.kill()
    for name, times in (("typing", typed), ("moving", moved)):
        say(f"key to screen, {name}: 1,000 cells and a training",
            f"p50 {percentile(times, 0.5):.1f} p99 {percentile(times, 0.99):.1f} "
            f"max {max(times):.1f} ms", "p99 30 ms")


def bytes_per_key(home):
    path = session(home, 2_000)
    terminal = Terminal(home, arguments=["open", path], size=(24, 80))
    terminal.wait(rb"Big")
    terminal.send("jj")

    def cost(key):
        quiet(terminal, 0.03)
        terminal.send(key)
        time.sleep(0.03)
        while select.select([terminal.fd], [], [], 0.01)[0]:
            terminal.read(0)
        return len(terminal.seen)

    moves = [cost("jjjjjjjjkkkk"[index % 12]) for index in range(240)]
    terminal.send("\r")
    terminal.wait(rb"EDIT")
    typing = [cost("abc = 12 * x"[index % 12]) for index in range(240)]
    terminal.kill()
    for name, sizes in (("typing", typing), ("moving, scrolling", moves)):
        say(f"bytes for a key at 80 x 24: {name}",
            f"p50 {percentile(sizes, 0.5)} p99 {percentile(sizes, 0.99)} max {max(sizes)}",
            "at most 400")


def random_keys(home):
    path = session(home, 12, "x0 = 0")
    terminal = Terminal(home, arguments=["open", path], size=(24, 80))
    terminal.wait(rb"Big")
    keys = (list("jkGabxcvzmyMSolnNw/:h \r\t\x7f123xyz={}()`#\"'") +
            ["dd", "ii", "ea", "es", "gg", "\x05", "\x12", "\x1f", "\x1b", "\x0b", "\x19",
             "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~", "\x1b\r", "\x1bs",
             "\x1b[200~a = 1\nb\x1b[201~"])
    saves = unreadable = 0
    for _ in range(200):
        terminal.send("".join(random.choice(keys) for _ in range(50)))
        terminal.read(0.01)
        # Out of whatever is open; a pause menu keeps its training.
        time.sleep(0.05)
        for key in ("\x1b", "b", "\x1b", "\x1b"):
            terminal.send(key)
            time.sleep(0.04)
        quiet(terminal, 0.01)
        terminal.send(":w!\r")
        terminal.wait(rb"saved")
        saves += 1
        # Whatever the keys made of the cells: the file is read, and its cells run or fail.
        outcome = subprocess.run([BINARY, "verify", path], capture_output=True)
        unreadable += outcome.returncode not in (0, 1)
    alive = terminal.is_alive()
    terminal.kill()
    if not alive or unreadable:
        faults.append("random keys did harm")
    say("10,000 random keys, 200 saves", f"{'no fault' if alive else 'FAULT'}, {unreadable} not readable", "no fault")


def resizes(home):
    path = session(home, 200)
    terminal = Terminal(home, shell=True, arguments=["open", path], size=(24, 80))
    terminal.wait(rb"Big")
    terminal.send("j\x05")
    terminal.wait(rb"background")
    for index in range(2000):
        terminal.resize(random.randint(1, 60), random.randint(1, 200))
        if index % 10 == 0:
            terminal.send(random.choice("jkG "))
        terminal.read(0.002)
    terminal.resize(24, 80)
    for _ in range(200):
        quiet(terminal, 0.005)
        terminal.send("\x1a")
        # The whole picture is drawn again.
        terminal.wait(rb"COMMAND")
    terminal.send("qd")
    deadline = time.monotonic() + 10
    while terminal.is_alive() and time.monotonic() < deadline:
        terminal.read(0.05)
    left = not terminal.is_alive()
    if not left:
        faults.append("a resize or a suspension did harm")
    terminal.kill()
    say("notebook: 2,000 resizes, 200 suspensions", "no fault" if left else "FAULT", "no fault")


MEASUREMENTS = [opening, key_to_screen, bytes_per_key, random_keys, resizes]

if __name__ == "__main__":
    measure_all(MEASUREMENTS)
