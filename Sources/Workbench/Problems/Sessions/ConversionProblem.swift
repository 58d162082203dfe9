import Catalog
import Sessions

/// Why a file cannot be turned into one of another kind; worded in `Problems`.
package enum ConversionProblem: Error {
  /// A notebook that cannot be read.
  case notebook(path: String, NotebookProblem)
  /// Neither content nor name tells what the file is.
  case unknownInput(path: String)
  /// The name of the new file ends like none that can be written.
  case unknownOutput(path: String, kinds: [FileSignature])
  /// The same of what is exported at the prompt.
  case unknownDocument(path: String, kinds: [FileSignature])
  /// A word of `--from` or `--to` that names no kind.
  case unknownKind(word: String, option: String, kinds: [FileSignature])
  /// There is no way from one kind to another; `instead` are those that there is one to.
  case noWay(path: String, from: FileSignature, to: FileSignature, instead: [FileSignature])
  /// What is written stands in several files, and there is a place for one.
  case severalFiles(count: Int, to: FileSignature)
  /// The new file would take the place of the one that is read.
  case sameFile(path: String)
  /// `export session` where there is none: in a program, in a session that is run.
  case noSession(path: String)
  /// `--run`, or another option, where nothing of the kind is converted.
  case idleOption(String, from: FileSignature, to: FileSignature)
}
