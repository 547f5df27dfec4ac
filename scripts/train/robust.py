"""Makes new pairs out of sound ones by changing a number, an address or a name on both sides at once.

So a model sees that these are carried over and not remembered. There are no placeholders: what is trained is what is
translated. Only what stands in both sentences exactly once and in the same letters is changed.
"""

import random
import re
import string

NUMBER = re.compile(r"(?<![\w.,-])\d[\d.,]*\d(?![\w-])")
ADDRESS = re.compile(r"\b(?:www\.)?[a-z][\w-]+\.(?:com|org|net|kr|co\.kr)\b")
LATIN = re.compile(r"(?<![\w.-])[A-Z][A-Za-z0-9-]{2,11}(?![\w.-])")


def digits(old, lot):
    """Another number of the same form; a year stays a year, so that dates stay dates."""
    if re.fullmatch(r"(19|20)\d\d", old):
        return str(lot.randint(1950, 2029))
    first = lot.choice("123456789")
    return first + "".join(lot.choice(string.digits) if c.isdigit() else c for c in old[1:])


def address(old, lot):
    word = "".join(lot.choice(string.ascii_lowercase) for _ in range(lot.randint(4, 10)))
    return re.sub(r"[\w-]+(?=\.(?:com|org|net|kr|co))", word, old, count=1)


def name(old, lot):
    """A name that nobody has: consonants and vowels by turns, or a code with its digits."""
    if any(c.isdigit() for c in old) or old.isupper():
        return "".join(lot.choice(string.ascii_uppercase) if c.isalpha() else lot.choice("23456789") if c.isdigit() else c for c in old)
    letters = [lot.choice("bcdfghklmnprstvz" if i % 2 == 0 else "aeiou") for i in range(len(old) - 1)]
    # The last letter stays: the Korean particle behind it was chosen by its sound.
    return "".join(letters).capitalize() + old[-1]


KINDS = ((NUMBER, digits), (ADDRESS, address), (LATIN, name))


def substituted(en, ko, seed):
    """The pair with its carried-over parts changed; None where it has none. The same seed gives the same pair."""
    lot, changed = random.Random(seed), False
    for pattern, make in KINDS:
        for found in dict.fromkeys(pattern.findall(en)):
            alone = re.compile(rf"(?<![\w.,-]){re.escape(found)}(?![A-Za-z0-9])")
            if len(alone.findall(en)) == 1 and len(alone.findall(ko)) == 1:
                new = make(found, lot)
                en, ko = alone.sub(new, en), alone.sub(new, ko)
                changed = True
    return (en, ko) if changed else None
