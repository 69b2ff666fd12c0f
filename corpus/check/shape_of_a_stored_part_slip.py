# expect: LBZ101 line 29
"""Linear-chain CRF on one sentence: negative log likelihood and its gradient."""
import numpy as np


def lse(a, axis):
    m = a.max(axis=axis, keepdims=True)
    return np.squeeze(m, axis=axis) + np.log(np.exp(a - m).sum(axis=axis))


def crf_nll(emit, trans, tags):
    """
    :param emit: unary scores
    :type emit: ndarray of shape (T, K)
    :param trans: trans[i, j] scores tag i followed by tag j
    :type trans: ndarray of shape (K, K)
    :param tags: gold tags
    :type tags: ndarray of shape (T,)
    :returns: loss, gradient for emit (T, K), gradient for trans (K, K)
    """
    T, K = emit.shape
    alpha = np.zeros((T, K))
    beta = np.zeros((T, K))
    alpha[0] = emit[0]
    for t in range(1, T):
        # (K, 1) + (K, K) -> (K, K), reduced over the previous tag
        alpha[t] = emit[t] + lse(alpha[t - 1][:, None] + trans, axis=0)
    for t in range(T - 2, -1, -1):
        beta[t] = lse(trans + (emit[t + 1] + beta[t + 1])[None, :], axis=1)   # (T,)
    logZ = lse(alpha[-1], axis=0)                       # scalar
    gold = emit[np.arange(T), tags].sum() + trans[tags[:-1], tags[1:]].sum()

    d_emit = np.exp(alpha + beta - logZ)                # (T, K) marginals
    d_trans = np.zeros_like(trans)
    for t in range(T - 1):
        pair = alpha[t][:, None] + trans + emit[t + 1] + beta[t + 1]   # (K, K)
        d_trans += np.exp(pair - logZ)
    d_emit[np.arange(T), tags] -= 1
    np.subtract.at(d_trans, (tags[:-1], tags[1:]), 1)
    return logZ - gold, d_emit, d_trans


rng = np.random.default_rng(8)
T, K = 7, 4
emit = rng.normal(size=(T, K))
trans = rng.normal(size=(K, K)) * 0.5
tags = rng.integers(0, K, size=T)
for it in range(50):
    nll, d_emit, d_trans = crf_nll(emit, trans, tags)
    trans -= 0.1 * d_trans
    emit -= 0.1 * d_emit
print('nll after training: %.5f' % nll)
