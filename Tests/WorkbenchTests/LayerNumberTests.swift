import Testing
import WorkbenchTestSupport

@testable import Workbench

/// `m[1].kernel`: the layers of a model by number.
@Suite("Layers by number")
struct LayerNumberTests {
  private static let model =
    "seed 3; m = model 2 { hidden: dense 3, activation=tanh; residual { dense 3 }; out: dense 1 }\n"

  private func said(_ line: String) -> String { printed(Self.model + line) }

  @Test(arguments: [
    ("sum(abs(m[0].kernel - m.hidden.kernel))", "0"), ("sum(abs(m[-1].bias - m.out.bias))", "0"),
    ("shape(m[2].kernel)", "[3, 1]"),
    ("m[0].kernel[0, 1] == m.hidden.kernel[0, 1]", "true"),
    ("m[0].kernel = [[1, 2, 3], [4, 5, 6]]; m.hidden.kernel[1]", "[4, 5, 6]"),
    ("m[0].kernel[0, 1] = 9; m.hidden.kernel[0, 1]", "9"),
  ])
  func `a number stands for the layer that summary lists there`(line: String, expected: String) {
    #expect(said(line).hasSuffix(expected), "\(said(line))")
  }

  @Test(arguments: [
    ("m[3].kernel", "error E0305"), ("m[0:2]", "error E0118: a layer of m has one number"),
    ("m[0, 1]", "error E0118: a layer of m has one number"), ("m[0] = 3", "error E0121"),
    ("m[7].kernel = 3", "error E0305"), ("m[0].foo = 3", "error E0114"),
  ])
  func `what is no layer is told`(line: String, expected: String) {
    #expect(said(line).contains(expected), "\(said(line))")
  }
}
