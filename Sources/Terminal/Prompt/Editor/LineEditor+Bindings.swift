import CEditline
import CTerminal
import Glibc

// Our commands; the keys that call them stand in `PromptKey.all`.
extension LineEditor {
  func addCommands() {
    add("nabla-complete", { edit, _ in command(edit) { $0.complete() } })
    add("nabla-enter", { edit, _ in command(edit) { $0.enter() } })
    add("nabla-newline", { edit, _ in command(edit) { $0.addLine() } })
    add("nabla-up", { edit, _ in command(edit) { $0.moveUp() } })
    add("nabla-down", { edit, _ in command(edit) { $0.moveDown() } })
    add("nabla-right", { edit, _ in command(edit) { $0.moveRight() } })
    add("nabla-left", { edit, _ in command(edit) { $0.moveLeft() } })
    add("nabla-delete", { edit, _ in command(edit) { $0.deleteForward() } })
    add("nabla-backspace", { edit, _ in command(edit) { $0.deleteBackward() } })
    add("nabla-home", { edit, _ in command(edit) { $0.moveToLineStart() } })
    add("nabla-end", { edit, _ in command(edit) { $0.moveToLineEnd() } })
    add("nabla-hint-word", { edit, _ in command(edit) { $0.acceptWordOfHint() } })
    add("nabla-undo", { edit, _ in command(edit) { $0.undoChange() } })
    add("nabla-last-argument", { edit, _ in command(edit) { $0.insertLastArgument() } })
    add("nabla-edit", { edit, _ in command(edit) { $0.editElsewhere() } })
    add("nabla-clear", { edit, _ in command(edit) { $0.clearScreen() } })
    add("nabla-leave", { edit, _ in command(edit) { $0.leaveOrDelete() } })
    add("nabla-close", { edit, _ in command(edit) { $0.close("}") } })
    add("nabla-ignore", { _, _ in UInt8(CC_NORM) })
    add("nabla-refresh", { _, _ in UInt8(CC_REFRESH) })
  }

  /// After every change of the editor, because libedit then replaces its maps.
  func bindKeys() {
    for binding in PromptKey.all.flatMap(\.bindings) {
      let isForCommands = binding.map == .viCommands
      if isForCommands ? !isVi : binding.map == .emacs && isVi { continue }
      if !isForCommands { _ = nabla_edit_bind(edit, binding.key, binding.command) }
      if isForCommands || binding.map == .all {
        _ = nabla_edit_bind_alternative(edit, binding.key, binding.command)
      }
    }
  }

  private func add(_ name: String, _ function: nabla_command_function) {
    _ = nabla_edit_add(edit, name, "nabla", function)
  }
}

private func command(_ edit: OpaquePointer, _ action: (LineEditor) -> UInt8) -> UInt8 {
  guard let editor = lineEditor(edit) else { return UInt8(CC_ERROR) }
  let answer = action(editor)
  // libedit's own bell goes nowhere, since it does not draw.
  if answer == UInt8(CC_ERROR), !editor.isPlain { editor.write("\u{7}") }
  return answer
}
