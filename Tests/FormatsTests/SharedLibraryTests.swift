import Formats
import Testing

@Suite struct SharedLibraryTests {
  @Test func `a machine without a library is told which package has it`() {
    let error = SharedLibrary.sqlite.isMissing(for: "SQLite")
    #expect(error.format == "SQLite" && error.place == .wholeFile)
    #expect(error.expected == "the library of the package libsqlite3-0")
    let names = SharedLibrary.allCases.map(\.rawValue)
    #expect(
      names == [
        "libspng0", "libturbojpeg0", "libsndfile1", "libkissfft-float131", "libsqlite3-0",
        "librsvg2-2", "libsixel1", "libzmq5", "libopenblas0-pthread",
      ])
  }
}
