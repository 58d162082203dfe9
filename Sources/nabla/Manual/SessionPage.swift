import Sessions
import Support
import Workbench

extension ManualPages {
  /// The form of session files.
  static var session: String {
    var page = Roff(title: "nabla-session", section: 5, version: Version.text)
    page.section("Name")
    page.paragraph("nabla-session - sessions of nabla: Markdown files with cells and their outputs")
    page.section("Description")
    page.paragraph(
      "A session is a Markdown file whose name ends in .nabla.md. Prose stays as it is, byte for "
        + "byte. Cells are fenced blocks; what a cell printed stands in blocks behind it. `nabla verify` runs the "
        + "cells again and compares; `nabla walk` goes through a session as a lesson; `nabla lint` looks lessons through."
    )
    page.verbatim(SessionExamples.session)
    frontMatter(&page)
    blocks(&page)
    cells(&page)
    outputs(&page)
    comparison(&page)
    lessons(&page)
    limits(&page)
    page.section("Files that a session writes")
    page.paragraph(
      "save, plot and checkpoint= write into the folder NAME.files beside NAME.nabla.md, and nowhere "
        + "else: no link is followed. A file there is replaced only if the session wrote it as it is; "
        + "which those are stands in .nabla-written in the folder.")
    page.section("See also")
    page.paragraph("nabla(1), nabla-language(7)")
    return page.text
  }

  private static func frontMatter(_ page: inout Roff) {
    page.section("Front matter")
    page.paragraph(
      "Between two lines `---`, of which the first is the first line of the file. Each line is `key: value`; values are "
        + "words, \"texts\", [lists], {maps} or lists of `- {maps}`; # begins a remark. Anchors, tags and texts of several "
        + "lines are refused. All keys may be left out; unknown ones are kept, with a warning.")
    page.entry(
      "nabla",
      [
        "The version of the form: \(SessionLimits.formatVersion). Files of later ones are not changed."
      ])
    page.entry("title, author, licence", ["Texts for readers and lists."])
    page.entry("kind", ["session, or walkthrough for a lesson. session where it is left out."])
    page.entry("minutes", ["How long a learner needs, a whole number."])
    page.entry(
      "language",
      [
        "The language of the prose, such as zh: what a walk itself says is Chinese there. English where it is left out."
      ])
    page.entry("needs", ["Lessons to do before this one, by their names: [00-prompt, 01-neuron]."])
    page.entry(
      "seed", ["Where all random streams start, a whole number from 0; 0 where it is left out."])
    page.entry("dtype", ["float32 or float64; float32 where it is left out."])
    page.entry("rng", ["The generator of random numbers: philox4x32-10, the only one."])
    page.entry(
      "pace, live",
      [
        "How many steps a second trainings make while the lesson is walked, and what they show: loss or net. Both hold "
          + "for cells and exercises that do not say otherwise."
      ])
    page.entry(
      "verify",
      [
        "{mode: M, rtol: R, atol: A}: what holds for cells that do not say otherwise. Modes: \(modes)."
      ])
    page.entry(
      "recorded",
      [
        "{engine: E, math: M}: the arithmetic that made the stored outputs. Where it is the one at hand, digests of "
          + "curves and charts have to be equal; else numbers are compared within the tolerances."
      ])
    page.entry(
      "data",
      [
        "A list of {name: N, path: P, rows: R, sha256: S}, or source: in place of path:. Kept for readers."
      ])
  }

  private static func blocks(_ page: inout Roff) {
    page.section("Blocks")
    page.paragraph(
      "A fence is three or more ` or ~, at most three blanks in; the closing one is at least as long. Behind the opening one "
        + "stand the kind, for outputs their sort, and attributes in braces: #id, key=value, key=\"some words\", flag. Code "
        + "blocks of other languages are prose. Blocks whose kind begins with nabla- and is not known here, and unknown "
        + "attributes, are kept and passed over, with a warning.")
    page.entry("nabla", ["A cell: a program of nabla-language(7), or commands of the prompt."])
    page.entry(
      "nabla-out SORT",
      [
        "An output of the cell above: \(StoredOutput.Kind.allCases.map(\.rawValue).joined(separator: ", "))."
      ])
    page.entry(
      "nabla-view",
      [
        "The picture of the output above, for people who read the file. Made anew from its data, never compared."
      ])
    page.entry("nabla-try", ["An exercise; its text is what the learner starts from."])
    page.entry(
      "nabla-hint", ["A hint for the question or exercise above; several are shown one by one."])
    page.entry(
      "nabla-solution", ["The author's answer of the exercise above; what follows stands on it."])
    page.entry(
      "nabla-check", ["What must hold of the answer; with cell=ID, after that cell has run."])
    page.entry("nabla-quiz", ["A question."])
    page.section("Directives")
    page.paragraph(
      "Comments of one line, `<!-- nabla:NAME TEXT -->`, which Markdown does not show.")
    page.entry("pause", ["A lesson waits for Enter; a text is shown before."])
    page.entry("section", ["A heading that only lessons show."])
    page.entry("speed", ["How many characters a second cells type themselves with."])
    page.entry("clear, checkpoint, only-if", ["Known and kept; they do nothing in this version."])
  }

  private static func cells(_ page: inout Roff) {
    page.section("Attributes of cells")
    page.entry("#id", ["A name, used by checks. No two blocks have the same."])
    page.entry(
      "timeout=60s",
      [
        "The cell is ended after this time: ms, s, min or h. Without, and with more, it is ended after 10 minutes "
          + "of processor time, unless the session is run with --trust."
      ])
    page.entry(
      "expect=error:E0107", ["The cell is meant to end with this error; expect=error with any."])
    page.entry("volatile", ["It runs, but what it prints is not compared."])
    page.entry(
      "norun, hide", ["It is shown and never run; it runs without being shown in a lesson."])
    page.entry(
      "rtol=, atol=",
      [
        "How far numbers may differ: by a part of the larger one, or by so much. Also beside an output, and in the front "
          + "matter, verify: {rtol: 1e-4}, for all cells; the inner one counts."
      ])
    page.entry(
      "rtol.accuracy=, atol.test_loss=",
      [
        "The same for one column of curves, plots and tables; a blank of its heading is written as _."
      ])
    page.entry("verify=", ["How outputs are compared, see below: \(modes)."])
    page.entry("pace=20, live=net", ["As in the front matter, for this cell or exercise."])
    page.entry("took=", ["Kept, and never compared."])
    page.verbatim(SessionExamples.cells)
  }

  private static func outputs(_ page: inout Roff) {
    page.section("Attributes of outputs")
    page.entry(
      "name=, n=",
      ["Of which series or chart, and how many rows it has; a file keeps some of them."])
    page.entry(
      "digest=",
      ["Of all its numbers at full precision: the arithmetic, a colon, 16 hexadecimal digits."])
    page.entry("code=", ["The code of an error."])
    page.entry("truncated", ["Lines are missing at its end."])
    page.entry("rtol=, atol=, rtol.COLUMN=", ["Tolerances for this output, as for cells."])
    page.paragraph(
      "A line `...` stands for any lines, `...` in a line for any text; blanks count as one.")
  }

  private static func lessons(_ page: inout Roff) {
    page.section("Lessons")
    page.verbatim(SessionExamples.lesson)
    page.entry(
      "nabla-try",
      [
        "goal=\"...\" says what is to be reached; attempts=any or a number; optional; pace= and live=. "
          + "from=ID starts it behind a cell or exercise above: names and weights are what they were there, and what "
          + "it gives is added to what the lesson had. time= is kept, and does nothing in this version."
      ])
    page.entry(
      "nabla-quiz",
      [
        "Lines `a) text :: answer to it`, with answer=LETTER; or none, with answer=WORD or answer=NUMBER and tol=. "
          + "A typed number may be 1/2 or 50%."
      ])
    page.entry(
      "nabla-check",
      [
        "A condition on each line, in the language of cells, then say and a sentence with {expressions}. The first line that "
          + "does not hold speaks. A line that begins with when answers a mistake: it speaks where its condition holds. "
          + "A series stands for its newest value, except where a function takes all of it. # begins a remark. Checks look "
          + "at what the session holds, never at what was typed, and change nothing."
      ])
    page.paragraph("Beside the functions of the language, checks may ask:")
    for predicate in CheckHelp.questions {
      page.entry(
        predicate.example,
        [predicate.summary + ". " + predicate.details.split(separator: "\n").joined(separator: " ")]
      )
    }
    page.paragraph(
      "Beside the lessons of a course may stand glossary.md: below a heading `## LESSON` a line `- **word**, **words**: a "
        + "sentence.` for each word that it explains. `?` lists them while a lesson is walked; `nabla lint` warns of words "
        + "that are used before. Forms in single stars, *word*, have an everyday meaning too and are not looked for."
    )
  }

  private static func limits(_ page: inout Roff) {
    page.section("Limits")
    page.entry(
      "refused",
      [
        "Files of more than \(SessionLimits.fileBytes >> 20) MiB, lines of more than "
          + "\(SessionLimits.lineBytes >> 20) MiB, more than \(NumberText.grouped(SessionLimits.blocks)) blocks and "
          + "directives, front matter of more than \(SessionLimits.frontMatterLines) lines or deeper than "
          + "\(SessionLimits.frontMatterDepth), bytes of value 0."
      ])
    page.entry(
      "kept of an output",
      [
        "\(SessionLimits.outputLines) lines and \(SessionLimits.outputBytes >> 10) KiB; control characters are "
          + "made visible, blanks at the ends of lines are cut."
      ])
    page.entry(
      "read, and not changed",
      [
        "Files with an open block, bytes that are no UTF-8, marks of a merge, or of a later version."
      ])
  }

  private static var modes: String {
    VerificationMode.allCases.map(\.rawValue).joined(separator: ", ")
  }
}
