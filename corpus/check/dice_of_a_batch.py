# expect: clean
import numpy as np


class SoftDiceLoss:
    """
    Soft Dice loss for binary segmentation maps, averaged over the batch.

        loss = 1 - (2 * sum(p * g) + smooth) / (sum(p^2) + sum(g^2) + smooth)

    logits, target: (N, H, W)
    """

    def __init__(self, smooth=1.0):
        self.smooth = smooth

    def __call__(self, logits, target):
        self.target = target
        self.p = 1.0 / (1.0 + np.exp(-logits))
        self.num = 2 * np.sum(self.p * target, axis=(1, 2)) + self.smooth
        self.den = np.sum(self.p ** 2, axis=(1, 2)) + np.sum(target ** 2, axis=(1, 2)) + self.smooth
        return np.mean(1 - self.num / self.den)

    def backward(self):
        n = self.p.shape[0]
        num = self.num[:, None, None]
        den = self.den[:, None, None]
        grad_p = -(2 * self.target * den - num * 2 * self.p) / den ** 2
        grad_logits = grad_p * self.p * (1 - self.p)
        return grad_logits / n


def make_blobs(n, size, rng):
    yy, xx = np.mgrid[0:size, 0:size]
    masks = np.zeros((n, size, size))
    for k in range(n):
        cy, cx = rng.uniform(2, size - 2, 2)
        masks[k] = ((yy - cy) ** 2 + (xx - cx) ** 2 < 6).astype(float)
    images = masks + 0.4 * rng.normal(size=masks.shape)
    return images, masks


if __name__ == '__main__':
    rng = np.random.default_rng(8)
    images, masks = make_blobs(6, 8, rng)
    criterion = SoftDiceLoss()
    a, c = 0.1, 0.0
    for step in range(60):
        logits = a * images + c
        loss = criterion(logits, masks)
        g = criterion.backward()
        a -= 2.0 * np.sum(g * images)
        c -= 2.0 * np.sum(g)
        if step % 20 == 0:
            print('dice loss', loss)
