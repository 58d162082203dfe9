extension Concepts {
  /// Nets that look at pictures.
  static let pictures: [Concept] = [
    Concept(
      "convolution", ["convolutional net", "CNN", "convolutional layer"],
      "A small window of weights that slides over the picture and asks the same question everywhere. It needs few weights, and finds "
        + "a thing wherever it stands.",
      try: "model [28, 28, 1] { conv2d 8, 3, activation=relu; flatten; dense 10 }",
      see: ["conv2d", "filter", "pooling"]),
    Concept(
      "filter", ["feature map", "filters"],
      "One window of a convolution with its answer at every place, the feature map. `plot m.conv2d.kernel` draws what each looks for.",
      try: "m = model [8, 8, 1] { conv2d 4, 3; flatten; dense 2 }; plot m.conv2d.kernel",
      see: ["convolution", "kernel", "channel"]),
    Concept(
      "channel", ["channels"],
      "The numbers of one point of a picture: one for grey, three for red, green and blue. Behind a convolution there are as many as it "
        + "has filters.",
      try: "model [32, 32, 3] { conv2d 16, 3; global_average_pooling2d; dense 10 }",
      see: ["filter", "convolution"]),
    Concept(
      "pooling", ["max pooling", "subsampling"],
      "Takes the largest number, or the mean, of each small square: the picture becomes smaller, and shifts by a point matter less.",
      try: "model [28, 28, 1] { conv2d 8, 3; max_pooling2d 2; flatten; dense 10 }",
      see: ["max_pooling2d", "stride", "convolution"]),
    Concept(
      "stride", ["strides"],
      "How far the window of a convolution or pooling moves at a time. A stride of 2 halves both sides of the picture.",
      try: "model [28, 28, 1] { conv2d 8, 3, strides=2; flatten; dense 10 }",
      see: ["padding", "convolution"]),
    Concept(
      "padding", [],
      "Zeros around a picture, so that the window can stand at its edge: `same` keeps the size, `valid` has none and shrinks it. In "
        + "texts it fills short ones up to one length.",
      try: "model [28, 28, 1] { conv2d 8, 3, padding=same; flatten; dense 10 }",
      see: ["stride", "mask"]),
    Concept(
      "receptive field", [],
      "The part of the picture that one number behind some layers has seen. Each further convolution, stride and pooling widens it.",
      try: "model [28, 28, 1] { conv2d 8, 3; conv2d 8, 3; flatten; dense 10 }",
      see: ["convolution", "stride"]),
    Concept(
      "augmentation", ["data augmentation"],
      "Changes training pictures by chance in ways that do not change what they show: shifted, turned, mirrored. The net sees more "
        + "different ones, and learns less by heart.",
      try: "?augment", see: ["overfitting", "augment"]),
  ]
}
