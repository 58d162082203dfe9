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
  /// What was done to it, in the order of the program: which columns are left when rows are left out decides which rows
  /// those are.
  var steps: [TableStep] = []
  /// Means were taken away; the deviations are still to come.
  var isCentered = false
  /// The last column is left out: it is what a file predicts anyway.
  var isWithoutLast = false

  /// The columns that are left, where the program names them.
  var selected: [String]? {
    var found: [String]?
    for step in steps {
      switch step {
      case .select(let names): found = names
      case .drop(let names): found?.removeAll { names.contains($0) }
      // Classes become columns whose names are not known here.
      case .line(let line) where line.hasPrefix("one_hot"): found = nil
      case .line(let line) where line.hasPrefix("column "):
        found?.append(String(line.dropFirst(7).prefix { $0 != " " }))
      case .numbers(let column):
        if found?.contains(column.name) == false { found?.append(column.name) }
      case .dropMissing, .line: break
      }
    }
    return found
  }

  /// Whether the words of a column have become numbers.
  func numbers(_ name: String) -> Bool {
    steps.contains { if case .numbers(let column) = $0 { column.name == name } else { false } }
  }

  /// What says which rows are left.
  var rowSteps: [TableStep] {
    steps.filter { step in
      switch step {
      case .dropMissing: true
      case .line(let line): Self.isOfRows(line)
      case .drop, .select, .numbers: false
      }
    }
  }

  /// Whether a line of a data block leaves rows out.
  static func isOfRows(_ line: String) -> Bool {
    ["drop_missing", "keep ", "drop_duplicates", "take "].contains { line.hasPrefix($0) }
  }

  /// Whether its rows stand in an order that was drawn.
  var isShuffled: Bool { steps.contains(.line("shuffle")) }
}

/// One thing that is done to a table.
enum TableStep: Equatable {
  case drop([String])
  case select([String])
  /// Rows with gaps in these columns are left out; in any column where none is named.
  case dropMissing([String])
  /// The words of a column become numbers, unless it is what is learnt.
  case numbers(NumberedColumn)
  /// As it is written here.
  case line(String)
}

/// A column whose words a program gives numbers.
struct NumberedColumn: Equatable {
  /// What the program calls it.
  var name: String
  /// The column of the file.
  var source: String
  /// What the column of numbers is called here.
  var result: String
  /// The step that makes it: `column sex_number = sex == "female"`, `ordinal "sex"`.
  var line: String
  /// The column of words that is left beside it, and is none in the program; `nil` where there is none.
  var leaves: String?
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
  /// The number that the program gives each word.
  var mapping: [(word: String, number: Int)] = []
  /// Whether all else became a gap by that, which the words say.
  var hasGapsElsewhere = false
  /// Whether its words became their places in the alphabet.
  var isCoded = false
  /// Words that stand for gaps from here on.
  var gapWords: [String] = []
  /// The word that the rows which are chosen by it do not have: `?`.
  var gapFilter: String?
  /// Steps that fill its gaps: `impute median, "age"`.
  var fills: [String] = []
  /// What is computed of it, and of others: `total / size`.
  var formula: String?
  /// What holds for rows that are chosen by it: `size > 1`.
  var condition: String?
  /// Whether it is computed of several columns, or of words, so that it is nothing that is learnt.
  var isMixed = false
  /// The word that its condition asks for, and no more: `churned == "yes"`.
  var askedWord: String?
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
  /// The numbers that the program gives words, by the column of the file.
  var mappings: [String: [(word: String, number: Int)]] = [:]
  /// Columns of the file whose words became numbers.
  var numbered: Set<String> = []
  /// Columns whose other words became gaps.
  var mappedWhole: Set<String> = []
  /// New names of columns that were given numbers, with the name in the file.
  var aliases: [String: String] = [:]
  /// The numbers that the program gives the classes; empty where it says none.
  var classNumbers: [(word: String, number: Int)] = []
  /// Columns that are taken out on the way, each behind so many steps.
  var popped: [(name: String, place: Int)] = []
  /// Whether its training part is drawn before a share of it is taken to measure.
  var isShuffled = false
  /// Whether the program asks how many classes it has.
  var countsClasses = false
  /// Whether nothing is learnt of it, so that its target is not known either.
  var isIdle = false
  /// Which of the data sets it is.
  var number = 0
  /// Columns that the program computes.
  var made: Set<String> = []
  /// The table as a name had it last.
  var latest: TableValue?
  /// Where the training part ends and the test part begins, where the program cuts it at shares of its rows.
  var trainEnd: Double?
  var testStart: Double?
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
    // Numbers that are learnt are classes; other columns have the numbers that the program gives them.
    if let learnt = words.first(where: { ProgramText.quoted(column($0)) == target }) {
      given.append("words=[\(ProgramText.quoted(column(learnt)))]")
    }
    guard !given.isEmpty else { return source }
    return source.dropLast() + ", \(given.joined(separator: ", ")))"
  }

  /// Stands for how many classes it has, among the numbers of a layer, until its name is known.
  var classMark: Int { 1_700_000_000 + number }

  /// The name of a column as the source has it.
  func column(_ name: String) -> String {
    columnNames.firstIndex(of: name).map { "column_\($0 + 1)" } ?? aliases[name] ?? name
  }

  /// Whether the words of a column have become numbers in the program.
  func isNumbered(_ name: String) -> Bool {
    aliases[name] != nil || numbered.contains(column(name))
  }

  /// Whether the program numbers its classes otherwise than by the alphabet.
  var isRenumbered: Bool {
    let numbered = classNumbers.sorted { $0.number < $1.number }
    return numbered.map(\.word) != classNumbers.map(\.word).sorted()
      || numbered.enumerated().contains { $0.offset != $0.element.number }
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
        var steps = (isShuffled ? ["shuffle"] : []) + variant.steps
        if !shares.isEmpty {
          steps.append(
            "split " + (shares.map(Self.percent) + splitOptions).joined(separator: ", "))
        }
        return (isIdle ? "# nothing is learnt of it: " : "") + "\(variant.name) = data \(head)"
          + (steps.isEmpty ? "" : " { \(steps.joined(separator: "; ")) }")
      }
  }

  private static func percent(_ share: Double) -> String {
    let tenths = (share * 1000).rounded()
    return ProgramText.number(tenths / 10) + "%"
  }
}
