import Support
import TestSupport
import WorkbenchTestSupport

/// What a program says beside a file of its folder.
func said(by program: String, beside name: String, _ text: String) throws -> String {
  try TemporaryFolder.use { folder in
    try AtomicFile.write(Array(text.utf8), to: folder + "/" + name)
    return Transcript(folder: folder).run(program)
  }
}
