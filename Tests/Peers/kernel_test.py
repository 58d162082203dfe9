"""The kernel as the programs of Jupyter see it: kernel_test.py NABLA FOLDER [EXECUTIONS].

Installs the kernel below FOLDER, runs jupyter_kernel_test whole, executes a notebook with nbconvert and papermill,
sends what no notebook sends, interrupts a training, and measures; prints one line for each as `name: result`.
"""

import hashlib
import hmac
import json
import os
import subprocess
import sys
import time
import unittest

NABLA, FOLDER = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
EXECUTIONS = int(sys.argv[3]) if len(sys.argv) > 3 else 300
os.environ["JUPYTER_PATH"] = f"{FOLDER}/share/jupyter"
for name in ["JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR", "IPYTHONDIR"]:
    os.environ[name] = f"{FOLDER}/{name.lower()}"
subprocess.run([NABLA, "kernel", "install", "--prefix", FOLDER], check=True)

import jupyter_kernel_test  # noqa: E402
import nbformat  # noqa: E402
from jupyter_client.manager import KernelManager, start_new_kernel  # noqa: E402

FLOOD = 20 if EXECUTIONS > 2500 else 1
TRAINING = """d = data generated(moons, 200)
m = model 2 { dense 8, activation=tanh; dense 1, activation=sigmoid }
"""


class NablaTests(jupyter_kernel_test.KernelTests):
    kernel_name = "nabla"
    language_name = "nabla"
    file_extension = ".nabla"
    code_hello_world = 'print "hello, world"'
    code_stderr = "train model 1 { dense 1; dropout 0.5 }, table([1, 2], [1, 2]), epochs=1"
    completion_samples = [
        {"text": "sigm", "matches": {"sigmoid"}},
        {"text": ":und", "matches": {":undo"}},
    ]
    complete_code_samples = ["1 + 1", "m = model 2 { dense 3 }", ":who", "?tanh"]
    incomplete_code_samples = ["m = model 2 {", "x = (1 +", "y = 3 *"]
    invalid_code_samples = ["x = )", "3 4 ]"]
    code_generate_error = "oops"
    code_execute_result = [{"code": "6 * 7", "result": "42"}]
    code_display_data = [{"code": "plot tanh, -2..2", "mime": "image/svg+xml"}]
    code_history_pattern = "6 ? 7*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "tanh"


def report(name, result):
    print(f"{name}: {result}", flush=True)


def conformance():
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(NablaTests)
    result = unittest.TextTestRunner(stream=sys.stderr, verbosity=2).run(suite)
    skipped = sorted({reason for _, reason in result.skipped})
    report("jupyter_kernel_test", f"{result.testsRun} run, {len(result.failures) + len(result.errors)} failed, {skipped}")


def notebook():
    cells = [
        nbformat.v4.new_markdown_cell("# Moons"),
        nbformat.v4.new_code_cell(TRAINING + "r = train m, d, epochs=30"),
        nbformat.v4.new_code_cell("plot r"),
        nbformat.v4.new_code_cell("summary m"),
        nbformat.v4.new_code_cell("x = 6 * 7\nx"),
    ]
    book = nbformat.v4.new_notebook(cells=cells)
    book.metadata.kernelspec = {"name": "nabla", "display_name": "nabla", "language": "nabla"}
    path = f"{FOLDER}/moons.ipynb"
    nbformat.write(book, path)
    return path


def forms(cell):
    return [sorted(o["data"]) for o in cell["outputs"] if "data" in o]


def notebooks():
    path = notebook()
    subprocess.run(
        [sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", path, "--output", "done.ipynb"],
        check=True, stdout=sys.stderr)
    done = nbformat.read(f"{FOLDER}/done.ipynb", as_version=4)
    nbformat.validate(done)
    displays = [o for o in done.cells[1]["outputs"] if "image/svg+xml" in o.get("data", {})]
    report("nbconvert", f"{len(displays)} curve, {forms(done.cells[2])} {forms(done.cells[3])} "
           f"{done.cells[4]['outputs'][0]['data']['text/plain']}")
    import papermill
    paper = papermill.execute_notebook(path, f"{FOLDER}/paper.ipynb", progress_bar=False)
    report("papermill", paper.cells[4]["outputs"][0]["data"]["text/plain"])


def reply(client, id):
    while True:
        message = client.get_shell_msg(timeout=300)
        if message["parent_header"].get("msg_id") == id:
            return message["content"]


def until_idle(client, id):
    said = []
    while True:
        message = client.get_iopub_msg(timeout=60)
        if message["parent_header"].get("msg_id") != id:
            continue
        said.append(message)
        if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
            return said


def live(manager, client):
    begun = time.monotonic()
    id = client.execute(TRAINING + "r = train m, d, epochs=100000000")
    updates = 0
    while updates < 4:
        message = client.get_iopub_msg(timeout=60)
        updates += "display_id" in message["content"].get("transient", {})
    pace = updates / (time.monotonic() - begun)
    asked = time.monotonic()
    manager.interrupt_kernel()
    content = reply(client, id)
    said = until_idle(client, id)
    took = time.monotonic() - asked
    names = {m["content"]["transient"].get("display_id") for m in said if "display" in m["msg_type"]} - {None}
    report("interrupt", f"{content['ename']}, at most 4.1 a second {pace < 4.1}, quick {took < 1.0}, one display {len(names) <= 1}")
    id = client.execute("r.epoch > 0")
    report("run is kept", reply(client, id)["status"])
    id = client.execute(":stop r\n:jobs")
    reply(client, id)
    said = until_idle(client, id)
    report("stopped", "no training is on" in "".join(m["content"].get("text", "") for m in said))


def background(client):
    id = client.execute("for i in 1..1000000 { for j in 1..1000000 { z = j } }")
    begun = time.monotonic()
    message = client.session.send(client.control_channel.socket, "kernel_info_request", {})
    client.get_control_msg(timeout=10)
    report("control answers while a cell runs", time.monotonic() - begun < 1.0)
    report("heart beats", client.hb_channel.is_beating())
    return id


def foul(client):
    """What no notebook sends; the kernel is the same behind it."""
    session, socket = client.session, client.shell_channel.socket
    key = session.key

    def send(parts, signature=None):
        body = [p if isinstance(p, bytes) else json.dumps(p).encode() for p in parts]
        digest = hmac.new(key, digestmod=hashlib.sha256)
        for part in body:
            digest.update(part)
        socket.send_multipart([b"<IDS|MSG>", signature or digest.hexdigest().encode()] + body)

    def header(kind, number):
        return {"msg_id": f"foul-{number}", "session": "foul", "username": "x", "date": "", "msg_type": kind,
                "version": "5.3"}

    socket.send_multipart([b"", b"nothing"])
    socket.send_multipart([b"<IDS|MSG>"])
    send([header("execute_request", 1), {}, {}, {"code": "1"}], b"0" * 64)
    send([b"{", b"", b"", b""])
    send([header("execute_request", 2), {}, {}, b"[" * 100000])
    send([header("execute_request", 3), {}, {}, {"code": 3, "user_expressions": 5}])
    send([header("sing_request", 4), {}, {}, {}])
    twice = [header("execute_request", 5), {}, {}, {"code": "foul = 5"}]
    send(twice)
    send(twice)
    for number in range(50):
        send([header("complete_request", 100 + number), {}, {}, {"code": "x" * number, "cursor_pos": -number}])
    id = client.execute("1 + 1")
    while True:
        message = client.get_shell_msg(timeout=60)
        if message["parent_header"].get("msg_id") == id:
            break
    report("after foul messages", message["content"]["status"])


def rss(pid):
    with open(f"/proc/{pid}/status") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmRSS"))


def growth(manager, client):
    pid = manager.provisioner.pid

    def run(count):
        for number in range(count):
            reply(client, client.execute(f"x = {number}; x * 2"))
            if number % 50 == 0:
                while client.iopub_channel.msg_ready():
                    client.get_iopub_msg(timeout=1)

    run(2500 if EXECUTIONS > 2500 else 100)
    before, begun = rss(pid), time.monotonic()
    run(EXECUTIONS)
    took = time.monotonic() - begun
    grown = rss(pid) - before
    # What is kept of the newest cells is bounded; 10,000 executions grow by less, too.
    report("growth is bounded", grown < 4096)
    report("growth", f"{grown} kB in {EXECUTIONS} executions, {before} kB before, "
           f"{1000 * took / EXECUTIONS:.2f} ms each")


def flood(client):
    line = "0123456789" * FLOOD
    id = client.execute(f'for i in 1..1000000 {{ print "{line}" }}')
    content = reply(client, id)
    size = sum(len(m["content"].get("text", "")) for m in until_idle(client, id))
    report("flood", f"{content['status']}, bounded {size < 1100000}")


def first_reply():
    times = []
    for _ in range(5):
        manager = KernelManager(kernel_name="nabla")
        begun = time.monotonic()
        manager.start_kernel()
        client = manager.blocking_client()
        client.start_channels()
        client.kernel_info()
        client.get_shell_msg(timeout=10)
        times.append(time.monotonic() - begun)
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    report("first reply", f"{1000 * sorted(times)[2]:.0f} ms after the start")


conformance()
notebooks()
manager, client = start_new_kernel(kernel_name="nabla")
try:
    foul(client)
    live(manager, client)
    flood(client)
    growth(manager, client)
    waits = background(client)
    manager.interrupt_kernel()
    report("computation is stopped", reply(client, waits)["ename"])
    manager.restart_kernel()
    client.wait_for_ready(timeout=60)
    report("restarted", reply(client, client.execute("x"))["status"])
finally:
    client.stop_channels()
    manager.shutdown_kernel()
report("ended", not manager.is_alive())
first_reply()
subprocess.run([NABLA, "kernel", "remove", "--prefix", FOLDER], check=True)
report("removed", not os.path.exists(f"{FOLDER}/share/jupyter/kernels/nabla"))
