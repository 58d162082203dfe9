import Books
import Sessions
import Support

/// Asks of each cell that differs whether it is stored anew: y, n, all that follow, or quit.
struct UpdateInquiry {
  /// Asks one question; `nil` where nobody is there, and everything is stored.
  let ask: ((String) -> String?)?
  let tell: (String) -> Void
  /// How wide what differs may be.
  let columns: Int
  private var takesAll = false
  private var hasQuit = false
  /// Whether Ctrl-C, or the end of all input, was the answer; what was decided before is stored.
  private(set) var isInterrupted = false

  init(ask: ((String) -> String?)?, tell: @escaping (String) -> Void, columns: Int) {
    (self.ask, self.tell, self.columns) = (ask, tell, columns)
  }

  /// The numbers of the cells that are to be stored; `nil` for all.
  mutating func accepted(_ changes: [Verification.Change], of file: String) -> Set<Int>? {
    guard ask != nil else { return nil }
    var accepted: Set<Int> = []
    for change in changes where takesAll || wants(change, of: file) {
      accepted.insert(change.number)
    }
    return accepted
  }

  private mutating func wants(_ change: Verification.Change, of file: String) -> Bool {
    guard !hasQuit, let ask else { return false }
    let lines = change.items.flatMap { $0.told(columns: columns - 2) }
    let head = "\(file), \(change.cell.title): \(change.cell.status.label)"
    tell("\n" + ([head] + lines.map { "  " + $0 }).joined(separator: "\n"))
    while true {
      guard let answer = ask("store what is there now? y(es), n(o), a(ll that follow), q(uit): ")
      else {
        (hasQuit, isInterrupted) = (true, true)
        return false
      }
      switch answer.filter({ $0 != " " }).lowercased() {
      case "y", "yes": return true
      case "n", "no": return false
      case "a", "all":
        takesAll = true
        return true
      case "q", "quit":
        hasQuit = true
        return false
      default:
        tell("y stores it, n leaves it, a stores it and all that follow, q ends the questions")
      }
    }
  }
}
