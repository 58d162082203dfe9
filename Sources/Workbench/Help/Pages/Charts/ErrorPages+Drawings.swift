import Language

extension ErrorPages {
  /// Charts in files of pixels and on pages.
  static let drawings = [
    page(
      "E0648", "a library that draws is missing",
      "Pixels and pages are drawn by librsvg, which Debian has in the package librsvg2-2; SVG, HTML, texts and numbers "
        + "need nothing.",
      "plot tanh, to=\"tanh.png\"", "plot tanh, to=\"tanh.svg\""),
    page(
      "E0649", "a chart could not be drawn as pixels or as a page",
      "The message has the reason that the library gives: mostly there is no memory for so many pixels.",
      "plot tanh, to=\"tanh.png\", size=[4000, 4000]", "plot tanh, to=\"tanh.png\""),
  ]
}
