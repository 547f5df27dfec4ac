#!/usr/bin/env python3
"""Makes hard alignment sets out of aligned documents, with a seed, so that anyone makes the same ones.

    scripts/make-alignment-sets.py OUT [CORPUS ...]          CORPUS: a set under corpora/ (default: all with gold)
    scripts/make-alignment-sets.py OUT --pairs FILE.tsv      two columns, a pair of sentences a line
    options: --seed N (default 1), --copies N (default 3), --length N (pairs a document of --pairs, default 40)

Leaves OUT/{noise,dropped,moved}/NAME.{src,tgt,gold}, one sentence a line and one bead a line:

  noise    one bead in ten is merged with its neighbour on one side, 6 % lose a side, 5 % are followed by a sentence of
           another document
  dropped  runs of 3 to 8 beads lose a side, one run for about 25 beads
  moved    6 % of the neighbours change places, and a run of 2 or 3 stands elsewhere

A document is a list of beads, each with its source and its target sentences. Plain Python, no packages.
"""
import argparse
import os
import random
import re
import sys

MERGED, DROPPED, FOREIGN, SWAPPED = 0.10, 0.06, 0.05, 0.06
BEADS_A_RUN = 25


def read_lines(path):
    with open(path, encoding="utf-8") as file:
        return file.read().splitlines()


def read_beads(path):
    ids = lambda text: [int(i) for i in re.findall(r"\d+", text)]
    return [tuple(ids(side) for side in line.split(":")[:2]) for line in read_lines(path) if line.strip()]


def of_corpus(folder):
    """The documents of a set: folders that hold sentences of both languages and `alignment.beads`."""
    for name in sorted(os.listdir(folder)):
        gold = os.path.join(folder, name, "alignment.beads")
        if not os.path.isfile(gold):
            continue
        about = "\n".join(read_lines(os.path.join(folder, name, "article.toml")))
        from_english = 'original = "en"' in about
        en, ko = (read_lines(os.path.join(folder, name, f"{lang}.sentences.txt")) for lang in ("en", "ko"))
        source, target = (en, ko) if from_english else (ko, en)
        yield name, from_english, [([source[i] for i in s], [target[j] for j in t]) for s, t in read_beads(gold)]


def of_pairs(path, length):
    pairs = [line.split("\t")[:2] for line in read_lines(path) if "\t" in line]
    for at in range(0, len(pairs) - length + 1, length):
        yield f"{at // length:04d}", True, [([a], [b]) for a, b in pairs[at:at + length]]


def alone(bead):
    """A bead one side of which is gone: each sentence of the other stands alone."""
    source, target = bead
    return [([s], []) for s in source] + [([], [t]) for t in target]


def without(bead, side):
    return alone(([], bead[1]) if side == 0 else (bead[0], []))


def full(bead):
    return bool(bead[0]) and bool(bead[1])


def noise(beads, others, rng):
    out, k = [], 0
    while k < len(beads):
        bead, draw = beads[k], rng.random()
        k += 1
        if draw < MERGED and k < len(beads) and full(bead) and full(beads[k]):
            both = [bead[side] + beads[k][side] for side in (0, 1)]
            side = rng.randrange(2)
            both[side] = [" ".join(both[side])]
            bead, k = tuple(both), k + 1
            out.append(bead)
        elif draw < MERGED + DROPPED and full(bead):
            out.extend(without(bead, rng.randrange(2)))
        else:
            out.append(bead)
        if others and rng.random() < FOREIGN:
            side = rng.randrange(2)
            sentence = rng.choice(rng.choice(rng.choice(others))[side] or [""])
            if sentence:
                out.append(([sentence], []) if side == 0 else ([], [sentence]))
    return out, None


def dropped(beads, others, rng):
    gone = {}
    for _ in range(max(1, len(beads) // BEADS_A_RUN)):
        run, side = rng.randint(3, 8), rng.randrange(2)
        start = rng.randrange(max(1, len(beads) - run))
        if not any(k in gone for k in range(start - 1, start + run + 1)):
            gone.update((k, side) for k in range(start, start + run))
    return [b for k, bead in enumerate(beads) for b in (without(bead, gone[k]) if k in gone else [bead])], None


def moved(beads, others, rng):
    """The beads in the order of the source, and the order of their targets."""
    order = list(range(len(beads)))
    k = 0
    while k + 1 < len(order):
        if rng.random() < SWAPPED and full(beads[k]) and full(beads[k + 1]):
            order[k], order[k + 1] = order[k + 1], order[k]
            k += 1
        k += 1
    run = rng.randint(2, 3)
    if len(order) > 3 * run:
        start = rng.randrange(len(order) - run)
        taken = order[start:start + run]
        rest = order[:start] + order[start + run:]
        places = [p for p in range(len(rest) + 1) if abs(p - start) >= 3]
        place = rng.choice(places)
        order = rest[:place] + taken + rest[place:]
    return beads, order


def write(folder, name, beads, order):
    os.makedirs(folder, exist_ok=True)
    order = range(len(beads)) if order is None else order
    source, target, ids = [], [], {}
    for k, bead in enumerate(beads):
        ids[k] = [list(range(len(source), len(source) + len(bead[0]))), []]
        source += bead[0]
    for k in order:
        ids[k][1] = list(range(len(target), len(target) + len(beads[k][1])))
        target += beads[k][1]
    text = lambda sentences: "".join(sentence + "\n" for sentence in sentences)
    gold = [f"{s}:{t}".replace(" ", "") for s, t in ids.values()]
    for end, content in (("src", text(source)), ("tgt", text(target)), ("gold", text(gold))):
        with open(os.path.join(folder, f"{name}.{end}"), "w", encoding="utf-8") as file:
            file.write(content)


def documents(args):
    if args.pairs:
        return list(of_pairs(args.pairs, args.length))
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "corpora")
    sets = args.corpus or filter(os.path.isdir, [os.path.join(root, name) for name in sorted(os.listdir(root))])
    sets = list(sets)
    several = len(sets) > 1
    label = lambda folder, name: f"{os.path.basename(os.path.normpath(folder))}-{name}" if several else name
    return [(label(s, name), direction, beads) for s in sets for name, direction, beads in of_corpus(s)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out")
    parser.add_argument("corpus", nargs="*")
    parser.add_argument("--pairs")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--copies", type=int, default=3)
    parser.add_argument("--length", type=int, default=40)
    args = parser.parse_args()
    found = documents(args)
    if not found:
        sys.exit("no documents with gold alignments")
    for kind, change in (("noise", noise), ("dropped", dropped), ("moved", moved)):
        for name, direction, beads in found:
            # A foreign sentence in the wrong language would show at once.
            others = [b for n, d, b in found if n != name and d == direction]
            for copy in range(args.copies):
                rng = random.Random(f"{args.seed}/{kind}/{name}/{copy}")
                write(os.path.join(args.out, kind), f"{name}-{copy}", *change(beads, others, rng))


if __name__ == "__main__":
    main()
