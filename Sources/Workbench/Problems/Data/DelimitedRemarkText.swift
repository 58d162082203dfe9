import Formats
import Support

extension Problems {
  /// What was done with a delimited text, or is in doubt.
  static func words(of remark: DelimitedRemark) -> String {
    switch remark {
    case .repeatedHeader(let rows):
      return "\(count(rows, "row")) with the names of the columns again "
        + "\(rows == 1 ? "is" : "are") left out"
    case .thousands(let column, let text, let first):
      return "\(quotedName(column)) may be thousands: \(quotedName(text)) is read as "
        + "\(NumberText.general(first)); decimal=\",\" reads \(text.filter { $0 != "." })"
    case .longNumbers(let columns):
      let names = columns.prefix(3).map(quotedName).joined(separator: ", ")
      return
        "\(list(first: 8, of: columns.map(quotedName))) \(columns.count == 1 ? "has" : "have") whole numbers "
        + "beyond 2^53, which are rounded, so that different ones may become equal: words=[\(names)] keeps all digits"
    }
  }
}
