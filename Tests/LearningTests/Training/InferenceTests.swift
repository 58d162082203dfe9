import Catalog
import Data
import Engine
import Learning
import Testing

@Suite("What a training chooses")
struct InferenceTests {
  private func sentence(_ lines: [LayerDescription], _ y: Tensor) throws -> String {
    let count = y.shape[0]
    let x = tensor([Double](repeating: 0.5, count: count * 2), [count, 2], .float32)
    return try TrainingSetup(
      model([2], lines), on: Samples(x: x, y: y), TrainingOptions()
    ).sentence()
  }

  @Test func `softmax and class numbers give sparse cross-entropy and accuracy`() throws {
    let y = labels([0, 2, 1], [3])
    #expect(
      try sentence([.dense(3, "softmax")], y)
        == "train m, data, epochs=1, batch_size=32, optimizer=adam, "
        + "loss=sparse_categorical_crossentropy, metrics=accuracy")
  }

  @Test func `softmax and one-hot rows give categorical cross-entropy`() throws {
    let y = tensor([0, 1, 1, 0], [2, 2])
    #expect(try sentence([.dense(2, "softmax")], y).contains("loss=categorical_crossentropy"))
  }

  @Test func `one sigmoid and 0 or 1 give binary cross-entropy`() throws {
    let y = labels([0, 1, 1], [3])
    #expect(try sentence([.dense(1, "sigmoid")], y).contains("loss=binary_crossentropy"))
  }

  @Test func `no activation and numbers give the squared error`() throws {
    let y = tensor([0.5, 1.25, -3], [3])
    let text = try sentence([.dense(1)], y)
    #expect(text.hasSuffix("loss=mean_squared_error, metrics=mean_absolute_error"))
  }

  @Test func `one sigmoid and class numbers beyond 1 are an error with their range`() throws {
    let y = labels([0, 5, 9], [3])
    let error = try #require(throws: LearningError.self) {
      try sentence([.dense(1, "sigmoid")], y)
    }
    guard case .loss(.notZeroOrOne("dense", low: 0, high: 9, isPair: false)) = error else {
      Issue.record("\(error)")
      return
    }
  }

  @Test func `a class number out of range is named with its row`() throws {
    let y = labels([0, 1, 3], [3])
    let error = try #require(throws: LearningError.self) {
      try sentence([.dense(3, "softmax")], y)
    }
    guard case .loss(.classNumber(2, 3, 3, "dense", _)) = error else {
      Issue.record("\(error)")
      return
    }
  }

  @Test func `targets of another shape are refused with both shapes`() throws {
    let setup = {
      try TrainingSetup(
        model([1], [.dense(3)]), on: points(4),
        options { $0.loss = LossChoice(MeanSquaredError()) })
    }
    let error = try #require(throws: LearningError.self) { _ = try setup() }
    guard case .loss(.targetShape("m", "dense", [3], [], "mean_squared_error", .numbers)) = error
    else {
      Issue.record("\(error)")
      return
    }
  }

  @Test func `inputs that are no numbers are named with their row`() throws {
    let samples = Samples(x: tensor([0, 1, .nan, 2], [4, 1]), y: tensor([0, 0, 0, 0], [4]))
    let error = try #require(throws: LearningError.self) {
      _ = try TrainingSetup(model([1], [.dense(1)]), on: samples, TrainingOptions())
    }
    guard case .input(.notFinite("inputs", 2)) = error else {
      Issue.record("\(error)")
      return
    }
  }

  @Test func `the last samples are kept for validation`() throws {
    let setup = try TrainingSetup(
      model([1], [.dense(1, "sigmoid")]), on: points(10), options { $0.validationSplit = 0.2 })
    #expect(setup.training.count == 8)
    #expect(setup.validation?.count == 2)
    #expect(setup.validation?.x.doubles == Array(points(10).x.doubles[8...]))
  }

  @Test func `balanced weights make every class count the same`() throws {
    let y = labels([0, 0, 0, 1], [4])
    let x = tensor([0, 1, 2, 3], [4, 1], .float32)
    let setup = try TrainingSetup(
      model([1], [.dense(1, "sigmoid")]), on: Samples(x: x, y: y),
      options { $0.classWeights = .balanced })
    #expect(setup.classWeights == [4.0 / 6, 2])
  }

  /// Keras 3: training keeps int(n · (1 − split)).
  @Test(arguments: [(0.25, 10, 3), (0.5, 9, 5), (0.2, 4, 1)])
  func `validation takes what training leaves`(share: Double, count: Int, kept: Int) throws {
    let setup = try TrainingSetup(
      model([1], [.dense(1, "sigmoid")]), on: points(count),
      options { $0.validationSplit = share })
    #expect(setup.validation?.count == kept)
    #expect(setup.training.count == count - kept)
  }

  /// scikit-learn's `compute_class_weight`: n / (classes that occur · count); class 0 is none of them.
  @Test func `balanced weights of labels from 1 leave class 0 out`() throws {
    let setup = try TrainingSetup(
      model([1], [.dense(3, "softmax")]),
      on: Samples(
        x: tensor([0, 1, 2, 3], [4, 1], .float32), y: labels([1, 1, 1, 2], [4])),
      options { $0.classWeights = .balanced })
    #expect(setup.classWeights == [0, 4.0 / 6, 2])
  }

  @Test func `balanced weights of one-hot targets are those of their classes`() throws {
    let setup = try TrainingSetup(
      model([1], [.dense(2, "softmax")]),
      on: Samples(
        x: tensor([0, 1, 2, 3], [4, 1], .float32),
        y: tensor([1, 0, 1, 0, 1, 0, 0, 1], [4, 2], .float32)),
      options { $0.classWeights = .balanced })
    #expect(setup.classWeights == [4.0 / 6, 2])
  }
}
