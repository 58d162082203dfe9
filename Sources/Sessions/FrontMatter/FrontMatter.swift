/// What the head of a session says about it: `---`, `key: value` lines, `---`.
package struct FrontMatter: Equatable, Sendable {
  /// Whether the file is a record or a lesson.
  package enum Kind: String, Sendable, CaseIterable { case session, walkthrough }
  /// The type of new tensors and weights.
  package enum FloatType: String, Sendable, CaseIterable { case float32, float64 }

  /// `nabla: 1`; `nil` for plain Markdown with cells.
  package var version: Int?
  /// Shown to readers and in lists.
  package var title: String?
  /// `kind: walkthrough` makes it a lesson.
  package var kind = Kind.session
  /// How long a reader needs.
  package var minutes: Int?
  /// Walkthroughs to do before this one.
  package var needs: [String] = []
  /// How fast trainings go while it is walked, in steps a second; `nil` for as fast as they can.
  package var pace: Double?
  /// What trainings show meanwhile: their loss unless it says `live: net`.
  package var live: LiveView?
  /// The language of its prose, `zh`; what a walk itself says is in it, too. English where it is left out.
  package var language: String?
  /// Who wrote it.
  package var author: String?
  var licence: String?
  /// Starts the random streams; 0 where it is left out.
  package var seed: UInt64?
  /// `dtype: float64`; float32 where it is left out.
  package var floatType: FloatType?
  /// What holds for all cells that do not say otherwise.
  package var verification = VerificationDefaults()
  /// The fingerprint of the machine that wrote the outputs: `engine`, `platform`, `math`, `date`.
  package var recorded: [FrontMatterEntry] = []
  /// The data sets that it reads.
  package var data: [DataEntry] = []

  /// What holds for a file without front matter.
  package init() {}

  /// A data set that the session reads, with the digest of its decoded values.
  package struct DataEntry: Equatable, Sendable {
    /// The name in the program.
    package var name: String
    /// The file, below the folder of the session.
    package var path: String?
    /// The source that makes it, where it is no file.
    package var source: String?
    /// How many samples it has.
    package var rows: Int?
    /// Of the decoded numbers, as 64 hexadecimal digits.
    package var sha256: String?
  }

  /// `verify: {mode: numeric, rtol: 1e-6, atol: 0}`.
  package struct VerificationDefaults: Equatable, Sendable {
    /// How outputs are compared; by the fingerprint where it is left out.
    package var mode: VerificationMode?
    /// Relative tolerance of numbers, `rtol`.
    package var relative: Double?
    /// Absolute tolerance of numbers, `atol`.
    package var absolute: Double?
    /// Tolerances of single columns, `rtol.accuracy`.
    package var columns: [String: ColumnTolerance] = [:]
  }

  /// The value of `recorded.math`: the version of the arithmetic that wrote the outputs.
  package var recordedMath: String? {
    guard case .text(let text)? = recorded.first(where: { $0.key == "math" })?.value else {
      return nil
    }
    return text
  }
}

/// How a file or cell wants to be verified; absent, the fingerprint decides between the first two.
package enum VerificationMode: String, Sendable, CaseIterable {
  case exact, numeric, shape, none
}
