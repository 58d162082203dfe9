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
          // Of a server that nobody has asked there are none.
          shares.map { share in
            counts.recent.quantile(share.1).map { .quantity(Quantity($0, Quantity.time)) } ?? .none
          }))
    case "model": return .model(server.answering(named: nil))
    case "learning" where server.learner != nil:
      return .record(learning(server.learner?.status ?? LearningStatus()))
    case "per_second":
      let series = ServerPlot.seconds(counts).map { Double($0.answers) }
      return .tensor(TensorValue(weak: Tensor(series, [series.count])))
    default:
      throw ValueProblem.noField(
        name, of: "a server",
        known: [
          "requests", "errors", "rows", "tokens", "address", "revenue", "latency", "per_second",
          "name", "model",
        ] + (server.learner == nil ? [] : ["learning"]))
    }
  }

  /// What was learnt: `s.learning.updates`.
  private static func learning(_ status: LearningStatus) -> RecordValue {
    let counts = [
      ("rows", status.rows), ("held_out", status.heldOut), ("updates", status.updates),
      ("refused", status.refused), ("rolled_back", status.rolledBack),
    ]
    let losses = TensorValue(weak: Tensor(status.losses, [status.losses.count]))
    return RecordValue(
      counts.map(\.0) + ["loss", "losses"],
      counts.map { .number(Double($0.1)) } + [.number(status.loss ?? .nan), .tensor(losses)])
  }
}
