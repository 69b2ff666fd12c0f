# expect: clean
# The places that count are drawn, and the mask of them says the same.
import numpy as np


def loss_and_grad(x, W, targets):
    logits = x @ W
    e = np.exp(logits - logits.max(axis=-1, keepdims=True))
    probs = e / e.sum(axis=-1, keepdims=True)
    valid = targets >= 0
    b, t = np.nonzero(valid)
    n_valid = len(b)
    loss = -np.sum(np.log(probs[b, t, targets[b, t]])) / n_valid
    dlogits = probs.copy()
    dlogits[b, t, targets[b, t]] -= 1
    dlogits *= valid[:, :, None] / n_valid
    dW = np.einsum('btd,btv->dv', x, dlogits)
    return loss, dW


rng = np.random.RandomState(2)
x = rng.randn(6, 7, 4)
targets = rng.randint(0, 5, size=(6, 7))
targets[0, 5:] = -1
print(loss_and_grad(x, rng.randn(4, 5), targets))
