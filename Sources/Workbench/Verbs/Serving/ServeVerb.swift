import Catalog
import Learning
import Serving
import Support

/// `s = serve m, port=8080`: the model as it is now answers over HTTP, while the prompt stays free.
enum ServeVerb: Verb {
  private static let model = Parameter<Model>.model()
  private static let port = Parameter<Int>(
    "port", "Where it listens; 0 takes any that is free.", default: 8080,
    rule: "between 0 and 65535"
  ) { 0...65_535 ~= $0 }
  private static let host = Parameter<String>.text(
    "host", "Another address than this machine's own, such as \"0.0.0.0\"; needs `token=`.",
    shown: .nothing)
  private static let token = Parameter<String>.file(
    "token", "A file with the token that clients show; made where there is none.",
    shown: .nothing, files: [])
  private static let price = Parameter<Quantity>.value(
    "price",
    "What a request costs; of a model that writes texts each token of prompt and answer: `0.02$ / 1k`.",
    expected: "an amount of money such as 0.02$ / 1k", shown: .nothing
  ) { value, _ in
    guard case .quantity(let price) = value, price.dimension == Quantity.money,
      price.amount.isFinite, price.amount >= 0
    else { return nil }
    return price
  }
  private static let ledger = Parameter<String>.file(
    "ledger", "A file with a line for each answer: time, bytes, latency, money.",
    shown: .nothing, files: [])
  private static let maxBatch = Parameter<Int>(
    "max_batch", "The most rows that are computed at once.", default: 64,
    rule: "between 1 and 4096"
  ) { 1...4_096 ~= $0 }
  private static let maxWait = Parameter<Quantity>.value(
    "max_wait", "How long the first of a batch waits for others; 2ms where nothing is said.",
    expected: "a time such as 2ms", shown: .nothing
  ) { value, _ in
    guard case .quantity(let time) = value, time.dimension == Quantity.time,
      (0...10).contains(time.amount)
    else { return nil }
    return time
  }

  private static let learn = Parameter<Bool>(
    "learn", "Whether it learns from rows that clients send back with their true answers.",
    default: false)
  private static let learningRate = Parameter<Double>(
    "learning_rate", "How far a step of that learning goes.", default: 0.001,
    rule: "above 0 and at most 1"
  ) { $0 > 0 && $0 <= 1 }

  static let signature = Signature(
    "serve", .verb, "answers requests over HTTP with a model, on this machine",
    example: "s = serve model 2 { dense 1 }, port=0; stop s",
    [
      model.description, port.description, host.description, token.description,
      price.description, ledger.description, maxBatch.description, maxWait.description,
      learn.description, learningRate.description,
    ],
    details: """
      It answers with the weights that the model has now: training it later changes nothing until it is served again.
      POST /v1/models/m:predict {"instances": […]} is TensorFlow Serving's interface, /v2/models/m/infer the Open
      Inference Protocol, /v1/completions that of OpenAI's clients, for a model that writes texts, /metrics what Prometheus
      reads. / is a page to try it out, /openapi.json describes it all. s.requests, s.errors, s.latency.p99, s.revenue and plot s tell
      what it has done, times of the newest 1,000 answers; stop s ends it, and :jobs lists servers. Serving on the same port
      again takes the place of the server before.
      It listens on 127.0.0.1 and ::1 alone. host="0.0.0.0", token="token.txt" lets others ask who show the token:
      `Authorization: Bearer …`. The environment variable NABLA_TOKEN does the same.
      With learn=true POST /v1/models/m:learn {"instances": […], "labels": […]} takes rows with their true answers: names
      of classes, class numbers, or numbers in the units of the data. A quarter of them is held out. After 32 others a copy
      of the weights sees the last 256 rows once, with adam(learning_rate), and answers from then on if its loss on the rows
      held out is no larger. Where rows that come later say otherwise it is taken back. `rollback s` takes the last update
      back by hand, s.learning tells what was learnt, s.model is a copy of the model as it answers now.
      A session that is done again (verify, replay, recovery) listens nowhere.
      """, effects: [.givesValue, .setsState])

  static func perform(_ call: VerbCall) throws -> Value {
    let interpreter = call.interpreter
    let original = try call[model]
    let served = ServedModel(
      original, name: name(call), threads: threads(for: original, interpreter.options))
    var options = ServerOptions()
    options.port = try call[port]
    options.host = try call.optional(host)
    options.price = try call.optional(price).map { ServingPrice($0.amount, of: served) }
    options.mostRows = try call[maxBatch]
    options.wait = try call.optional(maxWait)?.amount ?? options.wait
    if try !call[learn] {
      try call.refuse(idle: learningRate.description, .without(learn.name, typed: "learn=true"))
    }
    let learner = try call[learn] ? OnlineLearner(served, rate: try call[learningRate]) : nil
    let (tokenPath, ledgerPath) = (try call.optional(token), try call.optional(ledger))
    guard !interpreter.isDoneAgain else {
      return .server(interpreter.tell(served, nil, options, original, learner))
    }
    options.token =
      try tokenPath.map { try interpreter.servingToken($0) }
      ?? TokenFile.ofEnvironment()
    options.ledger = ledgerPath.map(interpreter.resolvedPath)
    options.notice = { [queue = interpreter.workQueue] text in
      queue.post(.betweenInputs { $0.tellLedger(text) })
    }
    options.learned = { [queue = interpreter.workQueue, name = served.name] event in
      guard event.kind == .takenBack else { return }
      queue.post(.betweenInputs { $0.tellTakenBack(event, by: name) })
    }
    try interpreter.endServer(for: options)
    let server = try ModelServer(
      served, options,
      routes: ServedRoutes.all(of: served, learner: learner, isGuarded: options.token != nil),
      learner: learner)
    return .server(interpreter.tell(served, server, options, original, learner))
  }

  /// Small nets are answered faster by one thread, beside those that move bytes and read; bits never depend on it.
  static func threads(for model: Model, _ options: Interpreter.Options) -> Int {
    model.parameterCount < 4_000_000 ? 1 : options.threads
  }

  /// What addresses call the model: the name that the statement gives it.
  private static func name(_ call: VerbCall) -> String? {
    let text = call.sourceText(ofPositional: 0)
    let isName =
      !text.isEmpty
      && text.utf8.allSatisfy {
        $0 == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
      }
    return isName ? text : nil
  }
}
