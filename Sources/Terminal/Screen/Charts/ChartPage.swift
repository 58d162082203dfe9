import Plots
import Support

/// A chart on the whole screen: picture, head, foot, and the question for a file's name.
///
/// A pure value: keys change it, and `grid` draws it.
struct ChartPage {
  enum Answer: Equatable {
    case stay, leave, requestStop, pause, net
    /// The picture as text is wanted in the terminal's clipboard.
    case copy
    /// The chart is wanted in the file of that name.
    case write(String)
  }

  /// Where the training that is shown stands: what the foot may promise follows from it.
  struct Situation {
    var isPaused = false
    var isFinished = false
    /// What the keys are while the head asks something; `nil` while it does not.
    var question: String?
  }

  private(set) var view = ChartView()
  var situation = Situation()
  private let capabilities: Capabilities
  private let isRun: Bool
  private let hasNet: Bool
  /// What is typed as a file's name; `nil` while nobody asks.
  private var name: String?
  /// Whether the name is the one that was offered: whatever is typed takes its place.
  private var isOffered = false
  /// Whether copying is to be confirmed.
  private var asksToCopy = false
  /// Said at the foot until the next key.
  private var message: String?
  private var facts = ChartFacts(extent: 0...1, stride: 1)
  private var shown: Scene?
  /// Rows above the picture.
  private var top = 0
  /// How the picture on the screen was looked at.
  private var shownView = ChartView()
  /// Rows of the picture, and the first line of the page of words that they show.
  private var rows = 1
  private var firstLine = 0
  private var pageLines: [String] = []
  /// The picture that is on the screen, as text.
  private(set) var text = ""

  init(_ capabilities: Capabilities, isRun: Bool, hasNet: Bool = false) {
    (self.capabilities, self.isRun, self.hasNet) = (capabilities, isRun, hasNet)
  }

  /// Whether keys are typed into a question.
  var isAsking: Bool { name != nil || asksToCopy }

  /// Says something at the foot, until the next key.
  mutating func say(_ message: String) { self.message = message }

  mutating func press(_ key: ScreenKey) -> Answer {
    // A report of the terminal takes nothing away, and answers no question.
    guard key != .other else { return .stay }
    message = nil
    if key == .character(" "), view.page == .chart, situation.isFinished, !isAsking {
      message = "the training has ended: nothing is left to pause"
      return .stay
    }
    if asksToCopy {
      asksToCopy = false
      return key == .character("y") || key == .enter ? .copy : .stay
    }
    if name != nil { return type(key) }
    if let why = facts.idle(key, in: view, isRun: isRun) {
      message = why
      return .stay
    }
    if key == view.page.key, hasMore {
      firstLine += rows
      return .stay
    }
    firstLine = 0
    defer {
      if key == .character("[") || key == .character("]") { message = smoothingWords }
    }
    var key = key
    if case .click(let row, let column) = key { key = .click(row: row - top, column: column) }
    switch view.press(key, on: facts) {
    case .stay: return .stay
    case .leave: return .leave
    case .requestStop: return .requestStop
    case .pause: return isRun ? .pause : .stay
    case .net: return hasNet ? .net : .stay
    case .copy:
      asksToCopy = true
      return .stay
    case .write:
      (name, isOffered) = ("chart.svg", true)
      return .stay
    }
  }

  /// What `[` and `]` have come to, which a cursor's values hide otherwise.
  private var smoothingWords: String? {
    guard view.page == .chart, let weight = view.smoothing else { return nil }
    return weight > 0
      ? "smoothing \(NumberText.general(weight)): [ less, ] more, 0 as at the start"
      : "no smoothing: the values as they were measured; 0 as at the start"
  }

  /// A key of the file's name.
  private mutating func type(_ key: ScreenKey) -> Answer {
    defer { isOffered = false }
    if isOffered, key.isText { name = "" }
    switch key {
    case .escape, .interrupt: name = nil
    case .enter:
      let typed = String((name ?? "").drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      name = nil
      if !typed.isEmpty { return .write(typed) }
    case .backspace: name = name.map { String($0.dropLast()) }
    case .control("u"): name = ""
    case .character(let character): name?.append(character)
    case .paste(let text):
      name?.append(contentsOf: Sanitizer.visible(text.prefix(200).filter { $0 != "\n" }))
    default: break
    }
    return .stay
  }

  /// The picture with a row of head and one of foot, where there is room.
  mutating func grid(of plot: Plot, beside picture: Plot?, status: String?, size: WindowSize)
    -> CellGrid
  {
    let isASCII = capabilities.glyphs == .ascii
    let head = status == nil ? 0 : 1
    top = size.rows >= 3 ? head : 0
    let inner = WindowSize(rows: max(1, size.rows - head - 1), columns: size.columns)
    rows = inner.rows
    var body: CellGrid
    switch view.page {
    case .chart: body = chart(plot, picture, size: inner)
    case .help:
      pageLines = ChartView.help(
        curves: plot.curveChart != nil, isRun: isRun, hasNet: hasNet, columns: size.columns)
      body = words(Array(pageLines.dropFirst(firstLine)), inner)
    case .description:
      // Of the picture as it stands: its scale, its part, its curves.
      var looked = plot
      view.apply(to: &looked)
      pageLines = WordWrap.lines(of: looked.description, columns: size.columns)
      body = words(Array(pageLines.dropFirst(firstLine)), inner)
    }
    text = PlainText.render(body).joined(separator: "\n")
    guard size.rows >= 3 else { return body }
    let foot = Picture.line(
      foot(plot, columns: size.columns), columns: size.columns,
      attributes: isAsking || message != nil ? .reverse : .dim,
      isASCII: isASCII)
    guard let status else { return Picture.stacked([body, foot]) }
    let line = Picture.line(status, columns: size.columns, attributes: .reverse, isASCII: isASCII)
    return Picture.stacked([line, body, foot])
  }

  /// Whether the page of words goes on below.
  private var hasMore: Bool { firstLine + rows < pageLines.count }

  private func foot(_ plot: Plot, columns: Int) -> String {
    if let name {
      return isOffered
        ? "write to: \(name)   (Enter writes, Esc leaves it, typing names another)"
        : "write to: \(name)_   (Enter writes, Esc leaves it)"
    }
    if asksToCopy {
      return "copy the picture as text to the terminal's clipboard? y or any other key"
    }
    if let message { return message }
    if let question = situation.question { return question }
    if let pointer = view.pointer, view.page == .chart, let shown {
      return plot.reading(in: shown, row: pointer.row, column: pointer.column)
        ?? "nothing stands there"
    }
    switch view.page {
    case .help: return hasMore ? "? more   any other key: back" : "any key: back"
    case .description: return hasMore ? "d more   any other key: back" : "any key: back"
    case .chart: break
    }
    // What has no room at the right is what `?` tells, too.
    var keys = ["q back", "? help"]
    if isRun, !situation.isFinished {
      keys.append(situation.isPaused ? "space go on" : "space pause")
    }
    if hasNet { keys.append("Tab net") }
    keys += ["d words", "w file"]
    keys +=
      plot.curveChart == nil
      ? ["arrows read out"] : ["left right read out", "+ - zoom", "s log", "[ ] smooth"]
    if isRun { keys += ["x axis", "i picture", "p hold"] }
    return KeyCard.foot(keys, columns: columns)
  }

  /// The chart, and beside or below it what the model makes of its data, where both have room.
  private mutating func chart(_ plot: Plot, _ picture: Plot?, size: WindowSize) -> CellGrid {
    guard let picture, size.columns >= 100 || size.rows >= 24 else {
      return looked(at: plot, size.rows, size.columns)
    }
    func grid(_ rows: Int, _ columns: Int) -> CellGrid {
      Picture.grid(of: picture, size: WindowSize(rows: rows, columns: columns), capabilities)
    }
    if size.columns >= 100 {
      let left = size.columns / 2
      return Picture.side(
        by: looked(at: plot, size.rows, left - 2), grid(size.rows, size.columns - left), at: left)
    }
    let top = size.rows / 2
    return Picture.stacked([
      looked(at: plot, top, size.columns), grid(size.rows - top, size.columns),
    ])
  }

  /// The chart as the view has it, with its pointer.
  private mutating func looked(at plot: Plot, _ rows: Int, _ columns: Int) -> CellGrid {
    var changed = plot
    view.apply(to: &changed)
    let scene = PlotLayout.scene(
      changed, width: columns, height: rows, capabilities: capabilities,
      // Axes stand still while a run goes on; another way of looking begins with axes of its own.
      previous: view.hasSameAxes(as: shownView) ? shown : nil)
    (shown, shownView) = (scene, view)
    facts = ChartFacts(plot, scene)
    var grid = Raster.grid(scene)
    if let pointer = view.pointer, pointer.row < grid.height, pointer.column < grid.width {
      grid[pointer.row, pointer.column].attributes.formSymmetricDifference(.reverse)
      if capabilities.depth == .none, grid[pointer.row, pointer.column].isBlank {
        grid[pointer.row, pointer.column].scalar = "+"
      }
    }
    return grid
  }

  private func words(_ lines: [String], _ size: WindowSize) -> CellGrid {
    let isASCII = capabilities.glyphs == .ascii
    let rows = (0..<size.rows).map { index in
      Picture.line(index < lines.count ? lines[index] : "", columns: size.columns, isASCII: isASCII)
    }
    return Picture.stacked(rows)
  }
}
