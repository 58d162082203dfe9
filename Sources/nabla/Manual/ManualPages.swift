import ArgumentParser
import Catalog
import Support
import Terminal
import Workbench

/// The manual pages, made from the descriptions of the command line, the commands and the words.
enum ManualPages {
  static let names = ["nabla.1", "nabla-session.5", "nabla-language.7"]

  /// A page by its name, with or without its section and what stands before it: `language`.
  static func page(_ name: String) -> String? {
    switch names.first(where: {
      name == $0 || name == $0.dropLast(2) || "nabla-" + name == $0.dropLast(2)
    }) {
    case "nabla.1": program
    case "nabla-session.5": session
    case "nabla-language.7": language
    default: nil
    }
  }

  /// The program, its subcommands, and the commands of the prompt.
  private static var program: String {
    var page = Roff(title: "nabla", section: 1, version: Version.text)
    page.section("Name")
    page.paragraph("nabla - \(Nabla.configuration.abstract)")
    page.section("Usage")
    page.verbatim(Nabla.helpMessage(columns: 78))
    for command in Nabla.configuration.subcommands where command.configuration.shouldDisplay {
      page.section("nabla \(command.configuration.commandName ?? "")")
      page.verbatim(Nabla.helpMessage(for: command, columns: 78))
    }
    page.section("Serving as a service")
    page.paragraph(
      "A unit for systemd, /etc/systemd/system/nabla-serve.service. It runs as a user of its own, "
        + "ends when what was accepted is answered, and reads its token from a file that systemd "
        + "hands over:")
    page.verbatim(ServingExamples.unit)
    page.paragraph("A Containerfile; the token is mounted, never part of the image:")
    page.verbatim(ServingExamples.containerfile)
    page.section("Commands of the prompt")
    for command in CommandManual.entries {
      let example = command.usage.contains(" ") ? ["example: \(command.example)"] : []
      page.entry(":" + command.usage, [command.summary] + lines(of: command.details) + example)
    }
    page.section("Commands of lessons")
    for word in CommandManual.lessons { page.entry(":" + word.name, [word.summary]) }
    page.section("Keys of the prompt")
    page.verbatim(CommandManual.keys)
    page.section("Files")
    page.entry(
      "$XDG_CONFIG_HOME/nabla/config", ["Settings of the prompt, one `name value` on each line."])
    page.entry(
      "$XDG_CONFIG_HOME/nabla/init.nabla", ["A program that runs before the first prompt."])
    page.entry("$XDG_STATE_HOME/nabla/history", ["What was typed."])
    page.entry("$XDG_STATE_HOME/nabla/journal", ["Sessions that `nabla recover` brings back."])
    page.entry("~/.editrc", ["Keys of libedit."])
    page.section("Exit status")
    for status in ExitStatus.told { page.entry("\(status.code)", [status.meaning]) }
    page.section("Environment")
    page.entry("NABLA_DATA", ["A folder of data sets."])
    page.entry("NABLA_TOKEN", ["The token of `nabla serve`, where --token names no file."])
    page.entry("NABLA_THREADS", ["Cores to use; never changes a result."])
    page.entry(
      "NABLA_KERNELS",
      [
        "generic, avx2, avx512 or vnni: kernels that run instead of the best; the same bits, to compare."
      ])
    page.entry("NABLA_PLAIN", ["1 for append-only text: no redrawing, charts as words."])
    page.entry("NABLA_GLYPHS", ["braille, quadrant or ascii: what charts are drawn with."])
    page.entry("NO_COLOR, CLICOLOR_FORCE, COLORTERM, TERM", ["As everywhere."])
    page.section("See also")
    page.paragraph("nabla-session(5), nabla-language(7)")
    return page.text
  }

  /// All words of the language, by their kinds.
  private static var language: String {
    var page = Roff(title: "nabla-language", section: 7, version: Version.text)
    page.section("Name")
    page.paragraph("nabla-language - the words of nabla's language")
    page.section("Random numbers")
    page.paragraph(
      "All that is drawn follows from `seed N` (0 without) and from what it is: the purpose, a "
        + "weight's path in its model and its shape, the rows of data, and how many equal ones came "
        + "before since `seed`. Names of variables and unrelated lines between change nothing: `seed 5` "
        + "before each of two equal models starts both alike. `split` gives the same data the same parts."
    )
    page.section("Comparisons")
    page.paragraph(
      "Comparisons of tensors give tensors of true and false. As an index such a tensor selects "
        + "where it is true, `t[t > 6]`; a tensor of whole numbers gives positions, negative ones "
        + "from the end.")
    page.section("Limits")
    page.paragraph(
      "What would take more memory than is left is refused before it is computed (E0910); `set "
        + "memory=` sets the limit. Numbers show six digits; `:set digits 17` shows all.")
    let signatures = Vocabulary.standard.catalog.signatures
    for kind in Signature.Kind.allCases where kind != .command {
      let words = signatures.filter { $0.kind == kind }.sorted { $0.name < $1.name }
      if words.isEmpty { continue }
      page.section(kind.rawValue)
      for word in words {
        var lines = [word.summary]
        lines += word.parameters.map { parameter in
          let text = parameter.defaultText.map { " (\($0))" } ?? ""
          return "\(parameter.name)\(text): \(parameter.summary)"
        }
        let term = word.parameters.isEmpty ? word.name : word.callForm
        page.entry(term, lines + self.lines(of: word.details) + ["example: \(word.example)"])
      }
    }
    page.section("See also")
    page.paragraph("nabla(1), nabla-session(5)")
    return page.text
  }

  private static func lines(of text: String) -> [String] {
    text.split(separator: "\n").map(String.init)
  }
}
