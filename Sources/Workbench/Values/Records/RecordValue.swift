import Catalog
import Language
import Support

/// `{age: 41, sex: "male"}`: values by name, in the order in which they were written.
///
/// A value: who gives a field another value has another record. It is bounded like a list.
package struct RecordValue: NestedValue, DescribedInMessages {
  /// The names of its fields, each once; any text, so that columns of files can be fields.
  package let names: [String]
  /// What the fields hold, one for each name.
  package let values: [Value]
  /// The function that made it and as whose call it is written, `device(price=…)`; `nil` for one in braces.
  package let word: String?
  /// How many values stand inside one another, the record included.
  package let depth: Int
  /// How many values it has when it is written out, at least one; saturates.
  let size: Int

  /// A record of as many values as names, which must differ.
  package init(_ names: [String], _ values: [Value], word: String? = nil) {
    precondition(names.count == values.count, "each field has a name and a value")
    (self.names, self.values, self.word) = (names, values, word)
    depth = 1 + (values.lazy.map(\.depth).max() ?? 0)
    size = max(1, ByteEstimate.sum(values.lazy.map(\.size)))
  }

  /// Refuses what is nested too deeply or, written out, too large.
  func checked() throws -> RecordValue {
    guard depth <= ValueList.depthLimit else {
      throw ValueProblem.limit(.tooDeep(limit: ValueList.depthLimit))
    }
    guard size <= ValueList.sizeLimit else {
      throw ValueProblem.limit(.tooManyValues(size, limit: ValueList.sizeLimit))
    }
    return self
  }

  package var messageText: String { word.map { "a value of \($0)" } ?? "a record" }

  /// The fields with their values, in order.
  package var fields: some Sequence<(name: String, value: Value)> {
    zip(names, values).lazy.map { (name: $0, value: $1) }
  }

  /// What a field holds; `nil` where there is none of this name.
  package subscript(_ name: String) -> Value? {
    names.firstIndex(of: name).map { values[$0] }
  }

  /// What a field holds; a name that the record does not have is a mistake with its neighbours.
  func field(_ name: String) throws -> Value {
    guard let value = self[name] else {
      if let meant = nameWithBlanks(like: name) {
        throw ValueProblem.record(.fieldInBrackets(name, meant: meant))
      }
      throw ValueProblem.noField(name, of: messageText, known: names.map(RecordText.name))
    }
    return value
  }

  /// `sepal_length` for a field "sepal length", which no dot can name.
  private func nameWithBlanks(like name: String) -> String? {
    func folded(_ text: String) -> String {
      String(text.lowercased().filter { $0.isLetter || $0.isNumber })
    }
    return names.first { folded($0) == folded(name) && !Lexer.isWord($0) }
  }

  /// The same record with another value in one of its fields; it gets no new ones.
  func replacing(_ name: String, with value: Value) throws -> RecordValue {
    guard let index = names.firstIndex(of: name) else {
      throw ValueProblem.record(.newField(name, known: names.map(RecordText.name)))
    }
    if let word { throw ValueProblem.record(.madeBy(word, field: name)) }
    var changed = values
    changed[index] = value
    return try RecordValue(names, changed, word: word).checked()
  }
}
