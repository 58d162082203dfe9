import Language
import Plots

extension Interpreter {
  /// Writes a chart to a file at its usual size, over nothing but what nabla wrote; what is wrong, where it is not written.
  ///
  /// For charts that a person looks at: no statement runs, and nothing else changes.
  package func draw(_ plot: Plot, to path: String) -> Diagnostic? {
    do {
      let drawing = try vocabulary.files.writer(\.draw, of: .figure, named: path)
      let size = drawing.sizes?.standard ?? (width: 0, height: 0)
      let file = try drawing.make(
        plot, DrawRequest(width: size.width, height: size.height, theme: .light))
      try outputFile(path).write(file)
      return nil
    } catch {
      return Problems.diagnostic(for: error, at: nil)
    }
  }
}
