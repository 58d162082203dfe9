/// How mistakes with the fields of records are worded.
extension Problems {
  static func words(of error: RecordProblem) -> Words {
    switch error {
    case .noName(let found):
      return (
        "E0118", "the fields of a record have names, not positions: \(found) is none",
        "write `r.age`; a name with blanks stands in brackets: `r[\"sepal length\"]`"
      )
    case .fieldInBrackets(let name, let meant):
      return (
        "E0114", "a record has no `\(name)`",
        "a name with blanks stands in brackets: `r[\(RecordText.quoted(meant))]`"
      )
    case .madeBy(let word, let field):
      return (
        "E0114", "`\(field)` belongs to what `\(word)` made, and stays as it is",
        "make another: `\(word)(…, \(field)=…)`"
      )
    case .newField(let name, let known):
      return (
        "E0114", "a record has no `\(name)`",
        suggestion(
          name, among: known,
          otherwise: "a record gets no new fields: write it anew, "
            + "`{\((known.prefix(3).map { "\($0): …" } + ["\(RecordText.name(name)): …"]).joined(separator: ", "))}`"
        )
      )
    case .fieldOfList(let name):
      return (
        "E0114", "a list has no `\(name)`; its records have",
        "`rows[0].\(name)` is that of the first one of a list `rows`"
      )
    case .noRecord(let position, let found):
      return (
        "E0402", "a table is a list of records, but at position \(position) stands \(found)",
        "each item is a record with the same fields: `[{age: 41}, {age: 35}]`"
      )
    case .fieldMissing(let name, let position, let known):
      return (
        "E0402", "the record at position \(position) has no `\(name)`",
        fieldsHint(known) + "; a missing value is written `\(RecordText.name(name)): none`"
      )
    case .fieldSurplus(let name, let position, let known):
      return (
        "E0402", "the record at position \(position) has `\(name)`, which the first has not",
        fieldsHint(known)
      )
    }
  }

  private static func fieldsHint(_ known: [String]) -> String {
    "the records of a table have the same fields, here "
      + list(first: 6, of: known.map(RecordText.name))
  }
}
