import Engine
import Language
import Sessions
import Support

/// The inputs of a prompt as a session file that verifies.
public enum SavedSession {
  /// `texts` are the programs of the cells, as `SavedInputs` has them, `names` those of their results.
  public static func bytes(
    of cells: [Cell], texts: [String], names: [String?], path: String, options: Interpreter.Options
  ) -> [UInt8] {
    let type: FrontMatter.FloatType = options.dtype == .float64 ? .float64 : .float32
    var session = empty(path, options)
    let fingerprint = ArithmeticVersion.fingerprint(type)
    for ((cell, text), name) in zip(zip(cells, texts), names) {
      let id = session.insert(.cell, text, at: session.parts.count)
      session.setOutputs(
        StoredForm.outputs(of: cell.outputs.map { $0.named(name) }, fingerprint: fingerprint),
        of: id)
    }
    return session.bytes
  }

  /// A session without cells, with the seed and type that are chosen.
  public static func empty(_ path: String, _ options: Interpreter.Options) -> EditableSession {
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

extension Output {
  /// The curves of a run that has got a name.
  fileprivate func named(_ name: String?) -> Output {
    if case .curve("run", let series) = self, let name { return .curve(name: name, series: series) }
    return self
  }
}
