import Catalog
import Exchange
import Plots

/// Charts as pictures.
enum SVGPicture {
  /// What pictures end with, so that they are known as ours.
  private static let mark = "<!-- drawn by nabla -->\n"

  static let kind = FileKind(
    signature: FileSignature(
      "SVG", "an SVG picture", suffixes: [".svg"], holds: [.figure, .export], mark: mark,
      advice: { _ in "a browser shows it" },
      begins: { head in
        var text = String(decoding: head, as: UTF8.self)[...]
        // Declarations and comments may stand before the picture.
        while true {
          text = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
          if text.hasPrefix("<svg") { return true }
          guard
            let end = ["<?": "?>", "<!--": "-->", "<!D": ">"].first(where: {
              text.hasPrefix($0.key)
            }),
            let close = text.firstRange(of: end.value)
          else { return false }
          text = text[close.upperBound...]
        }
      }),
    exports: [
      .model { model, _ in ExportedFiles(Array((ModelDiagram(model).picture() + mark).utf8)) }
    ],
    draw: .picture { plot, request in
      let picture = SVG.draw(
        plot, width: request.width, height: request.height, theme: request.theme,
        isCropped: request.isCropped
      ).text
      return Array((picture + (picture.hasSuffix("\n") ? "" : "\n") + mark).utf8)
    })
}
