import Support
import TestSupport
import Testing

/// What a lesson says fits the window, whatever its script.
@Suite(.enabled(if: Product.isThere, Product.skipReason))
struct LessonWidthTests {
  private static let words =
    "Gradient descent takes a step against the slope of the loss, and as long as the learning rate is small every step "
    + "goes down: donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaftspraesident ends it."
  private static let chinese =
    "神经网络把输入变成输出：每一层先求加权和，再经过激活函数；损失函数说明输出离目标有多远，梯度告诉我们每个权重应该朝哪个方向移动，"
    + "学习率决定每一步走多远，而训练就是一次又一次地重复这些步骤，直到损失足够小为止。"

  private static func lesson(_ words: String) -> String {
    """
    ---
    nabla: 1
    ---
    \(words)

    | name | what it says | and then |
    |---|---|---|
    | first | \(words) | \(words) |

    ```nabla-quiz {answer=b}
    \(words)
    a) \(words) :: \(words)
    b) yes
    ```

    ```nabla-try {goal="\(words)"}
    x = 1
    ```

    ```nabla-hint
    \(words)
    ```

    ```nabla-check
    x == 2 say "\(words)"
    ```

    """
  }

  /// Everything that was on the screen, row by row.
  private func rows(_ words: String, columns: Int, _ options: [String]) throws -> [String] {
    try TemporaryFolder.use { folder in
      let terminal = try LessonRobot.walk(
        Self.lesson(words), in: folder, options, rows: 200, columns: columns)
      var rows: [String] = []
      try LessonRobot.type("a", at: "answer>", terminal)
      try terminal.wait(forText: options.isEmpty ? "not that; try again" : "not that")
      rows += terminal.screen.lines
      try LessonRobot.type("b", at: "answer>", terminal)
      if !options.isEmpty { try LessonRobot.type("", at: LessonRobot.goes, terminal) }
      try LessonRobot.type("x = 3", at: "try>", terminal)
      try LessonRobot.type(":hint", at: "try>", terminal)
      try terminal.wait(for: "the prompt") {
        $0.cursorLine.drop { $0 == " " } == "try>" && $0.text.contains(":hint")
      }
      rows += terminal.screen.lines
      terminal.type(":bye\r")
      _ = terminal.exitStatus()
      return rows
    }
  }

  @Test(arguments: [60, 80, 120])
  func `words are broken between words, and long ones at the edge`(columns: Int) throws {
    let rows = try rows(Self.words, columns: columns, [])
    for row in rows { #expect(TextWidth.columns(of: row) < columns, "\(row)") }
    let text = rows.map { $0.drop { $0 == " " } }
    // No row begins in the middle of a word that would have had room.
    #expect(!text.contains { $0.hasPrefix("ient ") || $0.hasPrefix("adient") })
    #expect(text.contains { $0.hasPrefix("Gradient descent") })
  }

  @Test(arguments: [60, 80, 120])
  func `Chinese fills the rows, and no row begins with a comma`(columns: Int) throws {
    let rows = try rows(Self.chinese, columns: columns, [])
    for row in rows {
      #expect(TextWidth.columns(of: row) < columns, "\(row)")
      let first = row.first { $0 != " " }
      #expect(first != "，" && first != "；" && first != "。", "\(row)")
    }
    // Prose stands in full rows, not in one for each sentence.
    let prose = rows.filter { $0.hasPrefix("神经网络把输入变成输出") }
    #expect(prose.contains { TextWidth.columns(of: $0) > min(columns, 100) - 8 })
  }

  @Test(arguments: [60, 80, 120])
  func `before a class there is a margin on both sides`(columns: Int) throws {
    for words in [Self.words, Self.chinese] {
      let rows = try rows(words, columns: columns, ["--class"])
      for row in rows { #expect(TextWidth.columns(of: row) < columns, "\(row)") }
    }
  }
}
