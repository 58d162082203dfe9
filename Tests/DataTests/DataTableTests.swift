import Engine
import Data
import Testing

@Suite struct DataTableTests {
  private func samples(_ count: Int, ones: Int) -> Samples {
    var x = [Float](repeating: 0.5, count: 4 * count)
    x[0] = 0
    x[1] = 1
    return Samples(
      x: Tensor(x, [count, 4]),
      y: Tensor((0..<count).map { Int32($0 < ones ? 1 : 0) }, [count]))
  }

  @Test func `a data set prints its parts, ranges and classes`() {
    let data = Dataset(
      name: "mnist", train: samples(6000, ones: 592), test: samples(1000, ones: 100))
    #expect(
      data.shown(as: "d") == """
        data d: mnist
          split    samples  x               y
          train      6,000  [4] float 0..1  int 0..1
          test       1,000  [4] float 0..1  int 0..1
          classes  0: 5,408  1: 592  (train)
        """)
  }

  @Test func `a part is a data set of its own`() throws {
    let data = Dataset(
      name: "mnist", train: samples(8, ones: 3), validation: samples(5, ones: 1),
      test: samples(4, ones: 2))
    let part = try #require(data[.validation])
    #expect(part.train.count == 5)
    #expect(part.test == nil)
    #expect(
      part.shown(as: "d.validation") == """
        data d.validation: mnist
          split       samples  x               y
          validation        5  [4] float 0..1  int 0..1
          classes     0: 4  1: 1
        """)
    #expect(data.rows.map(\.part) == ["train", "validation", "test"])
  }

  @Test func `targets that are no classes have no line of classes`() {
    let data = Dataset(
      name: "table",
      train: Samples(
        x: Tensor([1, 2] as [Double], [2, 1]), y: Tensor([0.5, -1.25] as [Double], [2])))
    #expect(
      data.shown(as: "t") == """
        data t: table
          split  samples  x               y
          train        2  [1] float 1..2  float -1.25..0.5
        """)
  }

  @Test func `ten classes go on below one another`() {
    let labels = (0..<60_000).map { Int32($0 % 10) }
    let data = Dataset(
      name: "digits",
      train: Samples(
        x: Tensor([Float](repeating: 1, count: 60_000), [60_000, 1]),
        y: Tensor(labels, [60_000])))
    #expect(
      data.shown(as: "d").split(separator: "\n").suffix(2) == [
        "  classes  0: 6,000  1: 6,000  2: 6,000  3: 6,000  4: 6,000  5: 6,000  6: 6,000",
        "           7: 6,000  8: 6,000  9: 6,000",
      ])
  }

  @Test func `the digest depends on every number`() {
    let one = Dataset(name: "a", train: samples(3, ones: 1))
    #expect(one.digest == Dataset(name: "b", train: samples(3, ones: 1)).digest)
    #expect(one.digest != Dataset(name: "a", train: samples(3, ones: 2)).digest)
    #expect(one.digest.count == 64)
  }
}

extension Dataset {
  /// As it prints under this name.
  func shown(as variable: String) -> String {
    (["data \(variable): \(name)"] + table.lines(indent: 2)).joined(separator: "\n")
  }
}
