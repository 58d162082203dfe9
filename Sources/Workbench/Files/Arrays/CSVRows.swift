import Data
import Engine
import Formats
import Plots
import Support

/// Rows of comma-separated values that are written at once, of as many rows and columns as there may be.
///
/// Numbers have the fewest digits that read back as the same; a missing value is empty.
struct CSVRows {
  private struct Column {
    let name: String
    let field: (Int) -> String
  }

  private var columns: [Column] = []
  private let count: Int

  /// A row for each of the tensor's first axis; of more than two axes the numbers of one stand in C's order.
  /// Predictions have the names of `AnswerColumns` above, the likeliest class in a column of its own, and the rows of the
  /// file. Counts of true against predicted classes have these in the first
  /// column and above the others, and so has a number for each class.
  init(_ value: TensorValue, _ tensor: Tensor) {
    if value.roles.contains(.confusion), tensor.shape.rank == 2 {
      self.init(ofCounts: tensor, value.classes?.names)
    } else if value.roles.contains(.perClass), let names = value.classes?.names,
      tensor.shape.extents == [names.count]
    {
      self.init(
        [
          Column(name: "class") { CSV.quoted(names[$0]) },
          Column(name: "value") { CSV.number(tensor[$0]) },
        ], count: names.count)
    } else {
      self.init(tensor, classes: value.answerNames)
      guard let rows = value.fileRows?.rows, rows.count == count else { return }
      if let files = value.fileRows?.files, files.count == count {
        columns.insert(Column(name: "file") { CSV.quoted(files[$0]) }, at: 0)
        return
      }
      let answers = AnswerColumns(value.answerNames, of: tensor)
      columns.insert(Column(name: answers.rowTitle) { "\(rows[$0])" }, at: 0)
    }
  }

  private init(_ columns: [Column], count: Int) { (self.columns, self.count) = (columns, count) }

  /// A row for each true class, behind its name.
  private init(ofCounts tensor: Tensor, _ classes: [String]?) {
    let (height, width) = (tensor.shape[0], tensor.shape[1])
    let known = classes.flatMap { $0.count == height ? $0 : nil }
    let names = known ?? (0..<max(height, width)).map { "\($0)" }
    let counts = (0..<width).map { column in
      Column(name: column < names.count ? names[column] : "\(column)") { row in
        CSV.number(tensor[row * width + column])
      }
    }
    self.init([Column(name: "true") { CSV.quoted(names[$0]) }] + counts, count: height)
  }

  private init(_ tensor: Tensor, classes: ClassNames?) {
    let rows = tensor.shape.extents.first ?? 1
    let width = rows == 0 ? 0 : tensor.count / rows
    let answers = AnswerColumns(classes, of: tensor)
    count = rows
    columns = (0..<width).map { column in
      Column(name: answers.names[column]) { row in
        CSV.number(tensor[row * width + column])
      }
    }
    if columns.isEmpty { columns = [Column(name: "value") { _ in "" }] }
    guard let title = answers.answer else { return }
    var leading = [
      Column(name: title) { answers.answer(of: tensor, $0).map(CSV.quoted) ?? "" }
    ]
    if let title = answers.probability {
      leading.append(
        Column(name: title) { answers.probability(of: tensor, $0).map(CSV.number) ?? "" })
    }
    columns = leading + columns
  }

  /// The rows of one part: columns as they came, or else the numbers that a model sees, with its target.
  private init(_ part: Dataset) {
    count = part.train.count
    let standing = part.standingColumns
    if !standing.isEmpty, part.followsFromColumns {
      columns = standing.map(Self.column)
      return
    }
    let samples = part.train
    for input in samples.inputs {
      let size = input.rows.shape.count
      let isNamed = part.columns.count == size && samples.inputs.count == 1
      for element in 0..<size {
        let name =
          isNamed ? part.columns[element] : size == 1 ? input.name : "\(input.name)\(element)"
        columns.append(Column(name: name) { CSV.number(input.rows.number($0, element)) })
      }
    }
    guard let targets = samples.targets else { return }
    let (size, classes, name) = (targets.shape.count, part.classNames, part.target ?? "y")
    for element in 0..<size {
      columns.append(
        Column(name: size == 1 ? name : "\(name)\(element)") { row in
          let number = targets.number(row, element)
          guard size == 1, let place = Int(whole: number), classes.indices.contains(place) else {
            return CSV.number(number)
          }
          return CSV.quoted(classes[place])
        })
    }
  }

  private static func column(_ column: TypedColumn) -> Column {
    switch column.values {
    case .numbers(let numbers), .wholes(let numbers):
      return Column(name: column.name) { numbers[$0].isNaN ? "" : CSV.number(numbers[$0]) }
    case .dates(let seconds):
      return Column(name: column.name) {
        seconds[$0].isNaN ? "" : CSV.quoted(DateText.of(seconds[$0]))
      }
    default:
      let texts = column.texts
      return Column(name: column.name) { texts[$0].map(CSV.quoted) ?? "" }
    }
  }

  /// All parts one after the other; where there is more than one, the first column says which.
  static func bytes(of dataset: Dataset) throws -> [UInt8] {
    let parts = Dataset.Part.allCases.compactMap { part in
      dataset.part == nil ? dataset[part].map { (part, $0) } : nil
    }
    guard parts.count > 1 else { return try CSVRows(dataset).bytes() }
    var bytes: [UInt8] = []
    for (index, (part, data)) in parts.enumerated() {
      var rows = CSVRows(data)
      rows.columns.insert(Column(name: "part") { _ in part.rawValue }, at: 0)
      bytes += try rows.bytes(hasNames: index == 0)
    }
    return bytes
  }

  /// The lines, names first; refuses what memory does not hold.
  func bytes(hasNames: Bool = true) throws -> [UInt8] {
    try MemoryBudget.current.require(
      ByteEstimate.product(count, columns.count, 8), for: "the rows of the file")
    var bytes: [UInt8] = []
    if hasNames {
      bytes += Array(columns.map { CSV.quoted($0.name) }.joined(separator: ",").utf8) + [0x0A]
    }
    for row in (0..<count).untilInterrupted {
      for (index, column) in columns.enumerated() {
        if index > 0 { bytes.append(0x2C) }
        bytes.append(contentsOf: column.field(row).utf8)
      }
      bytes.append(0x0A)
    }
    return bytes
  }
}
