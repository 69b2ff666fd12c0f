# expect: clean
# verified: gW, gH
import numpy as np


def poisson_nmf(V, rank, iters=100, lr=1e-3, seed=0):
    """Non-negative factorisation under the generalised KL divergence, projected gradient.

    Args:
        V (np.ndarray): counts, F x T spectrogram.
        rank (int): number of templates.

    Returns:
        W (np.ndarray): F x rank templates.
        H (np.ndarray): rank x T activations.
        history (list): one cost per iteration.
    """
    rng = np.random.RandomState(seed)
    F, T = V.shape
    W = rng.rand(F, rank) + 0.5
    H = rng.rand(rank, T) + 0.5
    history = []
    for _ in range(iters):
        cost, gW, gH = kl_grad(V, W, H)
        history.append(cost)
        W = np.maximum(W - lr * gW, 1e-3)
        H = np.maximum(H - lr * gH, 1e-3)
    return W, H, history


def kl_grad(V, W, H):
    R = W.dot(H)                        # F x T
    cost = np.sum(R - V * np.log(R))
    dR = 1.0 - V / R                    # F x T
    gW = dR.dot(H.T)                    # (F x T) (T x rank) = F x rank
    gH = W.T.dot(dR)                    # (rank x F) (F x T) = rank x T
    return cost, gW, gH


rng = np.random.RandomState(1)
F, T, K = 10, 16, 3
V = rng.poisson(5 * rng.rand(F, K).dot(rng.rand(K, T)))   # F x T
W, H, history = poisson_nmf(V, K)
assert W.shape == (F, K) and H.shape == (K, T)
print('cost %.2f -> %.2f' % (history[0], history[-1]))
