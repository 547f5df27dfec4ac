"""What other programs make of the files in a folder: see scripts/check-exchange."""

import csv
import sys
from pathlib import Path

from lxml import etree
from openpyxl import load_workbook
from translate.storage.tmx import tmxfile
from translate.storage.xliff import xlifffile
from translate.storage.xliff2 import Xliff2File


def rows(folder: Path) -> list[dict]:
    """The beads as TSV has them."""
    with open(folder / "pair.tsv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def toolkit(store_class, path: Path, expected: list[tuple[str, str]]) -> None:
    """Compares the units that translate-toolkit reads with what was written."""
    store = store_class.parsefile(str(path))
    units = [unit for unit in store.units if not unit.isheader()]
    found = [(str(unit.source or ""), str(unit.target or "")) for unit in units]
    assert found == expected, f"{path.name}: {len(found)} units read, {len(expected)} written"
    print(f"{path.name}: translate-toolkit reads all {len(found)} units as written")


class Local(etree.Resolver):
    """Takes the schema of xml: from the folder instead of from the web."""

    def __init__(self, folder: Path):
        self.folder = folder

    def resolve(self, url, public_id, context):
        if url.endswith("xml.xsd"):
            return self.resolve_filename(str(self.folder / "xml.xsd"), context)
        return None


def schema(folder: Path, name: str, path: Path) -> None:
    """Validates a file against a schema of OASIS."""
    parser = etree.XMLParser()
    parser.resolvers.add(Local(folder))
    judge = etree.XMLSchema(etree.parse(str(folder / name), parser))
    judge.assertValid(etree.parse(str(path)))
    print(f"{path.name}: valid by {name}")


def main() -> None:
    folder = Path(sys.argv[1])
    beads = rows(folder)
    pairs = [(row["source"], row["target"]) for row in beads if row["source"] and row["target"]]
    every = [(row["source"], row["target"]) for row in beads]
    toolkit(tmxfile, folder / "pair.tmx", pairs)
    toolkit(xlifffile, folder / "pair.xliff", every)
    toolkit(Xliff2File, folder / "pair.xliff2", every)
    for name in ["odd.tmx", "odd.xliff", "odd.xliff2"]:
        etree.parse(str(folder / name))
        print(f"{name}: well-formed with control characters in the text")
    sheet = load_workbook(folder / "pair.xlsx").worksheets[0]
    assert sheet.max_row == len(beads) + 1 and sheet.freeze_panes == "A2"
    print(f"pair.xlsx: openpyxl reads {len(beads)} rows, headings frozen")
    schemas = folder / "schemas"
    if (schemas / "xml.xsd").exists():
        for stem in ["pair", "odd"]:
            schema(schemas, "xliff-core-1.2-strict.xsd", folder / f"{stem}.xliff")
            schema(schemas, "xliff-core-2.0.xsd", folder / f"{stem}.xliff2")


main()
