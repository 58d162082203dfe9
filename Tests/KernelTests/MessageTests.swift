import Support
import Testing
import TestSupport
import Workbench

@testable import Kernel

/// Messages as they come and go: signatures, what is refused, what survives anything.
@Suite("Messages of notebooks")
struct MessageTests {
  /// RFC 4231, test cases 1, 2, 3, 6 and 7.
  @Test(arguments: [
    (
      [UInt8](repeating: 0x0B, count: 20), Array("Hi There".utf8),
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      [UInt8](repeating: 0xAA, count: 20), [UInt8](repeating: 0xDD, count: 50),
      "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
    ),
    (
      [UInt8](repeating: 0xAA, count: 131),
      Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
    (
      [UInt8](repeating: 0xAA, count: 131),
      Array(
        ("This is a test using a larger than block-size key and a larger than block-size data. "
          + "The key needs to be hashed before being used by the HMAC algorithm.").utf8),
      "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
    ),
  ])
  func `signatures are those of RFC 4231`(key: [UInt8], message: [UInt8], expected: String) {
    let key = MessageKey(key)
    #expect(SHA256.hexadecimal(digest: key.signature(of: [message])) == expected)
    let half = message.count / 2
    let parts = [Array(message[..<half]), Array(message[half...])]
    #expect(key.accepts(Array(expected.utf8), of: parts))
    #expect(!key.accepts(Array(expected.utf8.dropLast()), of: parts))
    #expect(!key.accepts(Array(expected.uppercased().utf8), of: parts))
  }

  @Test func `a message counts once, and only with its signature`() {
    let notebook = Notebook()
    let parts = notebook.parts("kernel_info_request", "{}")
    var wrong = parts
    wrong[6].append(0x20)
    #expect(notebook.take(wrong) == "a message is refused: its signature is wrong")
    #expect(notebook.take(parts) == nil)
    #expect(notebook.take(parts) == "a message is refused: it has come before")
    // The log says it once.
    #expect(notebook.take(parts) == nil)
    #expect(notebook.serve().types == ["status", "kernel_info_reply", "status"])
  }

  @Test func `what is no message is refused, whatever it is`() {
    let notebook = Notebook()
    let whole = notebook.parts("execute_request", "{\"code\":\"1\"}")
    for count in 0..<whole.count { _ = notebook.take(Array(whole[..<count])) }
    let draws = MixedNumbers(seed: 1, low: 0, high: 1).numbers(count: 15_000)
    let draw = { (index: Int, count: Int) in
      Int(draws[index] * Double(count), within: 0...count - 1)
    }
    for index in stride(from: 0, to: draws.count, by: 3) {
      var parts = whole
      let part = draw(index, parts.count)
      parts[part][draw(index + 1, parts[part].count)] ^= UInt8(1 + draw(index + 2, 255))
      _ = notebook.take(parts)
    }
    // The address alone is not signed: it is the sockets' own.
    #expect(notebook.serve().all("execute_reply").count <= 1)
  }

  @Test(arguments: [
    "", "[", "[]", "nul", "{\"code\":\"\\ud800\"}", "{\"code\":1}", "{\"a\":1,\"a\":2}",
  ])
  func `a content that is no object is answered`(content: String) {
    let notebook = Notebook()
    _ = notebook.take(notebook.parts("execute_request", content))
    let said = notebook.serve()
    #expect(said.first?.type == "status" && said.last?.type == "status")
    #expect(said.all("execute_reply").count == 1)
  }

  @Test func `a type that nobody knows is answered`() {
    let notebook = Notebook()
    notebook.post("sing_request")
    let said = notebook.serve()
    #expect(said.types == ["status", "sing_reply", "status"])
    #expect(said.status == "error")
  }

  @Test func `stdin is refused, and comms are closed`() {
    let notebook = Notebook()
    #expect(
      notebook.post("input_reply", ["value": "x"], on: .stdin)?.contains("asks for no input")
        == true)
    notebook.post("comm_open", ["comm_id": "c", "target_name": "jupyter.widget", "data": [:]])
    #expect(notebook.serve().all("comm_close").first?["comm_id"] == "c")
    notebook.post("comm_msg", ["comm_id": "c", "data": [:]])
    #expect(notebook.serve().types == ["status", "status"])
  }

  @Test func `signatures are forgotten one after the other`() {
    var seen = SeenSignatures()
    let signature = { (number: Int) in Array(SHA256.hexadecimal(Array("\(number)".utf8)).utf8) }
    let answers = ([0, 0] + Array(1...SeenSignatures.limit) + [0, SeenSignatures.limit]).map {
      number in
      seen.isNew(signature(number))
    }
    #expect(answers.prefix(2) == [true, false])
    #expect(answers.dropFirst(2).dropLast(2).allSatisfy { $0 })
    // The first was forgotten by then, the last was not.
    #expect(answers.suffix(2) == [true, false])
  }

  @Test func `a connection file names ports, a key and this machine`() throws {
    let good = """
      {"shell_port":1,"iopub_port":2,"stdin_port":3,"control_port":4,"hb_port":65535,"ip":"127.0.0.1",
      "key":"secret","transport":"tcp","signature_scheme":"hmac-sha256","kernel_name":"nabla"}
      """
    let read = { (text: String) throws(KernelProblem) in
      try ConnectionFile(Array(text.utf8), path: "k.json")
    }
    let file = try read(good)
    #expect(file.endpoint(of: .publication) == "tcp://127.0.0.1:2")
    #expect(file.heartbeatEndpoint == "tcp://127.0.0.1:65535")
    let changes = [
      ("127.0.0.1", "0.0.0.0"), ("127.0.0.1", "192.168.1.5"), ("127.0.0.1", "example.org"),
      ("secret", ""), ("hmac-sha256", "hmac-md5"), ("\"tcp\"", "\"udp\""), ("65535", "65536"),
      ("\"shell_port\":1,", ""), ("65535", "-1"), ("65535", "1.5"),
    ]
    for (old, new) in changes {
      let changed = good.split(separator: old, omittingEmptySubsequences: false).joined(
        separator: new)
      #expect(throws: KernelProblem.self, "\(new)") { try read(changed) }
    }
    for count in 0..<good.utf8.count {
      #expect(throws: KernelProblem.self) { try read(String(good.prefix(count))) }
    }
  }
}
