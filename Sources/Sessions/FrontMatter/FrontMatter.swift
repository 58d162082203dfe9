/// What the head of a session says about it: `---`, `key: value` lines, `---`.
public struct FrontMatter: Equatable, Sendable {
  /// Whether the file is a record or a lesson.
  public enum Kind: String, Sendable, CaseIterable { case session, walkthrough }
  /// The type of new tensors and weights.
  public enum FloatType: String, Sendable, CaseIterable { case float32, float64 }

  /// `nabla: 1`; `nil` for plain Markdown with cells.
  public var version: Int?
  /// Shown to readers and in lists.
  public var title: String?
  /// `kind: walkthrough` makes it a lesson.
  public var kind = Kind.session
  /// How long a reader needs.
  public var minutes: Int?
  /// Walkthroughs to do before this one.
  public var needs: [String] = []
  /// Who wrote it.
  public var author: String?
  var licence: String?
  /// Starts the random streams; 0 where it is left out.
  public var seed: UInt64?
  /// `dtype: float64`; float32 where it is left out.
  public var floatType: FloatType?
  /// What holds for all cells that do not say otherwise.
  public var verification = VerificationDefaults()
  /// The fingerprint of the machine that wrote the outputs: `engine`, `platform`, `math`, `date`.
  public var recorded: [FrontMatterEntry] = []
  /// The data sets that it reads.
  public var data: [DataEntry] = []

  public init() {}

  /// A data set that the session reads, with the digest of its decoded values.
  public struct DataEntry: Equatable, Sendable {
    /// The name in the program.
    public var name: String
    /// The file, below the folder of the session.
    public var path: String?
    /// The source that makes it, where it is no file.
    public var source: String?
    /// How many samples it has.
    public var rows: Int?
    /// Of the decoded numbers, as 64 hexadecimal digits.
    public var sha256: String?
  }

  /// `verify: {mode: numeric, rtol: 1e-6, atol: 0}`.
  public struct VerificationDefaults: Equatable, Sendable {
    /// How outputs are compared; by the fingerprint where it is left out.
    public var mode: VerificationMode?
    /// Relative tolerance of numbers, `rtol`.
    public var relative: Double?
    /// Absolute tolerance of numbers, `atol`.
    public var absolute: Double?
  }

  /// The value of `recorded.math`: the version of the arithmetic that wrote the outputs.
  public var recordedMath: String? {
    guard case .text(let text)? = recorded.first(where: { $0.key == "math" })?.value else {
      return nil
    }
    return text
  }
}

/// How a file or cell wants to be verified; absent, the fingerprint decides between the first two.
public enum VerificationMode: String, Sendable, CaseIterable {
  case exact, numeric, shape, none
}
