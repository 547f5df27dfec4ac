"""Reads the pairs, throws out what is no sentence and its translation, mends spacing, and keeps a tenth of the news.

Writes clean.tsv (English, Korean, source, tier, weight), held.tsv (the tenth), and a count of all that it did.
"""

import json
import lzma
import random
import re
import zlib
from collections import Counter
from itertools import islice
from pathlib import Path

from spacing import Spacing

HANGUL = re.compile(r"[가-힣]")
LATIN = re.compile(r"[A-Za-z]")
# Tokens of a documentation tool, and what a template left: nothing that a translation should learn to write.
LEFTOVER = re.compile(r"\[!|\{\{|\}\}|<[a-z/!]|%[sdi(]|\$\{|\\[nt]|&[a-z]+;|https?://|_{2,}|#[a-z]")
# Marks of Markdown around words, and Python documentation's escaped particle.
MARKS = re.compile(r"[*`]+|\\(?=[가-힣])")
NUMBER = re.compile(r"\d+")
HELD = 10


def rows(path):
    """Lines of a table, packed or not, as lists of their columns."""
    opened = lzma.open(path, "rt", encoding="utf-8") if str(path).endswith(".xz") else open(path, encoding="utf-8")
    with opened as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def tidy(text):
    return " ".join(MARKS.sub("", text).split())


def fault(en, ko):
    """Why a pair is not learned from; None if it is."""
    if not en or not ko or len(en) > 700 or len(ko) > 400:
        return "empty or too long"
    if LEFTOVER.search(en) or LEFTOVER.search(ko):
        return "markup or template"
    hangul, latin = len(HANGUL.findall(ko)), len(LATIN.findall(ko))
    if HANGUL.search(en) or not LATIN.search(en):
        return "source not English"
    if hangul == 0 or hangul < 0.4 * (hangul + latin):
        return "target not Korean"
    if not 0.9 <= (len(en) + 12) / (len(ko) + 6) <= 5:
        return "length ratio"
    wanted, found = {n for n in NUMBER.findall(en) if len(n) > 2}, "".join(re.findall(r"\d", ko))
    if any(n not in found for n in wanted) and not re.search(r"[만억조천]", ko):
        return "numbers differ"
    return None


def key(en):
    """The sentence without what varies in machine-made documentation, to find what is said a hundred times."""
    return zlib.crc32(re.sub(r"\W|\d", "", en.lower()).encode())


def held_out(en):
    """One in ten, by the sentence itself, so that it is the same tenth whatever the order."""
    return zlib.crc32(en.encode()) % HELD == 0


def gather(config):
    """All sound pairs, the tenth of the news, what is measured on left out, and the counts."""
    forbidden = {key(row[0]) for row in rows(config.data.valid)} if config.data.valid else set()
    kept, held, counts, seen, spacing = [], [], Counter(), Counter(), Spacing()
    for source in config.data.sources:
        for row in islice(rows(source.path), 0, None, source.every):
            en, ko = tidy(row[0]), tidy(row[1])
            name, tier = (row[2], row[3]) if len(row) >= 4 else (source.name, "A")
            weight = source.weight * config.data.tiers.get(tier[0], 0) * config.data.weights.get(name, 1)
            why = fault(en, ko) or ("weight of nothing" if weight <= 0 else None)
            k = key(en)
            if not why and k in forbidden:
                why = "stands in the validation set"
            # What one sentence pattern may say, it may say three times.
            if not why and seen[k] >= 3:
                why = "repeated"
            counts[f"{name}: {why or 'kept'}"] += 1
            if why:
                continue
            seen[k] += 1
            if source.tenth and held_out(en):
                held.append((en, ko))
                continue
            if not tier.endswith("x"):
                spacing.learn(ko)
            kept.append((en, ko, name, tier, weight))
    return kept, held, counts, spacing


def thin(kept, most, seed):
    """At most so many pairs: those of the highest weight first, the rest by lot."""
    if not most or len(kept) <= most:
        return kept
    lot = random.Random(seed)
    ranked = sorted(kept, key=lambda row: (-row[4], lot.random()))
    return ranked[:most]


def run(config):
    """Writes the clean tables of a run."""
    kept, held, counts, spacing = gather(config)
    kept = thin(kept, config.data.most, config.train.seed)
    mended = 0
    with open(config.folder / "clean.tsv", "w", encoding="utf-8") as out:
        for en, ko, name, tier, weight in kept:
            if tier.endswith("x"):
                joined = spacing.mend(ko)
                mended += joined != ko
                ko = joined
            out.write(f"{en}\t{ko}\t{name}\t{tier}\t{weight:.4g}\n")
    with open(config.folder / "held.tsv", "w", encoding="utf-8") as out:
        out.writelines(f"{en}\t{ko}\n" for en, ko in held)
    used = Counter((name, tier[0]) for _, _, name, tier, _ in kept)
    report = {
        "pairs": len(kept), "held": len(held), "mended": mended, "counts": dict(sorted(counts.items())),
        "used": [{"source": name, "tier": tier, "pairs": n} for (name, tier), n in used.most_common()],
    }
    Path(config.folder / "clean.json").write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{len(kept)} pairs kept, {len(held)} held out, {mended} sentences mended")
