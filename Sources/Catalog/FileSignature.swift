import Support

/// What is known of a kind of file without reading one: how its name ends, how it begins, what it holds.
///
/// Whoever names, completes or explains files reads this value; the code that reads and writes them stands
/// beside it in the module that knows what they hold.
package struct FileSignature: Sendable {
  /// What a file can hold.
  package enum Content: String, Sendable, CaseIterable {
    case data, text, model, run, figure, report, session, program, journal, export
    /// Another file, packed.
    case packed
  }

  /// How messages name the format: "safetensors", "CSV".
  package let name: String
  /// What a file of this kind is: "an SVG picture".
  package let words: String
  /// How names end that are given to such files, the usual one first.
  package let suffixes: [String]
  /// Further ends by which such files are known where they are read.
  package let otherSuffixes: [String]
  /// What a file may hold.
  package private(set) var holds: Set<Content>
  /// The word that makes samples of it: `csv`.
  package let source: String?
  /// What stands somewhere near the beginning or the end of all that nabla wrote, so that such a file may be
  /// replaced by the next one; `nil` for kinds that no program of the language writes, and for those where nothing
  /// can stand beside the data: a list in their folder says which were written.
  package private(set) var mark: String?
  /// The same of files of this kind that hold something else, or that earlier versions wrote.
  package let otherMarks: [String]
  /// What to do with such a file, where another was expected; takes its name, fit for a message.
  package let advice: @Sendable (String) -> String
  /// Whether all such files begin in a way that tells them from others; a file that begins otherwise is none,
  /// whatever its name.
  package let hasMagic: Bool
  private let begins: @Sendable (ArraySlice<UInt8>) -> Bool

  /// How many bytes from the beginning tell the kind.
  package static let headBytes = 4096

  /// `begins` looks at the first `headBytes` of a file; without it, and where files that begin otherwise may
  /// be of this kind as well, their name says what they are.
  package init(
    _ name: String, _ words: String, suffixes: [String], otherSuffixes: [String] = [],
    holds: Set<Content>, source: String? = nil, mark: String? = nil,
    otherMarks: [String] = [], advice: @escaping @Sendable (String) -> String,
    mayBeginOtherwise: Bool = false, begins: (@Sendable (ArraySlice<UInt8>) -> Bool)? = nil
  ) {
    self.name = name
    self.words = words
    self.suffixes = suffixes
    self.otherSuffixes = otherSuffixes
    self.holds = holds
    self.source = source
    self.mark = mark
    self.otherMarks = otherMarks
    self.advice = advice
    hasMagic = begins != nil && !mayBeginOtherwise
    self.begins = begins ?? { _ in false }
  }

  /// The same kind where more is known of what its files hold, and what stands in those that are written.
  package func holding(_ contents: Set<Content>, mark: String? = nil) -> FileSignature {
    var kind = self
    kind.holds.formUnion(contents)
    kind.mark = mark ?? kind.mark
    return kind
  }

  /// Whether a file that begins so can only be of this kind.
  package func isBeginning(of bytes: [UInt8]) -> Bool {
    begins(bytes.prefix(Self.headBytes))
  }

  /// How names of new files end.
  package var suffix: String { suffixes.first ?? "" }

  /// The longest end of this kind that a name has, in small letters or others; `nil` where it has none.
  package func suffix(of name: String) -> String? {
    (suffixes + otherSuffixes).filter { name.hasEnd($0) }.max { $0.utf8.count < $1.utf8.count }
  }

  /// Whether new files of this kind may have the name.
  package func canName(_ name: String) -> Bool { suffixes.contains { name.hasEnd($0) } }

  /// A path or name without the end that tells its kind: `lessons/06-xor` for `lessons/06-xor.nabla.md`.
  package func stem(of name: String) -> String {
    suffix(of: name).map { String(name.dropLast($0.count)) } ?? name
  }

  /// The folder beside a file where what belongs to it is kept.
  package func companion(of path: String) -> String { stem(of: path) + Self.companionSuffix }

  /// How the names of such folders end.
  package static let companionSuffix = ".files"
}

/// The kinds of file that a program knows, as whoever only names them sees them.
package struct FileSignatures: Sendable {
  /// In the order in which they are asked.
  package let all: [FileSignature]

  /// The kinds, in the order in which they are asked.
  package init(_ all: [FileSignature] = []) { self.all = all }

  /// The kind that a name belongs to, by its longest known end.
  package func named(_ name: String) -> FileSignature? {
    all.compactMap { kind in kind.suffix(of: name).map { (kind, $0.utf8.count) } }
      .max { $0.1 < $1.1 }?.0
  }

  /// The kind of a file: what it begins like, whatever its name; else what its name says, unless files of
  /// that kind begin otherwise. `nil` for anything else.
  package func kind(of bytes: [UInt8], named name: String) -> FileSignature? {
    if let kind = all.first(where: { $0.isBeginning(of: bytes) }) { return kind }
    return named(name).flatMap { $0.hasMagic ? nil : $0 }
  }

  /// The kinds that hold something.
  package func holding(_ content: FileSignature.Content) -> [FileSignature] {
    all.filter { $0.holds.contains(content) }
  }
}
