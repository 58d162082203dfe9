import Sessions
import Support

extension ManualPages {
  /// The form of session files.
  static var session: String {
    var page = Roff(title: "nabla-session", section: 5, version: Version.text)
    page.section("Name")
    page.paragraph("nabla-session - sessions of nabla: Markdown files with cells and their outputs")
    page.section("Description")
    page.paragraph(
      "A session is a Markdown file whose name ends in .nabla.md. Prose stays as it is, byte for "
        + "byte. Cells are fenced blocks; what a cell printed stands in blocks behind it.")
    page.verbatim(
      """
      ---
      nabla: 1
      seed: 7
      dtype: float32
      ---
      ```nabla {#first timeout=60s}
      2 + 2
      ```

      ```nabla-out value
      4
      ```
      """)
    page.section("Front matter")
    page.entry("nabla", ["The version of the form: 1."])
    page.entry("title, kind, minutes, needs", ["What a lesson says of itself."])
    page.entry("seed", ["Where all random streams start."])
    page.entry("dtype", ["float32 or float64."])
    page.entry("recorded", ["The arithmetic that made the stored outputs."])
    page.section("Blocks")
    page.entry("nabla", ["A cell of the language."])
    page.entry("nabla-out", ["An output: text, table, curve, plot or error."])
    page.entry("nabla-view", ["The picture of an output, made anew from its data."])
    page.entry(
      "nabla-try, nabla-hint, nabla-solution",
      [
        "An exercise, hints that are shown one by one, and its answer. goal=\"...\" says what is to be reached, "
          + "from=ID behind which cell or exercise above it starts: names and weights are what they were there, and "
          + "what the exercise gives is added to what the lesson had. attempts=3 shows the solution after so many."
      ])
    page.entry(
      "nabla-check",
      [
        "Conditions on values: a condition, then say and a sentence with {expressions}. A line that begins with "
          + "when answers a mistake. A series stands for its newest value. Beside the functions of the language "
          + "there are exists(x), uses(m, relu), diverged(r), monotone(r.loss), same(f, g) and took(cell)."
      ])
    page.entry(
      "nabla-quiz",
      [
        "A question with choices, a) to z), or a typed answer: answer=b, or answer=0.5 and tol=0.01."
      ])
    page.section("Options of cells")
    page.entry("#id", ["A name that the author gives."])
    page.entry(
      "timeout=60s",
      [
        "The cell is ended after this time. Without, and with more, it is ended after 10 minutes "
          + "of processor time, unless the session is run with --trust."
      ])
    page.entry("expect=error:E0107", ["The cell is meant to end with this error."])
    page.entry(
      "pace=20, live=net",
      [
        "How many steps a second a training makes while the lesson is walked, and that it shows the net. In the "
          + "front matter both hold for all cells."
      ])
    page.entry("volatile", ["Runs, but what it prints is not compared."])
    page.entry("norun, hide", ["Is not run; is not shown."])
    page.entry("rtol=, atol=", ["How far numbers may differ."])
    page.entry(
      "verify=", ["How outputs are compared: \(modes)."])
    page.section("Files that a session writes")
    page.paragraph(
      "save, plot and checkpoint= write into the folder NAME.files beside NAME.nabla.md, and nowhere "
        + "else: no link is followed. A file there is replaced only if the session wrote it as it is; "
        + "which those are stands in .nabla-written in the folder.")
    page.section("See also")
    page.paragraph("nabla(1), nabla-language(7)")
    return page.text
  }

  private static var modes: String {
    VerificationMode.allCases.map(\.rawValue).joined(separator: ", ")
  }
}
