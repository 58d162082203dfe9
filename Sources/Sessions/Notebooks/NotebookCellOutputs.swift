import Support

extension Notebook {
  /// What the note of a display says that no session stores: speeds, times, what is told while something is on.
  package static let asideNote: JSON = ["kind": "aside"]

  /// Says in a note that the display has come before the lines of what it shows: a chart that was there while a
  /// training was on.
  package static func early(_ note: JSON) -> JSON {
    guard case .object(let members) = note else { return note }
    return .object(members + [JSON.Member("early", true)])
  }
}

extension Notebook.Cell {
  /// The outputs as a session stores them: asides left out, neighbours of one kind in one block, and a chart that was
  /// there early behind the line of its training.
  var storedOutputs: [StoredOutput] {
    var stored: [StoredOutput] = []
    var early: StoredOutput?
    for output in outputs {
      let note: JSON? = if case .shown(let shown) = output { shown.note } else { nil }
      if note == Notebook.asideNote { continue }
      if note?["early"] == true {
        stored += [early].compactMap(\.self)
        early = StoredOutput(output)
        continue
      }
      stored.add(StoredOutput(output))
      if let chart = early {
        stored.append(chart)
        early = nil
      }
    }
    return stored + [early].compactMap(\.self)
  }
}

extension [StoredOutput] {
  /// Appends an output; lines, values and tables go on with those before them.
  fileprivate mutating func add(_ output: StoredOutput) {
    guard let before = last, before.kind == output.kind, before.isPlain, output.isPlain else {
      return append(output)
    }
    self[count - 1] = StoredOutput(output.kind, before.body + "\n" + output.body)
  }
}

extension StoredOutput {
  /// Whether it is lines alone, all of them there.
  fileprivate var isPlain: Bool {
    [.text, .value, .table].contains(kind) && attributes.entries.isEmpty && view == nil
  }
}
