"""Mends Korean that an old machine translation cut inside words: "추가 합니다", "사용 하 여", "에 대 한".

Nothing here lists words. What the sound text of the same collection writes in one is what the cut text is joined to:
two neighbours become one word if sound text has that word, and has it more often than the two apart.
"""

import re
from collections import Counter

WORD = re.compile(r"[가-힣]+")
LEAST, RATIO = 3, 3


def neighbours(text):
    """Pairs of Korean words with one space between them, which is all that the artefact ever put there."""
    words = text.split(" ")
    return ((a, b) for a, b in zip(words, words[1:]) if WORD.search(a[-1:]) and WORD.match(b))


def core(word):
    """The Hangul that a word begins or, for the one before a cut, ends with."""
    return WORD.match(word).group()


def tail(word):
    return WORD.findall(word)[-1]


class Spacing:
    """Counts of sound text, and the joining that follows from them."""

    def __init__(self):
        self.words, self.apart = Counter(), Counter()

    def learn(self, text):
        """Counts a sound sentence."""
        self.words.update(WORD.findall(text))
        self.apart.update((tail(a), core(b)) for a, b in neighbours(text))

    def joins(self, before, *after):
        """Whether neighbours are one word."""
        if not all(WORD.search(a[-1:]) and WORD.match(b) for a, b in zip((before, *after), after)):
            return False
        parts = [tail(before), *after[:-1], core(after[-1])]
        together = self.words["".join(parts)]
        return together >= LEAST and together > RATIO * min(self.apart[pair] for pair in zip(parts, parts[1:]))

    def mend(self, text):
        """The sentence with its cut words joined, three parts ("사용 하 여") before two."""
        words = text.split(" ")
        for parts in (3, 2):
            for at in range(len(words) - parts, -1, -1):
                if at + parts <= len(words) and self.joins(*words[at : at + parts]):
                    words[at : at + parts] = ["".join(words[at : at + parts])]
        return " ".join(words)
