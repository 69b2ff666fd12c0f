# expect: clean
import numpy as np
from scipy.special import logsumexp


class LinearChainCRF:
    """
    score(y) = sum_t emit[t, y_t] + sum_t trans[y_{t-1}, y_t]
    emit = feats @ W, trans[a, b] is the score of going from tag a to tag b
    """

    def __init__(self, n_feat, n_tags, rng):
        self.W = rng.normal(scale=0.1, size=(n_feat, n_tags))
        self.trans = rng.normal(scale=0.1, size=(n_tags, n_tags))

    def nll(self, feats, tags):
        emit = feats @ self.W
        T, K = emit.shape
        alpha = np.zeros((T, K))
        alpha[0] = emit[0]
        for t in range(1, T):
            alpha[t] = emit[t] + logsumexp(alpha[t - 1][:, None] + self.trans, axis=0)
        logZ = logsumexp(alpha[-1])

        gold = emit[np.arange(T), tags].sum() + self.trans[tags[:-1], tags[1:]].sum()
        loss = logZ - gold

        beta = np.zeros((T, K))
        for t in range(T - 2, -1, -1):
            beta[t] = logsumexp(self.trans + (emit[t + 1] + beta[t + 1])[None, :], axis=1)

        demit = np.exp(alpha + beta - logZ)
        demit[np.arange(T), tags] -= 1
        dtrans = np.zeros_like(self.trans)
        for t in range(1, T):
            pair = alpha[t - 1][:, None] + self.trans + (emit[t] + beta[t])[None, :]
            dtrans += np.exp(pair - logZ)
            dtrans[tags[t - 1], tags[t]] -= 1
        dW = feats.T @ demit
        return loss, dW, dtrans

    def viterbi(self, feats):
        emit = feats @ self.W
        best, back = emit[0], []
        for e in emit[1:]:
            cand = best[:, None] + self.trans
            back.append(cand.argmax(axis=0))
            best = cand.max(axis=0) + e
        path = [best.argmax()]
        for b in reversed(back):
            path.append(b[path[-1]])
        return np.array(path[::-1])


if __name__ == '__main__':
    rng = np.random.default_rng(6)
    centers = rng.normal(size=(3, 5))
    seqs = []
    for _ in range(8):
        tags = np.cumsum(rng.integers(0, 2, size=7)) % 3
        seqs.append((centers[tags] + 0.5 * rng.normal(size=(7, 5)), tags))
    crf = LinearChainCRF(5, 3, rng)
    for epoch in range(15):
        total = 0
        for feats, tags in seqs:
            loss, dW, dtrans = crf.nll(feats, tags)
            crf.W -= 0.1 * dW
            crf.trans -= 0.1 * dtrans
            total += loss
        if epoch % 5 == 0:
            print(epoch, total / len(seqs))
    print(np.mean([np.mean(crf.viterbi(f) == t) for f, t in seqs]))
