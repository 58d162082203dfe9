/// What `nabla serve` is asked for.
package struct ServeRequest: Sendable {
  /// The file of the model.
  package let file: String
  /// How addresses call the model, where the file's name does not say it.
  package var name: String?
  /// Another address than this machine's own.
  package var host: String?
  /// 0 takes any that is free.
  package var port = 8080
  /// The file that holds the token.
  package var token: String?
  /// Files of certificate and key.
  package var certificate: (chain: String, key: String)?
  /// What a request costs, as the language writes it.
  package var price: String?
  /// The file with a line for each answer.
  package var ledger: String?
  /// The file with a line for each request; `-` is standard error.
  package var accessLog: String?
  /// The most rows at once, and the time in seconds for which the first of them waits.
  package var batch = (most: 64, wait: 0.002)
  /// How far a step goes of what is learnt from rows that clients send back; `nil` where nothing is.
  package var learningRate: Double?
  /// The file into which the model goes at the end with what it has learnt.
  package var learned: String?
  /// Whether what is told is JSON.
  package var isJSON = false

  /// A file, at the port that is usual.
  package init(file: String) { self.file = file }
}
