import Glibc
import Plots
import Support
import Workbench

extension Launch {
  /// `nabla doctor`: what the terminal can do, what is missing, and where things are kept. Changes nothing.
  package func doctor() -> ExitStatus {
    TerminalCapabilities.setUpLocale()
    let capabilities = TerminalCapabilities(color: color, plain: isPlain)
    let (pixels, _) = PixelTerminal().way(capabilities)
    let terminal = TerminalReport(
      capabilities: capabilities, window: .current(), pixels: pixels, variable: Environment.value)
    gate.result(version)
    let reports = [
      terminal.report, MachineReport.machine(threads: options.threads), MachineReport.libraries,
      places,
    ]
    for report in reports {
      gate.result("")
      gate.report(report)
    }
    return gate.exitStatus ?? .ok
  }

  /// Where things are looked for and kept.
  private var places: Report {
    let named = options.dataFolders + (Environment.value("NABLA_DATA").map { [$0] } ?? [])
    let data: [Fact] =
      named.isEmpty
      ? [Fact("data", .text("none named"), note: "--data or NABLA_DATA; `digits` needs none")]
      : named.map { folder in
        let isThere = InputFile.isDirectory(folder)
        return Fact("data", .text(folder), note: isThere ? "" : "no such folder")
      }
    let setup = Directories.configuration + "/init.nabla"
    return Report(
      "places", title: "places",
      [
        .facts(
          Facts(
            data + [
              Fact(
                "settings", .text(setup),
                note: InputFile.exists(setup) ? "runs first" : "not there: nothing runs first"),
              Fact("history", .text(Directories.state), note: state),
            ]))
      ])
  }

  private var state: String {
    let folder = Directories.state
    if !InputFile.isDirectory(folder) { return "is made when it is needed" }
    return access(folder, W_OK) == 0 ? "" : "cannot be written: nothing comes back after a loss"
  }
}
