import numpy as np


def encode(images, W, b):
    # images: (batch, 28, 28)
    # W: (784, hidden)
    # b: (hidden,)
    batch = images.shape[0]
    flat = images.reshape(batch, -1)  # (batch, 784)  #!! flat = images.reshape(batch, -1)  # (batch, 28)
    z = flat @ W + b  # shape: (batch, hidden)  #!! z = flat @ W + b  # shape: (hidden, batch)
    h = np.maximum(z, 0)  # same shape as z
    m = h.max(axis=1)  # (batch,)  #!! m = h.max(axis=1)  # (batch, 1)
    centred = h - m[:, np.newaxis]  # [batch, hidden]
    gram = centred.T @ centred  # hidden x hidden  #!! gram = centred.T @ centred  # batch x batch
    return gram


images = np.random.rand(6, 28, 28)
hidden = 10
W = np.random.randn(784, hidden) * 0.01  # Shape: (784, 10)
b = np.zeros(hidden)
G = encode(images, W, b)  # (10, 10)
d = np.diag(G)  # (10,)
outer = d[:, None] * d[None, :]  # -> (10, 10)
stacked = np.stack([G, outer])  # (2, 10, 10)  #!! stacked = np.stack([G, outer])  # (10, 10, 2)
