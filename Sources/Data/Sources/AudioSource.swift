import Catalog
import Engine
import Formats
import Support

/// Sounds of a folder, or of one file.
enum AudioSource: FileSource {
  static let path = Parameter.path("path", "a folder or a sound", files: [.data])
  static let rate = Parameter<Int>.optional(
    "rate", "samples a second", shown: .said("that of the first file"),
    rule: "between 1 and 768,000", where: { (1...768_000).contains($0) })
  static let length = Parameter<Double>.optional(
    "length", "seconds of each sound", shown: .said("that of the longest"), rule: "above 0",
    where: { $0 > 0 && $0.isFinite })
  static let label = Parameter<String>.optional(
    "label", "what stands behind the label in a name")
  static let labels = Parameter<String>.optional(
    "labels", "a CSV file with the name of each file and its label")
  static let target = Parameter<String>.optional(
    "target", "the column of the labels", shown: .said("the last"))
  static let signature = Signature(
    "audio", .source, "Sounds of a folder: WAV, FLAC, Ogg, AIFF.",
    example: "d = data audio(\"digits\", label=\"_\") { stft window=64, hop=32 }",
    [
      path.description, rate.description, length.description, label.description,
      labels.description, target.description,
    ],
    details: """
      Folders in it are the classes, in the order of their bytes; folders `train`, `validation` and `test` are parts, \
      with classes in them. In a folder without others `label="_"` takes the part of each name before the first `_`: \
      `7_jackson_3.wav` is a 7; or `labels=` names a table. Samples [moments] of numbers −1..1: the mean of all \
      channels, resampled, with silence behind what is shorter than `length`; what is longer is cut. `stft` and `mel` \
      make spectra of them. A model keeps all that: `predict m, \"x.wav\"` answers with a class.
      """)
  static let fileKind = kind("WAV", "a WAV sound", [".wav"], .wav)
  static let otherKinds = [
    kind("FLAC", "a FLAC sound", [".flac"], .flac),
    kind("Ogg", "an Ogg sound", [".ogg", ".oga", ".opus"], .ogg),
    kind("AIFF", "an AIFF sound", [".aiff", ".aif"], .aiff),
  ]

  /// The kind that the bytes are of, for what is damaged; without one any of them is meant.
  private static func kind(of bytes: [UInt8]) -> FileSignature {
    ([fileKind] + otherKinds).first { $0.isBeginning(of: bytes) }
      ?? FileSignature("sound", "a sound", suffixes: [], holds: [.data], advice: fileKind.advice)
  }

  private static func kind(
    _ name: String, _ words: String, _ suffixes: [String], _ kind: SoundFile.Kind
  ) -> FileSignature {
    FileSignature(
      name, words, suffixes: suffixes, holds: [.data], source: "audio",
      advice: { "`d = data audio(\"\($0)\")` reads it, or all of its folder" },
      begins: { SoundFile.kind(of: $0) == kind })
  }

  static func load(
    _ arguments: BoundArguments, _ context: DataContext
  ) throws(DataError) -> Dataset {
    let name = try arguments.value(path)
    let search = MediaFolder.Search(
      medium: .sound, isKind: { SoundFile.kind(of: $0) != nil }, suffixes: SoundReader.suffixes,
      context: context)
    var reader = SoundReader(context: context)
    reader.rate = try arguments.optionalValue(rate)
    reader.seconds = try arguments.optionalValue(length)
    let place = try search.resolved(name)
    guard InputFile.isDirectory(place) else {
      let source = try context.read(named: name, limit: SoundReader.sizeLimit)
      _ = try source.data(as: kind(of: source.bytes)) { bytes throws(FormatError) in
        try SoundFile.size(of: bytes)
      }
      let file = MediaFolder.File(name: name, path: place, word: nil)
      return try dataset([(.train, [file])], nil, reader, name, place)
    }
    var folder = try MediaFolder(name, search)
    if let first = folder.ignored.first {
      context.record.sourceNotes.append(.ignored(count: folder.ignored.count, first: first))
    }
    if let separator = try arguments.optionalValue(label), !separator.isEmpty {
      try folder.takeLabels(before: separator)
    }
    let (parts, columns) = try folder.labelled(
      by: try arguments.optionalValue(labels), target: try arguments.optionalValue(target))
    return try dataset(parts, columns, reader, name, folder.path)
  }

  private static func dataset(
    _ parts: [(part: Dataset.Part, files: [MediaFolder.File])], _ columns: [TypedColumn]?,
    _ reader: SoundReader, _ name: String, _ path: String
  ) throws(DataError) -> Dataset {
    let context = reader.context
    let read = parts.flatMap(\.files)
    let sounds = try reader.read(read)
    let (files, count) = (sounds.x.shape[0], sounds.x.shape[1])
    if sounds.resampled > 0 {
      context.record.sourceNotes.append(
        .resampled(count: sounds.resampled, of: files, rate: sounds.rate))
    }
    if sounds.shorter + sounds.longer > 0 {
      context.record.sourceNotes.append(
        .fitted(
          shorter: sounds.shorter, longer: sounds.longer, of: files,
          seconds: Double(count) / Double(sounds.rate)))
    }
    var dataset = try Dataset.media(
      sounds.x, parts: parts.map { ($0.part, $0.files.count) }, columns,
      columns.map { TargetRecipe(learntFrom: TypedColumn.joined($0)) },
      .sound(rate: sounds.rate, count: count),
      name: name.split(separator: "/").last.map(String.init) ?? "audio", provenance: path, context)
    dataset.rawFiles = RawFiles(sounds.x, read)
    return dataset
  }
}
