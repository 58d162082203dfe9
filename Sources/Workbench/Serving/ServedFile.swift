import Language
import Learning
import Serving
import Support

/// A file of a model that is served by itself: what `load` and `serve` do, of a program of its own.
package enum ServedFile {
  /// What is told beside the server.
  package struct Start {
    /// What answers.
    package let server: ModelServer
    /// Notes and warnings of reading the file.
    package let remarks: [String]
    fileprivate let interpreter: Interpreter
    fileprivate let host: RecordingHost
    fileprivate let model: Model

    /// Saves the model with the weights that answer now, as `save` does, and says so. Throws a `Diagnostic`.
    package func keep(_ path: String) throws -> String {
      if let learner = server.learner {
        for ((_, variable), value) in zip(model.parameters, learner.weights) { variable.set(value) }
      }
      interpreter.run(ProgramText("save served_model, \(QuotedText.of(path))"), isTransaction: true)
      for case .diagnostic(let diagnostic, _, _) in host.take() where diagnostic.severity == .error
      {
        throw diagnostic
      }
      return "what was learnt is in \(path)"
    }
  }

  /// Reads the file, and serves its model under a name made of the file's, or the one that is given.
  ///
  /// `price` is what `price=` takes, as text. Throws a `Diagnostic`.
  package static func start(
    _ path: String, named name: String?, price: String?,
    learning: (rate: Double, file: String?)? = nil, _ options: ServerOptions,
    _ interpreterOptions: Interpreter.Options
  ) throws -> Start {
    let host = RecordingHost()
    let interpreter = Interpreter(options: interpreterOptions, host: host)
    var program = "served_model = load(\(QuotedText.of(path)))"
    // Read as an expression, and as nothing else.
    if let price { program += "\nserved_price = (\(price.replacing("\n", with: " ")))" }
    interpreter.run(ProgramText(program), isTransaction: true)
    var remarks: [String] = []
    for case .diagnostic(var diagnostic, _, _) in host.take() {
      diagnostic.span = nil
      if diagnostic.severity == .error { throw diagnostic }
      remarks.append(diagnostic.message)
    }
    guard case .model(let model)? = interpreter["served_model"] else {
      throw Problems.diagnostic(for: ServeProblem.noModel(path), at: nil)
    }
    let served = ServedModel(
      model, name: name ?? baseName(path),
      threads: ServeVerb.threads(for: model, interpreterOptions))
    var options = options
    if price != nil {
      guard case .quantity(let amount)? = interpreter["served_price"],
        amount.dimension == Quantity.money, amount.amount.isFinite, amount.amount >= 0
      else { throw Problems.diagnostic(for: ServeProblem.price(price ?? ""), at: nil) }
      options.price = ServingPrice(amount.amount, of: served)
    }
    do {
      // A name that no file can have is told now, not when all has been learnt.
      if let file = learning?.file {
        _ = try interpreter.vocabulary.files.writer(\.writeModel, of: .model, named: file)
      }
      let learner = try learning.map { try OnlineLearner(served, rate: $0.rate) }
      let routes = ServedRoutes.all(
        of: served, learner: learner, isGuarded: options.token != nil)
      return Start(
        server: try ModelServer(served, options, routes: routes, learner: learner),
        remarks: remarks, interpreter: interpreter, host: host, model: model)
    } catch {
      throw Problems.diagnostic(for: error, at: nil)
    }
  }

  /// `models/digits.safetensors` is `digits`.
  private static func baseName(_ path: String) -> String {
    let file = path.split(separator: "/").last ?? ""
    return String(file.prefix { $0 != "." })
  }
}
