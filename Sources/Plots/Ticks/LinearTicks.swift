import Glibc

/// Ticks at round values, chosen by score.
///
/// Extended Wilkinson (Talbot, Lin and Hanrahan 2010) changed for cells:
/// 0.25 simplicity + 0.20 coverage + 0.50 density + 0.15 grid + 0.10 legibility, grid being how well a
/// step falls on whole cells and legibility how few digits it has. Labels that would touch are
/// refused, not scored.
enum LinearTicks {
  /// The best ticks inside `low…high`.
  static func find(
    from low: Double, to high: Double, in room: TickRoom, isInteger: Bool = false,
    positions: (Double) -> Double
  ) -> TickSet {
    let candidates = self.candidates(from: low, to: high, in: room, isInteger: isInteger)
    for candidate in candidates {
      let set = LabelFormat.labels(
        of: candidate.step, indices: candidate.indices, in: room)
      if fits(set, in: room, positions: positions) { return set }
    }
    return single(from: low, to: high, in: room)
  }

  private struct Candidate {
    let step: DecimalStep
    let indices: ClosedRange<Int>
    let score: Double
  }

  private static func candidates(
    from low: Double, to high: Double, in room: TickRoom, isInteger: Bool
  ) -> [Candidate] {
    let span = high - low
    guard span > 0, span.isFinite, room.cells >= 2 else { return [] }
    let largest = Int(saturating: log10(span).rounded(.down))
    var result: [Candidate] = []
    for exponent in (largest - 2)...largest {
      for skip in 1...3 {
        for (place, digits) in preferred.enumerated() {
          let step = DecimalStep(digits: digits * skip, exponent: exponent - 1)
          if isInteger && step.size < 1 { continue }
          if isInteger && step.size != step.size.rounded() { continue }
          guard let indices = step.indices(from: low, to: high), indices.count >= 2 else {
            continue
          }
          if Double(indices.count) > Double(room.cells) { continue }
          let score = self.score(
            step, indices, place: place, skip: skip, from: low, to: high, in: room)
          result.append(Candidate(step: step, indices: indices, score: score))
        }
      }
    }
    // Equal scores keep their order, so that equal input gives equal ticks.
    return result.enumerated().sorted {
      ($1.element.score, $0.offset) < ($0.element.score, $1.offset)
    }.map(\.element)
  }

  private static func score(
    _ step: DecimalStep, _ indices: ClosedRange<Int>, place: Int, skip: Int, from low: Double,
    to high: Double, in room: TickRoom
  ) -> Double {
    let span = high - low
    let first = step.multiple(indices.lowerBound)
    let last = step.multiple(indices.upperBound)
    let zero = indices.contains(0) ? 1.0 : 0
    let simplicity = 1 - Double(place) / Double(preferred.count - 1) - Double(skip) + zero
    let outside = (high - last) * (high - last) + (low - first) * (low - first)
    let coverage = max(-1, 1 - 0.5 * outside / (0.01 * span * span))
    let density = Double(indices.count - 1) / (last - first)
    let wanted = max(1, room.target - 1) / span
    let spread = 2 - max(density / wanted, wanted / density)
    let cells = step.size / span * Double(room.cells - 1)
    let grid = 1 - 2 * abs(cells - cells.rounded())
    let legibility = step.digits % 10 == 0 ? 1.0 : 0.5
    return 0.25 * simplicity + 0.20 * coverage + 0.50 * spread + 0.15 * grid + 0.10 * legibility
  }

  /// Whether no two labels touch.
  static func fits(
    _ set: TickSet, in room: TickRoom, widest: Int = 9, positions: (Double) -> Double
  ) -> Bool {
    guard set.widest <= widest else { return false }
    let needed = room.needed(for: set.ticks.map(\.label))
    let places = set.ticks.map { positions($0.value) * Double(room.cells - 1) }
    for (left, right) in zip(places, places.dropFirst()) where abs(right - left) < needed {
      return false
    }
    return true
  }

  /// The most rounded value inside alone, for axes where two labels have no room.
  private static func single(from low: Double, to high: Double, in room: TickRoom) -> TickSet {
    guard high > low, (high - low).isFinite, room.cells >= 1 else { return TickSet() }
    let largest = Int(saturating: log10(max(high - low, .leastNormalMagnitude)).rounded(.down)) + 1
    for exponent in [largest, largest - 1] {
      for digits in preferred {
        let step = DecimalStep(digits: digits, exponent: exponent - 1)
        guard let indices = step.indices(from: low, to: high) else { continue }
        let index = indices.contains(0) ? 0 : indices.lowerBound
        var plain = room
        plain.allowsNote = false
        let set = LabelFormat.labels(of: step, indices: index...index, in: plain)
        if set.widest <= min(9, room.direction == .across ? room.cells : 9) { return set }
      }
    }
    return TickSet()
  }
}

/// Digits of steps from the most to the least liked: 1, 5, 2, 3, 2.5, 4.
private let preferred = [10, 50, 20, 30, 25, 40]
