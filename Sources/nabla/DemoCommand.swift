import ArgumentParser
import Terminal
import Workbench

/// `nabla demo`: trains the ten-class digit classifier, then leaves the user with it at the prompt.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Trains a digit classifier on the built-in data and stays at the prompt.")

  @OptionGroup var common: CommonOptions

  func run() throws {
    throw ExitCode(Launch(common, seed: nil).demo(Demo.program, finalChart: Demo.finalChart))
  }
}

/// What `nabla demo` runs.
enum Demo {
  static let program = """
    digits = data digits { rescale 1/255; reshape 784 }
    m = model 784 { dense 256, activation=relu; output: dense 10, activation=softmax }
    r = train m, digits, epochs=3, batch_size=32, optimizer=adam, loss=sparse_categorical_crossentropy, metrics=accuracy, validation_split=0.1
    e = evaluate m, digits.test, metrics=accuracy
    print "test accuracy", e.accuracy
    """

  /// Where no live chart was seen, the final one follows.
  static let finalChart = "plot r"
}
