# expect: clean
# What goes back for real samples and for made ones is added up where it is used.
import numpy as np

np.random.seed(4)


class Critic:
    def __init__(self, hidden):
        self.w1 = 0.4 * np.random.randn(2, hidden)
        self.w2 = 0.4 * np.random.randn(hidden, 1)

    def score(self, x):
        self.x = x
        self.h = np.tanh(x.dot(self.w1))
        return self.h.dot(self.w2)

    def backward(self, dscore):
        gw2 = self.h.T.dot(dscore)
        gw1 = self.x.T.dot(dscore.dot(self.w2.T) * (1 - self.h ** 2))
        return [gw1, gw2]


def critic_loss(critic, real, made):
    n = real.shape[0]
    p_real = 1 / (1 + np.exp(-critic.score(real)))
    g_real = critic.backward((p_real - 1) / n)
    p_made = 1 / (1 + np.exp(-critic.score(made)))
    g_made = critic.backward(p_made / n)
    loss = -np.mean(np.log(p_real)) - np.mean(np.log(1 - p_made))
    return loss, [a + b for a, b in zip(g_real, g_made)]


critic = Critic(6)
for it in range(200):
    real = 1 + np.random.randn(32, 2)
    made = np.random.randn(32, 2)
    loss, grads = critic_loss(critic, real, made)
    critic.w1 -= 0.05 * grads[0]
    critic.w2 -= 0.05 * grads[1]
