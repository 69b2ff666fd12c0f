# expect: LBZ201 line 20
# The labels come out of an archive that is not read: their rows are probabilities, as far as the
# gradient by the offset is concerned; the penalty is right whatever they are.
import numpy as np


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def entropy(A, c, S, kinds, decay):
    q = softmax(S @ A + c)
    return -(kinds * np.log(q)).sum() / len(S) + 0.5 * decay * (A ** 2).sum()


def slopes(A, c, S, kinds, decay):
    q = softmax(S @ A + c)
    out = (q - kinds) / len(S)
    dA = S.T @ out
    dc = out.sum(axis=0)
    return dA, dc


def sort_spectra(S, kinds, decay=1e-3, rate=0.3, rounds=50):
    A, c = np.zeros((S.shape[1], kinds.shape[1])), np.zeros(kinds.shape[1])
    for r in range(rounds):
        dA, dc = slopes(A, c, S, kinds, decay)
        A -= rate * dA
        c -= rate * dc
        print(r, entropy(A, c, S, kinds, decay))
    return A, c


with np.load('spectra.npz') as archive:
    S, kinds = archive['counts'], archive['kinds']
sort_spectra(S, kinds)
