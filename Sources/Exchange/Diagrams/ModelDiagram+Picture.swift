import Support

extension ModelDiagram {
  /// A picture: boxes with arrows, readable on light and on dark, without scripts or fonts of its own.
  ///
  /// An SVG 1.1 document whose colours follow what the reader prefers; title and description say what it shows.
  package func picture() -> String {
    let layout = DiagramLayout(self)
    let margin = 24
    let (width, height) = (layout.width + 2 * margin, layout.height + 2 * margin)
    var body = ""
    for group in groupFrames(layout) { body += group }
    for (arrow, path) in zip(arrows, layout.paths) {
      let dashes = arrow.isShortcut ? " stroke-dasharray=\"5 3\"" : ""
      body += "<path class=\"arrow\" d=\"\(Self.rounded(path))\"\(dashes)"
      body += " marker-end=\"url(#head)\"/>\n"
    }
    for (box, place) in zip(boxes, layout.places) { body += Self.element(box, place) }
    let said = boxes.map { $0.lines.joined(separator: ", ") }.joined(separator: "; ")
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
      viewBox="\(-margin) \(-margin) \(width) \(height)" role="img" aria-labelledby="title desc" \
      style="max-width:100%;height:auto" \
      font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="12">
      <title id="title">model \(Self.inXML(name))</title>
      <desc id="desc">\(Self.inXML(said))</desc>
      <style>\(Self.style)</style>
      <defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">\
      <path class="head" d="M0 0L8 4L0 8z"/></marker></defs>
      <rect class="page" x="\(-margin)" y="\(-margin)" width="\(width)" height="\(height)"/>
      \(body)</svg>

      """
  }

  private static let style = """
    .page{fill:#ffffff}.box{stroke-width:1.2}.layer{fill:#f1f5f9;stroke:#475569}.input{fill:#e0f2fe;stroke:#0369a1}\
    .join{fill:#fef3c7;stroke:#b45309}.group{fill:none;stroke:#94a3b8;stroke-dasharray:2 3}.word{fill:#0f172a}\
    .fact{fill:#475569;font-size:11px}.arrow{fill:none;stroke:#64748b;stroke-width:1.4}.head{fill:#64748b}\
    @media (prefers-color-scheme:dark){.page{fill:#0f172a}.layer{fill:#1e293b;stroke:#94a3b8}\
    .input{fill:#0c4a6e;stroke:#7dd3fc}.join{fill:#451a03;stroke:#fbbf24}.group{stroke:#64748b}.word{fill:#f8fafc}\
    .fact{fill:#cbd5e1}.arrow{stroke:#94a3b8}.head{fill:#94a3b8}}
    """

  private static func element(_ box: Box, _ place: DiagramLayout.Place) -> String {
    let radius = box.kind == .layer ? 5 : place.height / 2
    var text = """
      <rect class="box \(box.kind)" x="\(place.x)" y="\(place.y)" width="\(place.width)" \
      height="\(place.height)" rx="\(radius)"/>

      """
    for (index, line) in box.lines.enumerated() {
      let y = place.y + 7 + DiagramLayout.line * index + 12
      text += """
        <text class="\(index == 0 ? "word" : "fact")" x="\(place.center)" y="\(y)" \
        text-anchor="middle">\(inXML(line))</text>

        """
    }
    return text
  }

  /// A line around the boxes of each block, under its label.
  private func groupFrames(_ layout: DiagramLayout) -> [String] {
    var order: [[String]] = []
    var members: [[String]: [Int]] = [:]
    for (index, box) in boxes.enumerated() {
      for depth in 0..<box.groups.count {
        let path = Array(box.groups.prefix(depth + 1))
        if members[path] == nil { order.append(path) }
        members[path, default: []].append(index)
      }
    }
    return order.map { path in
      let places = (members[path] ?? []).map { layout.places[$0] }
      let pad = max(4, 14 - 3 * path.count)
      let (left, top) = ((places.map(\.x).min() ?? 0) - pad, (places.map(\.y).min() ?? 0) - pad)
      let right = (places.map(\.right).max() ?? 0) + pad
      let bottom = (places.map(\.bottom).max() ?? 0) + pad
      return """
        <rect class="group" x="\(left)" y="\(top)" width="\(right - left)" height="\(bottom - top)" rx="8"/>
        <text class="fact" x="\(right + 4)" y="\(top + 10)">\(Self.inXML(path.last ?? ""))</text>

        """
    }
  }

  /// The path through corners that are rounded.
  private static func rounded(_ corners: [DiagramLayout.Point]) -> String {
    guard let first = corners.first, let last = corners.last else { return "" }
    var path = "M\(first.x) \(first.y)"
    for (index, corner) in corners.enumerated().dropFirst().dropLast() {
      let before = toward(corners[index - 1], from: corner)
      let after = toward(corners[index + 1], from: corner)
      path += "L\(before.x) \(before.y)Q\(corner.x) \(corner.y) \(after.x) \(after.y)"
    }
    return path + "L\(last.x) \(last.y)"
  }

  /// A point some pixels from a corner on the way to another one.
  private static func toward(
    _ other: DiagramLayout.Point, from corner: DiagramLayout.Point
  ) -> DiagramLayout.Point {
    func step(_ from: Int, _ to: Int) -> Int {
      let distance = min(7, abs(to - from) / 2)
      return from + (to > from ? distance : -distance)
    }
    return DiagramLayout.Point(x: step(corner.x, other.x), y: step(corner.y, other.y))
  }

  private static func inXML(_ text: String) -> String {
    Sanitizer.visibleLine(text).replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
  }
}
