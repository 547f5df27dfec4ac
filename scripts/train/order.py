"""The order of the data: which pairs are learned from in which round, and how they fall into batches.

All of it follows from the seed and the number of the round, so that a run that was stopped goes on with the very
batches that it would have had.
"""

import queue
import threading
import zlib

import numpy as np

END, PAD = 0, -1
BOTH = {"en-ko": (0, 1), "ko-en": (1, 0)}


class Order:
    """Rounds of pairs drawn by weight, in batches of sentences of like length."""

    def __init__(self, pairs, phase, train):
        self.pairs, self.phase, self.train = pairs, phase, train
        lengths = np.maximum(*(n.astype(np.int32) for n in pairs.lengths)) + 1
        self.lengths, self.sides = lengths, [BOTH[d] for d in phase.directions]

    def chosen(self, number, lot):
        """The pairs of a round, drawn without putting back: those of high weight come oftener, none twice a round."""
        weight = self.pairs.weight.copy()
        weight[weight == weight.max()] *= self.phase.news
        if number < self.phase.short_rounds:
            weight[self.lengths > self.phase.short] = 0
        size = min(self.train.round, int((weight > 0).sum()))
        # The largest of u^(1/w) is a draw by weight (Efraimidis and Spirakis 2006).
        keys = np.log(lot.random(len(weight))) / np.maximum(weight, 1e-12)
        keys[weight == 0] = -np.inf
        return np.argpartition(-keys, size - 1)[:size]

    def batches(self, number):
        """The batches of a round: lists of (pair, direction)."""
        lot = np.random.default_rng([self.train.seed, zlib.crc32(self.phase.name.encode()), number])
        chosen = self.chosen(number, lot)
        lot.shuffle(chosen)
        ways = lot.integers(len(self.sides), size=len(chosen))
        # Sorted by length within a stretch, so that there is little padding and still a mixture.
        out = []
        for at in range(0, len(chosen), 20_000):
            part, way = chosen[at : at + 20_000], ways[at : at + 20_000]
            rank = np.argsort(self.lengths[part], kind="stable")
            out.extend(self.cut(part[rank], way[rank]))
        return [out[i] for i in lot.permutation(len(out))]

    def cut(self, pairs, ways):
        """Batches of at most so many tokens a side, padding included."""
        batch = []
        for pair, way in zip(pairs, ways):
            if batch and (len(batch) + 1) * padded(self.lengths[pair]) > self.phase.tokens:
                yield batch
                batch = []
            batch.append((int(pair), int(way)))
        if batch:
            yield batch

    def arrays(self, batch):
        """Source and target of a batch with their end marks; PAD where a sentence has ended."""
        pair, way = np.array(batch).T
        sides = np.array(self.sides)[way]
        return tuple(self.gathered(pair, sides[:, which]) for which in (0, 1))

    def gathered(self, pair, side):
        """Sentences as rows of one matrix, taken from the packed tokens at once."""
        starts = np.where(side == 0, self.pairs.starts[0][pair], self.pairs.starts[1][pair])
        lengths = np.where(side == 0, self.pairs.lengths[0][pair], self.pairs.lengths[1][pair]).astype(np.int64)
        columns = np.arange(padded(lengths.max() + 1))[None, :]
        inside = columns < lengths[:, None]
        out = np.full(inside.shape, PAD, np.int64)
        for which in (0, 1):
            here = inside & (side == which)[:, None]
            out[here] = self.pairs.tokens[which][(starts[:, None] + columns)[here]]
        out[np.arange(len(out)), lengths] = END
        return out


def padded(length):
    """Lengths in steps of 8: fewer shapes, which the processor and a compiled network like."""
    return (int(length) + 7) // 8 * 8


def filled(rows):
    """Lists of token numbers as rows of one matrix, with their end marks."""
    out = np.full((len(rows), padded(max(map(len, rows)) + 1)), PAD, np.int64)
    for i, row in enumerate(rows):
        out[i, : len(row)] = row
        out[i, len(row)] = END
    return out


def ahead(things, ready=4):
    """The same things in the same order, made by another thread a little before they are asked for."""
    made = queue.Queue(ready)

    def work():
        try:
            for thing in things:
                made.put((thing, None))
            made.put((None, StopIteration()))
        except Exception as fault:  # handed on, or the other side would wait for ever
            made.put((None, fault))

    threading.Thread(target=work, daemon=True).start()
    while True:
        thing, fault = made.get()
        if isinstance(fault, StopIteration):
            return
        if fault:
            raise fault
        yield thing
