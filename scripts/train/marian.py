"""Writes a network in Marian's binary format, in 32-bit floats or in the 8 bits of intgemm, as the engine reads it."""

import struct

import numpy as np

FLOAT32, INTGEMM8 = 0x404, 0x4101
# The engine adds products of two neighbours in 16 bits; half of 2^15 over the largest activation (254) is this.
PAIR = 128


def names(net):
    """Parameters by Marian's names: matrices as (rows in, columns out), vectors as one row."""
    out = {}

    def linear(name, bias, layer):
        out[name] = matrix(layer.weight.T)
        if bias:
            out[bias] = matrix(layer.bias)

    def attention(prefix, layer):
        for letter in "qkvo":
            linear(f"{prefix}_W{letter}", f"{prefix}_b{letter}", getattr(layer, letter))
        norm(f"{prefix}_Wo", layer.norm)

    def norm(prefix, layer):
        out[f"{prefix}_ln_scale"], out[f"{prefix}_ln_bias"] = matrix(layer.weight), matrix(layer.bias)

    def feed(prefix, layer):
        linear(f"{prefix}_W1", f"{prefix}_b1", layer.one)
        linear(f"{prefix}_W2", f"{prefix}_b2", layer.two)
        norm(f"{prefix}_ffn", layer.norm)

    for i, layer in enumerate(net.encoder, 1):
        attention(f"encoder_l{i}_self", layer.attention)
        feed(f"encoder_l{i}_ffn", layer.feed)
    for i, layer in enumerate(net.decoder, 1):
        linear(f"decoder_l{i}_rnn_W", None, layer.cell.value)
        linear(f"decoder_l{i}_rnn_Wf", f"decoder_l{i}_rnn_bf", layer.cell.gate)
        norm(f"decoder_l{i}_rnn_ffn", layer.cell.norm)
        attention(f"decoder_l{i}_context", layer.context)
        feed(f"decoder_l{i}_ffn", layer.feed)
    out["Wemb"], out["decoder_ff_logit_out_b"] = matrix(net.table), matrix(net.bias)
    return out


def matrix(tensor):
    return np.ascontiguousarray(np.atleast_2d(tensor.detach().float().numpy()))


def layers(net):
    """The layers whose products are done in 8 bits, by Marian's names."""
    out = {}
    for i, layer in enumerate(net.encoder, 1):
        out |= {f"encoder_l{i}_self_W{c}": getattr(layer.attention, c) for c in "qkvo"}
        out |= {f"encoder_l{i}_ffn_W1": layer.feed.one, f"encoder_l{i}_ffn_W2": layer.feed.two}
    for i, layer in enumerate(net.decoder, 1):
        out |= {f"decoder_l{i}_rnn_W": layer.cell.value, f"decoder_l{i}_rnn_Wf": layer.cell.gate}
        out |= {f"decoder_l{i}_context_W{c}": getattr(layer.context, c) for c in "qkvo"}
        out |= {f"decoder_l{i}_ffn_W1": layer.feed.one, f"decoder_l{i}_ffn_W2": layer.feed.two}
    return out


def multiplier(rows):
    """What weights are multiplied by before rounding; `rows` hold a neuron's inputs side by side.

    The largest becomes 127, or less where two neighbours of one sign would overflow the engine's sum of two: it is
    cut off there on some processors and not on others, and a translation must not depend on the processor.
    """
    pairs = rows[:, : rows.shape[1] // 2 * 2].reshape(len(rows), -1, 2)
    beside = max(np.maximum(pairs, 0).sum(-1).max(), np.maximum(-pairs, 0).sum(-1).max())
    return np.float32(min(127 / max(np.abs(rows).max(), 1e-9), PAIR / max(beside, 1e-9)))


def quantised(rows):
    """8-bit weights and their multiplier."""
    scale = multiplier(rows)
    return np.rint(rows * scale).clip(-127, 127).astype(np.int8), scale


def settings(model, vocabulary):
    return (
        f"type: transformer\ndim-emb: {model.dim}\ntransformer-dim-ffn: {model.ffn}\ntransformer-heads: {model.heads}\n"
        f"enc-depth: {model.encoder}\ndec-depth: {model.decoder}\ntransformer-decoder-autoreg: rnn\ndec-cell: ssru\n"
        'transformer-preprocess: ""\ntransformer-postprocess: dan\ntransformer-ffn-activation: relu\n'
        f"tied-embeddings-all: true\ndim-vocabs:\n  - {vocabulary}\n  - {vocabulary}\n"
    )


def items(net, model, alphas):
    """(name, type, shape, bytes) of everything in the file; with `alphas`, matrices in 8 bits."""
    text = settings(model, net.table.shape[0])
    yield "special:model.yml", 0x101, (len(text) + 1,), text.encode() + b"\0"
    for name, value in names(net).items():
        if alphas is None or (name != "Wemb" and name not in alphas):
            yield name, FLOAT32, value.shape, value.tobytes()
            continue
        # Weights lie transposed, the table as it is.
        data, scale = quantised(value if name == "Wemb" else np.ascontiguousarray(value.T))
        yield name, INTGEMM8, value.shape, data.tobytes() + struct.pack("<f", scale)
        factor = "none_QuantMultA" if name == "Wemb" else f"{name}_QuantMultA"
        yield factor, FLOAT32, (1, 1), struct.pack("<f", alphas[name])


def write(path, net, model, alphas=None):
    """Writes the file. `alphas`: what the activations before each matrix are multiplied by; None for 32-bit floats."""
    parts = [(n.encode() + b"\0", t, s, d + b"\0" * (-len(d) % 256)) for n, t, s, d in items(net, model, alphas)]
    head = struct.pack("<QQ", 1, len(parts))
    head += b"".join(struct.pack("<QQQQ", len(n), t, len(s), len(d)) for n, t, s, d in parts)
    head += b"".join(n for n, *_ in parts)
    head += b"".join(struct.pack(f"<{len(s)}i", *s) for _, _, s, _ in parts)
    gap = -(len(head) + 8) % 256
    path.write_bytes(head + struct.pack("<Q", gap) + b"\0" * gap + b"".join(d for *_, d in parts))
