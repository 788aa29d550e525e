"""Reads back the text of PDF files that typst wrote: its own way of writing them, no other."""

import re
import zlib

OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)\sendobj", re.S)
SHOWN = re.compile(rb"/(f\d+) [\d.]+ Tf|\((?:\\.|[^()\\])*\)|<([0-9a-fA-F ]+)>\s*Tj", re.S)
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def text(content):
    """Return what is written on every page, in order, without blanks: lines are broken where they need not be."""
    objects = {int(number): body for number, body in OBJECT.findall(content)}
    pages = [body for body in objects.values() if re.search(rb"/Type\s*/Page\b", body)]
    return "".join(_page(body, objects) for body in pages)


def pages(content):
    return len(re.findall(rb"/Type\s*/Page\b", content))


def _page(page, objects):
    fonts = _fonts(page, objects)
    (number,) = re.findall(rb"/Contents (\d+) 0 R", page)
    found, font = [], {}
    for shown in SHOWN.finditer(_stream(objects[int(number)])):
        if shown[1]:
            font = fonts[shown[1]]
        elif shown[2] is None:
            codes = _unescaped(shown[0][1:-1])
            found += [font.get(codes[i : i + 2], "") for i in range(0, len(codes), 2)]
    return re.sub(r"\s", "", "".join(found))


def _fonts(page, objects):
    resources = re.search(rb"/Resources (\d+) 0 R", page)
    listed = objects[int(resources[1])] if resources else page
    names = re.search(rb"/Font\s*<<(.*?)>>", listed, re.S)
    found = {}
    for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", names[1] if names else b""):
        table = re.search(rb"/ToUnicode (\d+) 0 R", objects[int(number)])
        words = _stream(objects[int(table[1])])
        pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>", words.partition(b"endcodespacerange")[2])
        found[name] = {bytes.fromhex(a.decode()): bytes.fromhex(b.decode()).decode("utf-16-be") for a, b in pairs}
    return found


def _stream(body):
    data = body.partition(b"stream")[2].lstrip(b"\r\n").rpartition(b"endstream")[0]
    return zlib.decompressobj().decompress(data) if b"/FlateDecode" in body.partition(b"stream")[0] else data


def _unescaped(raw):
    def one(found):
        code = found[1]
        return bytes([int(code, 8)]) if code.isdigit() else ESCAPES.get(code, code)

    return re.sub(rb"\\([0-7]{1,3}|.)", one, raw, flags=re.S)
