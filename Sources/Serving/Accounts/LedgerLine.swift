import Support

/// One answer that has a price, as a line of CSV.
struct LedgerLine: Sendable {
  static let header =
    "time,route,rows,tokens,bytes_in,bytes_out,latency_ms,money,currency\n"
  let text: String

  init(_ entry: Accounts.Entry, money: Double?, currency: String?, date: String = Clock.date) {
    let fields = [
      date, entry.route, "\(entry.rows)", "\(entry.tokens)", "\(entry.bytesIn)",
      "\(entry.bytesOut)", NumberText.fixed(entry.seconds * 1e3, decimals: 3),
      money.map { "\($0)" } ?? "", currency ?? "",
    ]
    text = fields.map(Self.quoted).joined(separator: ",") + "\n"
  }

  /// What became of an update: its number and its losses in place of a route.
  init(_ event: LearningEvent, date: String = Clock.date) {
    var what = "learn: update \(event.update) \(event.kind.rawValue)"
    let loss = event.loss
    if loss.before.isFinite, loss.after.isFinite {
      what += " (loss \(NumberText.metric(loss.before)) to \(NumberText.metric(loss.after)))"
    }
    let time = NumberText.fixed(event.seconds * 1e3, decimals: 3)
    let fields = [date, what, "\(event.rows)", "0", "0", "0", time, "", ""]
    text = fields.map(Self.quoted).joined(separator: ",") + "\n"
  }

  /// RFC 4180.
  private static func quoted(_ field: String) -> String {
    guard field.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return field }
    return "\"" + field.replacing("\"", with: "\"\"") + "\""
  }
}
