import Books
import Catalog
import Sessions
import Support
import Workbench

/// One file made into another.
struct FileConversion {
  private let request: ConversionRequest
  private let launch: Launch
  private(set) var status = ExitStatus.ok
  private let kinds = Vocabulary.standard.catalog.files

  init(_ request: ConversionRequest, _ launch: Launch) {
    (self.request, self.launch) = (request, launch)
  }

  private var input: String { request.input == "-" ? "/dev/stdin" : request.input }
  private var isStream: Bool { request.output == "-" }

  mutating func run() throws {
    let to = try outputKind()
    let isInput = request.input == "-"
    let stream = isInput ? try InputFile.read(input, limit: Self.limit, takesStreams: true) : nil
    let head = stream.map { Array($0.prefix(FileSignature.headBytes)) }
    let from = try inputKind(head ?? InputFile.head(of: input, FileSignature.headBytes) ?? [])
    if !isStream, let real = RealPath.of(input), real == RealPath.of(request.output) {
      throw ConversionProblem.sameFile(path: request.output)
    }
    if from.name == "Python", let target = DocumentConversion.Kind(to) {
      if request.runs { throw ConversionProblem.idleOption("--run", from: from, to: to) }
      let bytes = try stream ?? InputFile.read(input, limit: Self.limit)
      try convertPython(bytes, target, from, to)
    } else if let source = DocumentConversion.Kind(from), let target = DocumentConversion.Kind(to) {
      guard source.isReadable else { throw noWay(from, to) }
      let bytes = try stream ?? InputFile.read(input, limit: Self.limit)
      try convert(bytes, source, target, from, to)
    } else if Self.isLoaded(from), Self.isSaved(to) {
      if request.runs { throw ConversionProblem.idleOption("--run", from: from, to: to) }
      try convertModel(stream, from, to)
    } else {
      throw noWay(from, to)
    }
  }

  /// The most that is read; models are read by `load` by its own limit.
  private static let limit = 8 << 30

  /// What `load` reads: models and arrays.
  private static func isLoaded(_ kind: FileSignature) -> Bool {
    DocumentConversion.Kind(kind) == nil && kind.holds.contains(.model)
  }

  private static func isSaved(_ kind: FileSignature) -> Bool {
    // Pages are exported of reports, and of sessions.
    DocumentConversion.Kind(kind) == nil
      && (kind.holds.contains(.model) || kind.holds.contains(.export))
  }

  private func noWay(_ from: FileSignature, _ to: FileSignature) -> ConversionProblem {
    .noWay(path: request.input, from: from, to: to, instead: made(of: from))
  }

  /// What a file of that kind can become.
  private func made(of from: FileSignature) -> [FileSignature] {
    let all =
      DocumentConversion.Kind(from)?.isReadable == true || from.name == "Python"
      ? kinds.all.filter { DocumentConversion.Kind($0) != nil }
      : FileConversions.kinds(madeOf: from)
    return all.filter { $0.name != from.name }
  }

  private func inputKind(_ bytes: [UInt8]) throws -> FileSignature {
    if let word = request.from { return try kind(called: word, option: "--from") }
    guard let kind = kinds.kind(of: bytes, named: request.input) ?? kinds.named(request.input)
    else {
      throw ConversionProblem.unknownInput(path: request.input)
    }
    return kind
  }

  private func outputKind() throws -> FileSignature {
    if let word = request.to { return try kind(called: word, option: "--to") }
    // What is written has a name of its own; `x.md` alone is a report.
    guard let kind = kinds.named(request.output), kind.canName(request.output) else {
      // Only what this very input can become is of use.
      let from = try? inputKind(InputFile.head(of: input, FileSignature.headBytes) ?? [])
      let possible = from.map(made) ?? []
      throw ConversionProblem.unknownOutput(
        path: request.output, kinds: possible.isEmpty ? writable : possible)
    }
    return kind
  }

  private var writable: [FileSignature] {
    kinds.all.filter { DocumentConversion.Kind($0) != nil || Self.isSaved($0) }
  }

  /// By the name of the kind or the end of its files: `notebook`, `ipynb`.
  private func kind(called word: String, option: String) throws -> FileSignature {
    let word = word.lowercased()
    let found = kinds.all.first { kind in
      kind.name.lowercased() == word
        || kind.suffixes.contains { $0 == word || $0.dropFirst() == word }
    }
    guard let found else {
      throw ConversionProblem.unknownKind(word: word, option: option, kinds: writable)
    }
    return found
  }
}

// Documents.
extension FileConversion {
  /// A program of Python; where a statement of it is left out, the status says so.
  private mutating func convertPython(
    _ bytes: [UInt8], _ target: DocumentConversion.Kind, _ from: FileSignature, _ to: FileSignature
  ) throws {
    do {
      let program = try ImportedProgram.text(of: bytes, path: request.input)
      try convert(Array(program.text.utf8), .program, target, from, to, program.remarks)
      if !program.isWhole { status = .failed }
    } catch {
      for remark in ImportedProgram.remarks(on: error) { launch.gate.notice("note: " + remark) }
      throw error
    }
  }

  private mutating func convert(
    _ bytes: [UInt8], _ source: DocumentConversion.Kind, _ target: DocumentConversion.Kind,
    _ from: FileSignature, _ to: FileSignature, _ told: [String] = []
  ) throws {
    var conversion = try DocumentConversion(bytes, of: source, name: request.input)
    if request.runs {
      try conversion.run(launch.replayOptions)
      status = conversion.status
      if status == .interrupted { return }
    }
    let written = conversion.bytes(as: target)
    var remarks = told + conversion.leftOut.words.map { "left out: " + $0 }
    if let language = conversion.foreignLanguage {
      remarks.append("its code is \(language), which is shown and not run")
      remarks += conversion.codeRemarks
    }
    if target == .program, conversion.shownCount > 0 {
      let count = NumberText.count(conversion.shownCount, "cell")
      let verb = NumberText.noun(conversion.shownCount, "is", "are")
      remarks.append("\(count) marked norun \(verb) comments there: take the `# ` away to run them")
    }
    if target == .page || target == .notebook, conversion.undrawnCount > 0 {
      let count = NumberText.count(conversion.undrawnCount, "chart")
      remarks.append("\(count) in words alone: `--run` runs the session and draws them")
    }
    if conversion.document.readOnlyReasons.contains(where: {
      if case .invalidText = $0 { true } else { false }
    }) {
      remarks.append("bytes that are no UTF-8 are shown as U+FFFD")
    }
    try write(written)
    let cells = NumberText.count(conversion.document.cells.count, "cell")
    let charts =
      target == .page || target == .notebook
      ? ", " + NumberText.count(conversion.chartCount, "chart") : ""
    tell(from, to, "\(to.words) of \(cells)\(charts)", remarks, size: written.count)
  }

  private func write(_ bytes: [UInt8]) throws {
    if isStream { return try StandardStream.output.write(bytes) }
    try ConvertedFile.write(bytes, to: request.output, replaces: request.replaces)
  }

  /// One line of what was done, and one for each remark; where the file itself goes to standard output,
  /// the remarks alone.
  private func tell(
    _ from: FileSignature, _ to: FileSignature, _ done: String, _ remarks: [String], size: Int?
  ) {
    if request.isJSON {
      var report: JSON = [
        "format": "nabla convert", "input": .text(request.input), "from": .text(from.name),
        "output": .text(request.output), "to": .text(to.name), "ran": .bool(request.runs),
        "remarks": .list(remarks.map { .text($0) }),
      ]
      if let size, case .object(let members) = report {
        report = .object(members + [JSON.Member("bytes", .whole(size))])
      }
      launch.gate.result(report.description)
      return
    }
    if !isStream { launch.gate.result("wrote \(request.output): \(done)") }
    for remark in remarks { launch.gate.notice("note: " + remark) }
  }
}

// Models and other values.
extension FileConversion {
  private mutating func convertModel(
    _ stream: [UInt8]?, _ from: FileSignature, _ to: FileSignature
  ) throws {
    if stream == nil, !isStream, !request.replaces, to.canName(request.output) {
      let conversion = ModelConversion(
        from: input, to: request.output, as: to, options: launch.options)
      if let error = conversion.errors.first { throw error }
      tell(from, to, to.words, conversion.remarks, size: nil)
      return
    }
    let bytes = try ScratchFolder.use { folder in
      var source = input
      if let stream {
        source = folder + "/input" + from.suffix
        try AtomicFile.write(stream, to: source)
      }
      let target = folder + "/written/converted" + to.suffix
      try ScratchFolder.make(folder + "/written")
      let conversion = ModelConversion(from: source, to: target, as: to, options: launch.options)
      if let error = conversion.errors.first { throw error }
      let names = FolderListing.names(in: folder + "/written").filter { !$0.hasPrefix(".") }
      if names.count > 1 { throw ConversionProblem.severalFiles(count: names.count, to: to) }
      return try InputFile.read(target, limit: Self.limit)
    }
    try write(bytes)
    tell(from, to, to.words, [], size: bytes.count)
  }
}
