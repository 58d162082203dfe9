import Support
import Workbench

/// The program that Jupyter starts, which belongs beside `nabla`, or beside a link by which that was called.
package enum KernelProgram {
  /// Its path, found from that of the program that runs.
  ///
  /// `called` is the word by which a shell started it, which it looks for in the folders of `PATH`.
  package static func path(
    called: String, searched: String, own: String? = RealPath.of("/proc/self/exe")
  ) throws(KernelProblem) -> String {
    let beside = folders(called, searched, own).map { "\($0)/nabla-kernel" }
    if let found = beside.first(where: { InputFile.exists($0) }) { return found }
    throw .noProgram(path: beside.first ?? "nabla-kernel")
  }

  /// Where the program is, then where it was called.
  private static func folders(_ called: String, _ searched: String, _ own: String?) -> [String] {
    let names =
      called.contains("/")
      ? [called] : searched.split(separator: ":").map { "\($0)/\(called)" }
    // A link of the same name that is another program says nothing.
    let links = names.filter { RealPath.of($0) != nil && RealPath.of($0) == own }
    return [own].compactMap { $0.flatMap(folder) } + links.compactMap(folder)
  }

  /// The absolute folder of a file.
  private static func folder(of path: String) -> String? {
    RealPath.ofParent(path).flatMap { real in real.lastIndex(of: "/").map { String(real[..<$0]) } }
  }
}
