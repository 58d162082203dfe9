import Books
import Testing

@testable import Terminal

@Suite struct ShellInputTests {
  @Test(arguments: [
    ("", ShellInput.nothing), ("  \n", .nothing),
    (":help", .command("help", argument: "")),
    (" :hist  -n 3 /a b/ ", .command("hist", argument: "-n 3 /a b/")),
    ("%who", .command("who", argument: "")),
    ("?dense", .help("dense")), ("? dense ", .help("dense")), ("dense?", .help("dense")),
    ("?", .help("")), ("??m", .definition("m")), ("m??", .definition("m")),
    ("help", .command("help", argument: "")), ("help dense", .help("dense")),
    ("quit", .command("quit", argument: "")), ("exit", .command("quit", argument: "")),
    ("x = 1 # why?", .source("x = 1 # why?")), ("a b?", .source("a b?")),
  ])
  func `an input is told apart by its marks`(text: String, expected: ShellInput) {
    #expect(ShellInput(text) == expected)
  }

  @Test func `a prefix means the first command in the list`() {
    #expect(Commands.find("h").command?.name == "help")
    #expect(Commands.find("hi").command?.name == "history")
    #expect(Commands.find("q").command?.name == "quit")
    #expect(Commands.find("history").command?.name == "history")
  }

  @Test func `a mistyped command gets a suggestion, a strange one none`() {
    #expect(Commands.find("hlep").command == nil)
    #expect(Commands.find("hlep").suggestion == "help")
    #expect(Commands.find("xyzzy").suggestion == nil)
    #expect(Commands.find("").command == nil)
  }

  @Test func `every command says what it does in one line`() {
    for command in Commands.all {
      #expect(command.signature.kind == .command)
      #expect(!command.signature.summary.isEmpty && command.signature.summary.count <= 100)
      #expect(command.signature.example.hasPrefix(":" + command.name))
    }
    #expect(Set(Commands.all.map(\.name)).count == Commands.all.count)
  }

  @Test func `the nearest command is suggested, one edit away or two`() {
    #expect(Commands.find("hlep").suggestion == "help")
    #expect(Commands.find("hellp").suggestion == "help")
    #expect(Commands.find("xyz").suggestion == nil)
  }

  @Test(arguments: [
    ("h", "help"), ("q", "quit"), ("r", "rerun"), ("s", "save"), ("t", "type"), ("e", "edit"),
    ("l", "list"), ("w", "who"), ("ref", "refresh"), ("wa", "wait"),
  ])
  func `where a prefix is ambiguous the common command is meant`(prefix: String, name: String) {
    #expect(Commands.find(prefix).command?.name == name)
  }
}
