/// Samples of a data set as a program holds them: one side of one part, with what was done to it.
struct ArrayValue {
  enum Part: String { case all, train, validation, test }
  enum Side { case inputs, targets }

  var data: DataObject
  var part: Part
  var side: Side
  /// Lines of a data block: `rescale 1/255`.
  var steps: [String] = []
  /// The extents of one sample, where they are known.
  var extents: [Int]?
  /// How many there are, where it is known.
  var count: Int?
  /// The rows that are meant, as written behind the name: `[0:10000]`.
  var rows: String?
  /// Class numbers that have become rows.
  var isOneHot = false
  /// A mean was taken away; the deviation is still to come.
  var isCentered = false
}

/// Rows and columns of a file, before it is clear what is learnt of what.
struct TableValue {
  var data: DataObject
  var part: ArrayValue.Part = .all
  /// Steps that leave columns out, or choose them.
  var dropped: [String] = []
  var selected: [String]?
  var steps: [String] = []
  /// Means were taken away; the deviations are still to come.
  var isCentered = false
  /// The last column is left out: it is what a file predicts anyway.
  var isWithoutLast = false
}

/// One column of a file.
struct ColumnValue {
  var data: DataObject
  var part: ArrayValue.Part
  /// `nil` for the last one.
  var name: String?
  var steps: [String] = []
  /// Numbers were given words.
  var isMapped = false
  /// Steps that fill its gaps: `impute median, "age"`.
  var fills: [String] = []
}

/// Where samples come from.
final class DataObject {
  /// `mnist`, `csv("a.csv")`.
  var source: String
  /// Further arguments of the source.
  var options: [String] = []
  /// The column that is predicted, where the program says so.
  var target: String?
  /// Of the shares of its parts; empty where it is not split.
  var shares: [Double] = []
  /// How it is split: `shuffle=false`.
  var splitOptions: [String] = []
  /// The share of the training part that measures.
  var heldOut: Double?
  /// Classes from 0, where they are known.
  var classes: Int?
  /// The file in which Python must put it first, and behind which line; empty where nabla reads it itself.
  var saved: (file: String, behind: Int)?
  /// Names of columns that the program gives to a file without a header.
  var columnNames: [String] = []
  /// Columns of numbers that stand for words.
  var words: [String] = []
  /// Columns that are taken out on the way.
  var popped: [String] = []
  let line: Int
  /// Each way in which it is prepared, with the name that it has so.
  var variants: [(steps: [String], name: String)] = []
  /// Whether it has parts by itself: train and test.
  let hasParts: Bool

  init(_ source: String, line: Int, hasParts: Bool, classes: Int? = nil) {
    self.source = source
    self.line = line
    self.hasParts = hasParts
    self.classes = classes
  }

  /// The source with all its arguments.
  private var head: String {
    var given = options
    if let target { given.insert("target=\(target)", at: 0) }
    if !words.isEmpty {
      given.append(
        "words=[\(words.map { ProgramText.quoted(column($0)) }.joined(separator: ", "))]")
    }
    guard !given.isEmpty else { return source }
    return source.dropLast() + ", \(given.joined(separator: ", ")))"
  }

  /// The name of a column as the source has it.
  func column(_ name: String) -> String {
    columnNames.firstIndex(of: name).map { "column_\($0 + 1)" } ?? name
  }

  /// The lines that make it, one for each way in which it is prepared; `saving` is the line of Python that puts it into
  /// its file.
  func lines(saving: String) -> [String] {
    var comments: [String] = []
    if let saved {
      comments = [
        "# nabla does not have these data: run this behind line \(saved.behind) of the Python program, once",
        "#   \(saving)",
      ]
    }
    return comments
      + variants.map { variant in
        var steps = variant.steps
        if !shares.isEmpty {
          steps.append(
            "split " + (shares.map(Self.percent) + splitOptions).joined(separator: ", "))
        }
        return "\(variant.name) = data \(head)"
          + (steps.isEmpty ? " { }" : " { \(steps.joined(separator: "; ")) }")
      }
  }

  private static func percent(_ share: Double) -> String {
    let tenths = (share * 1000).rounded()
    return ProgramText.number(tenths / 10) + "%"
  }
}
