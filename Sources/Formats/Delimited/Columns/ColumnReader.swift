import Support

/// How the values of a column are kept while they are read.
enum ColumnMode: Equatable {
  case numbers
  case dates(monthFirst: Bool)
  /// Numbered words; where nearly all differ they become texts unless they are `fixed`.
  case words(fixed: Bool)
  /// Lengths, and the texts themselves.
  case texts
}

/// Reads one column, batch after batch.
final class ColumnReader {
  /// From so many values on it is worth looking whether nearly all differ.
  private static let fewValues = 4_096
  /// More different words make no category.
  static let categoryLimit = 1_000_000

  let name: String
  /// Which of the fields of a row.
  let place: Int
  let forced: ColumnKind?
  /// What decides where nothing else says whether the month comes first.
  let monthFirst: Bool?
  /// A fraction of the first rows, where all of them may be thousands: `1.234`.
  var thousands: String?
  private(set) var mode: ColumnMode
  let parts: [ColumnPart]
  private(set) var total = ColumnTally()
  private(set) var numbers = ValueBlocks<Double>()
  /// Numbers of words in the table of the worker that read the row, or lengths of texts.
  private(set) var codes = ValueBlocks<Int32>()
  private var numberPlace: UnsafeMutablePointer<Double>?
  private var codePlace: UnsafeMutablePointer<Int32>?

  init(
    _ name: String, place: Int, forced: ColumnKind?, mode: ColumnMode, monthFirst: Bool? = nil,
    workers: Int
  ) {
    self.monthFirst = monthFirst
    (self.name, self.place, self.forced, self.mode) = (name, place, forced, mode)
    parts = (0..<workers).map { _ in ColumnPart() }
    begin(mode)
  }

  /// Begins anew, in another way.
  func begin(_ mode: ColumnMode) {
    self.mode = mode
    total = ColumnTally()
    (numbers, codes) = (ValueBlocks(), ValueBlocks())
    for part in parts {
      (part.tally, part.present) = (ColumnTally(), 0)
      (part.words, part.texts, part.differing) = (nil, nil, nil)
      switch mode {
      case .words: part.words = WordTable()
      case .texts: (part.texts, part.differing) = (ValueBlocks(), HashCounter())
      case .numbers, .dates: break
      }
    }
  }

  /// The memory that its values take.
  var byteCount: Int { 8 * numbers.count + 4 * codes.count + textByteCount }
  /// The memory that texts take, where they are kept one by one.
  var textByteCount: Int { parts.reduce(0) { $0 + ($1.texts?.count ?? 0) } }

  /// Makes room for the rows of a batch.
  func prepare(_ rows: Int) {
    switch mode {
    case .numbers, .dates: numberPlace = numbers.append(rows)
    case .words, .texts: codePlace = codes.append(rows)
    }
  }

  /// Reads some rows of a worker's piece, which begins `offset` rows behind the batch's beginning.
  func fill(_ piece: PieceView, _ rows: Range<Int>, at offset: Int, worker: Int) {
    let part = parts[worker]
    switch mode {
    case .numbers:
      guard let numberPlace else { return }
      NumberFiller(piece: piece, column: place, takesSigns: forced == .number)
        .fill(rows, to: numberPlace + offset, &part.tally)
    case .dates(let monthFirst):
      guard let numberPlace else { return }
      DateFiller(piece: piece, column: place, monthFirst: monthFirst)
        .fill(rows, to: numberPlace + offset, &part.tally)
    case .words:
      guard let codePlace else { return }
      WordFiller(piece: piece, column: place).number(rows, to: codePlace + offset, part)
    case .texts:
      guard let codePlace else { return }
      WordFiller(piece: piece, column: place).keep(rows, to: codePlace + offset, part)
    }
  }

  /// Adds up what a worker counted in its piece, which began at `row` of the table.
  func settle(worker: Int, at row: Int) {
    total.add(parts[worker].tally, at: row)
    parts[worker].present += parts[worker].tally.present
    parts[worker].tally = ColumnTally()
  }

  /// Between two batches: gives up numbering where it does not pay, and counting what is too much.
  func adjust(_ owners: RowOwners) {
    switch mode {
    case .numbers, .dates: break
    case .words(let isFixed):
      // A worker's own words against its own values: what others have met says nothing of them.
      let isUseless = parts.contains { part in
        guard let count = part.words?.count else { return false }
        return count > Self.categoryLimit
          || !isFixed && part.present >= Self.fewValues && count * 4 > part.present * 3
      }
      if isUseless { becomeTexts(owners) }
    case .texts:
      if parts.contains(where: { ($0.differing?.count ?? .max) > Self.categoryLimit }) {
        for part in parts { part.differing = nil }
      }
    }
  }

  private func becomeTexts(_ owners: RowOwners) {
    for part in parts {
      part.texts = ValueBlocks()
      let differing = HashCounter()
      if let words = part.words {
        for number in 0..<words.count where words.entries[number].kind != .missing {
          let word = words.word(number)
          guard let start = word.baseAddress else { continue }
          let prefix = words.entries[number].prefix
          differing.insert(
            WordHash.hash(start, word.count, prefix: prefix, seed: WordHash.seed))
        }
      }
      part.differing = differing
    }
    let lengths = ValueBlocks<Int32>()
    var cursor = RowOwners.Cursor(owners)
    codes.drain { codes in
      let place = lengths.append(codes.count)
      var row = 0
      while row < codes.count, !Interrupt.isRaised {
        let (rows, worker) = cursor.next(codes.count - row)
        let part = parts[worker]
        for index in row..<row + rows {
          place[index] = codes[index]
          guard codes[index] >= 0, let words = part.words, let texts = part.texts else { continue }
          let word = words.word(Int(codes[index]))
          place[index] = Int32(truncatingIfNeeded: word.count)
          guard let start = word.baseAddress else { continue }
          texts.append(word.count).initialize(from: start, count: word.count)
        }
        row += rows
      }
    }
    codes = lengths
    for part in parts { part.words = nil }
    mode = .texts
  }
}
