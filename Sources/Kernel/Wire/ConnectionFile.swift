import Support
import Workbench

/// Where a kernel listens, and the key of its notebook: the file that Jupyter starts it with.
package struct ConnectionFile: Equatable, Sendable {
  /// `tcp` or `ipc`.
  package let transport: String
  /// An address of this machine, or the beginning of the sockets' paths.
  package let address: String
  /// The numbers of the ports, by their names in the file.
  private let ports: [String: Int]
  /// What messages are signed with; never empty.
  package let key: [UInt8]

  private static let names = ["shell_port", "iopub_port", "stdin_port", "control_port", "hb_port"]

  /// Reads a file; refused are addresses that others can reach, and messages without a signature.
  package init(path: String) throws(KernelProblem) {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try InputFile.read(path, limit: 1 << 16)
    } catch {
      throw .connection(error)
    }
    try self.init(bytes, path: path)
  }

  /// The same for what a file holds.
  package init(_ bytes: [UInt8], path: String) throws(KernelProblem) {
    let file: JSON
    do throws(JSON.Fault) {
      file = try JSON.read(bytes)
    } catch {
      throw .badConnection(
        path: path,
        reason:
          "is no JSON: \(error.expected) is expected at byte \(error.offset), not \(error.found)")
    }
    let transport = file["transport"]?.string ?? "tcp"
    guard ["tcp", "ipc"].contains(transport) else {
      throw .badConnection(
        path: path, reason: "names the transport \"\(transport)\", not tcp or ipc")
    }
    guard let address = file["ip"]?.string, !address.isEmpty, !address.utf8.contains(0) else {
      throw .badConnection(path: path, reason: "has no ip")
    }
    guard transport == "ipc" || ["127.0.0.1", "localhost"].contains(address) else {
      throw .openAddress(address)
    }
    if let scheme = file["signature_scheme"]?.string, !scheme.isEmpty, scheme != "hmac-sha256" {
      throw .badConnection(path: path, reason: "names the signature \"\(scheme)\", not hmac-sha256")
    }
    guard let key = file["key"]?.string, !key.isEmpty else {
      throw .badConnection(
        path: path, reason: "has no key: without one every program of this machine could run cells")
    }
    var ports: [String: Int] = [:]
    for name in Self.names {
      guard let port = file[name]?.wholeNumber, (1...65_535).contains(port) else {
        throw .badConnection(path: path, reason: "has no \(name) from 1 to 65535")
      }
      ports[name] = port
    }
    (self.transport, self.address, self.key, self.ports) = (
      transport, address, Array(key.utf8), ports
    )
  }

  /// The number of a port as the file calls it, `hb_port`.
  private func port(_ name: String) -> Int { ports[name] ?? 0 }

  /// Where the socket of a channel listens: `tcp://127.0.0.1:5555`.
  package func endpoint(of channel: Channel) -> String {
    switch channel {
    case .shell: endpoint("shell_port")
    case .control: endpoint("control_port")
    case .stdin: endpoint("stdin_port")
    case .publication: endpoint("iopub_port")
    }
  }

  /// Where the kernel answers that it is alive.
  package var heartbeatEndpoint: String { endpoint("hb_port") }

  private func endpoint(_ name: String) -> String {
    if transport == "ipc" { return "ipc://\(address)-\(port(name))" }
    // By number: a name might lead elsewhere.
    return "tcp://127.0.0.1:\(port(name))"
  }
}
