"""The network that the engine runs: Marian's student, a transformer encoder and a decoder of SSRU cells.

Post-norm layers, sinusoidal places, one table for input and output. The decoder sees a vector of noughts before the
first token. SSRU: Kim et al. 2019, "From Research to Production and Back"; the recurrence has no product inside, so
that all steps of training are done at once by a scan.
"""

import math

import torch
import torch.nn.functional as F
from torch import nn

from order import PAD


def places(count, dim, first=0, device=None):
    """Sinusoids as Marian has them: all sines, then all cosines."""
    half = dim // 2
    rates = torch.exp(torch.arange(half, device=device) * (-math.log(10000.0) / (half - 1)))
    angles = torch.arange(first, first + count, device=device)[:, None] * rates[None, :]
    return torch.cat([angles.sin(), angles.cos()], dim=1)


def scan(gates, inputs):
    """c[t] = gates[t] * c[t-1] + inputs[t] along the second dimension, by doubling (Hillis and Steele 1986)."""
    step = 1
    while step < inputs.shape[1]:
        inputs = inputs + gates * F.pad(inputs[:, :-step], (0, 0, step, 0))
        gates = gates * F.pad(gates[:, :-step], (0, 0, step, 0))
        step *= 2
    return inputs


class Attention(nn.Module):
    def __init__(self, m):
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(m.dim, m.dim) for _ in range(4))
        self.norm, self.heads, self.drop = nn.LayerNorm(m.dim, eps=1e-6), m.heads, nn.Dropout(m.dropout)

    def split(self, x):
        return x.unflatten(-1, (self.heads, -1)).transpose(1, 2)

    def forward(self, x, keys, mask, weights=False):
        """`mask` is added to the scores. With `weights`, also the mean attention of the heads."""
        q, k, v = self.split(self.q(x)), self.split(self.k(keys)), self.split(self.v(keys))
        seen = None
        if weights:
            scores = (q @ k.transpose(-1, -2)).float() / math.sqrt(q.shape[-1]) + mask
            probabilities = scores.softmax(-1)
            seen, mixed = probabilities.mean(1), probabilities.to(v.dtype) @ v
        else:
            mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype))
        out = self.o(mixed.transpose(1, 2).flatten(-2))
        return self.norm(x + self.drop(out)), seen


class FeedForward(nn.Module):
    def __init__(self, m):
        super().__init__()
        self.one, self.two = nn.Linear(m.dim, m.ffn), nn.Linear(m.ffn, m.dim)
        self.norm, self.drop = nn.LayerNorm(m.dim, eps=1e-6), nn.Dropout(m.dropout)

    def forward(self, x):
        return self.norm(x + self.drop(self.two(self.one(x).relu())))


class Ssru(nn.Module):
    def __init__(self, m):
        super().__init__()
        self.value, self.gate = nn.Linear(m.dim, m.dim, bias=False), nn.Linear(m.dim, m.dim)
        self.norm, self.drop = nn.LayerNorm(m.dim, eps=1e-6), nn.Dropout(m.dropout)

    def parts(self, x):
        gate = self.gate(x).float().sigmoid()
        return gate, (1 - gate) * self.value(x).float()

    def finish(self, x, cells):
        return self.norm(x + self.drop(cells.relu().to(x.dtype)))

    def forward(self, x):
        return self.finish(x, scan(*self.parts(x)))

    def step(self, x, cells):
        """One token at a time, for decoding."""
        gate, inputs = self.parts(x)
        cells = gate * cells + inputs
        return self.finish(x, cells), cells


class EncoderLayer(nn.Module):
    def __init__(self, m):
        super().__init__()
        self.attention, self.feed = Attention(m), FeedForward(m)

    def forward(self, x, mask):
        return self.feed(self.attention(x, x, mask)[0])


class DecoderLayer(nn.Module):
    def __init__(self, m):
        super().__init__()
        self.cell, self.context, self.feed = Ssru(m), Attention(m), FeedForward(m)

    def forward(self, x, context, mask, weights: bool = False):
        x, seen = self.context(self.cell(x), context, mask, weights)
        return self.feed(x), seen

    def step(self, x, cells, context, mask):
        x, cells = self.cell.step(x, cells)
        return self.feed(self.context(x, context, mask)[0]), cells


class Student(nn.Module):
    """The whole network. Token numbers in, hidden states out; `project` makes scores of them."""

    def __init__(self, m, vocabulary):
        super().__init__()
        self.dim = m.dim
        self.table = nn.Parameter(torch.randn(vocabulary, m.dim) * m.dim**-0.5)
        self.bias = nn.Parameter(torch.zeros(vocabulary))
        self.drop = nn.Dropout(m.dropout)
        self.encoder = nn.ModuleList(EncoderLayer(m) for _ in range(m.encoder))
        self.decoder = nn.ModuleList(DecoderLayer(m) for _ in range(m.decoder))
        for module in self.modules():
            if isinstance(module, nn.Linear):
                nn.init.xavier_uniform_(module.weight)
                if module.bias is not None:
                    nn.init.zeros_(module.bias)
        for layer in self.decoder:
            # A cell that keeps half a sentence at the start learns sooner than one that forgets at once.
            nn.init.constant_(layer.cell.gate.bias, 1.0)

    def embed(self, ids):
        return F.embedding(ids.clamp(min=0), self.table) * math.sqrt(self.dim)

    def mask(self, source):
        """What is added to the scores of attention: nothing, or all but minus infinity at padding."""
        return torch.zeros(source.shape, device=source.device).masked_fill(source == PAD, -1e9)[:, None, None, :]

    def encode(self, source):
        mask = self.mask(source)
        x = self.drop(self.embed(source) + places(source.shape[1], self.dim, device=source.device))
        for layer in self.encoder:
            x = layer(x, mask)
        return x, mask

    def forward(self, source, target, weights=False):
        """Hidden states before each target token, and where asked the last layer's attention to the source."""
        context, mask = self.encode(source)
        x = F.pad(self.embed(target)[:, :-1], (0, 0, 1, 0))
        x, seen = self.drop(x + places(target.shape[1], self.dim, device=target.device)), None
        for i, layer in enumerate(self.decoder):
            x, seen = layer(x, context, mask, weights and i == len(self.decoder) - 1)
        return x, seen

    def project(self, hidden):
        return F.linear(hidden, self.table, self.bias)
