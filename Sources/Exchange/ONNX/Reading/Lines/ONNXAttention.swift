import Catalog
import Support

/// Finds the layer that exporters write as products, turns and a softmax: multi-head attention.
///
/// What is looked for ends in the projection of all heads; from there back each line must be the one that is expected.
/// What differs anywhere stays as it is, line by line.
struct ONNXAttention {
  private let lines: [ONNXLine]

  init(_ lines: [ONNXLine]) { self.lines = lines }

  /// The lines with layers of attention in the places of the projections that end them.
  static func applied(to lines: [ONNXLine]) -> [ONNXLine] {
    guard lines.contains(where: { $0.word == "combine" }) else { return lines }
    var attention = ONNXAttention(lines)
    for place in lines.indices {
      guard let layer = attention.layer(endingAt: place) else { continue }
      var changed = attention.lines
      changed[place] = layer
      attention = ONNXAttention(changed)
    }
    return attention.lines
  }

  /// Queries, keys or values: what they are made of, and how.
  private struct Projection {
    var source: Int
    var kernel: [Float]
    var bias: [Float]?
    var scale: Double
    let heads: Int
    let size: Int
  }

  private func line(_ place: Int, _ word: String) -> ONNXLine? {
    guard lines.indices.contains(place), lines[place].word == word else { return nil }
    return lines[place]
  }

  /// The place before scales that are the same everywhere, and the product of these.
  private func unscaled(_ place: Int) -> (place: Int, scale: Double) {
    var (place, scale) = (place, 1.0)
    while lines.indices.contains(place), lines[place].isAffine, lines[place].shift == nil,
      let own = lines[place].scale, own.count == 1
    {
      scale *= own[0]
      place = lines[place].sources[0]
    }
    return (place, scale)
  }

  private func isProduct(_ place: Int) -> Bool {
    guard let line = line(place, "combine"), case .value(let value)? = line.positional.first else {
      return false
    }
    return (value as? FormulaText)?.text == "(a, b) -> a @ b"
  }

  private func turn(_ place: Int, _ dims: [Int]) -> Int? {
    guard let turned = line(place, "permute"), case .list(let items)? = turned.positional.first,
      items.map(\.described) == dims.map(String.init)
    else { return nil }
    return turned.sources[0]
  }

  private func layer(endingAt place: Int) -> ONNXLine? {
    guard let end = line(place, "dense"), end.sources.count == 1,
      let joined = line(end.sources[0], "reshape"),
      let attended = turn(joined.sources[0], [2, 1, 3]),
      isProduct(attended), lines[attended].sources[0] >= 0
    else { return nil }
    let sources = lines[attended].sources
    guard let softmax = line(sources[0], "activation"), softmax.isWord("softmax") else {
      return nil
    }
    var (scores, scale) = unscaled(softmax.sources[0])
    var isCausal = false
    if let mask = line(scores, "activation"), let length = mask.shape.last, mask.shape.count == 3 {
      guard mask.isFormula("x -> " + ONNXMask.formula(length)) else { return nil }
      isCausal = true
      let before = unscaled(mask.sources[0])
      (scores, scale) = (before.place, scale * before.scale)
    }
    guard isProduct(scores),
      let query = projection(lines[scores].sources[0], [2, 1, 3]),
      let key = projection(lines[scores].sources[1], [2, 3, 1]),
      let value = projection(sources[1], [2, 1, 3]),
      query.source == key.source, key.source == value.source, query.heads == value.heads,
      query.heads == key.heads, value.scale == 1
    else { return nil }
    scale *= query.scale * key.scale
    guard abs(scale * Double(query.size).squareRoot() - 1) < 1e-4 else { return nil }
    return made(end, query, key, value, isCausal)
  }

  private func made(
    _ end: ONNXLine, _ query: Projection, _ key: Projection, _ value: Projection, _ isCausal: Bool
  ) -> ONNXLine? {
    guard let features = end.shape.last,
      let kernel = end.weights.first(where: { $0.name == "kernel" })
    else { return nil }
    let inputs = query.kernel.count / (query.heads * query.size)
    var layer = ONNXLine(
      word: "multi_head_attention", positional: [.whole(query.heads), .whole(query.size)],
      sources: [query.source], shape: end.shape)
    layer.activation = end.activation
    if value.size != query.size { layer.named.append(("value_dim", .whole(value.size))) }
    if isCausal { layer.named.append(("use_causal_mask", .bool(true))) }
    if features != inputs { layer.named.append(("output_shape", .whole(features))) }
    let bias = end.weights.first { $0.name == "bias" }?.numbers
    let biases = [query.bias, key.bias, value.bias, bias]
    let hasBias = biases.contains { $0 != nil }
    if !hasBias { layer.named.append(("use_bias", .bool(false))) }
    for (name, part) in [("query", query), ("key", key), ("value", value)] {
      let shape = [part.heads, part.size]
      layer.weights.append(("\(name).kernel", part.kernel, [inputs] + shape))
      guard hasBias else { continue }
      let none = [Float](repeating: 0, count: part.heads * part.size)
      layer.weights.append(("\(name).bias", part.bias ?? none, shape))
    }
    layer.weights.append(
      ("attention_output.kernel", kernel.numbers, [value.heads, value.size, features]))
    if hasBias {
      let none = [Float](repeating: 0, count: features)
      layer.weights.append(("attention_output.bias", bias ?? none, [features]))
    }
    // An activation behind it has no place in the layer.
    return layer.activation == nil ? layer : nil
  }

  /// Where the heads still lie side by side [time × heads · size], and what they are scaled by on the way.
  private func joined(
    _ place: Int, _ dims: [Int]
  ) -> (place: Int, scale: Double, heads: Int, size: Int)? {
    let first = unscaled(place)
    if let apart = turn(first.place, dims) {
      let second = unscaled(apart)
      guard let split = line(second.place, "reshape"), split.shape.count == 3 else { return nil }
      let third = unscaled(split.sources[0])
      return (
        third.place, first.scale * second.scale * third.scale, split.shape[1], split.shape[2]
      )
    }
    // Heads and their sizes that stay together are turned before they are parted.
    guard dims == [2, 3, 1], let split = line(first.place, "reshape"), split.shape.count == 3 else {
      return nil
    }
    let second = unscaled(split.sources[0])
    guard let apart = turn(second.place, [2, 1]) else { return nil }
    let third = unscaled(apart)
    return (third.place, first.scale * second.scale * third.scale, split.shape[0], split.shape[1])
  }

  /// A dense layer, or some columns of one, with the heads as an axis of their own in an order.
  private func projection(_ place: Int, _ dims: [Int]) -> Projection? {
    guard let whole = joined(place, dims) else { return nil }
    var place = whole.place
    let (scale, heads, size) = (whole.scale, whole.heads, whole.size)
    let units = heads * size
    var first = 0
    if lines.indices.contains(place), let cut = lines[place].cut {
      let source = lines[place].sources[0]
      guard cut.position == 1, lines.indices.contains(source) else { return nil }
      if lines[source].word == "reshape", lines[source].shape.count == 3, cut.isOne {
        guard lines[source].shape[2] == units else { return nil }
        (first, place) = (cut.first * units, lines[source].sources[0])
      } else {
        guard cut.count == units else { return nil }
        (first, place) = (cut.first, source)
      }
    }
    guard let dense = line(place, "dense"), dense.activation == nil, dense.shape.count == 2,
      dense.sources[0] >= -1, let width = dense.shape.last, first + units <= width,
      let kernel = dense.weights.first(where: { $0.name == "kernel" })
    else { return nil }
    let inputs = kernel.extents[0]
    var own: [Float] = []
    own.reserveCapacity(inputs * units)
    for row in 0..<inputs {
      own += kernel.numbers[row * width + first..<row * width + first + units]
    }
    let bias = dense.weights.first { $0.name == "bias" }?.numbers
    return Projection(
      source: dense.sources[0], kernel: own, bias: bias.map { Array($0[first..<first + units]) },
      scale: scale, heads: heads, size: size)
  }
}

extension ONNXLine {
  fileprivate func isWord(_ word: String) -> Bool {
    if case .word(word)? = positional.first { true } else { false }
  }

  fileprivate func isFormula(_ text: String) -> Bool {
    guard case .value(let value)? = positional.first else { return false }
    return (value as? FormulaText)?.text == text
  }
}
