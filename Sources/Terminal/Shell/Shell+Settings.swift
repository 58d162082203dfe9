import Support

// The comfort that `:set` changes.
extension Shell {
  func value(of setting: Setting) -> String {
    switch setting {
    case .hints: editor?.showsHints == true ? "on" : "off"
    case .snapshots: ByteCount.text(session.snapshotBytes)
    case .history: ByteCount.text(session.historyLimit)
    case .status: showsStatus ? "on" : "off"
    case .digits: String(session.digits)
    case .editor: editor?.isVi == true ? "vi" : "emacs"
    case .live: showsNets ? "net" : "curve"
    case .speed: session.pace.map { "\(NumberText.general($0)) steps/s" } ?? "full"
    case .pixels: pixels.choice.rawValue
    case .glyphs: chosenGlyphs.map(GlyphLevel.word) ?? "auto"
    }
  }

  func change(_ setting: Setting, to value: String) {
    switch setting {
    case .hints: editor?.showsHints = value == "on"
    case .snapshots: session.snapshotBytes = ByteCount(value)?.bytes ?? session.snapshotBytes
    case .history: session.historyLimit = ByteCount(value)?.bytes ?? session.historyLimit
    case .status: showsStatus = value == "on"
    case .digits: session.digits = Int(value) ?? session.digits
    case .editor: editor?.setEditor(value)
    case .live: showsNets = value == "net"
    case .speed: session.pace = Setting.pace(value)
    case .pixels: pixels.choice = PixelChoice(rawValue: value) ?? .auto
    case .glyphs: chosenGlyphs = GlyphLevel.named(value)
    }
  }
}
