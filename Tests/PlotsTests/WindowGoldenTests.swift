import Plots
import Support
import Testing

/// Each kind of chart in the windows that people have, on each kind of terminal, against a file a kind.
///
/// Letters are kept as they are drawn, once where two terminals draw the same; colours as one short sum a row, which
/// tells in which row one has changed. `RECORD_SNAPSHOTS=1` writes the files anew and fails.
@Suite struct WindowGoldenTests {
  private static let sizes = [(20, 6), (40, 12), (60, 15), (80, 24), (120, 40), (200, 60)]
  private static let terminals: [(name: String, capabilities: Capabilities)] = [
    ("ascii", .plain), ("utf-8", Capabilities()),
    ("256 colours", Capabilities(depth: .palette256)),
    ("24-bit", Capabilities(depth: .trueColor)),
  ]

  @Test(arguments: SampledKinds.all.indices)
  func `each kind looks as recorded at six sizes on four terminals`(index: Int) throws {
    let (name, plot) = try SampledKinds.sample(index)
    var text = ""
    for (width, height) in Self.sizes {
      var known: [(name: String, rows: [String])] = []
      for (terminal, capabilities) in Self.terminals {
        let grid = Raster.grid(
          PlotLayout.scene(plot, width: width, height: height, capabilities: capabilities))
        let rows = PlainText.render(grid)
        #expect(rows.allSatisfy { TextWidth.columns(of: $0) <= width })
        text += "\(width)x\(height) \(terminal)"
        if let same = known.first(where: { $0.rows == rows }) {
          text += ": letters as \(same.name)\n"
        } else {
          let shown = rows.reversed().drop(while: \.isEmpty).reversed()
          text += "\n" + shown.map { $0 + "|\n" }.joined()
        }
        known.append((terminal, rows))
        if capabilities.depth > .none { text += "colours \(Self.sums(of: grid))\n" }
      }
      text += "\n"
    }
    try GoldenText.compare(text, with: "Windows/\(name).txt")
  }

  /// Four hexadecimal digits a row; equal neighbours are counted, rows without colours are `-`.
  private static func sums(of grid: CellGrid) -> String {
    var sums: [(text: String, count: Int)] = []
    for row in 0..<grid.height {
      var sum: UInt32 = 2_166_136_261
      var isPlain = true
      for column in 0..<grid.width {
        let cell = grid[row, column]
        let isEmpty = cell.isBlank && cell.background == .standard
        var look: [UInt32] = [UInt32(column)]
        if !isEmpty {
          look += [
            code(cell.foreground), code(cell.background), UInt32(cell.attributes.rawValue),
          ]
          if cell.foreground != .standard || cell.background != .standard { isPlain = false }
        }
        for part in look { sum = (sum ^ part) &* 16_777_619 }
      }
      let digits = String((sum ^ (sum >> 16)) & 0xFFFF, radix: 16)
      let text = isPlain ? "-" : String(repeating: "0", count: 4 - digits.count) + digits
      if let last = sums.indices.last, sums[last].text == text {
        sums[last].count += 1
      } else {
        sums.append((text, 1))
      }
    }
    return sums.map { $0.count > 1 ? "\($0.text)×\($0.count)" : $0.text }.joined(separator: " ")
  }
}

/// A number for a colour.
private func code(_ color: CellColor) -> UInt32 {
  switch color {
  case .standard: 0
  case .sixteen(let index): 0x100_0000 + UInt32(index)
  case .palette(let index): 0x200_0000 + UInt32(index)
  case .rgb(let rgb):
    0x300_0000 + UInt32(rgb.red) << 16 + UInt32(rgb.green) << 8 + UInt32(rgb.blue)
  }
}

/// The kinds of charts, each with the first of the samples that is one.
enum SampledKinds {
  /// All but t-SNE, whose places come of thousands of steps of rounded numbers; its points are drawn as those of PCA.
  static let all: [any Chart.Type] = Charts.all.filter { $0 != TSNEChart.self }

  /// The name and the sample of a kind; every kind has one.
  static func sample(_ index: Int) throws -> (name: String, plot: Plot) {
    let name = all[index].signature.name.replacing(" ", with: "_")
    let found = Samples.all.first { type(of: $0.plot.chart) == all[index] }
    return (name, try #require(found, "\(name) has no sample").plot)
  }
}

/// Whole texts against files of `Golden`.
enum GoldenText {
  /// Compares, or writes the file and fails where `RECORD_SNAPSHOTS` is 1; says the first line that differs.
  static func compare(_ text: String, with file: String) throws {
    let folder = String(#filePath.prefix { $0 != "\0" }.dropLast("WindowGoldenTests.swift".count))
    let path = folder + "Golden/" + file
    if Environment.value("RECORD_SNAPSHOTS") == "1" {
      try AtomicFile.write(Array(text.utf8), to: path)
      Issue.record("recorded \(file)")
      return
    }
    let stored = String(decoding: try InputFile.read(path, limit: 1 << 22), as: UTF8.self)
    guard stored != text else { return }
    let new = text.split(separator: "\n", omittingEmptySubsequences: false)
    let old = stored.split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(new, old).enumerated().first { $0.element.0 != $0.element.1 }
    let place = line?.offset ?? min(new.count, old.count)
    let now = place < new.count ? new[place] : "(end)"
    let before = place < old.count ? old[place] : "(end)"
    Issue.record("\(file) line \(place + 1):\n\(now)\nwas\n\(before)")
  }
}
