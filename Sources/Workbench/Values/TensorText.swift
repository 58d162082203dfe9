import Engine
import Support

/// How tensors print: exact, because sessions store it and `verify` compares it.
enum TensorText {
  /// One line for short vectors, otherwise a header and aligned rows.
  ///
  /// Numbers that are shares show how small they are at most, `<0.00001`, in place of an exponent.
  static func render(
    _ tensor: Tensor, isWeak: Bool, digits: Int = NumberText.digits, areShares: Bool = false
  ) -> String {
    switch tensor.shape.rank {
    case 0: return NumberText.general(tensor.first, digits: digits)
    case 1 where tensor.count <= 12:
      let parts = tensor.doubles.map { NumberText.general($0, digits: digits) }
      return "[" + parts.joined(separator: ", ") + "]"
    default: break
    }
    var lines = [header(tensor)]
    lines += body(tensor, digits, areShares: areShares)
    return lines.joined(separator: "\n")
  }

  /// More numbers than anybody reads.
  static let fullLimit = 100_000

  /// All numbers: a vector on one line, as it can be typed, a matrix row by row, and what has more axes block by block.
  static func full(_ tensor: Tensor, digits: Int = NumberText.digits) -> String {
    let shape = tensor.shape
    guard shape.rank > 1, tensor.count > 0 else {
      let parts = tensor.doubles.map { NumberText.general($0, digits: digits) }
      return shape.rank == 0 ? parts.joined() : "[" + parts.joined(separator: ", ") + "]"
    }
    let columns = shape[shape.rank - 1]
    let rows = shape[shape.rank - 2]
    let numbers = tensor.doubles
    let cell = CellFormat(numbers, digits)
    var lines = ["tensor\(shape)"]
    for block in 0..<tensor.count / (rows * columns) {
      if Interrupt.isRaised { break }
      if shape.rank > 2 { lines.append(label(block, shape)) }
      let texts = (0..<rows).map { row in
        (0..<columns).map { cell.text(numbers[(block * rows + row) * columns + $0]) }
      }
      lines += TextTable(rows: texts, alignment: .right).lines(indent: 2)
    }
    return lines.joined(separator: "\n")
  }

  /// From this many numbers on the decimals are those of the numbers that are shown.
  private static let largeCount = 10_000

  /// `tensor[100, 50] float32  mean 0.001034  std 0.9981  min -3.912  max 3.772`; the statistics
  /// only where rows are left out, so that small tensors stay bare.
  private static func header(_ tensor: Tensor) -> String {
    let name = "tensor\(tensor.shape)"
    guard isElided(tensor.shape) else { return name }
    let (mean, deviation, least, largest) = statistics(tensor)
    let parts = [
      "mean \(four(mean))", "std \(four(deviation))", "min \(four(least))",
      "max \(four(largest))",
    ]
    return "\(name) \(tensor.dtype.name)  " + parts.joined(separator: "  ")
  }

  /// Small tensors are added up in order, as they are in stored outputs.
  private static func statistics(_ tensor: Tensor) -> (Double, Double, Double, Double) {
    guard tensor.count < largeCount else {
      let found = TensorStatistics(tensor)
      return (found.mean, found.deviation, found.least, found.largest)
    }
    let numbers = tensor.doubles
    let count = Double(max(1, numbers.count))
    let mean = numbers.reduce(0, +) / count
    let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    return (mean, variance.squareRoot(), numbers.min() ?? .nan, numbers.max() ?? .nan)
  }

  /// Four significant digits, whole numbers as they are.
  private static func four(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15
      ? NumberText.general(number) : NumberText.significant(number, digits: 4)
  }

  private static func isElided(_ shape: Shape) -> Bool {
    if shape.rank == 1 { return true }
    let block = Array(shape.extents.suffix(2))
    let isBlockElided = block[0] > 12 || block[1] > 8
    return isBlockElided || shape.extents.dropLast(2).reduce(1, *) > 2
  }

  private static func body(
    _ tensor: Tensor, _ digits: Int, areShares: Bool
  ) -> [String] {
    let shape = tensor.shape
    if tensor.count == 0 { return ["  (empty)"] }
    let columns = shape[shape.rank - 1]
    let rows = shape.rank == 1 ? 1 : shape[shape.rank - 2]
    let blocks = tensor.count / (rows * columns)
    let shown = (0..<min(2, blocks)).map { block in
      shownRows(of: rows).map { row in shownCells(tensor, row: block * rows + row, of: columns) }
    }
    let isSmall = tensor.count < largeCount
    let numbers = isSmall ? tensor.doubles : shown.flatMap { $0.flatMap { $0 } }
    let cell = CellFormat(numbers, digits, areShares: areShares)
    var lines: [String] = []
    for (index, block) in shown.enumerated() {
      if shape.rank > 2 { lines.append(label(index, shape)) }
      lines += aligned(block, cell, isCut: rows > 12, isElided: columns > 8)
    }
    if blocks > 2 { lines.append("  …") }
    return lines
  }

  private static func shownRows(of rows: Int) -> [Int] {
    rows > 12 ? Array(0..<3) + Array((rows - 3)..<rows) : Array(0..<rows)
  }

  /// The first and last three numbers of a long row, all of a short one.
  private static func shownCells(_ tensor: Tensor, row: Int, of columns: Int) -> [Double] {
    let positions =
      columns > 8 ? Array(0..<3) + Array((columns - 3)..<columns) : Array(0..<columns)
    return positions.map { tensor[row * columns + $0] }
  }

  /// The leading index of a block: `[0]`, or `[0, 1]` with two leading axes.
  private static func label(_ index: Int, _ shape: Shape) -> String {
    var rest = index
    var parts: [String] = []
    for extent in shape.extents.dropLast(2).reversed() {
      parts.insert(String(rest % extent), at: 0)
      rest /= extent
    }
    return "[" + parts.joined(separator: ", ") + "]"
  }

  /// Rows in columns as wide as their widest shown cell; `…` stands for what is left out.
  private static func aligned(
    _ rows: [[Double]], _ cell: CellFormat, isCut: Bool, isElided: Bool
  ) -> [String] {
    let cells = rows.map { row -> [String] in
      guard isElided else { return row.map(cell.text) }
      return row.prefix(3).map(cell.text) + ["…"] + row.suffix(3).map(cell.text)
    }
    var lines = TextTable(rows: cells, alignment: .right).lines(indent: 2)
    if isCut { lines.insert("  …", at: 3) }
    return lines
  }
}

/// One count of decimals for all numbers of a tensor.
private struct CellFormat {
  private let decimals: Int?
  private let digits: Int
  /// Shares nearer to 0, or to 1, than their decimals tell.
  private var isBounded = false

  init(_ numbers: [Double], _ digits: Int, areShares: Bool = false) {
    self.digits = digits
    let finite = numbers.filter(\.isFinite)
    let largest = finite.map(abs).max() ?? 0
    let smallest = finite.lazy.filter { $0 != 0 }.map(abs).min() ?? 1
    if areShares, smallest < 1e-4, largest >= 0.01, numbers.allSatisfy({ (0...1).contains($0) }) {
      (decimals, isBounded) = (5, true)
    } else if largest >= 1e6 && finite.contains(where: { $0 != $0.rounded() })
      || largest > NumberText.largestWhole
      || smallest < 1e-4
    {
      decimals = nil
    } else {
      decimals = CellFormat.decimals(finite, largest: largest, digits)
    }
  }

  func text(_ number: Double) -> String {
    if isBounded, number > 0, number < 1e-5 { return "<0.00001" }
    if isBounded, number < 1, number > 0.99999 { return ">0.99999" }
    return CellFormat.text(number, decimals, digits)
  }

  private static func text(_ number: Double, _ decimals: Int?, _ digits: Int) -> String {
    guard number.isFinite else { return NumberText.general(number) }
    guard let decimals else {
      return NumberText.scientific(
        number, digits: digits > NumberText.digits ? digits : 4)
    }
    return NumberText.fixed(number == 0 ? 0 : number, decimals: decimals)
  }

  /// Six significant digits, or as many as are asked for, of the largest number, without zeros that all numbers share.
  private static func decimals(_ finite: [Double], largest: Double, _ digits: Int) -> Int {
    var magnitude = 1
    var bound = 10.0
    while largest >= bound {
      magnitude += 1
      bound *= 10
    }
    // What is not 0 does not read as 0 beside a large number.
    let smallest = finite.lazy.filter { $0 != 0 }.map(abs).min() ?? 1
    var (most, unit) = (max(0, min(digits, digits - magnitude)), 0.5)
    for _ in 0..<most { unit /= 10 }
    if smallest <= unit {
      while smallest <= unit {
        most += 1
        unit /= 10
      }
      most += 1
    }
    var needed = 0
    for number in finite {
      var text = NumberText.fixed(number, decimals: most)[...]
      guard text.contains(".") else { continue }
      while text.last == "0" { text = text.dropLast() }
      let shown = text.split(separator: ".", omittingEmptySubsequences: false)
      if shown.count == 2 { needed = max(needed, shown[1].count) }
    }
    return min(most, needed)
  }
}
