import Exchange

// Files of arrays.
extension ProgramReader {
  /// `np.load("x.npy")` is a tensor, `np.load("arrays.npz")` a record of them.
  func loadArrays(_ path: String, _ given: CallArguments) -> Meaning {
    for name in ["allow_pickle", "mmap_mode"] { _ = given.value(name) }
    let words = path.split { $0 == "/" || $0 == "." }
    let name = names.unique(wanted ?? String(words.dropLast().last ?? "arrays"))
    write(["\(name) = load \(ProgramText.quoted(path))"])
    var value = ValueText(text: name)
    value.isRecord = path.hasSuffix(".npz")
    return .value(value)
  }

  /// `arrays["x"]`: a field of a record.
  func field(_ name: String, of record: ValueText) throws(NotUnderstood) -> Meaning {
    guard name == ProgramNames.label(name) else {
      throw NotUnderstood("`\(name)` can be no name of a field here: save it under another one")
    }
    return .value(ValueText(text: "\(record.text).\(name)"))
  }
}
