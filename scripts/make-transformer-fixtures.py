#!/usr/bin/env python3
"""Makes the tiny checkpoints of tests/encoder/checkpoints and the vectors that sentence-transformers makes with them.

    pip install torch==2.4.0 transformers==4.57.1 sentence-transformers==5.1.2     (in an environment of its own)
    python3 scripts/make-transformer-fixtures.py

One checkpoint an architecture, of random weights, each with another choice of everything that a checkpoint chooses:

    bert         the first token, a dense layer with tanh (as LaBSE); weights in safetensors
    xlm-roberta  the mean, a prompt in front of every text (as multilingual E5); weights as PyTorch's own archive
    distilbert   the mean and the maximum side by side, lower case

The vocabularies are learnt from the articles of corpora/wire. expected.json holds texts with their vectors, rounded to
six decimals.
"""

import json
import shutil
import tempfile
from pathlib import Path

import torch
from sentence_transformers import SentenceTransformer, models
from tokenizers import Tokenizer, decoders, normalizers, pre_tokenizers, processors, trainers
from tokenizers import models as kinds
from transformers import BertConfig, BertModel, DistilBertConfig, DistilBertModel, PreTrainedTokenizerFast
from transformers import XLMRobertaConfig, XLMRobertaModel

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "tests" / "encoder" / "checkpoints"
WIDTH, INNER, HEADS, LAYERS, LONGEST = 16, 40, 4, 2, 24
TEXTS = [
    "The ministry said on Tuesday that people had been moved to safety.",
    "정부는 22일 주민들이 안전한 곳으로 대피했다고 밝혔다.",
    "Prices rose 3.5% in October.",
    "물가는 10월에 3.5% 올랐다.",
    "PRICES ROSE, \u201cand nobody was surprised\u201d \u2014 not even the bank.",
    "",
    "  two  spaces   and\ttabs ",
    "word " * 60,
    "\u2460 ﬁve 日本語 🙂",
]


def learn(model, trainer, normalizer, pre_tokenizer, decoder):
    tokenizer = Tokenizer(model)
    tokenizer.normalizer, tokenizer.pre_tokenizer, tokenizer.decoder = normalizer, pre_tokenizer, decoder
    files = sorted(str(path) for path in (ROOT / "corpora" / "wire").glob("*/??.txt"))
    assert files, "no articles to learn from"
    tokenizer.train(files, trainer)
    return tokenizer


def word_pieces(lower):
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    tokenizer = learn(
        kinds.WordPiece(unk_token="[UNK]"), trainers.WordPieceTrainer(vocab_size=700, special_tokens=special),
        normalizers.BertNormalizer(lowercase=lower), pre_tokenizers.BertPreTokenizer(), decoders.WordPiece())
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]",
        model_max_length=LONGEST, model_input_names=["input_ids", "attention_mask"])


def unigram():
    special = ["<s>", "<pad>", "</s>", "<unk>"]
    tokenizer = learn(
        kinds.Unigram(), trainers.UnigramTrainer(vocab_size=700, special_tokens=special, unk_token="<unk>"),
        normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(" {2,}", " ")]), pre_tokenizers.Metaspace(),
        decoders.Metaspace())
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)])
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="<pad>", unk_token="<unk>", bos_token="<s>", eos_token="</s>",
        model_max_length=512)


def stir(module):
    """Random numbers wherever training would have put some."""
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.add_(torch.randn_like(parameter) * (0.3 if parameter.dim() == 1 else 0.1))


def make(name, network, tokenizer, parts, prompt=None, safetensors=True, lower=False):
    folder = TARGET / name
    shutil.rmtree(folder, ignore_errors=True)
    stir(network)
    with tempfile.TemporaryDirectory() as base:
        network.eval().save_pretrained(base)
        tokenizer.save_pretrained(base)
        transformer = models.Transformer(base, max_seq_length=LONGEST, do_lower_case=lower)
    for part in parts:
        stir(part)
    prompts = {"prompts": {"query": prompt}, "default_prompt_name": "query"} if prompt else {}
    encoder = SentenceTransformer(modules=[transformer, *parts, models.Normalize()], device="cpu", **prompts)
    vectors = encoder.encode(TEXTS, normalize_embeddings=True, batch_size=4)
    alike = (vectors @ vectors.T)[~torch.eye(len(TEXTS), dtype=bool).numpy()]
    assert alike.max() < 0.999, f"{name}: vectors too alike to show an error, {alike.max()}"
    encoder.save(str(folder), safe_serialization=safetensors, create_model_card=False)
    for extra in ("README.md", "vocab.txt", "special_tokens_map.json"):
        (folder / extra).unlink(missing_ok=True)
    rows = [{"text": text, "vector": [round(float(x), 6) for x in row]} for text, row in zip(TEXTS, vectors)]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (folder / "expected.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    size = sum(path.stat().st_size for path in files)
    print(f"{name}: {size} bytes, similarities {alike.min():.2f} to {alike.max():.2f}")
    print("   " + " ".join(str(path.relative_to(folder)) for path in files))


def main():
    torch.manual_seed(7)
    shape = dict(hidden_size=WIDTH, num_hidden_layers=LAYERS, num_attention_heads=HEADS, intermediate_size=INNER,
                 initializer_range=0.4)
    tokenizer = word_pieces(lower=False)
    make("bert", BertModel(BertConfig(vocab_size=len(tokenizer), max_position_embeddings=48, **shape)), tokenizer,
         [models.Pooling(WIDTH, pooling_mode="cls"),
          models.Dense(WIDTH, 12, activation_function=torch.nn.Tanh())])
    tokenizer = unigram()
    make("xlm-roberta", XLMRobertaModel(XLMRobertaConfig(
        vocab_size=len(tokenizer), max_position_embeddings=50, pad_token_id=1, type_vocab_size=1, layer_norm_eps=1e-5,
        **shape)), tokenizer, [models.Pooling(WIDTH, pooling_mode="mean")], prompt="query: ", safetensors=False)
    tokenizer = word_pieces(lower=True)
    make("distilbert", DistilBertModel(DistilBertConfig(
        vocab_size=len(tokenizer), max_position_embeddings=48, dim=WIDTH, n_layers=LAYERS, n_heads=HEADS,
        hidden_dim=INNER, initializer_range=0.4)), tokenizer,
        [models.Pooling(WIDTH, pooling_mode_mean_tokens=True, pooling_mode_max_tokens=True)], lower=True)


if __name__ == "__main__":
    main()
