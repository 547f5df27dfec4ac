"""Greedy search with the trained network, as the engine does it: the same limit, the same ties, no length penalty."""

import torch

from model import Student, places
from order import END, filled

LIMIT = 256


def load(config, phase, size):
    """The averaged network of a phase, ready to decode."""
    net = Student(config.model, size)
    weights = torch.load(config.folder / f"{phase.name}.weights", map_location="cpu")
    net.load_state_dict({k: v.float() for k, v in weights.items()})
    return net.eval()


@torch.no_grad()
def greedy(net, sources, batch=64):
    """Target tokens of each source (token numbers without the end mark), without the end mark."""
    rank = sorted(range(len(sources)), key=lambda i: len(sources[i]))
    out = [None] * len(sources)
    for at in range(0, len(rank), batch):
        part = rank[at : at + batch]
        for i, tokens in zip(part, greedy_batch(net, [sources[i] for i in part])):
            out[i] = tokens
    return out


def greedy_batch(net, rows):
    source = torch.from_numpy(filled(rows))
    context, mask = net.encode(source)
    cells = [torch.zeros(len(rows), 1, net.dim) for _ in net.decoder]
    limits = [min(2 * (len(r) + 1) + 4, LIMIT) for r in rows]
    out, done = [[] for _ in rows], [False] * len(rows)
    x = torch.zeros(len(rows), 1, net.dim)
    for at in range(max(limits)):
        x = x + places(1, net.dim, at)
        for i, layer in enumerate(net.decoder):
            x, cells[i] = layer.step(x, cells[i], context, mask)
        best = net.project(x[:, 0]).argmax(-1)
        for i, token in enumerate(best.tolist()):
            done[i] = done[i] or token == END or at >= limits[i]
            if not done[i]:
                out[i].append(token)
        if all(done):
            break
        x = net.embed(best)[:, None]
    return out


