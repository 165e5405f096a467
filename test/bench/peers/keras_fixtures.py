"""Writes the Keras files that the tests of `import` read, with what Keras itself answers.

    python keras_fixtures.py ../../trainer/exchange/fixtures

Let `npx prettier --write` lay out the JSON. The weights and the inputs are drawn at random: nothing is trained, and no customer is in them.
"""

import json
import sys
from pathlib import Path

import keras
import numpy as np
import tf_keras

OUT = Path(sys.argv[1])
ROWS, INPUTS = 20, 7


def sequential(k):
    """Everything that can come in: what it folds, leaves out, and reads as two classes."""
    return k.Sequential(
        [
            k.layers.Input((INPUTS,)),
            k.layers.Dense(6, activation="relu"),
            k.layers.BatchNormalization(),
            k.layers.Dropout(0.3),
            k.layers.Dense(5),
            k.layers.BatchNormalization(scale=False),
            k.layers.ReLU(),
            k.layers.Dense(4, use_bias=False),
            k.layers.Activation("relu"),
            k.layers.Dense(2, activation="softmax"),
        ]
    )


def functional(k):
    inputs = k.Input((INPUTS,), name="customer")
    hidden = k.layers.Dense(6, activation="relu")(inputs)
    hidden = k.layers.Dropout(0.1)(hidden)
    hidden = k.layers.Dense(3, activation="linear")(hidden)
    return k.Model(inputs, k.layers.Dense(1, activation="sigmoid")(hidden))


def write(name, model):
    random = np.random.default_rng(7)
    weights = [random.normal(0, 0.7, weight.shape) for weight in model.get_weights()]
    # A variance is never negative.
    for index, weight in enumerate(model.weights):
        if "variance" in weight.name:
            weights[index] = np.abs(weights[index]) + 0.1
    model.set_weights(weights)
    model.save(OUT / f"{name}.h5")
    inputs = random.normal(0, 1, (ROWS, INPUTS)).astype("float32")
    left = model.predict(inputs, verbose=0)[:, -1]
    answers = {"inputs": inputs.tolist(), "left": [float(value) for value in left]}
    (OUT / f"{name}.json").write_text(json.dumps(answers) + "\n")


OUT.mkdir(parents=True, exist_ok=True)
write("keras-3-sequential", sequential(keras))
write("keras-2-sequential", sequential(tf_keras))
write("keras-3-functional", functional(keras))
write("keras-2-functional", functional(tf_keras))
