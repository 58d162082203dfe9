import Catalog
import Engine
import Learning
import Support
import Testing

@Suite("Mistakes in a model")
struct ModelErrorTests {
  private func error(_ shape: Shape, _ lines: [LayerDescription]) throws -> LearningError {
    try #require(throws: LearningError.self) { try model(shape, lines) }
  }

  @Test func `an unknown layer is named with the known ones`() throws {
    guard case .building(.unknownLayer("linaer", let known, _)) = try error([4], [.word("linaer")])
    else {
      Issue.record("an unknown layer is expected")
      return
    }
    #expect(known.contains("dense") && known.contains("residual"))
  }

  @Test func `a missing argument is reported with its layer`() throws {
    guard
      case .argument(.missing("units", "dense", _), _) = try error(
        [4], [.word("dense")])
    else {
      Issue.record("an argument error is expected")
      return
    }
  }

  @Test func `a residual whose ends differ names both shapes`() throws {
    guard
      case .shape(.residual("residual", let path, let input, _)) = try error(
        [16], [.around("residual", [.dense(32)])])
    else {
      Issue.record("a residual error is expected")
      return
    }
    #expect(path == [32] && input == [16])
  }

  @Test func `paths that do not meet name all shapes`() throws {
    let lines: [LayerDescription] = [
      .around("add", [.around("path", [.dense(3)]), .around("path", [.dense(4)])])
    ]
    guard case .shape(.paths("add", .add, let shapes, _)) = try error([2], lines) else {
      Issue.record("a path error is expected")
      return
    }
    #expect(shapes == [[3], [4]])
  }

  @Test func `a source that does not exist yet is refused`() throws {
    guard
      case .building(.unknownSource("later", _, _)) = try error(
        [2], [.word("from", .word("later")), .dense(2, label: "later")])
    else {
      Issue.record("a source error is expected")
      return
    }
  }

  @Test func `a dense layer needs at least one axis`() throws {
    guard
      case .shape(.layer("dense", "dense", .features, [], _)) = try error(
        [], [.dense(2)])
    else {
      Issue.record("a shape error is expected")
      return
    }
  }

  @Test func `reshape refuses another number of elements`() throws {
    guard
      case .shape(.layer(_, "reshape", .elements(6), [4], _)) = try error(
        [4], [.word("reshape", .list([.number(2), .number(3)]))])
    else {
      Issue.record("a shape error is expected")
      return
    }
  }

  /// 31,622 · 31,623 ≈ 10⁹ weights; three copies and a gradient of 4 bytes are 16 GB.
  @Test func `a model of a thousand million weights is refused with the estimate`() throws {
    guard
      case .size(.modelTooLarge("m", let parameters, let bytes, let limit)) = try MemoryBudget(
        limit: 8 << 30
      )
      .inForce({ try error([31_622], [.dense(31_622)]) })
    else {
      Issue.record("an estimate is expected")
      return
    }
    #expect(parameters == 31_622 * 31_623)
    #expect(bytes == parameters * 16)
    #expect(limit < bytes)
  }

  @Test func `sizes beyond every integer are refused as well`() throws {
    guard
      case .size(.modelTooLarge(_, Int.max, Int.max, _)) = try error(
        [1_000_000_000_000], [.dense(1_000_000_000_000)])
    else {
      Issue.record("an estimate is expected")
      return
    }
  }

  @Test func `repetitions are bounded`() throws {
    let inner = LayerDescription.around("repeat", times: 10_000, [.word("relu")])
    guard
      case .size(.tooManyLayers(10_000, _)) = try error(
        [4], [.around("repeat", times: 10_000, [inner])])
    else {
      Issue.record("a limit is expected")
      return
    }
  }

  @Test func `nesting is bounded`() throws {
    var line = LayerDescription.dense(4)
    for _ in 0..<300 { line = .around("residual", [line]) }
    guard case .size(.tooManyLayers) = try error([4], [line]) else {
      Issue.record("a limit is expected")
      return
    }
  }

  @Test func `data of another shape is refused with both shapes`() throws {
    let m = try model([3], [.dense(1)])
    let found = try #require(throws: LearningError.self) {
      try m.predict(tensor([Double](repeating: 0, count: 8), [2, 4]))
    }
    guard case .input(.dataShape("m", [3], [4])) = found else {
      Issue.record("\(found)")
      return
    }
  }
}
