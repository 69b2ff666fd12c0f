"""REINFORCE loss on a batch, softmax policy."""
import numpy as np

rng = np.random.RandomState(0)
T, S, A = 12, 4, 3
states = rng.randn(T, S)
actions = rng.randint(0, A, size=T)
returns = rng.randn(T)
theta = rng.randn(S, A) * 0.1
beta = 0.01

logits = states @ theta
logits_shifted = logits - np.max(logits, axis=1, keepdims=True)
log_z = np.log(np.sum(np.exp(logits_shifted), axis=1, keepdims=True))
logp = logits_shifted - log_z
p = np.exp(logp)
pg_loss = -np.mean(logp[np.arange(T), actions] * returns)
entropy = -np.mean(np.sum(p * logp, axis=1))
loss = pg_loss - beta * entropy

onehot = np.zeros((T, A))
onehot[np.arange(T), actions] = 1
d_pg = (p - onehot) * returns[:, None] / T  #!! d_pg = (onehot - p) * returns[:, None] / T
row_ent = -np.sum(p * logp, axis=1, keepdims=True)
d_ent = -p * (logp + row_ent) / T  #!! d_ent = -p * (logp + 1) / T
dlogits = d_pg - beta * d_ent  #!! dlogits = d_pg + beta * d_ent
dtheta = states.T @ dlogits
