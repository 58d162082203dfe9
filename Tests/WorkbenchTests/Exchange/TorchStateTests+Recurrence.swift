import Formats
import Learning
import Support
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// Several layers of one recurrence.
extension TorchStateTests {
  @Test(arguments: ["rnn: ", ""])
  func `layers of one recurrence go to lines one behind the other`(label: String) throws {
    // As `nn.GRU(2, 3, num_layers=2, bidirectional=True)` writes them.
    let prefix = label.isEmpty ? "bidirectional" : "rnn"
    let weights = (0..<2).flatMap { layer in
      ["", "_reverse"].flatMap { side -> [Safetensors.Entry] in
        let end = "l\(layer)\(side)"
        let first = Float(layer * 1_000 + (side.isEmpty ? 0 : 500))
        return [
          tensor("\(prefix).weight_ih_\(end)", [9, layer == 0 ? 2 : 6], first: first),
          tensor("\(prefix).weight_hh_\(end)", [9, 3]), tensor("\(prefix).bias_ih_\(end)", [9]),
          tensor("\(prefix).bias_hh_\(end)", [9]),
        ]
      }
    }
    let all = weights + [tensor("dense.weight", [1, 6]), tensor("dense.bias", [1])]
    let net =
      "m = model [5, 2] { \(label)bidirectional { gru 3, return_sequences=true }; bidirectional { gru 3 }; dense 1 }"
    for way in ["", ", map=order"] {
      let (said, model) = try load(all, "load \"w.safetensors\", into=m" + way, net: net)
      #expect(said.contains("m has the 14 weights of w.safetensors"), "\(said)")
      let kernels = try #require(model).parameters.filter {
        $0.path.hasSuffix(".kernel") && $0.variable.type.shape.rank == 2
          && $0.variable.type.shape[1] == 9
      }
      // Gates z r n here are r z n there: what came first stands behind the first three.
      #expect(kernels.map { $0.variable.value[3] } == [0, 500, 1_000, 1_500], "\(said)")
    }
    let (lost, _) = try load(
      Array(all.dropLast(3)) + all.suffix(2), "load \"w.safetensors\", into=m", net: net)
    #expect(lost.contains("error E0672") && lost.contains("missing"), "\(lost)")
  }

  @Test func `a layer that was saved by itself has no name in front`() throws {
    // As `nn.LSTM(3, 5, num_layers=2, bidirectional=True).state_dict()` has them.
    let weights = (0..<2).flatMap { layer in
      ["", "_reverse"].flatMap { side -> [Safetensors.Entry] in
        let end = "l\(layer)\(side)"
        return [
          tensor("weight_ih_\(end)", [20, layer == 0 ? 3 : 10]),
          tensor("weight_hh_\(end)", [20, 5]),
          tensor("bias_ih_\(end)", [20]), tensor("bias_hh_\(end)", [20]),
        ]
      }
    }
    let net =
      "m = model [7, 3] { bidirectional { lstm 5, return_sequences=true }; bidirectional { lstm 5, return_sequences=true } }"
    let (said, _) = try load(weights, "load \"w.safetensors\", into=m", net: net)
    #expect(said.contains("m has the 12 weights of w.safetensors"), "\(said)")
    let (plain, _) = try load(
      [tensor("weight", [4, 2]), tensor("bias", [4])], "load \"w.safetensors\", into=m",
      net: "m = model 2 { dense 4 }")
    #expect(plain.contains("m has the 2 weights of w.safetensors"), "\(plain)")
  }
}
