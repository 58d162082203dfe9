import Language

extension ErrorPages {
  static let programs = [
    page(
      "E0689", "a program of another library",
      "`import` reads programs of Keras. Models of PyTorch and others come in as ONNX, which their own libraries write.",
      "import \"pytorch.py\"", "m = load \"m.onnx\""),
    page(
      "E0690", "there is nothing of Keras in a file",
      "`import` looks for the modules of Keras, for layers and models. A file without any has no lines in nabla's words; neither has one of which nothing is understood.",
      "import \"hello.py\"", "import \"program.py\""),
    page(
      "E0691", "a file is no Python program",
      "Programs are text in UTF-8. Models, data and pictures have words of their own: `load`, `data`.",
      "import \"m.safetensors\"", "m = load \"m.safetensors\""),
    page(
      "E0692", "a program is written as .nabla or .nabla.md",
      "The end of the name says whether `import` writes a program or a session.",
      "import \"program.py\", to=\"program.txt\"", "import \"program.py\", to=\"program.nabla\""),
    page(
      "E0693", "a program of Python, or a notebook of Jupyter's, does not run here",
      "nabla runs programs and sessions of its own. `import` reads a Keras program and shows, or writes, its lines in "
        + "nabla's words; `nabla convert a.ipynb a.nabla.md` makes a session of a notebook.",
      ":load program.py", "import \"program.py\", to=\"program.nabla\""),
  ]
}
