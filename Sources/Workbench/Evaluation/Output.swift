import Language
import Plots

/// What a program says; the terminal, a pipe or a session file decides how it looks.
package enum Output {
  /// The value of an expression statement.
  case value(String)
  /// What `print` prints.
  case text(String)
  /// The run line of `train`; left out on a terminal that showed a live panel.
  case runLine(Report, wasShownLive: Bool)
  /// The curves of a finished run, stored by sessions and not shown.
  /// `epochs` are their numbers where not each is there; empty where they count from 1.
  case curve(name: String, epochs: [Int] = [], series: [(name: String, values: [Double])])
  /// Tables and named values: summary, evaluation, data set.
  case report(Report)
  case plot(Plot)
  /// Errors, warnings and notes, with the source that their spans point into.
  case diagnostic(Diagnostic, source: String, firstLine: Int)
  /// Times, speeds and hashes: shown to a person, left out of stored outputs.
  case aside(String)
}
