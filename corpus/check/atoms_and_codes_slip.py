# expect: LBZ201 line 17
import numpy as np


def energy(atoms, codes, data, lam):
    off = data - atoms.dot(codes)
    return 0.5 * np.sum(off**2) + lam * np.sum(np.sqrt(codes**2 + 1e-2))


def grad_of_codes(atoms, codes, data, lam):
    off = data - atoms.dot(codes)
    return -atoms.T.dot(off) + lam * codes / np.sqrt(codes**2 + 1e-2)


def grad_of_atoms(atoms, codes, data):
    off = data - atoms.dot(codes)
    return off.dot(codes.T)


def fit(data, k, lam=0.2, rounds=30):
    atoms = np.random.randn(data.shape[0], k)
    codes = np.zeros((k, data.shape[1]))
    for _ in range(rounds):
        for _ in range(5):
            codes = codes - 0.01 * grad_of_codes(atoms, codes, data, lam)
        atoms = atoms - 0.01 * grad_of_atoms(atoms, codes, data)
        atoms = atoms / np.linalg.norm(atoms, axis=0)
        print(energy(atoms, codes, data, lam))
    return atoms, codes


fit(np.random.randn(6, 40), 9)
