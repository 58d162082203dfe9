/// Whether what is read as fractions may be thousands, as half of the world writes them: `1.234`, `23.456`.
struct ThousandsDoubt {
  /// The first fraction, where all that were looked at may be thousands.
  private(set) var example: String?
  private var isRefuted = false

  /// Looks at a field that is a fraction.
  mutating func look(_ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>) {
    guard !isRefuted else { return }
    var (first, end) = FieldText.trimmed(start, end)
    let text = (first, end)
    if first < end, first.pointee == 0x2D || first.pointee == 0x2B { first += 1 }
    // One to three digits, of which the first is no zero, a point, three digits.
    let digits = UnsafeBufferPointer(start: first, count: end - first)
    end = first
    isRefuted =
      !(5...7).contains(digits.count) || digits.first == 0x30
      || digits.enumerated().contains { place, byte in
        place == digits.count - 4 ? byte != 0x2E : byte &- 0x30 > 9
      }
    if isRefuted {
      example = nil
    } else if example == nil {
      example = FieldText.string(text.0, text.1)
    }
  }
}

extension ColumnReader {
  /// What is to be told of a column's values beside their kind.
  func remark(_ values: ColumnValues, hasCommas: Bool) -> DelimitedRemark? {
    switch values {
    case .numbers(let numbers) where forced == nil && total[.longDigits] > 0 && !numbers.isEmpty:
      return .longNumbers([name])
    case .numbers(let numbers) where hasCommas && forced == nil:
      guard let thousands, numbers.allSatisfy(Self.mayBeThousands),
        let first = numbers.first(where: { $0 != $0.rounded() })
      else { return nil }
      return .thousands(name, text: thousands, first: first)
    default: return nil
    }
  }

  /// Whether days are written as where fractions have commas.
  var hasDottedDays: Bool { total.orders & 1 << DateOrder.dotted.rawValue != 0 }

  private static func mayBeThousands(_ number: Double) -> Bool {
    if number.isNaN { return true }
    let thousands = abs(number) * 1_000
    // Without a point a number of four digits is written out, so that points are none of thousands.
    return abs(number) < 1_000 && abs(thousands - thousands.rounded()) < 1e-6
      && (number == number.rounded() || abs(number) >= 1)
  }
}
