#pragma once
// Numeric kernels behind Engine/Kernels.
