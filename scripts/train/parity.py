"""Whether the engine says what PyTorch says, sentence by sentence, in 32-bit floats and in 8 bits.

In 8 bits it is compared with PyTorch doing the engine's arithmetic; how often that says what the floats say is given
beside it, and that is what the 8 bits cost.
"""

import json

import decode
import quantise
import tokenise
from clean import rows
from engine import plain, translate

SENTENCES = 500
LEAST = {"float32": 0.98, "int8": 0.90}
LONGEST = 100


def run(config, direction, engine):
    """Writes DIRECTION/parity.json; ends with an error where the engine says something else too often."""
    pieces, folder = tokenise.load(config), config.folder / direction
    side = 0 if direction == "en-ko" else 1
    texts = [row[side] for path in (config.folder / "held.tsv", config.folder / "clean.tsv") for row in rows(path)]
    # What is longer than the engine's window is cut by it, and is another question.
    texts = [t for t in texts if len(pieces.encode(t)) < LONGEST][:SENTENCES]
    sources = pieces.encode(texts)
    net = decode.load(config, config.final(direction), pieces.get_piece_size())
    rounded = quantise.as_the_engine(net, json.loads((folder / "alphas.json").read_text()))
    said = {kind: [plain(pieces.decode(t)) for t in decode.greedy(n, sources)] for kind, n in (("float32", net), ("int8", rounded))}
    report = {"sentences": len(texts)}
    for kind, mine in said.items():
        its = translate(engine, folder / kind, direction, texts)
        report[kind] = sum(a == b for a, b in zip(mine, its)) / len(texts)
    report["int8 as float32"] = sum(a == b for a, b in zip(said["int8"], said["float32"])) / len(texts)
    print(direction, report)
    if any(report[kind] < least for kind, least in LEAST.items()):
        raise SystemExit(f"{direction}: the engine and PyTorch differ")
    (folder / "parity.json").write_text(json.dumps(report) + "\n")
