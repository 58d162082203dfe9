import CAllocator

/// How the allocator of the C library treats what is given back.
package enum Allocator {
  /// What was large goes back to the system at once, for the whole life of the program.
  ///
  /// By itself glibc raises both limits to as much as 32 and 64 MB with each large array that is freed:
  /// after one of them a session holds tens of megabytes that nobody uses. Call it before threads begin.
  package static func returnsWhatIsLarge() {
    nabla_allocator_limits(1 << 20, 1 << 22)
  }
}
