"""Scores of a model as the engine runs it in 8 bits: chrF and BLEU (sacrebleu), and the numbers that it keeps."""

import json
import re
from pathlib import Path

import sacrebleu

from clean import rows
from engine import translate

WIRE = Path(__file__).resolve().parents[2] / "corpora" / "wire"
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def numbers(text):
    return {n.replace(",", "") for n in NUMBER.findall(text)}


def kept(sources, references, answers):
    """Share of the sentences with a number, which the reference writes in the same digits, whose translation has all."""
    wanted = [(numbers(s) & numbers(r), numbers(a)) for s, r, a in zip(sources, references, answers)]
    wanted = [(w, a) for w, a in wanted if w]
    return sum(w <= a for w, a in wanted) / max(len(wanted), 1), len(wanted)


def scored(pairs, direction, answers):
    """The scores of the answers to pairs of English and Korean."""
    side = 0 if direction == "en-ko" else 1
    sources, references = [p[side] for p in pairs], [p[1 - side] for p in pairs]
    share, with_numbers = kept(sources, references, answers)
    bleu = sacrebleu.corpus_bleu(answers, [references], tokenize="char" if direction == "en-ko" else "13a")
    return {
        "sentences": len(pairs), "chrF": round(sacrebleu.corpus_chrf(answers, [references]).score, 1),
        "BLEU": round(bleu.score, 1), "BLEU tokens": "characters" if direction == "en-ko" else "13a",
        "numbers kept": round(share, 3), "with numbers": with_numbers,
    }


def of_wire():
    """Pairs of the project's own articles: their sentences that stand one to one."""
    for folder in sorted(f for f in WIRE.iterdir() if f.is_dir()):
        read = lambda name: (folder / name).read_text(encoding="utf-8").splitlines()
        en, ko = read("en.sentences.txt"), read("ko.sentences.txt")
        sides = (en, ko) if 'original = "en"' in "\n".join(read("article.toml")) else (ko, en)
        for line in read("alignment.beads"):
            source, target = ([int(i) for i in re.findall(r"\d+", part)] for part in line.split(":")[:2])
            if len(source) == len(target) == 1:
                pair = sides[0][source[0]], sides[1][target[0]]
                yield pair if sides[0] is en else pair[::-1]


def run(config, direction, engine):
    """Writes DIRECTION/scores.json and, to be read, DIRECTION/SET.tsv with source, reference and translation."""
    folder, report = config.folder / direction, {}
    table = lambda path: [tuple(row[:2]) for row in rows(path)] if path else []
    sets = {
        "validation": table(config.data.valid), "news tenth": table(config.folder / "held.tsv"), "articles": list(of_wire()),
    }
    for name, pairs in sets.items():
        if not pairs:
            continue
        side = 0 if direction == "en-ko" else 1
        answers = translate(engine, folder / "int8", direction, [p[side] for p in pairs])
        report[name] = scored(pairs, direction, answers)
        with open(folder / f"{name.replace(' ', '-')}.tsv", "w", encoding="utf-8") as out:
            out.writelines(f"{p[side]}\t{p[1 - side]}\t{a}\n" for p, a in zip(pairs, answers))
    (folder / "scores.json").write_text(json.dumps(report) + "\n")
