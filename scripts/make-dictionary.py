#!/usr/bin/env python3
"""Makes the list of words that stand for each other, src/fidelity/data/words.tsv, out of pairs of sentences.

    python3 -m venv target/dictionary && target/dictionary/bin/pip install eflomal
    PATH=$PWD/target/dictionary/bin:$PATH scripts/make-dictionary.py FOLDER > src/fidelity/data/words.tsv

FOLDER holds the pairs as `scripts/train` reads them: columns English, Korean and, where a file has more sources in
one, source and tier. Only pairs that people wrote (tier A, not `Ax`) are taken, of a source with more than 40,000 a
quarter of those beyond; `scripts/train/licences.tsv` says under what terms the sources stand. Of the sentences nothing
is kept but how often two beginnings of words were linked.

Words are cut to six letters or two syllables, which does for endings; eflomal (Östling and Tiedemann, 2016) links
them in both directions. A row is a pair of beginnings, with the geometric mean of the two shares of their links, in
hundredths; the alignment is sampled, so another run differs in the rare words.
"""
import collections
import lzma
import math
import os
import random
import re
import subprocess
import sys
import tempfile

WHOLE, PART = 40_000, 0.25
LEAST_SHARE, LEAST_LINKS, SMOOTHING = 0.08, 1.5, 2
HEAD = """\
# Beginnings of English and Korean words (six letters, two syllables) that stand for each other, and how surely in hundredths:
# the geometric mean of both directions' shares among the links of a statistical word alignment (scripts/make-dictionary.py).
"""


def english(text):
    words = re.findall(r"[a-z]+(?:'[a-z]+)?|\d[\d,.]*", text.lower().replace("’", "'"))
    return [word[:6] for word in words]


def korean(text):
    words = re.findall(r"[가-힣]+|[A-Za-z]+|\d[\d,.]*", text)
    return [word[:2] if re.match("[가-힣]", word) else word.lower()[:6] for word in words]


def pairs(folder):
    chance = random.Random(5)
    seen = collections.Counter()
    for name in sorted(os.listdir(folder)):
        opened = {".xz": lzma.open, ".tsv": open}.get(os.path.splitext(name)[1])
        if opened is None or name.startswith("flores"):
            continue
        with opened(os.path.join(folder, name), "rt", encoding="utf-8") as lines:
            for line in lines:
                cells = line.rstrip("\n").split("\t")
                if len(cells) >= 4:
                    seen[cells[2]] += 1
                    by_people = cells[3] == "A" and 4 <= len(cells[0].split()) <= 40
                    if not by_people or (seen[cells[2]] > WHOLE and chance.random() >= PART):
                        continue
                yield english(cells[0]), korean(cells[1])


def aligned(folder):
    """Both sides of every pair, with the links of both directions."""
    with tempfile.TemporaryDirectory() as work:
        path = lambda name: os.path.join(work, name)
        kept = [(e, k) for e, k in pairs(folder) if 0 < len(e) < 60 and 0 < len(k) < 60]
        for name, side in (("en", 0), ("ko", 1)):
            with open(path(name), "w", encoding="utf-8") as file:
                file.writelines(" ".join(pair[side]) + "\n" for pair in kept)
        subprocess.run(
            ["eflomal-align", "-s", path("en"), "-t", path("ko"), "--model", "3", "-f", path("forward"), "-r", path("back")],
            check=True, stdout=sys.stderr,
        )
        with open(path("forward")) as forward, open(path("back")) as back:
            for (e, k), *directions in zip(kept, forward, back):
                yield e, k, [link.split("-") for way in directions for link in set(way.split())]


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    of_english, of_korean, links = (collections.Counter() for _ in range(3))
    for e, k, found in aligned(sys.argv[1]):
        of_english.update(e)
        of_korean.update(k)
        for i, j in found:
            links[e[int(i)], k[int(j)]] += 0.5
    print(HEAD, end="")
    for (e, k), count in sorted(links.items()):
        shares = count / (of_english[e] + SMOOTHING), count / (of_korean[k] + SMOOTHING)
        share = math.sqrt(shares[0] * shares[1])
        words = re.fullmatch("[a-z]{2,}", e) and re.fullmatch("[가-힣]+", k)
        if words and count >= LEAST_LINKS and share >= LEAST_SHARE:
            print(f"{e}\t{k}\t{round(share * 100)}")


if __name__ == "__main__":
    main()
