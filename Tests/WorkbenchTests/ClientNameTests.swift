import Support
import TestSupport
import Testing
import WorkbenchTestSupport

/// What goes wrong with one client's rows says whose they are.
@Suite("Clients by their names")
struct ClientNameTests {
  private static let patients =
    "age,hospital,ill\n"
    + (0..<40).map { "\(20 + $0),\($0 < 4 ? "north" : "south"),\($0 % 2)\n" }.joined()

  private func ran(_ program: String) throws -> String {
    try TemporaryFolder.use { folder in
      try AtomicFile.write(Array(Self.patients.utf8), to: folder + "/patients.csv")
      return Transcript(folder: folder).run(program)
    }
  }

  @Test func `too large a private step names the smallest client`() throws {
    let output = try ran(
      """
      d = data csv("patients.csv", target="ill") { drop "hospital" }
      m = model d { dense 1, activation=sigmoid }
      train m, d, clients="hospital", batch_size=8, privacy=dp(noise=1)
      """)
    #expect(output.contains("E0545"), "\(output)")
    #expect(output.contains("would see all 4 of client \"north\" each time"), "\(output)")
    let even = try ran(
      """
      d = data csv("patients.csv", target="ill")
      train model d { dense 1, activation=sigmoid }, d, clients=8, batch_size=6, privacy=dp(noise=1)
      """)
    #expect(even.contains("would see all 5 of client "), "\(even)")
  }

  @Test func `numbers that are not finite are told with the client whose turn it was`() throws {
    let output = try ran(
      """
      d = data csv("patients.csv", target="age") { drop "ill" }
      m = model d { dense 1 }
      train m, d, clients="hospital", batch_size=4, epochs=30, optimizer=sgd(1e30), loss=mean_squared_error
      """)
    #expect(output.contains("E0605"), "\(output)")
    let names = ["north", "south"].map { " of client \"\($0)\"" }
    #expect(names.contains(where: output.contains), "\(output)")
  }
}
