"""Whether the engine says what PyTorch says, sentence by sentence, in 32-bit floats and in 8 bits.

In 8 bits it is compared with PyTorch doing the engine's arithmetic; how often that says what the floats say is given
beside it, and that is what the 8 bits cost. A network that has learned little decides between pieces by a hair, and what
is added up in another order then decides otherwise. So PyTorch is also compared with itself, with floats of 64 bits in
between: an engine that agrees with PyTorch as often as PyTorch with itself computes the same.
"""

import copy
import json

import torch

import decode
import quantise
import tokenise
from clean import rows
from engine import plain, translate

SENTENCES = 500
LEAST = {"float32": 0.98, "int8": 0.90}
LONGEST = 100


def agreement(some, others):
    return sum(a == b for a, b in zip(some, others)) / len(some)


def in_64_bits(net, alphas, sources):
    """What the same 8-bit products say with longer floats in between."""
    torch.set_default_dtype(torch.float64)
    try:
        return decode.greedy(quantise.as_the_engine(copy.deepcopy(net).double(), alphas), sources)
    finally:
        torch.set_default_dtype(torch.float32)


def run(config, direction, engine):
    """Writes DIRECTION/parity.json; ends with an error where the engine says something else too often."""
    pieces, folder = tokenise.load(config), config.folder / direction
    side = 0 if direction == "en-ko" else 1
    texts = [row[side] for path in (config.folder / "held.tsv", config.folder / "clean.tsv") for row in rows(path)]
    # What is longer than the engine's window is cut by it, and is another question.
    texts = [t for t in texts if len(pieces.encode(t)) < LONGEST][:SENTENCES]
    sources = pieces.encode(texts)
    net = decode.load(config, config.final(direction), pieces.get_piece_size())
    alphas = json.loads((folder / "alphas.json").read_text())
    rounded = quantise.as_the_engine(net, alphas)
    said = {kind: [plain(pieces.decode(t)) for t in decode.greedy(n, sources)] for kind, n in (("float32", net), ("int8", rounded))}
    said["in 64 bits"] = [plain(pieces.decode(t)) for t in in_64_bits(net, alphas, sources)]
    report = {"sentences": len(texts)}
    for kind, mine in ((kind, said[kind]) for kind in LEAST):
        its = translate(engine, folder / kind, direction, texts)
        report[kind] = agreement(mine, its)
    for other in ("float32", "in 64 bits"):
        report[f"int8 as {other}"] = agreement(said["int8"], said[other])
    print(direction, report)
    if report["float32"] < LEAST["float32"] or report["int8"] < min(LEAST["int8"], report["int8 as in 64 bits"]):
        raise SystemExit(f"{direction}: the engine and PyTorch differ")
    (folder / "parity.json").write_text(json.dumps(report) + "\n")
