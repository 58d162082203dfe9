import Support

/// The user's settings: `name value` lines as `:set` takes them, `#` begins a comment.
enum ConfigurationFile {
  static var path: String { Directories.configuration + "/config" }

  private static let limit = 1 << 16

  /// Writes a setting into the file, in the place of its line there; everything else stays as it is.
  static func store(_ setting: Setting, _ value: String) throws(FileError) {
    let bytes = InputFile.exists(path) ? try InputFile.read(path, limit: limit) : []
    var lines = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last?.isEmpty == true { lines.removeLast() }
    lines.removeAll { $0.split(whereSeparator: \.isWhitespace).first == setting.rawValue[...] }
    lines.append("\(setting.rawValue) \(value)")
    try Directories.make(Directories.configuration)
    try AtomicFile.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: path)
  }

  /// Applies the file; a line that is none is told with its number, and the others hold.
  static func apply(to shell: Shell) {
    guard InputFile.exists(path) else { return }
    guard let bytes = try? InputFile.read(path, limit: limit),
      let text = String(validating: bytes, as: UTF8.self)
    else {
      shell.gate.notice("note: \(path) cannot be read: the settings are as they come")
      return
    }
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let words = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace).map(String.init)
      if words.isEmpty { continue }
      guard words.count == 2, let setting = Setting(rawValue: words[0]) else {
        let known = Setting.allCases.map(\.rawValue).joined(separator: ", ")
        shell.gate.notice(
          "note: \(path), line \(index + 1): no setting `\(words[0])`; there is \(known)")
        continue
      }
      guard setting.accepts(words[1]) else {
        shell.gate.notice("note: \(path), line \(index + 1): \(words[0]) is \(setting.rule)")
        continue
      }
      shell.change(setting, to: words[1])
    }
  }
}
