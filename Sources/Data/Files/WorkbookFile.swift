import Catalog

/// Workbooks of Excel and its relatives: a ZIP archive, or the older kind of before 2007.
enum WorkbookFile {
  static let signature = FileSignature(
    "Excel", "an Excel workbook", suffixes: [".xlsx"], otherSuffixes: [".xlsm", ".xls", ".ods"],
    holds: [.packed],
    advice: { path in
      let stem = path.split(separator: ".", omittingEmptySubsequences: false).dropLast()
        .joined(separator: ".")
      return "save it as CSV where it was made; `d = data csv(\"\(stem).csv\")` reads that"
    },
    begins: { isWorkbook($0) })

  /// How an archive (ZIP) begins.
  static let archive: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
  private static let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

  /// Whether a file that begins so is a workbook: the parts of an archive have names that tell.
  static func isWorkbook(_ bytes: ArraySlice<UInt8>) -> Bool {
    if bytes.starts(with: compound) { return true }
    guard bytes.starts(with: archive) else { return false }
    func holds(_ name: String) -> Bool { bytes.firstRange(of: Array(name.utf8)) != nil }
    return holds("xl/") || holds("opendocument.spreadsheet")
      || holds("[Content_Types].xml") && !holds("word/") && !holds("ppt/")
  }
}
