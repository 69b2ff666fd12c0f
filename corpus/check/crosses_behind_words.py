# expect: clean
# verified: dmu, dlog_s, dlogits
import numpy as np

# Gradient ascent on the log likelihood of a spherical Gaussian mixture
#   N points, K components, d dimensions


def log_likelihood_grad(X, mu, log_s, logits):
    """
    Parameters
    ----------
    X : (N, d) data
    mu : (K, d) means
    log_s : (K,) log standard deviations
    logits : (K,) unnormalised log weights
    """
    N, d = X.shape
    K = mu.shape[0]
    diff = X[:, None, :] - mu[None, :, :]             # N x K x d
    s2 = np.exp(2 * log_s)                            # K
    logpi = logits - np.log(np.sum(np.exp(logits)))   # K
    sq = (diff ** 2).sum(axis=2)                      # N x K
    lp = logpi - 0.5 * sq / s2 - d * log_s - 0.5 * d * np.log(2 * np.pi)
    top = lp.max(axis=1, keepdims=True)               # N x 1
    lse = top[:, 0] + np.log(np.exp(lp - top).sum(axis=1))   # N
    r = np.exp(lp - lse[:, None])                     # responsibilities, N x K
    dmu = np.einsum('nk,nkd->kd', r / s2, diff)       # K x d
    dlog_s = (r * (sq / s2 - d)).sum(axis=0)          # K
    dlogits = r.sum(axis=0) - N * np.exp(logpi)
    return lse.sum(), dmu, dlog_s, dlogits


rs = np.random.RandomState(12)
X = np.concatenate([rs.randn(20, 2) * 0.4 + c for c in ([0, 0], [3, 1], [-2, 2])])
mu = rs.randn(3, 2)
log_s = np.zeros(3)
logits = np.zeros(3)
eta = 0.005
for i in range(150):
    ll, dmu, dlog_s, dlogits = log_likelihood_grad(X, mu, log_s, logits)
    mu += eta * dmu
    log_s += eta * dlog_s
    logits += eta * dlogits
print("log likelihood:", ll)
print(mu)
