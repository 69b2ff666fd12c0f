# expect: LBZ302 line 16
# topic-like decomposition of a count matrix: NMF with the KL divergence,
# projected gradient descent
import numpy as np

rng = np.random.default_rng(64)
n_docs, n_words, n_topics = 30, 25, 4

topics = rng.dirichlet(0.3 * np.ones(n_words), size=n_topics)
mix = rng.gamma(1.0, 4.0, size=(n_docs, n_topics))
V = rng.poisson(mix @ topics).astype(float)


def kl_divergence(V, W, H):
    WH = W @ H
    return np.sum(V * np.log(V / WH) - V + WH)


def kl_gradients(V, W, H):
    ratio = V / (W @ H)
    grad_W = (1.0 - ratio) @ H.T
    grad_H = W.T @ (1.0 - ratio)
    return grad_W, grad_H


W = rng.uniform(0.5, 1.5, size=(n_docs, n_topics))
H = rng.uniform(0.1, 0.5, size=(n_topics, n_words))
step = 2e-3
history = []
for it in range(200):
    grad_W, _ = kl_gradients(V, W, H)
    W = np.maximum(W - step * grad_W, 1e-3)
    _, grad_H = kl_gradients(V, W, H)
    H = np.maximum(H - step * grad_H, 1e-3)
    history.append(kl_divergence(V, W, H))

print("first", history[0])
print("last", history[-1])
