# Matrices that SciPy builds of vectors and of other matrices, and equations of matrices.


def toeplitz(c, r=None):
    row = c if r is None else r
    around = np.concatenate([c[::-1], row[1:]])
    return np.lib.stride_tricks.sliding_window_view(around, row.shape[0])[::-1]


def hankel(c, r=None):
    row = 0 * c if r is None else r
    around = np.concatenate([c, row[1:]])
    return np.lib.stride_tricks.sliding_window_view(around, row.shape[0])


def circulant(c):
    back = c[::-1]
    around = np.concatenate([back, back[:-1]])
    return np.lib.stride_tricks.sliding_window_view(around, c.shape[0])[::-1]


def block_diag(*arrs):
    blocks = [np.atleast_2d(a) for a in arrs]
    rows = []
    for i in range(len(blocks)):
        row = [
            blocks[j] if j == i else np.zeros((blocks[i].shape[0], blocks[j].shape[1]))
            for j in range(len(blocks))
        ]
        rows.append(np.concatenate(row, axis=1))
    return np.concatenate(rows, axis=0)


def solve_continuous_lyapunov(a, q):
    return scipy.linalg.solve_sylvester(a, a.T, q)
