# expect: clean
# verified: dlogits
# verified: dv
# verified: grads['W']
# verified: grads['W_v']
import numpy as np


def log_softmax(z):
    z = z - z.max(axis=1, keepdims=True)
    return z - np.log(np.exp(z).sum(axis=1, keepdims=True))


def a2c_loss(params, obs, actions, returns, adv, vf_coef=0.5):
    """Loss of an actor and a critic with a shared trunk; adv is not differentiated."""
    B = len(actions)
    a = obs.dot(params["W"]) + params["b"]
    h = np.maximum(a, 0)
    logits = h.dot(params["W_pi"])
    logp = log_softmax(logits)
    v = (h.dot(params["W_v"]) + params["b_v"]).ravel()
    pg_loss = -np.mean(adv * logp[np.arange(B), actions])
    loss = pg_loss + vf_coef * 0.5 * np.mean((returns - v) ** 2)

    grads = {}
    onehot = np.zeros_like(logp)
    onehot[np.arange(B), actions] = 1
    dlogits = (np.exp(logp) - onehot) * adv[:, None] / B
    dv = vf_coef * (v - returns)[:, None] / B
    grads["W_pi"] = h.T.dot(dlogits)
    grads["W_v"] = h.T.dot(dv)
    grads["b_v"] = dv.sum(axis=0)
    dh = dlogits.dot(params["W_pi"].T) + dv.dot(params["W_v"].T)
    da = dh * (a > 0)
    grads["W"] = obs.T.dot(da)
    grads["b"] = da.sum(axis=0)
    return loss, grads


rng = np.random.RandomState(1)
params = {
    "W": rng.randn(4, 16) * 0.5,
    "b": np.zeros(16),
    "W_pi": rng.randn(16, 3) * 0.1,
    "W_v": rng.randn(16, 1) * 0.1,
    "b_v": np.zeros(1),
}
for update in range(30):
    obs = rng.randn(64, 4)
    actions = rng.randint(0, 3, 64)
    rewards = (actions == np.argmax(obs[:, :3], axis=1)).astype(float)
    v = (np.maximum(obs.dot(params["W"]) + params["b"], 0).dot(params["W_v"]) + params["b_v"]).ravel()
    loss, grads = a2c_loss(params, obs, actions, rewards, rewards - v)
    for k in params:
        params[k] = params[k] - 0.5 * grads[k]
    if update % 10 == 0:
        print(update, rewards.mean(), loss)
