/// Pages on what comes from other programs and goes to them.
extension ErrorPages {
  static let exchange = [
    page(
      "E0660", "a model has no form in another format",
      "What the other format has no operator for cannot be exported; the layer is named. `save` keeps every model whole.",
      "export m, \"m.onnx\"", "save m, \"m.safetensors\""),
    page(
      "E0661", "a model of another program has operators that no layer stands for",
      "Each is named with the nodes in which it stands, all at once. Whatever else the file has is read.",
      "m = load \"detector.onnx\"", "m = load \"classifier.onnx\""),
    page(
      "E0662", "a file of ONNX holds no graph that can be computed",
      "Operator sets 7 to 22 are read, and graphs whose names mean one thing each.",
      "m = load \"new.onnx\"", "m = load \"opset17.onnx\""),
    page(
      "E0663", "how large a sample is stands open",
      "A model has a fixed shape of samples. Where the file leaves it open, it is said without the batch.",
      "m = load \"pictures.onnx\"", "m = load \"pictures.onnx\", input=[3, 224, 224]"),
    page(
      "E0664", "weights in another file cannot be had",
      "Large models keep weights in a file beside. It is read where it lies in the model's own folder.",
      "m = load \"large.onnx\"", "m = load \"folder/large.onnx\""),
    page(
      "E0670", "a pickle is not read",
      "Files that Python pickled, such as PyTorch's .pt, are programs: reading one runs what stands in it. Safetensors "
        + "hold the same numbers and nothing else; the message says how one becomes the other.",
      "m = load \"model.pt\"", "load \"model.safetensors\", into=m"),
    page(
      "E0672", "weights of another program do not fit the model",
      "Each weight of the model needs one of the file, by the name of its line or by order and shape, and none may be "
        + "left over. Nothing is changed where one does not fit.",
      "load \"other.safetensors\", into=m", "load \"other.safetensors\", into=m, map=order"),
    page(
      "W0669", "normalizations add another number to the variance than where the weights are from",
      "Weights do not say it: PyTorch adds 1e-5 in most modules, nabla and Keras 1e-3. Where variances are small, answers "
        + "differ much. The line's option says it, or `set compat=pytorch` in front of the model.",
      "m = model 4 { dense 3; batch_normalization }; load \"w.safetensors\", into=m",
      "m = model 4 { dense 3; batch_normalization epsilon=1e-5 }; load \"w.safetensors\", into=m"),
    page(
      "W0052", "a file's weights are not all numbers",
      "Some are nan or infinite, as a training leaves them whose loss ran away. They are loaded as they are: what a model "
        + "answers with them is nan nearly everywhere.",
      "load \"broken.safetensors\", into=m", "load \"before.safetensors\", into=m"),
    page(
      "E0673", "a training has no form as a program",
      "Programs have one model, one loss of its answers, and samples that stand in a file. Clients, privacy, several "
        + "steps, samples drawn anew for each batch and runs that were changed on the way are not written.",
      "r = train m, d { step m, loss=f }; export r, \"train.py\"",
      "r = train m, d; export r, \"train.py\""),
    page(
      "E0674", "programs are written for three frameworks",
      "PyTorch, Keras and JAX: framework= says which.",
      "export r, \"train.py\", framework=caffe", "export r, \"train.py\", framework=pytorch"),
  ]
}
