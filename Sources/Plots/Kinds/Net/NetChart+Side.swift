import Support

// What stands beside the units: boundary, loss, and how the layers move.
extension NetChart {
  /// The boundary above, the loss below it, and the movement of the layers at the foot.
  func addSide(_ box: CellRectangle, _ place: Place, to scene: inout Scene) {
    var rows = box.height
    var top = box.row
    let table = min(net.movements.count, 6) + 1
    let hasTable = !net.movements.isEmpty && rows - table >= (net.curves.isEmpty ? 6 : 12)
    if hasTable { rows -= table }
    var loss = net.curves.isEmpty ? 0 : net.field == nil ? rows : max(6, rows * 2 / 5)
    if rows - loss < 6, net.field != nil { loss = 0 }
    if net.field != nil {
      addBoundary(
        CellRectangle(column: box.column, row: top, width: box.width, height: rows - loss),
        place.capabilities, to: &scene)
      top += rows - loss
    }
    if loss > 0 {
      addLoss(
        CellRectangle(column: box.column, row: top, width: box.width, height: loss),
        place.capabilities, to: &scene)
    }
    if hasTable {
      addMovements(
        CellRectangle(
          column: box.column, row: box.row + box.height - table, width: box.width, height: table),
        to: &scene)
    }
  }

  /// Boundary and loss beside or below one another, where there is no room for units.
  func addSmall(_ box: CellRectangle, _ place: Place, to scene: inout Scene) {
    let both = net.field != nil && !net.curves.isEmpty
    let half = both && box.width >= 44 ? box.width / 2 : box.width
    if net.field != nil {
      addBoundary(
        CellRectangle(column: box.column, row: box.row, width: half, height: box.height),
        place.capabilities, to: &scene)
    }
    guard !net.curves.isEmpty, net.field == nil || half < box.width else { return }
    let left = net.field == nil ? 0 : half + 1
    addLoss(
      CellRectangle(
        column: box.column + left, row: box.row, width: box.width - left, height: box.height),
      place.capabilities, to: &scene)
  }

  private func addBoundary(
    _ box: CellRectangle, _ capabilities: Capabilities, to scene: inout Scene
  ) {
    guard let field = net.field else { return }
    var plot = Plot.boundary(field, points: net.points, title: "")
    plot.title = answerLayer.map { net.layers[$0].name } ?? "answer"
    var height = box.height
    if capabilities.drawsShapes {
      // As high as the plane is for the width that it has beside its key and labels: it is not squeezed.
      let across = Double(max(8, box.width - 22))
      let ratio =
        (field.ys.upperBound - field.ys.lowerBound) / (field.xs.upperBound - field.xs.lowerBound)
      let rows = Int((across / 2 * ratio).rounded(), within: 8...max(8, box.height))
      height = min(box.height, rows + 2 + AxesLayout.rowsBelow)
    }
    var inner = PlotLayout.scene(
      plot, width: box.width, height: height, capabilities: capabilities)
    if let frame = inner.frame {
      let (x, y) = (frame.x.fast(), frame.y.fast())
      for (slot, one) in net.validation.enumerated() {
        for index in 0..<one.count {
          inner.marks.append(
            .point(
              PointMark(
                place: UnitPoint(x(one.xs[index]), y(one.ys[index])), symbol: .category(slot + 4),
                ink: .series(slot + 1))))
        }
      }
    }
    scene.insets.append(Scene.Inset(column: box.column, row: box.row, scene: inner))
  }

  private func addLoss(_ box: CellRectangle, _ capabilities: Capabilities, to scene: inout Scene) {
    var plot = Plot.loss(net.curves, title: "loss", progress: net.progress)
    plot.showsLegend = box.height >= 10 || net.cursor != nil
    plot.cursor = net.cursor
    let inner = PlotLayout.scene(
      plot, width: box.width, height: box.height, capabilities: capabilities)
    scene.insets.append(Scene.Inset(column: box.column, row: box.row, scene: inner))
  }

  /// A row for each layer: the length of its gradient, and how far a step moves it, as a bar over decades.
  private func addMovements(_ box: CellRectangle, to scene: inout Scene) {
    let shown = net.movements.prefix(box.height - 1)
    let names = shown.map { TextWidth.truncate(clean($0.name), to: max(6, box.width / 3)) }
    let name = max(5, names.map { columns(of: $0) }.max() ?? 0)
    let hasGradient = shown.contains { $0.gradient != nil }
    let numbers = box.column + name + 1
    var column = numbers
    if hasGradient {
      scene.add("gradient", row: box.row, column: numbers, ink: .faint)
      column += 10
    }
    if shown.contains(where: { $0.ratio != nil }) {
      scene.add("update/weight", row: box.row, column: column, ink: .faint)
    }
    let bars = box.column + box.width - column - 9
    for (index, movement) in shown.enumerated() {
      let row = box.row + 1 + index
      scene.add(names[index], row: row, column: box.column)
      if let gradient = movement.gradient {
        scene.add(NumberText.significant(gradient, digits: 2), row: row, column: numbers)
      }
      guard let ratio = movement.ratio, ratio.isFinite else { continue }
      scene.add(NumberText.significant(ratio, digits: 2), row: row, column: column)
      // From 10⁻⁶, which stands still, to 10⁻¹, which is about to break.
      guard bars > 2, ratio > 0 else { continue }
      let share = (Self.decade(ratio) + 6) / 5
      let length = max(1, Int(share * Double(bars), within: 1...bars))
      let isAlarming = ratio > 0.03
      scene.add(
        String(repeating: scene.capabilities.hasSymbols ? "█" : "#", count: length), row: row,
        column: column + 9, ink: isAlarming ? .alert : .series(1))
    }
  }
}
