import Catalog
import Engine
import Formats
import Support

/// What a data set depends on beside its own text.
package struct DataContext {
  /// float32 or float64: the type of inputs.
  package var dtype: DType
  /// The seed in force: what sources and steps draw follows from it.
  package var seed: UInt64
  /// How many equal things were drawn before; counts this one.
  package var occurrence: (RandomPurpose, String) -> Int
  /// Folders that hold data sets by name, the first one first: `--data`, then `NABLA_DATA`.
  package var directories: [String]
  /// Where a file lies that the user named; throws for what the session may not read.
  package var resolve: (String) throws(FileError) -> String
  /// The kinds of file that one may turn out to be of.
  package var files: FileSignatures
  /// How many threads share the reading of many files.
  package var threads: Int
  /// Asked every few milliseconds; true ends the work with `.interrupted`.
  package var isInterrupted: () -> Bool
  /// Whether a step chooses the column to predict, so that the source's choice does not count.
  var namesTarget = false
  /// What the model predicts that is asked about a file's rows; `nil` for rows to learn from.
  package var askedTarget: String?
  /// How the file was read that the model has learnt from which is asked; `nil` for rows to learn from.
  package var askedReading: DelimitedHabits?
  /// Whether a step of the block needs rows in the order of time.
  var keepsTime = false
  /// How many samples of a part will be used at most; a source may make no more.
  package internal(set) var limits: [Dataset.Part: Int] = [:]
  /// What the lines of one block have drawn and done.
  package let record = DataRecord()

  /// The context of a call; without arguments one that reads any path and is never interrupted.
  package init(
    dtype: DType = .float32, seed: UInt64 = 0,
    occurrence: @escaping (RandomPurpose, String) -> Int = { _, _ in 0 },
    directories: [String] = [],
    resolve: @escaping (String) throws(FileError) -> String = { path throws(FileError) in path },
    files: FileSignatures = FileSignatures(DataSources.fileKinds), threads: Int = 1,
    isInterrupted: @escaping () -> Bool = { false }
  ) {
    self.dtype = dtype
    self.seed = seed
    self.occurrence = occurrence
    self.directories = directories
    self.resolve = resolve
    self.files = files
    self.threads = threads
    self.isInterrupted = isInterrupted
  }

  /// The file that the user named: where it stands, else in the first data folder that has it.
  func file(named name: String) throws(FileError) -> String {
    let path = try resolve(name)
    let isInside = !name.hasPrefix("/") && !name.split(separator: "/").contains("..")
    guard isInside, !InputFile.exists(path) else { return path }
    return directories.map { $0 + "/" + name }.first { InputFile.exists($0) } ?? path
  }

  /// The random numbers for something that is drawn, such as `moons, 100 points`.
  func stream(_ purpose: RandomPurpose, _ what: String) -> RandomStream {
    RandomStream(
      seed: seed, purpose: purpose, name: what, occurrence: occurrence(purpose, what))
  }

  /// The random numbers for what is the same for equal data, however often it is asked for: the same
  /// file read under a second name must not have other rows in its test part.
  func fixedStream(_ what: String) -> RandomStream {
    // Counted all the same: whoever asks stands on the seed.
    _ = occurrence(.data, DataContext.fixed + what)
    defer { record.draws[what, default: 0] += 1 }
    return RandomStream(
      seed: seed, purpose: .data, name: what, occurrence: record.draws[what, default: 0])
  }

  /// Stands before the names of what is the same however often it is drawn.
  package static let fixed = "always "
}

/// What the lines of one block of data have drawn and done.
package final class DataRecord {
  /// How often each order of rows was drawn in this block.
  var draws: [String: Int] = [:]
  /// The parts that were made, to be told.
  package internal(set) var splits: [SplitSummary] = []
  /// What else is to be told, in order.
  package internal(set) var notes: [DataNote] = []

  /// Tells how a text was understood, where that is not what its name says.
  func tell(_ dialect: Dialect, of file: String, columns: Int) {
    let isUsual =
      [0x2C, 0x09].contains(dialect.separator) && dialect.hasHeader && dialect.decimal == 0x2E
      && dialect.encoding == .utf8 && dialect.leadingLines == 0
    if !isUsual { notes.append(.dialect(dialect, file: file, columns: columns)) }
  }
  /// Tells what was mended in a text that is broken, and what is in doubt.
  func tell(_ repairs: DelimitedRepairs, of file: String) {
    if repairs.dropped + repairs.filled > 0 {
      notes.append(.ragged(dropped: repairs.dropped, filled: repairs.filled, file: file))
    }
    if !repairs.renamed.isEmpty { notes.append(.renamed(repairs.renamed, file: file)) }
    if !repairs.openDates.isEmpty { notes.append(.openDates(repairs.openDates, file: file)) }
    notes += repairs.doubts.prefix(4).map { .doubtful([$0], file: file) }
    if repairs.doubts.count > 4 {
      notes.append(.doubtful(Array(repairs.doubts.dropFirst(4)), file: file))
    }
    if let order = repairs.unusedOrder { notes.append(.unusedOrder(order, file: file)) }
    notes += repairs.remarks.map { .remark($0, file: file) }
  }
  /// Tells how much of a file or folder lies on a disk.
  func tellDisk(of name: String, bytes: Int) {
    guard let disk = DiskMemory.current, disk.isUsed else { return }
    notes.append(.onDisk(bytes: bytes, folder: disk.folder, file: name))
  }
  /// What a source of many files did beside reading, to be told.
  package internal(set) var sourceNotes: [SourceNote] = []
}
