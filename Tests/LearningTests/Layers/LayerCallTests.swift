import Catalog
import Testing

import Engine
@testable import Learning

@Suite struct LayerCallTests {
  private func text(_ call: LayerCall?) -> String? {
    call.map { call in
      let arguments = call.arguments.map { "\($0.name)=\($0.value.described)" }
      return "\(call.name)(\(arguments.joined(separator: ", ")))"
    }
  }

  private func model(
    _ inputs: [Int], _ lines: [LayerDescription]
  ) throws(LearningError) -> Model {
    try Model(name: "m", inputs: [Model.Input("input", Shape(inputs))], lines: lines)
  }

  @Test func `a built layer keeps its arguments, defaults filled in`() throws {
    let model = try model(
      [4],
      [
        LayerDescription(
          label: "hidden", "dense",
          Arguments([.number(3)], named: [("activation", .word("relu"))])),
        LayerDescription("dropout", Arguments([.number(0.5)])),
        LayerDescription("leaky_relu"),
        LayerDescription("dense", Arguments([.number(1)], named: [("use_bias", .bool(false))])),
      ])
    #expect(model.calls.map(\.label) == ["hidden", "dropout", "leaky_relu", "dense"])
    #expect(
      text(model.call(of: "hidden"))
        == "dense(units=3, activation=relu, use_bias=true, kernel_initializer=glorot_uniform, "
        + "bias_initializer=zeros, kernel_regularizer=none, bias_regularizer=none, "
        + "lora_rank=none, lora_alpha=none)")
    #expect(text(model.call(of: "leaky_relu"))?.hasPrefix("leaky_relu(") == true)
    #expect(model.call(of: "nothing") == nil)
  }

  @Test func `an argument is read by its typed key`() throws {
    let model = try model(
      [4], [LayerDescription("dense", Arguments([.number(2)], named: [("use_bias", .bool(false))]))]
    )
    let call = try #require(model.call(of: "dense"))
    #expect(try call[Dense.units] == 2)
    #expect(try !call[Dense.useBias])
    #expect(try call.bound.optional(Dense.loraRank) == nil)
  }

  @Test func `the defaults are those of the library in force when the line was written`() throws {
    let line = LayerDescription("batch_normalization", Arguments(compatibility: .pytorch))
    let call = try #require(try model([4], [line]).call(of: "batch_normalization"))
    #expect(try call[BatchNormalization.momentum] == 0.9)
    #expect(call.arguments.first { $0.name == "momentum" }?.value.described == "0.9")
  }

  @Test func `structures come before the lines inside them, and a copy has the same calls`() throws
  {
    let dense = LayerDescription("dense", Arguments([.number(2)]))
    let path = LayerDescription("path", lines: [dense])
    let model = try model(
      [4],
      [
        LayerDescription(
          "concatenate", Arguments(named: [("axis", .number(1))]), lines: [path, path]),
        LayerDescription("residual", lines: [LayerDescription("dense", Arguments([.number(4)]))]),
      ])
    let calls = ["concatenate(axis=1)", "dense", "dense", "residual()", "dense"]
    #expect(
      model.calls.map { text($0)?.prefix($0.name == "dense" ? 5 : 99) }.map { $0.map(String.init) }
        == calls)
    #expect(model.copy().calls.map(\.label) == model.calls.map(\.label))
  }
}
