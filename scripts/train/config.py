"""What a run is: read from a file such as configs/gpu.toml. Every value of it is explained in README.md."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Model:
    """The shape of the network."""

    dim: int = 512
    ffn: int = 2048
    heads: int = 8
    encoder: int = 6
    decoder: int = 2
    dropout: float = 0.1


@dataclass
class Source:
    """A file of pairs: tab-separated English, Korean and, where it has them, source and tier."""

    path: str
    name: str = ""
    weight: float = 1.0
    tenth: bool = False
    every: int = 1


@dataclass
class Data:
    """Which pairs are learned from, and how often."""

    sources: list[Source] = field(default_factory=list)
    valid: str = ""
    tiers: dict[str, float] = field(default_factory=lambda: {"A": 1.0, "B": 0.5, "C": 0.25})
    weights: dict[str, float] = field(default_factory=dict)
    most: int = 0
    longest: int = 128
    substituted: float = 0.15
    packed_mib: float = 40.0


@dataclass
class Vocabulary:
    """The shared vocabulary of both languages."""

    size: int = 32000
    sentences: int = 1_000_000
    news: int = 5


@dataclass
class Start:
    """What is known before the first step: the encoder's cross-lingual table."""

    table: str = ""
    embeddings: bool = True
    guided_steps: int = 0
    guided_weight: float = 0.5


@dataclass
class Phase:
    """One training: from scratch, or from the average of an earlier phase."""

    name: str
    directions: list[str]
    after: str = ""
    steps: int = 0
    minutes: float = 0.0
    tokens: int = 2500
    rate: float = 1e-3
    warmup: int = 400
    cooldown: float = 0.3
    short_rounds: int = 0
    short: int = 24
    news: float = 1.0


@dataclass
class Train:
    """What all phases share."""

    seed: int = 1
    smoothing: float = 0.1
    clip: float = 1.0
    every: int = 200
    round: int = 200_000
    threads: int = 0
    compile: bool = True
    precision: str = "bf16"
    sampled: int = 0
    largest: float = 0.0


@dataclass
class Config:
    """A whole run. `work` is the folder that everything is written to."""

    name: str
    work: str
    model: Model
    data: Data
    vocabulary: Vocabulary
    start: Start
    train: Train
    phases: list[Phase]
    remark: str = ""

    @property
    def folder(self) -> Path:
        return Path(self.work)

    def phase(self, name: str) -> Phase:
        return next(p for p in self.phases if p.name == name)

    def final(self, direction: str) -> Phase:
        """The last phase that trains a direction."""
        return [p for p in self.phases if direction in p.directions][-1]


def load(path: str | Path, work: str | None = None, folder: str = "data") -> Config:
    """Reads a configuration; an unknown key is an error. Names of data in it are files of `folder`."""
    path = Path(path) if Path(path).exists() else Path(__file__).parent / path
    raw = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    data = dict(raw.pop("data"))
    data["sources"] = [Source(**{**s, "path": str(Path(folder) / s["path"])}) for s in data.get("sources", [])]
    if data.get("valid"):
        data["valid"] = str(Path(folder) / data["valid"])
    phases = [Phase(**p) for p in raw.pop("phase")]
    config = Config(
        name=raw.pop("name"),
        work=work or raw.pop("work", "target/train"),
        model=Model(**raw.pop("model", {})),
        data=Data(**data),
        vocabulary=Vocabulary(**raw.pop("vocabulary", {})),
        start=Start(**raw.pop("start", {})),
        train=Train(**raw.pop("train", {})),
        phases=phases,
        remark=raw.pop("remark", ""),
    )
    raw.pop("work", None)
    if raw:
        raise SystemExit(f"{path}: unknown {', '.join(raw)}")
    return config
