import Support
import TestSupport
import Testing
import Workbench
import WorkbenchTestSupport

@Suite("Models of pictures and sounds")
struct MediaTests {
  private func inFolder(_ body: (String) throws -> Void) throws {
    try TemporaryFolder.use { folder in
      try SmallFiles.write(to: folder)
      try body(folder)
    }
  }

  @Test func `a model that is loaded answers a picture as the one that was trained`() throws {
    try inFolder { folder in
      let first = Transcript(folder: folder)
      let trained = first.run(
        """
        d = data images("photos", channels=1) { rescale 1/255; flatten }
        m = model d { dense 8, activation=relu; dense 2, activation=softmax }
        train m, d, epochs=20
        save m, "m.safetensors"
        """)
      #expect(!trained.contains("error"), "\(trained)")
      let ask = "predict m, \"photos/dogs/3.pgm\""
      let answer = first.run(ask)
      #expect(answer.hasPrefix("cats  (") || answer.hasPrefix("dogs  ("), "\(answer)")
      let second = Transcript(folder: folder)
      _ = second.run("m = load \"m.safetensors\"")
      #expect(second.run(ask) == answer)
      let table = second.run("predict m, images(\"photos\")")
      #expect(table == first.run("predict m, images(\"photos\")"))
      #expect(table.contains("predictions: 10 rows"), "\(table)")
      #expect(table.contains("dogs"), "\(table)")
      let recipe = second.run("m.recipe")
      #expect(recipe.contains("pictures [8, 8, 1]"), "\(recipe)")
      #expect(recipe == first.run("m.recipe"))
      #expect(
        second.run("evaluate m, images(\"photos\")").contains("10 samples"))
    }
  }

  @Test func `a model that is loaded answers a sound as the one that was trained`() throws {
    try inFolder { folder in
      let first = Transcript(folder: folder)
      let trained = first.run(
        """
        d = data audio("digits", label="_") { stft window=64, hop=32; mel bands=8; standardize }
        m = model d { flatten; dense 2, activation=softmax }
        train m, d, epochs=20
        save m, "m.safetensors"
        """)
      #expect(!trained.contains("error"), "\(trained)")
      let ask = "predict m, \"digits/1_a_3.wav\""
      let answer = first.run(ask)
      #expect(answer.hasPrefix("0  (") || answer.hasPrefix("1  ("), "\(answer)")
      let second = Transcript(folder: folder)
      _ = second.run("m = load \"m.safetensors\"")
      #expect(second.run(ask) == answer)
    }
  }

  @Test
  func `sounds of another length are cut or filled and said, and spectrograms of them refused`()
    throws
  {
    try inFolder { folder in
      let said = Transcript(folder: folder).run(
        """
        d = data audio("digits", label="_", length=0.05) { stft window=64, hop=32; mel bands=8 }
        m = model d { flatten; dense 2, activation=softmax }
        train m, d
        print "trained"
        predict m, "digits/1_a_3.wav"
        print "asked"
        evaluate m, data audio("digits", label="_") { stft window=64, hop=32; mel bands=8 }
        """)
      let asked = said.split(separator: "trained").last?.split(separator: "asked") ?? []
      #expect(
        asked.first?.contains("note: sounds of 0.064 s are cut to 0.05 s, as in training") == true,
        "\(said)")
      #expect(
        asked.last?.contains(
          "error E0309: m takes samples [batch, 11, 8] but the data are [batch, 15, 8]")
          == true, "\(said)")
    }
  }

  @Test func `a file of another kind is told as what it is`() throws {
    try inFolder { folder in
      let transcript = Transcript(folder: folder)
      let csv = transcript.run("data csv(\"digits/0_a_0.wav\")")
      #expect(csv.contains("is a WAV sound, not a table"), "\(csv)")
      let images = transcript.run("data images(\"digits/0_a_0.wav\")")
      #expect(images.contains("is a WAV sound, not a picture"), "\(images)")
      let npy = transcript.run("data npy(\"people.db\")")
      #expect(npy.contains("is a database of SQLite"), "\(npy)")
      let broken = transcript.run("data images(\"broken\")")
      #expect(
        broken.contains("2 files cannot be read as pictures: \"a.png\" and \"b.png\""), "\(broken)")
    }
  }

  @Test(.enabled(if: Environment.isSet("NABLA_DATA"), "NABLA_DATA is not set"))
  func `a small convolutional net learns a thousand pictures of CIFAR`() throws {
    let text = Transcript().run(
      """
      seed 1
      d = data images("cifar10-dev/train_1000.bin", test="cifar10-dev/test_200.bin") { rescale 1/255 }
      m = model d {
        conv2d 16, 3, padding=same, activation=relu
        max_pooling2d 2
        conv2d 32, 3, padding=same, activation=relu
        max_pooling2d 2
        dropout 0.3
        flatten
        dense 64, activation=relu
        dropout 0.3
        dense 10, activation=softmax
      }
      train m, d, epochs=20, batch_size=32
      e = evaluate m, d.test
      e.accuracy
      """)
    let accuracy = text.split(separator: "\n").last.flatMap { Double($0) }
    #expect(try #require(accuracy, "\(text)") >= 0.42, "\(text)")
  }

  @Test(
    .enabled(if: Environment.isSet("NABLA_DATA"), "NABLA_DATA is not set"), arguments: [1, 2, 3])
  func `a small net learns spoken digits`(seed: Int) throws {
    let text = Transcript().run(
      """
      seed \(seed)
      d = data audio("fsdd-dev", label="_", length=0.6) {
        split 80%, 20%
        stft window=256, hop=128
        mel bands=32
        standardize
      }
      m = model d {
        gaussian_noise 0.3
        conv1d 32, 5, activation=relu
        max_pooling1d 2
        dropout 0.4
        conv1d 64, 5, activation=relu
        global_max_pooling1d
        dropout 0.3
        dense 10, activation=softmax
      }
      train m, d, epochs=80, batch_size=16
      e = evaluate m, d.test
      e.accuracy
      """)
    let accuracy = text.split(separator: "\n").last.flatMap { Double($0) }
    #expect(try #require(accuracy, "\(text)") >= 0.92, "\(text)")
  }
}

@Suite("Pictures and sounds of several sizes")
struct MixedMediaTests {
  @Test func `a picture gives the same alone and in a folder of others`() throws {
    try TemporaryFolder.use { folder in
      for (index, word) in ["cats", "dogs"].enumerated() {
        try Directories.make("\(folder)/pics/\(word)")
        for number in 0..<6 {
          let side = 5 + number * 4
          let pixels = (0..<side * side).map { place in
            UInt8(truncatingIfNeeded: (place % side) * 200 / side * (index + 1) + number)
          }
          try AtomicFile.write(
            Array("P5 \(side) \(side) 255\n".utf8) + pixels,
            to: "\(folder)/pics/\(word)/\(number).pgm")
        }
      }
      let transcript = Transcript(folder: folder)
      let said = transcript.run(
        """
        d = data images("pics", size=[12, 12]) { rescale 1/255 }
        m = model d { flatten; dense 2, activation=softmax }
        train m, d, epochs=5
        a = predict m, "pics"
        b = predict m, images("pics")
        c = predict m, images("pics", size=[12, 12])
        e = predict m, "pics/dogs/0.pgm"
        print sum(abs(a.output - c.output)), sum(abs(b.output - c.output)), sum(abs(a.output[6] - e.output[0]))
        print a.file[6]
        f = evaluate m, d
        """)
      #expect(said.contains("0 0 0\n"), "\(said)")
      #expect(said.contains("dogs/0.pgm"), "\(said)")
      for value in ["d", "f"] {
        let plot = transcript.run("plot \(value), \"x.svg\"")
        #expect(plot.contains("`to=\"x.svg\"` writes the chart"), "\(plot)")
      }
    }
  }

  @Test func `predictions of pictures lead back to their files, whatever has shuffled them`() throws
  {
    try TemporaryFolder.use { folder in
      for word in ["cats", "dogs"] {
        try Directories.make("\(folder)/pics/\(word)")
        for number in 0..<6 {
          let pixels = (0..<16).map { UInt8(truncatingIfNeeded: $0 * number) }
          try AtomicFile.write(
            Array("P5 4 4 255\n".utf8) + pixels, to: "\(folder)/pics/\(word)/\(number).pgm")
        }
      }
      let said = Transcript(folder: folder).run(
        """
        d = data images("pics") { shuffle; split 75%, 25%; rescale 1/255 }
        m = model d { flatten; dense 2, activation=softmax }
        train m, d, epochs=1
        export predict(m, d.test), "p.csv"
        """)
      #expect(!said.contains("error E05"), "\(said)")
      let text = String(
        decoding: try InputFile.read(folder + "/p.csv", limit: 1 << 20), as: UTF8.self)
      #expect(text.hasPrefix("file,answer,") && text.contains(".pgm"), "\(text)")
    }
  }
}
