import Data
import Support

extension Problems {
  /// `split at random, the classes in their shares: train 80, test 20`.
  static func text(of split: SplitSummary) -> String {
    let parts = split.parts.map { "\($0.part.rawValue) \(NumberText.grouped($0.count))" }
    let shares = split.keepsShares ? ", the classes in their shares" : ""
    return "split at random\(shares): \(parts.joined(separator: ", "))"
  }
}
