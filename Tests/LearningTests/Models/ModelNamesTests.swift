import Catalog
import Engine
import Learning
import Testing

@Suite("Names and rows of a model")
struct ModelNamesTests {
  @Test func `unlabelled layers are numbered, labelled ones keep their label`() throws {
    let m = try model(
      [4],
      [.dense(3), .word("relu"), .dense(3, label: "h"), .dense(3), .word("relu"), .dense(1)])
    #expect(m.layers.map(\.label) == ["dense", "relu", "h", "dense_1", "relu_1", "dense_2"])
  }

  @Test func `repeat is unrolled, and a label met again gets a number`() throws {
    let m = try model(
      [4], [.around("repeat", times: 3, [.dense(4, label: "h"), .word("dropout", .number(0.1))])]
    )
    #expect(
      m.layers.map(\.label) == ["h", "dropout", "h_1", "dropout_1", "h_2", "dropout_2"])
  }

  @Test func `a user's label is never given to an unlabelled layer`() throws {
    let m = try model([4], [.dense(3), .dense(3, label: "dense_1"), .dense(3)])
    #expect(m.layers.map(\.label) == ["dense", "dense_1", "dense_2"])
  }

  /// 784·256 + 256 = 200,960 and 256 + 1 = 257.
  @Test func `rows hold shapes, weights and products`() throws {
    let m = try model([784], [.dense(256, "relu"), .dense(1, "sigmoid", label: "output")])
    #expect(m.layers.map(\.kind) == ["dense", "dense"])
    #expect(m.layers.map(\.shape) == [[256], [1]])
    #expect(m.layers.map(\.activation) == ["relu", "sigmoid"])
    #expect(m.layers.map(\.parameters) == [200_960, 257])
    #expect(m.layers.map(\.multiplyAccumulates) == [200_704, 256])
    #expect(m.parameterCount == 201_217)
    #expect(m.byteCount == 804_868)
    #expect(m.outputLabel == "output")
  }

  @Test func `rows inside structures are indented before the structure`() throws {
    let m = try model([4], [.around("residual", [.dense(4)]), .dense(1)])
    #expect(m.layers.map(\.label) == ["dense", "residual", "dense_1"])
    #expect(m.layers.map(\.depth) == [1, 0, 0])
  }

  @Test func `weights are found by path`() throws {
    let m = try model([2], [.dense(3, label: "hidden")])
    #expect(m.parameters.map(\.path) == ["hidden.kernel", "hidden.bias"])
    #expect(m.parameter("hidden.kernel")?.type.shape == [2, 3])
    #expect(m.parameterNames(of: "hidden") == ["kernel", "bias"])
    #expect(m.parameter("hidden.weights") == nil)
  }

  @Test func `a model used twice shares its weights and counts them once`() throws {
    let encoder = try model([4], [.dense(4)], name: "encoder")
    let line = LayerDescription("model", Arguments([.value(encoder)]))
    let m = try model([4], [line, line, .dense(1)])
    #expect(m.layers.map(\.label) == ["encoder", "encoder_1", "dense"])
    #expect(m.layers.map(\.parameters) == [20, 0, 5])
    #expect(
      m.parameters.map(\.path)
        == ["dense.kernel", "dense.bias", "encoder.dense.kernel", "encoder.dense.bias"])
    #expect(m.parameterCount == 25)
  }

  @Test func `from goes back to a label`() throws {
    let m = try model(
      [4], [.dense(8, label: "h"), .dense(2), .word("from", .word("h")), .dense(3)])
    #expect(m.parameter("dense_1.kernel")?.type.shape == [8, 3])
  }

  @Test func `the dimensions of flatten and reshape follow from the sample`() throws {
    let m = try model(
      [4, 6],
      [.word("flatten"), .word("reshape", .list([.number(2), .number(-1)])), .dense(5)])
    #expect(m.layers.map(\.shape) == [[24], [2, 12], [2, 5]])
  }
}
