/// `GET /metrics`: what a server has done, as text that Prometheus reads.
enum MetricsRoute {
  static func route(
    _ name: String, _ accounts: Accounts, _ worker: ServingWorker, _ learner: OnlineLearner?
  ) -> Route {
    Route(.get, "/metrics") { _ in
      .response(
        ServedResponse(
          text: text(
            accounts.counts, model: name, queue: worker.depth.requests, price: accounts.price,
            unwritten: accounts.unwritten?.lines ?? 0, learning: learner?.status),
          contentType: "text/plain; version=0.0.4; charset=utf-8"))
    }
  }

  /// The text; each family has its lines of help and type before it.
  static func text(
    _ counts: ServerCounts, model: String, queue: Int, price: ServingPrice?, unwritten: Int,
    learning: LearningStatus? = nil
  ) -> String {
    let label = "model=\"\(model)\""
    var text = ""
    func family(_ name: String, _ type: String, _ help: String, _ lines: [String]) {
      text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
      for line in lines { text += line + "\n" }
    }
    family(
      "nabla_requests_total", "counter", "Requests that were answered, by status.",
      counts.byStatus.sorted { $0.key < $1.key }.map {
        "nabla_requests_total{\(label),status=\"\($0.key)\"} \($0.value)"
      })
    family(
      "nabla_request_duration_seconds", "histogram",
      "Time from the last byte of a request to its answer, of those that the model answered.",
      histogram(
        "nabla_request_duration_seconds", label, LatencyHistogram.bounds.map { "\($0)" },
        counts.latency.counts, sum: "\(counts.latency.sum)"))
    family(
      "nabla_batch_rows", "histogram", "Rows that were computed at once.",
      histogram(
        "nabla_batch_rows", label, ServerCounts.batchBounds.map { "\($0)" }, counts.batches,
        sum: "\(counts.batchRows)"))
    family(
      "nabla_rows_total", "counter", "Rows that the model has answered.",
      ["nabla_rows_total{\(label)} \(counts.rows)"])
    family(
      "nabla_tokens_total", "counter", "Tokens of prompts and answers.",
      ["nabla_tokens_total{\(label)} \(counts.tokens)"])
    family(
      "nabla_queue_requests", "gauge", "Requests that wait for the model.",
      ["nabla_queue_requests{\(label)} \(queue)"])
    if let price {
      let money = price.money(requests: counts.priced, tokens: counts.pricedTokens)
      family(
        "nabla_revenue_total", "counter", "What answers have earned.",
        ["nabla_revenue_total{\(label),currency=\"\(price.currency)\"} \(money)"])
    }
    family(
      "nabla_ledger_unwritten_lines", "gauge", "Lines of the ledger that no disk has taken.",
      ["nabla_ledger_unwritten_lines{\(label)} \(unwritten)"])
    guard let learning else { return text }
    family(
      "nabla_learned_rows_total", "counter", "Rows that came with their true answers.",
      ["nabla_learned_rows_total{\(label)} \(learning.rows)"])
    family(
      "nabla_updates_total", "counter", "Updates of the weights, by what became of them.",
      [
        ("taken", learning.updates), ("refused", learning.refused),
        ("rolled_back", learning.rolledBack),
      ].map { "nabla_updates_total{\(label),outcome=\"\($0.0)\"} \($0.1)" })
    if let loss = learning.loss {
      family(
        "nabla_held_out_loss", "gauge", "Loss of the weights that answer, on rows held out.",
        ["nabla_held_out_loss{\(label)} \(loss)"])
    }
    return text
  }

  private static func histogram(
    _ name: String, _ label: String, _ bounds: [String], _ counts: [Int], sum: String
  ) -> [String] {
    var (lines, below): ([String], Int) = ([], 0)
    for (bound, count) in zip(bounds + ["+Inf"], counts) {
      below += count
      lines.append("\(name)_bucket{\(label),le=\"\(bound)\"} \(below)")
    }
    return lines + ["\(name)_sum{\(label)} \(sum)", "\(name)_count{\(label)} \(below)"]
  }
}
