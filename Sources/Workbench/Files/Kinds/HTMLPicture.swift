import Catalog
import Plots

/// Charts as pages that a browser shows by themselves.
enum HTMLPicture {
  private static let mark = "<!-- drawn by nabla -->\n"

  static let kind = FileKind(
    signature: FileSignature(
      "HTML", "an HTML page", suffixes: [".html", ".htm"], holds: [.figure], mark: mark,
      advice: { _ in "a browser shows it" },
      begins: { head in
        let text = String(decoding: head, as: UTF8.self).drop {
          $0.isWhitespace || $0 == "\u{FEFF}"
        }
        return ["<!doctype html", "<html"].contains { text.prefix($0.count).lowercased() == $0 }
      }),
    draw: { plot, width, height in
      // A page has no XML declaration within.
      let picture = SVG.render(plot, width: width, height: height)
      let start = picture.firstRange(of: "<svg")?.lowerBound ?? picture.startIndex
      let title = plot.title.isEmpty ? "a chart" : plot.title
      let page = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>\(escaped(title))</title>
        <style>body { margin: 0; } svg { display: block; max-width: 100%; height: auto; margin: auto; }</style>
        </head>
        <body>
        \(picture[start...])
        </body>
        </html>

        """
      return Array((page + mark).utf8)
    })
}
