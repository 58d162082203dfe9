import Glibc

/// A column that can stand beside the two inputs of a net, as in the Playground of TensorFlow.
package enum NetFeature: Int, CaseIterable, Sendable {
  case firstSquare, secondSquare, product, firstSine, secondSine

  /// What it is called beside the inputs: `x1²`.
  package func name(_ first: String = "x1", _ second: String = "x2") -> String {
    switch self {
    case .firstSquare: "\(first)²"
    case .secondSquare: "\(second)²"
    case .product: "\(first)·\(second)"
    case .firstSine: "sin \(first)"
    case .secondSine: "sin \(second)"
    }
  }

  /// Its column of a batch x [rows × 2], as it is typed.
  private var text: String {
    let (first, second) = ("x[:, 0:1]", "x[:, 1:2]")
    return switch self {
    case .firstSquare: "\(first) * \(first)"
    case .secondSquare: "\(second) * \(second)"
    case .product: "\(first) * \(second)"
    case .firstSine: "sin(\(first))"
    case .secondSine: "sin(\(second))"
    }
  }

  private func value(_ first: Double, _ second: Double) -> Double {
    switch self {
    case .firstSquare: first * first
    case .secondSquare: second * second
    case .product: first * second
    case .firstSine: sin(first)
    case .secondSine: sin(second)
    }
  }

  /// `concat([x, sin(x[:, 0:1])], axis=1)`: the inputs with some of these beside them, in their order.
  static func formula(_ features: Set<NetFeature>) -> String {
    let columns = allCases.filter(features.contains).map(\.text)
    return "concat([\((["x"] + columns).joined(separator: ", "))], axis=1)"
  }

  /// What a column of numbers is of two inputs; `nil` where it is none of these.
  static func of(_ column: [Double], _ inputs: [[Double]]) -> NetFeature? {
    guard inputs.count == 2, !column.isEmpty else { return nil }
    return allCases.first { feature in
      InputColumns.isSame(column, zip(inputs[0], inputs[1]).map { feature.value($0, $1) })
    }
  }
}
