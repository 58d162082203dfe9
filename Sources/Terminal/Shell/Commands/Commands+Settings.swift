import Support

extension Commands {
  static var set: Command {
    Command(
      "set", "show or change the comfort of the prompt", usage: "[name value]",
      example: ":set hints off"
    ) { shell, argument in
      let words = argument.split(separator: " ").map(String.init)
      guard let name = words.first else {
        shell.gate.result(columns(Setting.allCases.map { ($0.rawValue, shell.value(of: $0)) }))
        return .done
      }
      guard let setting = Setting(rawValue: name) else {
        let known = Setting.allCases.map(\.rawValue).joined(separator: ", ")
        shell.gate.notice(
          "no setting `\(name)`\nhint: \(known); numbers are changed by `set`, without a colon")
        return .done
      }
      // `:set speed 20 steps/s`, as it is shown.
      guard words.count == 2 || setting == .speed && words.dropFirst(2) == ["steps/s"] else {
        shell.gate.result("\(name) \(shell.value(of: setting))")
        return .done
      }
      guard setting.accepts(words[1]) else {
        shell.gate.notice("\(name) cannot be `\(words[1])`\nhint: \(name) is \(setting.rule)")
        return .done
      }
      shell.change(setting, to: words[1])
      return .done
    }
  }
}

/// What `:set` changes.
enum Setting: String, CaseIterable {
  case hints, editor, status, snapshots, history, digits, pixels, glyphs, speed, live

  /// The words it can be; empty where it is a number.
  private var values: [String] {
    switch self {
    case .hints, .status: ["on", "off"]
    case .editor: ["emacs", "vi"]
    case .live: ["curve", "net"]
    case .pixels: PixelChoice.allCases.map(\.rawValue)
    case .glyphs: ["auto"] + GlyphLevel.all.map(\.word)
    case .snapshots, .history, .digits, .speed: []
    }
  }

  /// The most steps of a training in a second; `nil` for no limit, or where the text is no speed.
  static func pace(_ text: String) -> Double? {
    Double(text).flatMap { $0 > 0 && $0 <= 1e6 ? $0 : nil }
  }

  func accepts(_ text: String) -> Bool {
    switch self {
    case .snapshots, .history: ByteCount(text) != nil
    case .digits: Int(text).map { (NumberText.digits...17).contains($0) } ?? false
    case .speed: text == "full" || Setting.pace(text) != nil
    case .hints, .status, .editor, .pixels, .glyphs, .live: values.contains(text)
    }
  }

  var rule: String {
    switch self {
    case .snapshots, .history: "a size such as 512MB; 0 keeps none"
    case .digits:
      "a whole number from \(NumberText.digits) to 17; what is saved has \(NumberText.digits)"
    case .speed: "the most steps of a training in a second, such as 20, or full"
    case .hints, .status, .editor, .live: values.joined(separator: " or ")
    case .pixels, .glyphs:
      values.dropLast().joined(separator: ", ") + " or " + (values.last ?? "")
    }
  }
}
