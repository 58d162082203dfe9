import Catalog
import Plots
import Support
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// Every kind of chart of the registry, held to what it says of itself.
@Suite("Every kind of chart")
struct ChartKindTests {
  private static let sizes = [(20, 5), (80, 24), (200, 60)]
  private static let places = [
    Capabilities(), .plain, Capabilities(glyphs: .quadrant, depth: .sixteen),
    Capabilities(depth: .palette256), Capabilities(depth: .trueColor, isLightBackground: true),
  ]

  /// What the kind's own example draws.
  static func example(_ kind: any Chart.Type) throws -> Plot {
    let transcript = Transcript()
    transcript.interpreter.run("seed 1; " + kind.signature.example)
    let plots = transcript.host.take().compactMap { output in
      if case .plot(let plot) = output { plot } else { nil }
    }
    return try #require(plots.last, "\(kind.signature.example)")
  }

  @Test(arguments: Charts.all.indices)
  func `has an example that draws it, a headline, a description and data`(index: Int) throws {
    let kind = Charts.all[index]
    let plot = try Self.example(kind)
    #expect(type(of: plot.chart) == kind)
    #expect(!plot.headline.isEmpty && !plot.headline.contains("\n"))
    #expect(plot.description.hasSuffix("."))
    #expect(plot.dataColumns.contains { !$0.values.isEmpty })
    var other = plot
    other.chart = LineChart([])
    #expect(plot == plot && plot != other)
  }

  @Test(arguments: Charts.all.indices)
  func `is drawn at every size, in every place and as a vector picture`(index: Int) throws {
    let plot = try Self.example(Charts.all[index])
    for (width, height) in Self.sizes {
      for capabilities in Self.places {
        let rows = PlainText.render(
          Raster.grid(
            PlotLayout.scene(plot, width: width, height: height, capabilities: capabilities)))
        #expect(rows.count == height && rows.contains { !$0.isEmpty })
        #expect(rows.allSatisfy { TextWidth.columns(of: $0) <= width })
      }
    }
    let picture = SVG.render(plot)
    #expect(picture.hasPrefix("<?xml") && picture.hasSuffix("</svg>\n"))
    #expect(picture.contains("<desc"))
  }

  @Test func `names are told apart and stand in help, as words of kind= and as a topic`() throws {
    let names = Charts.all.map { $0.signature.name }
    #expect(Set(names).count == names.count)
    let help = HelpText()
    let page = try #require(help.text(for: "plot"))
    let topic = try #require(help.topic("charts"))
    for kind in Charts.all {
      let signature = kind.signature
      #expect(signature.kind == .chart && signature.summary.count <= 100)
      #expect(topic.contains(signature.summary))
      #expect(help.text(for: signature.name) != nil)
    }
    for kind in Charts.ofNumbers { #expect(page.contains(kind.signature.summary)) }
    let words = Vocabulary.standard.catalog.signature("plot", .verb)?.parameter(named: "kind")?
      .words
    #expect(words == Charts.words && Charts.words.first == "line")
  }

  @Test(arguments: Charts.words)
  func `can be asked for by name`(word: String) throws {
    // [4, 4] suits a few kinds, [4, 2] and [4] the others.
    let kind = try #require(Charts.named(word))
    let drawn = ["ones([4, 4])", "ones([4, 2])", "ones([4])"].compactMap { numbers -> Plot? in
      let transcript = Transcript()
      transcript.interpreter.run("plot \(numbers), kind=\(word)")
      return transcript.host.take().lazy.compactMap { output in
        if case .plot(let plot) = output { plot } else { nil }
      }.first
    }
    // Bars of several vectors stand in groups.
    let areKind = drawn.allSatisfy {
      type(of: $0.chart) == kind || kind == BarChart.self && $0.chart is StackedBars
    }
    #expect(!drawn.isEmpty && areKind)
  }

  @Test func `what is no kind of chart is refused`() {
    #expect(printed("plot [1, 2], kind=sigmoid").contains("kind of chart"))
    #expect(printed("plot ones([4, 4, 4]), kind=heat").contains("cannot be drawn as heat map"))
    #expect(printed("plot ones([101, 2, 2])").contains("101 images are too many"))
  }
}
