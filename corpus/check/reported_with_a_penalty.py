# expect: clean
# verified: dW
import numpy as np


def softmax_nll(scores, labels):
    n = scores.shape[0]
    shifted = scores - scores.max(axis=1, keepdims=True)
    logp = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    nll = -logp[np.arange(n), labels].sum()
    dscores = np.exp(logp)
    dscores[np.arange(n), labels] -= 1
    return nll, dscores


rng = np.random.RandomState(12)
K, D, N = 4, 6, 30
W = np.zeros((D, K))
b = np.zeros(K)
X = rng.randn(N, D)
labels = rng.randint(K, size=N)
lam = 0.1
for it in range(50):
    nll, dscores = softmax_nll(X.dot(W) + b, labels)
    dW = X.T.dot(dscores) + lam * W
    db = dscores.sum(axis=0)
    W -= 0.01 * dW
    b -= 0.01 * db
    if it % 10 == 0:
        print('%3d  nll %.4f  penalised %.4f' % (it, nll, nll + 0.5 * lam * np.sum(W ** 2)))
