import Glibc
import Sessions
import Support
import TestSupport
import Testing

@testable import Terminal

/// What a notebook reads and writes, and what it asks before something is lost.
@Suite("Files of a notebook")
final class NotebookFileTests {
  private var state = NotebookTests.state(NotebookTests.sample)

  private func press(_ keys: ScreenKey...) -> [NotebookEffect] {
    keys.flatMap { state.update(.key($0)) }
  }

  private func line(_ text: String) -> [NotebookEffect] {
    (":" + text).flatMap { state.update(.key(.character($0))) } + press(.enter)
  }

  private func edit() {
    _ = state.update(.key(.character("j")))
    _ = press(.enter, .end, .character("1"), .escape)
    #expect(state.isModified)
  }

  @Test func `without edits a file is read again at once, and another one opened`() {
    #expect(line("e") == [.reload])
    #expect(line("e b.nabla.md") == [.open("b.nabla.md")])
  }

  @Test func `with edits it asks, and only the answer loses them`() {
    edit()
    #expect(line("e").isEmpty && state.mode == .question(.reload))
    #expect(press(.character("x")).isEmpty && state.mode == .command && state.isModified)
    #expect(line("e").isEmpty)
    #expect(press(.character("r")) == [.reload])
    #expect(line("e").isEmpty)
    #expect(press(.character("s")) == [.save(path: "a.nabla.md", overwrites: false)])
    #expect(line("e b.nabla.md").isEmpty && state.mode == .question(.open("b.nabla.md")))
    #expect(press(.escape).isEmpty && state.isModified)
    #expect(line("open b.nabla.md").isEmpty)
    #expect(
      press(.character("s"))
        == [.save(path: "a.nabla.md", overwrites: false), .open("b.nabla.md")])
    #expect(line("e b.nabla.md").isEmpty)
    #expect(press(.character("d")) == [.open("b.nabla.md")] && !state.isModified)
  }

  @Test func `an exclamation mark asks nothing`() {
    edit()
    #expect(line("e!") == [.reload])
    #expect(line("e! b.nabla.md") == [.open("b.nabla.md")])
    #expect(line("save! b.nabla.md") == [.save(path: "b.nabla.md", overwrites: true)])
  }

  @Test func `a copy elsewhere leaves the edits of this file unsaved`() {
    edit()
    _ = state.update(.saved("b.nabla.md"))
    #expect(state.isModified && state.path == "a.nabla.md")
    #expect(state.notice == "wrote a copy to b.nabla.md")
  }

  @Test func `two windows on one file keep a copy each, and both are found again`() throws {
    try TemporaryFolder.use { folder in
      edit()
      let path = folder + "/a.nabla.md"
      func open() -> NotebookStore {
        NotebookStore(path: path, bytes: nil, folder: folder + "/state")
      }
      var first: NotebookStore? = open()
      #expect(first?.isOpenElsewhere == false)
      do {
        let second = open()
        #expect(second.isOpenElsewhere && second.runFolder != first?.runFolder)
        second.keep(state, isUrgent: true)
        second.finish()
        // The other window sees nothing of it, and leaves in good order.
        #expect(first?.unsavedTime == nil)
        first?.forgetUnsaved()
        let third = open()
        #expect(third.unsavedTime == nil && third.runFolder != second.runFolder)
        #expect(second.unsavedTime != nil)
      }
      first = nil
      // Of many windows the last goes without a word: nothing hides its copy.
      do {
        let many = (0..<6).map { _ in open() }
        #expect(Set(many.map(\.runFolder)).count == 6)
        many[5].keep(state, isUrgent: true)
        many[5].finish()
      }
      do {
        let found = open()
        #expect(found.unsavedTime != nil)
        found.forgetUnsaved()
        let next = open()
        #expect(next.unsavedTime != nil)
        next.keep(state, isUrgent: true)
        next.finish()
      }
      // The window went without a word: its copy is offered, wherever it lies.
      let later = open()
      #expect(!later.isOpenElsewhere && later.unsavedTime != nil)
      later.forgetUnsaved()
      #expect(later.unsavedTime == nil)
    }
  }

  @Test func `a copy of another state of the file is not saved over it without a question`() throws
  {
    try TemporaryFolder.use { folder in
      edit()
      let (path, first) = (folder + "/a.nabla.md", Array("first".utf8))
      for later in ["first", "second"] {
        try AtomicFile.write(first, to: path)
        do {
          let lost = NotebookStore(path: path, bytes: first, folder: folder + "/state")
          lost.keep(state, isUrgent: true)
          lost.finish()
        }
        try AtomicFile.write(Array(later.utf8), to: path)
        let again = NotebookStore(
          path: path, bytes: Array(later.utf8), folder: folder + "/state")
        #expect(again.unsaved() != nil)
        #expect(again.hasChangedOnDisk == (later != "first"))
        // Kept again, and lost again, it is still of the other state.
        again.keep(state, isUrgent: true)
        again.finish()
        again.forgetUnsaved()
      }
    }
  }

  @Test func `the copy for a crash is kept only when it is written, and says why not`() throws {
    try TemporaryFolder.use { folder in
      try Directories.make(folder + "/state")
      // A file lies where the folder should be.
      try AtomicFile.write([], to: folder + "/state/nabla")
      let store = NotebookStore(
        path: folder + "/a.nabla.md", bytes: nil, folder: folder + "/state/nabla/notebooks")
      edit()
      store.keep(state, isUrgent: true)
      store.finish()
      #expect(store.takeProblem() != nil)
      #expect(store.takeProblem() == nil)
      unlink(folder + "/state/nabla")
      // It is tried again, without a new edit.
      while store.unsavedTime == nil {
        store.keep(state, isUrgent: true)
        store.finish()
      }
      #expect(store.unsaved()?.parts.map(\.text) == state.session.parts.map(\.text))
      store.forgetUnsaved()
      #expect(store.unsavedTime == nil)
    }
  }
}
