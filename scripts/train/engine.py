"""Asks the engine: the example `translate` of Daejo, one sentence a line."""

import re
import subprocess

# What the engine leaves out of what bytes can make, and the space at either end.
CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def translate(engine, folder, direction, sentences):
    """Translations of the sentences by the model in a folder."""
    lines = [" ".join(s.split()) for s in sentences]
    answer = subprocess.run(
        [engine, str(folder), direction], input="\n".join(lines) + "\n", stdout=subprocess.PIPE, text=True, check=True
    )
    out = answer.stdout.split("\n")[:-1]
    if len(out) != len(lines):
        raise SystemExit(f"{engine}: {len(out)} translations of {len(lines)} sentences")
    return out


def plain(text):
    return CONTROL.sub("", text).strip()
