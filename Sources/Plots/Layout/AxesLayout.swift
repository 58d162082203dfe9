import Support

/// Places axes, labels and the plot area inside a picture.
struct AxesLayout {
  /// The axes with their labels.
  let frame: Frame
  /// What is said once about an axis's labels, for the title row at every width: `y ×10⁻⁶`.
  let notes: [RowItem]

  /// Rows and columns the axes themselves need beside the area.
  static let rowsBelow = 2

  /// Sets the axes between `top` rows of title and `foot` rows of legend.
  ///
  /// Labels of the left axis are left out where they would take more than a quarter of the width.
  /// `columns` limits the area's width, for pictures with a shape of their own.
  static func place(
    _ plot: Plot, x: ScaleMap, y: ScaleMap, width: Int, height: Int, top: Int, foot: Int,
    capabilities: Capabilities, columns limit: Int? = nil
  ) -> AxesLayout {
    let titleRows = height >= 10 ? Titles(plot, width: width) : Titles()
    let top = top + titleRows.above
    let rows = max(1, height - top - foot - rowsBelow - titleRows.below)
    let symbols = capabilities.hasSymbols
    let allowsNote = width >= 60
    var left = ticks(
      of: plot.y, over: y,
      in: TickRoom(direction: .up, cells: rows, hasSymbols: symbols, allowsNote: allowsNote))
    var gutter = left.widest + 2
    if gutter * 4 > width || left.ticks.isEmpty {
      left = TickSet()
      gutter = 1
    }
    let columns = max(1, min(width - gutter, limit ?? .max))
    let bottom = ticks(
      of: plot.x, over: x,
      in: TickRoom(direction: .across, cells: columns, hasSymbols: symbols, allowsNote: allowsNote))
    var frame = Frame(
      area: CellRectangle(column: gutter, row: top, width: columns, height: rows),
      left: labels(left, over: y), bottom: labels(bottom, over: x), x: x, y: y)
    if y.scale == .log10, gutter > 1, width >= 120, height >= 40 {
      let dots = capabilities.dots.rows
      let labelled = Set(frame.left.map { frame.row(of: $0.position, dots: dots) })
      frame.minor = LogTicks.minor(from: y.low, to: y.high, rows: rows, beside: left)
        .map(y.unit).filter { !labelled.contains(frame.row(of: $0, dots: dots)) }
    }
    frame.titles = titleRows.texts(around: frame, width: width)
    var notes: [RowItem] = []
    if !left.note.isEmpty { notes.append(.needed("y " + left.note)) }
    if !bottom.note.isEmpty { notes.append(.needed("x " + bottom.note)) }
    return AxesLayout(frame: frame, notes: notes)
  }

  /// What stands above and below the axes.
  private struct Titles {
    var x = ""
    var y = ""

    init() {}

    init(_ plot: Plot, width: Int) {
      if plot.x.showsTitle { x = TextWidth.truncate(clean(plot.x.title), to: width) }
      if plot.y.showsTitle { y = TextWidth.truncate(clean(plot.y.title), to: width) }
    }

    var above: Int { y.isEmpty ? 0 : 1 }
    var below: Int { x.isEmpty ? 0 : 1 }

    /// The upward axis is named above its end, the other below its middle.
    func texts(around frame: Frame, width: Int) -> [SceneText] {
      var texts: [SceneText] = []
      if !y.isEmpty {
        texts.append(
          SceneText(row: frame.area.row - 1, column: 0, text: y, ink: .text, isReverse: false))
      }
      if !x.isEmpty {
        let middle = frame.area.column + (frame.area.width - columns(of: x)) / 2
        texts.append(
          SceneText(
            row: frame.area.row + frame.area.height + rowsBelow,
            column: max(0, min(middle, width - columns(of: x))), text: x, ink: .text,
            isReverse: false))
      }
      return texts
    }
  }

  private static func labels(_ set: TickSet, over map: ScaleMap) -> [Frame.Label] {
    set.ticks.map { Frame.Label(text: clean($0.label), position: map.unit($0.value)) }
  }
}

extension Scene {
  /// Marks at the edge in the columns of cells in which something lies beyond it.
  mutating func addEdges(_ cells: Set<Int>, symbol: Symbol, height: Double) {
    guard let frame else { return }
    let dots = capabilities.dots.columns
    let last = Double(max(1, frame.area.width * dots - 1))
    for cell in cells.sorted() {
      marks.append(
        .point(
          PointMark(
            place: UnitPoint(Double(cell * dots) / last, height), symbol: symbol, ink: .alert)))
    }
  }

  /// A faint grid at the labels: where it is wanted, and where nobody says so on large pictures.
  mutating func addGrid(_ isWanted: Bool? = nil) {
    guard let frame, isWanted ?? (width >= 120 && height >= 40) else { return }
    // Not at the edges, where the axes stand.
    let inner = 0.01..<0.99
    for label in frame.left where inner.contains(label.position) {
      marks.append(.rule(.horizontal(label.position)))
    }
    for label in frame.bottom where inner.contains(label.position) {
      marks.append(.rule(.vertical(label.position)))
    }
  }

  /// Words at places of the picture.
  mutating func add(_ annotations: [Annotation]) {
    guard let frame else { return }
    for annotation in annotations {
      let x = frame.x.unit(annotation.x)
      let y = frame.y.unit(annotation.y)
      guard (0...1).contains(x), (0...1).contains(y) else { continue }
      let dots = capabilities.dots
      let column = frame.column(of: x, dots: dots.columns)
      let room = frame.area.column + frame.area.width - column
      let text = clean(annotation.text)
      // Words without room behind their place stand before it, where there is more.
      let before = column - frame.area.column
      let isBefore = TextWidth.columns(of: text) > room && before > room
      let cut = TextWidth.truncate(text, to: isBefore ? before : room)
      add(
        cut, row: frame.row(of: y, dots: dots.rows),
        column: isBefore ? column - TextWidth.columns(of: cut) : column)
    }
  }
}
