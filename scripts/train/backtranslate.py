"""Makes pairs of sentences that exist in one language only, by translating them with a model that is there.

    python3 scripts/train/backtranslate.py MODEL DIRECTION SENTENCES > pairs.tsv

MODEL is a folder, SENTENCES a file with one a line in the language that DIRECTION starts from. What comes out is English,
Korean, "back" and tier B, to be named as a source of a configuration. It serves the other direction: what a person
wrote should be the side that is learned to be written. Pairs that cleaning would throw out are left out here already.
"""

import argparse
import sys

from clean import fault
from engine import translate


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model")
    parser.add_argument("direction", choices=["en-ko", "ko-en"])
    parser.add_argument("sentences")
    parser.add_argument("--engine", default="target/debug/examples/translate", help="the example `translate` of Daejo")
    given = parser.parse_args()
    with open(given.sentences, encoding="utf-8") as lines:
        written = [" ".join(line.split()) for line in lines if line.strip()]
    for text, answer in zip(written, translate(given.engine, given.model, given.direction, written)):
        en, ko = (text, answer) if given.direction == "en-ko" else (answer, text)
        if fault(en, ko) is None:
            sys.stdout.write(f"{en}\t{ko}\tback\tB\n")


if __name__ == "__main__":
    main()
