import Language
import Support

/// How it is worded that there is not enough memory.
extension Problems {
  static func worded(_ shortage: MemoryShortage, at span: SourceSpan?) -> Diagnostic {
    if let folder = shortage.folder, !InputFile.isDirectory(folder) {
      return Diagnostic.error(
        "E0912", "there is no folder \(Sanitizer.visible(folder)) for \(shortage.what)", at: span,
        hint: "start nabla with `TMPDIR=/a/disk nabla`, or without TMPDIR")
    }
    if let folder = shortage.folder {
      return Diagnostic.error(
        "E0912",
        "\(shortage.what) needs \(estimate(shortage.needed)) of disk, "
          + "\(Sanitizer.visible(folder)) has \(byteText(shortage.limit)) to give",
        at: span,
        hint: "start nabla with `TMPDIR=/a/larger/disk nabla`, or take fewer rows or columns")
    }
    let (needed, held) = (shortage.needed, byteText(shortage.held))
    let limit = byteText(shortage.limit)
    let message: String
    if needed == 0 {
      message = "\(shortage.what) has taken \(held), the limit is \(limit)"
    } else {
      let isTight = shortage.held > shortage.limit / 20
      message =
        "\(shortage.what) needs \(estimate(needed)), the limit is \(limit)"
        + (isTight ? " and \(held) are taken" : "")
    }
    return Diagnostic.error("E0910", message, at: span, hint: hint(shortage))
  }

  static func worded(_ error: MemoryLimitProblem, at span: SourceSpan?) -> Diagnostic {
    Diagnostic.error(
      notPermittedCode,
      "a session cannot raise its memory limit of \(byteText(error.ceiling)) to "
        + byteText(error.wanted),
      at: span, hint: "start it with `--memory \(ByteCount.enough(for: error.wanted))`")
  }

  /// A limit that is enough, where this machine has as much; otherwise how to need less.
  private static func hint(_ shortage: MemoryShortage) -> String {
    let hint = memoryHint(shortage)
    return shortage.isMovable
      ? "`stream=true` at the source keeps the data on a disk; or \(hint)" : hint
  }

  private static func memoryHint(_ shortage: MemoryShortage) -> String {
    let enough = ByteEstimate.sum([
      shortage.held, max(shortage.needed, shortage.held / 2), shortage.held / 20,
    ])
    guard enough < FreeMemory.installed / 10 * 9 else {
      return smaller[shortage.what] ?? "compute it in parts: `x[:1000]` are the first 1,000 rows"
    }
    let size = ByteCount.enough(for: enough)
    return enough <= shortage.ceiling
      ? "`set memory=\(size)` raises the limit"
      : "start nabla with `--memory \(size)`, or "
        + (smaller[shortage.what] ?? "compute it in parts: `x[:1000]`")
  }

  /// What has no operand that could be taken in parts.
  private static let smaller: [String: String] = [
    "one_hot": "leave the class numbers: sparse_categorical_crossentropy takes them as they are",
    "one_hot of words": "`ordinal` keeps such a column one column, `drop` leaves it out",
  ].merging(
    [
      ("range", "range(1000000)"), ("linspace", "linspace(0, 1, 1000000)"),
      ("normal", "normal([1000, 1000])"), ("uniform", "uniform([1000, 1000])"),
      ("ones", "ones([1000, 1000])"), ("zeros", "zeros([1000, 1000])"), ("eye", "eye(1000)"),
    ].map { ($0, "make fewer numbers: `\($1)` is a million") }
  ) { first, _ in first }
}
