/// Why a reading did not come to its end.
enum Setback: Error {
  case fault(DelimitedFault)
  /// The bytes are no UTF-8: all has to be read again as Windows-1252.
  case noUTF8
  /// Quotes in a file with tabs do not pair up: all has to be read again with quotes as text.
  case plainQuotes
}

/// Runs `body`, whose faults end the reading.
func reading<Result: ~Copyable>(
  _ body: () throws(DelimitedFault) -> Result
) throws(Setback) -> Result {
  do {
    return try body()
  } catch {
    throw .fault(error)
  }
}
