"""Load on a served model: speed by wrk, and every answer compared with predict, bit for bit.

    python Benchmarks/serving.py .build/release/nabla [seconds] [python of an environment with torch, fastapi, uvicorn]

Makes the net of the article (784-512-512-10), serves it, and asks it over loopback with 32 and 256 connections
(`apt install wrk`), each request one row of numbers. Beside that, threads of this process ask for rows whose answers
`predict` gave before, alone, and compare each. Tells predictions a second, p50, p99, wrong answers, and the memory of the
server before and after. Where a Python is named, the same net behind FastAPI and PyTorch (`peers/peer_fastapi.py`) is asked in
turns with nabla's, three rounds of 32 connections, and the ratio of the medians is told. Fails where an answer differs, where something but 200 came, and where the memory grows by more than a
tenth after the first round.
"""

import http.client
import json
import pathlib
import random
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time

NET = "m = model 784 { dense 512, relu; dense 512, relu; dense 10, softmax }"
ROWS = 64


def nabla(binary, folder, program):
    done = subprocess.run([binary, "-c", program], cwd=folder, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return done.stdout


def memory(process):
    text = pathlib.Path(f"/proc/{process}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+) kB", text).group(1)) / 1024


def numbers(value):
    """The numbers of one prediction, whatever form they have."""
    if isinstance(value, dict):
        inner = value.get("probabilities") or value.get("scores")
        return list(inner.values()) if isinstance(inner, dict) else list(inner)
    return value


class Comparer(threading.Thread):
    """Asks for known rows until it is told to end, and counts answers that are others than predict's."""

    def __init__(self, port, rows, answers):
        super().__init__(daemon=True)
        self.port, self.rows, self.answers = port, rows, answers
        self.asked = self.wrong = 0
        self.ends = False

    def run(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        while not self.ends:
            count = random.randint(1, 3)
            chosen = [random.randrange(ROWS) for _ in range(count)]
            body = json.dumps({"instances": [self.rows[i] for i in chosen]})
            connection.request(
                "POST", "/v1/models/m:predict", body, {"Content-Type": "application/json"}
            )
            response = connection.getresponse()
            text = response.read()
            self.asked += 1
            if response.status != 200:
                self.wrong += 1
                continue
            given = [numbers(value) for value in json.loads(text)["predictions"]]
            # float32 has at most nine digits that tell it from its neighbours.
            if any(
                [as_float32(x) for x in row] != [as_float32(x) for x in self.answers[i]]
                for row, i in zip(given, chosen)
            ):
                self.wrong += 1


def as_float32(number):
    import struct

    return struct.unpack("f", struct.pack("f", float(number)))[0]


def wrk(folder, port, connections, seconds):
    text = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", "ask.lua",
         f"http://127.0.0.1:{port}/v1/models/m:predict"],
        cwd=folder, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    find = lambda pattern: (re.search(pattern, text) or [None, "?"])[1]
    return {
        "a second": find(r"Requests/sec:\s+(\S+)"),
        "p50": find(r"(?m)^\s+50%\s+(\S+)"),
        "p99": find(r"(?m)^\s+99%\s+(\S+)"),
        "not 200": find(r"Non-2xx or 3xx responses: (\d+)").replace("?", "0"),
    }


def main():
    binary = str(pathlib.Path(sys.argv[1]).resolve())
    seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    with tempfile.TemporaryDirectory() as folder:
        random.seed(1)
        rows = [[round(random.random(), 3) for _ in range(784)] for _ in range(ROWS)]
        listed = json.dumps(rows)
        # Each row is predicted alone: what stands beside it in a batch must not show.
        program = f"seed 1\n{NET}\nsave m, \"m.safetensors\"\nx = {listed}\n" + "\n".join(
            f"save predict(m, x[{i}]), \"a{i}.csv\"" for i in range(ROWS)
        )
        pathlib.Path(folder, "make.nabla").write_text(program)
        done = subprocess.run([binary, "make.nabla"], cwd=folder, capture_output=True, text=True)
        if done.returncode:
            sys.exit(done.stdout + done.stderr)
        answers = []
        for i in range(ROWS):
            lines = pathlib.Path(folder, f"a{i}.csv").read_text().splitlines()
            found = [cell for line in lines for cell in line.split(",") if is_number(cell)]
            answers.append([float(x) for x in found[-10:]])
        pathlib.Path(folder, "ask.lua").write_text(
            'wrk.method = "POST"\nwrk.headers["Content-Type"] = "application/json"\n'
            f"wrk.body = [=[{json.dumps({'instances': rows[:1]})}]=]\n"
        )
        server = subprocess.Popen(
            [binary, "serve", "m.safetensors", "--port", "0", "--json", "--price", "0.02$ / 1k",
             "--ledger", "ledger.csv"],
            cwd=folder, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        port = json.loads(server.stdout.readline())["port"]
        failed = measure(folder, server, port, rows, answers, seconds)
        if len(sys.argv) > 3:
            beside_fastapi(folder, port, sys.argv[3], seconds)
        server.send_signal(signal.SIGTERM)
        begin = time.monotonic()
        status = server.wait(timeout=10)
        end = json.loads(server.stdout.readline())
        lines = len(pathlib.Path(folder, "ledger.csv").read_text().splitlines()) - 1
        print(f"ended with {status} in {time.monotonic() - begin:.2f} s; {end['requests']} requests, "
              f"{end['errors']} errors, {end['revenue']:.2f}$, {lines} lines of the ledger")
        failed |= status != 0 or lines != end["requests"] - end["errors"]
    sys.exit(1 if failed else 0)


def measure(folder, server, port, rows, answers, seconds):
    failed, base = False, None
    for connections in [32, 256, 32]:
        comparers = [Comparer(port, rows, answers) for _ in range(2)]
        for comparer in comparers:
            comparer.start()
        found = wrk(folder, port, connections, seconds)
        for comparer in comparers:
            comparer.ends = True
            comparer.join()
        asked, wrong = (sum(getattr(c, k) for c in comparers) for k in ("asked", "wrong"))
        used = memory(server.pid)
        print(f"{connections:4} connections: {found}, {wrong} wrong of {asked} compared, {used:.0f} MB")
        failed |= wrong > 0 or asked == 0 or found["not 200"] != "0"
        failed |= base is not None and used > base * 1.1 + 16
        base = base or used
    return failed


def beside_fastapi(folder, port, python, seconds):
    """Both servers stand; one is asked at a time."""
    peer = pathlib.Path(__file__).parent / "peers" / "peer_fastapi.py"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        other = free.getsockname()[1]
    server = subprocess.Popen([python, str(peer), str(other)], cwd=folder)
    try:
        for _ in range(600):
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", other)) == 0:
                    break
            time.sleep(0.1)
        speeds = {"nabla": [], "FastAPI": []}
        for _ in range(3):
            for name, at in (("nabla", port), ("FastAPI", other)):
                found = wrk(folder, at, 32, seconds)
                print(f"{name:8} {found}")
                speeds[name].append(float(found["a second"]))
        medians = {name: statistics.median(found) for name, found in speeds.items()}
        print(f"nabla answers {medians['nabla'] / medians['FastAPI']:.1f} times as many")
    finally:
        server.terminate()
        server.wait()


def is_number(text):
    try:
        float(text)
        return True
    except ValueError:
        return False


main()
