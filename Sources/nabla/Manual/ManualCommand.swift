import ArgumentParser

/// `nabla manual nabla.1`: a manual page in the form that `man` reads.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Prints a manual page for `man`.",
    discussion: "Pages: \(ManualPages.names.joined(separator: ", ")). `make install` installs them."
  )

  @Argument(help: "The name of the page.")
  var page: String

  func run() throws {
    guard let text = ManualPages.page(page) else {
      throw ValidationError("there is \(ManualPages.names.joined(separator: ", "))")
    }
    try Nabla.writeResult(text)
  }
}
