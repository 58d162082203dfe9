import Learning

/// Why a statement is not understood.
struct NotUnderstood: Error {
  let reason: String
  /// The line that stands in its place, once something else is written by hand.
  let instead: String?

  init(_ reason: String, instead: String? = nil) {
    (self.reason, self.instead) = (reason, instead)
  }
}

/// Walks through a program and writes what it means in this language.
///
/// Each name stands for a `Meaning`. A statement that is not understood changes nothing but the names it gives, which
/// are `lost` from then on.
final class ProgramReader {
  /// Statements that are walked through, those of functions each time they are called.
  private static let mostStatements = 20_000
  static let deepestCall = 12

  /// What stands in the result, in its order.
  enum Piece {
    case lines([String])
    case model(ModelObject)
    case data(DataObject)
    /// A function of the program, which is a comment where nothing that is read calls it.
    case function(FunctionObject)
  }

  var scopes: [[String: Meaning]] = [[:]]
  /// Each with the cell of a notebook that it belongs to; 0 in a program.
  var pieces: [(cell: Int, piece: Piece)] = []
  /// The cell that is read.
  var cell = 0
  var remarks: [KerasProgram.Remark] = []
  var unneeded: [(cell: Int, line: Int)] = []
  var names = ProgramNames()
  var usesKeras = false
  /// Modules all of whose names were taken: `from keras.layers import *`.
  var stars: [String] = []
  /// Statements that stand in the result as comments: a loop leaves each once.
  private var left: Set<[Int]> = []
  /// The words in them.
  private(set) var leftWords: Set<String> = []
  /// The functions of the program, by their names and lines.
  var functions: [FunctionObject] = []
  /// The line that drew numbers last, and how many pieces there were then.
  var lastSeed: (line: String, pieces: Int)?
  var framework: ForeignFramework?
  var models: [ModelObject] = []
  /// Whether a statement that was not understood may have changed one of them.
  var hasLostModels = false
  var datasets: [DataObject] = []
  /// Tables that lines look at, as they are there.
  var looks: [TableValue] = []
  /// Files of models that the program writes: the name that each has in the result; `nil` where it holds a run.
  var writtenFiles: [String: (file: String?, line: Int)] = [:]
  var nodes = 0
  /// The line of the statement that is read.
  var line = 1
  /// What the statement that is read calls its value; `nil` where it has no name.
  var wanted: String?
  /// Whether the statement that is read is one call, whose value nobody takes.
  var isBare = false
  /// What is given back by the function that is read; `nil` before its `return`.
  var returned: Meaning?
  /// How many functions of the program call one another.
  var calls = 0
  private var statements = 0

  /// Reads statements in their order, up to a `return`.
  func run(_ statements: [PythonStatement]) {
    for statement in statements where returned == nil {
      self.statements += 1
      guard self.statements <= Self.mostStatements else {
        if self.statements == Self.mostStatements + 1 {
          remark(statement.line, .changed, "the program goes on; only its beginning is read")
        }
        return
      }
      read(statement)
    }
  }

  private func read(_ statement: PythonStatement) {
    line = statement.line
    do throws(NotUnderstood) {
      try understand(statement)
    } catch {
      leave(statement, error.reason, instead: error.instead)
    }
  }

  /// Leaves a statement as a comment.
  func leave(_ statement: PythonStatement, _ reason: String, instead: String? = nil) {
    if left.insert([cell, statement.line]).inserted {
      speak(of: statement.source)
      write(Self.comment(of: statement))
      if let instead { write(["# in its place: \(instead)"]) }
      remark(statement.line, .left, reason)
    }
    // What it began with is not done either.
    let own = statement.line...max(statement.line, statement.lastLine)
    while let last = unneeded.last, last.cell == cell, own.contains(last.line) {
      unneeded.removeLast()
    }
    let changed = Self.changedModels(statement.kind)
    for name in changedNames(statement.kind) {
      lose(name, statement.line, isChanged: changed.contains(name))
    }
    for name in Self.names(given: statement) { define(name, .lost(line: statement.line)) }
    // A callback of one's own is left out by itself, not the training with it.
    if case .unknown = statement.kind, statement.source.hasPrefix("class "),
      let head = statement.source.split(separator: "\n").first, head.contains("Callback"),
      let name = Self.firstNames(of: statement.source).first
    {
      define(name, .library("keras.callbacks.\(name)"))
    }
  }

  /// Leaves a part of a statement out, which is a comment of its own.
  func leaveOut(_ text: String) {
    speak(of: text)
    write(["# line \(line): \(text)"])
    remark(line, .left, text)
  }

  /// Remembers the words of what is left.
  func speak(of text: String) {
    let words = text.split { !($0.isLetter || $0.isNumber || $0 == "_") }
    for word in words where leftWords.count < 20_000 { leftWords.insert(String(word)) }
  }

  /// A statement as a comment.
  static func comment(of statement: PythonStatement) -> [String] {
    let texts = statement.source.split(separator: "\n", omittingEmptySubsequences: false)
    let place =
      statement.lastLine > statement.line
      ? "lines \(statement.line) to \(statement.lastLine)" : "line \(statement.line)"
    return ["# not understood, \(place):"] + texts.map { "#   " + printable($0) }
  }

  private static func printable(_ text: Substring) -> String {
    String(text.map { $0.isNewline || $0 == "\r" || $0 == "\0" ? " " : $0 })
  }

  /// The names that a statement gives.
  private static func names(given statement: PythonStatement) -> [String] {
    switch statement.kind {
    case .assignment(let targets, _): return targets.flatMap(names)
    case .change(let target, _, _): return names(target)
    case .function(let function): return [function.name]
    case .importsFrom(_, let words): return words.map { $0.name ?? $0.word }
    case .scoped(_, let body): return body.flatMap(names(given:))
    case .loop(_, _, let body): return body.flatMap(names(given:))
    case .branch(_, let body, let otherwise): return (body + otherwise).flatMap(names(given:))
    case .expression(.call(.attribute(.name(let name), let method), _)):
      // What grows in a statement that is not understood is not known any more.
      return ["append", "extend", "insert"].contains(method) ? [name] : []
    case .unknown: return firstNames(of: statement.source)
    default: return []
    }
  }

  /// What a line gives that could not be read: `class A`, `def f`, `a, b = …`.
  private static func firstNames(of source: String) -> [String] {
    guard let line = PythonScanner.lines(of: String(source.prefix(200))).first else { return [] }
    var words: [String] = []
    for token in line.tokens {
      switch token {
      case .name("class"), .name("def"), .name("async"): continue
      case .name(let word):
        words.append(word)
        if line.tokens.first?.isName("class") == true || line.tokens.first?.isName("def") == true {
          return words
        }
      case .symbol(","), .symbol("("), .symbol(")"): continue
      case .symbol("="): return words
      default: return []
      }
    }
    return []
  }

  private static func names(_ target: PythonExpression) -> [String] {
    switch target {
    case .name(let name): [name]
    case .tuple(let items), .list(let items): items.flatMap(names)
    case .starred(let inner): names(inner)
    default: []
    }
  }

  func write(_ lines: [String]) { put(.lines(lines)) }

  func put(_ piece: Piece) { pieces.append((cell, piece)) }

  func remark(_ line: Int, _ kind: KerasProgram.Remark.Kind, _ text: String, in cell: Int? = nil) {
    let remark = KerasProgram.Remark(line: line, kind: kind, text: text, cell: cell ?? self.cell)
    // A function that is called twice says the same again.
    if !remarks.suffix(100).contains(remark) { remarks.append(remark) }
  }

  func change(_ text: String) { remark(line, .changed, text) }

  func define(_ name: String, _ meaning: Meaning) { scopes[scopes.count - 1][name] = meaning }

  /// What a name stands for here.
  func meaning(of name: String) throws(NotUnderstood) -> Meaning {
    if let own = scopes.last?[name] ?? scopes.first?[name] {
      if case .lost(let origin) = own {
        throw NotUnderstood("`\(name)` comes from line \(origin), which was not understood")
      }
      if case .model(let model) = own, let line = model.doubtedAt {
        model.doubtedAt = nil
        remark(line, .changed, "what follows takes `\(name)` as it was before this line")
      }
      if hasLostModels, case .model(let model) = own, let origin = model.lost {
        throw NotUnderstood("`\(name)` was changed in line \(origin), which was not understood")
      }
      return own
    }
    if Self.builtins.contains(name) { return .library("python.\(name)") }
    if let module = stars.first(where: { LibraryPath.module($0, has: name) }) {
      return .library("\(module).\(name)")
    }
    throw NotUnderstood("nothing before it says what `\(name)` is")
  }

  private static let builtins: Set = [
    "print", "len", "range", "int", "float", "str", "round", "max", "min", "sum", "abs", "list",
    "tuple", "dict", "zip",
    "enumerate", "open", "type", "isinstance", "sorted", "set", "map", "display", "input", "exit",
    "reversed", "bool",
  ]
}
