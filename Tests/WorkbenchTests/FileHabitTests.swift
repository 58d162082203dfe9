import TestSupport
import Testing
import WorkbenchTestSupport

@testable import Workbench

/// Lines of other libraries that read and write models: the error says the line to type here, and that line works.
@Suite("Habits about files of models")
struct FileHabitTests {
  private static let start = """
    v = [1, 2]
    m = model 2 { dense 2 }
    export m, "x.keras"
    export m, "x.onnx"
    export m, "x.weights.h5"
    export m, "x.pt.safetensors"
    export m, "x.safetensors", format=pt_safetensors
    save m, "own.safetensors"
    export v, "x.npy"
    """

  @Test(arguments: [
    (#"k = load_model("x.keras")"#, #"k = load "x.keras""#),
    (#"load_model("x.keras")"#, #"m = load "x.keras""#),
    (#"k = keras.models.load_model("x.keras")"#, #"k = load "x.keras""#),
    (#"k = tf.keras.models.load_model('x.keras', compile=False)"#, #"k = load "x.keras""#),
    (#"k = keras.saving.load_model("x.keras")"#, #"k = load "x.keras""#),
    (#"k = torch.load("x.pt")"#, #"load "x.safetensors", into=m"#),
    (#"k = torch.load("x.pt", weights_only=True)"#, #"load "x.safetensors", into=m"#),
    (#"m.load_state_dict(torch.load("x.pt"))"#, #"load "x.safetensors", into=m"#),
    (#"model.load_state_dict(torch.load("x.pth"))"#, #"load "x.safetensors", into=m"#),
    (#"torch.save(m, "y.pt")"#, #"export m, "y.pt.safetensors""#),
    (#"torch.save(m.state_dict(), "y.pth")"#, #"export m, "y.pt.safetensors""#),
    (#"torch.save(model.state_dict(), "y.pth")"#, #"export m, "y.pt.safetensors""#),
    (#"torch.onnx.export(m, v, "y.onnx")"#, #"export m, "y.onnx""#),
    (#"model.save("y.keras")"#, #"export m, "y.keras""#),
    (#"m.save("y.keras")"#, #"export m, "y.keras""#),
    (#"m.save("y.pt")"#, #"export m, "y.pt.safetensors""#),
    (#"m.save_weights("y.weights.h5")"#, #"export m, "y.weights.h5""#),
    (#"m.load_weights("x.weights.h5")"#, #"load "x.weights.h5", into=m"#),
    (#"m.export("y.onnx")"#, #"export m, "y.onnx""#),
    (#"keras.models.save_model(m, "y.keras")"#, #"export m, "y.keras""#),
    (#"k = onnx.load("x.onnx")"#, #"k = load "x.onnx""#),
    (#"k = onnxruntime.InferenceSession("x.onnx")"#, #"k = load "x.onnx""#),
    (#"k = safetensors.torch.load_file("x.safetensors")"#, #"load "x.safetensors", into=m"#),
    (#"pickle.dump(m, open("y.pkl", "wb"))"#, #"save m, "y.safetensors""#),
    (#"joblib.dump(m, "y.joblib")"#, #"save m, "y.safetensors""#),
    (#"np.save("y.npy", v)"#, #"export v, "y.npy""#),
    (#"v.to_csv("y.csv", index=False)"#, #"export v, "y.csv""#),
    (#"k = np.load("x.npy")"#, #"k = load "x.npy""#),
    (#"np.savez("y.npz", a=v, b=v)"#, #"export {a: v, b: v}, "y.npz""#),
    ("k = load x.keras", #"k = load "x.keras""#),
    ("load x.safetensors, into=m", #"load "x.safetensors", into=m"#),
    (#"load "x.safetensors" into m"#, #"load "x.safetensors", into=m"#),
    ("export m, y.onnx", #"export m, "y.onnx""#), ("export m y.onnx", #"export m, "y.onnx""#),
    (#"export m "y.onnx""#, #"export m, "y.onnx""#),
    ("save m, y.safetensors", #"save m, "y.safetensors""#),
  ])
  func `the line to type is offered, and works`(_ wrong: String, _ right: String) throws {
    try TemporaryFolder.use { folder in
      let transcript = Transcript(folder: folder)
      let start = transcript.run(Self.start)
      #expect(!start.contains("error E"), "\(start)")
      let said = transcript.run(wrong)
      #expect(said.contains("hint: write `\(right)`"), "\(said)")
      let done = transcript.run(right)
      #expect(!done.contains("error E"), "\(right): \(done)")
    }
  }

  @Test func `a name of a file that begins as a value does is told to need quotation marks`() {
    let said = printed("m = model 2 { dense 1 }; k = load m.keras")
    #expect(said.contains("quotation marks: \"m.keras\""), "\(said)")
  }

  @Test func `ends that no export has lead to the nearest that one has`() {
    for (name, hint) in [
      ("y.pt", "\"y.pt.safetensors\""), ("y.pth", "\"y.pt.safetensors\""),
      ("y.pkl", "\"y.pt.safetensors\""), ("y.pb", "\"y.keras\""), ("y.tflite", "\"y.keras\""),
    ] {
      let said = printed("m = model 2 { dense 1 }; export m, \"\(name)\"")
      #expect(said.contains("error E0505") && said.contains("export m, \(hint)"), "\(said)")
    }
    let saved = printed("m = model 2 { dense 1 }; save m, \"y.pt\"")
    #expect(saved.contains("E0505") && saved.contains("export m, \"y.pt.safetensors\""), "\(saved)")
  }
}
