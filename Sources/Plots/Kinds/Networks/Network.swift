import Support

/// A network as boxes and what leads from one to another.
package struct Network: Sendable, Equatable {
  /// What a box is.
  package enum Kind: Sendable, Equatable {
    case input, layer, join
  }

  /// One line of a model.
  package struct Box: Sendable, Equatable {
    /// What it is.
    package var kind: Kind
    /// What it is called: `hidden`, or the word of the layer.
    package var name: String
    /// The word of the layer, and what else stands there: `dense relu`.
    package var words: String
    /// The extents of one sample that it gives; empty for one number.
    package var extents: [Int]
    /// Its weights, those of earlier boxes left out.
    package var parameters: Int
    /// How its weights are spread: counts in equal intervals; empty where it has none.
    package var spread: [Int] = []
    /// The mean of its weights; NaN where it has none.
    package var mean = Double.nan
    /// Their deviation.
    package var deviation = Double.nan
    /// How many of its units no sample wakes; `nil` where no data were given.
    package var silent: Int?
    /// Which units are drawn, the first ones and the last; empty where it has none of its own.
    package var shown: [Int] = []
    /// Weights from the shown units of the box before to its own: [shown before × shown]; may be empty.
    package var weights: [Double] = []

    /// A box of which only words, extents and a number of weights are known.
    package init(_ kind: Kind, _ name: String, words: String, extents: [Int], parameters: Int) {
      (self.kind, self.name, self.words) = (kind, name, words)
      (self.extents, self.parameters) = (extents, parameters)
    }

    /// Units: the last extent, or one.
    package var units: Int { extents.last ?? 1 }

    /// The extents as a person writes them: `28×28×1`.
    var size: String {
      extents.isEmpty ? "1" : extents.map(String.init).joined(separator: "×")
    }
  }

  /// From a box to a later one.
  package struct Arrow: Sendable, Equatable {
    /// Places among the boxes.
    package var from, to: Int
    /// Whether it goes around lines instead of through them.
    package var isShortcut: Bool

    /// An arrow between two boxes.
    package init(from: Int, to: Int, isShortcut: Bool = false) {
      (self.from, self.to, self.isShortcut) = (from, to, isShortcut)
    }
  }

  /// Inputs first, then in the order of the model.
  package private(set) var boxes: [Box]
  /// In the order of the boxes that they lead to.
  package private(set) var arrows: [Arrow]

  /// Boxes with their arrows; arrows that lead nowhere, or back, are left out.
  package init(_ boxes: [Box], _ arrows: [Arrow]) {
    self.boxes = boxes
    self.arrows = arrows.filter { $0.from >= 0 && $0.from < $0.to && $0.to < boxes.count }
  }

  /// Whether each box leads to the next and to no other.
  var isChain: Bool {
    arrows.count == boxes.count - 1
      && arrows.enumerated().allSatisfy {
        $0.element.from == $0.offset && $0.element.to == $0.offset + 1
      }
  }

  /// All weights.
  var parameters: Int { boxes.reduce(0) { saturatingSum($0, $1.parameters) } }

  /// The units that are drawn of so many: all of few, else the first ones and the last.
  package static func shownUnits(of count: Int) -> [Int] {
    count <= 24 ? Array(0..<max(0, count)) : Array(0..<23) + [count - 1]
  }
}
