# expect: clean
# verified: quantile_subgradient
import numpy as np


def quantile_loss(w, A, b, q, l1, l2):
    """Mean check loss of the residuals, and an elastic net."""
    r = b - A.dot(w)
    check = np.maximum(q * r, (q - 1) * r)
    return np.mean(check) + l1 * np.sum(np.abs(w)) + 0.5 * l2 * np.sum(w ** 2)


def quantile_subgradient(w, A, b, q, l1, l2):
    r = b - A.dot(w)
    dl_dr = np.where(r > 0, q, q - 1)
    s = -A.T.dot(dl_dr) / len(b)
    s += l1 * np.sign(w)
    s += l2 * w
    return s


def fit(A, b, q=0.5, l1=0.02, l2=0.05, rounds=200, size=0.4):
    w = np.zeros(A.shape[1])
    for k in range(1, rounds + 1):
        w = w - size / np.sqrt(k) * quantile_subgradient(w, A, b, q, l1, l2)
    return w


if __name__ == "__main__":
    rng = np.random.RandomState(3)
    A = np.column_stack([np.ones(60), rng.randn(60, 2)])
    b = A.dot([0.5, 1.5, 0.0]) + rng.standard_t(4, size=60)
    for q in (0.25, 0.75):
        w = fit(A, b, q)
        print(q, w, quantile_loss(w, A, b, q, 0.02, 0.05))
