# expect: LBZ201 line 32
import numpy as np
from scipy.special import logsumexp, softmax


def pack(logits, mu, log_sd):
    return np.concatenate([logits, mu.ravel(), log_sd])


def gmm_nll(theta, X, K):
    """Average negative log-likelihood of a spherical mixture.

    theta packs logits (K,), means (K, d) and log standard deviations (K,)
    """
    n, d = X.shape
    logits = theta[:K]
    mu = theta[K:K + K * d].reshape(K, d)
    log_sd = theta[K + K * d:]

    diff = X[:, None, :] - mu[None, :, :]                 # (n, K, d)
    sq = np.sum(diff ** 2, axis=2)                        # (n, K)
    inv_var = np.exp(-2 * log_sd)
    log_pi = logits - logsumexp(logits)
    log_joint = log_pi - 0.5 * d * np.log(2 * np.pi) - d * log_sd - 0.5 * sq * inv_var
    log_evid = logsumexp(log_joint, axis=1)
    nll = -np.mean(log_evid)

    resp = np.exp(log_joint - log_evid[:, None])          # responsibilities, rows sum to one
    g_logits = softmax(logits) - resp.mean(axis=0)
    g_mu = -np.einsum('nk,nkd->kd', resp, diff) * inv_var[:, None] / n
    g_log_sd = np.mean(resp * (d - sq * inv_var), axis=0)
    return nll, pack(g_logits, 2 * g_mu, g_log_sd)


rng = np.random.default_rng(1)
X = np.vstack([rng.normal([0, 0], 0.5, (60, 2)), rng.normal([3, 1], 1.0, (40, 2))])
K = 2
theta = pack(np.zeros(K), X[[0, -1]], np.zeros(K))
for it in range(200):
    val, grad = gmm_nll(theta, X, K)
    theta -= 0.2 * grad
    if it % 50 == 0:
        print(it, val)
print("weights", softmax(theta[:K]))
