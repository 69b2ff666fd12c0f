# expect: clean
# verified: dcos, dv
import numpy as np

# Align unit bond directions to target directions: minimise the mean squared angle.


def normalize(v):
    """v: (n, 3) -> rows of length one, (n, 3)"""
    return v / np.linalg.norm(v, axis=1, keepdims=True)


def angle_loss_and_grad(v, t):
    """
    v : (n, 3) array, free vectors
    t : (n, 3) array, unit targets

    Returns the loss and dv with the shape of v.
    """
    n = v.shape[0]
    norm = np.linalg.norm(v, axis=1, keepdims=True)       # (n, 1)
    u = v / norm                                          # (n, 3)
    cos = np.sum(u * t, axis=1) / np.linalg.norm(t, axis=1)      # (n,)
    theta = np.arccos(cos)                                # (n,)
    loss = 0.5 * np.mean(theta ** 2)
    dcos = -theta / np.sqrt(1 - cos ** 2) / n             # (n,)
    dv = dcos[:, None] * (t - cos[:, None] * u) / norm    # (n, 3)
    return loss, dv


rng = np.random.RandomState(5)
t = normalize(rng.randn(8, 3))                            # (8, 3)
v = 1.5 * (t + 0.4 * rng.randn(8, 3))                     # (8, 3)
for it in range(15):
    loss, dv = angle_loss_and_grad(v, t)
    v = v - 0.5 * dv
    if it % 5 == 0:
        print(it, loss)
