/// Messages about words and forms that stand in the wrong place.
extension Parser {
  func looseCall(of value: Expression) -> ParseFailure? {
    switch value.kind {
    case .name, .field, .call, .index: break
    default: return nil
    }
    let partner = partners[index]
    let end = partner > index ? tokens[partner].span.end : current.span.end
    let called = clipped(text(value.span))
    let inside = clipped(text(SourceSpan(current.span.start, end)))
    let isCall = current.is(.openParenthesis)
    return problem(
      "E0202",
      isCall ? "a call hugs its name, without a blank" : "an index hugs its name, without a blank",
      at: current.span, hint: "write `\(called)\(inside)`")
  }

  func verbInExpression() -> ParseFailure {
    let verb = current.text
    let arguments = PythonHabits.isArgumentStart(peek()) ? "…" : ""
    return problem(
      "E0201", "`\(verb)` inside an expression needs brackets", at: current.span,
      hint: "write `\(verb)(\(arguments))`")
  }

  func reservedName(_ token: Token) -> ParseFailure {
    let kind = token.kind == .verb ? "verb" : "word"
    return problem(
      "E0105", "`\(token.text)` is a \(kind) of the language and cannot name a value",
      at: token.span, hint: "choose another name, for example `my_\(token.text)`")
  }

  /// `train = 3` and `model = …`.
  func refuseReservedTarget() throws(ParseFailure) {
    guard current.isWord, current.kind != .name, peek().is(.assign) || peek().is(.comma) else {
      return
    }
    if peek().is(.comma), current.kind == .verb || !isTargetList { return }
    throw reservedName(current)
  }

  /// Whether the words and commas from here end in `=`.
  private var isTargetList: Bool {
    var position = index
    while tokens[position].isWord, tokens[min(position + 1, tokens.count - 1)].is(.comma) {
      position = min(position + 2, tokens.count - 1)
    }
    return tokens[position].isWord && tokens[min(position + 1, tokens.count - 1)].is(.assign)
  }

  func notAssignable(_ value: Expression) -> ParseFailure {
    let shown = clipped(text(value.span))
    let hint: String
    switch value.kind {
    case .call(let callee, _):
      if case .name(let name) = callee.kind {
        hint = "a function is defined with `fn`: `fn \(name)(x) = …`; `==` compares"
      } else {
        hint = "names, fields and positions can be set; `==` compares"
      }
    case .bool, .none: hint = "choose another name"
    default: hint = "left of `=` stands a name, as in `x = 3`; `==` compares"
    }
    return problem("E0215", "`\(shown)` cannot be given a value", at: value.span, hint: hint)
  }

  func missingBody(after what: String, example: String) -> ParseFailure {
    if current.kind == .invalid { return .reported }
    if current.is(.assign) { return assignmentAsComparison() }
    let start = tokens[statementStart].span.start
    let header = clipped(text(SourceSpan(start, max(start, previous.span.end))))
    if current.is(.colon) {
      return problem(
        "E0216", "bodies stand in braces, not after `:`", at: current.span,
        hint: "write `\(PythonHabits.header(header)) { … }`")
    }
    if current.kind == .newline, peek().is(.openBrace) {
      return problem(
        "E0217", "`{` must stand on the same line", at: peek().span,
        hint: "write `\(header) {`")
    }
    let found = isAtEnd ? "" : ", but found \(shown(current))"
    return problem(
      "E0217", "expected `{` after \(what)\(found)", at: isAtEnd ? previous.span : current.span,
      hint: "write `\(example)`")
  }

  /// Of several inputs of a model each has a name of its own: its lines and its data know them by these.
  func checkNames(of inputs: [(name: Name?, value: Expression)]) throws(ParseFailure) {
    guard inputs.count > 1 else { return }
    var known: Set<String> = []
    for (name, value) in inputs {
      if let name, known.insert(name.text).inserted { continue }
      let taken = Set(inputs.compactMap(\.name?.text))
      var free = ["a", "b", "c", "d", "e", "f", "g", "h"].filter { !taken.contains($0) }[...]
      var given: Set<String> = []
      let named = inputs.map { input in
        let own = input.name.flatMap { given.insert($0.text).inserted ? $0.text : nil }
        return "\(own ?? free.popFirst() ?? "…")=\(text(input.value.span))"
      }
      let whole =
        taken.isEmpty
        ? ", or `model [\(inputs.map { text($0.value.span) }.joined(separator: ", "))] { … }` for one"
        : ""
      throw problem(
        "E0694",
        name.map { "two inputs of the model are called `\($0.text)`" }
          ?? "a model of several inputs has a name for each",
        at: name?.span ?? value.span,
        hint: "write `model \(clipped(named.joined(separator: ", "))) { … }`\(whole)")
    }
  }

  func noLineWord(owner: Name) -> ParseFailure {
    if current.kind == .invalid { return .reported }
    let isData = owner.text == "data"
    let example = isData ? "`rescale 1/255`" : "`dense 256`"
    let hint =
      current.is(.for) || current.is(.if)
      ? "`repeat 3 { … }` repeats layers; a function with `block` builds them from arguments"
      : "each line starts with a word, such as \(example)"
    return problem(
      "E0201", "\(shown(current)) starts no line of `\(owner.text) { }`", at: current.span,
      hint: hint)
  }

  /// `x = dense 8`, `nn.Linear(8, 8)` in a body.
  func foreignLine(owner: Name) -> ParseFailure? {
    if peek().is(.assign) {
      if ["activation", "use_bias", "kernel_size", "padding", "strides", "return_sequences"]
        .contains(
          current.text), index > 0, previous.is(.semicolon)
      {
        return problem(
          "E0213", "a line has no `=`", at: peek().span,
          hint: "what belongs to a layer stands behind a comma: `dense 8, activation=tanh`")
      }
      return problem(
        "E0213", "a line has no `=`", at: peek().span,
        hint: "a label is written `\(current.text): \(exampleLine(owner))`")
    }
    guard peek().is(.dot) else { return nil }
    var end = index
    while !tokens[end].is(.closeBrace), tokens[end].kind != .end, tokens[end].kind != .newline,
      !tokens[end].is(.semicolon)
    {
      end = partners[end] > end ? partners[end] + 1 : end + 1
    }
    let span = SourceSpan(current.span.start, tokens[max(index, end - 1)].span.end)
    let translated = LayerTranslation.line(of: clipped(text(span)))
    return problem(
      "E0216", "a line starts with one word, without dots", at: peek().span,
      hint: translated.map { "write `\($0)`" } ?? "write `\(exampleLine(owner))`")
  }

  private func exampleLine(_ owner: Name) -> String {
    owner.text == "data" ? "rescale 1/255" : "dense 8"
  }

  /// `dense(4), activation=relu`: half brackets, half line.
  func mixedForms(_ word: Name, _ arguments: [ArgumentSyntax]) -> ParseFailure {
    guard current.is(.comma) else { return missingSeparator(in: word, after: arguments) }
    let inside = arguments.map { text($0.span) }.joined(separator: ", ")
    return problem(
      "E0212", "the arguments of `\(word.text)` stand partly in brackets", at: current.span,
      hint: "write `\(clipped("\(word.text) \(inside)\(restOfLine)"))`")
  }
}
