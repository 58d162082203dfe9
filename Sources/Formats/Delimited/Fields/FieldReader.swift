/// Says what fields could be, and reads them.
struct FieldReader {
  let format: NumberField
  let marks: MissingMarks

  /// What a field's text is, without regard to blanks around it.
  ///
  /// `value` becomes its number or its date, `mark` which of the marks of missing values it is, `date`
  /// how its day is written.
  func classify(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, value: inout Double,
    mark: inout Int, date: inout DateField?
  ) -> FieldClass {
    let (start, end) = FieldText.trimmed(start, end)
    if let index = marks.index(start, end) {
      mark = index
      return .missing
    }
    if let kind = format.plain(start, end, &value) ?? format.any(start, end, &value) {
      return kind
    }
    date = DateField(start, end)
    return date == nil ? .word : .date
  }
}
