/// Cuts a part of a text where rows begin, so that several workers can look at it at once.
///
/// A cut is a guess: whether an end of line lies between quotes is only known once everything before
/// it was cut into fields. Who reads the piece before finds out.
enum PieceCuts {
  /// Smaller pieces are not worth it.
  private static let smallest = 1 << 14

  /// The starts of at most `count` pieces, and the end.
  static func bounds(
    _ base: UnsafePointer<UInt8>, _ range: Range<Int>, count: Int, _ rules: RowRules
  ) -> [Int] {
    var bounds = [range.lowerBound]
    let pieces = min(count, range.count / smallest)
    var (counted, isOpen) = (range.lowerBound, false)
    for index in 1..<max(1, pieces) {
      var place = range.lowerBound + range.count / pieces * index
      guard place > bounds[bounds.count - 1] else { continue }
      if rules.hasQuotes {
        let quotes = ByteSearch.count(RowRules.quote, base, counted..<place)
        if quotes % 2 == 1 { isOpen.toggle() }
        counted = place
        if isOpen {
          let quote = ByteSearch.spread(RowRules.quote)
          place = ByteSearch.find(base, from: place, to: range.upperBound, quote, quote, quote)
        }
      }
      let feed = ByteSearch.spread(RowRules.lineFeed)
      let carriage = ByteSearch.spread(RowRules.carriageReturn)
      place = ByteSearch.find(base, from: place, to: range.upperBound, feed, carriage, feed)
      guard place + 1 < range.upperBound else { break }
      let isPair = base[place] == RowRules.carriageReturn && base[place + 1] == RowRules.lineFeed
      place += isPair ? 2 : 1
      if place < range.upperBound { bounds.append(place) }
    }
    return bounds + [range.upperBound]
  }

  /// How many lines end in a range.
  static func lines(_ base: UnsafePointer<UInt8>, _ range: Range<Int>) -> Int {
    var count = 0
    for place in range {
      let isPair =
        base[place] == RowRules.lineFeed && place > range.lowerBound
        && base[place - 1] == RowRules.carriageReturn
      if base[place] == RowRules.carriageReturn || base[place] == RowRules.lineFeed && !isPair {
        count += 1
      }
    }
    return count
  }
}
