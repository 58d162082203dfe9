extension KerasLayers {
  /// How far a layer of Keras goes; `Sources/KERAS.md` is the table of all.
  package enum Coverage: Equatable, Sendable {
    /// Read from files and programs, and written, as the word.
    case both(word: String)
    /// Read from files and programs only, as a formula or as a line that comes near.
    case read
    /// Neither: `LayerHabits` says what does its work.
    case refused
  }

  /// How far a class goes, by its name or one of its other names.
  package static func coverage(of className: String) -> Coverage {
    if className == "InputLayer" { return .both(word: "model") }
    if let row = row(of: className) { return .both(word: row.word) }
    return KerasFormulas.orders[className] != nil || KerasFormulas.variations.contains(className)
      || KerasSized.names.contains(className) || className == "RNN"
      ? .read : .refused
  }
}
