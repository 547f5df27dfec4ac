"""Turns the clean pairs into token numbers in one file that serves both directions.

`packed.xz`: a line of JSON, then the lengths (a byte each), the source's number (a byte), and all tokens (two bytes
each), English and Korean apart, because like beside like packs smaller. The end mark is not stored. `held.xz` is the
tenth of the news in the same form. Where the file would be larger than the configuration allows, the pairs of least
weight are left out until it is not.
"""

import json
import lzma
import random

import numpy as np

import tokenise
from robust import substituted


class Pairs:
    """Packed pairs in memory: side 0 is English, side 1 Korean. `starts` says where a sentence begins in `tokens`."""

    def __init__(self, header, lengths, sources, tokens):
        self.header, self.lengths, self.sources = header, lengths, sources
        self.weight = np.array([s["weight"] for s in header["sources"]])[sources]
        self.tokens = tokens
        self.starts = [np.concatenate([[0], np.cumsum(n, dtype=np.int64)]) for n in lengths]

    def __len__(self):
        return len(self.sources)


def write(path, rows):
    """Rows of (English ids, Korean ids, source, weight), most weight first."""
    names = sorted({(source, weight) for _, _, source, weight in rows})
    number = {n: i for i, n in enumerate(names)}
    header = {"pairs": len(rows), "sources": [{"source": s, "weight": w} for s, w in names]}
    parts = [np.array([len(row[side]) for row in rows], np.uint8).tobytes() for side in (0, 1)]
    parts.append(np.array([number[row[2], row[3]] for row in rows], np.uint8).tobytes())
    for side in (0, 1):
        parts.append(np.concatenate([row[side] for row in rows]).astype(np.uint16).tobytes())
    with lzma.open(path, "wb", preset=4) as out:
        out.write(json.dumps(header).encode() + b"\n")
        out.writelines(parts)
    return path.stat().st_size / 2**20


def read(path):
    """The pairs of a packed file."""
    with lzma.open(path, "rb") as packed:
        header = json.loads(packed.readline())
        rest = packed.read()
    n = header["pairs"]
    lengths = [np.frombuffer(rest, np.uint8, n, side * n) for side in (0, 1)]
    sources = np.frombuffer(rest, np.uint8, n, 2 * n)
    first = int(lengths[0].sum())
    tokens = np.frombuffer(rest[3 * n :], np.uint16)
    return Pairs(header, lengths, sources, [tokens[:first], tokens[first:]])


def encoded(pieces, rows, longest, at_once=50_000):
    """Rows with token numbers; a pair with an empty or too long side is dropped."""
    for at in range(0, len(rows), at_once):
        part = rows[at : at + at_once]
        ens, kos = pieces.encode([r[0] for r in part]), pieces.encode([r[1] for r in part])
        for en, ko, (_, _, source, weight) in zip(ens, kos, part):
            if 0 < len(en) < longest and 0 < len(ko) < longest:
                yield np.array(en, np.uint16), np.array(ko, np.uint16), source, weight


def run(config):
    """Writes packed.xz and held.xz."""
    pieces, lot = tokenise.load(config), random.Random(config.train.seed)
    rows = []
    with open(config.folder / "clean.tsv", encoding="utf-8") as lines:
        for line in lines:
            en, ko, source, _, weight = line.rstrip("\n").split("\t")
            rows.append((en, ko, source, float(weight)))
            if lot.random() < config.data.substituted and (new := substituted(en, ko, lot.random())):
                rows.append((*new, source, float(weight)))
    rows.sort(key=lambda row: -row[3])
    packed = list(encoded(pieces, rows, min(config.data.longest, 255)))
    size = write(config.folder / "packed.xz", packed)
    while size > config.data.packed_mib:
        packed = packed[: int(len(packed) * 0.97 * config.data.packed_mib / size)]
        size = write(config.folder / "packed.xz", packed)
    held = [(*line.rstrip("\n").split("\t"), "held", 1.0) for line in open(config.folder / "held.tsv", encoding="utf-8")]
    if held:
        write(config.folder / "held.xz", list(encoded(pieces, held, 255)))
    tokens = [sum(len(row[side]) for row in packed) for side in (0, 1)]
    report = {"pairs": len(packed), "english": tokens[0], "korean": tokens[1], "mib": round(size, 2)}
    (config.folder / "packed.json").write_text(json.dumps(report) + "\n")
    print(f"{len(packed)} pairs, {tokens[0]} English and {tokens[1]} Korean tokens, {size:.1f} MiB")
