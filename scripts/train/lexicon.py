"""The dictionary that is hidden in the sentence encoder: a vector for each of our pieces, alike across languages.

Read from the token table of Universal Sentence Encoder Multilingual v3 (`daejo models pull` fetches it), where
▁president and ▁대통령 lie close together. Used twice: the network's table starts from these vectors, and in the first
steps the decoder's attention is drawn to the source pieces that lie nearest to the target piece.
"""

from pathlib import Path

import numpy as np
import sentencepiece

import tokenise

SHARDS = 17
KEPT = 128


def rows_of(folder):
    """The encoder's table, one row of 512 a piece."""
    stored = np.load(Path(folder).expanduser() / "weights.npz")
    shards = [stored[f"q{i + 1}"].astype(np.float32) * stored["scale"][i] + stored["lo"][i] for i in range(SHARDS)]
    size = sum(len(s) for s in shards)
    table = np.zeros((size, shards[0].shape[1]), np.float32)
    for i, shard in enumerate(shards):
        part = table[i::SHARDS]
        part[:] = shard[: len(part)]
    return table


def vectors(pieces, folder):
    """Our pieces' vectors: the piece's own row, or the mean of the encoder's pieces for its letters; noughts for bytes."""
    theirs = sentencepiece.SentencePieceProcessor(model_file=str(Path(folder).expanduser() / "sp.model"))
    table = rows_of(folder)
    table -= table.mean(0)
    known = {theirs.id_to_piece(i): i for i in range(theirs.get_piece_size())}
    out = np.zeros((pieces.get_piece_size(), table.shape[1]), np.float32)
    for i in range(len(out)):
        piece = pieces.id_to_piece(i)
        # A space alone is everywhere and says nothing.
        if pieces.is_control(i) or pieces.is_unknown(i) or pieces.is_byte(i) or piece == "▁":
            continue
        ids = [known[piece]] if piece in known else theirs.encode(piece.replace("▁", " "))
        ids = [t for t in ids if t != theirs.unk_id() and theirs.id_to_piece(t) != "▁"] or ids
        if ids:
            out[i] = table[ids].mean(0)
    return out


def run(config):
    """Writes table.npz: 8-bit vectors, turned so that the first dimensions say most, as many as the network is wide."""
    pieces = tokenise.load(config)
    own = vectors(pieces, config.start.table)
    _, _, axes = np.linalg.svd(own, full_matrices=False)
    turned = (own @ axes.T)[:, : max(config.model.dim, KEPT)]
    scale = np.maximum(np.abs(turned).max(1, keepdims=True), 1e-6) / 127
    np.savez(config.folder / "table.npz", whole=np.rint(turned / scale).astype(np.int8), scale=scale.astype(np.float32))
    print(f"{(np.abs(own).sum(1) > 0).sum()} of {len(own)} pieces have a vector")


def stored(config, width):
    """The first dimensions of what `run` wrote."""
    table = np.load(config.folder / "table.npz")
    return (table["whole"] * table["scale"])[:, :width]


def start_of(config, random):
    """What the network's table starts from, at its width and its usual scale; `random` is what it would start from."""
    dim = config.model.dim
    known = stored(config, dim)
    out = random.copy()
    some = np.abs(known).sum(1) > 0
    # A little of chance stays: two words of two languages that mean the same must not remain the same.
    width = min(dim, known.shape[1])
    out[some] *= 0.5
    out[some, :width] += known[some] / known[some].std() * dim**-0.5 * 0.85
    return out


def guide_of(config):
    """Unit vectors for drawing attention: noughts for pieces without letters, of which the table knows nothing."""
    known = stored(config, KEPT)
    length = np.linalg.norm(known, axis=1, keepdims=True)
    return np.where(length > 0, known / np.maximum(length, 1e-6), 0).astype(np.float32)
