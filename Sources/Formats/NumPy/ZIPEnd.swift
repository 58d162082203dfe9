/// Where the list of members lies, by the record at the end of the file.
struct ZIPEnd {
  let start: Int
  let length: Int
  let count: Int

  init(_ bytes: [UInt8]) throws(FormatError) {
    let record = try Self.record(bytes)
    var numbers = [
      ZIP.number(bytes, record + 10, 2), ZIP.number(bytes, record + 12, 4),
      ZIP.number(bytes, record + 16, 4),
    ]
    var parts = [4, 6].map { ZIP.number(bytes, record + $0, 2) }
    parts.append(ZIP.number(bytes, record + 8, 2))
    var last = record
    // A locator before the record says where the wide one is.
    let locator = record - 20
    if locator >= 0, ZIP.number(bytes, locator, 4) == 0x0706_4B50 {
      let wide = ZIP.number(bytes, locator + 8, 8)
      guard wide >= 0, wide <= locator - 56, ZIP.number(bytes, wide, 4) == 0x0606_4B50 else {
        throw ZIP.refuse(.offset(locator + 8), "the place of the ZIP64 record", "another")
      }
      numbers = [32, 40, 48].map { ZIP.number(bytes, wide + $0, 8) }
      parts = [
        ZIP.number(bytes, wide + 16, 4), ZIP.number(bytes, wide + 20, 4),
        ZIP.number(bytes, wide + 24, 8),
      ]
      last = wide
    }
    (count, length, start) = (numbers[0], numbers[1], numbers[2])
    guard parts == [0, 0, count] else {
      throw ZIP.refuse(.offset(last), "an archive in one file", "one of several")
    }
    guard start >= 0, length >= 0, start <= last, length <= last - start, count >= 0,
      count <= length / 46
    else {
      throw ZIP.refuse(.offset(last), "a list of members before this record", "another place")
    }
  }

  /// The record ends the file, but for a comment whose length it knows.
  private static func record(_ bytes: [UInt8]) throws(FormatError) -> Int {
    var position = bytes.count - 22
    while position >= max(0, bytes.count - 22 - 0xFFFF) {
      if bytes[position] == 0x50, ZIP.number(bytes, position, 4) == 0x0605_4B50,
        ZIP.number(bytes, position + 20, 2) == bytes.count - 22 - position
      {
        return position
      }
      position -= 1
    }
    throw ZIP.refuse(.offset(bytes.count), "the list of members", "the end of the file")
  }
}

/// The field of an entry that holds the numbers which have no place in 32 bits, in their order.
struct ZIPWideSizes {
  private let bytes: [UInt8]
  private var rest = 0..<0

  init(_ bytes: [UInt8], _ extra: Range<Int>) {
    self.bytes = bytes
    var position = extra.lowerBound
    while position + 4 <= extra.upperBound {
      let length = ZIP.number(bytes, position + 2, 2)
      guard position + 4 + length <= extra.upperBound else { return }
      if ZIP.number(bytes, position, 2) == 1 {
        rest = position + 4..<position + 4 + length
        return
      }
      position += 4 + length
    }
  }

  mutating func size(_ narrow: Int, at place: Int) throws(FormatError) -> Int {
    guard narrow == 0xFFFF_FFFF else { return narrow }
    guard rest.count >= 8 else {
      throw ZIP.refuse(.offset(place), "a size of 64 bits", "none")
    }
    let wide = ZIP.number(bytes, rest.lowerBound, 8)
    rest = rest.lowerBound + 8..<rest.upperBound
    guard wide >= 0, wide < 1 << 60 else {
      throw ZIP.refuse(.offset(place), "a size that fits in memory", "more")
    }
    return wide
  }
}
