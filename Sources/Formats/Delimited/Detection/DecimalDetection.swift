/// Finds out whether fractions begin with a point or a comma.
enum DecimalDetection {
  /// A comma where some field is a number only with a comma (`3,5`), and none only with a point (`3.5`).
  ///
  /// `1,234` may be both; in files with semicolons, which are there for the sake of such commas, it is
  /// a fraction unless a point says otherwise. `usual` decides instead where the text leaves it open.
  static func decimal(_ sample: Sample, separator: UInt8, usual: UInt8? = nil) -> UInt8 {
    let (point, comma) = (NumberField(decimal: 0x2E), NumberField(decimal: 0x2C))
    var (onlyPoint, onlyComma, either) = (false, false, false)
    sample.forEachField(0..<sample.rowCount) { _, _, start, end in
      let (start, end) = FieldText.trimmed(start, end)
      guard start < end, start.pointee <= 0x39 else { return }
      let hasComma = UnsafeBufferPointer(start: start, count: end - start).contains(0x2C)
      let hasPoint = UnsafeBufferPointer(start: start, count: end - start).contains(0x2E)
      guard hasComma || hasPoint else { return }
      var value = 0.0
      let isPoint = (point.plain(start, end, &value) ?? point.any(start, end, &value)) != nil
      let isComma = (comma.plain(start, end, &value) ?? comma.any(start, end, &value)) != nil
      if isPoint && !isComma { onlyPoint = true }
      if isComma && !isPoint { onlyComma = true }
      if isComma && isPoint && hasComma { either = true }
    }
    let usesComma = usual.map { $0 == 0x2C } ?? (separator == 0x3B)
    let isComma = !onlyPoint && (onlyComma || either && usesComma)
    return isComma ? 0x2C : 0x2E
  }
}
