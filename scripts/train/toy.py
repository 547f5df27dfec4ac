"""Pairs for the smoke test: small news sentences and their translations, put together by rule. Ours; no data needed.

    python3 scripts/train/toy.py FOLDER

writes pairs.tsv and valid.tsv. Every Korean particle is the one that its word takes.
"""

import random
import sys
from pathlib import Path

WHO = [
    ("The ministry", "국방부"), ("The mayor", "시장"), ("The prosecution", "검찰"), ("The union", "노동조합"), ("The bank", "은행"),
    ("The court", "법원"), ("The police", "경찰"), ("The company", "회사"), ("The hospital", "병원"), ("The governor", "지사"),
]
WHO[0] = ("The defence ministry", "국방부")
DAYS = [(d, k) for d, k in zip(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"), ("월요일", "화요일", "수요일", "목요일", "금요일"))]
PEOPLE = [("workers", "노동자"), ("residents", "주민"), ("students", "학생"), ("patients", "환자"), ("passengers", "승객")]
PLACES = [("Seoul", "서울"), ("Busan", "부산"), ("Daegu", "대구"), ("Gwangju", "광주"), ("Ulsan", "울산"), ("Jeju", "제주")]
DEEDS = [
    ("had been moved out of {place}", "{place}에서 대피했다고"),
    ("had arrived in {place}", "{place}에 도착했다고"),
    ("had been waiting in {place}", "{place}에서 기다리고 있었다고"),
    ("would leave {place}", "{place}를 떠날 것이라고"),
]


def particle(word, closed, opened):
    """The form after a consonant, or that after a vowel."""
    return word + (closed if (ord(word[-1]) - 0xAC00) % 28 else opened)


def pair(lot):
    (who, 누구), (day, 요일), (people, 사람), (place, 곳), (deed, 한일) = (lot.choice(x) for x in (WHO, DAYS, PEOPLE, PLACES, DEEDS))
    count = lot.randint(2, 999)
    en = f"{who} said on {day} that {count} {people} {deed.format(place=place)}."
    한일 = 한일.replace("{place}를", particle(곳, "을", "를")).format(place=곳)
    ko = f"{particle(누구, '은', '는')} {요일} {사람} {count}명이 {한일} 밝혔다."
    return en, ko


def main():
    folder, lot = Path(sys.argv[1]), random.Random(7)
    folder.mkdir(parents=True, exist_ok=True)
    pairs = list(dict.fromkeys(pair(lot) for _ in range(2600)))
    for name, part in (("valid.tsv", pairs[:100]), ("pairs.tsv", pairs[100:])):
        (folder / name).write_text("".join(f"{en}\t{ko}\n" for en, ko in part), encoding="utf-8")


if __name__ == "__main__":
    main()
