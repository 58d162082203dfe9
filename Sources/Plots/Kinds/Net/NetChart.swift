import Catalog
import Support

/// A net as it learns: what each unit answers over the plane, the weights between them, the boundary, the loss.
package struct NetChart: NumberChart {
  /// What is drawn.
  package let net: NetPicture
  /// The unit that is looked at; `nil` without one.
  package var focus: NetPicture.Place?
  /// Whether that unit is drawn large, with its formula.
  package var isLarge = false
  /// The layer shown in a picture that has no room for all; `nil` shows boundary and loss.
  package var page: Int?
  /// The place in the plane whose answers are read out, each 0…1 from the lower left.
  package var pointer: (x: Double, y: Double)?

  /// A net without a unit that is looked at.
  package init(_ net: NetPicture, focus: NetPicture.Place? = nil) {
    self.net = net
    self.focus = focus
  }

  /// Whether all that is shown is the same.
  package static func == (left: NetChart, right: NetChart) -> Bool {
    left.net == right.net && left.focus == right.focus && left.isLarge == right.isLarge
      && left.page == right.page && left.pointer?.x == right.pointer?.x
      && left.pointer?.y == right.pointer?.y
  }

  /// Its name, what it shows and an example.
  package static let signature = Signature(
    "net", .chart, "a model's units and weights, and what each answers over the data",
    example: "plot model 2 { dense 3, activation=tanh; dense 1, activation=sigmoid }, "
      + "generated(gauss, 40), kind=net")

  /// How many layers and units it has.
  package var headline: String {
    let layers = net.layers.dropFirst()
    return "\(plural(layers.count, "layer")), \(plural(layers.reduce(0) { $0 + $1.count }, "unit"))"
  }

  /// The loss of a training.
  package var sparkline: Series? { net.curves.first }

  /// The layer that the boundary stands for: a last one with a single unit.
  var answerLayer: Int? {
    guard net.field != nil, let last = net.layers.last, last.count == 1, net.layers.count > 1
    else { return nil }
    return net.layers.count - 1
  }

  /// The layers that stand beside one another.
  var drawnLayers: Range<Int> { 0..<(answerLayer ?? net.layers.count) }

  /// Whether there is room for all of it at once.
  package static func hasRoom(width: Int, height: Int) -> Bool { width >= 70 && height >= 15 }

  /// The unit drawn at a cell of a picture of that size; `nil` where there is none.
  package func unit(
    row: Int, column: Int, width: Int, height: Int
  ) -> NetPicture.Place? {
    guard !isLarge else { return nil }
    return layout(width: width, height: height)?.unit(row: row, column: column)
  }

  /// The cells of the net itself, and of what stands beside it.
  struct Parts {
    var net: CellRectangle
    var side: CellRectangle?
    var foot: Int
  }

  func parts(width: Int, height: Int) -> Parts {
    let foot = height - 1
    let hasSide = net.field != nil || !net.curves.isEmpty || !net.movements.isEmpty
    guard hasSide else {
      return Parts(
        net: CellRectangle(column: 0, row: 1, width: width, height: foot - 1), side: nil, foot: foot
      )
    }
    let right = min(max(34, width * 2 / 5), 80)
    return Parts(
      net: CellRectangle(column: 0, row: 1, width: width - right - 1, height: foot - 1),
      side: CellRectangle(column: width - right, row: 1, width: right, height: foot - 1), foot: foot
    )
  }

  /// Where units stand in a picture of that size; `nil` where it shows none.
  func layout(width: Int, height: Int) -> NetLayout? {
    if Self.hasRoom(width: width, height: height) {
      return NetLayout(
        net, layers: drawnLayers, focus: focus, in: parts(width: width, height: height).net)
    }
    guard let page = smallPage else { return nil }
    // One layer with the one before it, so that the weights between them are seen.
    let first = max(0, page - 1)
    return NetLayout(
      net, layers: first..<max(first + 1, page + 1), focus: focus,
      in: CellRectangle(column: 0, row: 1, width: width, height: height - 2))
  }

  /// The layer that a small picture shows.
  private var smallPage: Int? {
    if let page, net.layers.indices.contains(page) { return page }
    return net.field == nil && net.curves.isEmpty && net.layers.count > 1 ? 1 : nil
  }

  /// Layers from the left to the right, then boundary, loss and movement; in a small picture one of these.
  package func scene(of plot: Plot, in place: Place) -> Scene {
    var scene = place.scene
    scene.addTitle(plot.title, plot.noteItems)
    let (width, height) = (place.width, place.height)
    if isLarge, let focus, let unit = net.unit(at: focus) {
      addLarge(
        unit, in: CellRectangle(column: 0, row: 1, width: width, height: height - 1), to: &scene)
      return scene
    }
    if Self.hasRoom(width: width, height: height) {
      let parts = parts(width: width, height: height)
      let layout = NetLayout(net, layers: drawnLayers, focus: focus, in: parts.net)
      addNet(layout, to: &scene)
      if let side = parts.side { addSide(side, place, to: &scene) }
      addFoot(row: parts.foot, to: &scene)
    } else if let layout = layout(width: width, height: height) {
      addNet(layout, to: &scene)
      addFoot(row: height - 1, to: &scene)
    } else {
      addSmall(
        CellRectangle(column: 0, row: 1, width: width, height: height - 1), place, to: &scene)
    }
    return scene
  }

  private func addFoot(row: Int, to scene: inout Scene) {
    let isMono = scene.capabilities.depth == .none
    let symbols = scene.capabilities.hasSymbols
    var items: [RowItem] = []
    if !net.wires.isEmpty {
      items.append(
        RowItem(sign: symbols ? "━━" : "++", ink: .series(2), text: "pushes up"))
      items.append(
        RowItem(
          sign: symbols && isMono ? "╍╍" : symbols ? "━━" : "--", ink: .series(1),
          text: "pushes down"))
    }
    if hasPlanes {
      if isMono {
        let signs = symbols ? [" ", "░▒▓", "█"] : [" ", ".=#", "@"]
        items.append(RowItem(sign: "[\(signs[0])\(signs[1])\(signs[2])]", text: "-1 to 1"))
      } else {
        items.append(RowItem(sign: symbols ? "■" : "#", ink: .series(1), text: "below 0"))
        items.append(RowItem(sign: symbols ? "■" : "#", ink: .series(2), text: "above 0"))
      }
    }
    if hasSpreads {
      items.append(
        RowItem(sign: symbols ? "█▄▁" : "#.", text: "how often it answers so, low to high"))
    }
    let dead = net.dead
    if !dead.isEmpty {
      items.insert(
        RowItem(
          sign: "!", ink: .alert, text: "no sample wakes \(dead.map(clean).joined(separator: "; "))"
        ),
        at: 0)
      // What does not fit is named by its count.
      if items[0].width > scene.width {
        let count = net.layers.reduce(0) { $0 + $1.units.count(where: \.isDead) }
        items[0].text = "\(plural(count, "unit")) that no sample wakes"
      }
    }
    scene.add(items, row: row, column: 0)
  }

  private var hasSpreads: Bool {
    net.layers.contains { layer in
      layer.units.contains { if case .spread = $0.look { true } else { false } }
    }
  }

  private var hasPlanes: Bool {
    net.layers.contains { layer in
      layer.units.contains { unit in
        switch unit.look {
        case .plane, .picture: true
        default: false
        }
      }
    }
  }
}
