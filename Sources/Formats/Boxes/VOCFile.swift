import Support

/// An annotation of one picture in the form of Pascal VOC: an XML file with `object`s that have a `name` and a `bndbox`.
package enum VOCFile {
  /// Reads a file.
  ///
  /// A size of 0, which some tools write, is none. Throws for what is no XML, and for boxes without names or numbers.
  package static func read(_ bytes: [UInt8]) throws(FormatError) -> BoxedPicture {
    let root = try XMLElement.read(bytes)
    guard root.name == "annotation" else {
      throw fault("`<annotation>`", "`<\(root.name.prefix(40))>`")
    }
    var boxes: [BoxedPicture.Box] = []
    for object in root.children where object.name == "object" {
      guard let label = object["name"]?.text, !label.isEmpty else {
        throw fault("a name in each object", "none")
      }
      guard let box = object["bndbox"] else { throw fault("a `bndbox` of \(label)", "none") }
      boxes.append(
        BoxedPicture.Box(
          label: label, left: try number("xmin", of: box), top: try number("ymin", of: box),
          right: try number("xmax", of: box), bottom: try number("ymax", of: box)))
    }
    var size: (width: Double, height: Double)?
    if let written = root["size"] {
      let (width, height) = (try number("width", of: written), try number("height", of: written))
      if width > 0, height > 0 { size = (width, height) }
    }
    return BoxedPicture(file: root["filename"]?.text ?? "", size: size, boxes: boxes)
  }

  private static func number(
    _ name: String, of element: XMLElement
  ) throws(FormatError) -> Double {
    let text = element[name]?.text ?? ""
    guard let number = Double(text), number.isFinite, abs(number) <= 1e9 else {
      throw fault("a number as `\(name)`", text.isEmpty ? "none" : "`\(text.prefix(40))`")
    }
    return number
  }

  private static func fault(_ expected: String, _ found: String) -> FormatError {
    FormatError(format: "VOC", .wholeFile, expected: expected, found: found)
  }
}
