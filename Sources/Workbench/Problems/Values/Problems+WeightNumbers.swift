import Engine
import Support

extension Problems {
  /// Numbers in brackets that give them a shape: `[[5]]` of 5 for `[1, 1]`. One number stands at every place.
  ///
  /// `nil` where they do not fill the shape, or it is large.
  static func nested(_ numbers: [Double], in shape: Shape, isOne: Bool) -> String? {
    guard let first = numbers.first, (1...8).contains(shape.count) else { return nil }
    let all = isOne ? Array(repeating: first, count: shape.count) : numbers
    guard all.count == shape.count else { return nil }
    var texts = all.map(NumberText.general)
    for extent in shape.extents.reversed() {
      texts = stride(from: 0, to: texts.count, by: extent).map {
        "[" + texts[$0..<min($0 + extent, texts.count)].joined(separator: ", ") + "]"
      }
    }
    return texts.joined(separator: ", ")
  }
}
