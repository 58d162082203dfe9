"""Byte pairs as Hugging Face's tokenizers learn and apply them, with a second computation in plain Python beside it.

Both must agree before anything is written. `NABLA_DATA` adds digests of what a real text gives (tinyshakespeare).
Usage: python byte_pairs.py (an environment with `tokenizers`).
"""

import hashlib
import json
import os
from collections import Counter
from pathlib import Path

import tokenizers
from tokenizers import Regex, Tokenizer, models, pre_tokenizers, trainers

PIECES = (
    r" ?[\p{L}\p{M}]{1,64}| ?\p{N}{1,64}| ?[^\s\p{L}\p{M}\p{N}]{1,64}|\s{1,64}(?!\S)|\s"
)
SPLITTER = pre_tokenizers.Split(Regex(PIECES), behavior="isolated")

# Written for this file: words that share parts, marks that combine, blanks of all sorts, other scripts.
TEXTS = {
    "short": "low low low low low lower lower newest newest newest newest newest newest widest widest widest",
    "mixed": (
        "The gradient of the loss is the sum of the gradients of the losses.\n"
        "  A layer's layer, layered: 3 layers, 33 layers, 333 layers!\n\n\n"
        "\tTabs\tand  two  blanks   three    four; end-to-end, e.g. (x_1, x_2) == (y_1, y_2).\n"
        "Größe, größer, am größten; naïve cafés; Übergrößenträger.\n"
        "градиент градиенты градиентов; 学习 学习率 深度学习; नमस्ते नमस्ते; 1²³ ½ ٣٤٥ \u00a0nbsp\u00a0nbsp\n"
    )
    * 3,
    "repeated": "aaaaaaaaaa aaa aaaa aaaaa ababababab bababa abba " * 4 + "a" * 200 + "   " * 50,
}
PROMPTS = ["lowest newer", "The layers of größten Zebra: 12345", "aaaaaaa  ab\n\n 学习者", "", " ", "\n"]


def pieces(text):
    return [piece for piece, _ in SPLITTER.pre_tokenize_str(text)] if text else []


def plain(text, count):
    """The merges, and the token texts, by counting everything anew for each merge."""
    words = Counter(pieces(text))
    tokens = sorted(set(text))
    number = {token: index for index, token in enumerate(tokens)}
    split = {word: [number[c] for c in word] for word in words}
    merges = []
    while len(merges) < count:
        pairs = Counter()
        for word, ids in split.items():
            for pair in zip(ids, ids[1:]):
                pairs[pair] += words[word]
        if not pairs:
            break
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        if pairs[best] < 2:
            break
        joined = tokens[best[0]] + tokens[best[1]]
        if joined not in number:
            number[joined] = len(tokens)
            tokens.append(joined)
        merges.append(best)
        for word, ids in split.items():
            out, i = [], 0
            while i < len(ids):
                if tuple(ids[i : i + 2]) == best:
                    out.append(number[joined])
                    i += 2
                else:
                    out.append(ids[i])
                    i += 1
            split[word] = out
    return tokens, [[tokens[a], tokens[b]] for a, b in merges]


def trained(text, count):
    """The same by Hugging Face; its limit counts tokens."""
    alphabet = len(set(text))
    tokenizer = Tokenizer(models.BPE(unk_token=None))
    tokenizer.pre_tokenizer = SPLITTER
    trainer = trainers.BpeTrainer(
        vocab_size=alphabet + count, min_frequency=2, show_progress=False, special_tokens=[]
    )
    tokenizer.train_from_iterator([text], trainer)
    return tokenizer, json.loads(tokenizer.to_str())["model"]


def known_merges(model):
    return [m if isinstance(m, list) else m.split(" ") for m in model["merges"]]


def main():
    cases = []
    for name, text in TEXTS.items():
        for count in (1, 10, 200):
            tokens, merges = plain(text, count)
            tokenizer, model = trained(text, count)
            theirs = known_merges(model)[: len(merges)]
            assert theirs == merges, (name, count, theirs[:20], merges[:20])
            order = sorted(model["vocab"], key=model["vocab"].get)
            assert order[: len(tokens)] == tokens
            if len(known_merges(model)) != len(merges):
                tokenizer, model = None, None
            encoded = []
            for prompt in PROMPTS + [text]:
                if any(c not in text for c in prompt):
                    continue
                assert "".join(pieces(prompt)) == prompt
                if tokenizer:
                    encoded.append({"text": prompt, "ids": tokenizer.encode(prompt).ids})
            cases.append(
                {"name": name, "count": count, "text": text, "tokens": tokens,
                 "merges": merges, "encoded": encoded}
            )  # fmt: skip
    cuts = [{"text": text, "pieces": pieces(text)} for text in [*TEXTS.values(), *PROMPTS]]
    out = {
        "source": f"Benchmarks/golden/byte_pairs.py, Hugging Face tokenizers {tokenizers.__version__}",
        "cuts": cuts, "cases": cases,
    }  # fmt: skip
    if data := os.environ.get("NABLA_DATA"):
        text = (Path(data) / "tinyshakespeare" / "input.txt").read_text()
        tokenizer, model = trained(text, 2_000)
        merges = "\n".join(" ".join(pair) for pair in known_merges(model))
        ids = tokenizer.encode(text).ids
        out["real"] = {
            "merges": len(known_merges(model)), "tokens": len(ids),
            "digest": hashlib.sha256(merges.encode()).hexdigest(),
            "ids": hashlib.sha256(" ".join(map(str, ids)).encode()).hexdigest(),
        }  # fmt: skip
    path = Path(__file__).resolve().parents[2] / "Tests" / "Golden" / "byte_pairs.json"
    path.write_text(json.dumps(out, ensure_ascii=True, indent=0) + "\n")
    print(path.name, path.stat().st_size, out.get("real"))


main()
