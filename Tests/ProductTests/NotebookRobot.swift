import Glibc
import Support
import TestSupport
import Testing

/// The notebook of the real program on a terminal of its own, for robots.
enum NotebookRobot {
  static let sample = """
    ---
    nabla: 1
    seed: 3
    dtype: float32
    recorded: {engine: 0.1, math: m2}
    ---
    # Two lines

    ```nabla
    x = 2
    ```

    ```nabla
    y = x * 10
    y
    ```

    ```nabla-out value
    20
    ```

    """

  static let training = """
    # Training

    ```nabla
    d = generated(gauss, 64)
    m = model 2 { dense 4, activation=tanh; dense 1, activation=sigmoid }
    r = train m, d, epochs=100000000
    ```

    ```nabla
    x = 5
    ```

    """

  static func open(
    _ text: String?, in folder: String, rows: Int = 24, columns: Int = 80
  ) throws -> PseudoTerminal {
    let path = folder + "/a.nabla.md"
    if let text { try AtomicFile.write(Array(text.utf8), to: path) }
    let terminal = try PseudoTerminal(
      [try #require(Product.binary), "open", path], environment: Product.surroundings(folder),
      rows: rows, columns: columns)
    try terminal.wait(forText: "a.nabla.md")
    return terminal
  }

  static func file(_ folder: String) throws -> String {
    String(decoding: try InputFile.read(folder + "/a.nabla.md", limit: 1 << 24), as: UTF8.self)
  }
}
