"""The mean of the weights that a phase put by while its rate fell, and of its last."""

import torch

from train import SNAPSHOTS


def run(config, phase):
    """Writes PHASE.weights."""
    stem = config.folder / phase.name
    files = [stem.with_name(f"{stem.name}.snapshot{i}") for i in range(SNAPSHOTS)] + [stem.with_name(f"{stem.name}.last")]
    parts = [torch.load(f, map_location="cpu") for f in files if f.exists()]
    mean = {k: sum(p[k].float() for p in parts) / len(parts) for k in parts[0]}
    torch.save({k: v.half() for k, v in mean.items()}, stem.with_name(f"{stem.name}.weights"))
    print(f"{phase.name}: the mean of {len(parts)}")
