import Engine
import Support

/// Tensors as nested lists of JSON.
package enum NestedNumbers {
  /// The numbers of a tensor in nested lists, each with the fewest digits that read back as the same; what JSON has no
  /// words for is `null`.
  package static func text(of tensor: Tensor) -> String {
    var text = ""
    tensor.withBytes { bytes in
      switch tensor.dtype {
      case .float32:
        let numbers = bytes.bindMemory(to: Float.self)
        write(tensor.shape.extents[...], 0, &text) { at in
          numbers[at].isFinite ? "\(numbers[at])" : "null"
        }
      case .float64:
        let numbers = bytes.bindMemory(to: Double.self)
        write(tensor.shape.extents[...], 0, &text) { at in
          numbers[at].isFinite ? "\(numbers[at])" : "null"
        }
      case .int32:
        let numbers = bytes.bindMemory(to: Int32.self)
        write(tensor.shape.extents[...], 0, &text) { at in "\(numbers[at])" }
      }
    }
    return text
  }

  private static func write(
    _ extents: ArraySlice<Int>, _ start: Int, _ text: inout String, _ number: (Int) -> String
  ) {
    guard let count = extents.first else { return text += number(start) }
    let inner = extents.dropFirst()
    let size = inner.reduce(1, *)
    text += "["
    for index in 0..<count {
      if index > 0 { text += "," }
      write(inner, start + index * size, &text, number)
    }
    text += "]"
  }

  /// Nested lists of numbers as a tensor of float64; all lists of one level must be of one length.
  ///
  /// `name` is what problems call it.
  package static func tensor(
    of value: JSON, named name: String
  ) throws(RequestProblem) -> Tensor {
    var extents: [Int] = []
    var level = value
    while case .list(let items) = level {
      extents.append(items.count)
      guard let first = items.first else { break }
      level = first
    }
    var numbers: [Double] = []
    try collect(value, extents[...], name, &numbers)
    return Tensor(numbers, Shape(extents), .float64)
  }

  private static func collect(
    _ value: JSON, _ extents: ArraySlice<Int>, _ name: String, _ numbers: inout [Double]
  ) throws(RequestProblem) {
    guard let count = extents.first else {
      switch value {
      case .bool(let truth): numbers.append(truth ? 1 : 0)
      default:
        guard let number = value.double else {
          throw RequestProblem(400, "\(name) must be lists of numbers, all of one length")
        }
        numbers.append(number)
      }
      return
    }
    guard case .list(let items) = value, items.count == count else {
      throw RequestProblem(400, "\(name) must be lists of numbers, all of one length")
    }
    for item in items { try collect(item, extents.dropFirst(), name, &numbers) }
  }
}
