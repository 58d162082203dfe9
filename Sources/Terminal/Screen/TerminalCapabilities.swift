import CTerminal
import Glibc
import Plots
import Support

/// When colour is wanted: `--color`.
package enum ColorChoice: String, Sendable, CaseIterable {
  case auto, always, never
}

/// What the terminal at hand can do, found once at the start.
package struct TerminalCapabilities: Sendable, Equatable {
  /// The facts that the answers depend on, so that a test can make them up.
  package struct Surroundings {
    /// The value of an environment variable; `nil` where it is not set.
    package var variable: (String) -> String?
    /// Whether standard input is a terminal.
    package var isInputTerminal: Bool
    /// Whether standard output is one.
    package var isOutputTerminal: Bool
    /// What terminfo knows: 0 nothing, 1 the name, 2 the cursor can be placed.
    package var terminalKind: (String) -> Int

    /// Surroundings that are made up.
    package init(
      variable: @escaping (String) -> String?, isInputTerminal: Bool, isOutputTerminal: Bool,
      terminalKind: @escaping (String) -> Int
    ) {
      self.variable = variable
      self.isInputTerminal = isInputTerminal
      self.isOutputTerminal = isOutputTerminal
      self.terminalKind = terminalKind
    }

    /// Those of this process, as they are now.
    package static var actual: Surroundings {
      Surroundings(
        variable: Environment.value, isInputTerminal: isatty(STDIN_FILENO) == 1,
        isOutputTerminal: isatty(STDOUT_FILENO) == 1,
        terminalKind: { Int(nabla_terminal_kind($0)) })
    }
  }

  /// Keys can be read one by one and text drawn in place.
  package var isInteractive: Bool
  /// Append-only text: `--plain`, `NABLA_PLAIN`, or a terminal that cannot place its cursor.
  package var isPlain: Bool
  /// Whether charts are told in words instead of drawn: `NABLA_A11Y`, and wherever text is only added to.
  package var describesCharts: Bool
  /// Whether text is coloured: `--color`, then `NO_COLOR`, then `CLICOLOR_FORCE`, then whether a
  /// terminal that can place its cursor shows it.
  package var hasColor: Bool
  /// Whether a picture can fill the window.
  package var canFillScreen: Bool
  /// The name for terminfo; `dumb` where it knows none.
  package var terminal: String
  /// What charts may use.
  package var plots: Capabilities

  /// What these surroundings allow; `color` and `plain` are what the command line chose.
  package init(
    _ surroundings: Surroundings = .actual, color: ColorChoice = .auto, plain: Bool = false
  ) {
    let variable = surroundings.variable
    let named = variable("TERM") ?? "dumb"
    let kind = named == "dumb" ? 1 : surroundings.terminalKind(named)
    terminal = kind == 0 ? "dumb" : named
    let isTerminal = surroundings.isOutputTerminal
    isInteractive = isTerminal && surroundings.isInputTerminal
    isPlain = plain || isOn(variable("NABLA_PLAIN")) || (isTerminal && kind < 2)
    describesCharts = isOn(variable("NABLA_A11Y")) || isPlain
    canFillScreen = isInteractive && kind == 2 && !isPlain
    switch color {
    case .always: hasColor = true
    case .never: hasColor = false
    case .auto:
      hasColor =
        variable("NO_COLOR") == nil
        && (isOn(variable("CLICOLOR_FORCE")) || (isTerminal && kind == 2))
    }
    plots = Capabilities(
      glyphs: glyphs(variable, terminal: terminal, isTerminal: isTerminal),
      depth: hasColor ? depth(variable, terminal: terminal) : .none,
      isLightBackground: isLight(variable("COLORFGBG")))
    plots.keepsText = plots.glyphs == .ascii && isUTF8(variable)
  }

  /// Call once before anything that asks the locale: libedit, ncurses, widths.
  ///
  /// Text is UTF-8 whatever the surroundings say; only the glyphs of charts follow `LANG=C`.
  package static func setUpLocale() {
    setlocale(LC_ALL, "")
    if String(cString: nabla_codeset()) != "UTF-8" { setlocale(LC_CTYPE, "C.UTF-8") }
    setlocale(LC_NUMERIC, "C")
  }

  /// libedit and ncurses read the name themselves: an unknown one becomes `dumb`.
  package func applyToEnvironment() { setenv("TERM", terminal, 1) }
}

extension TerminalCapabilities {
  /// What ncurses can show of it: it asks the C library how wide a character is, which knows none of the newest.
  var onCurses: TerminalCapabilities {
    var other = self
    if plots.glyphs == .octant, nabla_character_width(0x1CD00) != 1 {
      other.plots.glyphs = .braille
    }
    return other
  }
}

/// Terminals that draw octants themselves, whatever the font has: VTE from 0.78, ghostty from 1.2. What stands between
/// may cut or widen them.
private func drawsOctants(_ variable: (String) -> String?, _ terminal: String) -> Bool {
  guard variable("TMUX") == nil, variable("STY") == nil,
    !terminal.hasPrefix("screen"), !terminal.hasPrefix("tmux")
  else { return false }
  if let version = variable("VTE_VERSION").flatMap({ Int($0) }) { return version >= 7800 }
  guard variable("TERM_PROGRAM") == "ghostty" else { return false }
  let parts = (variable("TERM_PROGRAM_VERSION") ?? "").split { !$0.isNumber }.compactMap { Int($0) }
  return parts.count > 1 && (parts[0], parts[1]) >= (1, 2)
}

private func isOn(_ value: String?) -> Bool { value != nil && value != "0" }

private func glyphs(
  _ variable: (String) -> String?, terminal: String, isTerminal: Bool
) -> Capabilities.Glyphs {
  switch variable("NABLA_GLYPHS") {
  case "ascii": return .ascii
  case "quadrant": return .quadrant
  case "braille": return .braille
  case "octant": return .octant
  default: break
  }
  guard isTerminal, isUTF8(variable) else { return .ascii }
  switch terminal {
  case "dumb": return .ascii
  // The console's fonts have no braille.
  case "linux": return .quadrant
  default: return drawsOctants(variable, terminal) ? .octant : .braille
  }
}

/// Whether the locale that counts for characters says UTF-8; empty variables are as if unset.
private func isUTF8(_ variable: (String) -> String?) -> Bool {
  let locale =
    ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(variable).first { !$0.isEmpty } ?? ""
  let folded = locale.lowercased()
  return folded.contains("utf-8") || folded.contains("utf8")
}

private func depth(_ variable: (String) -> String?, terminal: String) -> Capabilities.Depth {
  if let name = variable("COLORTERM"), name == "truecolor" || name == "24bit" { return .trueColor }
  if terminal.contains("256color") { return .palette256 }
  if terminal.contains("direct") { return .trueColor }
  return .sixteen
}

/// `15;0` and `15;default;0`: the last number is the background.
private func isLight(_ value: String?) -> Bool {
  guard let last = value?.split(separator: ";").last.flatMap({ Int($0) }) else { return false }
  return last == 7 || last == 15
}
