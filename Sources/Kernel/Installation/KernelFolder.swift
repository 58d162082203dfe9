import Glibc
import Support
import Workbench

/// Where Jupyter looks for kernels, and what stands there of nabla's.
///
/// Only what was written here is ever replaced or removed: kernel.json says so.
package struct KernelFolder {
  /// The folder of the kernel: `…/share/jupyter/kernels/nabla`.
  package let path: String

  private static let name = "nabla"
  private static let mark = "nabla kernel install"

  /// The user's own folder of kernels, as Jupyter finds it.
  package static var user: KernelFolder {
    if let folder = Environment.value("JUPYTER_DATA_DIR"), !folder.isEmpty {
      return KernelFolder(path: "\(folder)/kernels/\(name)")
    }
    let data = Environment.value("XDG_DATA_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
    return KernelFolder(
      path: (data ?? Directories.home + "/.local/share") + "/jupyter/kernels/\(name)")
  }

  /// Below the folder of an installation: `/usr/local`.
  package init(prefix: String) {
    path = Directories.expanded(prefix) + "/share/jupyter/kernels/" + Self.name
  }

  private init(path: String) { self.path = path }

  /// In the environment of Python that is active.
  package static func environment() throws(KernelProblem) -> KernelFolder {
    for variable in ["VIRTUAL_ENV", "CONDA_PREFIX"] {
      if let folder = Environment.value(variable), !folder.isEmpty {
        return KernelFolder(prefix: folder)
      }
    }
    throw .noEnvironment
  }

  /// The program that a kernel here starts; `nil` where there is none of ours.
  package var program: String? {
    guard let file = specification, file["metadata"]?["nabla"]?.string == Self.mark,
      case .list(let words)? = file["argv"]
    else { return nil }
    return words.first?.string
  }

  private var specification: JSON? {
    guard let bytes = try? InputFile.read(path + "/kernel.json", limit: 1 << 16) else { return nil }
    return try? JSON.read(bytes)
  }

  /// Writes kernel.json and the logo, in the place of those of an earlier version.
  package func install(program: String) throws(KernelProblem) {
    guard !InputFile.exists(path) || self.program != nil || isEmpty else {
      throw .foreignKernel(path: path)
    }
    let specification: JSON = [
      "argv": [.text(program), "{connection_file}"], "display_name": "nabla", "language": "nabla",
      "interrupt_mode": "message", "env": [:],
      "metadata": ["debugger": false, "nabla": .text(Self.mark)],
    ]
    do throws(FileError) {
      try makeFolders()
      for (name, text) in [
        ("kernel.json", specification.description + "\n"), ("logo-svg.svg", KernelLogo.svg),
      ] {
        try AtomicFile.write(Array(text.utf8), to: path + "/" + name, permissions: 0o644)
      }
    } catch {
      throw .notWritten(error)
    }
  }

  /// Removes what `install` wrote, and the folder where nothing else is in it.
  package func remove() throws(KernelProblem) {
    guard InputFile.exists(path + "/kernel.json") else { throw .notInstalled(path: path) }
    guard program != nil else { throw .foreignKernel(path: path) }
    for name in ["logo-svg.svg", "kernel.json"]
    where unlink(path + "/" + name) != 0 && errno != ENOENT {
      throw .notWritten(FileError(path: path + "/" + name, operation: "remove"))
    }
    rmdir(path)
  }

  private var isEmpty: Bool {
    InputFile.isDirectory(path) && !InputFile.exists(path + "/kernel.json")
      && !InputFile.exists(path + "/logo-svg.svg")
  }

  /// Readable by all: what stands below a prefix is not one user's.
  private func makeFolders() throws(FileError) {
    var made = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
      made += "/" + part
      if mkdir(made, 0o755) != 0, errno != EEXIST {
        throw FileError(path: path, operation: "make the folder")
      }
    }
  }
}

/// The mark that notebooks show: a nabla, whose slope a ball runs down.
enum KernelLogo {
  static let svg = """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">
      <title>nabla</title>
      <path d="M6 10h52L32 56z" fill="none" stroke="#2b6cb0" stroke-width="7" stroke-linejoin="round"/>
      <circle cx="32" cy="24" r="6" fill="#dd6b20"/>
    </svg>

    """
}
