#!/usr/bin/env python3
"""Synthetic articles for the benchmark of `daejo compare`: the project's own events and pairs, varied by a seed.

    make-coverage-articles.py COUNT [--seed N] [--days D] [--begin B] [--skip K] [--alike] > articles.jsonl

A synthetic event is made of four of the project's, drawn at random: its outlets take their paragraphs by turns from the
reports of the four in their own language, give it names, places and figures of its own, and publish within two days
of its moment among the D days. With --alike it is made of two, and the events of a day, which are made of the same few,
grow into each other: the worst case.

The same seed gives the same articles; --skip K leaves out the first K, so that `--skip 20000` with COUNT 2000 gives
what comes after the first 20,000; --begin B lets the days begin B days later.
"""

import argparse
import datetime
import itertools
import json
import os
import random
import re
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "corpora")
LATIN = ["ba", "ka", "to", "mi", "ran", "sel", "dor", "vin", "hal", "per", "lun", "gar", "tes", "mor", "nik", "fa"]
HANGUL = ["바", "카", "토", "미", "란", "셀", "도르", "빈", "할", "페르", "룬", "가르", "테스", "모르", "닉", "파"]
WORDS = re.compile(r"\b[A-Z][a-z]{3,}\b")
NUMBER = re.compile(r"\b\d{2,4}\b")
# When the first day begins; the project's events are moved there from where they are in the year.
BEGIN = datetime.datetime(2026, 1, 5, tzinfo=datetime.timezone.utc)
# Reports of one event come within this time.
REPORTED = datetime.timedelta(hours=30)


def sources():
    """Groups of articles: the events, and each pair of `wire` as an event of two."""
    groups = []
    folder = os.path.join(ROOT, "events")
    if os.path.isdir(folder):
        with open(os.path.join(folder, "articles.jsonl"), encoding="utf-8") as lines:
            articles = {a["id"]: a for a in map(json.loads, lines)}
        with open(os.path.join(folder, "events.jsonl"), encoding="utf-8") as lines:
            groups += [[articles[i] for i in json.loads(line)["articles"]] for line in lines]
    wire = os.path.join(ROOT, "wire")
    for name in sorted(os.listdir(wire)):
        if os.path.isdir(os.path.join(wire, name)):
            groups.append([pair(wire, name, lang) for lang in ("en", "ko")])
    return groups


def pair(wire, name, lang):
    with open(os.path.join(wire, name, lang + ".txt"), encoding="utf-8") as file:
        blocks = file.read().strip().split("\n\n")
    return {"id": f"{name}-{lang}", "lang": lang, "outlet": f"Wire {lang}", "published": "2026-03-04T12:00:00+09:00",
            "headline": blocks[0], "paragraphs": blocks[1:]}


def blended(group, others):
    """The articles of a group, with paragraphs by turns of their own and from articles in the same language of other groups."""
    for nth, article in enumerate(group):
        taken = [article["paragraphs"]]
        for other in others:
            same = [a["paragraphs"] for a in other if a["lang"] == article["lang"]]
            if same:
                taken.append(same[nth % len(same)])
        turns = [p for row in itertools.zip_longest(*taken) for p in row if p is not None]
        yield {**article, "paragraphs": turns[:max(len(article["paragraphs"]), 4)]}


def varied(group, copy, rng, days, first_day):
    """One copy of a group with names and figures of its own."""
    names = {}
    begin = BEGIN + datetime.timedelta(days=first_day, seconds=rng.randrange(days * 86400))
    published = [datetime.datetime.fromisoformat(a["published"]) for a in group]
    factor = rng.choice([1, 3, 7, 9])
    syllables = [rng.randrange(len(LATIN)) for _ in range(2)]
    place = ("".join(LATIN[s] for s in syllables).capitalize(), "".join(HANGUL[s] for s in syllables))
    capitals = sorted({w for a in group if a["lang"] == "en" for p in a["paragraphs"] for w in WORDS.findall(p)})
    for word in rng.sample(capitals, min(6, len(capitals))):
        names[word] = "".join(rng.choice(LATIN) for _ in range(3)).capitalize()

    def text(words, lang):
        words = NUMBER.sub(lambda m: str(int(m[0]) + factor) if not m[0].startswith(("19", "20")) else m[0], words)
        if lang == "en":
            words = WORDS.sub(lambda m: names.get(m[0], m[0]), words)
        return words

    for article, own in zip(group, published):
        lang = article["lang"]
        moved = (begin + min(own - min(published), REPORTED)).astimezone(own.tzinfo)
        tail = f"The report was filed from {place[0]}." if lang == "en" else f"{place[1]}에서 전한 소식이다."
        yield {"id": f"{article['id']}-{copy}", "lang": lang, "outlet": article["outlet"], "published": moved.isoformat(),
               "headline": f"{place[lang == 'ko']}: {text(article['headline'], lang)}",
               "paragraphs": [text(p, lang) for p in article["paragraphs"]] + [tail]}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--days", type=int, default=60)
    parser.add_argument("--begin", type=int, default=0)
    parser.add_argument("--skip", type=int, default=0)
    parser.add_argument("--alike", action="store_true")
    options = parser.parse_args()
    groups, rng, made, copy = sources(), random.Random(options.seed), 0, 0
    while True:
        copy += 1
        for group in groups:
            others = rng.sample(groups, 1 if options.alike else 3)
            for article in varied(list(blended(group, others)), copy, rng, options.days, options.begin):
                made += 1
                if made > options.skip + options.count:
                    return
                if made > options.skip:
                    sys.stdout.write(json.dumps(article, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
