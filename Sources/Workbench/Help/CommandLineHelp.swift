/// What is typed behind `nabla` in a shell, for whoever asks about it at the prompt.
package enum CommandLineHelp {
  /// The words that have no help of their own at the prompt, each with what it does and a line to type.
  private static let commands: [String: (summary: String, example: String)] = [
    "run": ("runs sessions or programs from start to end", "nabla run moons.nabla.md"),
    "open": ("opens a session as a notebook, full screen", "nabla open moons.nabla.md"),
    "verify": (
      "recomputes sessions and compares them with what they store", "nabla verify moons.nabla.md"
    ),
    "record": (
      "runs sessions and stores their outputs in them", "nabla record moons.nabla.md"
    ),
    "bisect": (
      "finds the first cell, epoch and layer in which two sessions differ",
      "nabla bisect old.nabla.md new.nabla.md"
    ),
    "merge": (
      "ends the merges that were left open in sessions", "nabla merge moons.nabla.md"
    ),
    "fmt": ("brings sessions and programs into canonical form", "nabla fmt moons.nabla"),
    "lint": ("looks lessons through", "nabla lint lesson.nabla.md"),
    "score": ("collects the progress files of a class into a table", "nabla score class"),
    "convert": (
      "makes a notebook, page or program of a session and back, another file of a model, or a program of Keras's",
      "nabla convert m.keras m.onnx"
    ),
    "demo": ("trains a digit classifier on the built-in data", "nabla demo"),
    "play": ("plays a session: it types itself, and computes", "nabla play moons.nabla.md"),
    "walk": ("walks through a session as a lesson, cell by cell", "nabla walk 01-neuron"),
    "recover": ("brings a lost session back", "nabla recover"),
    "doctor": ("says what the terminal can do and what is missing", "nabla doctor"),
    "kernel": ("installs nabla as a kernel of Jupyter's notebooks", "nabla kernel install"),
    "completions": ("prints a completion script for a shell", "nabla completions bash"),
    "manual": ("prints a manual page for `man`", "nabla manual"),
  ]

  /// The names, in alphabetical order.
  package static let names = commands.keys.sorted()

  /// The help of a word; `nil` for one that is none of the command line.
  package static func text(for word: String) -> String? {
    commands[word].map { command in
      """
      nabla \(word)  (on the command line, not at the prompt)
        \(command.summary); `nabla \(word) --help` says more
        example: \(command.example)
      """
    }
  }
}
