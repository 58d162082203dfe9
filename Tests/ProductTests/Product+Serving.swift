import Testing
import TestSupport

extension Product {
  /// A served `m.safetensors` of a folder, and the port at which it listens.
  static func serve(
    _ folder: String, _ more: [String] = []
  ) throws -> (terminal: PseudoTerminal, port: Int) {
    let terminal = try PseudoTerminal(
      [
        try #require(binary), "serve", folder + "/m.safetensors", "--port", "0", "--json",
      ] + more,
      environment: surroundings(folder), rows: 50, columns: 200)
    try terminal.wait(forText: "\"port\":")
    let text = terminal.screen.text
    let digits = text.split(separator: "\"port\":", maxSplits: 1).last.map {
      $0.prefix { $0.isWholeNumber }
    }
    return (terminal, try #require(digits.flatMap { Int($0) }))
  }
}
