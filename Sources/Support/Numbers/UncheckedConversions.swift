// The unchecked conversions of the standard library, hidden: `Int(number)` of a floating-point value
// ends the process on NaN and on what does not fit. A declaration in this module goes before the one
// of the standard library with the same type, and the package makes its use an error
// (`checkedConversions` in `Package.swift`), so that the compiler, which knows every type, holds the rule.

extension Int {
  /// Refused by the build; else the nearest whole number towards zero, and `Int.min` for NaN.
  @available(*, deprecated, message: "Int(checked:), Int(_:within:) or Int(exactly:)")
  package init(_ number: Double) { self.init(number, within: .min ... .max) }
  /// Refused by the build; else the nearest whole number towards zero, and `Int.min` for NaN.
  @available(*, deprecated, message: "Int(checked:), Int(_:within:) or Int(exactly:)")
  package init(_ number: Float) { self.init(Double(number), within: .min ... .max) }
  /// Refused by the build; else the nearest whole number towards zero, and `Int.min` for NaN.
  @available(*, deprecated, message: "Int(checked:), Int(_:within:) or Int(exactly:)")
  package init<Number: BinaryFloatingPoint>(_ number: Number) {
    self.init(Double(number), within: .min ... .max)
  }
}

extension Int8 {
  /// Refused by the build; else the nearest `Int8` towards zero, and `Int8.min` for NaN.
  @available(*, deprecated, message: "Int8(checked:), Int8(_:within:) or Int8(exactly:)")
  package init(_ number: Double) { self.init(number, within: .min ... .max) }
  /// Refused by the build; else the nearest `Int8` towards zero, and `Int8.min` for NaN.
  @available(*, deprecated, message: "Int8(checked:), Int8(_:within:) or Int8(exactly:)")
  package init(_ number: Float) { self.init(Double(number), within: .min ... .max) }
  /// Refused by the build; else the nearest `Int8` towards zero, and `Int8.min` for NaN.
  @available(*, deprecated, message: "Int8(checked:), Int8(_:within:) or Int8(exactly:)")
  package init<Number: BinaryFloatingPoint>(_ number: Number) {
    self.init(Double(number), within: .min ... .max)
  }
}

extension Int16 {
  /// Refused by the build; else the nearest `Int16` towards zero, and `Int16.min` for NaN.
  @available(*, deprecated, message: "Int16(checked:), Int16(_:within:) or Int16(exactly:)")
  package init(_ number: Double) { self.init(number, within: .min ... .max) }
  /// Refused by the build; else the nearest `Int16` towards zero, and `Int16.min` for NaN.
  @available(*, deprecated, message: "Int16(checked:), Int16(_:within:) or Int16(exactly:)")
  package init(_ number: Float) { self.init(Double(number), within: .min ... .max) }
  /// Refused by the build; else the nearest `Int16` towards zero, and `Int16.min` for NaN.
  @available(*, deprecated, message: "Int16(checked:), Int16(_:within:) or Int16(exactly:)")
  package init<Number: BinaryFloatingPoint>(_ number: Number) {
    self.init(Double(number), within: .min ... .max)
  }
}

extension Int32 {
  /// Refused by the build; else the nearest `Int32` towards zero, and `Int32.min` for NaN.
  @available(*, deprecated, message: "Int32(checked:), Int32(_:within:) or Int32(exactly:)")
  package init(_ number: Double) { self.init(number, within: .min ... .max) }
  /// Refused by the build; else the nearest `Int32` towards zero, and `Int32.min` for NaN.
  @available(*, deprecated, message: "Int32(checked:), Int32(_:within:) or Int32(exactly:)")
  package init(_ number: Float) { self.init(Double(number), within: .min ... .max) }
  /// Refused by the build; else the nearest `Int32` towards zero, and `Int32.min` for NaN.
  @available(*, deprecated, message: "Int32(checked:), Int32(_:within:) or Int32(exactly:)")
  package init<Number: BinaryFloatingPoint>(_ number: Number) {
    self.init(Double(number), within: .min ... .max)
  }
}

extension Int64 {
  /// Refused by the build; else the nearest `Int64` towards zero, and `Int64.min` for NaN.
  @available(*, deprecated, message: "Int64(checked:), Int64(_:within:) or Int64(exactly:)")
  package init(_ number: Double) { self.init(number, within: .min ... .max) }
  /// Refused by the build; else the nearest `Int64` towards zero, and `Int64.min` for NaN.
  @available(*, deprecated, message: "Int64(checked:), Int64(_:within:) or Int64(exactly:)")
  package init(_ number: Float) { self.init(Double(number), within: .min ... .max) }
  /// Refused by the build; else the nearest `Int64` towards zero, and `Int64.min` for NaN.
  @available(*, deprecated, message: "Int64(checked:), Int64(_:within:) or Int64(exactly:)")
  package init<Number: BinaryFloatingPoint>(_ number: Number) {
    self.init(Double(number), within: .min ... .max)
  }
}

extension UInt {
  /// Refused by the build; else the nearest `UInt` towards zero, and 0 for NaN.
  @available(*, deprecated, message: "UInt(checked:), UInt(_:within:) or UInt(exactly:)")
  package init(_ number: Double) { self.init(number, within: .min ... .max) }
  /// Refused by the build; else the nearest `UInt` towards zero, and 0 for NaN.
  @available(*, deprecated, message: "UInt(checked:), UInt(_:within:) or UInt(exactly:)")
  package init(_ number: Float) { self.init(Double(number), within: .min ... .max) }
  /// Refused by the build; else the nearest `UInt` towards zero, and 0 for NaN.
  @available(*, deprecated, message: "UInt(checked:), UInt(_:within:) or UInt(exactly:)")
  package init<Number: BinaryFloatingPoint>(_ number: Number) {
    self.init(Double(number), within: .min ... .max)
  }
}

extension UInt8 {
  /// Refused by the build; else the nearest `UInt8` towards zero, and 0 for NaN.
  @available(*, deprecated, message: "UInt8(checked:), UInt8(_:within:) or UInt8(exactly:)")
  package init(_ number: Double) { self.init(number, within: .min ... .max) }
  /// Refused by the build; else the nearest `UInt8` towards zero, and 0 for NaN.
  @available(*, deprecated, message: "UInt8(checked:), UInt8(_:within:) or UInt8(exactly:)")
  package init(_ number: Float) { self.init(Double(number), within: .min ... .max) }
  /// Refused by the build; else the nearest `UInt8` towards zero, and 0 for NaN.
  @available(*, deprecated, message: "UInt8(checked:), UInt8(_:within:) or UInt8(exactly:)")
  package init<Number: BinaryFloatingPoint>(_ number: Number) {
    self.init(Double(number), within: .min ... .max)
  }
}

extension UInt16 {
  /// Refused by the build; else the nearest `UInt16` towards zero, and 0 for NaN.
  @available(*, deprecated, message: "UInt16(checked:), UInt16(_:within:) or UInt16(exactly:)")
  package init(_ number: Double) { self.init(number, within: .min ... .max) }
  /// Refused by the build; else the nearest `UInt16` towards zero, and 0 for NaN.
  @available(*, deprecated, message: "UInt16(checked:), UInt16(_:within:) or UInt16(exactly:)")
  package init(_ number: Float) { self.init(Double(number), within: .min ... .max) }
  /// Refused by the build; else the nearest `UInt16` towards zero, and 0 for NaN.
  @available(*, deprecated, message: "UInt16(checked:), UInt16(_:within:) or UInt16(exactly:)")
  package init<Number: BinaryFloatingPoint>(_ number: Number) {
    self.init(Double(number), within: .min ... .max)
  }
}

extension UInt32 {
  /// Refused by the build; else the nearest `UInt32` towards zero, and 0 for NaN.
  @available(*, deprecated, message: "UInt32(checked:), UInt32(_:within:) or UInt32(exactly:)")
  package init(_ number: Double) { self.init(number, within: .min ... .max) }
  /// Refused by the build; else the nearest `UInt32` towards zero, and 0 for NaN.
  @available(*, deprecated, message: "UInt32(checked:), UInt32(_:within:) or UInt32(exactly:)")
  package init(_ number: Float) { self.init(Double(number), within: .min ... .max) }
  /// Refused by the build; else the nearest `UInt32` towards zero, and 0 for NaN.
  @available(*, deprecated, message: "UInt32(checked:), UInt32(_:within:) or UInt32(exactly:)")
  package init<Number: BinaryFloatingPoint>(_ number: Number) {
    self.init(Double(number), within: .min ... .max)
  }
}

extension UInt64 {
  /// Refused by the build; else the nearest `UInt64` towards zero, and 0 for NaN.
  @available(*, deprecated, message: "UInt64(checked:), UInt64(_:within:) or UInt64(exactly:)")
  package init(_ number: Double) { self.init(number, within: .min ... .max) }
  /// Refused by the build; else the nearest `UInt64` towards zero, and 0 for NaN.
  @available(*, deprecated, message: "UInt64(checked:), UInt64(_:within:) or UInt64(exactly:)")
  package init(_ number: Float) { self.init(Double(number), within: .min ... .max) }
  /// Refused by the build; else the nearest `UInt64` towards zero, and 0 for NaN.
  @available(*, deprecated, message: "UInt64(checked:), UInt64(_:within:) or UInt64(exactly:)")
  package init<Number: BinaryFloatingPoint>(_ number: Number) {
    self.init(Double(number), within: .min ... .max)
  }
}
