"""What Jupyter and a reader of HTML say of notebooks and pages: NOTEBOOK… -- PAGE…

Prints `valid NAME CELLS OUTPUTS`, `shown NAME` for a notebook that nbconvert makes a page of, and `page NAME` for one
that html5lib finds no mistake in; a mistake is printed in full.
"""

import os
import sys

import html5lib
import nbformat
from nbconvert import HTMLExporter

split = sys.argv.index("--")
for path in sys.argv[1:split]:
    name = os.path.basename(path)
    with open(path, encoding="utf-8") as file:
        raw = file.read()
    notebook = nbformat.reads(raw, as_version=nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    names = [cell.id for cell in notebook.cells]
    assert len(set(names)) == len(names), "two cells of one name"
    outputs = sum(len(cell.get("outputs", [])) for cell in notebook.cells)
    print("valid", name, len(notebook.cells), outputs)
    # What Jupyter writes when nothing was changed.
    assert nbformat.writes(notebook).strip() == raw.strip(), "Jupyter writes it otherwise"
    html, _ = HTMLExporter().from_notebook_node(notebook)
    assert "<html" in html
    print("shown", name)

for path in sys.argv[split + 1 :]:
    with open(path, "rb") as file:
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(file.read())
    for position, code, variables in parser.errors:
        print("mistake", position, code, variables)
    if not parser.errors:
        print("page", os.path.basename(path))
