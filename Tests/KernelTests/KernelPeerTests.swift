import Support
import TestSupport
import Testing

/// The kernel with its sockets, as Jupyter's own programs use it.
@Suite(
  "The kernel and Jupyter",
  .enabled(
    if: Peers.have("jupyter_kernel_test", "nbconvert", "papermill"),
    Peers.lack("jupyter_kernel_test", "nbconvert", "papermill")))
struct KernelPeerTests {
  @Test func `Jupyter's own test passes whole, notebooks run, and nothing ends the kernel`() throws
  {
    try TemporaryFolder.use { folder in
      let nabla = BuiltProduct.path("nabla")
      let said = try Peers.run("kernel_test.py", [nabla, folder, "2000"], in: folder)
      for line in [
        "nbconvert: 1 curve, [['application/vnd.nabla.out+json', 'image/svg+xml', 'text/plain']] "
          + "[['application/vnd.nabla.out+json', 'text/html', 'text/plain']] 42",
        "papermill: 42", "after foul messages: ok",
        "interrupt: Paused, at most 4.1 a second True, quick True, one display True",
        "run is kept: ok", "stopped: True", "flood: ok, bounded True",
        "control answers while a cell runs: True", "heart beats: True",
        "growth is bounded: True",
        "computation is stopped: E0904", "restarted: error", "ended: True", "removed: True",
      ] {
        #expect(said.contains(line), "\(line)\n\(said)")
      }
      #expect(said.contains(" run, 0 failed, "), "\(said)")
    }
  }
}
