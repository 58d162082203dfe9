import Formats

/// What is wrong with arrays, pictures, sounds and their folders.
package enum MediaError: Equatable, Sendable {
  /// An archive without the arrays that are asked for; those that it has.
  case noArray([String], known: [String], path: String)
  /// A folder in which nothing of that kind lies; `folders` are those of classes that are empty.
  case nothing(Medium, path: String, folders: [String])
  /// Files of a folder that cannot be read, with what is wrong with the first; at most five of them by name.
  case broken(Medium, names: [String], count: Int, fault: FormatError)
  /// A folder without annotations of pictures.
  case noAnnotations(path: String)
  /// A table of labels names files that are not there; at most five of them by name.
  case noFiles([String], count: Int, path: String)
  /// A folder with `train` and others beside it that are no parts.
  case mixedParts([String], path: String)
  /// Files in folders that are classes cannot have labels of a table, too.
  case labelledTwice(path: String)
  /// A name without what stands behind its label.
  case noLabel(file: String, separator: String)
  /// The step is about sounds, and these samples are none.
  case needsSounds(data: String, sample: [Int])
  /// `mel` stands before `stft`.
  case needsSpectrogram(data: String)
  /// A sound cannot be made into that.
  case sound(SoundError)
  /// What a model was trained on, and what it is asked about.
  case otherMedium(expected: Medium, path: String)

  /// What files of a folder hold.
  package enum Medium: String, Sendable {
    case picture, sound
  }
}

/// What a source did to what it read; told, so that nothing happens silently.
package enum SourceNote: Equatable, Sendable {
  /// Pictures of other sizes, made as large as the others.
  case resized(count: Int, of: Int, height: Int, width: Int)
  /// Files of a folder that are nothing of the kind.
  case ignored(count: Int, first: String)
  /// Sounds that were filled with silence or cut.
  case fitted(shorter: Int, longer: Int, of: Int, seconds: Double)
  /// Sounds of other rates.
  case resampled(count: Int, of: Int, rate: Int)
  /// Pictures of which no annotation says anything.
  case withoutBoxes(count: Int)
  /// Boxes outside of their pictures or without an area, and the smallest where a picture has too many.
  case boxesLeftOut(count: Int)
  /// A text that is no UTF-8.
  case latin1(path: String)
}
