# expect: LBZ101 line 15
import numpy as np

# Tied-weight linear autoencoder with a sparsity penalty on the codes
# X  : (d, n)   one example per column
# W  : (k, d)   encoder, the decoder is W.T
# c  : (k, 1)   code bias
# r  : (d, 1)   reconstruction bias


def cost_and_grad(W, c, r, X, lam):
    n = X.shape[1]
    Z = W @ X + c                        # (k, d) @ (d, n) -> (k, n)
    A = np.maximum(Z, 0)                 # (k, n)
    R = W.T @ A + r                      # (k, d) @ (k, n) -> (d, n)
    E = R - X                            # (d, n)
    cost = 0.5 * np.sum(E ** 2) / n + lam * np.sum(A) / n

    dR = E / n                           # (d, n)
    dA = W @ dR + lam / n                # (k, d) @ (d, n) -> (k, n)
    dZ = dA * (Z > 0)                    # (k, n)
    dW = dZ @ X.T + A @ dR.T             # (k, n) @ (n, d) -> (k, d), twice
    dc = dZ.sum(axis=1, keepdims=True)   # (k, 1)
    dr = dR.sum(axis=1, keepdims=True)   # (d, 1)
    return cost, dW, dc, dr


np.random.seed(55)
d, k, n = 8, 5, 40
basis = np.random.randn(d, 3)            # (d, 3)
X = basis @ np.random.rand(3, n) + 0.05 * np.random.randn(d, n)
W = 0.3 * np.random.randn(k, d)
c = np.zeros((k, 1))
r = X.mean(axis=1, keepdims=True)        # (d, 1)

for epoch in range(120):
    cost, dW, dc, dr = cost_and_grad(W, c, r, X, 0.01)
    W -= 0.05 * dW
    c -= 0.05 * dc
    r -= 0.05 * dr
    if epoch % 30 == 0:
        print("epoch", epoch, "cost", cost)
