import Catalog
import Engine
import Language
import Support

extension WrittenArgument {
  /// The value of the language that stands there.
  var languageValue: Value {
    guard let value = value as? Value else {
      preconditionFailure("functions and verbs bind values of the language")
    }
    return value
  }
}

extension Parameter where Output == Value {
  /// Any value, which the call looks at itself.
  static func any(
    _ name: String, _ summary: String, expected: String, isList: Bool = false
  ) -> Parameter {
    Parameter(name, summary, expected: expected, isList: isList) { $0.languageValue }
  }
}

extension Parameter where Output == TensorValue {
  /// A tensor or a number; true and false count as 1 and 0.
  static func tensor(
    _ name: String, _ summary: String, expected: String = "a number or a tensor"
  ) -> Parameter {
    Parameter(name, summary, expected: expected, asked: "a number or a tensor") { argument in
      switch argument.languageValue {
      case .tensor(let tensor): tensor
      case .bool: argument.languageValue.tensor
      default: nil
      }
    }
  }
}

extension Parameter where Output == [Int] {
  /// `[2, 3]` or `5`: extents, or the order of axes.
  static func wholes(_ name: String, _ summary: String, shown: Default? = nil) -> Parameter {
    Parameter(name, summary, expected: "a list of whole numbers", shown: shown) { argument in
      guard case .tensor(let tensor) = argument.languageValue, tensor.shape.rank <= 1,
        let numbers = tensor.known?.doubles
      else { return nil }
      let wholes = numbers.compactMap { Int(whole: $0) }
      return wholes.count == numbers.count ? wholes : nil
    }
  }
}
