import Support

/// A share as the language writes it: `1%`, `12.5%`.
enum PercentText {
  static func of(_ share: Double) -> String { NumberText.general(share * 100) + "%" }
}
