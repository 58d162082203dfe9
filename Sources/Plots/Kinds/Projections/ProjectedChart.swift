import Support

/// Rows of many numbers as points in a plane: what the kinds that project share.
protocol ProjectedChart: NumberChart {
  /// The points, one class a colour.
  var points: ScatterChart { get }
  /// The word of each row of the points, class after class; empty where rows have none.
  var words: [String] { get }
  /// How the plane was found, as a sentence.
  var sentence: String { get }
}

extension ProjectedChart {
  /// How many points there are.
  package var headline: String { points.headline }

  /// Both coordinates of each class.
  package func dataColumns(of plot: Plot) -> [ChartColumn] { points.dataColumns(of: plot) }

  /// How many points each class has.
  package var storedText: String? { points.storedText }

  /// How the plane was found, and where each class lies.
  package func description(of plot: Plot) -> [String] {
    var classes = points.description(of: plot)
    classes.removeFirst()
    return [sentence] + classes + outermost
  }

  /// Which words lie farthest out on each side: whoever does not see the picture knows what its directions part.
  private var outermost: [String] {
    let places = points.classes.flatMap { one in (0..<one.count).map { (one.xs[$0], one.ys[$0]) } }
    guard words.count == places.count, words.count > 1 else { return [] }
    func ends(_ value: ((Double, Double)) -> Double) -> (first: String, last: String) {
      let order = places.indices.filter { value(places[$0]).isFinite }
        .sorted { (value(places[$0]), $0) < (value(places[$1]), $1) }
      let most = max(1, min(4, order.count / 2))
      func told(_ part: some Sequence<Int>) -> String {
        listed(part.map { "“\(TextWidth.truncate(clean(words[$0]), to: 24))”" })
      }
      return (told(order.prefix(most)), told(order.suffix(most).reversed()))
    }
    let (across, up) = (ends(\.0), ends(\.1))
    return [
      "Farthest left \(across.first), farthest right \(across.last).",
      "Lowest \(up.first), highest \(up.last).",
    ]
  }

  /// The points with words beside as many of them as there is room for.
  package func scene(of plot: Plot, in place: Place) -> Scene {
    var scene = points.scene(of: plot, in: place)
    addWords(to: &scene)
    return scene
  }

  private func addWords(to scene: inout Scene) {
    guard !words.isEmpty, let frame = scene.frame else { return }
    let area = frame.area
    let (x, y) = (frame.x.fast(), frame.y.fast())
    let dots = scene.capabilities.dots
    var taken = Set<Int>()
    var places: [(row: Int, column: Int)] = []
    for one in points.classes {
      for index in 0..<one.count {
        let (across, up) = (x(one.xs[index]), y(one.ys[index]))
        guard across.isFinite, up.isFinite else {
          places.append((-1, -1))
          continue
        }
        let (row, column) = (
          frame.row(of: up, dots: dots.rows), frame.column(of: across, dots: dots.columns)
        )
        places.append((row, column))
        taken.insert(row * scene.width + column)
      }
    }
    for (place, word) in zip(places, words) where place.row >= 0 {
      let text = TextWidth.truncate(clean(word), to: 14)
      let width = columns(of: text)
      let start = place.column + 1
      guard width > 0, start + width <= area.column + area.width else { continue }
      // A blank at the end, so that words do not touch.
      let cells = (start...start + width).map { place.row * scene.width + $0 }
      guard !cells.contains(where: taken.contains) else { continue }
      taken.formUnion(cells)
      scene.add(text, row: place.row, column: start)
    }
  }
}

/// Rows of numbers that are to be projected, with their classes.
struct ProjectedRows {
  let values: [Double]
  let rows: Int
  let columns: Int
  /// The class of each row; empty where there are none.
  let classes: [Int]
  let names: [String]
  let words: [String]
  /// How many rows there were before some were chosen.
  let all: Int

  /// [n, k], any other rank with samples in front, and a second table [n] of class numbers.
  ///
  /// At most `limit` rows, evenly over all of them.
  init(_ tables: [NumberTable], kind: String, limit: (_ columns: Int) -> Int) throws {
    let table = tables[0]
    guard table.rank > 0, let count = table.extents.first, count > 0, table.values.count >= count
    else { throw ChartFault.shape(kind: kind, extents: table.extents) }
    let columns = table.values.count / count
    let most = max(4, limit(columns))
    let chosen = count <= most ? Array(0..<count) : (0..<most).map { $0 * (count - 1) / (most - 1) }
    all = table.rowTotal ?? count
    rows = chosen.count
    self.columns = columns
    values =
      count <= most
      ? table.values : chosen.flatMap { table.values[$0 * columns..<($0 + 1) * columns] }
    words = table.rowWords.count == count ? chosen.map { table.rowWords[$0] } : []
    guard tables.count > 1 else {
      (classes, names) = ([], [])
      return
    }
    let labels = tables[1]
    guard labels.extents.reduce(1, *) == count, labels.values.count == count else {
      throw ChartFault.shape(kind: kind, extents: labels.extents)
    }
    classes = chosen.map { Int(saturating: labels.values[$0].rounded()) }
    names = labels.classes
  }

  /// What is said of rows whose place is made up in part, and of those that were left out.
  var cautions: [String] {
    let gaps = (0..<rows).count { row in
      values[row * columns..<(row + 1) * columns].contains { !$0.isFinite }
    }
    // They have a place of their own making, which nobody measured.
    return (gaps > 0 ? ["\(plural(gaps, "row")) with NaN, filled with means"] : [])
      + (rows < all ? ["\(NumberText.grouped(rows)) of \(NumberText.grouped(all)) rows"] : [])
  }

  /// The points by class, with the words in the same order; more than 20 classes are not told apart.
  func points(_ scores: [Double]) -> (classes: [PointClass], words: [String]) {
    var groups: [Int: [Int]] = [:]
    for row in 0..<rows { groups[classes.isEmpty ? 0 : classes[row], default: []].append(row) }
    if groups.count > 20 { groups = [0: Array(0..<rows)] }
    let order = groups.sorted { $0.key < $1.key }
    let isNamed = !classes.isEmpty && order.count > 1
    return (
      order.map { number, members in
        PointClass(
          isNamed ? names.indices.contains(number) ? names[number] : "\(number)" : "",
          xs: members.map { scores[2 * $0] }, ys: members.map { scores[2 * $0 + 1] })
      }, words.isEmpty ? [] : order.flatMap { $0.value.map { words[$0] } }
    )
  }
}
