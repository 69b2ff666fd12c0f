# expect: clean
import numpy as np

# Neural probabilistic language model (Bengio-style), plain numpy.

np.random.seed(99)


def make_dataset(n_tokens=400, vocab=12, context=3):
    # noisy cyclic sequence
    toks = np.zeros(n_tokens, dtype=int)
    for t in range(1, n_tokens):
        step = 1 if np.random.rand() < 0.8 else np.random.randint(vocab)
        toks[t] = (toks[t - 1] + step) % vocab
    X = np.array([toks[i:i + context] for i in range(n_tokens - context)])
    Y = toks[context:]
    return X, Y


def init(vocab, emb, context, hidden):
    return {
        'C': np.random.randn(vocab, emb) * 0.5,
        'W1': np.random.randn(context * emb, hidden) / np.sqrt(context * emb),
        'b1': np.zeros(hidden),
        'W2': np.random.randn(hidden, vocab) * 0.1,
        'b2': np.zeros(vocab),
    }


def forward(params, X):
    emb = params['C'][X]                                  # (N, context, emb)
    embcat = emb.reshape(X.shape[0], -1)                  # (N, context * emb)
    h = np.tanh(embcat @ params['W1'] + params['b1'])     # (N, hidden)
    logits = h @ params['W2'] + params['b2']              # (N, vocab)
    logits = logits - logits.max(1, keepdims=True)
    probs = np.exp(logits)
    probs = probs / probs.sum(1, keepdims=True)
    return probs, (X, embcat, h)


def cross_entropy(probs, Y):
    return -np.mean(np.log(probs[np.arange(len(Y)), Y]))


def backward(params, probs, Y, cache):
    X, embcat, h = cache
    N = len(Y)
    grads = {}
    dlogits = probs.copy()
    dlogits[np.arange(N), Y] -= 1
    dlogits /= N
    grads['W2'] = h.T @ dlogits
    grads['b2'] = dlogits.sum(0)
    dh = dlogits @ params['W2'].T
    dhpreact = (1 - h ** 2) * dh
    grads['W1'] = embcat.T @ dhpreact
    grads['b1'] = dhpreact.sum(0)
    dembcat = dhpreact @ params['W1'].T
    demb = dembcat.reshape(X.shape + (-1,))
    dC = np.zeros_like(params['C'])
    np.add.at(dC, X, demb)
    grads['C'] = dC
    return grads


if __name__ == '__main__':
    X, Y = make_dataset()
    params = init(12, 4, 3, 20)
    for i in range(300):
        batch = np.random.randint(0, len(X), 64)
        probs, cache = forward(params, X[batch])
        grads = backward(params, probs, Y[batch], cache)
        for name in params:
            params[name] += -0.3 * grads[name]
        if i % 100 == 0:
            print('%4d: %.4f' % (i, cross_entropy(probs, Y[batch])))
