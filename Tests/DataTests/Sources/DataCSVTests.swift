import Glibc
import Data
import Support
import Testing

@Suite final class DataCSVTests {
  private let folder: String
  private let path: String

  init() {
    var template = Array("/tmp/nabla-csv-XXXXXX".utf8CString)
    folder = mkdtemp(&template).map { String(cString: $0) } ?? "/nonexistent"
    path = folder + "/x.csv"
  }

  deinit {
    unlink(path)
    rmdir(folder)
  }

  private func load(_ text: String, target: String? = nil) throws -> Dataset {
    try AtomicFile.write(Array(text.utf8), to: path)
    return try DataPipeline.load(
      line("csv", .text("x.csv"), named: target.map { [("target", .text($0))] } ?? []), [],
      DataContext(resolve: { [path] _ in path }))
  }

  @Test func `the last column is the target unless another is named`() throws {
    let data = try load("a,b,c\n1,2,0\n3,4,1\n")
    #expect(data.x.doubles == [1, 2, 3, 4])
    #expect(data.y.doubles == [0, 1])
    #expect(data.columns == ["a", "b"])
    #expect(data.target == "c")
    #expect(data.name == "x.csv")
    let other = try load("a,b,c\n1,2,0\n3,4,1\n", target: "a")
    #expect(other.x.doubles == [2, 0, 4, 1])
    #expect(other.y.doubles == [1, 3])
  }

  @Test func `targets of words become classes in alphabetical order`() throws {
    let data = try load("5.1,virginica\n4.9,setosa\n6.0,virginica\n")
    #expect(data.y.doubles == [1, 0, 1])
    #expect(data.classNames == ["setosa", "virginica"])
    #expect(
      data.shown(as: "d") == """
        data d: x.csv
          split    samples  x                 y
          train          3  [1] float 4.9..6  int 0..1
          classes  setosa: 1  virginica: 2
        """)
  }

  @Test func `a field that is no number is told with its column and line`() {
    let numbers = (0..<9).map { "\($0),\($0)\n" }.joined()
    let cases: [(String, String, String, Int)] = [
      ("a,b\n" + numbers + "x,3\n", "x", "a", 11), ("a,b\n1,y\n" + numbers, "y", "b", 2),
    ]
    for (text, field, column, number) in cases {
      guard case .table(.badColumns(let columns, _))? = mistake({ try load(text) })?.kind,
        columns.count == 1, columns[0].text == field, columns[0].name == column,
        columns[0].line == number
      else {
        Issue.record("\(text) must be refused")
        continue
      }
    }
  }

  @Test func `a missing column, file or feature is told`() {
    guard
      case .table(.unknownColumn("z", known: ["a", "b"], _))? =
        mistake({ try load("a,b\n1,2", target: "z") })?.kind,
      case .table(.noFeatures(target: "a", _))? = mistake({ try load("a\n1\n") })?.kind,
      case .samples(.noSamples)? = mistake({ try load("a,b\n") })?.kind,
      case .content(let error)? = mistake({ try load("a,b\n1\n") })?.kind,
      case .file(let missing)? = mistake({
        try DataPipeline.load(line("csv", .text("/nonexistent/x.csv")))
      })?.kind
    else {
      Issue.record("each must be refused with its facts")
      return
    }
    #expect(error.fault.place == .line(2))
    #expect(missing.kind == .notFound)
  }
}
