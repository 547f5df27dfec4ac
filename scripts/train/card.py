"""Writes the card of a model and the picture of its training from what the run left behind.

    python3 scripts/train/card.py CONFIG FOLDER [WORK]

makes, of the run in WORK (else the configuration's), FOLDER/daejo-en-ko and FOLDER/daejo-ko-en, each with README.md and
curve.svg. Its first line says what the scores say: under BAR (chrF, Argos Translate's level on the same sentences) a model is called unfit, whoever made it.
"""

import json
import sys
from pathlib import Path

import config as settings

BAR = {"en-ko": 24, "ko-en": 45}
LANGUAGES = {"en-ko": ("English", "Korean"), "ko-en": ("Korean", "English")}
EXAMPLES = 10
LICENCES = Path(__file__).with_name("licences.tsv")


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def history(config, direction):
    """The phases that made a direction's model, first to last."""
    out, phase = [], config.final(direction)
    while phase:
        out.insert(0, read(config.folder / f"{phase.name}.json"))
        phase = config.phase(phase.after) if phase.after else None
    return out


def picture(phases, path):
    """Loss by tokens, phase after phase."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams.update({"svg.hashsalt": "daejo", "svg.fonttype": "none"})
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 3.5))
    before = 0
    for phase in phases:
        tokens = [(before + p[1]) / 1e6 for p in phase["curve"]]
        axes.plot(tokens, [p[2] for p in phase["curve"]], marker=".", label=f"{phase['phase']}, training (smoothed labels)")
        axes.plot(tokens, [p[3] for p in phase["curve"]], "--", marker=".", label=f"{phase['phase']}, news held out")
        before += phase["tokens"]
    axes.set(xlabel="target tokens, millions", ylabel="cross-entropy a token")
    axes.legend(fontsize=8)
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})
    pyplot.close(figure)


def verdict(config, direction, scores):
    chrf = scores["validation"]["chrF"]
    if "flores" not in Path(config.data.valid).name:
        return "**Not fit for use: it was not measured on FLORES-200, so that nothing can be said of it.**"
    if chrf < BAR[direction]:
        return (
            f"**Not fit for use: a demonstration of the path from data to engine.** Its chrF on FLORES-200 dev is {chrf}; "
            f"what is worth calling a translation begins at about {BAR[direction]}. Pull another model."
        )
    return f"chrF {chrf} on FLORES-200 dev, where Argos Translate reaches about {BAR[direction]} on the devtest half."


def data_table(clean):
    known = dict(line.split("\t")[:2] for line in LICENCES.read_text(encoding="utf-8").splitlines() if "\t" in line)
    lines = ["| source | tier | pairs | licence |", "|---|---|---|---|"]
    lines += [f"| {u['source']} | {u['tier']} | {u['pairs']} | {known.get(u['source'], 'see the source')} |" for u in clean["used"]]
    return "\n".join(lines)


def score_table(scores):
    lines = ["| set | sentences | chrF | BLEU | numbers kept |", "|---|---|---|---|---|"]
    for name, s in scores.items():
        share = f"{100 * s['numbers kept']:.1f} % of {s['with numbers']}"
        lines.append(f"| {name} | {s['sentences']} | {s['chrF']} | {s['BLEU']} ({s['BLEU tokens']}) | {share} |")
    return "\n".join(lines)


def examples(path):
    """Its translations of sentences taken at even distances from the set, not chosen."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    out = []
    for source, reference, answer in rows[:: max(1, len(rows) // EXAMPLES)][:EXAMPLES]:
        out.append(f"> {source}  \n> written by a person: {reference}  \n> translated: {answer or '(nothing)'}")
    return "\n\n".join(out)


def card(config, name, direction):
    folder = config.folder / direction
    scores, parity, phases = read(folder / "scores.json"), read(folder / "parity.json"), history(config, direction)
    clean, packed, m = read(config.folder / "clean.json"), read(config.folder / "packed.json"), config.model
    size = sum(f.stat().st_size for f in (folder / "int8").iterdir()) / 1e6
    runs = "\n".join(
        f"- {p['phase']} ({', '.join(p['directions'])}): {p['steps']} steps, {p['tokens'] / 1e6:.2f} M target tokens, "
        f"{p['minutes']} minutes on {p['hardware']}" for p in phases
    )
    remark = f"\n{config.remark}\n" if config.remark else ""
    source, target = LANGUAGES[direction]
    return f"""# {name}: {source} to {target}

{verdict(config, direction, scores)}

A Marian student for the engine that Daejo runs: {m.encoder} layers of transformer encoder, {m.decoder} of SSRU decoder,
{m.dim} wide ({m.ffn} inside), {phases[-1]['parameters'] / 1e6:.1f} M parameters, one vocabulary for both languages. {size:.1f} MB in 8 bits.
Made by `scripts/train/run` from `configs/{config.name}.toml`; the steps are in `scripts/train/README.md`.

## Data

{packed['pairs']} pairs after cleaning and substitution of names and numbers: {packed['english'] / 1e6:.1f} M English and
{packed['korean'] / 1e6:.1f} M Korean tokens. A tenth of the news ({clean['held']} pairs) was not learned from.

{data_table(clean)}

## Training

{runs}
{remark}
![loss by tokens](curve.svg)

## Scores

`scripts/train/run configs/{config.name}.toml check`: greedy search by the engine in 8 bits, sacrebleu's chrF and BLEU with
their defaults but for the tokens named. "Validation" is `{Path(config.data.valid).name}`,
never learned from; "news tenth" is of the pairs above; "articles" are the sentences of `corpora/wire` that stand one to one. "Numbers kept": sentences whose
numbers the reference writes in the same digits, and whose translation has them all.

{score_table(scores)}

Engine and PyTorch agree on {100 * parity['float32']:.1f} % of {parity['sentences']} sentences in 32-bit floats and on
{100 * parity['int8']:.1f} % in 8 bits, where PyTorch agrees with itself, with longer floats between the 8-bit products, on
{100 * parity['int8 as in 64 bits']:.1f} %: what has learned little decides by a hair. 8 bits say the same as floats for {100 * parity['int8 as float32']:.1f} %.

## Known faults, in its own words

Sentences of the articles taken at even distances, not chosen.

{examples(folder / "articles.tsv")}

What the sources in the table above lack it guesses at: names and idioms first.

## Licence

The weights: MIT OR Apache-2.0, as Daejo. The licences of the texts it learned from are in the table; the texts are not here.
"""


def write(config, direction, folder):
    """README.md and curve.svg of a direction."""
    folder.mkdir(parents=True, exist_ok=True)
    picture(history(config, direction), folder / "curve.svg")
    (folder / "README.md").write_text(card(config, f"daejo-{direction}", direction), encoding="utf-8")


def main():
    config = settings.load(sys.argv[1], sys.argv[3] if len(sys.argv) > 3 else None)
    for direction in LANGUAGES:
        folder = Path(sys.argv[2]) / f"daejo-{direction}"
        write(config, direction, folder)
        print(folder)


if __name__ == "__main__":
    main()
