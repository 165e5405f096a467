"""Trains the original project's kind of network: for each number of epochs on stdin, the milliseconds of one."""

import sys
import time

import keras
import numpy as np

ROWS, INPUTS, BATCH = 8000, 12, 32

random = np.random.default_rng(1)
inputs = random.standard_normal((ROWS, INPUTS)).astype("float32")
left = (random.random(ROWS) < 0.2).astype("float32")
model = keras.Sequential(
    [
        keras.Input((INPUTS,)),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(32, activation="relu"),
        keras.layers.Dense(1, activation="sigmoid"),
    ]
)
model.compile("adam", "binary_crossentropy")
for line in sys.stdin:
    epochs = int(line)
    start = time.perf_counter()
    model.fit(inputs, left, batch_size=BATCH, epochs=epochs, verbose=0)
    print(1000 * (time.perf_counter() - start) / epochs, flush=True)
