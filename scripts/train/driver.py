"""Runs the steps of a configuration in order, each once: what lies in the folder of the run is not made again.

    scripts/train/run configs/cpu.toml              all of it
    scripts/train/run configs/gpu.toml train        up to the averaged weights
    scripts/train/run configs/gpu.toml data         only what needs no training
"""

import argparse
import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import config as settings  # noqa: E402


def once(path, step, *arguments):
    """Does a step unless the file that it ends with is there."""
    if not path.exists():
        print(f"--- {path.name}", flush=True)
        step(*arguments)


def data(config):
    """clean, vocabulary, packed pairs, the dictionary."""
    import clean, lexicon, pack, tokenise

    once(config.folder / "clean.json", clean.run, config)
    once(config.folder / "vocab.spm", tokenise.run, config)
    once(config.folder / "packed.json", pack.run, config)
    if config.start.table:
        once(config.folder / "table.npz", lexicon.run, config)


def train(config, stop_at=0):
    """All phases: the averaged weights of each."""
    import average, train as training

    for phase in config.phases:
        once(config.folder / f"{phase.name}.json", training.run, config, phase, stop_at)
        once(config.folder / f"{phase.name}.weights", average.run, config, phase)


def check(config, engine):
    """The models in the engine's format, parity with the engine, and scores."""
    import export, parity, score

    for direction in directions(config):
        once(config.folder / direction / "alphas.json", export.run, config, direction)
        once(config.folder / direction / "parity.json", parity.run, config, direction, engine)
        once(config.folder / direction / "scores.json", score.run, config, direction, engine)


def directions(config):
    return sorted({d for phase in config.phases for d in phase.directions})


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("config")
    parser.add_argument("steps", nargs="?", default="all", choices=["data", "train", "check", "all"])
    parser.add_argument("--work", help="folder of the run, instead of the configuration's")
    parser.add_argument("--data", default="data", help="folder of the pairs")
    parser.add_argument("--engine", default="target/debug/examples/translate", help="the example `translate` of Daejo")
    parser.add_argument("--stop-at", type=int, default=0, help="for the smoke test: die after this step")
    given = parser.parse_intermixed_args()
    config = settings.load(given.config, given.work, given.data)
    config.folder.mkdir(parents=True, exist_ok=True)
    if given.steps in ("data", "all"):
        data(config)
    if given.steps in ("train", "all"):
        train(config, given.stop_at)
    if given.steps in ("check", "all"):
        check(config, given.engine)
        for direction in directions(config):
            print(direction, json.dumps(json.loads((config.folder / direction / "scores.json").read_text()), ensure_ascii=False))


if __name__ == "__main__":
    main()
