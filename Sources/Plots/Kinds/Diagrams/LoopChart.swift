import Catalog
import Support

/// The loop of a training as boxes: a batch goes forward, the loss is measured, the gradient comes back, weights are
/// updated, and the next batch follows until the end.
package struct LoopChart: Chart {
  /// One box of the loop.
  package enum Stage: String, Sendable, CaseIterable {
    case batch, forward, loss, backward, update
  }

  /// What stands in each box below its name, such as the optimizer; in the order of the stages.
  package let captions: [String]
  /// When the loop ends.
  package let exit: String
  /// The box that is lit, for a training that goes step by step; `nil` for none.
  package var active: Stage?

  /// A loop with what is done in each box, when it ends, and which box is lit.
  package init(
    captions: [String] = ["samples", "m(x)", "error", "gradients", "weights"],
    exit: String = "converged or epochs done", active: Stage? = nil
  ) {
    (self.captions, self.exit, self.active) = (captions, exit, active)
  }

  /// Its name, what it shows and an example.
  package static let signature = Signature(
    "loop", .chart, "the loop of a training: forward, loss, backward, update, and back",
    example: "plot loop")

  /// Where the loop stands, or how it goes.
  package var headline: String { active?.rawValue ?? "forward, loss, backward, update" }

  /// The places of the boxes in the loop.
  package func dataColumns(of plot: Plot) -> [ChartColumn] {
    [ChartColumn("place", Stage.allCases.indices.map(Double.init))]
  }

  /// The boxes in order.
  package var storedText: String? {
    Stage.allCases.enumerated().map { "\($1.rawValue): \(caption($0))" }.joined(separator: "\n")
      + "\nuntil: \(clean(exit))"
  }

  private func caption(_ index: Int) -> String {
    captions.indices.contains(index) ? clean(captions[index]) : ""
  }

  /// What happens in each box, when the loop ends, and which box is lit.
  package func description(of plot: Plot) -> [String] {
    let steps = Stage.allCases.enumerated().map { index, stage in
      caption(index).isEmpty ? stage.rawValue : "\(stage.rawValue) (\(caption(index)))"
    }
    var result = [
      "The loop of a training: \(steps.joined(separator: ", ")), and back to the next batch.",
      "It ends when \(clean(exit)).",
    ]
    if let active { result.append("It stands at \(active.rawValue).") }
    return result
  }

  /// Boxes side by side with an arrow back below them; below one another where there is no room.
  package func scene(of plot: Plot, in place: Place) -> Scene {
    var scene = place.scene
    scene.addTitle(
      plot.title.isEmpty ? "training loop" : plot.title, plot.noteItems
    )
    let count = Stage.allCases.count
    // A box takes its name and a frame at least; arrows three columns.
    let room = (place.width - 3 * (count - 1)) / count
    if room >= 11, place.height >= 9 {
      drawAcross(box: min(room, 22), into: &scene)
    } else {
      drawDown(into: &scene)
    }
    return scene
  }

  private struct Signs {
    let corners: [String]
    let across: String
    let up: String
    let right: String
    let down: String
    let back: String

    init(hasSymbols: Bool, isLit: Bool) {
      if hasSymbols {
        corners = isLit ? ["┏", "┓", "┗", "┛"] : ["┌", "┐", "└", "┘"]
        (across, up) = isLit ? ("━", "┃") : ("─", "│")
        (right, down, back) = ("▶", "▼", "▲")
      } else {
        corners = isLit ? ["#", "#", "#", "#"] : ["+", "+", "+", "+"]
        (across, up) = isLit ? ("#", "#") : ("-", "|")
        (right, down, back) = (">", "v", "^")
      }
    }
  }

  private func drawAcross(box width: Int, into scene: inout Scene) {
    let count = Stage.allCases.count
    let total = count * width + 3 * (count - 1)
    let left = max(0, (scene.width - total) / 2)
    let top = scene.height >= 10 ? 2 : 1
    let plain = Signs(hasSymbols: scene.capabilities.hasSymbols, isLit: false)
    var middles: [Int] = []
    for (index, stage) in Stage.allCases.enumerated() {
      let column = left + index * (width + 3)
      middles.append(column + width / 2)
      drawBox(stage, caption(index), row: top, column: column, width: width, into: &scene)
      if index + 1 < count {
        scene.add(
          plain.across + plain.across + plain.right, row: top + 1, column: column + width,
          ink: .faint)
      }
    }
    // The way back: from below the last box to below the first.
    guard let first = middles.first, let last = middles.last else { return }
    scene.add(plain.back, row: top + 4, column: first, ink: .faint)
    scene.add(plain.up, row: top + 4, column: last, ink: .faint)
    let words = " next batch "
    let wire = max(0, last - first - 1)
    let corner = scene.capabilities.hasSymbols ? ("└", "┤") : ("+", "+")
    var line = String(repeating: plain.across, count: wire)
    if wire > words.count + 4 {
      let before = (wire - words.count) / 2
      line =
        String(repeating: plain.across, count: before) + words
        + String(repeating: plain.across, count: wire - before - words.count)
    }
    scene.add(corner.0 + line + corner.1, row: top + 5, column: first, ink: .faint)
    scene.add(plain.down, row: top + 6, column: last, ink: .faint)
    let end = TextWidth.truncate("end: " + clean(exit), to: scene.width)
    let start = min(max(0, last + 2 - columns(of: end)), scene.width - columns(of: end))
    scene.add(end, row: min(top + 7, scene.height - 1), column: max(0, start), ink: .strong)
  }

  private func drawBox(
    _ stage: Stage, _ caption: String, row: Int, column: Int, width: Int, into scene: inout Scene
  ) {
    let isLit = stage == active
    let signs = Signs(hasSymbols: scene.capabilities.hasSymbols, isLit: isLit)
    let ink: Ink = isLit ? .series(2) : .faint
    let line = String(repeating: signs.across, count: max(0, width - 2))
    scene.add(signs.corners[0] + line + signs.corners[1], row: row, column: column, ink: ink)
    for (offset, text) in [stage.rawValue, caption].enumerated() {
      let text = TextWidth.truncate(text, to: max(0, width - 2))
      scene.add(signs.up, row: row + 1 + offset, column: column, ink: ink)
      scene.add(
        text, row: row + 1 + offset, column: column + (width - columns(of: text)) / 2,
        ink: isLit ? .series(2) : offset == 0 ? .strong : .text)
      scene.add(signs.up, row: row + 1 + offset, column: column + width - 1, ink: ink)
    }
    scene.add(signs.corners[2] + line + signs.corners[3], row: row + 3, column: column, ink: ink)
  }

  private func drawDown(into scene: inout Scene) {
    let signs = Signs(hasSymbols: scene.capabilities.hasSymbols, isLit: false)
    let hasRoom = scene.height >= Stage.allCases.count + 3
    for (index, stage) in Stage.allCases.enumerated() where index + 1 < scene.height {
      let isLit = stage == active
      let mark = isLit ? signs.right : index == 0 ? signs.right : signs.down
      let caption = caption(index)
      let text = TextWidth.padded(stage.rawValue, to: 8) + (caption.isEmpty ? "" : "  " + caption)
      scene.add(
        isLit ? signs.right : mark == signs.right ? " " : mark, row: index + 1, column: 1,
        ink: isLit ? .series(2) : .faint)
      scene.add(
        TextWidth.truncate(text, to: max(0, scene.width - 3)), row: index + 1, column: 3,
        ink: isLit ? .series(2) : .text)
    }
    guard hasRoom else { return }
    let count = Stage.allCases.count
    scene.add(signs.back, row: count + 1, column: 1, ink: .faint)
    scene.add("next batch", row: count + 1, column: 3)
    scene.add(
      TextWidth.truncate("end: " + clean(exit), to: scene.width - 3), row: count + 2, column: 3,
      ink: .strong)
  }
}
