"""Texts of a served model: time to the first token, tokens a second of one client and of eight, beside `generate`.

    python Benchmarks/completions.py .build/release/nabla [seconds]

Makes a small transformer that writes characters (4 layers of 128, a window of 256), serves it, and asks it over loopback with
streams of 200 tokens. The text of each seed is compared with that of `generate` at the same seed. Fails where one differs.
"""

import http.client
import json
import pathlib
import signal
import subprocess
import sys
import tempfile
import threading
import time

PROGRAM = """
seed 1
d = data text("t.txt") { chars 256 }
m = model [256] { embedding d.vocab, 128; position_embedding
repeat 4 {
  residual { layer_normalization; multi_head_attention 4, 32, use_causal_mask=true }
  residual { layer_normalization; dense 512, activation=gelu; dense 128 }
}
layer_normalization; dense d.vocab }
train m, d, epochs=1, batch_size=32, loss=sparse_categorical_crossentropy(from_logits=true)
save m, "m.safetensors"
"""
TEXT = "".join(chr(ord(" ") + i * i % 90) + "the net writes what it has read; " for i in range(12))
TOKENS = 200


def ask(port, seed):
    """A stream of tokens: when the first came, when the last, and the text."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    body = json.dumps(
        {"model": "m", "prompt": "the net ", "max_tokens": TOKENS, "seed": seed, "stream": True}
    )
    started = time.perf_counter()
    connection.request("POST", "/v1/completions", body, {"Content-Type": "application/json"})
    response = connection.getresponse()
    first, text = None, ""
    for line in response:
        if not line.startswith(b"data: {"):
            continue
        first = first or time.perf_counter() - started
        text += "".join(choice["text"] for choice in json.loads(line[6:])["choices"])
    return first, time.perf_counter() - started, text


def main():
    binary = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as folder:
        run = lambda name, program: pathlib.Path(folder, name).write_text(program) and subprocess.run(
            [binary, name], cwd=folder, capture_output=True, text=True, check=True
        ).stdout
        pathlib.Path(folder, "t.txt").write_text(TEXT)
        run("make.nabla", PROGRAM)
        speak = "".join(
            f'seed {i}\nprint generate(m, prompt="the net ", length={TOKENS})\n'
            for i in range(8)
        )
        texts = run("say.nabla", 'm = load "m.safetensors"\n' + speak).splitlines()
        quiet = 'm = load "m.safetensors"\n' + f'a = generate(m, prompt="the net ", length={TOKENS})\n'
        started = time.perf_counter()
        run("one.nabla", quiet)
        one = time.perf_counter() - started
        started = time.perf_counter()
        run("nine.nabla", quiet * 9)
        generate = 8 * TOKENS / (time.perf_counter() - started - one)
        server = subprocess.Popen(
            [binary, "serve", "m.safetensors", "--port", "0", "--json"],
            cwd=folder, stdout=subprocess.PIPE, text=True,
        )
        try:
            port = json.loads(server.stdout.readline())["port"]
            ask(port, 0)
            first, seconds, _ = ask(port, 0)
            alone = TOKENS / seconds
            found = [None] * 8
            threads = [
                threading.Thread(target=lambda i=i: found.__setitem__(i, ask(port, i))) for i in range(8)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            started = time.perf_counter()
            threads = [threading.Thread(target=ask, args=(port, i)) for i in range(8)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            together = 8 * TOKENS / (time.perf_counter() - started)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(10)
        wrong = sum("the net " + text != texts[i] for i, (_, _, text) in enumerate(found))
        print(f"generate           {generate:8.0f} tokens a second")
        print(f"one client         {alone:8.0f} tokens a second, {alone / generate:.2f} of generate")
        print(f"eight clients      {together:8.0f} tokens a second, {together / alone:.2f} of one")
        print(f"first token        {1000 * first:8.1f} ms")
        print(f"texts that differ  {wrong:8d}")
        sys.exit(1 if wrong else 0)


main()
