# expect: LBZ201 line 20
# The same way back for two nets of one kind.
import numpy as np

rng = np.random.default_rng(8)
hidden = 6


def fresh():
    return [rng.normal(size=(1, hidden)), np.zeros(hidden), rng.normal(size=(hidden, 1)), np.zeros(1)]


def forward(p, x):
    s = np.tanh(x @ p[0] + p[1])
    return s @ p[2] + p[3], (x, s)


def backward(p, kept, up):
    x, s = kept
    ds = (up @ p[2].T) * (1 - s)
    return [x.T @ ds, ds.sum(0), s.T @ up, up.sum(0)], ds @ p[0].T


def squash(v):
    return 1 / (1 + np.exp(-v))


plus = lambda v: np.logaddexp(0, v)


def critic_loss(critic, painter, real, noise):
    fake, _ = forward(painter, noise)
    up, ku = forward(critic, real)
    low, kl = forward(critic, fake)
    loss = plus(-up).mean() + plus(low).mean()
    g1, _ = backward(critic, ku, -squash(-up) / len(real))
    g2, _ = backward(critic, kl, squash(low) / len(noise))
    return loss, [a + b for a, b in zip(g1, g2)]


def painter_loss(critic, painter, noise):
    fake, kf = forward(painter, noise)
    low, kl = forward(critic, fake)
    loss = plus(-low).mean()
    _, dx = backward(critic, kl, -squash(-low) / len(noise))
    grads, _ = backward(painter, kf, dx)
    return loss, grads


critic, painter = fresh(), fresh()
for it in range(20):
    real = 2 + 0.5 * rng.normal(size=(8, 1))
    noise = rng.normal(size=(8, 1))
    loss, gc = critic_loss(critic, painter, real, noise)
    for p, g in zip(critic, gc):
        p -= 0.1 * g
    loss, gp = painter_loss(critic, painter, noise)
    for p, g in zip(painter, gp):
        p -= 0.1 * g
