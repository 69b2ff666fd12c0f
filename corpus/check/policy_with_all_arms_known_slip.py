# expect: LBZ201 line 28
# contextual bandit, softmax policy, exact expected-reward gradient (all arms are known)
import numpy as np
rng = np.random.default_rng(0)

n_ctx, n_feat, n_arm = 64, 5, 4
Phi = rng.normal(size=(n_ctx, n_feat))
Rew = np.tanh(Phi @ rng.normal(size=(n_feat, n_arm)))
beta_ent = 0.05


def policy(W):
    h = Phi @ W
    h = h - h.max(axis=1, keepdims=True)
    p = np.exp(h)
    return p / p.sum(axis=1, keepdims=True)


def value(W):
    p = policy(W)
    ent = -np.sum(p * np.log(p), axis=1)
    return np.mean(np.sum(p * Rew, axis=1) + beta_ent * ent)


def policy_gradient(W):
    p = policy(W)
    # advantage of each arm, entropy bonus included
    q = Rew + beta_ent * np.log(p)
    adv = q - np.sum(p * q, axis=1, keepdims=True)
    dh = p * adv / n_ctx
    return Phi.T @ dh


W = np.zeros((n_feat, n_arm))
for ep in range(301):
    W += 1.0 * policy_gradient(W)
    if ep % 100 == 0:
        print("episode", ep, "value", value(W))
