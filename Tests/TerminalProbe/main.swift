import Glibc
import Terminal

exit(runProbe())
