"""The terminal's numbers: latency, robustness, and what survives, measured through pseudo-terminals.

    python3 Benchmarks/terminal.py .build/release/nabla [name …]

Each measurement prints its goal beside it. A fault (an exit, a lost line) ends with status 1.
"""
import fcntl, glob, json, os, pty, random, re, select, signal, struct, subprocess, sys
import tempfile, termios, time

BINARY = os.path.abspath(sys.argv[1])
SETUP = ("d = data generated(spiral, 2000)\r"
         "m = model 2 { dense 64, activation=tanh; dense 64, activation=tanh; "
         "dense 1, activation=sigmoid }\rn = copy m\r")
TRAIN = "train {0}, d, epochs=10000000, loss=binary_crossentropy"
faults = []


class Terminal:
    """One nabla on its own pseudo-terminal; `shell` puts a process between that continues it."""

    def __init__(self, home, shell=False, arguments=(), size=(40, 100)):
        environment = {"HOME": home, "LANG": "C.UTF-8", "TERM": "xterm-256color",
                       "PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no", "EDITOR": "true"}
        self.started = time.monotonic()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            if shell:
                continuing(environment, arguments)
            os.execve(BINARY, [BINARY, *arguments], environment)
        self.seen = b""
        fcntl.fcntl(self.fd, fcntl.F_SETFL, os.O_NONBLOCK)
        self.resize(*size)

    def resize(self, rows, columns):
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def send(self, text):
        data = text.encode()
        while data:
            try:
                data = data[os.write(self.fd, data):]
            except BlockingIOError:
                self.read(0.01)

    def read(self, seconds):
        if select.select([self.fd], [], [], seconds)[0]:
            try:
                data = os.read(self.fd, 65536)
            except (BlockingIOError, OSError):
                return False
            self.seen += data
            return bool(data)
        return True

    def wait(self, pattern, seconds=20):
        """Until the pattern has come since the last wait; answers how long that took."""
        start = time.monotonic()
        while not (found := re.search(pattern, self.seen)):
            left = seconds - (time.monotonic() - start)
            if left < 0 or not self.read(min(left, 0.5)) and not self.is_alive():
                raise TimeoutError(f"{pattern}: {self.seen[-300:]}")
        self.seen = self.seen[found.end():]
        return time.monotonic() - start

    def is_alive(self):
        try:
            return os.waitpid(self.pid, os.WNOHANG)[0] == 0
        except ChildProcessError:
            return False

    def kill(self):
        try:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass
        os.close(self.fd)


def continuing(environment, arguments):
    """The child's side: runs nabla in a group of its own and continues it whenever it stops."""
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        os.tcsetpgrp(0, os.getpgrp())
        signal.signal(signal.SIGTTOU, signal.SIG_DFL)
        os.execve(BINARY, [BINARY, *arguments], environment)
    while True:
        _, status = os.waitpid(child, os.WUNTRACED)
        if not os.WIFSTOPPED(status):
            os._exit(os.waitstatus_to_exitcode(status) & 255)
        os.tcsetpgrp(0, child)
        os.kill(child, signal.SIGCONT)


def say(name, value, goal):
    print(f"{name:<44} {value:<34} goal {goal}", flush=True)


def percentile(numbers, share):
    return sorted(numbers)[min(len(numbers) - 1, int(share * len(numbers)))]


def first_prompt(home):
    times, memory = [], 0
    for _ in range(20):
        terminal = Terminal(home)
        terminal.wait(rb"nabla\[1\]")
        times.append(1000 * (time.monotonic() - terminal.started))
        status = open(f"/proc/{terminal.pid}/status").read()
        memory = max(memory, int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024)
        terminal.kill()
    say("first prompt", f"median {percentile(times, 0.5):.1f} ms of 20", "30 ms")
    say("resident memory of the idle prompt", f"{memory:.1f} MB", "25 MB")


def key_to_echo(home):
    terminal = Terminal(home)
    terminal.wait(rb"nabla\[1\]")
    terminal.send(SETUP + "r = " + TRAIN.format("m") + " &\rs = " + TRAIN.format("n") + " &\r")
    terminal.wait(rb"nabla\[6\]")
    times = []
    for index in range(1000):
        key = "QXZ"[index % 3]
        if index % 40 == 0:
            terminal.send("\x15")
        time.sleep(random.uniform(0.02, 0.06))
        while select.select([terminal.fd], [], [], 0)[0]:
            terminal.read(0)
        terminal.seen = b""
        terminal.send(key)
        times.append(1000 * terminal.wait(key.encode()))
    terminal.kill()
    say("key to echo, two trainings on the cores",
        f"p50 {percentile(times, 0.5):.1f} p99 {percentile(times, 0.99):.1f} "
        f"max {max(times):.1f} ms of 1,000", "p99 50 ms")


def interrupts(home):
    terminal = Terminal(home)
    terminal.wait(rb"nabla\[1\]")
    terminal.send(SETUP + TRAIN.format("m") + "\r")
    terminal.wait(rb"epoch ")
    said, asked = [], []
    for _ in range(200):
        deadline = time.monotonic() + random.uniform(0, 0.1)
        while time.monotonic() < deadline:
            terminal.read(max(0, deadline - time.monotonic()))
        terminal.seen = b""
        start = time.monotonic()
        terminal.send("\x03")
        terminal.wait(rb"pausing|c\)")
        said.append(1000 * (time.monotonic() - start))
        if b"ontinue" not in terminal.seen:
            terminal.wait(rb"ontinue")
        asked.append(1000 * (time.monotonic() - start))
        terminal.send("c")
        terminal.wait(rb"samples/s|left")
    if not terminal.is_alive():
        faults.append("Ctrl-C ended the program")
    terminal.kill()
    say("Ctrl-C at 200 moments: told, and the menu",
        f"worst {max(said):.0f} ms, {max(asked):.0f} ms", "100 ms, 100 ms and a step")


def resizes(home):
    terminal = Terminal(home, shell=True)
    terminal.wait(rb"nabla\[1\]")
    terminal.send(SETUP + "r = " + TRAIN.format("m") + " &\r")
    terminal.wait(rb"nabla\[5\]")
    terminal.send("some words that are typed and not yet sent, long enough to wrap in a small window")
    for _ in range(2000):
        terminal.resize(random.randint(2, 60), random.randint(8, 200))
        terminal.read(0.002)
    terminal.resize(40, 100)
    for _ in range(200):
        terminal.send("\x1a")
        terminal.wait(rb"some words")
    terminal.send("\x15:pwd\r")
    terminal.wait(rb"nabla\[5\]")
    alive = terminal.is_alive()
    if not alive:
        faults.append("a resize or a suspension ended the program")
    terminal.kill()
    say("2,000 resizes, 200 suspensions", "no fault" if alive else "FAULT", "no fault")


def history(home):
    terminals = [Terminal(home) for _ in range(8)]
    for terminal in terminals:
        terminal.wait(rb"nabla\[1\]")
    for line in range(1000):
        for number, terminal in enumerate(terminals):
            terminal.send(f"# process {number} line {line}\r")
        for terminal in terminals:
            terminal.read(0)
    for number, terminal in enumerate(terminals):
        terminal.send(":quit\r")
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and any(t.is_alive() for t in terminals):
        for terminal in terminals:
            try:
                terminal.read(0.005)
            except OSError:
                pass
    text = open(home + "/.local/state/nabla/history").read().splitlines()
    wanted = {f"# process {n} line {i}" for n in range(8) for i in range(1000)}
    found = wanted & set(text)
    if len(found) != 8000:
        faults.append("lines of the history are missing")
    say("8 processes, 1,000 history lines each", f"{len(found):,} of 8,000 intact", "8,000")


def kills(home):
    lost = damaged = inputs = 0
    for _ in range(200):
        state = tempfile.mkdtemp(dir=home)
        terminal = Terminal(state)
        terminal.wait(rb"nabla\[1\]")
        deadline = time.monotonic() + random.uniform(0, 0.12)
        done = 0
        while time.monotonic() < deadline:
            terminal.send(f"x{done + 1} = {done + 1}\r")
            try:
                terminal.wait(rb"nabla\[%d\]" % (done + 2), max(0.001, deadline - time.monotonic()))
            except TimeoutError:
                break
            done += 1
        terminal.kill()
        inputs += done
        kept = 0
        for path in glob.glob(state + "/.local/state/nabla/journal/*.jsonl"):
            for line in open(path):
                try:
                    kept += json.loads(line)["kind"] == "input"
                except ValueError:
                    damaged += 1
        lost += max(0, done - kept)
    if lost:
        faults.append("inputs were lost by kill -9")
    say("kill -9 at 200 moments", f"{lost} of {inputs:,} inputs lost, {damaged} lines cut",
        "only the line in flight")


MEASUREMENTS = [first_prompt, key_to_echo, interrupts, resizes, history, kills]


def measure_all(measurements):
    random.seed(1)
    chosen = sys.argv[2:]
    for measure in measurements:
        if chosen and measure.__name__ not in chosen:
            continue
        with tempfile.TemporaryDirectory() as home:
            try:
                measure(home)
            except TimeoutError as error:
                faults.append(f"{measure.__name__}: {error}")
                say(measure.__name__, "FAULT", "none")
    for fault in faults:
        print("fault:", fault)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    measure_all(MEASUREMENTS)
