import Data
import Engine
import Formats
import Support

/// Reads `{"b64": …}` as pictures or sounds, and makes samples of them by the recipe that a model keeps.
struct FileReading {
  let recipe: Recipe
  let raw: RawInput
  let dtype: DType

  /// Numbers of all files of a request before they are made into samples: 100 megapixels in colour.
  static let largest = 300_000_000

  func samples(of instances: [JSON]) throws(RequestProblem) -> Samples {
    var files: [[UInt8]] = []
    var total = 0
    for (index, instance) in instances.enumerated() {
      let file = try bytes(of: instance, "instances[\(index)]")
      do throws(FormatError) {
        total = ByteEstimate.sum([total, try raw.count(in: file)])
      } catch {
        throw problem(error, index)
      }
      guard total <= Self.largest else {
        throw RequestProblem(
          413,
          "instances[\(index)]: the \(raw.medium.rawValue)s of a request are \(NumberText.grouped(Self.largest)) numbers at most"
        )
      }
      files.append(file)
    }
    do throws(RawFileError) {
      return try recipe.samples(ofFiles: files, dtype)
    } catch {
      switch error.cause {
      case .format(let fault): throw problem(fault, error.file)
      case .data(let fault):
        if case .memory = fault.kind {
          throw RequestProblem(
            503, "there is too little memory for so many \(raw.medium.rawValue)s")
        }
        throw RequestProblem(
          422, "instances: the model's steps do not suit such a \(raw.medium.rawValue)")
      }
    }
  }

  private func bytes(of instance: JSON, _ place: String) throws(RequestProblem) -> [UInt8] {
    let medium = raw.medium.rawValue
    guard case .object(let members) = instance, members.count == 1, members[0].name == "b64" else {
      throw RequestProblem(
        422,
        "\(place): \(RequestWords.kind(of: instance)), but a \(medium) is {\"b64\": \"…\"}, its file in base64"
      )
    }
    guard let text = members[0].value.string, let bytes = Base64Bytes.read(text) else {
      throw RequestProblem(
        422, "\(place).b64: \(RequestWords.shown(members[0].value)) is no base64")
    }
    return bytes
  }

  private func problem(_ error: FormatError, _ index: Int) -> RequestProblem {
    RequestProblem(
      422,
      "instances[\(index)].b64: no \(raw.medium.rawValue): expected \(RequestProblem.quoted(error.expected)), found "
        + RequestProblem.quoted(error.found))
  }
}
