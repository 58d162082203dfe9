import Glibc
import Support
import Testing
import TestSupport

@testable import Serving

@Suite struct LedgerTests {
  private func entry(_ status: Int = 200, tokens: Int = 0) -> Accounts.Entry {
    Accounts.Entry(
      Reply(route: "/v1/models/{name}:predict", bytes: 21) { _ in }, status: status, rows: 2,
      tokens: tokens, bytes: 40, isPriced: true)
  }

  private func lines(_ path: String) throws -> [String] {
    let text = String(decoding: try InputFile.read(path, limit: 1 << 20), as: UTF8.self)
    return text.split(separator: "\n").map(String.init)
  }

  @Test func `each answer that was given is a line with its money`() throws {
    try TemporaryFolder.use { folder in
      let path = folder + "/requests.csv"
      let accounts = Accounts(
        price: ServingPrice(each: 0.000_02, .requests, currency: "$"), ledger: try Ledger(path))
      accounts.record([entry(), entry(422), entry()])
      let lines = try lines(path)
      #expect(lines.count == 3)
      #expect(
        lines[0] + "\n" == LedgerLine.header)
      let fields = lines[1].split(separator: ",", omittingEmptySubsequences: false)
      #expect(fields.count == 9)
      #expect(fields[1] == "/v1/models/{name}:predict")
      #expect(fields[2...5].joined(separator: " ") == "2 0 21 40")
      #expect(fields[7...8].joined(separator: " ") == "2e-05 $")
      #expect(accounts.counts.priced == 2)
      #expect(accounts.counts.errors == 1)
    }
  }

  @Test func `money has the digits of its price`() {
    let price = ServingPrice(each: 0.02 / 1000, .tokens, currency: "$")
    #expect(price.money(requests: 1, tokens: 24) == 0.000_48)
    #expect(price.money(requests: 1, tokens: 0) == 0)
    for each in [1e-300, 1e300, 0.1, 7] {
      let money = ServingPrice(each: each, .requests, currency: "$").money(requests: 3, tokens: 0)
      #expect(abs(money / (3 * each) - 1) < 1e-14)
    }
  }

  @Test func `a ledger goes on where it was, and a line without an end is cut off`() throws {
    try TemporaryFolder.use { folder in
      let path = folder + "/requests.csv"
      let whole = LedgerLine.header + "a,b,1,0,1,1,1,1,$\n"
      try AtomicFile.write(Array((whole + "half a li").utf8), to: path)
      try Ledger(path).append([LedgerLine(entry(), money: nil, currency: nil)])
      let lines = try lines(path)
      #expect(lines.count == 3)
      #expect(lines[1] == "a,b,1,0,1,1,1,1,$")
      #expect(lines[2].hasSuffix(",,"))
    }
  }

  @Test func `a file that is something else is refused, and left as it is`() throws {
    try TemporaryFolder.use { folder in
      let path = folder + "/data.csv"
      try AtomicFile.write(Array("age,price\n1,2\n".utf8), to: path)
      #expect(throws: ServingProblem.noLedger(path)) { try Ledger(path) }
      #expect(try lines(path) == ["age,price", "1,2"])
      #expect(throws: ServingProblem.self) { try Ledger(folder) }
      #expect(throws: ServingProblem.self) { try Ledger(folder + "/none/requests.csv") }
    }
  }

  @Test func `what a disk refuses waits, is told once, and is written when there is room`() throws {
    try TemporaryFolder.use { folder in
      let path = folder + "/requests.csv"
      let ledger = try Ledger(path)
      ledger.append([LedgerLine(entry(), money: 1, currency: "$")])
      let before = try lines(path)
      // A full disk takes a part of what it is given, then nothing.
      var room = 20
      ledger.system = { descriptor, bytes, count in
        guard room > 0 else {
          errno = ENOSPC
          return -1
        }
        defer { room = 0 }
        return Glibc.write(descriptor, bytes, min(count, room))
      }
      ledger.append((0..<5).map { _ in LedgerLine(entry(), money: 1, currency: "$") })
      #expect(try lines(path) == before)
      #expect(ledger.unwritten?.lines == 5)
      #expect(ledger.unwritten?.reason == "No space left on device")
      ledger.system = Glibc.write
      ledger.append([LedgerLine(entry(), money: 1, currency: "$")])
      #expect(ledger.unwritten == nil)
      #expect(try lines(path).count == 8)
    }
  }
}
