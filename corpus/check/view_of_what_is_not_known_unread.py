# expect: clean
class LayerNorm:
        self.bias_grad[:] = 0
class RMSNorm:
    def __init__(self, n_embd: int, eps: float = 1e-6) -> None:
        self.weight = np.ones(n_embd)
        self.eps = eps
        self.weight_grad = np.zeros(n_embd)
def check(layer, shape: Tuple[int, ...], h: float = 1e-5) -> float:
    rng = np.random.default_rng(1337)
    x = rng.standard_normal(shape)
    g = rng.standard_normal(shape)
    for ix in [(0, 0, 0), (1, 2, 3), (0, 1, 5)]:
        old = x[ix]
        x[ix] = old + h
        x[ix] = old - h
        x[ix] = old
    return worst
if __name__ == "__main__":
    print("layernorm", check(LayerNorm(8), (2, 3, 8)))
    print("rmsnorm", check(RMSNorm(8), (2, 3, 8)))
