import Language

extension ErrorPages {
  static let conversion = [
    page(
      "E0675", "a notebook cannot be read",
      "Notebooks are JSON of the formats 3 and 4, as Jupyter saves them. Pictures are never taken; what is left must be "
        + "less than 32 MiB of text, so that very large outputs are cleared first.",
      "nabla convert damaged.ipynb a.nabla.md", "nabla convert whole.ipynb a.nabla.md"),
    page(
      "E0676", "it is not known what kind of file is meant",
      "The end of a name says what a file is, and `--from` and `--to` where it does not: session, notebook, HTML, "
        + "program, onnx.",
      "nabla convert a.nabla.md a.doc", "nabla convert a.nabla.md a.html"),
    page(
      "E0677", "no way leads from one kind of file to another",
      "Sessions, notebooks and programs become one another, and pages, which are not read again. Models become what "
        + "`export` and `save` write.",
      "nabla convert a.html a.nabla.md", "nabla convert a.nabla.md a.html"),
    page(
      "E0678", "there is no place for what is written",
      "A file is not made of itself, and what stands in several files needs a name of its own.",
      "nabla convert a.ipynb a.ipynb", "nabla convert a.ipynb b.ipynb"),
    page(
      "E0679", "what is asked for means nothing here",
      "`--run` runs the cells of a session, notebook or program; a model has none. `export session` is for the prompt, "
        + "where a session goes on.",
      "nabla convert m.safetensors m.onnx --run", "nabla convert m.safetensors m.onnx"),
  ]
}
