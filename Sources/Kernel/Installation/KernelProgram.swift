import Support
import Workbench

/// The program that Jupyter starts, which belongs beside `nabla`.
package enum KernelProgram {
  /// Its path, found from that of the program that runs.
  package static func path() throws(KernelProblem) -> String {
    let own = RealPath.of("/proc/self/exe") ?? "nabla"
    let folder = own.lastIndex(of: "/").map { own[..<$0] } ?? "."
    let path = "\(folder)/nabla-kernel"
    guard InputFile.exists(path) else { throw .noProgram(path: path) }
    return path
  }
}
