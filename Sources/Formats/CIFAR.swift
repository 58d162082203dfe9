import Support

/// The binary form of CIFAR-10 and CIFAR-100: records of labels and 3,072 bytes of a picture.
package struct CIFAR: Equatable, Sendable {
  /// Which of the two: how many labels a record has.
  package enum Variant: Sendable, CaseIterable {
    /// One label of 10 classes.
    case ten
    /// A label of 20 groups, then one of 100 classes.
    case hundred

    /// Classes of each label of a record, in order.
    package var classCounts: [Int] {
      switch self {
      case .ten: [10]
      case .hundred: [20, 100]
      }
    }

    /// Bytes of a record.
    package var recordLength: Int { classCounts.count + CIFAR.pixelCount }
  }

  /// Rows of a picture, and pixels of a row.
  package static let side = 32
  static let pixelCount = 3 * side * side

  /// Which form the file has.
  package let variant: Variant
  /// One list for each label of a record, in the file's order: with CIFAR-100 groups, then classes.
  package let labels: [[UInt8]]
  /// Pictures one after the other, rows from the top, red, green and blue of a pixel side by side.
  package let pixels: [UInt8]

  /// How many pictures.
  package var count: Int { labels[0].count }

  /// The form that bytes of a file's beginning may have by its length; `nil` where it fits neither.
  ///
  /// Nothing in such a file says what it is: its length must be a number of records, and the labels of
  /// the first must be possible.
  package static func variant(of bytes: some Collection<UInt8>, length: Int) -> Variant? {
    let head = Array(bytes.prefix(2))
    return Variant.allCases.first { variant in
      length > 0 && length % variant.recordLength == 0 && head.count == 2
        && zip(head, variant.classCounts).allSatisfy { Int($0) < $1 }
    }
  }

  /// Reads a file; every label must be one of its classes.
  package static func read(_ bytes: [UInt8]) throws(FormatError) -> CIFAR {
    guard let variant = variant(of: bytes, length: bytes.count) else {
      throw refuse(.wholeFile, "records of 3,073 or 3,074 bytes", NumberText.grouped(bytes.count))
    }
    let count = bytes.count / variant.recordLength
    try FormatError.requireMemory(count * pixelCount, for: "CIFAR")
    var labels = [[UInt8]](repeating: [], count: variant.classCounts.count)
    for record in 0..<count {
      for (index, classCount) in variant.classCounts.enumerated() {
        let place = record * variant.recordLength + index
        guard Int(bytes[place]) < classCount else {
          throw refuse(.offset(place), "a label from 0 to \(classCount - 1)", "\(bytes[place])")
        }
        labels[index].append(bytes[place])
      }
    }
    let pixels = interleaved(bytes, count, variant)
    try FormatError.checkInterrupt("CIFAR")
    return CIFAR(variant: variant, labels: labels, pixels: pixels)
  }

  /// A record has all of its red, then all green, then all blue.
  private static func interleaved(_ bytes: [UInt8], _ count: Int, _ variant: Variant) -> [UInt8] {
    let area = side * side
    return [UInt8](unsafeUninitializedCapacity: count * pixelCount) { target, written in
      bytes.withUnsafeBufferPointer { source in
        for record in 0..<count {
          let isTorn = record & 0xFF == 0xFF && Interrupt.isRaised
          let from = record * variant.recordLength + variant.classCounts.count
          let to = record * pixelCount
          for pixel in 0..<area {
            for channel in 0..<3 {
              target[to + 3 * pixel + channel] =
                isTorn ? 0 : source[from + channel * area + pixel]
            }
          }
        }
      }
      written = count * pixelCount
    }
  }

  private static func refuse(
    _ place: FormatError.Place, _ expected: String, _ found: String
  ) -> FormatError {
    FormatError(format: "CIFAR", place, expected: expected, found: found)
  }
}
