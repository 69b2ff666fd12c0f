# expect: LBZ201 line 26
import numpy as np


class InstanceNorm2d:
    """Instance normalisation for style transfer nets. Input layout N, C, H, W."""

    def __init__(self, num_channels, eps=1e-5):
        self.gamma = np.ones((1, num_channels, 1, 1))
        self.beta = np.zeros((1, num_channels, 1, 1))
        self.eps = eps

    def forward(self, x):
        mean = np.mean(x, axis=(2, 3), keepdims=True)
        var = np.mean((x - mean) ** 2, axis=(2, 3), keepdims=True)
        self.inv_std = 1.0 / np.sqrt(var + self.eps)
        self.x_hat = (x - mean) * self.inv_std
        return self.gamma * self.x_hat + self.beta

    def backward(self, d_out):
        self.d_gamma = np.sum(d_out * self.x_hat, axis=(0, 2, 3), keepdims=True)
        self.d_beta = np.sum(d_out, axis=(0, 2, 3), keepdims=True)

        d_xhat = d_out * self.gamma
        mean_d = np.mean(d_xhat, axis=(2, 3), keepdims=True)
        mean_dx = np.mean(d_xhat * self.x_hat, axis=(0, 2, 3), keepdims=True)
        d_x = self.inv_std * (d_xhat - mean_d - self.x_hat * mean_dx)
        return d_x


def style_target_loss(out, target):
    d = out - target
    return 0.5 * np.sum(d * d) / out.shape[0], d / out.shape[0]


def main():
    rng = np.random.RandomState(13)
    layer = InstanceNorm2d(3)
    layer.gamma = 1 + 0.1 * rng.randn(1, 3, 1, 1)
    layer.beta = 0.1 * rng.randn(1, 3, 1, 1)
    x = 2 * rng.randn(4, 3, 5, 6) + 1
    target = rng.randn(4, 3, 5, 6)
    for it in range(50):
        out = layer.forward(x)
        loss, d_out = style_target_loss(out, target)
        d_x = layer.backward(d_out)
        layer.gamma -= 0.01 * layer.d_gamma
        layer.beta -= 0.01 * layer.d_beta
        x -= 0.5 * d_x
        if it % 10 == 0:
            print('%3d  loss %.5f' % (it, loss))


if __name__ == '__main__':
    main()
