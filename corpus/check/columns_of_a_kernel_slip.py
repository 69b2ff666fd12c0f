# expect: LBZ101 line 49
import numpy as np


def im2col(x, k):
    """Unroll all k x k patches of x (no padding, stride 1).

    x : (N, C, H, W)
    returns cols : (C*k*k, N*Ho*Wo)
    """
    N, C, H, W = x.shape
    Ho, Wo = H - k + 1, W - k + 1
    cols = np.empty((C, k, k, N, Ho, Wo))
    for i in range(k):
        for j in range(k):
            cols[:, i, j] = x[:, :, i:i + Ho, j:j + Wo].transpose(1, 0, 2, 3)
    return cols.reshape(C * k * k, -1)


def col2im(cols, shape, k):
    N, C, H, W = shape
    Ho, Wo = H - k + 1, W - k + 1
    cols = cols.reshape(C, k, k, N, Ho, Wo)
    x = np.zeros(shape)
    for i in range(k):
        for j in range(k):
            x[:, :, i:i + Ho, j:j + Wo] += cols[:, i, j].transpose(1, 0, 2, 3)
    return x                        # (N, C, H, W)


class Conv:
    def __init__(self, C, F, k):
        self.k, self.F = k, F
        self.W = np.random.randn(F, C, k, k) * np.sqrt(2.0 / (C * k * k))
        self.b = np.zeros((F, 1))

    def forward(self, x):
        self.shape = x.shape
        N, C, H, W = x.shape
        Ho, Wo = H - self.k + 1, W - self.k + 1
        self.cols = im2col(x, self.k)
        out = self.W.reshape(self.F, -1) @ self.cols + self.b       # (F, N*Ho*Wo)
        return out.reshape(self.F, N, Ho, Wo).transpose(1, 0, 2, 3)   # (N, F, Ho, Wo)

    def backward(self, dout):
        d = dout.transpose(1, 0, 2, 3).reshape(self.F, -1)          # (F, N*Ho*Wo)
        self.dW = (d @ self.cols.T).reshape(self.W.shape)
        self.db = d.sum(axis=1, keepdims=True)                      # (F, 1)
        # dcols: (F*k*k, N*Ho*Wo)
        dcols = self.W.reshape(self.F, -1).T @ d
        return col2im(dcols, self.shape, self.k)


np.random.seed(5)
conv = Conv(C=2, F=4, k=3)
x = np.random.randn(3, 2, 7, 6)
y = np.random.randn(3, 4, 5, 4)
for it in range(20):
    out = conv.forward(x)
    diff = (out - y) / x.shape[0]
    dx = conv.backward(diff)
    conv.W -= 0.05 * conv.dW
    conv.b -= 0.05 * conv.db
    if it % 5 == 0:
        print('%d: %.4f' % (it, 0.5 * np.sum((out - y) ** 2) / x.shape[0]))
