import Formats

/// One line of a journal: what the user did, and what is needed to do it again.
public struct JournalEntry: Equatable, Sendable {
  /// What a line tells.
  public enum Kind: String, Sendable {
    /// The first line: where and with what the session began.
    case begin
    case input
    /// The last action was taken back.
    case undo
    /// The training of an input was discarded: `source` is its name, `records` what was done to it.
    case discard
    /// Everything was wiped.
    case forget
    /// The session was left in good order.
    case end
  }

  /// What this line tells.
  public var kind: Kind
  /// Seconds since 1970.
  public var time: Int
  /// The number of the input, which may have run before; 0 in journals of earlier versions.
  public var input = 0
  /// Whether it is taken back together with the line before.
  public var continues = false
  /// As typed.
  public var source = ""
  /// The statements that ran, in the form that gives the same again.
  public var records: [String] = []
  /// What was shown, cut to its first part.
  public var output = ""
  /// Numbers that the input read from a run that was on, by the names that it gave them: after a crash
  /// the run may not have come as far again.
  public var values: [String: String] = [:]
  /// The SHA-256 of the data sets that the input gave names to, by these names.
  public var data: [String: String] = [:]
  /// Of the first line: program, seed, number type, folder.
  public var settings: [String: String] = [:]

  public init(_ kind: Kind, time: Int) {
    self.kind = kind
    self.time = time
  }

  static let outputLimit = 64_000

  /// The line, without its end.
  var line: String {
    var members = ["\"kind\":\"\(kind.rawValue)\"", "\"time\":\(max(0, time))"]
    if input > 0 { members.append("\"input\":\(input)") }
    if continues { members.append("\"continues\":1") }
    if !source.isEmpty { members.append("\"source\":" + StrictJSON.quoted(source)) }
    if !records.isEmpty {
      members.append("\"records\":[\(records.map(StrictJSON.quoted).joined(separator: ","))]")
    }
    if !output.isEmpty {
      members.append("\"output\":" + StrictJSON.quoted(String(output.prefix(Self.outputLimit))))
    }
    for (name, text) in values.sorted(by: { $0.key < $1.key }) {
      members.append(StrictJSON.quoted("value." + name) + ":" + StrictJSON.quoted(text))
    }
    for (name, digest) in data.sorted(by: { $0.key < $1.key }) {
      members.append(StrictJSON.quoted("data." + name) + ":" + StrictJSON.quoted(digest))
    }
    for (name, text) in settings.sorted(by: { $0.key < $1.key }) {
      members.append(StrictJSON.quoted("set." + name) + ":" + StrictJSON.quoted(text))
    }
    return "{\(members.joined(separator: ","))}"
  }

  /// `nil` for a line that was cut, or is none of ours.
  init?(line: some Sequence<UInt8>) {
    guard case .object(let members)? = try? StrictJSON.read(Array(line)) else { return nil }
    var kind: Kind?
    time = 0
    for member in members {
      switch (member.name, member.value) {
      case ("kind", .text(let text)): kind = Kind(rawValue: text)
      case ("time", .number(let number)): time = number
      case ("input", .number(let number)): input = max(0, number)
      case ("continues", .number(let number)): continues = number == 1
      case ("source", .text(let text)): source = text
      case ("output", .text(let text)): output = text
      case ("records", .list(let items)):
        records = items.compactMap { if case .text(let text) = $0 { text } else { nil } }
      case (let name, .text(let text)) where name.hasPrefix("set."):
        settings[String(name.dropFirst(4))] = text
      case (let name, .text(let text)) where name.hasPrefix("value."):
        values[String(name.dropFirst(6))] = text
      case (let name, .text(let text)) where name.hasPrefix("data."):
        data[String(name.dropFirst(5))] = text
      // A later version may write more.
      default: break
      }
    }
    guard let kind else { return nil }
    self.kind = kind
  }
}
