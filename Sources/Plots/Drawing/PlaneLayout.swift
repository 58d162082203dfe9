import Support

/// The layout that pictures of the plane share: equal units on both axes, a key at the right.
struct PlaneLayout {
  /// The axes.
  let frame: Frame
  /// Factors and offsets of the labels, without which they say something else.
  let notes: [RowItem]
  /// The first column of the key; `nil` where it has no room.
  let key: Int?

  /// A layout with the key at the right, else with a row for it at the foot.
  ///
  /// `labels` are the words of the key's `entries`, `note` what stands below them; the key is as wide
  /// as they are, up to a third.
  init(
    _ plot: Plot, x: ScaleMap, y: ScaleMap, entries: Int, labels: [PointClass] = [],
    note: String = "", in place: Place
  ) {
    let widest = labels.map { TextWidth.columns(of: clean($0.label)) }.max() ?? 0
    let key = max(
      16, min(max(widest + 5, note.isEmpty ? 0 : TextWidth.columns(of: note) + 10), place.width / 3)
    )
    var layout = PlaneLayout(plot, x: x, y: y, in: place, foot: 0, key: key)
    if let column = layout.key {
      // The labels of the left axis have taken from the key: a name that has room in it is not cut.
      let missing = column + Self.edge(place.capabilities) + min(widest, key - 5) - place.width
      if missing > 0 {
        layout = PlaneLayout(plot, x: x, y: y, in: place, foot: 0, key: key + missing)
      }
    }
    let hasRoom = layout.key != nil && entries <= layout.frame.area.height
    if hasRoom || place.height < 6 || entries == 0 {
      self = PlaneLayout(
        frame: layout.frame, notes: layout.notes, key: hasRoom ? layout.key : nil)
    } else {
      let below = PlaneLayout(plot, x: x, y: y, in: place, foot: 1, key: key)
      self = PlaneLayout(frame: below.frame, notes: below.notes, key: nil)
    }
  }

  /// Columns behind the key's words: in a vector picture, words that end at its edge would be set from there.
  static func edge(_ capabilities: Capabilities) -> Int { capabilities.drawsShapes ? 3 : 2 }

  private init(frame: Frame, notes: [RowItem], key: Int?) {
    self.frame = frame
    self.notes = notes
    self.key = key
  }

  private init(
    _ plot: Plot, x: ScaleMap, y: ScaleMap, in place: Place, foot: Int, key keyWidth: Int
  ) {
    let rows = max(1, place.height - 1 - foot - AxesLayout.rowsBelow)
    let ratio = (x.high / 2 - x.low / 2) / (y.high / 2 - y.low / 2)
    // Cells are twice as high as wide. Very unequal ranges fill the width instead.
    let room = place.width - keyWidth
    let even = Int(saturating: (Double(2 * rows) * ratio).rounded()) + 1
    // Ranges that are no squares rather fill the width than that the picture is a strip beside its key.
    let isStrip = ratio < 0.8 && 3 * even < place.width
    let isSquare =
      x.scale == .linear && y.scale == .linear && ratio > 1.0 / 3 && ratio < 3 && !isStrip
    let columns = isSquare ? even : room
    let layout = AxesLayout.place(
      plot, x: x, y: y, width: place.width, height: place.height, top: 1, foot: foot,
      capabilities: place.capabilities, columns: max(8, min(columns, room)))
    (frame, notes) = (layout.frame, layout.notes)
    let end = frame.area.column + frame.area.width + 2
    key = end + 8 <= place.width ? end : nil
  }

  /// The range of positions with 5 % of room on both sides.
  static func range(_ classes: [PointClass], _ values: (PointClass) -> [Double]) -> ScaleMap {
    var summary = SampleSummary()
    for one in classes {
      let numbers = values(one)
      for index in numbers.indices.untilInterrupted { summary.add(numbers[index]) }
    }
    var (low, high) = (summary.minimum, summary.maximum)
    if summary.finiteCount > 0, (high - low).isFinite {
      let room = (high - low) * 0.05
      (low, high) = (low - room, high + room)
    }
    let map = Domain.horizontal(Axis(), from: low, to: high)
    guard summary.finiteCount > 0, summary.minimum == summary.maximum,
      abs(summary.minimum) < 1e15
    else { return map }
    return ScaleMap(scale: .linear, low: summary.minimum - 1, high: summary.minimum + 1)
  }
}

extension Scene {
  /// Points of classes; wrong ones in reverse, or as `!` where there is no colour.
  mutating func add(_ classes: [PointClass]) {
    guard let frame else { return }
    let x = frame.x.fast()
    let y = frame.y.fast()
    for (slot, one) in classes.enumerated() where !one.isCurve {
      var drawn = one.count > DrawnPoints.most ? DrawnPoints(frame.area) : nil
      for index in (0..<one.count).untilInterrupted {
        let isWrong = one.isWrong(index)
        let place = UnitPoint(x(one.xs[index]), y(one.ys[index]))
        if drawn?.insert(place, isWrong: isWrong) == false { continue }
        marks.append(
          .point(
            PointMark(
              place: place,
              symbol: isWrong && capabilities.depth == .none ? .wrong : .category(slot),
              ink: .series(slot + 1), isReverse: isWrong && capabilities.depth > .none)))
      }
    }
  }
}
