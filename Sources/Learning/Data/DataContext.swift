import Engine
import Support

/// What a data set depends on beside its own text.
public struct DataContext {
  /// float32 or float64: the type of inputs.
  public var dtype: DType
  public var seed: UInt64
  /// The name that the data set will have, and how often it was used: they choose random numbers.
  public var name: String
  public var occurrence: Int
  /// Folders that hold data sets by name, the first one first: `--data`, then `NABLA_DATA`.
  public var directories: [String]
  /// Where a file lies that the user named; throws for what the session may not read.
  public var resolve: (String) throws(FileError) -> String
  /// Asked every few milliseconds; true ends the work with `.interrupted`.
  public var isInterrupted: () -> Bool
  /// How many samples of a part will be used at most; a source may make no more.
  public internal(set) var limits: [Dataset.Part: Int] = [:]
  /// The number of the line in its block, so that two equal lines draw other numbers.
  public internal(set) var line = 0

  public init(
    dtype: DType = .float32, seed: UInt64 = 0, name: String = "", occurrence: Int = 0,
    directories: [String] = [],
    resolve: @escaping (String) throws(FileError) -> String = { path throws(FileError) in path },
    isInterrupted: @escaping () -> Bool = { false }
  ) {
    self.dtype = dtype
    self.seed = seed
    self.name = name
    self.occurrence = occurrence
    self.directories = directories
    self.resolve = resolve
    self.isInterrupted = isInterrupted
  }

  /// The file that the user named: where it stands, else in the first data folder that has it.
  func file(named name: String) throws(FileError) -> String {
    let path = try resolve(name)
    let isInside = !name.hasPrefix("/") && !name.split(separator: "/").contains("..")
    guard isInside, !InputFile.exists(path) else { return path }
    return directories.map { $0 + "/" + name }.first { InputFile.exists($0) } ?? path
  }

  /// The random numbers of one line of the block, or those that it draws for one part.
  func stream(_ purpose: RandomPurpose, of part: Dataset.Part? = nil) -> RandomStream {
    let line = line == 0 ? name : "\(name)/\(line)"
    return RandomStream(
      seed: seed, purpose: purpose, name: part.map { "\(line)/\($0.rawValue)" } ?? line,
      occurrence: occurrence)
  }
}
