import Catalog

/// Where in the grammar the cursor stands, found from the tokens before it.
///
/// The text is usually unfinished there, so this follows brackets and line starts only.
struct CursorContext {
  enum Body { case statements, layers, steps, trainSteps }

  /// One open bracket, or the program around all of them.
  struct Frame {
    var opener: Symbol?
    /// `{ }` with fields instead of lines.
    var isRecord = false
    var body = Body.statements
    /// The word whose arguments are being written: a call, a verb, a layer.
    var word: String?
    /// The argument whose value is being written.
    var label: String?
    var usedLabels: Set<String> = []
    var position = 0
    var isLineStart = true
    /// What a `{` would open.
    var pending: Body?
    /// In `[ ]` the items belong to the argument around it.
    var isList: Bool { opener == .openBracket }
  }

  private(set) var frames = [Frame()]
  private(set) var previous: Token?
  var top: Frame { frames.last ?? Frame() }

  /// The frame that decides what a value may be: the list's owner for items of a list.
  var argumentFrame: Frame { frames.last { !$0.isList } ?? Frame() }

  private let catalog: Catalog
  private let tokens: [Token]

  init(_ tokens: some Sequence<Token>, _ catalog: Catalog) {
    self.catalog = catalog
    self.tokens = Array(tokens)
    for (index, token) in self.tokens.enumerated()
    where token.kind != .comment && token.kind != .end {
      read(token, at: index)
      if token.kind != .newline { previous = token }
    }
  }

  private mutating func read(_ token: Token, at index: Int) {
    switch token.kind {
    case .newline:
      let isInside =
        top.opener == .openParenthesis || top.opener == .openBracket || top.isRecord
      if !isInside, previous?.continuesLine != true { startLine() }
    case .symbol(.semicolon): startLine()
    case .symbol(.colon): change { $0.isLineStart = $0.body != .statements }
    case .symbol(.comma):
      change {
        if $0.label == nil { $0.position += 1 }
        $0.label = nil
      }
    case .symbol(.assign): assign()
    case .symbol(let symbol) where symbol.isOpener: open(symbol, token, at: index)
    case .symbol(let symbol) where symbol.isCloser: if frames.count > 1 { frames.removeLast() }
    case .symbol: change { $0.isLineStart = false }
    case .keyword(let keyword): word(token, keyword)
    case .name, .verb: word(token, nil)
    default: change { $0.isLineStart = false }
    }
  }

  private mutating func startLine() {
    change { $0 = Frame(opener: $0.opener, body: $0.body) }
  }

  private mutating func word(_ token: Token, _ keyword: Keyword?) {
    let takesSteps = catalog.effects(of: token.text).contains(.takesSteps)
    change { frame in
      switch keyword {
      case .model, .block: frame.pending = .layers
      case .data: frame.pending = .steps
      default: break
      }
      guard frame.isLineStart, frame.opener != .openParenthesis, !frame.isList else { return }
      frame.isLineStart = false
      frame.word = keyword == nil || keyword == .repeat ? token.text : nil
      if frame.body == .layers { frame.pending = .layers }
      if takesSteps { frame.pending = .trainSteps }
    }
  }

  /// `name =` starts a line anew, `label =` inside arguments names one.
  private mutating func assign() {
    let label = previous?.isWord == true ? previous?.text : nil
    change { frame in
      let isAssignment =
        frame.opener != .openParenthesis && frame.body == .statements
        && !(frame.word.map(ReservedWords.isVerb) ?? false)
      if isAssignment {
        frame.isLineStart = true
        frame.word = nil
        frame.position = 0
      } else {
        frame.label = label
        if let label { frame.usedLabels.insert(label) }
      }
    }
  }

  private mutating func open(_ symbol: Symbol, _ token: Token, at index: Int) {
    var frame = Frame(opener: symbol)
    switch symbol {
    case .openParenthesis:
      frame.word = token.hugs && previous?.isWord == true ? previous?.text : nil
      frame.isLineStart = false
    case .openBrace where opensRecord(at: index):
      frame.isRecord = true
      frame.isLineStart = false
    case .openBrace: frame.body = top.pending ?? .statements
    default: frame.isLineStart = false
    }
    change { $0.isLineStart = false }
    frames.append(frame)
  }

  /// Where only a value can stand a `{` begins a record, however little of it there is yet.
  private func opensRecord(at index: Int) -> Bool {
    RecordBraces.wantsValue(previous)
      || RecordBraces.opens(tokens, at: index, after: top.isLineStart ? nil : previous)
  }

  private mutating func change(_ edit: (inout Frame) -> Void) { edit(&frames[frames.count - 1]) }
}
