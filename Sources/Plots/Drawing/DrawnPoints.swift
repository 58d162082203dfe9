/// Where points of one class stand already: of very many those that nobody could tell apart are drawn once.
///
/// Two points are one where they share a pixel of a vector picture, in which a cell has 8 × 16.
struct DrawnPoints {
  /// From so many points of a class on.
  static let most = 10_000
  /// A picture of more pixels is told apart more coarsely.
  private static let mostPixels = 1 << 24

  private let across: Int
  private let down: Int
  private var right: [Bool]
  private var wrong: [Bool]

  /// None yet, inside these cells.
  init(_ area: CellRectangle) {
    let isFine = area.width * area.height * 128 <= Self.mostPixels
    across = max(1, area.width * (isFine ? 8 : 2))
    down = max(1, area.height * (isFine ? 16 : 4))
    right = [Bool](repeating: false, count: across * down)
    wrong = right
  }

  /// Whether the point is the first in its pixel; one outside the picture is none.
  mutating func insert(_ place: UnitPoint, isWrong: Bool) -> Bool {
    guard (0...1).contains(place.x), (0...1).contains(place.y) else { return false }
    let column = Int(place.x * Double(across), within: 0...(across - 1))
    let row = Int(place.y * Double(down), within: 0...(down - 1))
    let index = row * across + column
    if isWrong {
      if wrong[index] { return false }
      wrong[index] = true
    } else {
      if right[index] { return false }
      right[index] = true
    }
    return true
  }
}
