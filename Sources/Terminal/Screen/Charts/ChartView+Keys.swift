import Plots

// What keys do to the way a chart is looked at.
extension ChartView {
  /// One key; what belongs to no chart is answered with what is to happen.
  mutating func press(_ key: ScreenKey, on facts: ChartFacts) -> Answer {
    // Behind a page of words nothing changes unseen: but for the pages' own keys, any leads back.
    if page != .chart, key != .interrupt, key != .character("?"), key != .character("d") {
      page = .chart
      return .stay
    }
    switch key {
    case .character("q"), .escape: return .leave
    case .interrupt: return .requestStop
    case .character("?"): page = page == .help ? .chart : .help
    case .character("d"): page = page == .description ? .chart : .description
    case .character("y"): return .copy
    case .character("w"), .character("e"): return .write
    case .character("0"):
      let kept = (axis, bookmarks)
      self = ChartView()
      (axis, bookmarks) = kept
    case .character("p"): isHeld.toggle()
    case .character(" "): return .pause
    case .tab: return .net
    case .character("x"):
      // Places of one axis are none of another.
      (axis, cursor, window, follow, bookmarks) = (axis.next, nil, nil, nil, [])
    default:
      if !changeLook(key, on: facts) { move(key, on: facts) }
    }
    return .stay
  }

  /// Keys that change how the picture looks; whether it was one.
  private mutating func changeLook(_ key: ScreenKey, on facts: ChartFacts) -> Bool {
    guard case .character(let character) = key else { return false }
    switch character {
    case "i": showsPicture.toggle()
    case "s": isLogarithmic = !(isLogarithmic ?? facts.isLogarithmic)
    case "]", "[": smooth(isMore: character == "]", facts.smoothing ?? 0)
    case "o": outliers = Self.next(after: outliers ?? .mark)
    case "g": showsGrid = !(showsGrid ?? false)
    case "m": showsMarkers.toggle()
    case "t": choose(1, of: facts.curveCount)
    case "1"..."9":
      guard let number = character.wholeNumberValue, number <= facts.curveCount else { return true }
      if hidden.remove(number - 1) == nil, hidden.count + 1 < facts.curveCount {
        hidden.insert(number - 1)
      }
    default: return false
    }
    return true
  }

  /// To the next weight above or below the one that is seen, whoever chose that.
  private mutating func smooth(isMore: Bool, _ shown: Double) {
    let now = smoothing ?? shown
    let next =
      isMore
      ? Self.smoothings.first { $0 > now + 0.005 } : Self.smoothings.last { $0 < now - 0.005 }
    smoothing = next ?? smoothing ?? now
  }

  private static func next(after outliers: Axis.Outliers) -> Axis.Outliers {
    switch outliers {
    case .mark: .fit
    case .fit: .clip
    case .clip: .mark
    }
  }

  private mutating func choose(_ step: Int, of count: Int) {
    guard count > 1 else { return }
    front = ((front ?? (step > 0 ? -1 : count)) + step + count) % count
    if let front { hidden.remove(front) }
  }

  /// Keys that go to another place of the picture, or to another part of it.
  private mutating func move(_ key: ScreenKey, on facts: ChartFacts) {
    guard let extent = facts.extent else { return movePointer(key, on: facts) }
    switch key {
    case .left: step(-facts.stride, in: extent, facts)
    case .right: step(facts.stride, in: extent, facts)
    case .shiftLeft: step(-10 * facts.stride, in: extent, facts)
    case .shiftRight: step(10 * facts.stride, in: extent, facts)
    case .home: go(to: extent.lowerBound, facts)
    case .end: go(to: extent.upperBound, facts)
    case .up: choose(-1, of: facts.curveCount)
    case .down: choose(1, of: facts.curveCount)
    case .character("+"), .character("="), .wheel(..<0): zoom(by: 0.5, on: facts)
    case .character("-"), .wheel(0...): zoom(by: 2, on: facts)
    case .character("h"): pan(by: -0.25, on: facts)
    case .character("l"): pan(by: 0.25, on: facts)
    case .character("f"): toggleFollow(extent)
    case .character("b"): toggleBookmark(extent)
    case .character("n"): jump(forward: true, facts)
    case .character("N"): jump(forward: false, facts)
    case .click(_, let column): click(column, on: facts)
    default: break
    }
  }

  private mutating func step(
    _ distance: Double, in extent: ClosedRange<Double>, _ facts: ChartFacts
  ) {
    let distance =
      facts.isCounted ? (distance < 0 ? min(-1, distance) : max(1, distance)) : distance
    guard let cursor else { return go(to: extent.upperBound, facts) }
    go(to: cursor + distance, facts)
  }

  /// The cursor at a position, whole where positions are counted, and a part of the axis that shows it.
  private mutating func go(to place: Double, _ facts: ChartFacts) {
    guard let extent = facts.extent, place.isFinite else { return }
    let place = min(
      max(facts.isCounted ? place.rounded() : place, extent.lowerBound), extent.upperBound)
    cursor = place
    guard let shown = window, !shown.contains(place) else { return }
    let half = (shown.upperBound - shown.lowerBound) / 2
    window = Self.inside(place - half, width: 2 * half, of: extent)
  }

  /// A stretch of that width inside the data's.
  private static func inside(_ low: Double, width: Double, of extent: ClosedRange<Double>)
    -> ClosedRange<Double>
  {
    let low = max(extent.lowerBound, min(low, extent.upperBound - width))
    return low...min(extent.upperBound, low + width)
  }

  private mutating func zoom(by factor: Double, on facts: ChartFacts) {
    guard let extent = facts.extent else { return }
    let whole = extent.upperBound - extent.lowerBound
    let width = (facts.shown.upperBound - facts.shown.lowerBound) * factor
    follow = nil
    guard width < whole, whole > 0 else {
      window = nil
      return
    }
    // Counted positions need two; others as many digits as a number has.
    guard
      width >= (facts.isCounted ? 2 : max(abs(extent.upperBound), abs(extent.lowerBound)) * 1e-9)
    else { return }
    let middle = cursor ?? (facts.shown.lowerBound / 2 + facts.shown.upperBound / 2)
    window = Self.inside(middle - width / 2, width: width, of: extent)
  }

  private mutating func pan(by share: Double, on facts: ChartFacts) {
    guard let extent = facts.extent, let shown = window else { return }
    let width = shown.upperBound - shown.lowerBound
    window = Self.inside(shown.lowerBound + share * width, width: width, of: extent)
  }

  private mutating func toggleFollow(_ extent: ClosedRange<Double>) {
    guard follow == nil else {
      follow = nil
      return
    }
    let width =
      window.map { $0.upperBound - $0.lowerBound } ?? (extent.upperBound - extent.lowerBound) / 4
    (follow, window, cursor) = (max(width, .leastNormalMagnitude), nil, nil)
  }

  private mutating func toggleBookmark(_ extent: ClosedRange<Double>) {
    let place = cursor ?? extent.upperBound
    if let known = bookmarks.firstIndex(of: place) {
      bookmarks.remove(at: known)
    } else {
      bookmarks.append(place)
    }
  }

  /// To the next place worth a look, or that was marked; round at the ends.
  private mutating func jump(forward: Bool, _ facts: ChartFacts) {
    let places = (facts.remarkable() + bookmarks).sorted()
    guard let first = places.first, let last = places.last else { return }
    let here = cursor ?? (forward ? -Double.infinity : .infinity)
    let next = forward ? places.first { $0 > here } : places.last { $0 < here }
    go(to: next ?? (forward ? first : last), facts)
  }

  private mutating func click(_ column: Int, on facts: ChartFacts) {
    let across = Double(column - facts.area.column) + 0.5
    let share = across / Double(max(1, facts.area.width))
    guard (0...1).contains(share) else { return }
    go(
      to: facts.shown.lowerBound + share * (facts.shown.upperBound - facts.shown.lowerBound), facts)
  }

  private mutating func movePointer(_ key: ScreenKey, on facts: ChartFacts) {
    let area = facts.area
    guard area.width > 0, area.height > 0 else { return }
    var place =
      pointer ?? Pointer(row: area.row + area.height / 2, column: area.column + area.width / 2)
    switch key {
    case .left where pointer != nil: place.column -= facts.entry.columns
    case .right where pointer != nil: place.column += facts.entry.columns
    case .up where pointer != nil: place.row -= facts.entry.rows
    case .down where pointer != nil: place.row += facts.entry.rows
    case .shiftLeft: place.column -= 10 * facts.entry.columns
    case .shiftRight: place.column += 10 * facts.entry.columns
    case .home: place.column = area.column
    case .end: place.column = area.column + area.width - 1
    case .click(let row, let column): place = Pointer(row: row, column: column)
    case .left, .right, .up, .down: break
    default: return
    }
    pointer = Pointer(
      row: min(max(place.row, area.row), area.row + area.height - 1),
      column: min(max(place.column, area.column), area.column + area.width - 1))
  }
}
