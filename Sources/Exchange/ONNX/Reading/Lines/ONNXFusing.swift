import Catalog
import Support

/// Lines put together: what nothing needs is gone, activations, scales and shifts are part of the layer before them.
struct ONNXFusing {
  private(set) var lines: [ONNXLine] = []
  /// How often each line is read.
  private var reads: [Int: Int] = [:]
  /// Where the lines of the file's order stand now.
  private var places: [Int: Int] = [:]
  /// Scales and shifts of fewer numbers are written down as numbers.
  private static let writtenLimit = 32

  /// `output` is the line that must stay, and comes last.
  init(_ all: [ONNXLine], output: Int) {
    var needed: Set<Int> = [output]
    for index in all.indices.reversed() where needed.contains(index) {
      needed.formUnion(all[index].sources)
    }
    for index in all.indices where needed.contains(index) {
      for source in all[index].sources { reads[source, default: 0] += 1 }
    }
    for index in all.indices where needed.contains(index) { take(all[index], as: index) }
    expand()
    join()
  }

  /// Shapes that the next line changes again are left out.
  private mutating func join() {
    let old = lines
    (lines, places, reads) = ([], [:], [:])
    for line in old {
      for source in line.sources { reads[source, default: 0] += 1 }
    }
    for (index, line) in old.enumerated() {
      guard line.isShape, let source = line.sources.first, reads[source] == 1,
        let place = places[source], lines[place].isShape
      else {
        places[index] = append(line)
        continue
      }
      let before = lines[place].sources[0]
      if before >= 0, lines[before].shape == line.shape, place == lines.count - 1 {
        // There and back again.
        lines.removeLast()
        places[index] = before
      } else {
        var shaped = line
        shaped.sources = lines[place].sources
        lines[place] = shaped
        places[index] = place
      }
    }
  }

  private mutating func take(_ line: ONNXLine, as index: Int) {
    if let source = line.sources.first, source >= 0, reads[source] == 1, let place = places[source],
      fuse(line, into: place)
    {
      places[index] = place
      return
    }
    places[index] = append(line)
  }

  private mutating func append(_ line: ONNXLine) -> Int {
    var moved = line
    moved.sources = line.sources.map { $0 < 0 ? $0 : places[$0] ?? $0 }
    lines.append(moved)
    return lines.count - 1
  }

  /// Whether a line became part of the one at a place.
  private mutating func fuse(_ line: ONNXLine, into place: Int) -> Bool {
    guard lines[place].activation == nil else { return false }
    if line.isActivation, lines[place].hasBias {
      switch line.positional.first {
      case .word?, .spec?:
        lines[place].activation = line.positional[0]
        return true
      default: return false
      }
    }
    guard line.isAffine else { return false }
    if lines[place].isAffine {
      lines[place].scale = product(lines[place].scale, line.scale)
      let shifted = lines[place].shift.flatMap { product($0, line.scale) }
      lines[place].shift = sum(shifted, line.shift)
      return true
    }
    guard lines[place].hasBias || lines[place].isNormalization, let channels = line.shape.last,
      line.shape == lines[place].shape,
      line.scale.map({ $0.count == channels }) ?? true,
      line.shift.map({ $0.count == channels }) ?? true,
      line.scale == nil || !lines[place].word.hasSuffix("_transpose")
    else { return false }
    if lines[place].isNormalization {
      return fuse(line.scale, line.shift, intoNormalization: place, channels)
    }
    if let scale = line.scale {
      lines[place].weights = lines[place].weights.map { weight in
        var scaled = weight
        scaled.numbers = weight.numbers.enumerated().map {
          Float(Double($0.element) * scale[$0.offset % channels])
        }
        return scaled
      }
    }
    if let shift = line.shift {
      if let bias = lines[place].weights.firstIndex(where: { $0.name == "bias" }) {
        lines[place].weights[bias].numbers = lines[place].weights[bias].numbers.enumerated().map {
          Float(Double($0.element) + shift[$0.offset])
        }
      } else {
        lines[place].weights.append(("bias", shift.map { Float($0) }, [channels]))
      }
    }
    return true
  }

  /// Scale and shift as γ and β.
  private mutating func fuse(
    _ scale: [Double]?, _ shift: [Double]?, intoNormalization place: Int, _ channels: Int
  ) -> Bool {
    func own(_ name: String) -> [Double]? {
      lines[place].weights.first { $0.name == name }?.numbers.map(Double.init)
    }
    let gamma = product(own("gamma"), scale)
    let beta = sum(own("beta").flatMap { product($0, scale) }, shift)
    lines[place].weights.removeAll { $0.name == "gamma" || $0.name == "beta" }
    if let gamma { lines[place].weights.append(("gamma", gamma.map { Float($0) }, [channels])) }
    if let beta { lines[place].weights.append(("beta", beta.map { Float($0) }, [channels])) }
    return true
  }

  private func product(_ a: [Double]?, _ b: [Double]?) -> [Double]? {
    guard let a, let b else { return a ?? b }
    return (0..<max(a.count, b.count)).map { a[$0 % a.count] * b[$0 % b.count] }
  }

  private func sum(_ a: [Double]?, _ b: [Double]?) -> [Double]? {
    guard let a, let b else { return a ?? b }
    return (0..<max(a.count, b.count)).map { a[$0 % a.count] + b[$0 % b.count] }
  }

  /// Writes scales and shifts that stay as lines of the language, and what the others carry as arguments.
  private mutating func expand() {
    let old = ONNXAttention.applied(to: lines)
    (lines, places) = ([], [:])
    var needed: Set<Int> = old.isEmpty ? [] : [old.count - 1]
    for index in old.indices.reversed() where needed.contains(index) {
      needed.formUnion(old[index].sources)
    }
    for (index, line) in old.enumerated() where needed.contains(index) {
      guard line.isAffine else {
        var written = line
        if line.hasBias {
          if let activation = line.activation { written.named.append(("activation", activation)) }
          if !line.weights.contains(where: { $0.name == "bias" }) {
            written.named.append(("use_bias", .bool(false)))
          }
        }
        if line.isNormalization {
          for (weight, word) in [("gamma", "scale"), ("beta", "center")]
          where !line.weights.contains(where: { $0.name == weight }) {
            written.named.append((word, .bool(false)))
          }
        }
        places[index] = append(written)
        continue
      }
      places[index] = expand(line)
    }
  }

  private mutating func expand(_ line: ONNXLine) -> Int {
    let (scale, shift) = (line.scale ?? [1], line.shift ?? [0])
    if scale.count == 1, shift.count == 1 {
      var written = ONNXLine(
        word: "rescaling", positional: [.number(scale[0])], sources: line.sources, shape: line.shape
      )
      if shift[0] != 0 { written.named = [("offset", .number(shift[0]))] }
      return append(written)
    }
    if max(scale.count, shift.count) <= Self.writtenLimit {
      var text = "x"
      if line.scale != nil { text += " * \(FormulaWords.numbers(scale))" }
      if line.shift != nil { text += " + \(FormulaWords.numbers(shift))" }
      return append(
        ONNXLine(
          word: "activation", positional: [.formula("x -> \(text)")], sources: line.sources,
          shape: line.shape))
    }
    // A number of its own for each channel: a window of one element over each channel by itself.
    let channels = line.shape.last ?? 1
    let places = line.shape.dropLast().reduce(1, saturatingProduct)
    var last = line.sources[0] < 0 ? line.sources[0] : self.places[line.sources[0]] ?? 0
    func own(_ line: ONNXLine) -> Int {
      lines.append(line)
      return lines.count - 1
    }
    if line.shape.count != 3 {
      last = own(
        ONNXLine(
          word: "reshape", positional: [.wholes([1, places, channels])], sources: [last],
          shape: [1, places, channels]))
    }
    var middle = ONNXLine(
      word: "depthwise_conv2d", positional: [.whole(1)], sources: [last],
      shape: line.shape.count == 3 ? line.shape : [1, places, channels])
    middle.weights = [
      ("kernel", (0..<channels).map { Float(scale[$0 % scale.count]) }, [1, 1, channels, 1])
    ]
    if line.shift != nil {
      middle.weights.append(
        ("bias", (0..<channels).map { Float(shift[$0 % shift.count]) }, [channels]))
    } else {
      middle.named = [("use_bias", .bool(false))]
    }
    last = own(middle)
    guard line.shape.count != 3 else { return last }
    return own(
      ONNXLine(
        word: line.shape.count == 1 ? "flatten" : "reshape",
        positional: line.shape.count == 1 ? [] : [.wholes(line.shape)], sources: [last],
        shape: line.shape))
  }
}
