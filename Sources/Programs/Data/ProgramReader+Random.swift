// What NumPy and TensorFlow draw.
extension ProgramReader {
  /// A draw in the words here; a number that is not known here stays unread.
  func random(_ word: String, _ given: CallArguments) throws(NotUnderstood) -> Meaning {
    func shape(_ meaning: Meaning?) -> [Int]? {
      meaning.flatMap { $0.isNone ? [] : $0.wholeNumbers }
    }
    func drawn(_ function: String, _ shape: [Int], _ options: [String] = []) -> Meaning {
      let shown = shape.isEmpty ? [1] : shape
      let text = "\(function)(\((["[\(Self.list(shown))]"] + options).joined(separator: ", ")))"
      return .value(ValueText(text: text, shape: shown))
    }
    func number(_ name: String, _ place: Int, _ usual: Double) -> String {
      ProgramText.number(given.number(name, at: place) ?? usual)
    }
    switch word {
    case "seed", "set_seed", "RandomState", "default_rng":
      if let seed = given.first?.number ?? given.number("seed"), seed >= 0 {
        writeSeed(ProgramText.number(seed))
      }
      return .library("numpy.random")
    case "rand":
      if let shape = Meaning.items(given.positional).wholeNumbers { return drawn("uniform", shape) }
    case "randn":
      if let shape = Meaning.items(given.positional).wholeNumbers { return drawn("normal", shape) }
    case "random", "random_sample", "ranf":
      if let shape = shape(given.value("size", at: 0) ?? Meaning.none) {
        return drawn("uniform", shape)
      }
    case "standard_normal":
      if let shape = shape(given.value("size", at: 0) ?? Meaning.none) {
        return drawn("normal", shape)
      }
    case "normal":
      if let shape = shape(given.value("shape")) {
        return drawn(
          "normal", shape, ["mean=\(number("mean", 9, 0))", "std=\(number("stddev", 9, 1))"])
      }
      if case .items? = given.first, let shape = shape(given.first) {
        return drawn("normal", shape)
      }
      guard let shape = shape(given.value("size", at: 2) ?? Meaning.none) else { break }
      return drawn(
        "normal", shape, ["mean=\(number("loc", 0, 0))", "std=\(number("scale", 1, 1))"])
    case "uniform":
      if let shape = shape(given.value("shape")) ?? itemsShape(given.first) {
        return drawn(
          "uniform", shape, ["low=\(number("minval", 1, 0))", "high=\(number("maxval", 2, 1))"])
      }
      guard let shape = shape(given.value("size", at: 2) ?? Meaning.none) else { break }
      return drawn(
        "uniform", shape, ["low=\(number("low", 0, 0))", "high=\(number("high", 1, 1))"])
    case "randint", "integers", "random_integers":
      let ends = [given.number("low", at: 0), given.number("high", at: 1)].compactMap { $0 }
      guard let last = ends.last, let shape = shape(given.value("size", at: 2) ?? Meaning.none)
      else { break }
      let first = ends.count == 2 ? ends[0] : 0
      guard
        case .value(let value) = drawn(
          "uniform", shape,
          ["low=\(ProgramText.number(first))", "high=\(ProgramText.number(last))"])
      else { break }
      return .value(ValueText(text: "floor(\(value.text))", shape: value.shape, isWhole: true))
    default: break
    }
    throw NotUnderstood("`\(word)` draws what has no counterpart here")
  }

  /// `seed 42`, once where NumPy and TensorFlow are given the same.
  func writeSeed(_ number: String) {
    let line = "seed \(number)"
    if let lastSeed, lastSeed == (line, pieces.count) { return skip() }
    write([line])
    lastSeed = (line, pieces.count)
  }

  private func itemsShape(_ meaning: Meaning?) -> [Int]? {
    if case .items? = meaning { meaning?.wholeNumbers } else { nil }
  }
}
