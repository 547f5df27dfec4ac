"""What 8 bits do to a network: how large its activations are, and a copy that computes as the engine will."""

import copy

import torch
import torch.nn.functional as F
from torch import nn

import marian
from decode import greedy_batch

SENTENCES = 256


def alphas_of(net, sources):
    """127 over the usual largest activation before each matrix (Marian's rule: mean of the batches' largest and 1.1 of
    their standard deviations), seen while the sentences are translated."""
    seen, hooks = {}, []
    for name, layer in {**marian.layers(net), "Wemb": None}.items():
        seen[name] = []
        if layer is not None:
            record = lambda _, inputs, name=name: seen[name].append(inputs[0].abs().max())
            hooks.append(layer.register_forward_pre_hook(record))
    def project(hidden):
        seen["Wemb"].append(hidden.abs().max())
        return type(net).project(net, hidden)

    net.project = project
    with torch.no_grad():
        for at in range(0, min(len(sources), SENTENCES), 32):
            greedy_batch(net, sources[at : at + 32])
    del net.project
    for hook in hooks:
        hook.remove()
    largest = {name: torch.stack(values) for name, values in seen.items()}
    return {n: float(127 / max(v.mean() + 1.1 * v.std(), 1e-6)) for n, v in largest.items()}


class Rounded(nn.Module):
    """A product in 8 bits: activations rounded to the nearest 127th, weights as in the file, sums exact."""

    def __init__(self, weight, bias, alpha):
        super().__init__()
        whole, scale = marian.quantised(weight.detach().numpy())
        self.weight, self.scale, self.alpha = torch.from_numpy(whole).double(), float(scale), alpha
        self.bias = bias

    def forward(self, x):
        whole = (x * self.alpha).round().clamp(-127, 127).double()
        out = ((whole @ self.weight.T) / (self.alpha * self.scale)).to(x.dtype)
        return out if self.bias is None else out + self.bias


def as_the_engine(net, alphas):
    """A copy of the network with the engine's arithmetic."""
    out = copy.deepcopy(net)
    for part in out.modules():
        for name, layer in list(part.named_children()):
            known = next((n for n, l in marian.layers(out).items() if l is layer), None)
            if known:
                setattr(part, name, Rounded(layer.weight, layer.bias, alphas[known]))
    table = Rounded(net.table, net.bias, alphas["Wemb"])
    rows = (table.weight / table.scale).to(net.table.dtype)
    out.embed = lambda ids: F.embedding(ids.clamp(min=0), rows) * net.dim**0.5
    out.project = table.forward
    return out
