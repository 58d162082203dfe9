import Engine
import Serving
import Support

/// What stands behind a dot of a server: counters, series over its seconds, latency and revenue.
enum ServerFields {
  static func value(of server: ServerValue, _ name: String) throws -> Value {
    let counts = server.counts
    switch name {
    case "address": return .text(server.address)
    case "name": return .text(server.model.name)
    case "requests": return .number(Double(counts.requests))
    case "errors": return .number(Double(counts.errors))
    case "rows": return .number(Double(counts.rows))
    case "tokens": return .number(Double(counts.tokens))
    case "revenue":
      return .quantity(server.revenue ?? Quantity(0, Quantity.money))
    case "latency":
      // A record of times: `s.latency.p99`.
      let shares = [("p50", 0.5), ("p90", 0.9), ("p99", 0.99)]
      return .record(
        RecordValue(
          shares.map(\.0),
          shares.map { .quantity(Quantity(counts.recent.quantile($0.1) ?? .nan, Quantity.time)) }))
    case "per_second":
      let series = ServerPlot.seconds(counts).map { Double($0.answers) }
      return .tensor(TensorValue(weak: Tensor(series, [series.count])))
    default:
      throw ValueProblem.noField(
        name, of: "a server",
        known: [
          "requests", "errors", "rows", "tokens", "address", "revenue", "latency", "per_second",
          "name",
        ])
    }
  }
}
