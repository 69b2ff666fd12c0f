# Distances between the rows of two matrices.


def cdist(XA, XB, metric="euclidean"):
    d = XA[:, None, :] - XB[None, :, :]
    if metric == "cityblock":
        return np.sum(np.abs(d), axis=-1)
    if metric == "chebyshev":
        return np.max(np.abs(d), axis=-1)
    if metric == "cosine":
        a = np.linalg.norm(XA, axis=1)
        b = np.linalg.norm(XB, axis=1)
        return 1 - XA @ XB.T / (a[:, None] * b[None, :])
    squares = np.sum(d**2, axis=-1)
    if metric == "sqeuclidean":
        return squares
    if metric == "euclidean":
        return np.sqrt(squares)
    raise ValueError(f"the metric {metric} is not read")


def euclidean(u, v):
    return np.sqrt(np.sum((u - v) ** 2))


def sqeuclidean(u, v):
    return np.sum((u - v) ** 2)


def cosine(u, v):
    return 1 - u @ v / (np.linalg.norm(u) * np.linalg.norm(v))


def pdist(X, metric="euclidean"):
    i, j = np.triu_indices(X.shape[0], 1)
    d = X[i] - X[j]
    if metric == "cityblock":
        return np.sum(np.abs(d), axis=-1)
    squares = np.sum(d**2, axis=-1)
    if metric == "sqeuclidean":
        return squares
    if metric == "euclidean":
        return np.sqrt(squares)
    raise ValueError(f"the metric {metric} is not read")


def cityblock(u, v):
    return np.sum(np.abs(u - v))


def correlation(u, v):
    return cosine(u - np.mean(u), v - np.mean(v))
