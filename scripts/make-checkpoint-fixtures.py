#!/usr/bin/env python3
"""Makes the tiny checkpoints of tests/translation/checkpoints and what transformers answers with them.

    pip install torch==2.4.0 transformers==4.57.1 sentencepiece        (in an environment outside the repository)
    python3 scripts/make-checkpoint-fixtures.py [NAME …]               (marian, m2m100, nllb, mbart; without one, all)

One checkpoint an architecture, of random weights (marian's half trained), saved by `save_pretrained` as transformers saves today: safetensors,
without positions that can be computed. expected.json holds for each sentence the tokens that `generate` answers,
greedy and with a beam of 3, and their text. marian lies there as OPUS-MT does (vocab.json, source.spm, PyTorch's own
archive), and its tokens are those of transformers' own tokenizer; the others have a tokenizer.json. The vocabulary is
that of tests/translation/firefox/ko-en.
"""

import json
import math
import shutil
import sys
import tempfile
from pathlib import Path

import sentencepiece
import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import M2M100Config, M2M100ForConditionalGeneration
from transformers import MarianConfig, MarianMTModel, MarianTokenizer
from transformers import MBartConfig, MBartForConditionalGeneration

ROOT = Path(__file__).resolve().parent.parent / "tests" / "translation"
TARGET = ROOT / "checkpoints"
VOCABULARY = ROOT / "firefox" / "ko-en" / "vocab.koen.spm"
POSITIONS = 96
SHAPE = dict(
    d_model=16, encoder_layers=2, decoder_layers=2, encoder_attention_heads=2, decoder_attention_heads=2,
    encoder_ffn_dim=32, decoder_ffn_dim=32, max_position_embeddings=POSITIONS, scale_embedding=True, dropout=0.0,
)
SENTENCES = {
    "en-ko": [
        "The ministry said on Tuesday that people had been moved to safety.",
        "Prices rose.",
        "The court ordered the company to recall every battery sold since March.",
    ],
    "ko-en": ["정부는 22일 대피했다고 밝혔다.", "물가는 올랐다.", "법원은 회사에 배터리를 모두 회수하라고 명령했다."],
}
CODES = {"m2m100": ("__en__", "__ko__"), "nllb": ("eng_Latn", "kor_Hang"), "mbart": ("en_XX", "ko_KR")}


class Pieces:
    """The vocabulary as OPUS-MT has it: pieces in vocab.json, padding last."""

    def __init__(self):
        spm = sentencepiece.SentencePieceProcessor(model_file=str(VOCABULARY))
        # OPUS-MT numbers pieces by their frequency and not as the SentencePiece model does: here, from behind.
        pieces = [spm.id_to_piece(i) for i in range(spm.get_piece_size())]
        pieces = pieces[:2] + pieces[:1:-1] + ["<pad>"]
        self.vocabulary = {piece: number for number, piece in enumerate(pieces)}
        self.end, self.padding, self.size = 0, self.vocabulary["<pad>"], len(self.vocabulary)
        with tempfile.TemporaryDirectory() as folder:
            self.save(Path(folder))
            self.tokenizer = MarianTokenizer(
                f"{folder}/source.spm", f"{folder}/target.spm", f"{folder}/vocab.json", source_lang="en",
                target_lang="ko")

    def encode(self, text):
        return self.tokenizer.convert_tokens_to_ids(self.tokenizer.tokenize(text))

    def decode(self, ids):
        return self.tokenizer.decode(ids, skip_special_tokens=True)

    def save(self, folder):
        (folder / "vocab.json").write_text(json.dumps(self.vocabulary, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
        for name in ("source.spm", "target.spm"):
            shutil.copy(VOCABULARY, folder / name)


class Json:
    """The vocabulary as tokenizer.json, with the marks of the languages behind it."""

    def __init__(self, codes):
        spm = sentencepiece.SentencePieceProcessor(model_file=str(VOCABULARY))
        pieces = ["<s>", "<pad>", "</s>", "<unk>"]
        rows = [(piece, 0.0) for piece in pieces]
        rows += [(spm.id_to_piece(i), spm.get_score(i)) for i in range(2, spm.get_piece_size()) if not spm.is_byte(i)]
        self.tokenizer = Tokenizer(models.Unigram(rows, unk_id=3))
        self.tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
        self.tokenizer.decoder = decoders.Metaspace()
        self.tokenizer.add_special_tokens(pieces + list(codes))
        self.end, self.padding, self.size = 2, 1, self.tokenizer.get_vocab_size()

    def encode(self, text):
        return self.tokenizer.encode(text, add_special_tokens=False).ids

    def decode(self, ids):
        return self.tokenizer.decode(ids)

    def save(self, folder):
        self.tokenizer.save(str(folder / "tokenizer.json"))


def answers(model, vocabulary, direction, codes):
    prefix, forced = [], None
    if codes:
        source, target = codes if direction == "en-ko" else codes[::-1]
        prefix, forced = [vocabulary.tokenizer.token_to_id(source)], vocabulary.tokenizer.token_to_id(target)
    for text in SENTENCES[direction]:
        ids = prefix + vocabulary.encode(text) + [vocabulary.end]
        limit = min(math.ceil(2 * len(ids)) + 4, POSITIONS - 2)
        case = {"source": text, "tokens": len(ids)}
        for name, beams in (("greedy", 1), ("beam3", 3)):
            with torch.no_grad():
                out = model.generate(torch.tensor([ids]), num_beams=beams, do_sample=False, max_length=limit + 2,
                                     forced_bos_token_id=forced, length_penalty=1.0, early_stopping=False)[0].tolist()[1:]
            out = out[bool(codes):]
            out = out[: out.index(vocabulary.end)] if vocabulary.end in out else out
            case[name] = out[:limit]
            case[f"{name}_text"] = vocabulary.decode(out[:limit]).strip()
        yield case


def worth(cases):
    """Whether an error would show: varied answers, some of which end, and a beam that finds others than greedy search."""
    varied = sum(len(set(c["greedy"])) > 5 for c in cases)
    ended = sum(len(c["beam3"]) + 2 < 2 * c["tokens"] for c in cases)
    return varied >= 3 and ended >= 1 and any(c["greedy"] != c["beam3"] for c in cases) and all(c["beam3"] for c in cases)


def learn(model, vocabulary):
    """Half learns to say sentences backwards: the norms behind Marian's layers let no random network say two tokens."""
    pairs = [vocabulary.encode(text) for texts in SENTENCES.values() for text in texts]
    optimiser = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(1000):
        losses = [model(input_ids=torch.tensor([ids + [vocabulary.end]]),
                        labels=torch.tensor([ids[::-1] + [vocabulary.end]])).loss for ids in pairs]
        loss = sum(losses) / len(losses)
        if loss < 0.7:
            break
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()


def make(name, network, config, vocabulary, codes=None):
    best = None
    for seed in range(40):
        torch.manual_seed(seed)
        model = network(config).eval()
        model.generation_config.forced_bos_token_id = None
        with torch.no_grad():
            for key, value in model.named_parameters():
                if value.dim() == 1:
                    value.add_(torch.randn_like(value) * 0.2)
            # Tied to the input, the output would say the same token for ever; this turns it away.
            if name != "marian":
                norm = model.model.decoder.layer_norm
                norm.weight.mul_(torch.sign(torch.randn_like(norm.weight)))
                if hasattr(model, "final_logits_bias"):
                    model.final_logits_bias[0, vocabulary.end] = 2.0
        if name == "marian":
            learn(model, vocabulary)
        cases = {d: list(answers(model, vocabulary, d, codes)) for d in SENTENCES}
        best = best or (model, cases, seed)
        if worth(sum(cases.values(), [])):
            best = model, cases, seed
            break
    model, cases, seed = best
    folder = TARGET / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    model.save_pretrained(folder, safe_serialization=name != "marian")
    (folder / "generation_config.json").unlink(missing_ok=True)
    vocabulary.save(folder)
    (folder / "expected.json").write_text(json.dumps(cases, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    size = sum(path.stat().st_size for path in folder.iterdir())
    lengths = [(len(c["greedy"]), len(c["beam3"])) for d in cases for c in cases[d]]
    print(f"{name}: seed {seed}, {size} bytes, tokens {lengths}")


def main():
    wanted = sys.argv[1:] or ["marian", *CODES]
    if "marian" in wanted:
        pieces = Pieces()
        make("marian", MarianMTModel, MarianConfig(
            vocab_size=pieces.size, pad_token_id=pieces.padding, eos_token_id=pieces.end, bos_token_id=pieces.end,
            decoder_start_token_id=pieces.padding, forced_eos_token_id=pieces.end, activation_function="swish",
            init_std=0.5, **SHAPE), pieces)
    for name, network, config in (
        ("m2m100", M2M100ForConditionalGeneration, M2M100Config),
        ("nllb", M2M100ForConditionalGeneration, M2M100Config),
        ("mbart", MBartForConditionalGeneration, MBartConfig),
    ):
        if name not in wanted:
            continue
        vocabulary = Json(CODES[name])
        make(name, network, config(
            vocab_size=vocabulary.size, pad_token_id=1, bos_token_id=0, eos_token_id=2, decoder_start_token_id=2,
            forced_eos_token_id=None, activation_function="gelu" if name == "mbart" else "relu", init_std=0.5, **SHAPE),
            vocabulary, CODES[name])


if __name__ == "__main__":
    main()
