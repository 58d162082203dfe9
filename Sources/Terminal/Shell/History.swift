import Support

/// What has been typed: newest first by depth, kept in a file that is only ever appended to.
package struct History {
  /// Entries kept in memory.
  package static let capacity = 10_000

  /// Oldest first; a text stands once, at its newest place.
  private var entries: [String] = []
  /// Texts in the order in which they came, for readers that keep their own list.
  private var recorded: [String] = []
  /// How many of them came before those that are kept.
  private var forgotten = 0
  private let file: HistoryFile?
  /// What the file refused; for one notice, because history is a comfort.
  package private(set) var problem: FileError?

  /// `path` nil keeps the history in memory.
  package init(path: String?) {
    file = path.map { HistoryFile(path: $0) }
    guard let file else { return }
    do {
      // What others wrote into the file must not steer the terminal.
      recorded = try file.read().suffix(Self.capacity).map(PastedText.cleaned)
    } catch {
      if error.kind != .notFound { problem = error }
    }
    entries = Self.unique(recorded)
  }

  /// The user's own file: `NABLA_HISTORY`, otherwise `history` in the folder of states.
  package static var defaultPath: String {
    Environment.value("NABLA_HISTORY") ?? Directories.state + "/history"
  }

  /// Different texts that are kept, at most `capacity`.
  package var count: Int { entries.count }
  /// Ever seen in this process, duplicates included.
  var recordedCount: Int { forgotten + recorded.count }

  func entries(after count: Int) -> ArraySlice<String> {
    recorded.dropFirst(max(0, count - forgotten))
  }

  /// The entry of this depth; 0 is the newest.
  package func entry(_ depth: Int) -> String? {
    depth >= 0 && depth < entries.count ? entries[entries.count - 1 - depth] : nil
  }

  /// Adds to memory and file; a text that begins with a blank is not recorded.
  package mutating func record(_ text: String) {
    guard isWorthKeeping(text) else { return }
    remember(text)
    guard let file else { return }
    do {
      try file.append(text)
    } catch {
      problem = error
    }
  }

  /// Adds to memory only: a line given up with Ctrl-C can be fetched back.
  package mutating func remember(_ text: String) {
    guard isWorthKeeping(text) else { return }
    entries.removeAll { $0 == text }
    entries.append(text)
    recorded.append(text)
    if entries.count > Self.capacity { entries.removeFirst(entries.count - Self.capacity) }
    if recorded.count > 2 * Self.capacity {
      forgotten += Self.capacity
      recorded.removeFirst(Self.capacity)
    }
  }

  /// The newest entry at or beyond `from` that begins with `prefix` and is another text.
  package func depth(ofPrefix prefix: String, from: Int, butNot text: String) -> Int? {
    (max(0, from)..<max(from, entries.count)).first { depth in
      guard let entry = entry(depth) else { return false }
      return entry != text && entry.hasPrefix(prefix)
    }
  }

  /// What the newest entry adds to a text that it begins with.
  package func continuation(of text: String) -> String? {
    for entry in entries.reversed() where entry.utf8.count > text.utf8.count {
      if entry.utf8.starts(with: text.utf8) {
        return String(decoding: entry.utf8.dropFirst(text.utf8.count), as: UTF8.self)
      }
    }
    return nil
  }

  /// Oldest first: the newest `limit` entries that are wanted.
  package func matching(limit: Int, where isWanted: (String) -> Bool) -> [String] {
    Array(entries.filter(isWanted).suffix(max(0, limit)))
  }

  private func isWorthKeeping(_ text: String) -> Bool {
    !text.hasPrefix(" ") && text.contains { !$0.isWhitespace } && text.utf8.count <= 1 << 20
  }

  private static func unique(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.reversed().filter { seen.insert($0).inserted }.reversed()
  }
}
