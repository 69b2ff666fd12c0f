# expect: LBZ202 line 58
# Siamese embedding net with triplet and contrastive loss
import numpy as np

np.random.seed(39)


class EmbeddingNet:

    def __init__(self, nIn, nHidden, nOut):
        self.W1 = np.random.randn(nIn, nHidden) * np.sqrt(2.0 / nIn)
        self.b1 = np.zeros((1, nHidden))
        self.W2 = np.random.randn(nHidden, nOut) * np.sqrt(1.0 / nHidden)
        self.b2 = np.zeros((1, nOut))
        self.zeroGrad()

    def zeroGrad(self):
        self.gradW1 = np.zeros_like(self.W1)
        self.gradb1 = np.zeros_like(self.b1)
        self.gradW2 = np.zeros_like(self.W2)
        self.gradb2 = np.zeros_like(self.b2)

    def forward(self, x):
        z = np.dot(x, self.W1) + self.b1
        h = z * (z > 0)
        e = np.dot(h, self.W2) + self.b2
        return e, (x, z, h)

    def backward(self, gradE, cache):
        # the branches share the weights, so the gradients add up
        x, z, h = cache
        self.gradW2 += np.dot(h.T, gradE)
        self.gradb2 += np.sum(gradE, axis=0, keepdims=True)
        gradH = np.dot(gradE, self.W2.T)
        gradZ = gradH * (z > 0)
        self.gradW1 += np.dot(x.T, gradZ)
        self.gradb1 += np.sum(gradZ, axis=0, keepdims=True)
        return np.dot(gradZ, self.W1.T)

    def step(self, lr):
        for name in ['W1', 'b1', 'W2', 'b2']:
            setattr(self, name, getattr(self, name) - lr * getattr(self, 'grad' + name))


def tripletLoss(a, p, n, margin=1.0):
    """
    a, p, n: anchor, positive, negative embeddings, [batch x dim]
    returns the mean loss and the gradients for a, p and n
    """
    m = a.shape[0]
    dPos = np.sum((a - p) ** 2, axis=1)          # squared distances
    dNeg = np.sum((a - n) ** 2, axis=1)
    viol = dPos - dNeg + margin
    active = (viol > 0).astype(float)[:, None]   # [batch x 1]
    loss = np.mean(np.maximum(viol, 0))
    gradA = 2 * active * (n - p) / m
    gradP = -2 * active * (a - p) / m
    gradN = active * (a - n) / m
    return loss, gradA, gradP, gradN


def tripletStep(net, xa, xp, xn, lr):
    net.zeroGrad()
    (a, ca), (p, cp), (n, cn) = net.forward(xa), net.forward(xp), net.forward(xn)
    loss, ga, gp, gn = tripletLoss(a, p, n)
    net.backward(ga, ca)
    net.backward(gp, cp)
    net.backward(gn, cn)
    net.step(lr)
    return loss


if __name__ == '__main__':
    mu = np.random.randn(4, 6)
    net = EmbeddingNet(6, 16, 3)
    for it in range(101):
        ca = np.random.randint(4, size=20)
        cn = (ca + np.random.randint(1, 4, size=20)) % 4
        xa, xp, xn = [mu[c] + 0.3 * np.random.randn(20, 6) for c in (ca, ca, cn)]
        loss = tripletStep(net, xa, xp, xn, 0.02)
        if it % 50 == 0:
            print('%d: triplet %.4f' % (it, loss))
