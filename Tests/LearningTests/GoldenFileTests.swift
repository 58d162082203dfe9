import Testing

@testable import TestSupport

@Suite struct GoldenFileTests {
  @Test func `tensors and options of a case are read`() throws {
    let file = try GoldenFile(
      text: """
        # written by hand
        case dense/relu word=dense units=4
        tensor x float64 [2, 3]
        1 -2.5 1e-9
        inf nan 4
        tensor loss float32 []
        0.25
        """)
    let first = try #require(file.cases.first)
    #expect(first.word == "dense")
    #expect(first.options["units"] == "4")
    #expect(try first["x"].shape == [2, 3])
    #expect(try first["x"].numbers[..<4] == [1, -2.5, 1e-9, .infinity])
    #expect(try first["loss"].numbers == [0.25])
  }

  @Test func `a formula gives the numbers of the Python side`() throws {
    // numbers: golden_file.mixed([3], 7, -1, 1)
    let file = try GoldenFile(text: "case a\nformula x float64 [3] 7 -1.0 1.0")
    let expected = [
      -0.8308110968209803, 0.8658560230396688, -0.5959762576967478,
    ]
    #expect(try file.cases[0]["x"].numbers == expected)
  }

  @Test func `missing numbers are an error with the line`() {
    #expect(throws: GoldenError(line: 3, problem: "1 of 2 numbers")) {
      try GoldenFile(text: "case a\ntensor x float64 [2]\n1")
    }
  }

  @Test func `the difference is relative to the largest number`() {
    let tensor = GoldenTensor(shape: [2], dtype: "float64", numbers: [100, 1])
    #expect(tensor.difference(from: [100, 1]) == 0)
    #expect(tensor.difference(from: [99, 1]) == 0.01)
    #expect(tensor.difference(from: [100, .nan]) == .infinity)
    #expect(tensor.elementwiseDifference(from: [100, 1.5]) == 0.5)
  }
}
