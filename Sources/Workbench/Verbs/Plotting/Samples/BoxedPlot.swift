import Data
import Engine
import Learning
import Plots
import Support

/// Pictures with the boxes that are true, and those that a model or a table of predictions gives.
struct BoxedPlot {
  let dataset: Dataset
  /// Numbers of a row of a target: class, center x, center y, width, height as shares.
  static let width = 5
  /// As many boxes of a picture are drawn; a picture would be covered by more.
  private static let most = 60

  /// Whether the answers of a model are boxes like the targets of these pictures.
  static func fits(_ model: Model, _ dataset: Dataset) -> Bool {
    dataset.hasBoxes && model.inputs.count == 1
      && model.outputShape.count == dataset.train.targetShape.count
  }

  /// The pictures at some places with their boxes; `guesses` [pictures × boxes × 5] are drawn broken.
  func plot(at places: [Int], guesses: Tensor? = nil, title: String) throws -> Plot {
    let targets = dataset.train.targets
    var cells = try DatasetPlot.cells(of: dataset.train, at: places, captions: [])
    let size = dataset.train.targetShape.count
    let numbers = guesses?.doubles ?? []
    for (index, place) in places.enumerated() where index < cells.count {
      if let targets {
        cells[index].boxes = boxes((0..<size).map { targets.number(place, $0) }, areTrue: true)
      }
      if numbers.count >= (index + 1) * size {
        cells[index].boxes += boxes(
          Array(numbers[index * size..<(index + 1) * size]), areTrue: false)
      }
    }
    return Plot.images(cells, title: title)
  }

  /// Pictures with rows of predictions [image, class, score, x1, y1, x2, y2], as `mean_average_precision` takes them.
  ///
  /// Corners are shares of the picture where none exceeds 1.5, else pixels of the samples.
  func plot(_ rows: [Double], at places: [Int], title: String) throws -> Plot {
    var plot = try plot(at: places, title: title)
    guard let grid = plot.chart as? ImageGrid else { return plot }
    let corners = stride(from: 0, to: rows.count - 6, by: 7).flatMap {
      Array(rows[$0 + 3..<$0 + 7])
    }
    let arePixels = corners.contains { $0 > 1.5 }
    var cells = grid.cells
    let order = stride(from: 0, to: rows.count - 6, by: 7).sorted { rows[$0 + 2] > rows[$1 + 2] }
    for start in order where !Interrupt.isRaised {
      guard let image = Int(whole: rows[start]), let index = places.firstIndex(of: image),
        index < cells.count, cells[index].boxes.count < 2 * Self.most
      else { continue }
      let (across, down) =
        arePixels ? (Double(cells[index].width), Double(cells[index].height)) : (1, 1)
      let kind = Int(saturating: rows[start + 1].rounded())
      cells[index].boxes.append(
        ImageBox(
          name(kind), left: rows[start + 3] / across, top: rows[start + 4] / down,
          right: rows[start + 5] / across, bottom: rows[start + 6] / down, kind: max(0, kind),
          score: rows[start + 2]))
    }
    plot = Plot.images(cells, title: title)
    return plot
  }

  private func boxes(_ numbers: [Double], areTrue: Bool) -> [ImageBox] {
    stride(from: 0, to: numbers.count - 4, by: Self.width).prefix(Self.most).compactMap { start in
      let kind = Int(saturating: numbers[start].rounded())
      guard kind >= 0, numbers[start + 3] > 0, numbers[start + 4] > 0 else { return nil }
      let (x, y) = (numbers[start + 1], numbers[start + 2])
      let (width, height) = (numbers[start + 3] / 2, numbers[start + 4] / 2)
      return ImageBox(
        name(kind), left: x - width, top: y - height, right: x + width, bottom: y + height,
        kind: kind, score: areTrue ? nil : .nan)
    }
  }

  private func name(_ kind: Int) -> String {
    dataset.classNames.indices.contains(kind) ? dataset.classNames[kind] : "\(kind)"
  }
}
