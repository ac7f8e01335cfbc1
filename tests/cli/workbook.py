"""Prints the sheets of a workbook as JSON: for each name its rows of values, numbers as numbers and shares as `82%`.

Reads it as ECMA-376 says and no further, so that a part which is missing, not declared or in the wrong order is an error.
"""

import json
import posixpath
import re
import sys
import zipfile
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# what a worksheet may consist of here, in the order of the standard
ORDER = [MAIN + name for name in ("sheetViews", "cols", "sheetData")]
# the built-in format of numbers that shows a share as a percentage
PERCENT = "9"


def related(parts, of):
    """The type and the part of each relation of a part, by its identifier."""
    folder, name = posixpath.split(of)
    relations = parts[posixpath.join(folder, "_rels", name + ".rels")]
    assert relations.tag == PACKAGE + "Relationships", relations.tag
    return {
        one.get("Id"): (one.get("Type"), posixpath.normpath(posixpath.join(folder, one.get("Target"))))
        for one in relations
    }


def decoded(text):
    """A text without the codes of characters."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda code: chr(int(code[1], 16)), text)


def place(down, across):
    """The name of a cell, both counted from 1."""
    letters = ""
    while across:
        across, digit = divmod(across - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return f"{letters}{down}"


def value(cell, formats):
    style = formats[int(cell.get("s"))]
    [inner] = cell
    if cell.get("t") == "inlineStr":
        assert inner.tag == MAIN + "is" and [one.tag for one in inner] == [MAIN + "t"], inner.tag
        text = inner[0].text or ""
        assert len(text.encode("utf-16-le")) // 2 <= 32767
        return decoded(text)
    assert cell.get("t") is None and inner.tag == MAIN + "v", inner.tag
    number = float(inner.text)
    return f"{number:.0%}" if style == PERCENT else number


def rows(sheet, formats):
    assert sheet.tag == MAIN + "worksheet", sheet.tag
    order = [ORDER.index(one.tag) for one in sheet]
    assert order == sorted(set(order)), order
    found = []
    for down, row in enumerate(sheet.find(MAIN + "sheetData"), 1):
        assert row.get("r") == str(down), row.get("r")
        names = [cell.get("r") for cell in row]
        assert names == [place(down, across + 1) for across in range(len(names))], names
        found.append([value(cell, formats) for cell in row])
    return found


def main(file):
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        parts = {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()}
    types = parts.pop("[Content_Types].xml")
    declared = {one.get("PartName", "").lstrip("/") for one in types.iter(TYPES + "Override")}
    assert declared == {name for name in parts if not name.endswith(".rels")}, declared
    assert "rels" in {one.get("Extension") for one in types.iter(TYPES + "Default")}

    [(kind, book)] = related(parts, "").values()
    assert kind == RELATIONS + "/officeDocument", kind
    relations = related(parts, book)
    [styles] = [part for kind, part in relations.values() if kind == RELATIONS + "/styles"]
    formats = [one.get("numFmtId") for one in parts[styles].find(MAIN + "cellXfs")]
    sheets = {}
    for sheet in parts[book].find(MAIN + "sheets"):
        name = sheet.get("name")
        assert 0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") and name not in sheets, name
        kind, part = relations[sheet.get("{" + RELATIONS + "}id")]
        assert kind == RELATIONS + "/worksheet", kind
        sheets[name] = rows(parts[part], formats)
    json.dump(sheets, sys.stdout)


main(sys.argv[1])
