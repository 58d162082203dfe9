import Exchange

// Pictures of a folder, and what varies them.
extension ProgramReader {
  /// `keras.utils.image_dataset_from_directory("pets", image_size=(160, 160))`
  func pictures(_ path: String, _ given: CallArguments) throws(NotUnderstood) -> Meaning {
    for name in ["labels", "interpolation"] where given.value(name).map({ !$0.isNone }) == true {
      change("`\(name)` of the pictures is left out")
    }
    let size = given.value("image_size")?.wholeNumbers ?? [256, 256]
    let isGrey = given.text("color_mode") == "grayscale"
    let source =
      "images(\(ProgramText.quoted(path)), size=[\(Self.list(size))]\(isGrey ? ", channels=1" : ""))"
    let known = datasets.last { $0.source == source }
    let data = known ?? DataObject(source, line: line, hasParts: false)
    if known == nil { put(data) }
    let parts = try parts(of: data, given)
    let batch = given.whole("batch_size")
    let isCategorical = given.text("label_mode") == "categorical"
    let samples = parts.map { part -> Meaning in
      let inputs = ArrayValue(
        data: data, part: part, side: .inputs, extents: size + [isGrey ? 1 : 3])
      var targets = ArrayValue(data: data, part: part, side: .targets, extents: [])
      if isCategorical {
        targets.isOneHot = true
        targets.steps.append("one_hot")
      }
      return .samples([.array(inputs), .array(targets)] + (batch.map { [.integer($0)] } ?? []))
    }
    return samples.count == 1 ? samples[0] : .items(samples)
  }

  /// The parts that are meant by `validation_split=` and `subset=`: Keras draws the pictures of each from all folders.
  private func parts(of data: DataObject, _ given: CallArguments) throws(NotUnderstood)
    -> [ArrayValue.Part]
  {
    var isShuffled = true
    if case .truth(false)? = given.value("shuffle") { isShuffled = false }
    let subset = given.text("subset")
    guard let share = given.number("validation_split") else { return [.all] }
    let rounded = (share * 1000).rounded() / 1000
    guard share > 0, share < 1, abs(rounded - share) < 1e-9,
      data.shares.isEmpty || data.shares[0] == 1 - share
    else { throw NotUnderstood("the shares of its parts are not known here") }
    // Keras draws the order once for each call: whoever shuffles one part has drawn for both.
    if data.shares.isEmpty {
      data.splitOptions = isShuffled ? [] : ["shuffle=false"]
    } else if isShuffled {
      data.splitOptions = []
    }
    data.shares = [1 - share, share]
    if isShuffled { change("which pictures stand in which part follows from `seed` here") }
    switch subset {
    case "training"?: return [.train]
    case "validation"?: return [.test]
    case "both"?: return [.train, .test]
    default: throw NotUnderstood("which part is meant is not known here")
    }
  }

  /// `ImageDataGenerator(rotation_range=10).flow(x, y, batch_size=32)`: a step of the data.
  func augmented(
    _ generator: KerasLayer, _ method: String, _ given: CallArguments
  ) throws(NotUnderstood) -> Meaning {
    if method == "fit" {
      given.markAllRead()
      return .none
    }
    let read: Set = [
      "width_shift_range", "height_shift_range", "rotation_range", "zoom_range", "horizontal_flip",
      "vertical_flip", "rescale", "fill_mode",
    ]
    for argument in generator.arguments where !read.contains(argument.name ?? "") {
      if argument.value == .none || argument.value == .bool(false) || argument.value.number == 0 {
        continue
      }
      throw NotUnderstood("`\(argument.name ?? "an argument")` of its pictures is not read here")
    }
    _ = given.value("shuffle")
    guard method == "flow", case .array(var inputs)? = given.first,
      given.count > 1
    else {
      throw NotUnderstood(
        "pictures of a folder are `data images(\"…\") { augment flip=horizontal }`")
    }
    var options: [String] = []
    let width = Double(inputs.extents?.first ?? 32)
    let shift = (generator["width_shift_range"] ?? generator["height_shift_range"])?.number ?? 0
    if shift > 0 {
      options.append("shift=\(ProgramText.number((shift < 1 ? shift * width : shift).rounded()))")
    }
    if let turn = generator["rotation_range"]?.number, turn > 0 {
      options.append("rotate=\(ProgramText.number(turn))")
    }
    if let zoom = generator["zoom_range"]?.number, zoom > 0 {
      options.append("zoom=\(ProgramText.number(zoom))")
    }
    switch (generator["horizontal_flip"], generator["vertical_flip"]) {
    case (.bool(true)?, .bool(true)?): options.append("flip=both")
    case (.bool(true)?, _): options.append("flip=horizontal")
    case (_, .bool(true)?): options.append("flip=vertical")
    default: break
    }
    if let scale = generator["rescale"]?.number {
      inputs.steps.append("rescale \(ProgramText.scale(scale))")
    }
    if !options.isEmpty { inputs.steps.append("augment \(options.joined(separator: ", "))") }
    let batch = given.whole("batch_size", at: 2) ?? 32
    return .samples([.array(inputs), given.positional[1], .integer(batch)])
  }
}
