import Catalog
import Engine
import Learning

/// A line of the model that is being made, before it is known which lines follow one another.
struct ONNXLine {
  var word: String
  var positional: [Argument] = []
  var named: [(name: String, value: Argument)] = []
  /// The lines in braces of a layer around others.
  var inner: [LayerDescription]?
  /// Which lines it takes; inputs are −1, −2, ….
  var sources: [Int]
  /// What it gives.
  var shape: [Int]
  /// Whether it joins paths.
  var isJoint = false
  /// Weights by what stands behind its label: `kernel`.
  var weights: [(name: String, numbers: [Float], extents: [Int])] = []
  /// How its numbers are scaled and shifted, along the last axis or all alike: `nil` where they are not.
  var scale: [Double]?
  var shift: [Double]?
  /// What it takes of an axis of its source, counted from 0 behind the batch: without the axis where it is one.
  var cut: (position: Int, first: Int, count: Int, isOne: Bool)?
  /// What its outputs go through.
  var activation: Argument?

  /// Lines that carry a bias and an activation of their own.
  var hasBias: Bool {
    [
      "dense", "conv1d", "conv2d", "depthwise_conv2d", "conv1d_transpose", "conv2d_transpose",
    ].contains(word)
  }
  /// Lines that end with γ and β along the last axis.
  var isNormalization: Bool { ["layer_normalization", "group_normalization"].contains(word) }
  /// Whether it is a change of each number, which may become part of the layer before it.
  var isActivation: Bool { word == "activation" && sources.count == 1 }
  /// Whether it gives the same numbers in another shape.
  var isShape: Bool { word == "reshape" || word == "flatten" }
  /// Whether it only scales and shifts.
  var isAffine: Bool { word == "affine" }
}

/// A function that is written down, as its text: `x -> x^2`.
package struct FormulaText {
  /// As it would be typed.
  package let text: String
}

extension Argument {
  static func whole(_ number: Int) -> Argument { .number(Double(number)) }
  static func wholes(_ numbers: [Int]) -> Argument { .list(numbers.map { .whole($0) }) }

  /// One number where all are equal, as it is usually typed.
  static func sizes(_ numbers: [Int]) -> Argument {
    Set(numbers).count == 1 ? .whole(numbers[0]) : .wholes(numbers)
  }

  static func formula(_ text: String) -> Argument { .value(FormulaText(text: text)) }
}
