/// `{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }` and blanks after it.
struct NumPyLiteral {
  private let bytes: [UInt8]
  /// Where in the file the literal begins.
  private let start: Int
  private var position = 0

  init(_ bytes: [UInt8], from start: Int) {
    self.bytes = bytes
    self.start = start
  }

  mutating func fields() throws(FormatError) -> (
    type: String, typePlace: Int, isFortranOrder: Bool, shape: [Int]
  ) {
    var type: (text: String, place: Int)?
    var order: Bool?
    var shape: [Int]?
    try require("{")
    while !has("}") {
      let place = position
      let key = try string()
      try require(":")
      switch key {
      case "descr" where type == nil:
        skipBlanks()
        if peek == 0x5B {
          var error = refuse("one type for all elements", "records of several types")
          error.remedy = .numbers("x[\"name\"]")
          throw error
        }
        type = (try string(), start + position)
      case "fortran_order" where order == nil: order = try truth()
      case "shape" where shape == nil: shape = try tuple()
      default:
        position = place
        throw refuse("the keys descr, fortran_order and shape, each once", "another key")
      }
      guard has(",") else {
        try require("}")
        break
      }
    }
    skipBlanks()
    guard position == bytes.count else { throw refuse("the end of the header", "more text") }
    guard let type, let order, let shape else {
      throw refuse("the keys descr, fortran_order and shape", "fewer")
    }
    return (type.text, type.place, order, shape)
  }

  private mutating func string() throws(FormatError) -> String {
    skipBlanks()
    guard let quote = peek, quote == 0x27 || quote == 0x22 else {
      throw refuse("a text in quotes", found)
    }
    let first = position + 1
    guard let last = bytes[first...].firstIndex(of: quote) else {
      throw refuse("a closing quote", "the end of the header")
    }
    let text = bytes[first..<last]
    guard text.allSatisfy({ (0x20...0x7E).contains($0) && $0 != 0x5C }) else {
      throw refuse("plain letters", "other bytes")
    }
    position = last + 1
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func truth() throws(FormatError) -> Bool {
    skipBlanks()
    for (word, value) in [("True", true), ("False", false)]
    where bytes[position...].starts(with: word.utf8) {
      position += word.utf8.count
      return value
    }
    throw refuse("True or False", found)
  }

  private mutating func tuple() throws(FormatError) -> [Int] {
    var numbers: [Int] = []
    try require("(")
    while !has(")") {
      numbers.append(try number())
      guard has(",") else {
        // `(3)` is a number in brackets, no tuple.
        guard numbers.count > 1 else { throw refuse("`,`", found) }
        try require(")")
        break
      }
    }
    return numbers
  }

  private mutating func number() throws(FormatError) -> Int {
    skipBlanks()
    var value = 0
    let first = position
    while let digit = peek, (0x30...0x39).contains(digit) {
      let (next, overflows) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflowsToo) = next.addingReportingOverflow(Int(digit - 0x30))
      guard !overflows, !overflowsToo else { throw refuse("an extent below 2⁶³", "more") }
      value = sum
      position += 1
    }
    guard position > first else { throw refuse("an extent", found) }
    // Python 2 wrote long numbers so.
    if peek == 0x4C { position += 1 }
    return value
  }

  private mutating func require(_ mark: Unicode.Scalar) throws(FormatError) {
    guard has(mark) else { throw refuse("`\(mark)`", found) }
  }

  private mutating func has(_ mark: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard let byte = peek, byte == UInt8(ascii: mark) else { return false }
    position += 1
    return true
  }

  private mutating func skipBlanks() {
    while let byte = peek, byte == 0x20 || (0x09...0x0D).contains(byte) { position += 1 }
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private var found: String { position < bytes.count ? "other text" : "the end of the header" }

  private func refuse(_ expected: String, _ found: String) -> FormatError {
    NumPyHeader.refuse(start + position, expected, found)
  }
}
