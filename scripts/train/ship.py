"""Puts the models of a run into the box: their files and cards into models/, their sums into models/models.toml.

    python3 scripts/train/ship.py CONFIG [WORK]

What the command carries is what lies in models/daejo-en-ko and models/daejo-ko-en when it is built.
"""

import hashlib
import re
import shutil
import sys
from pathlib import Path

import card
import config as settings

MODELS = Path(__file__).resolve().parents[2] / "models"


def pinned(registry, path, file):
    """The registry with the sum and the size of a file put right."""
    content = file.read_bytes()
    entry = re.compile(rf'(from = "{re.escape(path)}"\nsha256 = ")[0-9a-f]*("\nsize = )\d+')
    registry, found = entry.subn(rf"\g<1>{hashlib.sha256(content).hexdigest()}\g<2>{len(content)}", registry)
    if found != 1:
        raise SystemExit(f"models.toml lists {path} {found} times")
    return registry


def main():
    config = settings.load(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None)
    registry = (MODELS / "models.toml").read_text(encoding="utf-8")
    for direction in card.LANGUAGES:
        name = f"daejo-{direction}"
        (MODELS / name).mkdir(exist_ok=True)
        for file in sorted((config.folder / direction / "int8").iterdir()):
            shutil.copy(file, MODELS / name / file.name)
            registry = pinned(registry, f"{name}/{file.name}", file)
        card.write(config, direction, MODELS / name)
    (MODELS / "models.toml").write_text(registry, encoding="utf-8")


if __name__ == "__main__":
    main()
