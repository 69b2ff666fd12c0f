# What NumPy 2 calls by names of numpy.linalg, too.


def outer(x1, x2):
    return np.outer(x1, x2)


def matmul(x1, x2):
    return np.matmul(x1, x2)


def tensordot(x1, x2, axes=2):
    return np.tensordot(x1, x2, axes=axes)


def vecdot(x1, x2, axis=-1):
    return np.sum(x1 * x2, axis=axis)


def cross(x1, x2, axis=-1):
    return np.cross(x1, x2, axis=axis)


def matrix_transpose(x):
    return np.swapaxes(x, -1, -2)


def diagonal(x, offset=0):
    return np.diagonal(x, offset, -2, -1)


def trace(x, offset=0):
    return np.trace(x, offset, -2, -1)


def vector_norm(x, axis=None, keepdims=False, ord=2):
    if axis is None and not keepdims:
        return np.linalg.norm(np.ravel(x), ord)
    return np.linalg.norm(x, ord, axis, keepdims)


def matrix_norm(x, keepdims=False, ord="fro"):
    return np.linalg.norm(x, ord, (-2, -1), keepdims)


def tensorsolve(a, b):
    rest = a.shape[np.ndim(b) :]
    n = np.size(b)
    return np.reshape(np.linalg.solve(np.reshape(a, (n, n)), np.ravel(b)), rest)
