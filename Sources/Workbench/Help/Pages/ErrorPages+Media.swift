import Language

extension ErrorPages {
  static let media = [
    page(
      "E0550", "a database gives no table",
      "The query is one statement that reads; SQLite says what it does not understand.",
      "data sqlite(\"people.db\", \"select weight from people\")",
      "data sqlite(\"people.db\", \"select age, height from people where age > 20\")"),
    page(
      "E0551", "an archive has no such array",
      "x= and y= name arrays of the archive.",
      "data npz(\"arrays.npz\", x=\"inputs\")", "data npz(\"arrays.npz\", x=\"x\", y=\"y\")"),
    page(
      "E0552", "a folder holds nothing of the kind",
      "Files are known by their first bytes, whatever their names.",
      "data images(\"digits\")", "data images(\"photos\")"),
    page(
      "E0553", "files of a folder are damaged",
      "All of them are told together, five of them by name; nothing is left out silently.",
      "data images(\"broken\")", "data images(\"photos\")"),
    page(
      "E0554", "labels and files do not belong together",
      "Labels come from folders, from names, or from a table with the name of each file.",
      "data audio(\"digits\", label=\"-\")", "data audio(\"digits\", label=\"_\")"),
    page(
      "E0555", "the step is for sounds",
      "`stft` turns sounds into magnitudes, `mel` these into bands.",
      "data digits { take 10; stft }",
      "data audio(\"digits\", label=\"_\") { stft window=64, hop=32; mel bands=8 }"),
    page(
      "E0556", "a sound cannot be made into that",
      "Windows have no prime factor above 97, so that their transform is fast.",
      "data audio(\"digits\", label=\"_\") { stft window=101 }",
      "data audio(\"digits\", label=\"_\") { stft window=100 }"),
    page(
      "E0557", "the model was trained on something else",
      "A model of pictures is asked about pictures, one of sounds about sounds.",
      "predict model images(\"photos\") { flatten; dense 2, activation=softmax }, audio(\"digits\")",
      "predict model images(\"photos\") { flatten; dense 2, activation=softmax }, images(\"photos\")"
    ),
  ]
}
