import Support

/// One line of a journal: what the user did, and what is needed to do it again.
package struct JournalEntry: Equatable, Sendable {
  /// What a line tells.
  package enum Kind: String, Sendable {
    /// The first line: where and with what the session began.
    case begin
    case input
    /// A training has begun, in an input whose own line follows when it is done.
    case train
    /// A training has handed over what it came to.
    case trained
    /// The trainings that have begun belong to an input that was taken back.
    case dropped
    /// The last action was taken back.
    case undo
    /// The training of an input was discarded: `source` is its name, `records` what was done to it.
    case discard
    /// Everything was wiped.
    case forget
    /// The session was told to end, and writes down what it has.
    case leave
    /// The session was left in good order.
    case end
  }

  /// What this line tells.
  package var kind: Kind
  /// Seconds since 1970.
  package var time: Int
  /// The number of the input, which may have run before; 0 in journals of earlier versions.
  package var input = 0
  /// Whether it is taken back together with the line before.
  package var continues = false
  /// As typed.
  package var source = ""
  /// The statements that ran, in the form that gives the same again.
  package var records: [String] = []
  /// The statement that was cut off: by Ctrl-C, or of a training by what ended the session.
  package var statement = ""
  /// What was shown, cut to its first part.
  package var output = ""
  /// Numbers that the input read from a run that was on, by the names that it gave them: after a crash
  /// the run may not have come as far again.
  package var values: [String: String] = [:]
  /// The SHA-256 of the data sets that the input gave names to, by these names.
  package var data: [String: String] = [:]
  /// The fingerprints of the values that the input gave names to, by these names; empty texts where a
  /// value has none.
  package var bound: [String: String] = [:]
  /// Models that had their names before, and were trained or set.
  package var weights: [String] = []
  /// Draws from each random stream.
  package var draws: [String: Int] = [:]
  /// Settings that it changed; what a training began with and came to.
  package var facts: [String: String] = [:]
  /// Of the first line: program, seed, number type, folder.
  package var settings: [String: String] = [:]

  /// A line that tells nothing else yet.
  package init(_ kind: Kind, time: Int) {
    self.kind = kind
    self.time = time
  }

  static let outputLimit = 64_000

  /// The line, without its end.
  var line: String {
    var members: [JSON.Member] = [
      .init("kind", .text(kind.rawValue)), .init("time", .whole(max(0, time))),
    ]
    if input > 0 { members.append(.init("input", .whole(input))) }
    if continues { members.append(.init("continues", 1)) }
    if !source.isEmpty { members.append(.init("source", .text(source))) }
    for (name, texts) in [("records", records), ("weights", weights)] where !texts.isEmpty {
      members.append(.init(name, .list(texts.map(JSON.text))))
    }
    if !statement.isEmpty { members.append(.init("statement", .text(statement))) }
    if !output.isEmpty {
      members.append(.init("output", .text(String(output.prefix(Self.outputLimit)))))
    }
    let counts = draws.mapValues(String.init)
    for (prefix, texts) in [
      ("value.", values), ("data.", data), ("bound.", bound), ("draws.", counts),
      ("fact.", facts), ("set.", settings),
    ] {
      for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
        members.append(.init(prefix + name, .text(text)))
      }
    }
    // What the sum is of ends where the sum begins.
    let text = String(JSON.object(members).description.dropLast())
    return text + ",\"sum\":\"\(Self.sum(text))\"}"
  }

  /// Of everything before it in the line.
  private static func sum(_ text: String) -> String {
    var hash = ContentHash()
    hash.update(text)
    return String(hash.hexadecimal.prefix(16))
  }

  /// `nil` for a line that was cut or damaged, or is none of ours.
  init?(line: some Sequence<UInt8>) {
    let bytes = Array(line)
    guard case .object(let members)? = try? JSON.read(bytes) else { return nil }
    self.init(.input, time: 0)
    var kind: Kind?
    for member in members {
      switch (member.name, member.value) {
      case ("kind", .text(let text)): kind = Kind(rawValue: text)
      case ("time", .whole(let number)): time = number
      case ("input", .whole(let number)): input = max(0, number)
      case ("continues", .whole(let number)): continues = number == 1
      case ("source", .text(let text)): source = text
      case ("statement", .text(let text)): statement = text
      case ("output", .text(let text)): output = text
      case ("records", .list(let items)):
        records = items.compactMap { if case .text(let text) = $0 { text } else { nil } }
      case ("weights", .list(let items)):
        weights = items.compactMap { if case .text(let text) = $0 { text } else { nil } }
      case ("sum", .text(let sum)):
        // Journals of earlier versions have none.
        let length = bytes.count - (sum.utf8.count + 10)
        let whole = String(decoding: bytes[..<max(0, length)], as: UTF8.self)
        guard Self.sum(whole) == sum else { return nil }
      case (let name, .text(let text)): add(text, name)
      // A later version may write more.
      default: break
      }
    }
    guard let kind else { return nil }
    self.kind = kind
  }

  private mutating func add(_ text: String, _ name: String) {
    guard let dot = name.firstIndex(of: ".") else { return }
    let key = String(name[name.index(after: dot)...])
    switch name[..<dot] {
    case "set": settings[key] = text
    case "value": values[key] = text
    case "data": data[key] = text
    case "bound": bound[key] = text
    case "draws": draws[key] = Int(text)
    case "fact": facts[key] = text
    default: break
    }
  }
}
