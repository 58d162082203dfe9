import Catalog
import Engine

extension Tensor: ReadableArgument {
  /// As errors name what is asked for.
  package static var expected: String { "a tensor" }

  /// A tensor, a number, or lists of numbers whose rows are equally long.
  package init?(_ argument: Argument) {
    if case .value(let value) = argument {
      guard let tensor = value as? Tensor else { return nil }
      self = tensor
      return
    }
    var numbers: [Double] = []
    var extents: [Int] = []
    guard collect(argument, depth: 0, &numbers, &extents) else { return nil }
    let shape = Shape(extents)
    guard shape.count == numbers.count else { return nil }
    self = Tensor(numbers, shape)
  }

  /// The tensor as an argument that only the workbench understands.
  package var argument: Argument { .value(self) }
}

extension Tensor: ListedInArguments {
  /// Nested lists of the numbers; `nil` for a single number, no numbers, or more than 100,000.
  package var listed: Argument? {
    guard shape.rank > 0, count <= 100_000 else { return nil }
    var items = doubles.map { Argument.number($0) }
    for extent in shape.extents.dropFirst().reversed() {
      guard extent > 0 else { return nil }
      items = stride(from: 0, to: items.count, by: extent).map {
        .list(Array(items[$0..<$0 + extent]))
      }
    }
    return .list(items)
  }
}

/// Gathers the numbers of nested lists; false where a row has another length or is no number.
private func collect(
  _ argument: Argument, depth: Int, _ numbers: inout [Double], _ extents: inout [Int]
) -> Bool {
  switch argument {
  case .number(let number):
    numbers.append(number)
    return depth == extents.count
  case .list(let items):
    guard depth < 8 else { return false }
    if depth == extents.count {
      guard numbers.isEmpty else { return false }
      extents.append(items.count)
    }
    guard extents[depth] == items.count else { return false }
    return items.allSatisfy { collect($0, depth: depth + 1, &numbers, &extents) }
  default: return false
  }
}
