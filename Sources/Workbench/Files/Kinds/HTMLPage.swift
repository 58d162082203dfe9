import Catalog
import Plots

/// Charts and reports as pages that a browser shows by themselves.
enum HTMLPage {
  private static let mark = "<!-- drawn by nabla -->\n"

  static let kind = FileKind(
    signature: FileSignature(
      "HTML", "an HTML page", suffixes: [".html", ".htm"], holds: [.figure, .report, .export],
      mark: mark,
      advice: { _ in "a browser shows it" },
      begins: { head in
        let text = String(decoding: head, as: UTF8.self).drop {
          $0.isWhitespace || $0 == "\u{FEFF}"
        }
        return ["<!doctype html", "<html"].contains { text.prefix($0.count).lowercased() == $0 }
      }),
    draw: .picture { plot, request in
      // A page has no XML declaration within.
      let picture = SVG.draw(
        plot, width: request.width, height: request.height, theme: request.theme, hasReadout: true,
        isCropped: request.isCropped
      ).text
      let start = picture.firstRange(of: "<svg")?.lowerBound ?? picture.startIndex
      return page(
        title: plot.title.isEmpty ? "a chart" : plot.title,
        style: ChartReadout.style(request.theme), String(picture[start...]) + ChartReadout.script)
    },
    writeReport: { report in
      page(
        title: report.title.isEmpty ? report.kind : report.title,
        style:
          "body { font-family: sans-serif; margin: 2em; } table { border-collapse: collapse; } "
          + "th, td { padding: 0.2em 0.8em 0.2em 0; text-align: left; } img { max-width: 100%; }",
        report.html)
    })

  /// `body` is HTML whose last line is ended; the title is any text.
  private static func page(title: String, style: String, _ body: String) -> [UInt8] {
    let page = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>\(escaped(title))</title>
      <style>\(style)</style>
      </head>
      <body>
      \(body)</body>
      </html>

      """
    return Array((page + mark).utf8)
  }
}
