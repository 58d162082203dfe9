import Catalog
import Learning
import Testing

@Suite("Registries of the learning module")
struct RegistryTests {
  static let registries: [[any CatalogueEntry.Type]] = [
    Layers.all, Activations.all, Losses.all, Metrics.all, Optimizers.all, Schedules.all,
    Initializers.all, Regularizers.all,
  ]

  @Test func `names are unique within a registry`() {
    for registry in Self.registries {
      let names = registry.map { $0.signature.name }
      #expect(Set(names).count == names.count, "\(names)")
    }
  }

  @Test func `every entry is described in at most 100 characters`() {
    for entry in Self.registries.flatMap({ $0 }) {
      let signature = entry.signature
      #expect(!signature.summary.isEmpty && signature.summary.count <= 100, "\(signature.name)")
      #expect(!signature.example.isEmpty)
    }
  }

  @Test func `entries without required parameters are made from their defaults`() throws {
    for entry in Self.registries.flatMap({ $0 }) {
      let isComplete = entry.signature.parameters.allSatisfy { $0.defaultText != nil }
      guard isComplete else { continue }
      _ = try entry.init(BoundArguments(Arguments(), to: entry.signature))
    }
  }

  @Test func `words are found by name`() {
    #expect(Layers.named("dense") == Dense.self)
    #expect(Activations.named("tanh") != nil)
    #expect(Losses.named("mse") == nil)
  }

  @Test func `an unknown activation is reported at its place`() {
    #expect(
      throws: ArgumentError.unknownWord(
        "tahn", parameter: "activation", of: "dense",
        known: Activations.all.map { $0.signature.name }, at: .named("activation"))
    ) {
      try Dense.make(
        Arguments([.number(3)], named: [("activation", .word("tahn"))]))
    }
  }

  @Test func `options inside a spec keep the place of the spec`() {
    let spec = Argument.spec(Spec("leaky_relu", Arguments([.number(-1)])))
    #expect(
      throws: ArgumentError.outOfRange(
        parameter: "negative_slope", of: "leaky_relu", rule: "0 or more", found: "-1",
        at: .named("activation"))
    ) {
      try Dense.make(Arguments([.number(3)], named: [("activation", spec)]))
    }
  }
}
