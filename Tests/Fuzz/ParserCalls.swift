import Catalog
import Data
import Formats
import Glibc
import Support

/// Files of tables, records, annotations and pairs of texts with mistakes in them, and `csv` with options drawn at random:
/// each is read or refused, in less than two seconds, and what was read agrees with itself.
struct ParserCalls {
  private static let numbers = [
    "0", "-1", "1e300", "1e-300", "1e999", "nan", "-nan", "inf", "9007199254740993", "0x10", "007",
    "1,234", "1.234,5", "5%", "$1.50", "1 234", "2024-01-31", "31/12/2024", "12/31/2024",
    "1.2.2024",
    "2024-01-31T12:30:05.25+01:00", "#N/A", "<NA>", "NULL", "?",
  ]
  private let tables = Mutation(
    [
      "a,b,y\n1,2,0\n3,4,1\n5,,1\n", "name;size;y\nx;1,5;no\n\"y;z\";2,5;yes\n",
      "d\tv\n2024-01-31\t5%\n2024-02-01\t6%\n", "1 2 3\n4 5 6\n7 8 9\n",
      "w,n\n\"a \"\"b\"\"\",1\n\"c\nd\",2\n", "when,v\n31/12/2024,$1.50\n01/02/2024,$2.50\n",
      "\u{FEFF}a,a,b\r\n1,2,3\r\n4,5,6\r\n", "a|b\n1|x\n2|unknown\n3|4\n",
    ],
    tokens: numbers + [
      ",", ";", "\t", "|", " ", "\"", "\"\"", "\n", "\r\n", "\r", "\0", "é", "日本", "\u{FEFF}", "'",
    ])
  private let records = Mutation(
    [
      "{\"a\": 1, \"b\": \"x\"}\n{\"a\": null, \"b\": \"y\", \"c\": [1, {\"d\": true}]}\n",
      "\u{FEFF}{\"a\": 1.5}\n\n{\"b\": \"\\u00e9\\n\"}\n",
    ], tokens: numbers + jsonSigns)
  private let annotations = Mutation(
    [
      """
      {"images": [{"id": 1, "file_name": "0.pgm", "width": 8, "height": 8}], \
      "categories": [{"id": 7, "name": "cell"}], \
      "annotations": [{"image_id": 1, "category_id": 7, "bbox": [2, 2, 4, 4]}]}
      """
    ], tokens: numbers + jsonSigns + ["\"id\"", "\"bbox\"", "\"images\": "])
  private let boxes = Mutation(
    [
      """
      <?xml version="1.0"?>
      <annotation><filename>a.jpg</filename><size><width>8</width><height>8</height></size>
      <!-- c --><object><name>cell &amp; wall</name><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>3</xmax>\
      <ymax>4.5</ymax></bndbox></object></annotation>
      """
    ],
    tokens: numbers + [
      "<", ">", "</", "/>", "&", "&#x41;", "&#99999999;", "&lt;", "<![CDATA[", "]]>", "<!--", "-->",
      "<?",
      "?>", "<!DOCTYPE a [", "<a>", "<a b='c'>", "</a>", "<object>", "</object>", "\0", "é", "=",
      "\"",
    ])
  private let texts = Mutation(
    ["one\ntwo\nthree\n", "a b c\r\n\r\nd e\r\n", "één\n日本\n"],
    tokens: ["\n", "\r", "\r\n", "\u{2028}", "\u{85}", "\0", " ", "é", "🇩🇪", "e\u{301}"])

  private static let jsonSigns = [
    "{", "}", "[", "]", ":", ",", "\"", "\\", "\\u", "\\ud800", "\\u0000", "null", "true", "-",
    "1e5",
    "1E400", "\n", "é", "\0", "{\"a\":", "[[",
  ]

  /// Reads one file of some kind; says what it was, for who looks for what went wrong.
  func next(_ random: inout Generator, _ runner: CallRunner) -> (said: String, read: () -> Bool) {
    switch random.below(20) {
    case 0..<12:
      let bytes = tables.next(&random)
      let options = Self.options(&random)
      if random.chance(1, in: 200) {
        // As typed, with all that is said of it.
        let line = "d = data csv(\"t.csv\"\(Self.written(options)))\nd"
        return (
          line,
          {
            runner.overwrite("t.csv", bytes)
            runner.call(line, isNamed: false)
            return runner.lastErrors.isEmpty
          }
        )
      }
      return (
        "csv \(options)",
        {
          guard let read = try? DelimitedText.read(bytes, options) else { return false }
          Self.check(read.table, rows: options.rows)
          return true
        }
      )
    case 12..<14:
      let bytes = records.next(&random)
      return (
        "jsonl",
        {
          guard let table = try? JSONLines.read(bytes) else { return false }
          Self.check(table, rows: nil)
          return true
        }
      )
    case 14..<16:
      let bytes = annotations.next(&random)
      return ("coco", { (try? COCOFile.read(bytes)) != nil })
    case 16..<19:
      let bytes = boxes.next(&random)
      return ("voc", { (try? VOCFile.read(bytes)) != nil })
    default:
      let (one, other) = (texts.next(&random), texts.next(&random))
      return (
        "pairs",
        {
          runner.overwrite("one.txt", one)
          runner.overwrite("other.txt", other)
          let line = DataLine(
            "text", Arguments([.text("one.txt"), .text("other.txt")]))
          let tokens = DataLine("tokens", Arguments([.word("words")]))
          let context = DataContext(resolve: { runner.folder + "/" + $0 })
          return (try? DataPipeline.load(line, [tokens], context)) != nil
        }
      )
    }
  }

  private static func options(_ random: inout Generator) -> DelimitedOptions {
    var options = DelimitedOptions()
    func some() -> Bool { random.chance(1, in: 3) }
    if some() { options.separator = random.pick(Array(",;\t| :x\"\n\0é".utf8)) }
    if some() { options.hasHeader = random.chance(1, in: 2) }
    if some() { options.encoding = random.pick(TextEncoding.allCases) }
    if some() { options.decimal = random.pick(Array(".,".utf8)) }
    if some() {
      options.missing = random.pick([[], ["1"], ["-", "x"], ["", "NA", "日本"], numbers])
    }
    if some() {
      let names = ["a", "b", "y", "v", "when", "d", "column_1", "none_such"]
      if some() { options.columns = [random.pick(names), random.pick(names)] }
      options.kinds[random.pick(names)] = random.pick(ColumnKind.allCases)
    }
    if some() { options.monthFirst = random.chance(1, in: 2) }
    options.renamesDuplicates = some()
    options.ragged = random.pick(RaggedRows.allCases)
    if some() { options.rows = random.pick([1, 2, 3, 100, Int.max]) }
    return options
  }

  /// The options as they are typed, but for those that cannot be.
  private static func written(_ options: DelimitedOptions) -> String {
    func names(_ names: [String]) -> String {
      "[" + names.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
    }
    var written = ""
    if let separator = options.separator, separator >= 0x20, separator < 0x7F, separator != 0x22 {
      written += ", separator=\"\(Character(Unicode.Scalar(separator)))\""
    }
    if let header = options.hasHeader { written += ", header=\(header)" }
    if let encoding = options.encoding { written += ", encoding=\(encoding.rawValue)" }
    if let decimal = options.decimal {
      written += ", decimal=\"\(Character(Unicode.Scalar(decimal)))\""
    }
    if let missing = options.missing { written += ", missing=\(names(missing))" }
    if let columns = options.columns { written += ", columns=\(names(columns))" }
    let (words, numbers) = (
      options.kinds.filter { $0.value == .category }, options.kinds.filter { $0.value == .number }
    )
    if !words.isEmpty { written += ", words=\(names(words.keys.sorted()))" }
    if !numbers.isEmpty { written += ", numbers=\(names(numbers.keys.sorted()))" }
    if let rows = options.rows { written += ", rows=\(rows)" }
    if options.renamesDuplicates { written += ", duplicates=rename" }
    if options.ragged != .refused { written += ", ragged=\(options.ragged.rawValue)" }
    if let monthFirst = options.monthFirst {
      written += ", dates=\(monthFirst ? "month_first" : "day_first")"
    }
    return written
  }

  /// As many values in each column as there are rows, each word among the names, and names that differ.
  private static func check(_ table: TypedTable, rows: Int?) {
    precondition(table.rowCount <= rows ?? .max, "more rows than were asked for")
    precondition(Set(table.names).count == table.columns.count, "two columns of one name")
    for column in table.columns {
      precondition(column.count == table.rowCount, "a column of another length")
      if case .categories(let codes, let names) = column.values {
        precondition(codes.allSatisfy { $0 >= -1 && Int($0) < names.count }, "a word that is none")
        precondition(Set(names).count == names.count, "one word twice")
      }
      if case .texts(let texts) = column.values { _ = (0..<texts.count).map { texts[$0] } }
    }
  }
}

/// So many files; ends where one takes more than two seconds of computing, or after `NABLA_FUZZ_SECONDS`.
func fuzzParsers(_ count: Int, _ random: inout Generator, _ runner: CallRunner) {
  let calls = ParserCalls()
  let limit = Environment.value("NABLA_FUZZ_SECONDS").flatMap { Double($0) } ?? .infinity
  let start = now()
  var (done, read, slowest) = (0, 0, 0.0)
  while done < count, now() - start < limit {
    let state = random
    if done % 20_000 == 0 { runner.start() }
    let (said, body) = calls.next(&random, runner)
    runner.say("parsers \(done) \(state): \(said)")
    // Other processes may want the core.
    let before = now(CLOCK_PROCESS_CPUTIME_ID)
    if body() { read += 1 }
    let taken = now(CLOCK_PROCESS_CPUTIME_ID) - before
    slowest = max(slowest, taken)
    guard taken < 2 else {
      print("\(taken) s, file \(done), \(state): \(said)")
      exit(65)
    }
    done += 1
  }
  print("\(done) files of which \(read) were read, slowest \(slowest) s")
}

private func now(_ clock: clockid_t = CLOCK_MONOTONIC) -> Double {
  var time = timespec()
  clock_gettime(clock, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}
