/// Text whose rows are lines and whose fields stand between separators: CSV and its relatives.
///
/// What is not given is found out: encoding, separator, header, the byte of fractions, and what the
/// values of each column are. Quotes are those of RFC 4180; a quote inside a field without quotes is
/// text, and in files with tabs all quotes are where they do not pair up. Blanks around a field without
/// quotes are not part of it, and empty lines are no rows.
package enum DelimitedText {
  /// Reads a table.
  ///
  /// A column is `whole` or `number` where all its values are numbers, `date` where all are days
  /// written in one order, and else words: a `category` where at most 20 or at most half of the values
  /// differ, `text` otherwise. Digits of one width with zeros in front (`08123`) are words. Where more
  /// than four of five values are numbers the others are a fault, told for all columns together.
  ///
  /// Memory holds the table and a window of the text; a column that turns out to be something else than
  /// its first rows suggest is read a second time.
  package static func read(
    _ source: any ByteSource, _ options: DelimitedOptions = .init(),
    workers: DelimitedWorkers = .none
  ) throws(DelimitedFault) -> DelimitedTable {
    if let separator = options.separator {
      let isUsable = separator == 0x09 || separator >= 0x20 && separator < 0x7F && separator != 0x22
      guard isUsable else { throw .badSeparator(separator) }
    }
    var (encoding, plainQuotes) = (options.encoding, false)
    while true {
      do {
        return try TableReading(source, options, encoding, plainQuotes: plainQuotes, workers)
          .read()
      } catch {
        switch error {
        case .fault(let fault): throw fault
        case .noUTF8: encoding = .latin1
        case .plainQuotes: plainQuotes = true
        }
      }
    }
  }

  /// Reads a table from bytes, which may be packed by gzip.
  package static func read(
    _ bytes: [UInt8], _ options: DelimitedOptions = .init(), workers: DelimitedWorkers = .none
  ) throws(DelimitedFault) -> DelimitedTable {
    let source = ArrayBytes(bytes)
    return try read(
      Gzip.isCompressed(bytes) ? GzipBytes(source) : source, options, workers: workers)
  }

  /// Reads a table from a file, which may be packed by gzip.
  package static func read(
    file path: String, _ options: DelimitedOptions = .init(), workers: DelimitedWorkers = .none
  ) throws(DelimitedFault) -> DelimitedTable {
    let file = try FileBytes(path)
    return try read(
      try file.isCompressed() ? GzipBytes(file) : file, options, workers: workers)
  }
}
