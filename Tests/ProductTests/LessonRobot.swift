import Support
import TestSupport
import Testing

/// A lesson on a terminal of its own, for robots that walk it.
enum LessonRobot {
  static let small = """
    ---
    nabla: 1
    title: "A small lesson"
    kind: walkthrough
    minutes: 3
    seed: 3
    ---
    # Small

    A weight is a number.

    ```nabla {#first}
    w = 2
    w
    ```

    ## Asking

    ```nabla-quiz {#q answer=b}
    How much is w?
    a) one :: Too little.
    b) two :: Indeed.
    c) three
    ```

    ## Doing

    ```nabla-try {#make goal="Make w 6."}
    w = w + 1
    ```

    ```nabla-hint
    Twice three.
    ```

    ```nabla-hint
    It is six.
    ```

    ```nabla-solution
    w = 6
    ```

    ```nabla-check
    when w == 7 say "One too far."
    w == 6 say "w is {w}."
    ```

    ```nabla
    w * 10
    ```

    """

  static func walk(
    _ text: String, in folder: String, _ options: [String] = [], rows: Int = 24, columns: Int = 80
  ) throws -> PseudoTerminal {
    let path = folder + "/a.nabla.md"
    if !InputFile.exists(path) { try AtomicFile.write(Array(text.utf8), to: path) }
    return try PseudoTerminal(
      [try #require(Product.binary), "walk"] + options + [path],
      environment: Product.surroundings(folder), rows: rows, columns: columns)
  }

  /// Types a line when its prompt stands alone, as a person does, and looks on until it stands there: what is typed
  /// ahead answers nothing.
  static func type(_ line: String, at prompt: String, _ terminal: PseudoTerminal) throws {
    try terminal.wait(for: "prompt `\(prompt)`", seconds: 60) {
      $0.cursorLine.drop { $0 == " " } == prompt && $0.takesPastes
    }
    let before = terminal.screen.text
    terminal.type(line + "\r")
    guard !line.isEmpty else { return }
    try terminal.wait(for: "what was typed", seconds: 60) { $0.text != before }
  }

  static let (runs, goes) = ("-- Enter runs it --", "-- Enter goes on --")
}
