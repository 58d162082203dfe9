import Support

/// Why a server does not start.
package enum ServingProblem: Error, Equatable {
  /// Somebody else listens on the port.
  case portInUse(Int)
  /// Ports below 1024 are for those who administer the machine.
  case portForbidden(Int)
  /// The host has no address of this machine.
  case badHost(String, reason: String)
  /// Another address than this machine's own needs a token.
  case tokenMissing(host: String)
  /// A token of less than 128 bits: how many characters it has.
  case tokenWeak(characters: Int)
  /// The ledger cannot be opened.
  case ledger(FileError)
  /// The file is there and is no ledger.
  case noLedger(String)
  /// Certificate or key cannot be used.
  case certificate(path: String, reason: String)
  /// The system has no threads or sockets to give.
  case system(String)
}
