/// Why a model cannot learn while it is served.
package enum OnlineProblem: Error, Equatable {
  /// It writes texts: no request brings the true one.
  case writesTexts
  /// Its weights are whole numbers, which no training moves.
  case isQuantized
  /// Its answers look back at earlier rows, which requests do not keep in order.
  case looksBack
  /// Its loss is a function of the session, which no server calls.
  case ownLoss
  /// Its loss, by its name, takes other targets than a label for each row.
  case otherLoss(String)
  /// All of its weights stand still.
  case nothingTrainable
}
