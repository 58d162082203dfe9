import ArgumentParser
import Support
import Terminal

/// `nabla serve m.safetensors`: a model that answers over HTTP.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Answers requests over HTTP with a model, until it is told to end.",
    discussion: """
      nabla serve m.safetensors                  on this machine alone, at port 8080
      nabla serve m.onnx --port 9000 --price '0.02$ / 1k' --ledger requests.csv
      nabla serve m.keras --host 0.0.0.0 --token token.txt --tls-cert cert.pem --tls-key key.pem

      It serves what `load` reads: files of nabla, .keras, .onnx. Clients ask as they would TensorFlow Serving
      (POST /v1/models/m:predict) or a server of the Open Inference Protocol (/v2); /metrics is for Prometheus.

      With --learn rows that are sent back with their true answers are learned: POST /v1/models/m:learn
      {"instances": […], "labels": […]}. What makes answers to rows held out worse is not taken, POST …:rollback takes the
      last update back, and --learned m2.safetensors keeps at the end what was learnt.

      Where others than this machine may ask, they show a token: Authorization: Bearer …. It stands in the file that --token
      names, or in NABLA_TOKEN; a file that is not there is made. SIGTERM and Ctrl-C end the server when what it has
      accepted is answered, within five seconds; a second one ends it at once.
      """)

  @OptionGroup var common: CommonOptions

  @Option(help: "How addresses call the model. Default: the file's name.")
  var name: String?

  @Option(help: "Another address than this machine's own, such as 0.0.0.0; needs a token.")
  var host: String?

  @Option(help: "Where it listens; 0 takes any port that is free.")
  var port = 8080

  @Option(
    help: "A file with the token; made where there is none. Also NABLA_TOKEN.", completion: .file())
  var token: String?

  @Option(help: "The certificate and those that it follows from, in PEM.", completion: .file())
  var tlsCert: String?

  @Option(help: "The certificate's key, in PEM.", completion: .file())
  var tlsKey: String?

  @Option(
    help: "What a request costs, or each token of prompt and answer of a text model: '0.02$ / 1k'.")
  var price: String?

  @Option(
    help: "A file with a line for each answer: time, bytes, latency, money.", completion: .file())
  var ledger: String?

  @Option(help: "A file with a line for each request, without what was asked; - is standard error.")
  var accessLog: String?

  @Option(help: "The most rows that are computed at once.")
  var maxBatch = 64

  @Option(help: "How long the first of them waits for others, in milliseconds.")
  var maxWait = 2.0

  @Flag(help: "Learns from rows that are sent back with their true answers (POST …:learn).")
  var learn = false

  @Option(help: "How far a step of that learning goes. Default: 0.001.")
  var learningRate: Double?

  @Option(
    help: "A file into which the model goes at the end with what it has learnt.",
    completion: .file())
  var learned: String?

  @Flag(help: "Tells beginning and end as JSON.")
  var json = false

  @Argument(help: "The file of the model.", completion: .file())
  var file: String

  func validate() throws {
    guard 0...65_535 ~= port else { throw ValidationError("--port is between 0 and 65535") }
    guard 1...4_096 ~= maxBatch else { throw ValidationError("--max-batch is between 1 and 4096") }
    guard 0...10_000 ~= maxWait else { throw ValidationError("--max-wait is between 0 and 10000") }
    guard (tlsCert == nil) == (tlsKey == nil) else {
      throw ValidationError("--tls-cert and --tls-key belong together")
    }
    guard learn || (learningRate == nil && learned == nil) else {
      throw ValidationError("--learning-rate and --learned belong to --learn")
    }
    guard let rate = learningRate else { return }
    guard rate > 0, rate <= 1 else {
      throw ValidationError("--learning-rate is above 0 and at most 1")
    }
  }

  func run() throws {
    var request = ServeRequest(file: file)
    (request.name, request.host, request.port) = (name, host, port)
    (request.token, request.price, request.ledger) = (token, price, ledger)
    if let tlsCert, let tlsKey { request.certificate = (tlsCert, tlsKey) }
    (request.accessLog, request.isJSON) = (accessLog, json)
    request.learningRate = learn ? learningRate ?? 0.001 : nil
    request.learned = learned
    request.batch = (maxBatch, maxWait / 1_000)
    throw ExitCode(Launch(common, seed: nil).serve(request))
  }
}
