"""Calls typst, here or in a process of its own: typst remembers all it has drawn, and only a process that ends gives
that memory back (3 000 badges leave 500 MB). Knows nothing of Django, so that such a process starts in 0.2 s.
"""

import json
import subprocess
import sys
from datetime import datetime
from functools import cache
from pathlib import Path

NO_LETTER = "could not be displayed with font"  # how typst says that a font lacks a letter
LONGEST = 300  # seconds


def typeset(template, *, root, words, standards, at):
    """Return the bytes of the PDF of `template`; without `standards` when no font has a letter of `words`."""
    import typst  # 30 MB: only the processes that print pay for it

    try:
        return _compiled(template, root, words, standards, at)
    except typst.TypstError as error:
        if NO_LETTER not in str(error):
            raise
        return _compiled(template, root, words, [], at)


def typeset_apart(template, **asked):
    """Do as `typeset` in a process that ends; CalledProcessError when it fails, with what it said."""
    order = json.dumps({"template": template, **asked}).encode()
    here = Path(__file__).resolve()
    done = subprocess.run(  # noqa: S603  # our own interpreter and module; words go through its input
        [sys.executable, "-m", f"foundation.{here.stem}"],
        cwd=here.parents[1], input=order, capture_output=True, check=True, timeout=LONGEST,
    )  # fmt: skip
    return done.stdout


def _compiled(template, root, words, standards, at):
    import typst

    return typst.compile(
        template,
        root=root,
        font_paths=fonts(),
        format="pdf",
        sys_inputs={"data": words},
        pdf_standards=standards,
        timestamp=datetime.fromisoformat(at),
    )


@cache
def fonts():
    """Our font and those inside typst, whatever the machine has: a page has the same lines everywhere."""
    import font_manrope
    import typst

    files = Path(font_manrope.__file__).parent / "files"
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(files)])


if __name__ == "__main__":
    sys.stdout.buffer.write(typeset(**json.load(sys.stdin)))
