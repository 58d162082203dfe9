import Exchange

// Layers and arithmetic that join tensors, or a tensor and a number.
extension ProgramReader {
  /// The function that joins two tensors, as text: `(a, b) -> a - b`; `nil` where the layer is none that does.
  func combination(
    _ layer: KerasLayer, _ parents: [GraphNode]
  ) throws(NotUnderstood) -> String? {
    guard ["Subtract", "Maximum", "Minimum", "Dot"].contains(layer.className) else { return nil }
    guard parents.count == 2 else {
      throw NotUnderstood("`\(layer.className)` takes two tensors here, not \(parents.count)")
    }
    let areRows = parents.allSatisfy { parent in
      guard case .layer(let layer) = parent.kind else { return false }
      return ["Flatten", "GlobalAveragePooling1D", "GlobalMaxPooling1D"].contains(
        layer.keras.className)
    }
    guard
      let line = try? KerasLayers.lineOrFormula(of: layer, rank: areRows ? 2 : nil),
      case .value(let formula as FormulaText)? = line.arguments.positional.first
    else {
      throw NotUnderstood(
        "`\(layer.className)` of these has no counterpart here: of two rows it is "
          + "`combine (a, b) -> sum(a * b, axis=1, keepdims=true) { … }`")
    }
    return "(\(formula.text))"
  }

  /// A tensor and a number: y = x · scale + offset.
  func scaled(_ node: GraphNode, by scale: Double, _ offset: Double) -> Meaning {
    var arguments: [KerasLayer.Argument] = [.init("scale", .float(scale))]
    if offset != 0 { arguments.append(.init("offset", .float(offset))) }
    let layer = LayerObject(KerasLayer("Rescaling", arguments), line: line)
    return .tensor(self.node(.layer(layer), [node]))
  }
}

extension KerasLayer {
  /// Whether it changes pictures in training only.
  var variesPictures: Bool {
    className.hasPrefix("Random")
      || ["AugMix", "CutMix", "MixUp", "RandAugment"].contains(className)
  }
}
