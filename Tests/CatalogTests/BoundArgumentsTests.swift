import Testing

@testable import Catalog

@Suite struct BoundArgumentsTests {
  private static let units = Parameter<Int>("units", "How many.", rule: "at least 1") { $0 >= 1 }
  private static let rate = Parameter<Double>("rate", "How fast.", default: 0.5, pytorch: 0.25)
  private static let limit = Parameter<Int>.optional("limit", "At most.")
  private static let mode = Parameter<String>(
    "mode", "Which.", expected: "same or valid", default: { "same" }, shown: .word("same"),
    words: ["same", "valid"],
    read: { argument in
      guard case .word(let word) = argument, ["same", "valid"].contains(word) else { return nil }
      return word
    })
  private static let layer = Signature(
    "sample", .layer, "A sample.", example: "",
    [units.description, rate.description, limit.description, mode.description])

  private func bind(
    _ positional: Argument..., named: [(name: String, value: Argument)] = [],
    compatibility: Compatibility = .keras, to signature: Signature = layer
  ) throws(ArgumentError) -> BoundArguments {
    try BoundArguments(
      Arguments(positional, named: named, compatibility: compatibility), to: signature)
  }

  @Test func `positional and named arguments fill the parameters, defaults the rest`() throws {
    let bound = try bind(.number(3), named: [("mode", .word("valid"))])
    #expect(try bound[Self.units] == 3)
    #expect(try bound[Self.rate] == 0.5)
    #expect(try bound[Self.mode] == "valid")
    #expect(bound.has(Self.mode) && !bound.has(Self.rate))
  }

  @Test func `the library in force chooses the default, and never changes what is written`() throws
  {
    #expect(try bind(.number(1), compatibility: .pytorch)[Self.rate] == 0.25)
    #expect(try bind(.number(1), .number(0.5), compatibility: .pytorch)[Self.rate] == 0.5)
  }

  @Test func `what may be left out is nil, where it is none as well`() throws {
    #expect(try bind(.number(1)).optional(Self.limit) == nil)
    #expect(try bind(.number(1), named: [("limit", .none)]).optional(Self.limit) == nil)
    #expect(try bind(.number(1), named: [("limit", .number(4))]).optional(Self.limit) == 4)
  }

  @Test func `a given none is no default`() throws {
    let bound = try bind(.number(1), named: [("rate", .none)])
    #expect(
      throws: ArgumentError.wrongType(
        parameter: "rate", of: "sample", expected: "a number", found: "none", at: .named("rate"))
    ) { try bound.given(Self.rate) }
    #expect(try bind(.number(1)).given(Self.rate) == nil)
  }

  @Test func `none can be told to count as left out`() throws {
    var bound = try bind(.none, .none)
    bound.leaveOutNone()
    #expect(try bound[Self.rate] == 0.5)
    #expect(throws: ArgumentError.self) { try bound[Self.units] }
  }

  @Test func `a name of no parameter, a repeated one and a surplus argument are refused`() {
    #expect(
      throws: ArgumentError.unknownName(
        "size", of: "sample", known: ["units", "rate", "limit", "mode"])
    ) { try bind(named: [("size", .number(1))]) }
    #expect(throws: ArgumentError.repeated("units", of: "sample")) {
      try bind(.number(1), named: [("units", .number(2))])
    }
    #expect(throws: ArgumentError.tooMany(of: "sample", takes: 4, at: .positional(4))) {
      try bind(.number(1), .number(1), .number(1), .word("same"), .number(1))
    }
  }

  @Test func `a missing one is told when it is read, or at once where all are required`() throws {
    let missing = ArgumentError.missing(
      parameter: "units", of: "sample", expected: "a whole number")
    let bound = try bind()
    #expect(throws: missing) { try bound[Self.units] }
    #expect(throws: missing) { try bound.requireAll() }
    try bind(.number(1)).requireAll()
  }

  @Test func `what is of another type, refused, or a word of no meaning is told at its place`() {
    #expect(
      throws: ArgumentError.wrongType(
        parameter: "units", of: "sample", expected: "a whole number", found: "1.5",
        at: .positional(0))
    ) { try bind(.number(1.5))[Self.units] }
    #expect(
      throws: ArgumentError.outOfRange(
        parameter: "units", of: "sample", rule: "at least 1", found: "0", at: .positional(0))
    ) { try bind(.number(0))[Self.units] }
    #expect(
      throws: ArgumentError.unknownWord(
        "sme", parameter: "mode", of: "sample", known: ["same", "valid"], at: .named("mode"))
    ) { try bind(named: [("mode", .word("sme"))])[Self.mode] }
  }

  @Test func `a whole number that no Int holds is out of range, not of another type`() {
    #expect(
      throws: ArgumentError.outOfRange(
        parameter: "units", of: "sample", rule: "a whole number between -2^53 and 2^53",
        found: "1e+30", at: .positional(0))
    ) { try bind(.number(1e30))[Self.units] }
  }

  @Test func `a variadic parameter takes all further positional arguments as one list`() throws {
    let parts = Parameter<[Double]>(
      "parts", "All.", expected: "numbers", default: nil, shown: nil, isVariadic: true,
      read: { [Double]($0) })
    let last = Parameter<Bool>("last", "An option.", default: false)
    let signature = Signature(
      "split", .step, "", example: "", [parts.description, last.description])
    let bound = try bind(
      .number(1), .number(2), named: [("last", .bool(true))], to: signature)
    #expect(try bound[parts] == [1, 2])
    #expect(try bound[last])
    #expect(throws: ArgumentError.self) { try bind(to: signature)[parts] }
  }

  @Test func `further names are inputs of a model where the signature admits them`() throws {
    let signature = Signature(
      "predict", .verb, "", example: "", [Self.limit.description], namesInputs: true)
    let bound = try bind(named: [("left", .number(1)), ("limit", .number(2))], to: signature)
    #expect(bound.inputs.map(\.name) == ["left"])
    #expect(bound.input("left", expected: "a tensor")?.position == .named("left"))
    #expect(bound.input("right", expected: "a tensor") == nil)
    #expect(throws: ArgumentError.repeated("left", of: "predict")) {
      try bind(named: [("left", .number(1)), ("left", .number(2))], to: signature)
    }
  }

  @Test func `all arguments come with their defaults filled in, in the order of the parameters`()
    throws
  {
    let bound = try bind(named: [("units", .number(2))], compatibility: .pytorch)
    #expect(bound.filled.map(\.name) == ["units", "rate", "limit", "mode"])
    #expect(bound.filled.map(\.value.described) == ["2", "0.25", "none", "same"])
  }

  /// A value of another module, which no `Argument` holds whole.
  private struct Foreign: ArgumentValue {
    let text: String
    var argument: Argument { .value(text) }
    func described(for kind: Signature.Kind) -> String { "\(text) for a \(kind.rawValue)" }
  }

  @Test func `values of other modules come through whole, and name themselves`() throws {
    let what = Parameter<Foreign>("what", "Anything.", expected: "a thing") {
      $0.value as? Foreign
    }
    let signature = Signature("show", .verb, "", example: "", [what.description])
    let bound = try BoundArguments(
      positional: [Foreign(text: "it")], named: [], compatibility: .keras, to: signature)
    #expect(try bound[what].text == "it")
    let number = Parameter<Double>("what", "A number.")
    #expect(
      throws: ArgumentError.wrongType(
        parameter: "what", of: "show", expected: "a number", found: "it for a verb",
        at: .positional(0))
    ) { try bound[number] }
  }

  @Test func `errors may ask for more than help says`() throws {
    let runs = Parameter<Double>.optional("n", "A number.", asked: "a number, such as 5")
    let signature = Signature("show", .verb, "", example: "", [runs.description])
    #expect(signature.parameters[0].expected == "a number")
    let bound = try bind(.text("x"), to: signature)
    #expect(
      throws: ArgumentError.wrongType(
        parameter: "n", of: "show", expected: "a number, such as 5", found: "\"x\"",
        at: .positional(0))
    ) { try bound.optional(runs) }
  }

  @Test func `a default prints as it would be written, or in words`() {
    #expect(Default.list([.number(800), .number(500)]).text == "[800, 500]")
    #expect(Default.said("the last column").text == "the last column")
    #expect(Default.nothing.text == "none")
    #expect(Default(.list([.number(1), .value(1)])) == nil)
  }
}
