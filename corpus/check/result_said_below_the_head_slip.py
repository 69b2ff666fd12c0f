# expect: LBZ101 line 9
import numpy as np

# Gaussian mixture with diagonal covariances, fitted by gradient descent instead of EM.
# weights = softmax(logits), variances = exp(log_var)


def log_gauss(X, mu, log_var):
    # K x N
    diff = X[:, None, :] - mu[None, :, :]
    return -0.5 * np.sum(np.log(2 * np.pi) + log_var + diff ** 2 / np.exp(log_var), axis=2)


def nll(X, logits, mu, log_var):
    log_pi = logits - np.log(np.sum(np.exp(logits)))
    a = log_pi + log_gauss(X, mu, log_var)
    m = a.max(axis=1, keepdims=True)
    return -np.mean(m[:, 0] + np.log(np.sum(np.exp(a - m), axis=1)))


def responsibilities(X, logits, mu, log_var):
    log_pi = logits - np.log(np.sum(np.exp(logits)))
    a = log_pi + log_gauss(X, mu, log_var)
    a = a - a.max(axis=1, keepdims=True)
    r = np.exp(a)
    return r / r.sum(axis=1, keepdims=True)


def nll_grad(X, logits, mu, log_var):
    """
    X is N x D, mu and log_var are K x D, logits has K entries

    returns dlogits, dmu, dlog_var
    """
    N = X.shape[0]
    r = responsibilities(X, logits, mu, log_var)    # N x K
    pi = np.exp(logits) / np.sum(np.exp(logits))
    dlogits = pi - r.mean(axis=0)
    diff = X[:, None, :] - mu[None, :, :]           # N x K x D
    inv_var = np.exp(-log_var)
    dmu = -np.sum(r[:, :, None] * diff, axis=0) * inv_var / N
    dlog_var = 0.5 * np.sum(r[:, :, None] * (1 - diff ** 2 * inv_var), axis=0) / N
    return dlogits, dmu, dlog_var


if __name__ == '__main__':
    X = np.concatenate([
        np.random.randn(60, 2) * 0.5 + [2, 0],
        np.random.randn(40, 2) * [0.3, 1.0] + [-2, 1],
    ])
    K = 2
    logits = np.zeros(K)
    mu = X[[0, 70]].copy()
    log_var = np.zeros((K, 2))
    for it in range(401):
        dlogits, dmu, dlog_var = nll_grad(X, logits, mu, log_var)
        logits -= 0.2 * dlogits
        mu -= 0.2 * dmu
        log_var -= 0.2 * dlog_var
        if it % 100 == 0:
            print('it %d nll %.4f' % (it, nll(X, logits, mu, log_var)))
    print(np.exp(logits) / np.exp(logits).sum())
    print(mu)
    print(np.sqrt(np.exp(log_var)))
