# A transformer of 24 layers, before any framework: the loss by every weight.
#   leibniz derive examples/transformer.py --wrt params --quiet
# wrt: params
layers = 24
B, T, V = 8, 1024, 50257  # samples, tokens, words
d, H, k, m = 768, 12, 64, 3072  # width, heads, width of a head, width of the MLP

x: (B, T, d)  # embedded tokens, with their positions
y: (B, T, V)  # the token that follows each, one-hot
mask: (T, T)  # 0 where a token may look, a large negative number where it may not

weights = {
    "layers": [
        {
            "Wq": np.random.randn(H, d, k),
            "Wk": np.random.randn(H, d, k),
            "Wv": np.random.randn(H, d, k),
            "Wo": np.random.randn(H, k, d),
            "gain1": np.random.randn(d),
            "bias1": np.random.randn(d),
            "gain2": np.random.randn(d),
            "bias2": np.random.randn(d),
            "W1": np.random.randn(d, m),
            "b1": np.random.randn(m),
            "W2": np.random.randn(m, d),
            "b2": np.random.randn(d),
        }
        for _ in range(layers)
    ],
    "gain": np.random.randn(d),
    "bias": np.random.randn(d),
    "out": np.random.randn(d, V),
}


def layer_norm(a, gain, bias):
    mean = np.mean(a, axis=-1, keepdims=True)
    var = np.mean((a - mean) ** 2, axis=-1, keepdims=True)
    return gain * (a - mean) / np.sqrt(var + 1e-5) + bias


def attention(a, p):
    q = np.einsum("btd,hdk->bhtk", a, p["Wq"])
    key = np.einsum("btd,hdk->bhtk", a, p["Wk"])
    v = np.einsum("btd,hdk->bhtk", a, p["Wv"])
    scores = np.einsum("bhtk,bhsk->bhts", q, key) / np.sqrt(k) + mask
    return np.einsum("bhts,bhsk,hkd->btd", softmax(scores, axis=-1), v, p["Wo"])


def mlp(a, p):
    return gelu(a @ p["W1"] + p["b1"]) @ p["W2"] + p["b2"]


h = x
for p in weights["layers"]:
    h = h + attention(layer_norm(h, p["gain1"], p["bias1"]), p)
    h = h + mlp(layer_norm(h, p["gain2"], p["bias2"]), p)

logits = layer_norm(h, weights["gain"], weights["bias"]) @ weights["out"]
loss = -np.mean(np.sum(y * log_softmax(logits, axis=-1), axis=-1))
