import Engine
import Data
import Testing

@Suite struct DataDigitsTests {
  private func draw(_ range: Range<Int>) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: range.count * 784)
    bytes.withUnsafeMutableBufferPointer { _ = DigitSet.draw(range, into: $0) }
    return bytes
  }

  @Test func `an image depends on its number alone`() {
    let many = draw(100..<110)
    #expect(Array(many[(3 * 784)..<(5 * 784)]) == draw(103..<105))
  }

  @Test func `each ten images show the ten digits`() {
    for start in stride(from: 0, to: 200, by: 10) {
      #expect(Set((start..<start + 10).map { DigitSet.label($0) }).count == 10)
    }
  }

  @Test func `digits are ink on an empty ground, inside the image`() {
    let images = draw(0..<100)
    for index in 0..<100 {
      let image = images[(index * 784)..<((index + 1) * 784)]
      let inked = image.count { $0 > 100 }
      #expect(inked > 25 && inked < 400)
      #expect(image.max() ?? 0 > 150)
    }
    let mean = Double(images.reduce(0) { $0 + Int($1) }) / Double(images.count) / 255
    #expect(mean > 0.08 && mean < 0.18)
  }

  @Test func `the set takes what is asked for, whatever the seed`() throws {
    let steps = [line("take", .number(20), named: [("test", .number(10))])]
    let data = try DataPipeline.load(line("digits"), steps, DataContext(seed: 1))
    #expect(data.x.shape == [20, 28, 28])
    #expect(data.x.dtype == .float32)
    #expect(data.test?.count == 10)
    #expect(data.train.classCounts == [Int](repeating: 2, count: 10))
    #expect(
      try DataPipeline.load(line("digits"), steps, DataContext(seed: 2)).digest == data.digest)
  }

  @Test func `an interrupt ends the drawing`() {
    let context = DataContext(isInterrupted: { true })
    guard case .interrupted? = mistake({ try DataPipeline.load(line("digits"), [], context) })?.kind
    else {
      Issue.record("drawing must stop")
      return
    }
  }
}
