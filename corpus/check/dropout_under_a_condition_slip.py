# expect: LBZ202 line 44
import numpy as np

np.random.seed(17)


def relu(x):
    return np.maximum(x, 0)


class DropoutNet:
    '''Regression net: 1 hidden layer with (inverted) dropout'''

    def __init__(self, n_in, n_hid, keep_prob=0.8):
        self.w1 = np.random.randn(n_in, n_hid) * np.sqrt(2. / n_in)
        self.b1 = np.zeros((1, n_hid))
        self.w2 = np.random.randn(n_hid, 1) * np.sqrt(1. / n_hid)
        self.b2 = np.zeros((1, 1))
        self.keep_prob = keep_prob

    def make_mask(self, n):
        return np.random.rand(n, self.b1.shape[1]) < self.keep_prob

    def forward(self, x, mask=None):
        z1 = np.dot(x, self.w1) + self.b1
        a1 = relu(z1)
        if mask is not None:
            a1 = a1 * mask / self.keep_prob
        out = np.dot(a1, self.w2) + self.b2
        self.cache = (x, z1, a1, mask)
        return out

    def cost(self, out, y):
        return np.sum((out - y) ** 2) / (2 * y.shape[0])

    def backward(self, out, y):
        x, z1, a1, mask = self.cache
        m = y.shape[0]
        dout = (out - y) / m
        dw2 = np.dot(a1.T, dout)
        db2 = np.sum(dout, axis=0, keepdims=True)
        da1 = np.dot(dout, self.w2.T)
        if mask is not None:
            da1 = da1 * mask
        dz1 = da1 * (z1 > 0)
        dw1 = np.dot(x.T, dz1)
        db1 = np.sum(dz1, axis=0, keepdims=True)
        return dw1, db1, dw2, db2

    def update(self, grads, lr):
        dw1, db1, dw2, db2 = grads
        self.w1 -= lr * dw1
        self.b1 -= lr * db1
        self.w2 -= lr * dw2
        self.b2 -= lr * db2


x = np.random.randn(64, 5)
y = np.sin(x[:, :1]) + x[:, 1:2] ** 2
net = DropoutNet(5, 16)
for i in range(200):
    out = net.forward(x, net.make_mask(x.shape[0]))
    grads = net.backward(out, y)
    net.update(grads, 0.05)
    if i % 50 == 0:
        print('iter', i, 'train cost', net.cost(out, y))
print('test-time cost', net.cost(net.forward(x), y))
