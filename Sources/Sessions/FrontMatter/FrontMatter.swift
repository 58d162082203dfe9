/// What the head of a session says about it: `---`, `key: value` lines, `---`.
public struct FrontMatter: Equatable, Sendable {
  public enum Kind: String, Sendable, CaseIterable { case session, walkthrough }
  public enum FloatType: String, Sendable, CaseIterable { case float32, float64 }

  /// `nabla: 1`; `nil` for plain Markdown with cells.
  public var version: Int?
  public var title: String?
  public var kind = Kind.session
  public var minutes: Int?
  /// Walkthroughs to do before this one.
  public var needs: [String] = []
  public var author: String?
  var licence: String?
  public var seed: UInt64?
  public var floatType: FloatType?
  public var verification = VerificationDefaults()
  /// The fingerprint of the machine that wrote the outputs: `engine`, `platform`, `math`, `date`.
  public var recorded: [FrontMatterEntry] = []
  public var data: [DataEntry] = []

  public init() {}

  /// A data set that the session reads, with the digest of its decoded values.
  public struct DataEntry: Equatable, Sendable {
    public var name: String
    public var path: String?
    public var source: String?
    public var rows: Int?
    public var sha256: String?
  }

  /// `verify: {mode: numeric, rtol: 1e-6, atol: 0}`.
  public struct VerificationDefaults: Equatable, Sendable {
    public var mode: VerificationMode?
    public var relative: Double?
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
