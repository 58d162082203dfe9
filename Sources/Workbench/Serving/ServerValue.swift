import Engine
import Learning
import Plots
import Serving
import Support

/// A model that is served, or was: `s = serve m`. In a session that is done again nothing listens, and nobody asks.
package final class ServerValue {
  /// The model as it was then.
  package let model: ServedModel
  /// `nil` where a session is done again.
  package let server: ModelServer?
  /// Where it listens, or would.
  package let address: String
  let port: Int
  /// What learns from rows that are sent back; `nil` where nothing does.
  package let learner: OnlineLearner?
  /// The model as it was served, which nobody changes.
  private let original: Model

  init(
    _ model: ServedModel, _ server: ModelServer?, _ original: Model, _ learner: OnlineLearner?,
    address: String, port: Int
  ) {
    (self.model, self.server, self.address, self.port) = (model, server, address, port)
    (self.original, self.learner) = (original, learner)
  }

  /// A copy of the model with the weights that answer now.
  func answering(named name: String?) -> Model {
    let model = original.copy(named: name)
    if let learner {
      for ((_, variable), value) in zip(model.parameters, learner.weights) { variable.set(value) }
    }
    return model
  }

  /// Whether it takes requests.
  package var isRunning: Bool { server?.isRunning ?? false }

  /// What it has done so far.
  package var counts: ServerCounts { server?.counts ?? ServerCounts() }

  /// What answers have earned; `nil` without a price.
  package var revenue: Quantity? {
    guard let server, server.price != nil else { return nil }
    return Quantity(server.revenue, Quantity.money)
  }

  /// Requests of each second and the slowest answer, as `plot s` draws them.
  package var plot: Plot { ServerPlot.plot(of: self) }

  private func milliseconds(_ seconds: Double) -> String {
    NumberText.significant(seconds * 1000, digits: 3) + " ms"
  }

  /// `server m at http://127.0.0.1:8080, 12 requests`
  package var line: String {
    let counts = counts
    var text = "server \(model.name) at \(address), " + NumberText.count(counts.requests, "request")
    if counts.errors > 0 { text += ", " + NumberText.count(counts.errors, "error") }
    if let middle = counts.latency.quantile(0.5), let late = counts.latency.quantile(0.99) {
      text += ", p50 \(milliseconds(middle)), p99 \(milliseconds(late))"
    }
    if let revenue { text += ", \(revenue.text)" }
    if let learnt = learner?.status {
      text += ", learnt from " + NumberText.count(learnt.rows, "row")
      text += ", " + NumberText.count(learnt.updates - learnt.rolledBack, "update")
      if let loss = learnt.loss { text += ", loss \(NumberText.metric(loss))" }
    }
    return text + (isRunning ? "" : ", stopped")
  }
}
