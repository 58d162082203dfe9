import Catalog
import Engine
import Formats
import Support

/// Pictures of a folder, of one file, or of CIFAR's files.
enum ImagesSource: FileSource {
  static let path = Parameter.path("path", "a folder, a picture or a file of CIFAR", files: [.data])
  static let size = Parameter<[Int]>.optional(
    "size", "height and width of all pictures", shown: .said("that of the first"),
    rule: "one or two numbers between 1 and 10,000",
    where: { (1...2).contains($0.count) && $0.allSatisfy { (1...10_000).contains($0) } })
  static let channels = Parameter<Int>.optional(
    "channels", "1 for grey, 3 for colours", shown: .said("3 unless all are grey"),
    rule: "1 or 3", where: { $0 == 1 || $0 == 3 })
  static let labels = Parameter<String>.optional(
    "labels", "a CSV file with the name of each file and its label")
  static let target = Parameter<String>.optional(
    "target", "the column of the labels", shown: .said("the last"))
  static let test = Parameter<String>.optional("test", "a file of CIFAR as test part")
  static let boxes = Parameter<String>.optional(
    "boxes", "a folder of VOC's XML files, or a JSON file of COCO, with boxes in the pictures")
  static let mostBoxes = Parameter<Int>.optional(
    "max_boxes", "how many boxes a picture has at most", shown: .said("as many as there are"),
    rule: "between 1 and 100,000", where: { (1...100_000).contains($0) })
  static let signature = Signature(
    "images", .source, "Pictures of a folder (PNG, JPEG, PGM, PPM), or of CIFAR's files.",
    example: "d = data images(\"photos\", size=[8, 8]) { rescale 1/255 }",
    [
      path.description, size.description, channels.description, labels.description,
      target.description, test.description, boxes.description, mostBoxes.description,
      StreamedSource.stream.description,
    ],
    details: """
      Folders in it are the classes, in the order of their bytes; folders `train`, `validation` and `test` are parts, \
      with classes in them. A folder without others has its labels in a table, `labels=`: names of files, then a class \
      or a number; a folder without labels is for `predict`. Samples [height, width, channels] of numbers 0..255. \
      Pictures of other sizes are resized (bilinear), grey is 0.299 R + 0.587 G + 0.114 B. A file of CIFAR-10 or \
      CIFAR-100 in binary form (.bin) has its names of classes in `batches.meta.txt` (`fine_label_names.txt`) beside it. \
      With `boxes=` y is [pictures, most boxes, 5]: class, center x, center y, width and height as shares of the picture; \
      class -1 and zeros behind the last. Pictures without an annotation, and boxes outside of them, are left out and counted.
      A model keeps size, channels and the steps of the block: `predict m, \"x.png\"` answers with a class.
      \(StreamedSource.words)
      """)
  static let isMovable = true
  static let fileKind = kind("PNG", "a PNG picture", [".png"], .png)
  static let otherKinds = [
    kind("JPEG", "a JPEG picture", [".jpg", ".jpeg"], .jpeg),
    kind("PNM", "a PGM or PPM picture", [".ppm", ".pgm", ".pnm"], .pnm),
    FileSignature(
      "CIFAR", "a file of CIFAR", suffixes: [".bin"], holds: [.data], source: "images",
      advice: { "`d = data images(\"\($0)\")` reads files of CIFAR" }),
  ]

  /// The kind that the bytes are of, for what is damaged; without one any of them is meant.
  private static func kind(of bytes: [UInt8]) -> FileSignature {
    ([fileKind] + otherKinds).first { $0.isBeginning(of: bytes) }
      ?? FileSignature(
        "picture", "a picture", suffixes: [], holds: [.data], advice: fileKind.advice)
  }

  private static func kind(
    _ name: String, _ words: String, _ suffixes: [String], _ kind: PictureFile.Kind
  ) -> FileSignature {
    FileSignature(
      name, words, suffixes: suffixes, holds: [.data], source: "images",
      advice: { "`d = data images(\"\($0)\")` reads it, or all of its folder" },
      begins: { PictureFile.kind(of: $0) == kind })
  }

  static func load(
    _ arguments: BoundArguments, _ context: DataContext
  ) throws(DataError) -> Dataset {
    let name = try arguments.value(path)
    let search = MediaFolder.Search(
      medium: .picture, isKind: { PictureFile.kind(of: $0) != nil },
      suffixes: PictureReader.suffixes, context: context,
      skipped: try arguments.optionalValue(boxes)?.split(separator: "/").first.map(String.init))
    let place = try search.resolved(name)
    guard InputFile.isDirectory(place) else {
      if name.hasSuffix(".bin") {
        return try CIFARFile.load(name, test: try arguments.optionalValue(test), context)
      }
      let source = try context.read(named: name, limit: PictureReader.sizeLimit)
      _ = try source.data(as: kind(of: source.bytes)) { bytes throws(FormatError) in
        try PictureFile.size(of: bytes)
      }
      let file = MediaFolder.File(name: name, path: place, word: nil)
      return try dataset([(.train, [file])], nil, name, place, arguments, context)
    }
    let folder = try MediaFolder(name, search)
    if let first = folder.ignored.first {
      context.record.sourceNotes.append(.ignored(count: folder.ignored.count, first: first))
    }
    if let boxes = try arguments.optionalValue(boxes) {
      guard !arguments.has(labels) else {
        throw DataError(
          .arguments(arguments.outOfRange(labels, "left out where boxes= says what is there")))
      }
      var reader = BoxReader(context: context)
      reader.most = try arguments.optionalValue(mostBoxes)
      let read = try reader.read(boxes, of: folder)
      var dataset = try dataset(read.parts, nil, name, folder.path, arguments, context)
      dataset.take(read)
      return dataset
    }
    let (parts, columns) = try folder.labelled(
      by: try arguments.optionalValue(labels), target: try arguments.optionalValue(target))
    return try dataset(parts, columns, name, folder.path, arguments, context)
  }

  private static func dataset(
    _ parts: [(part: Dataset.Part, files: [MediaFolder.File])], _ columns: [TypedColumn]?,
    _ name: String, _ path: String, _ arguments: BoundArguments, _ context: DataContext
  ) throws(DataError) -> Dataset {
    var reader = PictureReader(context: context)
    reader.channels = try arguments.optionalValue(channels)
    reader.size = try arguments.optionalValue(size).map { ($0[0], $0[$0.count - 1]) }
    let files = parts.flatMap(\.files)
    let (x, resized) = try reader.read(files)
    let shape = x.shape.extents
    context.record.tellDisk(of: name, bytes: x.type.byteCount)
    if resized > 0 {
      context.record.sourceNotes.append(
        .resized(count: resized, of: files.count, height: shape[1], width: shape[2]))
    }
    var dataset = try Dataset.media(
      x, parts: parts.map { ($0.part, $0.files.count) }, columns,
      columns.map { TargetRecipe(learntFrom: TypedColumn.joined($0)) },
      .picture(height: shape[1], width: shape[2], channels: shape[3]),
      name: name.split(separator: "/").last.map(String.init) ?? "images", provenance: path, context)
    dataset.rawFiles = RawFiles(x, files)
    return dataset
  }
}
