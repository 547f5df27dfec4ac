"""Writes the models of a direction in the engine's format: 32-bit floats for the parity test, 8 bits to use."""

import json
import shutil

import decode
import marian
import quantise
import tokenise
from clean import rows


def sources(config, direction):
    """Sentences of the held-out news, else of the validation set, in the language that the direction starts from."""
    held = config.folder / "held.tsv"
    path = held if held.stat().st_size else config.data.valid
    return [row[0 if direction == "en-ko" else 1] for row in rows(path)]


def run(config, direction):
    """Writes DIRECTION/int8 and DIRECTION/float32, each a folder that `daejo translate --model` takes."""
    pieces = tokenise.load(config)
    net = decode.load(config, config.final(direction), pieces.get_piece_size())
    alphas = quantise.alphas_of(net, pieces.encode(sources(config, direction)[: quantise.SENTENCES]))
    pair, folder = direction.replace("-", ""), config.folder / direction
    for kind, factors in (("int8", alphas), ("float32", None)):
        (folder / kind).mkdir(parents=True, exist_ok=True)
        name = f"model.{pair}.{'intgemm.alphas' if factors else 'float32'}.bin"
        marian.write(folder / kind / name, net, config.model, factors)
        shutil.copy(config.folder / "vocab.spm", folder / kind / f"vocab.{pair}.spm")
        print(f"{direction} {kind}: {(folder / kind / name).stat().st_size / 1e6:.2f} MB")
    (folder / "alphas.json").write_text(json.dumps(alphas) + "\n")
