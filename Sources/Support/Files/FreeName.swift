/// Names for files beside those that are there.
package enum FreeName {
  /// Ends with a dot inside, which belong together.
  private static let longEnds = [
    ".pt.safetensors", ".weights.h5", ".nabla.md", ".tar.gz", ".csv.gz",
  ]

  /// `x-2.svg` for `folder/x.svg`, `x-3.svg` where `isTaken` says that this is there, and so on; without a
  /// folder.
  package static func like(_ path: String, isTaken: (String) -> Bool = { _ in false }) -> String {
    let last = path.split(separator: "/").last.map(String.init) ?? "file"
    let long = longEnds.first { last.hasEnd($0) && last.utf8.count > $0.utf8.count }
    let dot =
      long.map { last.index(last.endIndex, offsetBy: -$0.count) }
      ?? last.lastIndex(of: ".").flatMap { $0 > last.startIndex ? $0 : nil } ?? last.endIndex
    func name(_ number: Int) -> String { "\(last[..<dot])-\(number)\(last[dot...])" }
    return name((2...100).first { !isTaken(name($0)) } ?? 2)
  }
}
