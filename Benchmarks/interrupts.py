"""Ctrl-C in everything: how long the prompt takes to come back, for each kind of statement.

    python3 Benchmarks/interrupts.py .build/release/nabla [word in a name …]

Each statement of the list runs at a prompt on a pseudo-terminal and is interrupted at moments drawn
from a seed, some early, some late. The best of a few tries counts against the limit, because a loaded
machine only adds to it. A statement that is done before the moment is tried again earlier; one that
never lasts long enough proves nothing, and is a fault as well. Ends with status 1 on a fault.
"""
import os, random, re, sys, tempfile, time

from terminal import BINARY, Terminal, faults

LIMIT = 0.100
TRIES = 3
# A prompt that waits for a line, in colour or not, and with what runs in the background.
PROMPT = rb"nabla\[\d+\][^>\x1b]*>(?:\x1b\[\d*m)? "
SECOND_PROMPT = rb"nabla\[2\]>(?:\x1b\[\d*m)? "

# (name, what is there before, the statement, at most so many seconds until Ctrl-C)
BIG = "x = normal([40000000]);"
WIDE = "m = model 2 { dense 4000, activation=relu; dense 4000, activation=relu; dense 1 };"
TABLE = "d = data generated(gauss, 200000);"
STATEMENTS = [
    ("print a large tensor", "x = normal([60000000]);", "x", 0.15),
    ("print it in a list", "x = normal([60000000]);", "print [x, x]", 0.15),
    ("print a large data set", "", "d = data digits; d.x", 1.0),
    ("normal", "", "x = normal([200000000]);", 0.5),
    ("uniform", "", "x = uniform([200000000]);", 0.5),
    ("ones", "", "x = ones([400000000]);", 0.3),
    ("zeros, touched", "", "x = zeros([400000000]) + 1;", 0.3),
    ("range", "", "x = range(800000000);", 0.5),
    ("shuffle", "", "x = shuffle(range(60000000));", 1.5),
    ("whole numbers from a tensor", "x = normal([40000000]);", "repeat 1000 { y = argmax(x) + x }",
     0.3),
    ("selection", "x = normal([20000000]);", "repeat 1000 { y = x[x > 0] }", 0.5),
    ("selection changed", "x = normal([20000000]);", "repeat 1000 { x[x > 0] = 0 }", 0.8),
    ("long rows transposed", "x = normal([100000000, 2]);", "repeat 1000 { y = x.T }", 0.5),
    ("long rows added", "x = normal([2, 50000000]);",
     "repeat 1000 { y = x + reshape(x[:, 0], [2, 1]) }", 0.5),
    ("deviation of everything", "x = normal([200000000]);", "y = std(x)", 0.5),
    ("product 12000²", "a = normal([12000, 12000]);", "b = a @ a;", 1.0),
    ("products in a loop", "a = normal([800, 800]);", "repeat 100000 { b = a @ a }", 1.0),
    ("product of batches", "a = normal([2000, 300, 300]);", "b = a @ a;", 0.6),
    ("sort", BIG, "y = sort(x);", 0.8),
    ("sort of rows", "x = normal([2000, 20000]);", "y = sort(x);", 0.8),
    ("topk", BIG, "y = topk(x, 200000);", 0.8),
    ("one_hot", "l = round(uniform([2000000]) * 9);", "y = one_hot(l, 100);", 0.2),
    ("sum of everything", "x = normal([200000000]);", "repeat 1000 { y = sum(x) }", 0.4),
    ("sum of columns", "x = normal([20000000, 8]);", "repeat 1000 { y = sum(x, axis=0) }", 0.4),
    ("mean and deviation", BIG, "repeat 1000 { y = mean(x) + std(x) }", 0.4),
    ("argmax", BIG, "repeat 1000 { y = argmax(x) }", 0.4),
    ("cumsum", BIG, "repeat 1000 { y = cumsum(x) }", 0.4),
    ("softmax of one row", BIG, "repeat 1000 { y = softmax(x) }", 0.4),
    ("exponential", BIG, "repeat 1000 { y = exp(x) }", 0.4),
    ("sine", BIG, "repeat 1000 { y = sin(x) }", 0.4),
    ("power", BIG, "repeat 1000 { y = abs(x)^1.5 }", 0.4),
    ("comparison", BIG, "repeat 1000 { y = x > 0.5 }", 0.4),
    ("transposition", "x = normal([9000, 9000]);", "repeat 1000 { y = x.T }", 0.4),
    ("transposition, added", "x = normal([9000, 9000]);", "repeat 1000 { y = x.T + x }", 0.4),
    ("concat", BIG, "repeat 1000 { y = concat([x, x]) }", 0.3),
    ("stack", BIG, "repeat 1000 { y = stack([x, x]) }", 0.3),
    ("literal of tensors", BIG, "repeat 1000 { y = [x, x] }", 0.3),
    ("product of all", BIG, "repeat 1000 { y = prod(x) }", 0.3),
    ("slices", BIG, "repeat 1000000 { y = x[3:30000000] }", 0.3),
    ("one element changed", "x = normal([4000, 4000]);", "for i in 0..900000 { x[5] = 1 }", 0.3),
    ("outer product", "v = normal([20000]);", "y = reshape(v, [20000, 1]) * reshape(v, [1, 20000]);",
     0.2),
    ("list that doubles", "l = [\"a\"]; repeat 20 { l = l + l };", "repeat 1000 { k = l + l + l }", 0.5),
    ("list that grows", "", "l = [\"a\"]; repeat 1000000 { l = l + [\"b\"] }", 0.5),
    ("text that grows", "", "t = \"a\"; repeat 1000000 { t = t + t }", 0.3),
    ("a loop", "", "s = 0; for i in 0..900000 { s = s + i }", 0.3),
    ("a loop in a loop", "", "s = 0; repeat 1000000 { repeat 1000000 { s = s + 1 } }", 0.5),
    ("a recursion", "fn f(n) = if n < 2 then 1 else f(n - 1) + f(n - 2)", "f(60)", 0.5),
    ("a loop that prints", "", "repeat 1000000 { print 1 }", 0.4),
    ("jacobian", "v = normal([3000]);", "j = jacobian(x -> tanh(x) * sum(x))(v);", 0.4),
    ("gradient of a product", "a = normal([4000, 4000]);", "g = grad(x -> sum(x @ x))(a);", 0.5),
    ("hessian-like gradients", "v = normal([300]);",
     "repeat 100000 { g = grad(x -> sum(x^3))(v) }", 0.4),
    ("orthogonal initialisation", "",
     "m = model 4000 { dense 4000, kernel_initializer=orthogonal }; m.dense.kernel", 0.8),
    ("a wide model", "", WIDE + " repeat 1000 { m = " + WIDE[4:-1] + "; y = m([1, 2]) }", 0.5),
    ("describe of a long vector", "x = random_uniform([20_000_000])", "describe x", 0.8),
    ("a deep model", "", "m = model 8 { repeat 3000 { dense 8 } }; summary m", 0.4),
    ("summary in a loop", WIDE, "repeat 100000 { summary m }", 0.4),
    ("boundary plot of a wide net", WIDE + TABLE, "plot m, d", 0.4),
    ("plot of a function", "", "repeat 100000 { plot sin, -6..6 }", 0.4),
    ("plot of a long series", "x = normal([50000000]);", "plot x", 0.3),
    ("histogram", "x = normal([50000000]);", "plot x, kind=histogram", 0.3),
    ("points", "x = normal([5000000, 2]);", "plot x", 0.3),
    ("plot of a large tensor", "x = normal([6000, 6000]);", "repeat 1000 { plot x }", 0.4),
    ("trace", WIDE + TABLE, "trace m, d.x", 0.4),
    ("predict", WIDE + TABLE, "y = predict m, d;", 0.5),
    ("predict of convolutions",
     "m = model [64, 64, 3] { conv2d 64, 3; conv2d 64, 3; flatten; dense 10 };"
     " x = normal([600, 64, 64, 3]);", "y = predict m, x;", 0.8),
    ("a model of 10⁸ weights", "", "m = model 5000 { dense 20000 }; y = m(ones([1, 5000]));", 0.6),
    ("many models", "", "repeat 100000 { m = model 5000 { dense 20000 } }", 0.6),
    ("evaluate", WIDE + TABLE, "e = evaluate m, d", 0.5),
    ("check of gradients", "m = model 2 { dense 300; dense 300; dense 1 };" + TABLE,
     "check m, d", 0.3),
    ("copy", "m = model 9000 { dense 9000 }; y = m(ones([1, 9000]));",
     "repeat 1000 { n = copy m }", 0.4),
    ("save", "m = model 9000 { dense 9000 }; y = m(ones([1, 9000]));",
     "save m, \"big.safetensors\"", 0.15),
    ("load", "m = model 9000 { dense 9000 }; save m, \"big.safetensors\"",
     "n = load \"big.safetensors\"", 0.1),
    ("csv of 1 GB", "", "d = data csv(\"big.csv\")", 0.8),
    ("text", "", "d = data text(\"big.txt\") { tokens words, window=16 }", 0.3),
    ("generated data", "", "d = data generated(gauss, 30000000)", 0.4),
    ("digits", "", "d = data digits", 0.2),
    ("data steps", TABLE, "e = data d { repeat 1; shuffle; standardize }", 0.05),
    ("rows of data", TABLE, "repeat 100000 { y = d.x[5] + sum(d.x) }", 0.4),
    ("confusion", "t = round(uniform([8000000]) * 9); p = round(uniform([8000000]) * 9);",
     "c = confusion(t, p)", 0.2),
    ("area under a curve", "t = round(uniform([8000000])); p = uniform([8000000]);",
     "a = auc(t, p)", 0.8),
    ("loss of probabilities", "t = round(uniform([20000000])); p = uniform([20000000]);",
     "repeat 1000 { a = log_loss(t, p) }", 0.3),
    ("accuracy", "t = round(uniform([20000000])); p = uniform([20000000]);",
     "repeat 1000 { a = accuracy(t, p) }", 0.3),
    ("distance of texts",
     "t = \"a b c d e f g h \"; repeat 12 { t = t + t };", "word_error_rate(t, \"z \" + t)", 0.5),
    ("words of long texts",
     "t = \"a b c d e f g h \"; repeat 21 { t = t + t };", "rouge_1(t, t)", 0.8),
    ("characters of long texts",
     "t = \"a b c d e f g h \"; repeat 21 { t = t + t };", "character_error_rate(t, t)", 0.8),
    ("print of a long text",
     "t = \"a b c d e f g h \"; repeat 21 { t = t + t };", "repeat 1000 { print t }", 0.3),
    ("points of a spiral", "", "repeat 100 { d = generated(spiral, 10000000) }", 1.0),
    ("confusion of many classes", "t = floor(uniform([3000000], 0, 9999));",
     "repeat 100 { c = confusion(t, t) }", 0.6),
    ("gradients of a wide model", WIDE + TABLE, "check m, d", 1.5),
    ("trace of convolutions",
     "m = model [64, 64, 3] { conv2d 64, 3; conv2d 64, 3; flatten; dense 10 };"
     " x = normal([600, 64, 64, 3]);", "repeat 100 { trace m, x }", 0.8),
    ("trace of a wide model", "m = model 4000 { dense 4000; dense 4000 }; x = normal([2000, 4000]);",
     "repeat 100 { trace m, x }", 0.8),
    ("cost of a wide model", WIDE, "repeat 100000 { cost m }", 0.4),
    ("a loop beside a training", TABLE + "m = model 2 { dense 64; dense 1, activation=sigmoid };",
     "r = train m, d, epochs=100000 &; repeat 1000000 { x = sum(ones([1000, 100])) }", 0.6),
    (":save", "for i in 0..60000 { print i }", ":save big.nabla.md", 0.1),
]


def interrupted(home, setup, statement, moment):
    """Seconds from Ctrl-C to the prompt; `None` where the statement was done before."""
    terminal = Terminal(home)
    try:
        terminal.wait(rb"nabla\[1\]")
        if setup:
            terminal.send(setup + "\r")
            terminal.wait(SECOND_PROMPT, 90)
        terminal.send(statement + "\r")
        terminal.wait(rb"\n", 5)
        end = time.monotonic() + moment
        while (left := end - time.monotonic()) > 0:
            terminal.read(left)
        if re.search(PROMPT, terminal.seen):
            return None, terminal.seen
        terminal.send("\x03")
        return terminal.wait(PROMPT, 30), b""
    finally:
        terminal.kill()


def prepare(home):
    with open(home + "/big.csv", "w") as file:
        row = ",".join(f"{index / 7:.6f}" for index in range(30)) + ",1\n"
        file.write(",".join(f"c{index}" for index in range(31)) + "\n")
        block = row * 4000
        while file.tell() + len(block) < 1 << 30:
            file.write(block)
    with open(home + "/big.txt", "w") as file:
        generator = random.Random(2)
        words = ["w%d" % index for index in range(3000)]
        for _ in range(60):
            file.write(" ".join(generator.choices(words, k=100_000)) + "\n")


def main():
    generator = random.Random(1)
    chosen = sys.argv[2:]
    late = []
    print(f"{'statement':<28} {'best':>8} {'worst':>8}   limit {1000 * LIMIT:.0f} ms")
    with tempfile.TemporaryDirectory() as home:
        os.chdir(home)
        prepare(home)
        for name, setup, statement, longest in STATEMENTS:
            if chosen and not any(word in name for word in chosen):
                continue
            times, problem, moment = [], b"", longest
            for attempt in range(3 * TRIES):
                try:
                    taken, seen = interrupted(
                        home, setup, statement, moment * generator.uniform(0.3, 1))
                except TimeoutError as error:
                    problem = str(error)[-300:].encode()
                    break
                if taken is None:
                    problem, moment = seen, moment * 0.4
                    continue
                times.append(taken)
                if len(times) == TRIES:
                    break
            best = min(times, default=float("inf"))
            worst = max(times, default=float("inf"))
            mark = ""
            if best > LIMIT:
                mark = "  LATE" if times else "  NEVER INTERRUPTED"
                faults.append(f"{name}: {problem.decode(errors='replace')[-400:]}")
            late += [name] if mark else []
            print(f"{name:<28} {1000 * best:>5.0f} ms {1000 * worst:>5.0f} ms{mark}", flush=True)
    print(f"{len(late)} kinds of statement too late: {', '.join(late) or 'none'}")
    for fault in faults:
        print("fault:", fault)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
