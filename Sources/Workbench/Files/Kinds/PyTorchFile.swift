import Catalog
import Data
import Exchange
import Formats
import Learning
import Support

/// Models and trainings as programs of Python, and models' weights as PyTorch has them.
enum PyTorchFile {
  /// How the names of state dictionaries end.
  static let weightsSuffix = ".pt.safetensors"

  /// Programs: of a model its class, of a run the training.
  static let program = FileKind(
    signature: programSignature,
    exports: [
      .model { model, request in
        let stem = request.stem(programSignature)
        let weights = stem + weightsSuffix
        let made = try TorchExport.program(of: model, file: weights, notes: notes(model))
        let takes =
          made.takesRows
          ? "`prepare` makes its inputs of a row of the table"
          : ExportedInputs.words(
            model, isRaw: false, prepared: "what the table does to them has no form there",
            cause: ExportedInputs.cause(model, in: "this program", computed: false))
        let answers =
          model.recipe?.target?.isScaled == true
          ? "`answer` takes its output back to the units of the data" : ""
        return ExportedFiles(
          made.program, beside: [(weights, made.state)],
          remark: ([takes, answers] + made.remarks).filter { !$0.isEmpty }.joined(separator: "; "))
      },
      .run(options: ["framework"]) { run, request in
        let files = try training(run, request)
        return ExportedFiles(
          files.program, beside: files.beside, remark: files.remarks.joined(separator: "; "))
      },
    ])

  /// The program of a run from its first step on.
  private static func training(
    _ run: TrainingRun, _ request: ExportRequest
  ) throws -> TrainingProgram.Files {
    let word = request.framework ?? "pytorch"
    guard let framework = TrainingProgram.Framework(rawValue: word) else {
      throw TrainingProgramProblem.framework(word)
    }
    let start: TrainingCheckpoint
    do {
      start = try run.checkpoint(afterStep: 0) { Interrupt.isRaised }
    } catch {
      throw TrainingProgramProblem.start
    }
    let changes = run.changes
    guard changes.isEmpty else { throw TrainingProgramProblem.changes(changes.map(\.name)) }
    return try TrainingProgram.files(
      of: run.setup, from: start.weights, framework, stem: request.stem(programSignature),
      ran: ran(run))
  }

  /// How far a run came that somebody, or its condition, ended before its time; `nil` for others: what ends them stands in
  /// the program.
  private static func ran(_ run: TrainingRun) -> TrainingProgram.Ran? {
    switch run.outcome {
    case .stopped?, .interrupted?, .conditionMet?, .failed?: break
    case .finished?, .stoppedEarly?, nil: return nil
    }
    let last = run.epochSeries.last
    let (epochs, steps) = (last?.epoch ?? 0, run.progress.step - (last?.step ?? 0))
    guard epochs < run.setup.options.epochs else { return nil }
    return TrainingProgram.Ran(epochs: epochs, steps: max(0, steps))
  }

  private static let programSignature = FileSignature(
    "Python", "a Python program", suffixes: [".py"], holds: [.export], mark: "written by nabla",
    advice: { "`import \"\($0)\"` reads a Keras program; in a shell: python \($0)" })

  /// State dictionaries.
  static let weights = FileKind(
    signature: FileSignature(
      "PyTorch", "a state dictionary of PyTorch", suffixes: [weightsSuffix], holds: [.export],
      mark: TorchExport.layoutKey,
      advice: { "give its weights to a model: load \"\($0)\", into=m" }),
    exports: [
      .model { model, _ in
        let made = try TorchExport.state(of: model, notes: notes(model))
        return ExportedFiles(made.bytes, remark: made.remarks.joined(separator: "; "))
      }
    ])

  private static func notes(_ model: Model) -> [(key: String, value: String)] {
    [("name", model.name)]
  }
}

/// Why a run becomes no program; worded in `Problems`.
enum TrainingProgramProblem: Error {
  /// No framework of that name is written for.
  case framework(String)
  /// What it began with is not kept.
  case start
  /// Settings were changed while it was on.
  case changes([String])
}
