import Data
import Formats
import Support

/// How it is worded that arrays, pictures and sounds cannot be had.
extension Problems {
  static func words(of error: MediaError, word: String) -> Words {
    switch error {
    case .noArray(let names, let known, let path):
      return (
        "E0551", "\(quoted(path)) has no array \(list(names.map(quoted), "and"))",
        "it has \(list(first: 8, of: known.map(quoted))): name them with x= and y="
      )
    case .nothing(let medium, let path, let folders):
      let shown = list(first: 5, of: folders.map(quoted))
      return (
        "E0552", "\(quoted(path)) holds no \(medium.rawValue)s",
        folders.isEmpty
          ? "name a folder with files that are \(medium.rawValue)s, or with a folder for each class"
          : "nothing that can be read lies in \(shown)"
      )
    case .broken(let medium, let names, let number, let fault):
      let rest = number > names.count ? " and \(NumberText.grouped(number - names.count)) more" : ""
      let files = number == 1 ? "one file" : "\(NumberText.grouped(number)) files"
      return (
        "E0553",
        "\(files) cannot be read as \(medium.rawValue)s: \(list(names.map(quoted), "and"))\(rest)",
        "the first one: expected \(fault.expected), found \(Sanitizer.visible(fault.found)); remove it, or write it again"
      )
    case .noAnnotations(let path):
      return (
        "E0586", "\(quoted(path)) holds no annotations",
        "boxes= is a folder with an .xml file for each picture (VOC), or a .json file (COCO)"
      )
    case .noFiles(let names, let number, let path):
      let rest = number > names.count ? " and \(NumberText.grouped(number - names.count)) more" : ""
      return (
        "E0554",
        "\(quoted(path)) names files that are not there: \(list(names.map(quoted), "and"))\(rest)",
        "its first column has the names of the files, as they stand in the folder"
      )
    case .noLabel(let file, let separator):
      return (
        "E0554", "the name \(quoted(file)) has no label before \(quoted(separator))",
        "label= is what stands behind the label in each name"
      )
    case .labelledTwice(let path):
      return (
        "E0554", "the folders in \(quoted(path)) are classes already",
        "leave labels= and label= out, or name one of the folders"
      )
    case .mixedParts(let folders, let path):
      return (
        "E0554",
        "\(quoted(path)) has the part train, and \(list(first: 5, of: folders.map(quoted))) beside it",
        "parts are called train, validation and test, with classes in them"
      )
    case .needsSounds(let data, let sample):
      let shape = "[" + sample.map { "\($0)" }.joined(separator: ", ") + "]"
      return (
        "E0555", "\(word) is for sounds; a sample of \(Sanitizer.visible(data)) is \(shape)",
        "`data audio(\"folder\") { \(word) }` reads sounds"
      )
    case .needsSpectrogram(let data):
      return (
        "E0555",
        "\(word) is for magnitudes of frequencies, and \(Sanitizer.visible(data)) has none",
        "write `stft window=256, hop=128` before it"
      )
    case .otherMedium(let expected, let path):
      return (
        "E0557",
        "the model was trained on \(expected.rawValue)s; \(quoted(path)) is something else",
        "give it the name of a \(expected.rawValue) in quotes"
      )
    case .sound(let fault): return words(in: word, of: fault)
    }
  }

  static func words(in word: String, of error: SoundError) -> Words {
    let message: (String, String)
    switch error {
    case .window(let window):
      message = (
        "a window of \(NumberText.grouped(window)) samples is none",
        "windows have 2 to 65,536 samples, without prime factors above 97: 256, 400, 512"
      )
    case .hop(let hop): message = ("a hop of \(hop) samples is none", "hops begin at 1")
    case .rate(let rate, let other):
      message = (
        "\(NumberText.grouped(rate)) samples a second cannot be made \(NumberText.grouped(other))",
        "choose a rate that divides more evenly, such as 8000 or 16000"
      )
    case .bands(let bands):
      message = (
        "\(NumberText.grouped(bands)) bands are none", "there may be 1 to 4,096, such as 40"
      )
    case .frequencies(let low, let high, let rate):
      message = (
        "bands from \(NumberText.general(low)) to \(NumberText.general(high)) Hz do not fit \(NumberText.grouped(rate)) samples a second",
        "they go up to half of the rate"
      )
    case .memory(let shortage):
      message = ("\(shortage.what) needs more memory than is left", "take fewer sounds")
    case .missing(let library):
      message = (
        "this machine lacks the package \(library.rawValue)",
        "install it: apt-get install \(library.rawValue)"
      )
    }
    return ("E0556", "\(lead(word))\(message.0)", message.1)
  }

  /// A statement that reads, of the first table that can be named as it stands.
  private static func selecting(from tables: [String]) -> String {
    let plain = tables.first { $0.allSatisfy { $0.isASCII && ($0.isLetter || $0 == "_") } }
    return "write `select * from \(plain ?? "…")`"
  }

  static func words(in path: String, tables: [String], of error: DatabaseError) -> Words {
    let known =
      tables.isEmpty
      ? "write `select … from …`"
      : "it has the tables \(list(first: 8, of: tables.map(Sanitizer.visible)))"
    let message: (String, String)
    switch error {
    case .file(let fault):
      message = ("expected \(fault.expected), found \(Sanitizer.visible(fault.found))", known)
    case .query("no statement"):
      message = ("there is no statement in the text", selecting(from: tables))
    case .query(let words): message = (Sanitizer.visible(words), known)
    case .notReading(let words):
      message = (
        "\(Sanitizer.visible(words)) does more than read",
        "databases are only read: \(selecting(from: tables))"
      )
    case .severalStatements:
      message = ("one statement is read, not several", "leave out what stands behind the first `;`")
    case .sameName(let name):
      message = (
        "two columns are called \(quoted(name))", "rename one: `select a, b as other from …`"
      )
    case .bytes(let column, let row):
      message = (
        "row \(NumberText.grouped(row)) of \(quoted(column)) has bytes, which are no value of a table",
        "leave the column out of the query"
      )
    case .tooLarge(let limit, let rows):
      message = (
        "the table is larger than \(byteText(limit)), \(NumberText.grouped(rows)) rows of it already",
        "read fewer: `select … limit 100000`"
      )
    case .interrupted: message = ("interrupted", known)
    }
    return ("E0550", "\(quoted(path)): \(message.0)", message.1)
  }

  /// What a source did beside reading.
  /// Sounds of so many seconds for a model that was trained on others.
  static func text(ofSounds seconds: Double, fittedTo own: Double) -> String {
    let change = seconds > own ? "cut" : "filled with silence"
    return
      "sounds of \(NumberText.general(seconds)) s are \(change) to \(NumberText.general(own)) s, as in training"
  }

  static func text(of note: SourceNote) -> String {
    func share(_ number: Int, _ all: Int, _ what: String) -> String {
      "\(NumberText.grouped(number)) of \(count(all, what))"
    }
    switch note {
    case .resized(let number, let all, let height, let width):
      return "\(share(number, all, "picture")) resized to [\(height), \(width)]"
    case .ignored(let number, let first):
      return "\(count(number, "file")) left out, such as \(quoted(first))"
    case .fitted(let shorter, let longer, let all, let seconds):
      let filled = "\(share(shorter, all, "sound")) filled with silence"
      let cut = "\(share(longer, all, "sound")) cut"
      let done = [shorter > 0 ? filled : "", longer > 0 ? cut : ""].filter { !$0.isEmpty }
      return done.joined(separator: ", ") + ": each is \(NumberText.general(seconds)) s"
    case .resampled(let number, let all, let rate):
      return "\(share(number, all, "sound")) resampled to \(NumberText.grouped(rate)) Hz"
    case .withoutBoxes(let number):
      return
        "\(count(number, "picture")) without an annotation \(number == 1 ? "is" : "are") left out"
    case .boxesLeftOut(let number):
      return
        "\(count(number, "box", "boxes")) outside of the picture, without an area or too many \(number == 1 ? "is" : "are") left out"
    case .latin1(let path): return "\(quoted(path)) is no UTF-8: read as Latin-1"
    }
  }

  /// A name of a file or table, as a message shows it.
  private static func quoted(_ text: String) -> String { "\"\(Sanitizer.visible(text))\"" }
}
