import Catalog
import Engine

/// One word that may stand after `data`: makes samples of nothing, of tensors or of files.
package protocol DataSource: Sendable {
  /// The word with its parameters, for the checker, help and completion.
  static var signature: Signature { get }
  /// The kinds of file that it reads; none for most. Asked at the start of the program, where a dynamic cast would
  /// look through every type there is.
  static var kindsOfFile: [FileSignature] { get }
  /// Whether it can keep its data on a disk: it has the parameter `stream`.
  static var isMovable: Bool { get }
  /// The samples, in the order in which the source has them.
  ///
  /// Throws for arguments, files and numbers that make no data set, and beyond the limit of memory.
  static func load(
    _ arguments: BoundArguments, _ context: DataContext
  ) throws(DataError) -> Dataset
}

/// A source that reads files of a kind.
package protocol FileSource: DataSource {
  /// How such files are known.
  static var fileKind: FileSignature { get }
  /// Further kinds that it reads.
  static var otherKinds: [FileSignature] { get }
}

extension DataSource {
  package static var isMovable: Bool { false }
  package static var kindsOfFile: [FileSignature] { [] }
}

extension FileSource {
  package static var otherKinds: [FileSignature] { [] }
  package static var kindsOfFile: [FileSignature] { [fileKind] + otherKinds }
}

/// What sources of data that may be larger than memory have alike.
enum StreamedSource {
  static let stream = Parameter<Bool>(
    "stream", "whether the data are kept on a disk: for what is larger than memory", default: false)
  /// A sentence for help.
  static let words = """
    `stream=true` is for data larger than memory: numbers lie in files without names in the folder TMPDIR, else \
    /var/tmp, and memory holds what is at work. All else stays as it is.
    """
}

/// All sources, in the order of help.
package enum DataSources {
  /// In the order of lists.
  package static let all: [any DataSource.Type] = [
    DigitsSource.self, MNISTSource.self, TableSource.self, GeneratedSource.self, CSVSource.self,
    TextSource.self, SQLiteSource.self, NPYSource.self, NPZSource.self, ImagesSource.self,
    AudioSource.self, LinesSource.self, JSONLSource.self,
  ]

  /// What help, checker and completion know of them.
  package static var signatures: [Signature] { all.map { $0.signature } }
  static var names: [String] { all.map { $0.signature.name } }

  /// The kinds of file that sources read; what packs a file is looked for before the rest.
  package static var fileKinds: [FileSignature] {
    [PackedFile.signature, WorkbookFile.signature] + all.flatMap { $0.kindsOfFile }
  }

  static func named(_ word: String) -> (any DataSource.Type)? {
    all.first { $0.signature.name == word }
  }
}

extension BoundArguments {
  /// The value of a parameter, with a mistake told as one of the data set.
  func value<Value>(_ parameter: Parameter<Value>) throws(DataError) -> Value {
    do {
      return try self[parameter]
    } catch {
      throw DataError(.arguments(error))
    }
  }

  /// The value of a parameter that may be left out, with a mistake told as one of the data set.
  func optionalValue<Value>(_ parameter: Parameter<Value>) throws(DataError) -> Value? {
    do {
      return try optional(parameter)
    } catch {
      throw DataError(.arguments(error))
    }
  }
}

extension Tensor {
  /// Targets as training wants them: class numbers where they can be, else in the session's type.
  ///
  /// Only one number for each sample can be a class; rows of several stay numbers.
  func asTargets(_ dtype: DType) -> Tensor {
    if shape.count == shape.extents.first, let classes = asClassNumbers { return classes }
    return cast(to: dtype)
  }
}
