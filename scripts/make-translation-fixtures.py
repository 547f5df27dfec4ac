#!/usr/bin/env python3
"""Makes the tiny models of tests/translation/firefox and what they must answer.

    pip install numpy sentencepiece
    python3 scripts/make-translation-fixtures.py

Two models of random weights in Marian's binary format, in the shape of Mozilla's students (transformer encoder, SSRU
decoder, tied output): en-ko in int8 with two vocabularies, ko-en in float32 with one. They translate into nonsense.
What counts is that the answers in expected.json come from a second, independent implementation, the one below in
numpy, which shares nothing with the engine but the format, and that the engine must agree with it token for token.

The vocabularies are SentencePiece models trained on the articles in corpora/, with byte pieces, so that the decoder
has characters to put together from bytes. Where the two best tokens lie closer than MARGIN the seed is another's.
"""

import io
import json
import struct
from pathlib import Path

import numpy as np
import sentencepiece

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "tests" / "translation" / "firefox"
MARGIN = 0.002
SLACK, RATIO, LIMIT = 4, 2.0, 256
FLOAT32, INTGEMM8 = 0x404, 0x4101

# A little of NFKC, so that the normaliser is on the way and the file stays small.
RULES = {"\u3000": " ", "\u00a0": " ", "\u2009": " ", "\ufb01": "fi", "\uff0c": ",", "\uff11": "1", "\uff12": "2", "\u2026": "..."}


def corpus(language):
    texts = sorted((ROOT / "corpora" / "wire").glob(f"0[1-8]-*/{language}.txt"))
    lines = [line.strip("#> *-") for path in texts for line in path.read_text(encoding="utf-8").splitlines()]
    return [line for line in lines if line and not line.startswith("---")]


def vocabulary(lines, size):
    rules = TARGET / "rules.tsv"
    rows = ("{}\t{}\n".format(" ".join(f"{ord(c):X}" for c in k), " ".join(f"{ord(c):X}" for c in v)) for k, v in RULES.items())
    rules.write_text("".join(rows))
    out = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines), model_writer=out, vocab_size=size, model_type="unigram", byte_fallback=True,
        character_coverage=0.98, normalization_rule_tsv=str(rules), bos_id=-1, eos_id=0, unk_id=1, num_threads=1,
        hard_vocab_limit=True, minloglevel=2,
    )
    rules.unlink()
    return out.getvalue()


class Net:
    """The student network: parameters by Marian's names, and greedy search."""

    def __init__(self, source, target, dim, ffn, heads, encoder, decoder, int8, seed):
        self.dim, self.ffn, self.heads, self.encoder, self.decoder, self.int8 = dim, ffn, heads, encoder, decoder, int8
        self.source, self.target, self.shared = source, target, source is target
        random = np.random.default_rng(seed)
        self.floats, self.quants, self.alphas = {}, {}, {}

        def weight(name, rows, columns, scale):
            self.floats[name] = random.normal(0, scale, (rows, columns)).astype(np.float32)

        def vector(name, size, centre=0.0, scale=0.1):
            self.floats[name] = (centre + random.normal(0, scale, (1, size))).astype(np.float32)

        def norm(name):
            vector(f"{name}_ln_scale", dim, 1.0)
            vector(f"{name}_ln_bias", dim)

        def attention(prefix):
            for letter in "qkvo":
                weight(f"{prefix}_W{letter}", dim, dim, (2.0 if letter in "qk" else 1.2) / dim**0.5)
                vector(f"{prefix}_b{letter}", dim)
            norm(f"{prefix}_Wo")

        def feed_forward(prefix):
            weight(f"{prefix}_W1", dim, ffn, 1 / dim**0.5)
            vector(f"{prefix}_b1", ffn)
            weight(f"{prefix}_W2", ffn, dim, 1 / ffn**0.5)
            vector(f"{prefix}_b2", dim)
            norm(f"{prefix}_ffn")

        for l in range(1, encoder + 1):
            attention(f"encoder_l{l}_self")
            feed_forward(f"encoder_l{l}_ffn")
        for l in range(1, decoder + 1):
            weight(f"decoder_l{l}_rnn_W", dim, dim, 1 / dim**0.5)
            weight(f"decoder_l{l}_rnn_Wf", dim, dim, 1 / dim**0.5)
            vector(f"decoder_l{l}_rnn_bf", dim)
            norm(f"decoder_l{l}_rnn_ffn")
            attention(f"decoder_l{l}_context")
            feed_forward(f"decoder_l{l}_ffn")
        # Tied to the input, the output would say the same token for ever; this turns it away.
        self.floats[f"decoder_l{decoder}_ffn_ffn_ln_scale"] *= random.choice([-1, 1], (1, dim)).astype(np.float32)
        self.input, self.output = ("Wemb", "Wemb") if self.shared else ("encoder_Wemb", "decoder_Wemb")
        weight(self.input, source.get_piece_size(), dim, 0.5)
        if not self.shared:
            weight(self.output, target.get_piece_size(), dim, 0.5)
        vector("decoder_ff_logit_out_b", target.get_piece_size(), 0, 0.5)
        # Unknown is never an answer; the end is one often enough.
        self.floats["decoder_ff_logit_out_b"][0, [target.unk_id(), target.eos_id()]] = -100.0, 4.0
        if int8:
            self.quantise()

    def quantise(self):
        for name, value in list(self.floats.items()):
            if value.shape[0] == 1:
                continue
            # Half the range: the engine adds products of two in 16 bits, and what goes beyond them is cut off there.
            # Trained weights are seldom so large; random ones would be, and every processor would answer differently.
            multiplier = np.float32(63.0 / np.abs(value).max())
            self.quants[name] = (np.rint(value * multiplier).clip(-63, 63).astype(np.int8), multiplier)
            del self.floats[name]
            # What the activations are multiplied by: theirs lie within some 8.
            self.alphas[name] = np.float32(127.0 / 8.0)

    def product(self, x, name, bias=None, transposed=False):
        if name in self.floats:
            w = self.floats[name]
            y = x @ (w.T if transposed else w)
        else:
            w, multiplier = self.quants[name]
            alpha = self.alphas[name]
            q = np.rint(x * alpha).clip(-127, 127).astype(np.int32)
            w = w.astype(np.int32)
            y = (q @ (w.T if transposed else w)).astype(np.float32) / (alpha * multiplier)
        return y if bias is None else y + self.floats[bias]

    def table(self, name, ids):
        if name in self.floats:
            return self.floats[name][ids]
        w, multiplier = self.quants[name]
        return w[ids].astype(np.float32) / multiplier

    def positions(self, first, count):
        half = self.dim // 2
        rates = np.exp(np.arange(half) * (-np.log(10000.0) / (half - 1)))
        angles = np.arange(first, first + count)[:, None] * rates[None, :]
        return np.concatenate([np.sin(angles), np.cos(angles)], axis=1).astype(np.float32)

    def normalised(self, x, name):
        x = x - x.mean(axis=-1, keepdims=True)
        x = x / np.sqrt((x * x).mean(axis=-1, keepdims=True) + 1e-6)
        return x * self.floats[f"{name}_ln_scale"] + self.floats[f"{name}_ln_bias"]

    def attend(self, prefix, queries, keys):
        q, k, v = (self.product(x, f"{prefix}_W{l}", f"{prefix}_b{l}") for x, l in ((queries, "q"), (keys, "k"), (keys, "v")))
        width = self.dim // self.heads
        heads = []
        for h in range(self.heads):
            part = slice(h * width, (h + 1) * width)
            scores = q[:, part] @ k[:, part].T / np.float32(width**0.5)
            scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
            heads.append(scores / scores.sum(axis=-1, keepdims=True) @ v[:, part])
        return self.product(np.concatenate(heads, axis=1), f"{prefix}_Wo", f"{prefix}_bo")

    def feed(self, prefix, x):
        inner = np.maximum(self.product(x, f"{prefix}_W1", f"{prefix}_b1"), 0)
        return self.normalised(self.product(inner, f"{prefix}_W2", f"{prefix}_b2") + x, f"{prefix}_ffn")

    def encode(self, ids):
        x = self.table(self.input, ids) * np.float32(self.dim**0.5) + self.positions(0, len(ids))
        for l in range(1, self.encoder + 1):
            x = self.normalised(self.attend(f"encoder_l{l}_self", x, x) + x, f"encoder_l{l}_self_Wo")
            x = self.feed(f"encoder_l{l}_ffn", x)
        return x

    def step(self, previous, position, context, cells):
        x = np.zeros((1, self.dim), np.float32) if position == 0 else self.table(self.output, [previous])
        x = x * np.float32(self.dim**0.5) + self.positions(position, 1)
        for l in range(1, self.decoder + 1):
            p = f"decoder_l{l}"
            candidate = self.product(x, f"{p}_rnn_W")
            gate = 1 / (1 + np.exp(-self.product(x, f"{p}_rnn_Wf", f"{p}_rnn_bf")))
            cells[l] = gate * cells[l] + (1 - gate) * candidate
            x = self.normalised(np.maximum(cells[l], 0) + x, f"{p}_rnn_ffn")
            x = self.normalised(self.attend(f"{p}_context", x, context) + x, f"{p}_context_Wo")
            x = self.feed(f"{p}_ffn", x)
        return self.product(x, self.output, "decoder_ff_logit_out_b", transposed=True)[0]

    def greedy(self, ids):
        context, end = self.encode(ids), self.target.eos_id()
        cells = [np.zeros((1, self.dim), np.float32) for _ in range(self.decoder + 1)]
        out, previous, margin = [], end, np.inf
        for position in range(min(int(np.ceil(RATIO * len(ids))) + SLACK, LIMIT)):
            logits = self.step(previous, position, context, cells)
            best = np.partition(logits, -2)[-2:]
            margin = min(margin, best[1] - best[0])
            previous = int(logits.argmax())
            if previous == end:
                break
            out.append(previous)
        return out, margin

    def beam(self, ids, width):
        """The width likeliest at each step; the best finished one by log probability over its length, its end too."""
        context, end = self.encode(ids), self.target.eos_id()
        cells = [np.zeros((1, self.dim), np.float32) for _ in range(self.decoder + 1)]
        alive, finished, margin = [(0.0, [], cells)], [], np.inf
        for position in range(min(int(np.ceil(RATIO * len(ids))) + SLACK, LIMIT)):
            candidates = []
            for score, tokens, cells in alive:
                cells = list(cells)
                logits = self.step(tokens[-1] if tokens else end, position, context, cells).astype(np.float64)
                logs = logits - logits.max()
                logs -= np.log(np.exp(logs).sum())
                for token in np.argsort(-logs, kind="stable")[: width + 1]:
                    candidates.append((score + logs[token], tokens + [int(token)], cells))
            candidates.sort(key=lambda c: -c[0])
            margin = min(margin, np.min(np.abs(np.diff([c[0] for c in candidates[: width + 1]])), initial=np.inf))
            alive = []
            for score, tokens, cells in candidates[:width]:
                if tokens[-1] == end:
                    finished.append((score / len(tokens), tokens[:-1]))
                else:
                    alive.append((score, tokens, cells))
            if not alive or len(finished) >= width:
                break
        finished += [(score / len(tokens), tokens) for score, tokens, _ in alive] if not finished else []
        finished.sort(key=lambda f: -f[0])
        if len(finished) > 1:
            margin = min(margin, finished[0][0] - finished[1][0])
        return finished[0][1], margin

    def items(self):
        config = (
            "type: transformer\ndim-emb: {}\ntransformer-dim-ffn: {}\ntransformer-heads: {}\nenc-depth: {}\n"
            "dec-depth: {}\ntransformer-decoder-autoreg: rnn\ndec-cell: ssru\ntransformer-preprocess: \"\"\n"
            "transformer-postprocess: dan\ntransformer-ffn-activation: relu\ndim-vocabs:\n  - {}\n  - {}\n"
        ).format(self.dim, self.ffn, self.heads, self.encoder, self.decoder, self.source.get_piece_size(), self.target.get_piece_size())
        yield "special:model.yml", 0x101, (len(config) + 1,), config.encode() + b"\0"
        for name, value in self.floats.items():
            yield name, FLOAT32, value.shape, value.tobytes()
        for name, (value, multiplier) in self.quants.items():
            # Weights lie transposed, tables as they are.
            data = value if name.endswith("Wemb") else value.T
            yield name, INTGEMM8, value.shape, np.ascontiguousarray(data).tobytes() + struct.pack("<f", multiplier)
            if name == self.output:
                if self.shared:
                    yield "none_QuantMultA", FLOAT32, (1, 1), struct.pack("<f", self.alphas[name])
                else:
                    yield f"{name}_QuantMultA", INTGEMM8, (1, 1), b"\x7f" + struct.pack("<f", 127.0 / self.alphas[name])
            elif name != self.input:
                yield f"{name}_QuantMultA", FLOAT32, (1, 1), struct.pack("<f", self.alphas[name])

    def write(self, path):
        items = [(n.encode() + b"\0", t, s, d + b"\0" * (-len(d) % 256)) for n, t, s, d in self.items()]
        out = struct.pack("<QQ", 1, len(items))
        out += b"".join(struct.pack("<QQQQ", len(n), t, len(s), len(d)) for n, t, s, d in items)
        out += b"".join(n for n, _, _, _ in items)
        out += b"".join(struct.pack(f"<{len(s)}i", *s) for _, _, s, _ in items)
        gap = -(len(out) + 8) % 256
        out += struct.pack("<Q", gap) + b"\0" * gap
        path.write_bytes(out + b"".join(d for _, _, _, d in items))


SENTENCES = {
    "en": [
        "The ministry said on Tuesday that 1,500 people had been moved to safety.",
        "\u201cWe will not comment,\u201d a spokesman said\u2026",
        "Prices rose 3.2 per cent.",
        "No.",
        "He\u3000said \ufb01ve\uff0c  \uff12 \u00a0things   twice ",
        "The court in Gangwon ordered the company to recall every battery sold since March.",
        "caf\u00e9 \U0001f600 \u97d3\u570b",
    ],
    "ko": [
        "정부는 22일 1천500명이 대피했다고 밝혔다.",
        "\u201c말할 수 없다\u201d고 대변인은 말했다.",
        "물가는 3.2% 올랐다.",
        "아니다.",
        "법원은 3월 이후 팔린 배터리를 모두 회수하라고 명령했다.",
        "뷁쒧 \U0001f600 \ufb01",
    ],
}


def plain(text):
    """Without the control characters that bytes can make, and the space at either end."""
    return "".join(c for c in text if c >= " " and c != "\x7f").strip()


def make(direction, source, target, **shape):
    for seed in range(1000):
        net = Net(source, target, seed=seed, **shape)
        cases = []
        for text in SENTENCES[direction[:2]]:
            ids = source.encode(text) + [source.eos_id()]
            greedy, margin = net.greedy(ids)
            if margin < MARGIN or not greedy or 5 * len(set(greedy)) < len(greedy):
                break
            beam, margin = net.beam(ids, 3)
            if margin < MARGIN / 10 or not beam:
                break
            cases.append({"source": text, "ids": ids, "greedy": greedy, "greedy_text": plain(target.decode(greedy)),
                          "beam3": beam, "beam3_text": plain(target.decode(beam))})
        else:
            long = sum(len(c["greedy"]) > 8 for c in cases)
            ended = sum(len(c["greedy"]) < 2 * len(c["ids"]) for c in cases)
            if long >= 3 and ended >= 2 and any(c["greedy"] != c["beam3"] for c in cases):
                return net, cases, seed
    raise SystemExit(f"{direction}: no seed will do")


def main():
    TARGET.mkdir(parents=True, exist_ok=True)
    english, korean = corpus("en"), corpus("ko")
    en, ko, both = vocabulary(english, 512), vocabulary(korean, 896), vocabulary(english + korean, 1024)
    load = lambda proto: sentencepiece.SentencePieceProcessor(model_proto=proto)
    expected = {}
    shape = dict(dim=32, ffn=64, heads=4, encoder=2, decoder=2)
    shared = load(both)
    for direction, source, target, int8, files in (
        ("en-ko", load(en), load(ko), True, {"srcvocab.enko.spm": en, "trgvocab.enko.spm": ko}),
        ("ko-en", shared, shared, False, {"vocab.koen.spm": both}),
    ):
        net, cases, seed = make(direction, source, target, int8=int8, **shape)
        folder, pair = TARGET / direction, direction.replace("-", "")
        folder.mkdir(exist_ok=True)
        for name, proto in files.items():
            (folder / name).write_bytes(proto)
        net.write(folder / f"model.{pair}.{'intgemm.alphas' if int8 else 'float32'}.bin")
        expected[direction] = cases
        size = sum(path.stat().st_size for path in folder.iterdir())
        print(f"{direction}: seed {seed}, {size} bytes")
    (TARGET / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
