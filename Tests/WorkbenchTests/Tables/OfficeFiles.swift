import Support
import TestSupport
import WorkbenchTestSupport

/// Files as offices have them.
enum OfficeFiles {
  private static let rows = (0..<30).map { "r\($0 % 3),\($0),k\($0 % 2)\n" }.joined()
  private static let files: [(name: String, bytes: [UInt8])] = [
    (
      "p.csv",
      text(
        "age,sex,income\n"
          + (0..<60).map { "\(20 + $0 % 40),\("mf".characters[$0 % 2]),\(1000 + $0 * 7)\n" }
          .joined())
    ),
    ("q.csv", text("age,sex\n30,m\n40,f\n")),
    (
      "gone.csv",
      text(
        "balance,other,k\n"
          + (0..<30).map {
            "\($0 == 3 ? "closed" : "\($0)"),\($0 == 5 ? "?" : "\($0)"),k\($0 % 2)\n"
          }.joined())
    ),
    ("title.csv", text("Report 2024\n\nregion,amount,kind\n" + rows)),
    ("sep.csv", text("sep=;\n" + ("region,amount,kind\n" + rows).replacing(",", with: ";"))),
    ("bare.csv", text("Report 2024\nr0,1,k0\n" + rows)),
    (
      "padded.csv",
      text(
        "Report,2024,,\n,,,\nregion,amount,kind,n\n"
          + (0..<30).map { "r\($0 % 3),\($0),k\($0 % 2),\($0)\n" }.joined())
    ),
    ("trail.csv", text("a,b,c\n" + (0..<30).map { "\($0),\($0 * 2),k\($0 % 2),,\n" }.joined())),
    ("glued.csv", text("region,amount,kind\n" + rows + "region,amount,kind\n" + rows)),
    ("western.csv", text("name,v,k\n") + [0x4D, 0xFC] + text("ller,1,a\nx,2,b\n")),
    (
      "x.xlsx",
      [0x50, 0x4B, 0x03, 0x04, 0x14, 0, 0, 0, 8, 0]
        + text("....[Content_Types].xml....xl/workbook.xml....")
    ),
    ("lines.csv", text("review\n" + (0..<9).map { "a good book number \($0)\n" }.joined())),
    (
      "reviews.csv",
      text(
        "review,kind\n"
          + (0..<40).map {
            "\"w\($0) \($0 % 2 == 0 ? "good" : "bad") book\",\($0 % 2 == 0 ? "pos" : "neg")\n"
          }.joined())
    ),
    (
      "days.csv",
      text("day,v,y\n" + (0..<40).map { "2024-01-\(10 + $0 % 18),\($0),\($0 * 2)\n" }.joined())
    ),
    (
      "machines.csv",
      text(
        "machine,gap,y\n"
          + (0..<40).map { "\($0),\($0 % 5 == 0 ? "" : "\($0)"),\($0 * 2)\n" }.joined())
    ),
  ]
  private static func text(_ text: String) -> [UInt8] { Array(text.utf8) }

  /// What programs print one after the other in a folder with these files.
  static func ran(_ programs: String...) throws -> [String] {
    try TemporaryFolder.use { folder in
      for (name, bytes) in files { try AtomicFile.write(bytes, to: folder + "/" + name) }
      let transcript = Transcript(folder: folder)
      return programs.map { transcript.run($0) }
    }
  }
}

extension String {
  fileprivate var characters: [Character] { Array(self) }
}
