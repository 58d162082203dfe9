import Catalog
import Engine
import Formats
import Support

/// Arrays of NumPy in two files: inputs and targets.
enum NPYSource: FileSource {
  static let x = Parameter.path("x", "the file of the inputs", files: [.data])
  static let y = Parameter<String>.optional("y", "the file of the targets")
  static let signature = Signature(
    "npy", .source, "Samples from files of NumPy's arrays.",
    example: "d = data npy(\"x.npy\", \"y.npy\") { split 80%, 20% }",
    [x.description, y.description],
    details: """
      The first axis counts samples. Whole targets of at least 0, one for each sample, are classes; others are numbers. \
      Files are little or big endian, in C's or Fortran's order, of any type of numbers; inputs become those of the session.
      """)
  static let fileKind = FileSignature(
    "NPY", "an array of NumPy", suffixes: [".npy"], holds: [.data], source: "npy",
    advice: { "`d = data npy(\"\($0)\", \"y.npy\")` reads it, with its targets" },
    begins: { NumPyFile.isBeginning($0) })
  static let sizeLimit = 4 << 30

  static func load(
    _ arguments: BoundArguments, _ context: DataContext
  ) throws(DataError) -> Dataset {
    let name = try arguments.value(x)
    let (inputs, path) = try array(name, context)
    var targets: NumPyArray?
    if let labels = try arguments.optionalValue(y) { targets = try array(labels, context).0 }
    var dataset = Dataset(
      name: String(name.split(separator: "/").last ?? "npy"),
      train: try Samples(inputs, targets: targets, context), provenance: path)
    // Bytes of such a shape are pixels.
    if inputs.elementType == .uint8 { dataset.notePictures() }
    return dataset
  }

  private static func array(
    _ name: String, _ context: DataContext
  ) throws(DataError) -> (NumPyArray, path: String) {
    let source = try context.read(named: name, limit: sizeLimit)
    let array = try source.data(as: fileKind) { bytes throws(FormatError) in
      try NumPyFile.read(bytes)
    }
    return (array, source.path)
  }
}

/// Arrays of NumPy in one archive.
enum NPZSource: FileSource {
  static let file = Parameter.path("file", "the path of the archive", files: [.data])
  static let x = Parameter<String>.optional("x", "the name of the inputs")
  static let y = Parameter<String>.optional("y", "the name of the targets")
  static let signature = Signature(
    "npz", .source, "Samples from an archive of NumPy's arrays.",
    example: "d = data npz(\"arrays.npz\", x=\"x\", y=\"y\") { split 80%, 20% }",
    [file.description, x.description, y.description],
    details: """
      Without names these are looked for, in this order: x_train and y_train, with x_test and y_test as test part and \
      x_val and y_val as validation part; x and y; X and Y; X and y; arr_0 and arr_1. The rest is as with `npy`.
      """)
  static let fileKind = FileSignature(
    "NPZ", "an archive (ZIP), as of NumPy's arrays", suffixes: [".npz"], otherSuffixes: [".zip"],
    holds: [.data], source: "npz", advice: { "`d = data npz(\"\($0)\")` reads NumPy's arrays" },
    begins: {
      ZIP.firstName($0) != nil && !WorkbookFile.isWorkbook($0) && !ZIP.isKerasModel($0)
    })
  private static let usual = [("x_train", "y_train"), ("x", "y"), ("X", "Y"), ("X", "y")]

  static func load(
    _ arguments: BoundArguments, _ context: DataContext
  ) throws(DataError) -> Dataset {
    let name = try arguments.value(file)
    let source = try context.read(named: name, limit: NPYSource.sizeLimit)
    let archive = try source.data(as: fileKind) { bytes throws(FormatError) in try NPZFile(bytes) }
    var arePixels = false
    func samples(_ x: String, _ y: String?) throws(DataError) -> Samples {
      let asked = [x] + (y.map { [$0] } ?? [])
      let missing = asked.filter { !archive.names.contains($0) }
      guard missing.isEmpty else {
        throw DataError(.media(.noArray(missing, known: archive.names, path: source.path)))
      }
      let inputs = try source.data(as: fileKind) { _ throws(FormatError) in
        try archive.array(named: x)
      }
      let targets = try source.data(as: fileKind) { _ throws(FormatError) in
        try y.map { (name) throws(FormatError) in try archive.array(named: name) }
      }
      arePixels = inputs.elementType == .uint8
      return try Samples(inputs, targets: targets, context)
    }
    let given = (x: try arguments.optionalValue(x), y: try arguments.optionalValue(y))
    let names = names(given.x, given.y, among: archive.names)
    guard let names else {
      throw DataError(
        .media(.noArray([given.x ?? "x", given.y ?? "y"], known: archive.names, path: source.path)))
    }
    var dataset = Dataset(
      name: String(name.split(separator: "/").last ?? "npz"),
      train: try samples(names.x, names.y), provenance: source.path)
    if names.x == "x_train", given.x == nil {
      for (part, ending) in [(Dataset.Part.validation, "val"), (.test, "test")] {
        guard archive.names.contains("x_" + ending) else { continue }
        let others = try samples("x_" + ending, names.y.map { _ in "y_" + ending })
        guard others.sampleShape == dataset.sampleShape else {
          throw DataError(
            .source(
              .mismatch(
                path: source.path, expected: "x_\(ending) of samples \(dataset.sampleShape)",
                found: "\(others.sampleShape)")))
        }
        dataset.set(others, part)
      }
    }
    if arePixels { dataset.notePictures() }
    return dataset
  }

  private static func names(
    _ x: String?, _ y: String?, among known: [String]
  ) -> (x: String, y: String?)? {
    if let x { return (x, y ?? usual.first { $0.0 == x && known.contains($0.1) }?.1) }
    let found = (usual + [("arr_0", "arr_1")]).first {
      known.contains($0.0) && (y != nil || known.contains($0.1))
    }
    return found.map { ($0.0, y ?? $0.1) }
  }
}

extension Samples {
  /// Inputs in the session's type, and targets as class numbers where they can be.
  ///
  /// Throws where there are no samples, as many targets are missing, or a number is infinite in the type.
  init(
    _ x: NumPyArray, targets y: NumPyArray?, _ context: DataContext
  ) throws(DataError) {
    let counts = [x, y].compactMap { $0 }.map { $0.shape }
    guard counts.allSatisfy({ !$0.isEmpty && $0.count <= Shape.maximumRank }),
      counts.allSatisfy({ $0[0] == x.shape[0] })
    else {
      throw DataError(
        .samples(.countsDiffer(x: Shape(x.shape), y: Shape(y?.shape ?? []))))
    }
    guard x.shape[0] > 0 else { throw DataError(.samples(.noSamples)) }
    for shape in counts where shape.contains(0) {
      throw DataError(.samples(.emptySamples(Shape(Array(shape.dropFirst())))))
    }
    try MemoryBudget.current.require(
      data: ByteEstimate.product(x.count + (y?.count ?? 0), context.dtype.byteCount),
      for: "the samples")
    var inputs = try x.tensor(context)
    if inputs.shape.rank == 1 { inputs = inputs.reshaped([inputs.count, 1]) }
    guard let y else {
      self.init(x: inputs)
      return
    }
    self.init(x: inputs, y: try y.targets(context))
  }
}

extension NumPyArray {
  /// The numbers in the session's type; those of float32 are copied as they lie.
  fileprivate func tensor(_ context: DataContext) throws(DataError) -> Tensor {
    let type = TensorType(Shape(shape), context.dtype)
    guard context.dtype == .float64 else {
      let result = Tensor(type) { target in
        withFloats { target.copyMemory(from: UnsafeRawBufferPointer($0)) }
      }
      if elementType == .float64,
        let place = result.firstPosition(in: 0..<count, where: \.isInfinite)
      {
        let numbers = try exactNumbers()
        if numbers[place].isFinite {
          throw DataError(
            .samples(
              .tooLarge(
                numbers[place], column: shape.count == 2 ? place % shape[1] : nil, type: .float32)))
        }
      }
      return result
    }
    return Tensor(try exactNumbers(), Shape(shape), .float64)
  }

  /// Class numbers where all are whole, at least 0 and one for each sample; else numbers.
  fileprivate func targets(_ context: DataContext) throws(DataError) -> Tensor {
    guard count == shape[0] else { return try tensor(context) }
    if let classes = Tensor(try exactNumbers(), [count]).asClassNumbers { return classes }
    return try tensor(context)
  }

  private func exactNumbers() throws(DataError) -> [Double] {
    do throws(FormatError) {
      return try numbers()
    } catch {
      throw DataError(.source(.mismatch(path: "NPY", expected: error.expected, found: error.found)))
    }
  }
}
