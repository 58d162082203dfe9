import Data
import Engine
import Learning
import Support

// Samples as answers, and those in the user's terms.
extension ServedModel {
  package func answers(for samples: Samples) throws(RequestProblem) -> Tensor {
    changeWeights()
    do throws(LearningError) {
      let output = try model.predict(samples, threads: threads)
      return reader.target?.inUnits(output) ?? output
    } catch {
      throw RequestProblem(503, "there is too little memory for so many rows at once")
    }
  }

  package func instance(of row: Tensor) -> JSON {
    let numbers = row.doubles
    switch signature.answer {
    case .number: return json(numbers.first ?? .nan)
    case .numbers: return nested(numbers[...], model.outputShape.extents[...])
    case .classes(let areProbabilities):
      guard case .classNumber(let place, let shares)? = reader.answer(numbers),
        !numbers.contains(where: \.isNaN)
      else { return .null }
      let names = shares.count == 1 ? [reader.classes[1]] : reader.classes
      return [
        "class": .text(reader.classes[place]), "index": .whole(place),
        areProbabilities ? "probabilities" : "scores": .object(
          zip(names, shares).map { JSON.Member($0, json($1)) }),
      ]
    }
  }

  private func nested(_ numbers: ArraySlice<Double>, _ extents: ArraySlice<Int>) -> JSON {
    guard let count = extents.first else { return json(numbers.first ?? .nan) }
    let width = count == 0 ? 0 : numbers.count / count
    return .list(
      (0..<count).map {
        let start = numbers.startIndex + $0 * width
        return nested(numbers[start..<start + width], extents.dropFirst())
      })
  }

  /// The fewest digits that read back as the same number of the model's type; `null` for what is not finite.
  private func json(_ number: Double) -> JSON {
    guard model.dtype == .float32, number.isFinite else { return .number(number) }
    return .number(Double(Float(number).description) ?? number)
  }
}
