/// What was done with a text, or is in doubt, that its user should know.
package enum DelimitedRemark: Equatable, Sendable {
  /// Rows that are the header again, as in files glued together: they are left out.
  case repeatedHeader(rows: Int)
  /// A column of fractions that may all be thousands, with a value of it as written.
  case thousands(String, text: String, first: Double)
  /// Columns of whole numbers of which some are beyond 2⁵³, so that different ones may have become equal.
  case longNumbers([String])
}
