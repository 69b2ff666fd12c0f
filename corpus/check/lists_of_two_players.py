# verified: gC[0]
# verified: gC[3]
# verified: gA[3]
import numpy as np

# two small nets that learn against each other: an actor bends signals, a critic scores them;
# each keeps its parameters in a list and goes down along the list of gradients
np.random.seed(4)
A = [np.random.randn(3, 8) * .4, np.zeros(8), np.random.randn(8, 1) * .4, np.zeros(1)]
Cr = [np.random.randn(1, 8) * .4, np.zeros(8), np.random.randn(8, 1) * .4, np.zeros(1)]


def softplus(t):
    return np.logaddexp(0, t)


def sig(t):
    return 1 / (1 + np.exp(-t))


def act(s, A):
    k = np.tanh(s @ A[0] + A[1])
    return k @ A[2] + A[3], k


def crit(v, Cr):
    k = np.tanh(v @ Cr[0] + Cr[1])
    return k @ Cr[2] + Cr[3], k


def crit_back(v, k, dt, Cr):
    dk = (dt @ Cr[2].T) * (1 - k ** 2)
    return [v.T @ dk, dk.sum(0), k.T @ dt, dt.sum(0)], dk @ Cr[0].T


def critic_loss(good, bent, Cr):
    tg, kg = crit(good, Cr)
    tb, kb = crit(bent, Cr)
    loss = softplus(-tg).mean() + softplus(tb).mean()
    one, _ = crit_back(good, kg, (sig(tg) - 1) / len(good), Cr)
    two, _ = crit_back(bent, kb, sig(tb) / len(bent), Cr)
    return loss, [a + b for a, b in zip(one, two)]


def actor_loss(s, A, Cr):
    v, k = act(s, A)
    t, kc = crit(v, Cr)
    loss = softplus(-t).mean()
    _, dv = crit_back(v, kc, (sig(t) - 1) / len(s), Cr)
    dk = (dv @ A[2].T) * (1 - k ** 2)
    return loss, [s.T @ dk, dk.sum(0), k.T @ dv, dv.sum(0)]


for step in range(400):
    good = np.random.randn(64, 1) * 0.3 - 1
    lc, gC = critic_loss(good, act(np.random.randn(64, 3), A)[0], Cr)
    Cr = [p - 0.05 * g for p, g in zip(Cr, gC)]
    la, gA = actor_loss(np.random.randn(64, 3), A, Cr)
    A = [p - 0.02 * g for p, g in zip(A, gA)]
    if step % 100 == 0:
        print(step, lc, la)
