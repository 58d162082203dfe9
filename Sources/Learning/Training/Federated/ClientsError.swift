/// Clients that a federated training cannot have.
package enum ClientsError: Equatable, Sendable {
  /// More of them than samples.
  case tooMany(clients: Int, samples: Int)
  /// A column in which nothing stands in a row, counted from 0.
  case missing(column: String, row: Int)
  /// A column of other rows than those that are trained on.
  case otherRows(column: String, rows: Int, samples: Int)
}
