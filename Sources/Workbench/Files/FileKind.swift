import Catalog
import Data
import Learning
import Plots

/// A kind of file: how it is known, and what reads and writes it.
///
/// What a kind cannot do is left out. Sources of data read their files themselves, with the arguments of
/// `data`; so do programs and sessions.
struct FileKind: Sendable {
  /// How such files are known.
  let signature: FileSignature
  /// Makes what `load` gives of a file.
  var load: (@Sendable (ReadFile, LoadRequest) throws -> Value)?
  /// Checks the file of a run and gives what it holds.
  var readRun: (@Sendable (ReadFile) throws -> RunFile.Contents)?
  /// The bytes of a model's file.
  var writeModel: (@Sendable (Model) throws -> [UInt8])?
  /// Gives what makes the bytes of a run's file, over and over while it is on.
  var writeRun: (@Sendable (TrainingSetup) -> @Sendable (TrainingCheckpoint) throws -> [UInt8])?
  /// How files for other programs are made, one for each kind of value.
  var exports: [FileExport] = []
  /// How charts become such files.
  var draw: FileDrawing?
  /// The bytes of a report's file.
  var writeReport: (@Sendable (Report) -> [UInt8])?
  /// Whether a report's file holds the rows of its table, and nothing beside them.
  var holdsRows = false
}

/// The kinds of file of a program.
struct FileKinds: Sendable {
  /// Those of this version.
  static let standard = FileKinds(
    ([
      SafetensorsFile.kind, ONNXFile.kind, SVGPicture.kind, PDFPage.kind, HTMLPage.kind,
      SessionFile.kind,
      NotebookFile.kind, ProgramFile.kind, PyTorchFile.weights, PyTorchFile.program,
      MarkdownReport.kind, JSONReport.kind, MermaidFile.kind, GraphvizFile.kind,
    ]
      + [KerasFile.kind, KerasFile.legacyKind]
      + DataSources.fileKinds.map { signature in
        switch signature.source {
        case "csv": CSVReport.kind(of: signature)
        case "npy": ArrayFiles.kind(ofArray: signature)
        case "npz": ArrayFiles.kind(ofArchive: signature)
        case "text": ChartText.kind(of: signature)
        case "images" where signature.name == "PNG": PNGPicture.kind(of: signature)
        default: FileKind(signature: signature)
        }
      }
      // Records of JSON have the same names; a journal is known by its first line.
      + [JournalFile.kind]).map(\.exportingReports))

  let all: [FileKind]
  /// The same, as whoever only names files sees them.
  let signatures: FileSignatures

  init(_ all: [FileKind]) {
    self.all = all
    signatures = FileSignatures(all.map(\.signature))
  }

  /// Whether a report's file of this name holds rows only.
  func holdsRows(_ path: String) -> Bool {
    all.contains { $0.holdsRows && $0.signature.canName(path) }
  }

  /// What writes something to a file of this name; refuses names of no kind that can.
  func writer<Writer>(
    _ part: KeyPath<FileKind, Writer?>, of content: FileSignature.Content, named path: String
  ) throws -> Writer {
    let able = all.filter { $0[keyPath: part] != nil }
    // A longer end of another kind says whose file it is: `m.pt.safetensors` is PyTorch's.
    let longest = signatures.named(path)
    let named = able.first { $0.signature.canName(path) }
    let isOthers =
      longest?.holds.contains(.export) == true
      && (longest?.suffix(of: path)?.count ?? 0) > (named?.signature.suffix(of: path)?.count ?? 0)
    guard !isOthers, let writer = named?[keyPath: part] else {
      throw FileNameProblem(path: path, content: content, kinds: able.map(\.signature))
    }
    return writer
  }

  /// What makes the file of a report of this name; refuses names of no kind that can.
  func reportWriter(named path: String) throws -> (ReportValue) -> ExportedFiles {
    _ = try writer(\.writeReport, of: .report, named: path)
    let kind = all.first { $0.writeReport != nil && $0.signature.canName(path) }
    return { kind?.reportFile($0) ?? ExportedFiles([]) }
  }

  /// Whether a file of this name would hold a picture of a chart.
  func canDraw(named path: String) -> Bool {
    all.contains { $0.draw != nil && $0.signature.canName(path) }
  }

  /// How names of files end that something can be written to: `.safetensors`, `.svg or .png`.
  func suffixes(where isMeant: (FileKind) -> Bool) -> String {
    Problems.list(all.filter(isMeant).map { $0.signature.suffix })
  }

  /// What reads something from a file, chosen by its content, then by its name; where neither says
  /// anything, the first that could, which then says what is wrong.
  func reader<Reader>(
    _ part: KeyPath<FileKind, Reader?>, of content: FileSignature.Content, in file: ReadFile
  ) throws -> Reader {
    let able = all.filter { $0[keyPath: part] != nil }
    let kind =
      able.first { $0.signature.isBeginning(of: file.bytes) }
      ?? able.first { $0.signature.suffix(of: file.path) != nil } ?? able.first
    guard let reader = kind?[keyPath: part] else {
      throw FileNameProblem(path: file.path, content: content, kinds: able.map(\.signature))
    }
    return reader
  }
}

/// A name that no kind of file has which could hold what is to be written; worded in `Problems`.
struct FileNameProblem: Error {
  let path: String
  let content: FileSignature.Content
  /// Those that could hold it.
  let kinds: [FileSignature]
}
