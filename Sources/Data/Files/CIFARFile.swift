import Engine
import Formats
import Support

/// Pictures of CIFAR's binary files.
enum CIFARFile {
  static let sizeLimit = 1 << 30

  /// A file as training part, and another one as test part.
  static func load(
    _ name: String, test: String?, _ context: DataContext
  ) throws(DataError) -> Dataset {
    let (train, path) = try read(name, context)
    var pictures = [(part: Dataset.Part.train, train)]
    if let test {
      let (other, place) = try read(test, context)
      guard other.variant == train.variant else {
        throw DataError(
          .source(
            .mismatch(
              path: place, expected: "records of \(train.variant.recordLength) bytes",
              found: "\(other.variant.recordLength)")))
      }
      pictures.append((.test, other))
    }
    let classes = names(beside: path, train.variant)
    let side = CIFAR.side
    let count = pictures.reduce(0) { $0 + $1.1.count }
    try MemoryBudget.current.require(
      data: ByteEstimate.product(count, 3 * side * side, context.dtype.byteCount),
      for: "\(NumberText.grouped(count)) pictures")
    let x = Tensor(
      bytes: pictures.flatMap { $0.1.pixels }, [count, side, side, 3], context.dtype)
    let labels = pictures.map { picture in
      let codes = (picture.1.labels.last ?? []).map { Int32($0) }
      return TypedColumn("class", .categories(codes, names: classes))
    }
    return try Dataset.media(
      x, parts: pictures.map { ($0.part, $0.1.count) }, labels,
      TargetRecipe(column: "class", classes: classes),
      .picture(height: side, width: side, channels: 3),
      name: name.split(separator: "/").last.map(String.init) ?? "cifar", provenance: path, context)
  }

  private static func read(
    _ name: String, _ context: DataContext
  ) throws(DataError) -> (CIFAR, path: String) {
    let source = try context.read(named: name, limit: sizeLimit)
    let kind = ImagesSource.otherKinds[2]
    let pictures = try source.data(as: kind) { bytes throws(FormatError) in try CIFAR.read(bytes) }
    return (pictures, source.path)
  }

  /// One name a line in the file that comes with the pictures; numbers without it.
  private static func names(beside path: String, _ variant: CIFAR.Variant) -> [String] {
    let count = variant.classCounts.last ?? 0
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
    let file = variant == .ten ? "batches.meta.txt" : "fine_label_names.txt"
    let bytes = InputFile.head(of: (folder.isEmpty ? "." : folder) + "/" + file, 1 << 16) ?? []
    let lines = String(decoding: bytes, as: UTF8.self).split { $0.isNewline }.map(String.init)
    return lines.count == count && Set(lines).count == count
      ? lines : (0..<count).map(String.init)
  }
}
