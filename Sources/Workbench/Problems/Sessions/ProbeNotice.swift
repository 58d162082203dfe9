import Language
import Support

/// What recording a session with noise in the last bits has found; worded here.
package enum ProbeNotice: Equatable, Sendable {
  /// A training whose curves move: by which part of itself the worst place of a series, infinite where
  /// one of both is no number or longer than the other.
  case chaotic(run: String, place: String, series: String, change: Double)
  /// A cell without such a training, whose outputs stand on one.
  case followsChaos(place: String)
  /// Not even the sort of result stays.
  case losesShape(place: String)

  /// The notice as the user reads it.
  package var diagnostic: Diagnostic {
    switch self {
    case .chaotic(let run, let place, let series, let change):
      let amount =
        change.isFinite
        ? "moves its \(Sanitizer.visible(series)) by \(Self.percent(change)) %"
        : "makes its \(Sanitizer.visible(series)) another curve"
      return Diagnostic(
        .warning, "W0061",
        "\(Self.named(run)) is chaotic: a last-bit change \(amount) (\(place))", at: nil,
        hint: "it is compared by its shape, `verify=shape`; a smaller learning rate calms it")
    case .followsChaos(let place):
      return Diagnostic(
        .warning, "W0062", "\(place) shows what a chaotic training came to", at: nil,
        hint: "it is compared by its shape, `verify=shape`, too")
    case .losesShape(let place):
      return Diagnostic(
        .warning, "W0063",
        "\(place): with other last bits not even the sort of its result stays", at: nil,
        hint:
          "calm the training, or say `verify=none` of this cell: it cannot be verified elsewhere")
    }
  }

  private static func percent(_ share: Double) -> String {
    share < 0.1
      ? NumberText.significant(100 * share, digits: 2) : NumberText.fixed(100 * share, decimals: 0)
  }

  private static func named(_ run: String) -> String {
    run.isEmpty ? "the training" : Sanitizer.visible(run)
  }
}
