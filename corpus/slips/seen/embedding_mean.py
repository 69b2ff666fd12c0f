import numpy as np


def forward(E, W, tokens):
    # tokens: (B, L) ints, E: (V, D), W: (D, C)
    emb = E[tokens]  # (B, L, D)
    pooled = emb.mean(axis=1)  # (B, D)
    logits = pooled @ W  # (B, C)
    return emb, pooled, logits


def loss_and_grads(E, W, tokens, labels):
    B, L = tokens.shape
    emb, pooled, logits = forward(E, W, tokens)
    shifted = logits - logits.max(axis=1, keepdims=True)
    logp = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    loss = -logp[np.arange(B), labels].mean()

    dlogits = np.exp(logp)
    dlogits[np.arange(B), labels] -= 1
    dlogits /= B
    dW = pooled.T @ dlogits
    dpooled = dlogits @ W.T
    demb = np.repeat(dpooled[:, None, :], L, axis=1) / L  #!! demb = np.repeat(dpooled[:, None, :], L, axis=1)
    dE = np.zeros_like(E)
    np.add.at(dE, tokens, demb)  #!! dE[tokens] += demb
    return loss, dE, dW


V, D, C, B, L = 10, 4, 3, 5, 6
E = np.random.randn(V, D)
W = np.random.randn(D, C)
tokens = np.random.randint(0, V, (B, L))
labels = np.random.randint(0, C, B)
loss, dE, dW = loss_and_grads(E, W, tokens, labels)
