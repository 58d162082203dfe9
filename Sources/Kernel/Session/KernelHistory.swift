import Books
import Language
import Support

/// What was executed, for the frontend's arrow keys and for `:save`.
struct KernelHistory {
  struct Entry {
    var number: Int
    var source: String
    /// What ran of it, as it can run again; empty where nothing did.
    var records: [String] = []
    /// Whether all of it ran.
    var isWhole = false
  }

  /// As many of the newest are kept, and as many bytes of them.
  static let limit = 2000
  static let byteLimit = 4 << 20

  private(set) var entries: [Entry] = []
  private var bytes = 0
  /// Whether earlier ones are gone.
  private(set) var isCut = false

  mutating func begin(_ source: String, number: Int) {
    entries.append(Entry(number: number, source: source))
    bytes += source.utf8.count
    var gone = max(0, entries.count - Self.limit)
    for entry in entries.prefix(gone) { bytes -= entry.source.utf8.count }
    while bytes > Self.byteLimit, gone < entries.count - 1 {
      bytes -= entries[gone].source.utf8.count
      gone += 1
    }
    if gone > 0 {
      entries.removeFirst(gone)
      isCut = true
    }
  }

  /// What of the last input has run.
  mutating func keep(_ records: [String], source: String?) {
    guard let last = entries.indices.last else { return }
    entries[last].records += records
    entries[last].isWhole = source == entries[last].source
  }

  /// What was done to trainings since.
  mutating func keep(afterwards records: [String]) {
    guard !records.isEmpty, let last = entries.indices.last else { return }
    entries[last].records += records
    entries[last].isWhole = false
  }

  /// An input was taken back: it is not saved.
  mutating func takeBack(_ number: Int) {
    guard let index = entries.lastIndex(where: { $0.number == number }) else { return }
    (entries[index].records, entries[index].isWhole) = ([], false)
  }

  /// All that ran, as a program.
  var inputs: SavedInputs {
    var inputs = SavedInputs()
    for entry in entries where !entry.records.isEmpty {
      inputs.add(
        entry.number, entry.records, source: entry.isWhole ? ProgramText(entry.source) : nil)
    }
    return inputs
  }

  /// The answer to `history_request`: the newest, a range, or those that match a pattern.
  func reply(_ message: WireMessage) -> JSON {
    let content = message.content
    var found = entries
    switch message.text("hist_access_type") {
    case "range":
      // Session 0 is this one; earlier ones are not kept.
      let isThis = [0, nil].contains(content?["session"]?.wholeNumber)
      let (start, stop) = (
        content?["start"]?.wholeNumber ?? 1, content?["stop"]?.wholeNumber ?? .max
      )
      found = isThis ? found.filter { $0.number >= start && $0.number < stop } : []
    case "search":
      let pattern = message.text("pattern") ?? "*"
      found = found.filter { Glob.matches($0.source, pattern) }
      if message.flag("unique", false) {
        var seen: Set<String> = []
        found = found.reversed().filter { seen.insert($0.source).inserted }.reversed()
      }
      found = found.suffix(max(0, content?["n"]?.wholeNumber ?? 1000))
    default: found = found.suffix(max(0, content?["n"]?.wholeNumber ?? 1000))
    }
    let hasOutputs = message.flag("output", false)
    return [
      "status": "ok",
      "history": .list(
        found.map { entry -> JSON in
          [
            0, .whole(entry.number),
            hasOutputs ? [.text(entry.source), .null] : .text(entry.source),
          ]
        }),
    ]
  }
}

/// Patterns as shells write them: `*` any text, `?` one character.
enum Glob {
  private static let longestPattern = 256

  /// Whether all of a text matches; in time text × pattern at most, whatever they hold.
  static func matches(_ text: String, _ pattern: String) -> Bool {
    let (text, pattern) = (Array(text.unicodeScalars), Array(pattern.unicodeScalars))
    guard pattern.count <= longestPattern else { return false }
    var (place, part) = (0, 0)
    // Where the last star stands, and how far its text goes.
    var (star, end): (Int?, Int) = (nil, 0)
    while place < text.count {
      if part < pattern.count, pattern[part] == "*" {
        (star, end) = (part, place)
        part += 1
      } else if part < pattern.count, pattern[part] == "?" || pattern[part] == text[place] {
        (place, part) = (place + 1, part + 1)
      } else if let star {
        end += 1
        (place, part) = (end, star + 1)
      } else {
        return false
      }
    }
    return pattern[part...].allSatisfy { $0 == "*" }
  }
}
