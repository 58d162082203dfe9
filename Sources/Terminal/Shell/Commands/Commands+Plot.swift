import Plots
import Support

extension Commands {
  static var plot: Command {
    Command(
      "plot", "find out which characters charts look best with, and keep the answer",
      usage: "doctor [level]", example: ":plot doctor",
      details:
        "It shows a line for each level; `:plot doctor braille` chooses that one, now and for the next sessions. "
        + "`:set glyphs` does so for this session alone, and NABLA_GLYPHS comes before both."
    ) { shell, argument in
      let words = argument.split(separator: " ").map(String.init)
      guard words.first == "doctor", words.count < 3 else { return shell.usage(of: "plot") }
      guard words.count == 2 else {
        shell.gate.result(samples)
        // The answer is the rest of the line.
        if shell.capabilities.isInteractive { shell.preset = ":plot doctor " }
        return .done
      }
      guard Setting.glyphs.accepts(words[1]) else {
        shell.gate.notice("no level `\(words[1])`\nhint: glyphs is \(Setting.glyphs.rule)")
        return .done
      }
      shell.change(.glyphs, to: words[1])
      do throws(FileError) {
        try ConfigurationFile.store(.glyphs, words[1])
        shell.gate.result("glyphs \(words[1]), kept in \(ConfigurationFile.path)")
      } catch {
        shell.gate.notice(
          "note: glyphs \(words[1]) for this session only: \(error.path): \(error.reason)")
      }
      return .done
    }
  }

  private static var samples: String {
    let rows = GlyphLevel.all.map { level in
      [level.word, GlyphSample.line(level.glyphs, columns: 32), level.needs]
    }
    return TextTable(rows: rows).lines().joined(separator: "\n")
      + "\nThe right one is the last whose waves are even, without gaps, rings or boxes with numbers."
      + "\nType its name behind `:plot doctor`."
  }
}
