import Engine

/// Scores of the next tokens of several growing sequences of one model, which take their steps together.
///
/// Whoever makes a text has a `Seat`, and gives it tokens; when one asks for its scores, all that wait for theirs take a
/// step in one computation, so that the weights are read once for all. A seat that is let go frees its row. Bits are those
/// of `SequencePredictor`. Belongs to one thread.
package final class SequencePool {
  /// One growing sequence.
  package final class Seat {
    /// The last tokens that were given, as far as the model looks back.
    fileprivate var tokens: [Int] = []
    /// Those of them that have not been computed yet.
    fileprivate var pending: [Int]
    /// How many have.
    fileprivate var position = 0
    fileprivate var row: Int?
    fileprivate var scores: [Double]?

    fileprivate init(_ prompt: [Int]) { pending = prompt }
  }

  private struct WeakSeat { weak var seat: Seat? }

  /// Rows of groups: as few as there is work for.
  private static let sizes = [1, 2, 4, 8, 16]

  /// Whose predictions they are.
  package let model: Model
  /// How many tokens the model's input has.
  package let length: Int
  private let team: ThreadTeam?
  private let windows: WindowPredictor
  private var groups: [Int: SequenceGroup] = [:]
  private var group: SequenceGroup?
  private var seats: [WeakSeat] = []

  /// For a model of one input that is a row of tokens.
  package init(_ model: Model, threads: Int = 1) throws(LearningError) {
    guard model.inputs.count == 1, model.inputs[0].shape.rank == 1 else {
      throw .input(.severalInputs(model: model.name, names: model.inputs.map(\.name)))
    }
    self.model = model
    length = model.inputs[0].shape[0]
    team = ThreadTeam.of(threads)
    windows = WindowPredictor(model, given: [], team: team)
    group = try SequenceGroup.make(model, rows: 1, team: team)
    groups[1] = group
  }

  /// A sequence that begins with these tokens, of which there is at least one; of more than the model's input has the
  /// last count.
  package func seat(for prompt: [Int]) -> Seat {
    precondition(!prompt.isEmpty, "a sequence begins with a token")
    let seat = Seat(Array(prompt.suffix(length)))
    seats.append(WeakSeat(seat: seat))
    return seat
  }

  /// Appends a token behind those whose scores are known.
  package func append(_ token: Int, to seat: Seat) {
    seat.pending.append(token)
    seat.scores = nil
  }

  /// The scores of what comes after all tokens of the seat; `nil` where more steps are needed: ask again.
  package func scores(of seat: Seat) throws(LearningError) -> [Double]? {
    if let scores = seat.scores { return scores }
    guard let group, !isBeyond(seat, group) else { return try window(of: seat) }
    try step(with: seat)
    return seat.scores
  }

  /// Whether its tokens are more than a row has room for.
  private func isBeyond(_ seat: Seat, _ group: SequenceGroup) -> Bool {
    group.isBounded && seat.position + seat.pending.count > length
  }

  /// The whole window of the last tokens, computed anew.
  private func window(of seat: Seat) throws(LearningError) -> [Double] {
    seat.tokens = (seat.tokens + seat.pending).suffix(length)
    seat.pending = []
    seat.row = nil
    seat.position = max(seat.position, length)
    let scores = try windows.lastScores(seat.tokens)
    seat.scores = scores
    return scores
  }

  /// One position of each seat in a row that has something to compute.
  private func step(with seat: Seat) throws(LearningError) {
    let (group, inRows) = try seated(with: seat)
    // Who has grown beyond its row waits for the window, whoever else takes a step.
    let moving = inRows.map { seat in
      seat.flatMap { $0.pending.isEmpty || isBeyond($0, group) ? nil : $0 }
    }
    guard moving.contains(where: { $0 != nil }) else { return }
    let output = group.run(
      moving.map { (seat: Seat?) -> (token: Int, position: Int)? in
        guard let seat, let token = seat.pending.first else { return nil }
        return (token, seat.position)
      })
    let width = output.count / group.rows
    for (row, seat) in moving.enumerated() {
      guard let seat else { continue }
      seat.tokens = (seat.tokens + [seat.pending.removeFirst()]).suffix(length)
      seat.position += 1
      if seat.pending.isEmpty { seat.scores = output.doubles(in: row * width..<(row + 1) * width) }
    }
  }

  /// A group with a row for the seat, and who sits in each row. Who has a row keeps it; where there is no room for the
  /// seat it takes its steps when another has left.
  private func seated(
    with seat: Seat
  ) throws(LearningError) -> (group: SequenceGroup, rows: [Seat?]) {
    seats.removeAll { $0.seat == nil }
    let here = seats.compactMap(\.seat)
    let seated = here.filter { $0.row != nil }
    let waiting = here.filter { $0.row == nil && $0.position == 0 && !$0.pending.isEmpty }
    let wanted = seated + waiting.filter { $0 === seat } + waiting.filter { $0 !== seat }
    let target = try suitableGroup(for: wanted.count)
    var rows = [Seat?](repeating: nil, count: target.rows)
    if target === group { for seat in seated { if let row = seat.row { rows[row] = seat } } }
    var isNew = target !== group
    for seat in wanted where !rows.contains(where: { $0 === seat }) {
      guard let free = rows.firstIndex(where: { $0 == nil }) else { break }
      rows[free] = seat
      isNew = true
    }
    if isNew, let group {
      target.take(rows.map { $0?.row }, from: group)
      for (row, seat) in rows.enumerated() { seat?.row = row }
    }
    group = target
    return (target, rows)
  }

  /// The smallest group with so many rows, or the largest that there can be.
  private func suitableGroup(for count: Int) throws(LearningError) -> SequenceGroup {
    for size in Self.sizes where size >= min(count, Self.sizes[Self.sizes.count - 1]) {
      if let known = groups[size] { return known }
      guard let made = try SequenceGroup.make(model, rows: size, team: team) else { break }
      groups[size] = made
      return made
    }
    guard let largest = groups.max(by: { $0.key < $1.key })?.value else {
      preconditionFailure("a pool with steps has a group of one row")
    }
    return largest
  }
}
