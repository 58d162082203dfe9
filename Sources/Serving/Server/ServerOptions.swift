/// How a model is served.
package struct ServerOptions: Sendable {
  /// Another address than this machine's own; needs a token.
  package var host: String?
  /// 0 has the system choose one.
  package var port = 8080
  /// What clients show.
  package var token: ServingToken?
  /// Files of certificate and key, in PEM.
  package var certificate: (chain: String, key: String)?
  /// What answers cost.
  package var price: ServingPrice?
  /// The file in which they stand.
  package var ledger: String?
  /// The most rows that are computed at once.
  package var mostRows = 64
  /// How long the first of them waits for others, in seconds.
  package var wait = 0.002
  /// What one client may ask.
  package var limits = ServerLimits()
  /// Takes lines of the access log, on any thread.
  package var log: (@Sendable (String) -> Void)?

  /// Told when the ledger falls behind, and when it has caught up, on any thread.
  package var notice: (@Sendable (String) -> Void)?

  /// Told what becomes of updates of a server that learns, on any thread.
  package var learned: (@Sendable (LearningEvent) -> Void)?

  /// What `serve m` does.
  package init() {}
}
