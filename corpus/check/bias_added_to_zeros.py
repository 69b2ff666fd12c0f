# expect: clean
import numpy as np


class CausalConv1d:
    """Dilated causal convolution (WaveNet style). x is (batch, time, c_in)."""

    def __init__(self, c_in, c_out, kernel_size=2, dilation=1, rng=None):
        rng = rng or np.random.default_rng(0)
        self.kernel_size = kernel_size
        self.dilation = dilation
        scale = np.sqrt(2.0 / (c_in * kernel_size))
        self.weight = rng.normal(0.0, scale, size=(kernel_size, c_in, c_out))
        self.bias = np.zeros(c_out)

    def forward(self, x):
        b, t, c = x.shape
        pad = (self.kernel_size - 1) * self.dilation
        self.x_pad = np.concatenate([np.zeros((b, pad, c)), x], axis=1)
        out = np.zeros((b, t, self.weight.shape[2])) + self.bias
        for k in range(self.kernel_size):
            s = k * self.dilation
            out += self.x_pad[:, s:s + t, :] @ self.weight[k]
        return out

    def backward(self, grad_out):
        b, t, _ = grad_out.shape
        pad = (self.kernel_size - 1) * self.dilation
        grad_pad = np.zeros_like(self.x_pad)
        self.weight_grad = np.zeros_like(self.weight)
        self.bias_grad = grad_out.sum(axis=(0, 1))
        for k in range(self.kernel_size):
            s = k * self.dilation
            self.weight_grad[k] = np.tensordot(self.x_pad[:, s:s + t, :], grad_out, axes=([0, 1], [0, 1]))
            grad_pad[:, s:s + t, :] += grad_out @ self.weight[k].T
        return grad_pad[:, pad:, :]


class Tanh:
    def forward(self, x):
        self.y = np.tanh(x)
        return self.y

    def backward(self, grad_out):
        return grad_out * (1 - self.y ** 2)


if __name__ == '__main__':
    rng = np.random.default_rng(5)
    t = np.arange(40)
    wave = np.stack([np.sin(0.3 * t + p) for p in rng.uniform(0, 6, 8)])[:, :, None]
    x, y = wave[:, :-1], wave[:, 1:]
    layers = [CausalConv1d(1, 6, 2, 1, rng), Tanh(), CausalConv1d(6, 6, 2, 2, rng), Tanh(),
              CausalConv1d(6, 1, 2, 4, rng)]
    for step in range(100):
        h = x
        for layer in layers:
            h = layer.forward(h)
        err = h - y
        grad = 2 * err / err.size
        for layer in layers[::-1]:
            grad = layer.backward(grad)
        for layer in layers:
            if isinstance(layer, CausalConv1d):
                layer.weight -= 0.1 * layer.weight_grad
                layer.bias -= 0.1 * layer.bias_grad
        if step % 25 == 0:
            print(step, np.mean(err ** 2))
