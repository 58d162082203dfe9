import CTerminal
import Glibc
import Testing

@testable import Terminal

@Suite struct MailboxTests {
  /// The two ends of a terminal of its own: what the person has, and what the program reads.
  private func terminal() throws -> (person: Int32, program: Int32) {
    var name = [CChar](repeating: 0, count: 128)
    let person = nabla_open_terminal(&name, name.count)
    let program = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
    try #require(person >= 0 && program >= 0)
    return (person, program)
  }

  @Test func `a wait ends with keys, with mail, or when its time is over`() throws {
    let (person, program) = try terminal()
    defer { for descriptor in [person, program] { close(descriptor) } }
    let mailbox = Mailbox()
    let nothing = mailbox.wait(milliseconds: 0, keys: program)
    #expect(!nothing.hasKeys && !nothing.mail.wasWoken && nothing.mail.signals.isEmpty)

    mailbox.post("news")
    let news = mailbox.wait(milliseconds: nil, keys: program)
    #expect(!news.hasKeys && news.mail.wasWoken && news.mail.messages == ["news"])

    #expect(write(person, "k\n", 2) == 2)
    let keys = mailbox.wait(milliseconds: nil, keys: program)
    #expect(keys.hasKeys && !keys.mail.wasWoken && keys.mail.ending == nil)
    #expect(Keyboard.isReady(program))
    #expect(Keyboard.read(program) == Array("k\n".utf8))
    #expect(!Keyboard.isReady(program))
  }

  @Test func `a terminal that is gone is a signal to end, whoever waits`() throws {
    let (person, program) = try terminal()
    defer { close(program) }
    close(person)
    let mailbox = Mailbox()
    for _ in 0..<2 {
      #expect(mailbox.wait(milliseconds: nil, keys: program).mail.ending == SIGHUP)
    }
    #expect(Keyboard.isReady(program))
    #expect(Keyboard.read(program) == nil)
  }
}
