import Exchange

// scikit-learn's helpers, Keras's utilities, and charts.
extension ProgramReader {
  func callScikit(_ path: String, _ word: String, _ given: CallArguments) throws(NotUnderstood)
    -> Meaning
  {
    switch word {
    case "train_test_split": return try trainTestSplit(given)
    case "shuffle":
      guard given.count == 1, case .table(var table)? = given.first, table.part == .all,
        table.steps.count < 50
      else { throw NotUnderstood("only a whole table is drawn anew: `shuffle`") }
      if given.value("random_state") != nil {
        change("in which order rows stand follows from `seed` here")
      }
      table.steps.append(.line("shuffle"))
      return .table(table)
    case "StandardScaler", "MinMaxScaler", "OneHotEncoder", "SimpleImputer":
      return try scaler(word, given)
    case "Pipeline", "make_pipeline": return try scalers(inTurn: given, isNamed: word == "Pipeline")
    case "ColumnTransformer", "make_column_transformer":
      return try scalers(byColumn: given, isNamed: word == "ColumnTransformer")
    case "LabelEncoder", "LabelBinarizer": return .scaler(.classes)
    case "compute_class_weight": return .library("sklearn.balanced")
    case "make_moons", "make_circles", "make_blobs":
      let kind =
        ["make_moons": "moons", "make_circles": "circle", "make_blobs": "gauss"][word] ?? "moons"
      let noise = given.number("noise").map { ", noise=\(ProgramText.number($0))" } ?? ""
      let count = given.whole("n_samples", at: 0) ?? 100
      if given.value("random_state") != nil { change("its points are drawn by `seed` here") }
      return pair(
        DataObject("generated(\(kind), \(count)\(noise))", line: line, hasParts: false, classes: 2),
        [2], count)
    case "load_iris", "load_wine", "load_breast_cancer", "load_diabetes",
      "fetch_california_housing":
      guard given.isTrue("return_X_y") else {
        throw NotUnderstood("write `\(word)(return_X_y=True)`: then it is read")
      }
      let name = word.replacing("load_", with: "").replacing("fetch_", with: "")
      let data = DataObject(
        "npz(\(ProgramText.quoted("\(name).npz")))", line: line, hasParts: false)
      data.saved = ("\(name).npz", line)
      return pair(data, nil, nil)
    default: throw NotUnderstood("`\(word)` of scikit-learn is not read here")
    }
  }

  private func pair(_ data: DataObject, _ extents: [Int]?, _ count: Int?) -> Meaning {
    put(data)
    return .items([
      .array(ArrayValue(data: data, part: .all, side: .inputs, extents: extents, count: count)),
      .array(ArrayValue(data: data, part: .all, side: .targets, extents: [], count: count)),
    ])
  }

  func callUtilities(_ word: String, _ given: CallArguments) throws(NotUnderstood) -> Meaning {
    switch (word, given.first ?? given.value("x") ?? given.value("sequences")) {
    case ("to_categorical", .array(var array)?):
      _ = given.whole("num_classes", at: 1)
      array.isOneHot = true
      array.steps.append("one_hot")
      return .array(array)
    case ("to_categorical", .column(var column)?):
      _ = given.whole("num_classes", at: 1)
      column.steps.append("one_hot")
      return .column(column)
    case ("to_categorical", .value(let value)?):
      guard let count = given.whole("num_classes", at: 1) else {
        throw NotUnderstood("how many classes there are is not written there")
      }
      let isFlat = value.shape.map { $0.count == 1 } ?? true
      let text = isFlat ? value.text : "reshape(\(value.text), [-1])"
      return .value(
        ValueText(
          text: "one_hot(\(text), \(count))", shape: value.shape?.first.map { [$0, count] }))
    case ("pad_sequences", .array(var array)?):
      given.markAllRead()
      guard let length = given.whole("maxlen", at: 1) else {
        throw NotUnderstood("how long its sequences become is not written there")
      }
      array.extents = [length]
      // It is done in Python, before the data are put into their file.
      if let file = array.data.saved?.file {
        array.data.saved = (file, max(line, array.data.saved?.behind ?? 0))
      }
      return .array(array)
    case ("set_random_seed", .integer(let seed)?):
      if seed >= 0 { writeSeed("\(seed)") }
      return .none
    case ("plot_model", .model(let model)?):
      given.markAllRead()
      use(model)
      write(["plot \(model.name)"])
      return .none
    case ("image_dataset_from_directory", .text(let path)?): return try pictures(path, given)
    case ("ImageDataGenerator", _):
      return .constructed("augment", try given.keras("ImageDataGenerator"))
    default: throw NotUnderstood("`\(word)` is not read here")
    }
  }

  /// Whether a function draws something that has a counterpart.
  func isChart(_ path: String) -> Bool {
    guard path.hasPrefix("matplotlib") else { return false }
    return ["plot", "scatter", "imshow", "hist"].contains(LibraryPath.last(path))
  }

  func callCharts(_ word: String, _ given: CallArguments) throws(NotUnderstood) -> Meaning {
    // Colours and labels change no number.
    given.markAllRead()
    var texts: [String] = []
    for value in given.positional {
      switch value {
      case .text: continue
      case .array(let array):
        texts.append(text(lookingAt: array))
      default:
        guard let text = valueText(value) else {
          throw NotUnderstood("what it draws is not known here")
        }
        // The places of a series are its own here.
        if text.text.hasPrefix("range(") { continue }
        texts.append(text.text)
      }
    }
    guard !texts.isEmpty else {
      skip()
      return .none
    }
    let kind = word == "hist" ? ", kind=histogram" : word == "scatter" ? ", kind=scatter" : ""
    let values =
      word == "scatter" && texts.count == 2
      ? ["stack([\(texts.joined(separator: ", "))], axis=1)"] : texts
    write(["plot \(values.joined(separator: ", "))\(kind)"])
    return .none
  }
}
