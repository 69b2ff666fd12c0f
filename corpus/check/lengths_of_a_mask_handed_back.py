# expect: clean
# verified: demb
# verified: grads['E']
# bag-of-embeddings sentence classifier (fastText style)
import numpy as np

sentences = [
    ("good great movie", 1),
    ("great acting good plot", 1),
    ("i love this great film", 1),
    ("bad boring movie", 0),
    ("awful plot bad acting", 0),
    ("i hate this boring film", 0),
]

PAD = 0
word2idx = {"<pad>": PAD}
for text, _ in sentences:
    for w in text.split():
        word2idx.setdefault(w, len(word2idx))

max_len = max(len(t.split()) for t, _ in sentences)
X = np.full((len(sentences), max_len), PAD)
for i, (text, _) in enumerate(sentences):
    ids = [word2idx[w] for w in text.split()]
    X[i, :len(ids)] = ids
Y = np.array([label for _, label in sentences])

vocab_size = len(word2idx)
embed_dim = 7
num_classes = 2


def init_params(seed=0):
    rng = np.random.RandomState(seed)
    return {
        "E": rng.normal(0, 0.1, (vocab_size, embed_dim)),
        "W": rng.normal(0, 0.1, (embed_dim, num_classes)),
        "b": np.zeros(num_classes),
    }


def forward(params, x):
    emb = params["E"][x]                                  # (batch_size, seq_len, embed_dim)
    mask = (x != PAD).astype(float)                       # (batch_size, seq_len)
    lengths = mask.sum(axis=1, keepdims=True)             # (batch_size, 1)
    pooled = (emb * mask[:, :, None]).sum(axis=1) / lengths
    logits = pooled.dot(params["W"]) + params["b"]
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_probs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return log_probs, (x, mask, lengths, pooled)


def loss_fn(params, x, y):
    log_probs, cache = forward(params, x)
    loss = -log_probs[range(len(y)), y].mean()
    return loss, log_probs, cache


def backward(params, log_probs, y, cache):
    x, mask, lengths, pooled = cache
    n = len(y)
    dlogits = np.exp(log_probs)
    dlogits[range(n), y] -= 1
    dlogits /= n

    grads = {}
    grads["W"] = pooled.T.dot(dlogits)
    grads["b"] = dlogits.sum(axis=0)
    dpooled = dlogits.dot(params["W"].T)                  # (batch_size, embed_dim)
    demb = (dpooled / lengths)[:, None, :] * mask[:, :, None]
    grads["E"] = np.zeros_like(params["E"])
    np.add.at(grads["E"], x, demb)                        # words may repeat
    return grads


def main():
    params = init_params()
    lr = 1.0
    for epoch in range(1, 101):
        loss, log_probs, cache = loss_fn(params, X, Y)
        grads = backward(params, log_probs, Y, cache)
        for name in params:
            params[name] -= lr * grads[name]
        if epoch % 25 == 0:
            acc = (log_probs.argmax(axis=1) == Y).mean()
            print("epoch %d  loss %.4f  acc %.2f" % (epoch, loss, acc))


if __name__ == "__main__":
    main()
