import Glibc
import Support

/// Where files of a log come into being: beside the program, or below the session's own folder of files.
///
/// A file is never replaced: each training writes one of its own, as TensorBoard expects it.
struct LogFolder: Sendable {
  /// As it was written.
  let path: String
  private let place: String
  private let confined: ConfinedFolder?

  init(_ path: String, at place: String, in confined: ConfinedFolder? = nil) {
    (self.path, self.place, self.confined) = (path, place, confined)
  }

  /// A folder inside.
  func inside(_ name: String) -> LogFolder {
    LogFolder(path + "/" + name, at: place + "/" + name, in: confined)
  }

  /// Whether a training has written events here.
  var holdsEvents: Bool {
    let folder = confined.map { $0.path + "/" + place } ?? place
    return [folder, folder + "/train"].contains { place in
      FolderListing.names(in: place).contains { $0.contains("tfevents") }
    }
  }

  /// This folder for the first training, and `run_2` inside for the second: to TensorBoard a folder is one run, and
  /// curves of two in it would hide each other.
  func forNewRun() -> LogFolder {
    guard holdsEvents else { return self }
    var number = 2
    while number < 100_000, inside("run_\(number)").holdsEvents { number += 1 }
    return inside("run_\(number)")
  }

  /// A new file of events, begun with what says how its records are made.
  func create(at time: Double) throws(FileError) -> AppendedFile {
    func name(_ attempt: Int) -> String {
      "events.out.tfevents.\(Int(saturating: time)).nabla.\(getpid()).\(attempt)"
    }
    guard let confined else {
      return try AppendedFile.create(in: place, shown: path, name)
    }
    return try confined.create(in: place, name)
  }

  /// Seconds since 1970, for readers of logs; nothing that is computed knows them.
  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// The name of a training among others as one of a folder: letters, digits and a few signs of ASCII; what is lost
  /// of it is told apart by a number that follows from all of it.
  static func name(of label: String) -> String {
    let short = label.replacing(", ", with: ",").replacing(" ", with: "_")
    let kept = String(
      short.map { $0.isASCII && ($0.isLetter || $0.isNumber || "=,._+-".contains($0)) ? $0 : "_" }
        .prefix(80))
    guard kept != short || kept.hasPrefix(".") else { return kept }
    var hash = ContentHash()
    Array(label.utf8).withUnsafeBytes { hash.update($0) }
    return "t" + kept + "-" + hash.hexadecimal.prefix(8)
  }
}
