import Catalog
import Exchange
import Learning
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// The table of Keras's layers and the words here.
@Suite("Keras's layers as lines")
struct KerasLayersTests {
  private func text(_ layer: KerasLayer) throws -> String {
    let line = try KerasLayers.line(of: layer)
    let inner = (line.lines ?? []).map { " { \($0.word) }" }.joined()
    return Spec(line.word, line.arguments).text + inner
  }

  @Test func `each word has one row, and takes what its class takes under the same name`() {
    #expect(Set(KerasLayers.rows.map(\.className)).count == KerasLayers.rows.count)
    #expect(Set(KerasLayers.rows.map(\.word)).count == KerasLayers.rows.count)
    let composed: Set = ["position_embedding", "sinusoidal_positions"]
    for type in Layers.all where !composed.contains(type.signature.name) {
      guard let row = KerasLayers.row(ofWord: type.signature.name) else {
        Issue.record("\(type.signature.name) has no class of Keras")
        continue
      }
      // Beside what only nabla has, and what Keras says in calls.
      let own: Set = ["unbiased", "tied", "use_causal_mask", "value", "key"]
      for parameter in type.signature.parameters where !own.contains(parameter.name) {
        #expect(row.order.contains(parameter.name), "\(row.className) \(parameter.name)")
      }
    }
  }

  @Test func `what is said anyway is left out, what is needed stands first`() throws {
    #expect(
      try text(KerasLayer("Dense", [.init(nil, .int(8)), .init(nil, .text("relu"))]))
        == "dense(8, activation=relu)")
    #expect(
      try text(
        KerasLayer(
          "Conv2D",
          [
            .init("filters", .int(32)), .init("kernel_size", .list([.int(3), .int(3)])),
            .init("strides", .list([.int(1), .int(1)])), .init("padding", .text("same")),
            .init("data_format", .text("channels_last")), .init("activation", .text("linear")),
            .init("kernel_initializer", .call(KerasLayer("GlorotUniform", [.init("seed", .none)]))),
            .init("kernel_constraint", .none), .init("trainable", .bool(true)),
          ])) == "conv2d(32, 3, padding=same)")
    #expect(
      try text(KerasLayer("MaxPool2D", [.init(nil, .list([.int(2), .int(3)]))]))
        == "max_pooling2d([2, 3])")
    #expect(try text(KerasLayer("Dropout", [.init(nil, .float(0.5))])) == "dropout(0.5)")
    #expect(
      try text(KerasLayer("Reshape", [.init(nil, .list([.int(4), .int(-1)]))]))
        == "reshape([4, -1])")
    #expect(try text(KerasLayer("LeakyReLU", [.init("alpha", .float(0.1))])) == "leaky_relu(0.1)")
    #expect(try text(KerasLayer("LeakyReLU")) == "leaky_relu")
    #expect(
      try text(KerasLayer("Activation", [.init(nil, .text("leaky_relu"))])) == "leaky_relu(0.2)")
    #expect(
      try text(KerasLayer("LSTM", [.init(nil, .int(4)), .init("dropout", .float(0.1))]))
        == "lstm(4, dropout=0.1, tied=true)")
    #expect(
      try text(
        KerasLayer(
          "Dense",
          [
            .init(nil, .int(1)),
            .init("kernel_regularizer", .call(KerasLayer("l2", [.init(nil, .float(0.001))]))),
            .init("kernel_initializer", .text("he_normal")),
          ])) == "dense(1, kernel_regularizer=l2(0.001), kernel_initializer=he_normal)")
    #expect(
      try text(
        KerasLayer("Bidirectional", [.init(nil, .call(KerasLayer("GRU", [.init(nil, .int(3))])))]))
        == "bidirectional { gru }")
  }

  @Test func `what has no counterpart is named`() {
    #expect(throws: KerasError.layer(className: "Conv3D", near: ["conv2d"])) {
      try KerasLayers.line(of: KerasLayer("Conv3D"))
    }
    #expect(throws: KerasError.layer(className: "Desne", near: ["dense"])) {
      try KerasLayers.line(of: KerasLayer("Desne"))
    }
    #expect(throws: KerasError.unknownArgument(className: "Dense", argument: "unit")) {
      try KerasLayers.line(of: KerasLayer("Dense", [.init("unit", .int(2))]))
    }
    for (name, value) in [
      ("data_format", KerasValue.text("channels_first")), ("kernel_constraint", .text("max_norm")),
      ("padding", .text("full")), ("activation", .text("sparsemax")),
      ("kernel_initializer", .text("stft")),
    ] {
      #expect(throws: KerasError.self, "\(name)") {
        try KerasLayers.line(
          of: KerasLayer("Conv2D", [.init(nil, .int(2)), .init(nil, .int(2)), .init(name, value)]))
      }
    }
  }
}
