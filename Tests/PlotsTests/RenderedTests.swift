import Formats
import Plots
import Support
import Testing

/// Vector pictures as a renderer that is not ours (librsvg) paints them, against small pictures that somebody has looked at.
///
/// `RECORD_SNAPSHOTS=1` paints them anew and fails. Letters differ by the version of what paints them, so a mean
/// difference is held, and no more; other fonts differ by more than a curve.
@Suite(.enabled(if: canDraw, "the machine lacks librsvg2-2"))
struct RenderedTests {
  private static let hasLetters = ["liberation", "liberation2"].contains {
    InputFile.exists("/usr/share/fonts/truetype/\($0)/LiberationSans-Regular.ttf")
  }
  private static let facts = VectorDrawing.Facts(title: "", description: "")
  /// Of 255, over all pixels and colours; a curve that is missing changes about 3.
  private static let tolerance = 1.5

  private static func picture(_ plot: Plot, _ theme: SVGTheme) throws -> Picture {
    let svg = SVG.render(plot, width: 640, height: 400, theme: theme)
    let png = try VectorDrawing(svg: svg).png(width: 200, height: 125, facts)
    return try PictureFile.read(png).rgb
  }

  private static func difference(_ one: Picture, _ other: Picture) -> Double {
    guard one.size == other.size, !one.pixels.isEmpty else { return .infinity }
    let sum = zip(one.pixels, other.pixels).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
    return Double(sum) / Double(one.pixels.count)
  }

  @Test(
    .enabled(if: hasLetters, "the machine lacks fonts-liberation"),
    arguments: SampledKinds.all.indices)
  func `each kind is painted as it was when somebody looked at it`(index: Int) throws {
    let (name, plot) = try SampledKinds.sample(index)
    let drawn = try Self.picture(plot, .light)
    let folder = String(#filePath.prefix { $0 != "\0" }.dropLast("RenderedTests.swift".count))
    let path = folder + "Golden/Pictures/\(name).png"
    if Environment.value("RECORD_SNAPSHOTS") == "1" {
      let svg = SVG.render(plot, width: 640, height: 400)
      let png = try VectorDrawing(svg: svg).png(width: 200, height: 125, Self.facts)
      try AtomicFile.write(png, to: path)
      Issue.record("recorded \(name).png")
      return
    }
    let stored = try PictureFile.read(InputFile.read(path, limit: 1 << 20)).rgb
    let difference = Self.difference(drawn, stored)
    #expect(difference < Self.tolerance, "\(name) differs by \(difference)")
  }

  @Test func `pictures are dark on dark paper, light on light, and blank on none`() throws {
    for (name, plot) in Samples.all {
      for theme in SVGTheme.allCases {
        let whole = SVG.draw(plot, width: 640, height: 400, theme: theme)
        let height = max(1, 200 * whole.height / whole.width)
        let png = try VectorDrawing(svg: whole.text).png(
          width: 200, height: height, Self.facts)
        let pixels = try PictureFile.read(png).rgb.pixels
        // Near its corner everything is paper; the edge itself may lie half outside.
        let paper = Int(pixels[(2 * 200 + 2) * 3])
        #expect(theme == .light ? paper > 240 : paper < 40, "\(name) \(theme)")
        let inked = stride(from: 0, to: pixels.count, by: 3).count {
          abs(Int(pixels[$0]) - paper) > 24
        }
        #expect(inked * 3 > pixels.count / 300, "\(name) \(theme): \(inked) pixels")
      }
    }
  }

  @Test func `a picture that lacks its curve is told from one that has it`() throws {
    var empty = Samples.loss
    empty.chart = LineChart([])
    let difference = Self.difference(
      try Self.picture(Samples.loss, .light), try Self.picture(empty, .light))
    #expect(difference > 2 * Self.tolerance, "\(difference)")
  }
}

private let canDraw =
  (try? VectorDrawing(svg: "<svg xmlns='http://www.w3.org/2000/svg'/>").pixels(width: 1, height: 1))
  != nil
