import Plots
import Support
import Testing
import WorkbenchTestSupport

/// What holds for every kind of chart at every size and on every terminal; a new kind is looked at by its example.
@Suite struct EveryChartTests {
  private static let sizes = [
    (0, 0), (1, 1), (7, 3), (8, 1), (19, 6), (20, 5), (20, 6), (33, 50), (40, 12), (60, 15),
    (80, 24), (120, 40), (200, 60),
  ]

  private static let capabilities: [Capabilities] = [
    .plain, Capabilities(), Capabilities(glyphs: .quadrant, depth: .sixteen),
    Capabilities(depth: .palette256),
    Capabilities(depth: .trueColor, isLightBackground: true),
  ]

  private static func grids(_ plot: Plot) -> [(String, Scene, CellGrid)] {
    sizes.flatMap { width, height in
      capabilities.map { capabilities in
        let scene = PlotLayout.scene(plot, width: width, height: height, capabilities: capabilities)
        return (
          "\(width)×\(height) \(capabilities.glyphs) \(capabilities.depth)", scene,
          Raster.grid(scene)
        )
      }
    }
  }

  @Test(arguments: Charts.all.indices)
  func `a picture is exactly as large as asked for, and holds no letter that its terminal has not`(
    index: Int
  ) throws {
    let plot = try ChartKindTests.example(Charts.all[index])
    for (name, scene, grid) in Self.grids(plot) {
      #expect(grid.width == scene.width && grid.height == scene.height, "\(name)")
      let rows = PlainText.render(grid)
      #expect(rows.allSatisfy { TextWidth.columns(of: $0) <= grid.width }, "\(name)")
      #expect(
        !rows.contains { $0.unicodeScalars.contains { $0.value < 32 || $0.value == 127 } },
        "\(name)")
      guard scene.capabilities.glyphs == .ascii else { continue }
      #expect(rows.allSatisfy { $0.utf8.allSatisfy { $0 < 128 } }, "\(name): \(rows)")
    }
  }

  /// What is written beside a number must not be read as a part of it.
  @Test(arguments: Charts.all.indices)
  func `no words lie on others, and no numbers run together`(index: Int) throws {
    let plot = try ChartKindTests.example(Charts.all[index])
    for (name, scene, _) in Self.grids(plot) where scene.width >= 20 && scene.height >= 5 {
      for row in Set(scene.texts.map(\.row)) {
        // Signs that a drawing is made of may lie on one another; words may not.
        let texts = scene.texts.filter {
          $0.row == row && $0.text.contains { $0.isLetter || $0.isNumber }
        }
        .sorted { $0.column < $1.column }
        for (left, right) in zip(texts, texts.dropFirst()) {
          let end = left.column + TextWidth.columns(of: left.text)
          #expect(end <= right.column, "\(name) row \(row): `\(left.text)` lies on `\(right.text)`")
          let isTorn = left.text.last.map { $0.isNumber || $0 == "%" } ?? false
          let goesOn = right.text.first.map { $0.isNumber || $0 == "." } ?? false
          #expect(
            !(isTorn && goesOn && end == right.column),
            "\(name) row \(row): `\(left.text)\(right.text)`")
        }
      }
    }
  }

  @Test(arguments: Charts.all.indices)
  func `every cell can be read out, and the chart is told in words`(index: Int) throws {
    let plot = try ChartKindTests.example(Charts.all[index])
    #expect(plot.description.count > 20 && plot.description.hasSuffix("."))
    let scene = PlotLayout.scene(
      plot, width: 80, height: 24, capabilities: Capabilities(depth: .palette256))
    var found = 0
    for row in 0..<24 {
      for column in 0..<80 where plot.reading(in: scene, row: row, column: column) != nil {
        found += 1
      }
    }
    #expect(plot.curveChart != nil || found > 0, "nothing of it can be read out")
  }

  @Test(arguments: Charts.all.indices)
  func `small data leave no half of the picture blank`(index: Int) throws {
    let plot = try ChartKindTests.example(Charts.all[index])
    let grid = Raster.grid(
      PlotLayout.scene(plot, width: 80, height: 24, capabilities: Capabilities()))
    let rows = ANSIText.printed(grid, depth: .none)
    var blank = 0
    var longest = 0
    for row in rows {
      blank = row.allSatisfy { $0 == " " } ? blank + 1 : 0
      longest = max(longest, blank)
    }
    #expect(longest <= max(3, rows.count / 2), "\(rows.joined(separator: "\n"))")
  }
}
