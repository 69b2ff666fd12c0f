# expect: clean
# verified: dC
# verified: dhprebn
# verified: dbnvar_inv
# # makemore: becoming a backprop ninja, numpy edition

import numpy as np

words = ['emma', 'olivia', 'ava', 'isabella', 'sophia', 'mia', 'amelia', 'harper', 'evelyn', 'ella']
chars = sorted(list(set(''.join(words))))
stoi = {s: i + 1 for i, s in enumerate(chars)}
stoi['.'] = 0
vocab_size = len(stoi)

# build the dataset
block_size = 3
X, Y = [], []
for w in words:
    context = [0] * block_size
    for ch in w + '.':
        ix = stoi[ch]
        X.append(context)
        Y.append(ix)
        context = context[1:] + [ix]
Xtr, Ytr = np.array(X), np.array(Y)

n_embd = 4
n_hidden = 10
g = np.random.default_rng(2147483647)
C = g.standard_normal((vocab_size, n_embd))
W1 = g.standard_normal((n_embd * block_size, n_hidden)) * (5/3) / ((n_embd * block_size)**0.5)
W2 = g.standard_normal((n_hidden, vocab_size)) * 0.1
b2 = g.standard_normal(vocab_size) * 0.1
bngain = np.ones((1, n_hidden)) + g.standard_normal((1, n_hidden)) * 0.1
bnbias = g.standard_normal((1, n_hidden)) * 0.1

n = 16  # batch size
ix = g.integers(0, Xtr.shape[0], n)
Xb, Yb = Xtr[ix], Ytr[ix]

# forward pass, chunked into smaller steps
emb = C[Xb]                                   # (16, 3, 4)
embcat = emb.reshape(emb.shape[0], -1)        # (16, 12)
hprebn = embcat @ W1
bnmeani = 1/n * hprebn.sum(0, keepdims=True)
bndiff = hprebn - bnmeani
bndiff2 = bndiff**2
bnvar = 1/(n-1) * bndiff2.sum(0, keepdims=True)   # Bessel's correction
bnvar_inv = (bnvar + 1e-5)**-0.5
bnraw = bndiff * bnvar_inv
hpreact = bngain * bnraw + bnbias
h = np.tanh(hpreact)                          # (16, 10)
logits = h @ W2 + b2
logit_maxes = logits.max(1, keepdims=True)
norm_logits = logits - logit_maxes
counts = np.exp(norm_logits)
counts_sum = counts.sum(1, keepdims=True)     # (16, 1)
counts_sum_inv = counts_sum**-1
probs = counts * counts_sum_inv
logprobs = np.log(probs)
loss = -logprobs[range(n), Yb].mean()
print('loss', loss)

# Exercise 1: backprop through the whole thing manually
dlogprobs = np.zeros_like(logprobs)
dlogprobs[range(n), Yb] = -1.0/n
dprobs = (1.0 / probs) * dlogprobs
dcounts_sum_inv = (counts * dprobs).sum(1, keepdims=True)
dcounts = counts_sum_inv * dprobs
dcounts_sum = (-counts_sum**-2) * dcounts_sum_inv
dcounts += np.ones_like(counts) * dcounts_sum
dnorm_logits = counts * dcounts
dlogits = dnorm_logits.copy()
dlogit_maxes = (-dnorm_logits).sum(1, keepdims=True)
tmp = np.zeros_like(logits)
tmp[np.arange(n), logits.argmax(1)] = 1.0
dlogits += tmp * dlogit_maxes
dh = dlogits @ W2.T
dW2 = h.T @ dlogits
db2 = dlogits.sum(0)
dhpreact = (1.0 - h**2) * dh
dbngain = (bnraw * dhpreact).sum(0, keepdims=True)
dbnraw = bngain * dhpreact
dbnbias = dhpreact.sum(0, keepdims=True)
dbndiff = bnvar_inv * dbnraw
dbnvar_inv = (bndiff * dbnraw).sum(0, keepdims=True)
dbnvar = (-0.5*(bnvar + 1e-5)**-1.5) * dbnvar_inv
dbndiff2 = (1.0/(n-1))*np.ones_like(bndiff2) * dbnvar
dbndiff += (2*bndiff) * dbndiff2
dhprebn = dbndiff.copy()
dbnmeani = (-dbndiff).sum(0, keepdims=True)
dhprebn += 1.0/n * (np.ones_like(hprebn) * dbnmeani)
dembcat = dhprebn @ W1.T
dW1 = embcat.T @ dhprebn
demb = dembcat.reshape(emb.shape)
dC = np.zeros_like(C)
for k in range(Xb.shape[0]):
    for j in range(Xb.shape[1]):
        dC[Xb[k, j]] += demb[k, j]

# Exercise 2: cross entropy in one go
dlogits_fast = probs.copy()
dlogits_fast[range(n), Yb] -= 1
dlogits_fast /= n
print('logits', 'max diff', np.abs(dlogits_fast - dlogits).max())

# Exercise 3: batch norm in one go
dhprebn_fast = bngain*bnvar_inv/n * (n*dhpreact - dhpreact.sum(0) - n/(n-1)*bnraw*(dhpreact*bnraw).sum(0))
print('hprebn', 'max diff', np.abs(dhprebn_fast - dhprebn).max())
