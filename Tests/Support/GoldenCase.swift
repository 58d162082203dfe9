/// One call of the reference: its options, what went in and what came out.
package struct GoldenCase: Sendable, CustomStringConvertible {
  package let name: String
  package let options: [String: String]
  package private(set) var tensors: [String: GoldenTensor] = [:]
  /// The tensors' names in the order of the file.
  package private(set) var names: [String] = []

  init(name: String, options: [String: String]) {
    self.name = name
    self.options = options
  }

  package var description: String { name }

  /// The word of the language that the case is about.
  package var word: String { options["word"] ?? name }

  package subscript(tensor: String) -> GoldenTensor {
    get throws {
      guard let found = tensors[tensor] else {
        throw GoldenError(line: 0, problem: "\(name) has no tensor \(tensor)")
      }
      return found
    }
  }

  mutating func add(_ head: GoldenHead, _ numbers: [Double]) {
    names.append(head.name)
    tensors[head.name] = GoldenTensor(shape: head.shape, dtype: head.dtype, numbers: numbers)
  }
}

/// Numbers of a golden file, widened to Double.
package struct GoldenTensor: Sendable {
  package let shape: [Int]
  /// `float64`, `float32` or `int32`.
  package let dtype: String
  package let numbers: [Double]

  /// The first numbers, as a list.
  package func prefix(_ count: Int) -> GoldenTensor {
    let kept = Array(numbers.prefix(count))
    return GoldenTensor(shape: [kept.count], dtype: dtype, numbers: kept)
  }

  /// max|a − b| / max|b|; infinite when the counts differ or a number is missing on one side only.
  package func difference(from computed: [Double]) -> Double {
    guard computed.count == numbers.count else { return .infinity }
    var worst = 0.0
    var largest = 0.0
    for (ours, theirs) in zip(computed, numbers) where ours != theirs {
      if ours.isNaN && theirs.isNaN { continue }
      guard ours.isFinite && theirs.isFinite else { return .infinity }
      worst = max(worst, abs(ours - theirs))
    }
    for number in numbers where number.isFinite { largest = max(largest, abs(number)) }
    return worst == 0 ? 0 : worst / largest
  }

  /// The largest |a − b| / max(1, |b|): what a grid of small and large numbers needs.
  package func elementwiseDifference(from computed: [Double]) -> Double {
    guard computed.count == numbers.count else { return .infinity }
    var worst = 0.0
    for (ours, theirs) in zip(computed, numbers) where ours != theirs {
      if ours.isNaN && theirs.isNaN { continue }
      guard ours.isFinite && theirs.isFinite else { return .infinity }
      worst = max(worst, abs(ours - theirs) / max(1, abs(theirs)))
    }
    return worst
  }
}

/// `tensor x float64 [2, 3]`, and what follows on the line.
struct GoldenHead {
  let name: String
  let dtype: String
  let shape: [Int]
  let rest: [String]

  var count: Int { shape.reduce(1, *) }

  init(_ line: String, at number: Int) throws(GoldenError) {
    let parts = line.split(separator: "[", maxSplits: 1)
    let words = parts[0].split(separator: " ").map(String.init)
    guard parts.count == 2, words.count == 3, let end = parts[1].firstIndex(of: "]") else {
      throw GoldenError(line: number, problem: "a tensor has a name, a dtype and a shape")
    }
    name = words[1]
    dtype = words[2]
    shape = parts[1][..<end].split(separator: ",").compactMap { extent in
      Int(extent.drop { $0 == " " })
    }
    rest = parts[1][end...].dropFirst().split(separator: " ").map(String.init)
  }
}
