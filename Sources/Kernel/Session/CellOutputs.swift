import Books
import Language
import Sessions
import Support
import Workbench

/// What one execution shows, as messages: lines of text come together, the last value is the result.
///
/// A cell shows at most 1 MiB of text and 32 MiB of tables and charts; what is more is counted and said.
final class CellOutputs {
  enum Stream: String { case stdout, stderr }

  static let textLimit = 1 << 20
  static let richLimit = 32 << 20
  static let displayLimit = 1000
  /// Seconds that text waits for more.
  private static let patience = 0.1
  /// Values and asides that are shown by themselves; more of them come as lines.
  private static let smallLimit = 200

  /// Takes a message's type and content; `nil` where nothing is shown.
  private let publish: ((String, JSON) -> Void)?
  private var pending: (stream: Stream, text: String)?
  private var begun = 0.0
  /// The last value or table: a result if nothing follows.
  private(set) var held: MimeBundle?
  /// What went wrong, in order.
  private(set) var errors: [CellError] = []
  private var textBytes = 0
  private var richBytes = 0
  private var displays = 0
  private var smallDisplays = 0
  private var hiddenLines = 0
  private var hiddenDisplays = 0

  init(_ publish: ((String, JSON) -> Void)?) { self.publish = publish }

  /// Whether nobody is shown anything.
  var isSilent: Bool { publish == nil }

  /// A line of text, or several.
  func write(_ text: String, to stream: Stream = .stdout) {
    settle()
    append(text, to: stream)
  }

  /// What is told of a computation and is none of its results.
  func tell(aside text: String) {
    settle()
    showSmall(MimeBundle.aside(text))
  }

  /// A value or a table: the result, if nothing follows it.
  func hold(_ bundle: MimeBundle) {
    settle()
    held = bundle
  }

  /// A chart, or a table that is no result.
  func show(_ bundle: MimeBundle) {
    settle()
    flush()
    guard hasRoom(for: bundle) else { return }
    publish?("display_data", ["data": bundle.data, "metadata": [:], "transient": [:]])
  }

  /// A picture that changes in its place.
  func show(_ bundle: MimeBundle, as name: String, isFirst: Bool) {
    settle()
    flush()
    publish?(
      isFirst ? "display_data" : "update_display_data",
      ["data": bundle.data, "metadata": [:], "transient": ["display_id": .text(name)]])
  }

  func fail(_ error: CellError) { errors.append(error) }

  /// Called often: text that has waited goes out.
  func breathe() {
    if pending != nil, monotonicSeconds() - begun > Self.patience { flush() }
  }

  /// The end of the execution with this number.
  func finish(number: Int) {
    if let held, errors.isEmpty, hasRoom(for: held) {
      flush()
      publish?(
        "execute_result",
        ["execution_count": .whole(number), "data": held.data, "metadata": [:]])
    } else {
      settle()
    }
    tellHidden()
    flush()
    if !errors.isEmpty { publish?("error", CellError.content(of: errors)) }
  }

  /// A value that something follows is only shown.
  private func settle() {
    guard var bundle = held else { return }
    held = nil
    guard bundle.html != nil else {
      bundle.note = StoredNote.ofValue(bundle.plain)
      return showSmall(bundle)
    }
    flush()
    if hasRoom(for: bundle) {
      publish?("display_data", ["data": bundle.data, "metadata": [:], "transient": [:]])
    }
  }

  /// A few lines that are no printed ones, which a notebook must know apart.
  private func showSmall(_ bundle: MimeBundle) {
    smallDisplays += 1
    guard smallDisplays <= Self.smallLimit, textBytes < Self.textLimit else {
      return append(bundle.plain, to: .stdout)
    }
    textBytes += bundle.byteCount
    flush()
    publish?("display_data", ["data": bundle.data, "metadata": [:], "transient": [:]])
  }

  private func append(_ text: String, to stream: Stream) {
    guard publish != nil else { return }
    guard textBytes + text.utf8.count < Self.textLimit else {
      textBytes = Self.textLimit
      hiddenLines += 1 + text.utf8.count { $0 == 0x0A }
      return
    }
    let shown = Sanitizer.visible(text) + "\n"
    textBytes += shown.utf8.count
    if pending?.stream != stream {
      flush()
      pending = (stream, "")
      begun = monotonicSeconds()
    }
    pending?.text += shown
    breathe()
  }

  private func flush() {
    guard let (stream, text) = pending else { return }
    pending = nil
    publish?("stream", ["name": .text(stream.rawValue), "text": .text(text)])
  }

  private func hasRoom(for bundle: MimeBundle) -> Bool {
    displays += 1
    richBytes += bundle.byteCount
    guard displays <= Self.displayLimit, richBytes <= Self.richLimit else {
      hiddenDisplays += 1
      return false
    }
    return true
  }

  private func tellHidden() {
    var parts: [String] = []
    if hiddenLines > 0 { parts.append(NumberText.count(hiddenLines, "more line")) }
    if hiddenDisplays > 0 {
      parts.append("\(NumberText.grouped(hiddenDisplays)) more tables and charts")
    }
    guard !parts.isEmpty else { return }
    textBytes = 0
    append(
      "… " + parts.joined(separator: ", ") + " not shown: a cell shows at most 1 MiB of text, "
        + "and 1000 tables and charts of 32 MiB", to: .stderr)
  }
}

/// What went wrong in an execution.
struct CellError {
  /// `E0103`, or a word.
  var name: String
  var message: String
  /// Lines, as the prompt shows them.
  var text: String

  init(_ name: String, _ message: String, text: String? = nil) {
    self.name = name
    self.message = Sanitizer.visible(message)
    self.text = Sanitizer.visible(text ?? "\(name): \(message)")
  }

  /// An error of a program, with its place in the source.
  init(_ diagnostic: Diagnostic, source: String = "", firstLine: Int = 1) {
    let text = DiagnosticText.render(diagnostic, source: source, firstLine: firstLine)
    self.init(diagnostic.code.isEmpty ? "Error" : diagnostic.code, diagnostic.message, text: text)
  }

  /// The first gives the name; all of them are shown.
  static func content(of errors: [CellError]) -> JSON {
    [
      "ename": .text(errors.first?.name ?? "Error"), "evalue": .text(errors.first?.message ?? ""),
      "traceback": .list(errors.flatMap(\.colored).map { .text($0) }),
    ]
  }

  /// The first word in red, hints in blue; frontends show such colours.
  private var colored: [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { index, line in
      if index == 0, let colon = line.firstIndex(of: ":") {
        return "\u{1B}[1;31m\(line[..<colon])\u{1B}[0m\(line[colon...])"
      }
      return line.hasPrefix("hint:") ? "\u{1B}[34mhint:\u{1B}[0m\(line.dropFirst(5))" : String(line)
    }
  }
}
