import ArgumentParser
import Terminal

/// `nabla convert a.nabla.md a.ipynb`: a file as one of another kind.
struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract:
      "Makes a notebook, page or program of a session and back, or another file of a model.",
    discussion: """
      nabla convert a.nabla.md a.ipynb            a notebook for Jupyter
      nabla convert a.ipynb a.nabla.md            the session again, byte for byte
      nabla convert a.nabla.md a.html --run       a page by itself, charts as they are drawn
      nabla convert a.nabla.md a.nabla            a program
      nabla convert a.py a.nabla                  a Keras program; status 1: not all of it
      nabla convert m.safetensors m.onnx          what `load` and `export` do

      Nothing is run unless --run is given: charts are drawn from the numbers that are stored, and those of
      which a session stores words alone stay words. Code of other languages in a notebook is shown, and never
      run.
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var trust: TrustOption

  @Option(
    help:
      "What is read, where neither its content nor its name says it: session, notebook, program, onnx."
  )
  var from: String?

  @Option(
    help: "What is written, where its name does not say it: ipynb, html, nabla.md, nabla, onnx.")
  var to: String?

  @Flag(name: .customLong("run"), help: "Runs the cells of the session, and draws its charts.")
  var runs = false

  @Flag(help: "Replaces a file that nabla did not write.")
  var replace = false

  @Flag(help: "Tells what was done as JSON.")
  var json = false

  @Argument(help: "The file that is read; `-` is standard input.", completion: .file())
  var input: String

  @Argument(
    help: "The file that is written; `-` is standard output, with --to.", completion: .file())
  var output: String

  func validate() throws {
    if output == "-", to == nil {
      throw ValidationError("standard output has no name: say --to html")
    }
    if output == "-", json {
      throw ValidationError("--json and the file itself both go to standard output")
    }
  }

  func run() throws {
    var request = ConversionRequest(input: input, output: output)
    (request.from, request.to) = (from, to)
    (request.runs, request.replaces, request.isJSON) = (runs, replace, json)
    throw ExitCode(Launch(common, seed: nil, trust).convert(request))
  }
}
