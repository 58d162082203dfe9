import Catalog
import Engine
import Formats
import Support

/// The handwritten digits of MNIST, from files in IDX format.
enum MNISTSource: FileSource {
  static let signature = Signature(
    "mnist", .source, "70,000 handwritten digits, from the files of MNIST.",
    example: "d = data mnist { take 100; rescale 1/255 }",
    details: """
      Images [28 × 28] of bytes 0..255, ten classes, 60,000 for training and 10,000 for testing. \
      The four IDX files, packed with gzip or not, are looked for in the folder given with --data, \
      then in that of NABLA_DATA, below `mnist` or directly. Without them use `digits`.
      """)

  static var fileKind: FileSignature { IDXFile.signature }

  static func load(
    _ arguments: BoundArguments, _ context: DataContext
  ) throws(DataError) -> Dataset {
    let files = [("train-images", 3), ("train-labels", 1), ("t10k-images", 3), ("t10k-labels", 1)]
      .map { IDXFile.names(of: $0, axes: $1) }
    let places = context.directories.flatMap { [$0 + "/mnist", $0] }
    for place in places {
      let paths = files.compactMap { names in
        names.map { place + "/" + $0 }.first { InputFile.exists($0) }
      }
      guard paths.count == files.count else { continue }
      let train = try samples(paths[0], paths[1], context)
      let test = try samples(paths[2], paths[3], context)
      guard train.x.shape.extents.dropFirst() == test.x.shape.extents.dropFirst() else {
        throw DataError(
          .source(
            .mismatch(
              path: paths[2], expected: "images as large as those for training, \(train.x.shape)",
              found: "\(test.x.shape)")))
      }
      var dataset = Dataset(name: "mnist", train: train, test: test, provenance: place)
      dataset.notePictures(.digits)
      return dataset
    }
    throw DataError(
      .source(
        .filesNotFound(files: files.map { $0[0] }, places: places, builtIn: "digits")))
  }

  private static func samples(
    _ images: String, _ labels: String, _ context: DataContext
  ) throws(DataError) -> Samples {
    if context.isInterrupted() { throw DataError(.interrupted) }
    let x = try IDXFile.read(images, context)
    let y = try IDXFile.read(labels, context)
    guard x.shape.count == 3, x.elementType == .uint8, x.shape[1] > 0, x.shape[2] > 0 else {
      throw DataError(
        .source(.mismatch(path: images, expected: "images of bytes", found: "\(Shape(x.shape))")))
    }
    guard y.shape == [x.shape[0]], y.elementType == .uint8 else {
      throw DataError(
        .source(
          .mismatch(
            path: labels, expected: "\(NumberText.grouped(x.shape[0])) labels",
            found: NumberText.grouped(y.shape[0]))))
    }
    guard !y.bytes.isEmpty else { throw DataError(.samples(.noSamples)) }
    return Samples(
      x: Tensor(bytes: x.bytes, Shape(x.shape), context.dtype),
      y: Tensor(y.bytes.map { Int32($0) }, Shape(y.shape)))
  }
}

extension Tensor {
  /// Bytes as numbers 0 to 255 of a float type.
  init(bytes: [UInt8], _ shape: Shape, _ dtype: DType) {
    precondition(bytes.count == shape.count, "as many bytes as the shape has elements")
    self.init(TensorType(shape, dtype)) { target in
      bytes.withUnsafeBufferPointer { source in
        if dtype == .float64 {
          let numbers = target.bindMemory(to: Double.self)
          for index in source.indices.untilInterrupted { numbers[index] = Double(source[index]) }
        } else {
          let numbers = target.bindMemory(to: Float.self)
          for index in source.indices.untilInterrupted { numbers[index] = Float(source[index]) }
        }
      }
    }
  }
}
