# expect: clean
import numpy as np


def gram_matrix(F):
    """F: (C, H, W) feature maps -> (C, C)"""
    C, H, W = F.shape
    f = F.reshape(C, -1)
    return f @ f.T / (H * W)


def style_loss(F, A, weight):
    G = gram_matrix(F)
    return weight * np.sum((G - A) ** 2)


def style_loss_grad(F, A, weight):
    C, H, W = F.shape
    f = F.reshape(C, H * W)
    G = f @ f.T / (H * W)
    dG = 2 * weight * (G - A)
    df = (dG + dG.T) @ f / (H * W)
    return df.reshape(C, H, W)


def content_loss(F, P, weight):
    return 0.5 * weight * np.sum((F - P) ** 2)


def content_loss_grad(F, P, weight):
    return weight * (F - P)


if __name__ == '__main__':
    rs = np.random.RandomState(6)
    style = rs.rand(3, 5, 5)
    content = rs.rand(3, 5, 5)
    A = gram_matrix(style)
    img = content + 0.1 * rs.randn(3, 5, 5)
    for i in range(100):
        dimg = style_loss_grad(img, A, 5.0) + content_loss_grad(img, content, 0.1)
        img -= 0.1 * dimg
        if i % 25 == 0:
            print(i, style_loss(img, A, 5.0) + content_loss(img, content, 0.1))
