import Formats
import Plots
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// `plot …, to="x.png"` and its like.
@Suite("Charts in files")
struct ChartFileKindTests {
  private static let canDraw =
    (try? VectorDrawing(svg: "<svg xmlns='http://www.w3.org/2000/svg'/>").pixels(
      width: 1, height: 1))
    != nil

  private func file(_ lines: String, _ name: String) throws -> (said: String, bytes: [UInt8]) {
    try TemporaryFolder.use { folder in
      let said = Transcript(folder: folder).run(lines)
      let path = folder + "/" + name
      return (said, InputFile.exists(path) ? try InputFile.read(path, limit: 1 << 24) : [])
    }
  }

  @Test func `a text has 80 columns and 24 lines unless size says otherwise`() throws {
    func lines(_ option: String) throws -> [Substring] {
      let (said, bytes) = try file("plot tanh, -4..4, to=\"x.txt\"\(option)", "x.txt")
      #expect(said.contains("wrote x.txt"), "\(said)")
      return String(decoding: bytes, as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false)
    }
    let usual = try lines("")
    #expect(usual.firstIndex(of: "") == 24 && usual.allSatisfy { $0.count <= 80 })
    #expect(usual.contains { $0.contains("Function plot of tanh") })
    #expect(try lines(", size=[40, 12]").firstIndex(of: "") == 12)
    for wrong in ["[10, 10]", "[800, 500]", "[40.5, 12]", "[40, 4]", "[nan, 12]"] {
      let said = try file("plot tanh, -4..4, to=\"x.txt\", size=\(wrong)", "x.txt").said
      #expect(said.contains("20 to 500 columns and 5 to 250 lines"), "\(said)")
    }
  }

  @Test func `a size is two numbers, with by between them or in a list`() throws {
    for size in ["400 by 300", "[400, 300]", "4 * 100 by 300"] {
      let (said, bytes) = try file("plot tanh, -4..4, to=\"x.svg\", size=\(size)", "x.svg")
      #expect(said.contains("wrote x.svg"), "\(said)")
      #expect(String(decoding: bytes, as: UTF8.self).contains("width=\"400\" height=\"300\""))
    }
    for wrong in ["400 by", "by 300", "400 by 300 by 200"] {
      let said = try file("plot tanh, -4..4, to=\"x.svg\", size=\(wrong)", "x.svg").said
      #expect(said.contains("error E0"), "\(said)")
    }
    // `by=` is an option of its own, before which a comma is missing.
    let said = try file("plot tanh, -4..4, smoothing=0 by=\"x\"", "x.svg").said
    #expect(said.contains("E0212"), "\(said)")
  }

  @Test func `rows and JSON are read back by the language and by others`() throws {
    let (said, rows) = try file(
      "plot [3, 1, 2], kind=bar, to=\"x.csv\"; d = data csv(\"x.csv\", target=\"values\"); d.y",
      "x.csv")
    #expect(String(decoding: rows, as: UTF8.self) == "values\n3\n1\n2\n", "\(said)")
    let json = try JSON.read(try file("plot [3, 1, 2], to=\"x.json\"", "x.json").bytes)
    #expect(json["kind"] == "line" && json["format"] == "nabla chart")
  }

  @Test func `a chart of ours takes the place of one of ours, and of nothing else`() throws {
    for name in ["x.svg", "x.html", "x.txt", "x.csv", "x.json"]
      + (Self.canDraw ? ["x.png", "x.pdf"] : [])
    {
      try TemporaryFolder.use { folder in
        let line = "plot tanh, -1..1, to=\"\(name)\""
        for _ in 0..<2 {
          let said = Transcript(folder: folder).run(line)
          #expect(said.contains("wrote") && !said.contains("error"), "\(said)")
        }
        try AtomicFile.write(Array("by hand".utf8), to: folder + "/" + name)
        #expect(Transcript(folder: folder).run(line).contains("E0529"), "\(name)")
      }
    }
  }

  @Test func `what a chart cannot be written as says what it can`() throws {
    let said = try file("plot tanh, -1..1, to=\"x.gif\"", "x.gif").said
    #expect(said.contains("E0407") && said.contains(".svg") && said.contains(".png"))
    let dark = try file("plot tanh, -1..1, to=\"x.svg\", theme=black", "x.svg").said
    #expect(dark.contains("unknown theme `black`"), "\(dark)")
  }

  @Test(.enabled(if: canDraw, "the machine lacks librsvg2-2"))
  func `every kind becomes a picture that is not blank, in both themes`() throws {
    for kind in Charts.all {
      for theme in ["light", "dark"] {
        let example = "seed 1; " + kind.signature.example
        let (said, bytes) = try file(
          example + ", to=\"x.png\", size=[400, 300], theme=\(theme)", "x.png")
        #expect(!said.contains("error"), "\(example): \(said)")
        let picture = try PictureFile.read(bytes)
        #expect(picture.width == 400 && picture.height == 300)
        let paper = Array(picture.pixels.prefix(picture.channels))
        #expect(theme == "light" ? paper.min() == 255 : (paper.max() ?? 255) < 60)
        let inked = stride(from: 0, to: picture.pixels.count, by: picture.channels)
          .count { Array(picture.pixels[$0..<$0 + picture.channels]) != paper }
        #expect(inked > 400, "\(kind.signature.name): \(inked)")
      }
    }
  }

  @Test(.enabled(if: canDraw, "the machine lacks librsvg2-2"))
  func `a page for print has the chart's words and its size`() throws {
    let (_, bytes) = try file("plot tanh, -1..1, to=\"x.pdf\", size=[400, 200]", "x.pdf")
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.hasPrefix("%PDF-") && text.contains("[ 0 0 300 150 ]"))
    #expect(text.contains("/Title (tanh)") && text.contains("% drawn by nabla"))
  }

  /// Of the same chart, block by block: letters come from other fonts, everything else lies where it does.
  @Test(
    .enabled(
      if: canDraw && InputFile.exists("/usr/bin/chromium") && Peers.areThere,
      "there is no browser beside librsvg2-2"))
  func `a browser shows what the library draws`() throws {
    let charts = [
      "plot sigmoid, tanh, -6..6", "plot [[1, -2, 0], [0, 3, 1]]",
      "plot normal([500]), kind=histogram",
    ]
    try TemporaryFolder.use { folder in
      let (width, height) = (480, 300)
      var page = "<!DOCTYPE html><style>body { margin: 0 } img { display: block }</style>"
      for (index, chart) in charts.enumerated() {
        _ = Transcript(folder: folder).run(
          "seed 1; \(chart), to=\"\(index).png\", size=[480, 300]\n"
            + "seed 1; \(chart), to=\"\(index).svg\", size=[480, 300]")
        page += "<img src=\"\(index).svg\">"
      }
      try AtomicFile.write(Array(page.utf8), to: folder + "/page.html")
      let status = try ChildProcess.run(
        [
          "/usr/bin/chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
          "--user-data-dir=\(folder)/profile", "--window-size=480,\(height * charts.count)",
          "--screenshot=\(folder)/shot.png", "file://\(folder)/page.html",
        ], environment: ["HOME=\(folder)"], output: folder + "/said")
      #expect(status == 0)
      let shot = try PictureFile.read(InputFile.read(folder + "/shot.png", limit: 1 << 24))
      for index in charts.indices {
        let own = try PictureFile.read(InputFile.read("\(folder)/\(index).png", limit: 1 << 24))
        let mine = blocks(own, top: 0, width, height)
        let theirs = blocks(shot, top: index * height, width, height)
        let apart = zip(mine, theirs).map { abs($0 - $1) }
        #expect(apart.reduce(0, +) / Double(apart.count) < 6, "\(charts[index])")
        #expect((apart.max() ?? 0) < 110, "\(charts[index])")
      }
    }
  }

  /// The mean brightness of blocks of 20 × 20 pixels.
  private func blocks(_ picture: Picture, top: Int, _ width: Int, _ height: Int) -> [Double] {
    stride(from: 0, to: height, by: 20).flatMap { down in
      stride(from: 0, to: width, by: 20).map { across in
        var sum = 0
        for y in down..<down + 20 {
          for x in across..<across + 20 {
            let place = ((top + y) * picture.width + x) * picture.channels
            for channel in 0..<3 { sum += Int(picture.pixels[place + channel]) }
          }
        }
        return Double(sum) / 1200
      }
    }
  }
}
