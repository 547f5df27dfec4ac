#!/usr/bin/env python3
"""Writes tests/translation/sacrebleu.json: scores of small corpora by sacreBLEU (pip install "sacrebleu[ko]==2.6.0").

The sentences were written for this purpose. Corpora are chosen for the corners of the definitions: nothing shared,
empty lines, one word, entities, numbers with points and commas, Korean, punctuation at both ends of a word.
"""

import json
import sys
from pathlib import Path

from sacrebleu.metrics import BLEU, CHRF
from sacrebleu.tokenizers.tokenizer_ko_mecab import TokenizerKoMecab

EN = [
    "The mayor said the bridge would reopen on Monday, after nine weeks of repairs.",
    "Prices rose 3.5% in May, the fastest pace since 1998-99.",
    '"We will not comment," a spokesman for the port said.',
    "About 1,250 people were moved; none was hurt.",
]
EN_OUT = [
    "The mayor said that the bridge will open again on Monday after nine weeks of repair work.",
    "Prices rose by 3.5 % in May, the fastest since 1998.",
    'A spokesman of the port said "no comment."',
    "Some 1,250 people were evacuated and nobody was hurt.",
]
KO = [
    "시장은 다리가 9주간의 보수를 마치고 월요일에 다시 열린다고 말했다.",
    "5월 물가는 3.5% 올라 1998년 이후 가장 빠른 상승세를 보였다.",
    '항만 대변인은 "언급하지 않겠다"고 했다.',
    "약 1250명이 대피했으며 다친 사람은 없었다.",
]
KO_OUT = [
    "시장은 9주간의 수리 끝에 다리가 월요일 다시 개통된다고 말했다.",
    "물가는 5월에 3.5% 올라 1998년 이래 가장 빠른 속도를 기록했다.",
    "항만 대변인은 '논평하지 않을 것'이라고 말했다.",
    "1250여명이 대피했고 다친 사람은 없다.",
]
CASES = {
    "english": (EN, EN_OUT),
    "korean": (KO, KO_OUT),
    "the same": (EN, EN),
    "nothing shared": (["aaa bbb ccc ddd eee"], ["fff ggg hhh iii jjj"]),
    "too short for four": (["a b c"], ["a b c"]),
    "one word": (["Seoul"], ["Seoul"]),
    "empty output": (EN[:2], ["", EN[1]]),
    "empty reference": (["", EN[1]], EN_OUT[:2]),
    "entities and signs": (
        ["AT&amp;T &quot;won&quot; 5-4 (a/b) [c] {d} ~e @f #g $1,000.50"],
        ['AT&T "won" 5-4 (a / b) [c] {d} ~e @f #g $1,000.5 .'],
    ),
    "long output": (KO[:1], [KO_OUT[0] * 3]),
    "words with marks at both ends": (["(yes) 'no' -- \"so\"? .a a."], ["(yes 'no' - so\"? a .a"]),
}


def over_morphemes(reference: list[str], output: list[str]) -> dict | None:
    """What ko-mecab makes of Korean, and BLEU over it."""
    if not any("가" <= sign <= "힣" for line in reference for sign in line):
        return None
    tokens = TokenizerKoMecab()
    return {
        "reference": [tokens(line).split() for line in reference],
        "output": [tokens(line).split() for line in output],
        "bleu": BLEU(tokenize="ko-mecab").corpus_score(output, [reference]).score,
    }


def main() -> None:
    rows = []
    for name, (reference, output) in CASES.items():
        rows.append({
            "name": name,
            "reference": reference,
            "output": output,
            "bleu": BLEU(tokenize="13a").corpus_score(output, [reference]).score,
            "chrf": CHRF(word_order=0).corpus_score(output, [reference]).score,
            "chrf_plus": CHRF(word_order=2).corpus_score(output, [reference]).score,
            "morphemes": over_morphemes(reference, output),
        })
    path = Path(__file__).parent.parent / "tests/translation/sacrebleu.json"
    if len(sys.argv) > 1:
        path = Path(sys.argv[1])
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
