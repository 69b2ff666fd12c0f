# Functions of distributions that are given by their probabilities.


def entropy(pk, qk=None, base=None, axis=0):
    p = pk / np.sum(pk, axis=axis, keepdims=True)
    if qk is None:
        nats = -np.sum(p * np.log(p), axis=axis)
    else:
        q = qk / np.sum(qk, axis=axis, keepdims=True)
        nats = np.sum(p * np.log(p / q), axis=axis)
    return nats if base is None else nats / np.log(base)


def zscore(a, axis=0, ddof=0):
    return (a - np.mean(a, axis=axis, keepdims=True)) / np.std(a, axis=axis, ddof=ddof, keepdims=True)


def gmean(a, axis=0):
    return np.exp(np.mean(np.log(a), axis=axis))


def hmean(a, axis=0):
    return 1 / np.mean(1 / a, axis=axis)


def moment(a, order=1, axis=0):
    return np.mean((a - np.mean(a, axis=axis, keepdims=True)) ** order, axis=axis)


def skew(a, axis=0):
    d = a - np.mean(a, axis=axis, keepdims=True)
    return np.mean(d**3, axis=axis) / np.mean(d**2, axis=axis) ** 1.5


def kurtosis(a, axis=0, fisher=True):
    d = a - np.mean(a, axis=axis, keepdims=True)
    ratio = np.mean(d**4, axis=axis) / np.mean(d**2, axis=axis) ** 2
    return ratio - 3 if fisher else ratio
