import Learning
import Testing

@testable import Programs

/// Keras programs in nabla's words.
@Suite("Keras programs")
struct KerasProgramTests {
  @Test func `the article's program gives its session, with what train would warn of`() throws {
    let program = KerasProgram.translate(try Samples.program("article"))
    #expect(
      program.text == """
        # the model
        m = model 784 {
          dense 256, activation=relu
          output: dense 1, activation=sigmoid
        }

        # the data
        d = data mnist { rescale 1/255; reshape 784 }

        # training
        r = train m, d, epochs=10, batch_size=32, optimizer=adam, loss=binary_crossentropy, metrics=[accuracy], validation=d.test

        # the test
        e = evaluate m, d.test, metrics=[accuracy]
        print "Test accuracy:", format("{:.4f}", e.accuracy)

        """)
    #expect(
      program.remarks.map(\.kind) == [
        .lint(.targetsOutsideUnitRange(loss: "binary_crossentropy", low: 0, high: 9)),
        .lint(.validationIsTest),
      ])
    #expect(program.remarks.map(\.line) == [21, 21])
  }

  @Test func `its corrected form`() throws {
    let program = KerasProgram.translate(try Samples.program("digits"))
    #expect(
      program.text == """
        # Ten digits, one output each.
        seed 7
        d = data mnist { reshape 784; rescale 1/255 }
        m = model 784 {
          dense 256, activation=relu
          dense 10, activation=softmax
        }
        summary m
        history = train m, d, epochs=5, batch_size=32, optimizer=adam, loss=sparse_categorical_crossentropy, metrics=[accuracy], validation_split=0.1, early_stopping=2
        e = evaluate m, d.test, metrics=[accuracy]
        print "Test loss:", e.loss
        print "Test accuracy:", format("{:.4f}", e.accuracy)
        save m, "digits.safetensors"

        """)
    #expect(program.remarks.map(\.line) == [29])
  }

  @Test func `loops over layers are unrolled, classes become rows`() throws {
    let program = KerasProgram.translate(try Samples.program("convnet"))
    #expect(program.remarks.isEmpty)
    #expect(program.text.contains("d = data mnist { rescale 1/255; reshape 28, 28, 1; one_hot }\n"))
    #expect(
      program.text.contains(
        """
        net = model [28, 28, 1] {
          conv2d 32, 3, activation=relu
          max_pooling2d
          conv2d 64, 3, activation=relu
          max_pooling2d
          flatten
          dropout 0.5
          dense 10, activation=softmax
        }
        """))
    #expect(
      program.text.hasSuffix("print \"Test loss:\", e.loss\nprint \"Test accuracy:\", e.accuracy\n")
    )
  }

  @Test func `data that nabla does not have are fetched by a line of Python`() throws {
    let program = KerasProgram.translate(try Samples.program("text"))
    #expect(
      program.text.contains(
        """
        # nabla does not have these data: run this behind line 19 of the Python program, once
        #   import numpy; numpy.savez("imdb.npz", x_train=x_train, y_train=y_train, x_test=x_val, y_test=y_val)
        d = data npz("imdb.npz")
        """))
    // The length that is left open is that of the data.
    #expect(program.text.hasPrefix("m = model 200 {\n  embedding 20000, 128\n"))
  }

  @Test func `several inputs are paths, and stand side by side while they are trained`() throws {
    let program = KerasProgram.translate(try Samples.program("two_inputs"))
    #expect(program.remarks.isEmpty)
    #expect(
      program.text.contains(
        """
        m = model title=[40], body=[120] {
          concatenate {
            path { from title; embedding 2000, 32; lstm 64 }
            path { from body; embedding 2000, 32; lstm 32 }
          }
          dense 64, activation=relu
          add { path { }; path { dense 64, activation=relu } }
          priority: dense 1, activation=sigmoid
        }
        """))
    #expect(
      program.text.contains(
        """
          step m, optimizer=rmsprop, loss=(x, y) -> mean(binary_crossentropy(y, m(title=x[:, 0:40], body=x[:, 40:160])))
        """))
  }

  @Test func `a model that is the beginning of another one stands before it`() throws {
    let program = KerasProgram.translate(try Samples.program("autoencoder"))
    #expect(
      program.text.hasPrefix(
        """
        encoder = model 784 {
          dense 128, activation=relu
          dense 32, activation=relu
        }
        autoencoder = model 784 {
          encoder
          dense 128, activation=relu
          dense 784, activation=sigmoid
        }
        d = data mnist { rescale 1/255; reshape 784 }
        r = train autoencoder, table(d.x, d.x), epochs=2,
        """))
    #expect(program.text.hasSuffix("plot reshape(d.test.x[1], [28, 28])\n"))
    #expect(!program.remarks.contains { $0.kind == .left })
  }

  @Test func `tables, callbacks and functions that build models`() throws {
    let program = KerasProgram.translate(try Samples.program("tabular"))
    #expect(!program.remarks.contains { $0.kind == .left })
    #expect(
      program.text.contains(
        "d = data csv(\"houses.csv\", target=\"price\") { drop_missing; drop \"id\"; standardize; split 80%, 20% }\n"
      ))
    #expect(
      program.text.contains(
        "optimizer=adam(reduce_on_plateau(0.01, factor=0.2, patience=3, min_lr=1e-05)), "
          + "loss=mean_squared_error, metrics=[mean_absolute_error], validation_split=0.2, early_stopping=5, "
          + "checkpoint=\"best.safetensors\"\n"))
    #expect(
      program.text.contains(
        "print \"MAE:\", format(\"{:.2f}\", e.mean_absolute_error)\nplot history.loss\n"))
  }
}
