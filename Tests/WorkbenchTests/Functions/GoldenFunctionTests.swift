import Support
import Testing
import TestSupport
import WorkbenchTestSupport

@testable import Workbench

/// Functions of arrays beside NumPy 2.4; `Benchmarks/golden/functions.py` writes the file.
@Suite struct GoldenFunctionTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let expression: String
    let tensors: [(extents: [Int], numbers: [Double])]
    var testDescription: String { expression }
  }

  private static let lines: [String] = {
    let path = SourceFiles.root() + "/Tests/Golden/functions.txt"
    let bytes = (try? InputFile.read(path, limit: 1 << 22)) ?? []
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }()
  private static let inputs = lines.filter { !$0.contains("\t") }
  static let cases = lines.filter { $0.contains("\t") }.map { line in
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
    let tensors = stride(from: 1, to: fields.count - 1, by: 2).map { place in
      (
        fields[place].split(separator: " ").compactMap { Int($0) },
        fields[place + 1].split(separator: " ").compactMap { Double($0) }
      )
    }
    return Case(expression: String(fields[0]), tensors: tensors)
  }

  private static func transcript(_ prefix: (String) -> String) -> Transcript {
    let transcript = Transcript()
    for line in inputs {
      let parts = line.split(separator: "=", maxSplits: 1).map(String.init)
      _ = transcript.run(parts[0] + "= " + prefix(parts[1]))
    }
    return transcript
  }

  /// The tensors that a value consists of.
  private func parts(_ value: Value?) -> [TensorValue] {
    switch value {
    case .tensor(let tensor): [tensor]
    case .bool(let flag): [Value.number(flag ? 1 : 0)].compactMap(\.tensor)
    case .list(let items): items.compactMap(\.tensor)
    case .record(let record): record.values.compactMap(\.tensor)
    default: []
    }
  }

  @Test func `there are cases`() { #expect(Self.cases.count > 150) }

  @Test(arguments: [(false, 1e-12), (true, 2e-6)])
  func `functions agree with NumPy`(isFloat32: Bool, tolerance: Double) {
    let transcript = Self.transcript { isFloat32 ? "zeros(shape(\($0))) + \($0)" : $0 }
    for item in Self.cases {
      let said = transcript.run("result = \(item.expression)")
      #expect(said.isEmpty || said.hasPrefix("note"), "\(item.expression): \(said)")
      let found = parts(transcript.interpreter["result"])
      #expect(
        found.map(\.shape.extents) == item.tensors.map(\.extents), "\(item.expression)")
      for (tensor, expected) in zip(found, item.tensors) {
        let numbers = tensor.known?.doubles ?? []
        let finite = expected.numbers.filter(\.isFinite).map { abs($0) }
        let bound = tolerance * max(finite.max() ?? 0, Self.size(of: item.expression))
        for (a, b) in zip(numbers, expected.numbers) {
          let isClose = a == b || (a.isNaN && b.isNaN) || abs(a - b) <= bound
          if !isClose { Issue.record("\(item.expression): \(a) instead of \(b)") }
        }
      }
    }
  }

  /// Sums of many numbers that nearly cancel are as exact as their terms.
  private static func size(of expression: String) -> Double {
    expression.contains("fft") ? 20 : 1
  }
}
