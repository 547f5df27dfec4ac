"""Learns the vocabulary: one SentencePiece unigram model for both languages, in the form that the engine reads.

The end mark is 0 and the unknown 1, as in Marian; bytes stand for what has no piece, so that no character is lost.
"""

import random

import sentencepiece


def load(config):
    return sentencepiece.SentencePieceProcessor(model_file=str(config.folder / "vocab.spm"))


def sample(config):
    """Sentences to learn the vocabulary from: as many of each language, the sources of most weight several times."""
    with open(config.folder / "clean.tsv", encoding="utf-8") as lines:
        pairs = [line.rstrip("\n").split("\t") for line in lines]
    random.Random(config.train.seed).shuffle(pairs)
    heavy = max(float(p[4]) for p in pairs)
    pairs.sort(key=lambda p: -float(p[4]))
    for en, ko, _, _, weight in pairs[: config.vocabulary.sentences // 2]:
        times = config.vocabulary.news if float(weight) == heavy and heavy > 1 else 1
        for _ in range(times):
            yield en
            yield ko


def run(config):
    """Writes vocab.spm."""
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=sample(config), model_prefix=str(config.folder / "vocab"), vocab_size=config.vocabulary.size,
        model_type="unigram", character_coverage=0.9995, byte_fallback=True, split_digits=True,
        normalization_rule_name="nmt_nfkc", bos_id=-1, eos_id=0, unk_id=1, pad_id=-1, num_threads=2,
        hard_vocab_limit=False, max_sentence_length=2000, minloglevel=2,
    )
    (config.folder / "vocab.model").rename(config.folder / "vocab.spm")
    (config.folder / "vocab.vocab").unlink()
    print(f"{load(config).get_piece_size()} pieces")
