import Engine
import Language
import Sessions
import Support
import Workbench

/// The inputs of a prompt as a session file that verifies.
package enum SavedSession {
  /// `texts` are the programs of the cells, as `SavedInputs` has them.
  package static func bytes(
    of cells: [Cell], texts: [String], path: String, options: Interpreter.Options
  ) -> [UInt8] {
    let type: FrontMatter.FloatType = options.dtype == .float64 ? .float64 : .float32
    var session = empty(path, options)
    let fingerprint = ArithmeticVersion.fingerprint(type)
    for (cell, text) in zip(cells, texts) {
      let options = cell.failedTraining.map { "expect=error:\($0.code)" } ?? ""
      let id = session.insert(.cell, text, at: session.parts.count, options: options)
      session.setOutputs(
        StoredForm.outputs(of: cell.outputs, fingerprint: fingerprint),
        of: id)
    }
    return session.bytes
  }

  /// A session without cells, with the seed and type that are chosen.
  package static func empty(_ path: String, _ options: Interpreter.Options) -> EditableSession {
    let record = ArithmeticVersion.record.map { "\($0.key): \($0.value)" }
    let title = SessionPath.title(of: path)
    var session = EditableSession(
      name: path,
      frontMatter: [
        "nabla: 1", "title: \(title)", "kind: session", "seed: \(options.seed)",
        "dtype: \(options.dtype == .float64 ? "float64" : "float32")",
        "recorded: {\(record.joined(separator: ", "))}",
      ])
    session.insert(.prose, "# " + title, at: 0)
    return session
  }
}
