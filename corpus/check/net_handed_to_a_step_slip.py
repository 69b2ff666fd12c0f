# expect: LBZ202 line 33
import sys
import numpy as np


class Net:
    def __init__(self, n_in, n_out, n_hidden=12):
        self.W1 = 0.3 * np.random.randn(n_in, n_hidden)
        self.W2 = 0.3 * np.random.randn(n_hidden, n_out)

    def forward(self, x):
        self.x = x
        self.h = np.tanh(x @ self.W1)
        return self.h @ self.W2

    def backward(self, dout):
        self.dW2 = self.h.T @ dout
        self.dW1 = self.x.T @ ((dout @ self.W2.T) * (1 - self.h ** 2))

    def update(self, rate):
        self.W1 -= rate * self.dW1
        self.W2 -= rate * self.dW2


def huber(r):
    a = np.abs(r)
    return np.where(a <= 1, 0.5 * r ** 2, a - 0.5)


def train_step(net, x, target, rate=0.01):
    out = net.forward(x)
    diff = out - target
    net.backward(np.clip(diff, -1, 1) / len(diff))
    net.update(rate)
    return np.mean(huber(diff))


def episodes(port):
    while True:
        line = port.readline()
        if not line:
            return
        yield line


def main(port):
    net = Net(4, 2)
    for text in episodes(port):
        x, target = decode(text)
        loss = train_step(net, x, target)
        print(loss)


if __name__ == '__main__':
    main(sys.stdin)
