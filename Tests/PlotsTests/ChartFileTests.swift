import Support
import Testing

@testable import Plots

/// Charts as texts, rows and JSON.
@Suite struct ChartFileTests {
  @Test func `a text has the rows of the chart, then its description`() {
    let text = PlainText.picture(of: Samples.bars, width: 60, height: 10)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.last == "" && lines.dropLast().allSatisfy { columns(of: String($0)) <= 60 })
    #expect(text.contains("577") && text.contains("4 bars."))
    #expect(!text.contains("\n\n\n"))
  }

  @Test func `no file of a chart has a code that steers a terminal`() {
    var plot = Samples.scatter
    plot.title = "a\u{1B}[31mb\nc\u{7}"
    plot.x.title = "\u{9B}2J"
    let texts = [
      PlainText.picture(of: plot, width: 80, height: 24), plot.csv, plot.json.description,
      SVG.render(plot), SVG.render(plot, hasReadout: true),
    ]
    for text in texts {
      #expect(
        text.unicodeScalars.allSatisfy {
          $0 == "\n" || ($0.value >= 0x20 && !(0x7F...0x9F).contains($0.value))
        })
    }
  }

  @Test func `rows have a column for each of the data, shorter ones end in nothing`() {
    let plot = Plot.functions([
      Series("f", xs: [0, 1, 2], ys: [0.1, .nan, 1e300]),
      Series("f", xs: [0, 1], ys: [2, 3]),
    ])
    let rows = plot.csv.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(rows.count == 4)
    #expect(Set(rows[0]).count == rows[0].count && rows[0].contains("f_2"))
    #expect(rows.allSatisfy { $0.count == rows[0].count })
    #expect(rows[2].contains("nan") && rows[3].contains("1e+300") && rows[3].last == "")
  }

  @Test func `JSON reads back with the numbers of the data`() throws {
    for (name, plot) in Samples.all {
      let value = try #require(try? JSON.read(Array(plot.json.description.utf8)), "\(name)")
      #expect(value["format"] == "nabla chart" && value["description"] == .text(plot.description))
      guard case .list(let columns) = value["columns"] else { continue }
      let known = plot.chart.fileColumns(of: plot)
      #expect(columns.count == known.count)
      for (column, stored) in zip(known, columns) {
        guard case .list(let numbers) = stored["values"] else { continue }
        #expect(numbers.count == column.values.count, "\(name)")
      }
    }
  }

  @Test func `every pattern of dots has a character of its own, in the order of Unicode`() {
    #expect(Set(Octants.all).count == 256)
    // BLOCK OCTANT-3, -23, -123, -4, -14 and the last one, -2345678.
    let known: [(Int, UInt32)] = [
      (0x04, 0x1CD00), (0x06, 0x1CD01), (0x07, 0x1CD02), (0x08, 0x1CD03), (0x09, 0x1CD04),
      (0xFE, 0x1CDE5),
    ]
    for (mask, code) in known { #expect(Octants.all[mask].value == code) }
    #expect(Octants.all[0x0F] == "▀" && Octants.all[0x55] == "▌" && Octants.all[0xF0] == "▄")
  }

  @Test func `a sample shows waves in each kind of dots`() {
    for glyphs in [Capabilities.Glyphs.ascii, .quadrant, .braille, .octant] {
      let line = GlyphSample.line(glyphs, columns: 16)
      #expect(line.unicodeScalars.count == 16 && Set(line).count > (glyphs == .ascii ? 0 : 2))
    }
    #expect(GlyphSample.line(.braille, columns: 0).unicodeScalars.count == 1)
  }
}
