import Exchange
import Support

/// The folder in which a model's file lies, and out of which nothing beside is read.
struct ModelFolder {
  private static let limit = 8 << 30
  private let folder: String
  private let session: Interpreter

  /// The folder of a file that is named as a program names it.
  init(of path: String, _ session: Interpreter) {
    folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    self.session = session
  }

  /// A file beside the model's; refuses one that a link leads out of the folder.
  func read(_ name: String) throws -> [UInt8] {
    let path = try session.readablePath(folder + name)
    if let real = RealPath.of(path),
      let root = RealPath.ofParent(String(path.dropLast(name.count)) + "x")?.dropLast(1),
      !real.hasPrefix(root)
    {
      throw ONNXReadingError.outside(tensor: "", location: name, .elsewhere)
    }
    return try session.readFile(folder + name, limit: Self.limit).bytes
  }
}
