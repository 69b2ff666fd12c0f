# Convolutions, in one dimension and two.


def correlate2d(in1, in2, mode="full"):
    m, n = in2.shape
    wide = in1
    if mode == "same":
        wide = np.pad(in1, (((m - 1) // 2, m // 2), ((n - 1) // 2, n // 2)))
    if mode == "full":
        wide = np.pad(in1, ((m - 1, m - 1), (n - 1, n - 1)))
    return np.einsum("ijkl,kl->ij", np.lib.stride_tricks.sliding_window_view(wide, (m, n)), in2)


def convolve2d(in1, in2, mode="full"):
    m, n = in2.shape
    wide = in1
    if mode == "same":
        wide = np.pad(in1, ((m // 2, (m - 1) // 2), (n // 2, (n - 1) // 2)))
    if mode == "full":
        wide = np.pad(in1, ((m - 1, m - 1), (n - 1, n - 1)))
    windows = np.lib.stride_tricks.sliding_window_view(wide, (m, n))
    return np.einsum("ijkl,kl->ij", windows, in2[::-1, ::-1])


def convolve(in1, in2, mode="full"):
    return np.convolve(in1, in2, mode) if np.ndim(in1) == 1 else scipy.signal.convolve2d(in1, in2, mode)


def fftconvolve(in1, in2, mode="full"):
    return scipy.signal.convolve(in1, in2, mode)


def correlate(in1, in2, mode="full"):
    return np.correlate(in1, in2, mode) if np.ndim(in1) == 1 else scipy.signal.correlate2d(in1, in2, mode)
