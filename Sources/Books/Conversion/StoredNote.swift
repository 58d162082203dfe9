import Sessions
import Support
import Workbench

/// What a session stores of an output, for a notebook that shows it.
package enum StoredNote {
  /// The note beside `text`, under `Notebook.noteType`: with it the output is read as what `verify` computes.
  /// `nil` where nothing is stored of it.
  package static func of(_ output: Output, beside text: String, _ options: Interpreter.Options)
    -> JSON?
  {
    let fingerprint = ArithmeticVersion.fingerprint(
      options.dtype == .float64 ? .float64 : .float32)
    return StoredForm.outputs(of: [output], fingerprint: fingerprint).first?.note(beside: text)
  }

  /// The note of a value that is shown as its text.
  package static func ofValue(_ text: String) -> JSON {
    StoredOutput(.value, text).note(beside: text)
  }
}
