import Data
import Engine
import Learning
import Support
import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Serving
@testable import Workbench

/// Numbers of data that stood on a scale of their own.
@Suite("What served models take on the scale of their data")
struct ServedScaleTests {
  @Test func `a series comes in its own units, as a list or as rows with names`() throws {
    let values = (0..<60).map { (row: Int) -> Double in
      let (day, third): (Double, Double) = (Double(row % 7), Double(row % 3))
      return 20 + day + third / 2
    }
    // Days are left out of windows, so that the target alone is left.
    var (single, others) = ("day,v\n", "w,v\n")
    for (place, value) in values.enumerated() {
      single += "2024-0\(1 + place / 28)-\(10 + place % 28 / 2),\(value)\n"
      others += "\(place * place % 11),\(value)\n"
    }
    try ServedSession.use(
      ["t.csv": single, "u.csv": others],
      """
      seed 1
      d = data csv("t.csv", target="v") { windows 4; split 80%, 20% }
      m = model d { flatten; dense 3; dense 1 }
      train m, d, epochs=2
      e = data csv("u.csv", target="v") { windows 3 }
      n = model e { flatten; dense 1 }
      train n, e, epochs=2
      asked = data csv("u.csv", target="v")
      """
    ) { session in
      let model = try session.model()
      let named = try model.numbers(#"[{"v": 20}, {"v": 21.5}, {"v": 23}, {"v": 23.5}]"#)
      let listed = try model.numbers("[[[20], [21.5], [23], [23.5]]]")
      #expect(listed.isIdentical(to: named))
      // In the units of the data, not of what the layers take.
      #expect((15...35).contains(listed.first), "\(listed.first)")
      // Instances that stand side by side have nothing to do with one another.
      let both = try model.numbers("[[[1], [2], [3], [4]], [[20], [21.5], [23], [23.5]]]")
      #expect(both.doubles[1] == listed.first)
      let tensor = Tensor([20, 21.5, 23, 23.5], [1, 4, 1], .float64)
      let columns = try model.answers(for: model.samples(of: [("input", tensor)]))
      #expect(columns.isIdentical(to: listed))
      let schema = InstanceSchema(predictor: model).instances.description
      #expect(schema.contains("oldest first, in the units of the data"), "\(schema)")

      let other = try session.model("n")
      let rows = #"[{"w": 1, "v": 20}, {"w": 4, "v": 21}, {"w": 9, "v": 22}]"#
      #expect(try other.numbers(rows).isIdentical(to: other.numbers("[[[1,20],[4,21],[9,22]]]")))
    }
  }

  @Test func `pixels from 0 to 255 go through the steps of the data, and answers have names`()
    throws
  {
    try ServedSession.use(
      [:],
      """
      seed 1
      raw = data digits { take 40, test=8 }
      d = data digits { take 40, test=8; rescale 1/255 }
      m = model d { flatten; dense 10, activation=softmax }
      train m, d, epochs=2
      f = data digits { take 40, test=8; flatten; standardize }
      n = model f { dense 10 }
      train n, f, epochs=1, loss=sparse_categorical_crossentropy(from_logits=true)
      save m, "m.safetensors"
      l = load "m.safetensors"
      """
    ) { session in
      let pixels = try session.tensor("raw.test.x[0]")
      let asked = try session.tensor("predict(m, d.test.x[0])")
      for name in ["m", "l"] {
        let model = try session.model(name)
        let tensor = pixels.reshaped([1, 28, 28])
        let given = try model.answers(for: model.samples(of: [("input", tensor)]))
        #expect(given.doubles == asked.doubles)
        let bytes = pixels.doubles.map { UInt8(Int($0, within: 0...255)) }
        let picture = Array("P5\n28 28\n255\n".utf8) + bytes
        let file = try model.numbers(#"[{"b64": "\#(base64(picture))"}]"#)
        #expect(file.doubles == asked.doubles)
        let said = try model.says(#"[{"b64": "\#(base64(picture))"}]"#)
        #expect(said.contains(#""class":"#) && said.contains(#""probabilities":{"0":"#), "\(said)")
        guard case .picture = model.signature.raw else {
          Issue.record("no picture is asked for")
          return
        }
      }
      let flat = try session.model("n")
      let tensor = pixels.reshaped([1, 784])
      let given = try flat.answers(for: flat.samples(of: [("input", tensor)]))
      #expect(given.doubles == (try session.tensor("predict(n, f.test.x[0])")).doubles)
      let wrong = JSON.list([.list([.number(256)] + [JSON](repeating: 0, count: 783))]).description
      #expect(
        flat.refuses(wrong)
          == "instances[0]: 256 is no number from 0 to 255, and the model takes pixels as files of pictures have them"
      )
    }
  }
}
