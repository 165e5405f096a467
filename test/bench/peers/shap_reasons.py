"""Explains a network with shap: a line of JSON with the model, then one for each customer, in and out."""

import json
import os
import sys
import time
import warnings

import numpy as np
import shap
from shap.utils._legacy import DenseData

warnings.filterwarnings("ignore")

described = json.loads(sys.stdin.readline())
layers = [(np.array(layer["kernel"]), np.array(layer["bias"])) for layer in described["layers"]]
rows, weights = np.array(described["rows"]), np.array(described["weights"])
groups = [list(range(one["start"], one["start"] + one["width"])) for one in described["features"]]
temperature, bias = described["temperature"], described["bias"]


def in_numpy(inputs):
    """Float64 [customers]: the logits, as fast as Python has them."""
    values = inputs
    for kernel, shift in layers[:-1]:
        values = np.maximum(values @ kernel + shift, 0)
    kernel, shift = layers[-1]
    return (values @ kernel + shift)[:, 0]


def in_keras():
    """The same from a Keras network, which is what shap is usually given."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import keras

    network = keras.Sequential([keras.Input((layers[0][0].shape[0],))])
    for index, (kernel, _shift) in enumerate(layers):
        activation = "relu" if index < len(layers) - 1 else "linear"
        network.add(keras.layers.Dense(kernel.shape[1], activation=activation))
    network.set_weights([weights for layer in layers for weights in layer])
    return lambda inputs: network.predict(inputs, verbose=0, batch_size=4096)[:, 0]


logits_of = in_keras() if described["network"] == "keras" else in_numpy


def probability(inputs):
    """Float64 [customers]: the calibrated probability."""
    return 1 / (1 + np.exp(-(logits_of(inputs) / temperature + bias)))


class Features:
    """Masks whole features: those that are left out are the background's, row by row."""

    def __init__(self, inputs):
        self.inputs = inputs
        self.shape = (len(rows), len(groups))

    def __call__(self, mask, _x):
        masked = rows.copy()
        for taken, inputs in zip(mask, groups):
            if taken:
                masked[:, inputs] = self.inputs[inputs]
        return (masked,)


def weighed(inputs):
    """As shap averages over rows that count the same: each times what it counts for."""
    repeats = len(inputs) // len(rows)
    return probability(inputs) * np.tile(weights * len(rows), repeats)


def exact(inputs):
    explainer = shap.explainers.Exact(weighed, Features(inputs))
    found = explainer(np.arange(len(groups), dtype=float)[None], silent=True)
    return float(found.base_values[0]), found.values[0]


names = [str(index) for index in range(len(groups))]
kernel_explainer = shap.KernelExplainer(probability, DenseData(rows, names, groups, weights))


def kernel(inputs):
    return float(kernel_explainer.expected_value), kernel_explainer.shap_values(inputs, silent=True, l1_reg=False)


EXPLAINERS = {"exact": exact, "kernel": kernel}
for line in sys.stdin:
    question = json.loads(line)
    start = time.perf_counter()
    base, points = EXPLAINERS[question["explainer"]](np.array(question["inputs"]))
    ms = 1000 * (time.perf_counter() - start)
    print(json.dumps({"ms": ms, "base": base, "points": np.asarray(points).tolist()}), flush=True)
