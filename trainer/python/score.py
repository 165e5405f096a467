"""Scores customers with an exported network: what stands before and after it, in numpy.

    python score.py bank.h5 bank.preprocess.json customers.csv
"""

import csv
import json
import sys

import keras
import numpy as np


def encode(encoder, values):
    """One column: its values, None where missing, become [customers, inputs]."""
    missing = np.array([[value is None] for value in values], float)
    kind = encoder["type"]
    if kind in ("standardize", "piecewise"):
        known = np.array([[encoder["median"] if v is None else float(v)] for v in values])
        if kind == "standardize":
            inputs = (np.clip(known, encoder["min"], encoder["max"]) - encoder["mean"]) / encoder["scale"]
        else:
            knots = np.array(encoder["knots"])
            inputs = np.clip((known - knots[:-1]) / np.diff(knots), 0, 1)
        return np.hstack([inputs, missing]) if encoder["missingIndicator"] else inputs
    if kind == "binary":
        known = [[float(encoder["fallback"] if v is None else v)] for v in values]
        return np.hstack([known, missing]) if encoder["missingIndicator"] else np.array(known)
    levels, other = encoder["levels"], int(encoder["other"])
    fallback = levels.index(encoder["fallback"])
    inputs = np.zeros((len(values), len(levels) + other + int(encoder["missing"])))
    for row, value in enumerate(values):
        if value is None:
            inputs[row, -1 if encoder["missing"] else fallback] = 1
        elif value in levels:
            inputs[row, levels.index(value)] = 1
        else:
            inputs[row, len(levels) if other else fallback] = 1
    return inputs


def read(feature, cell, missing_words):
    """One cell of the table, as the schema has it."""
    cell = cell.strip()
    if cell == "" or cell in missing_words:
        return None
    if feature["type"] == "numeric":
        return float(cell)
    if feature["type"] == "categorical":
        return cell
    no, yes = (value["value"].lower() for value in feature["values"])
    words = {"0": False, "false": False, "1": True, "true": True, no: False, yes: True}
    return words[cell.lower()]


def preprocess(file, rows):
    """Rows of texts become the network's inputs, float32 [customers, inputs]."""
    schema, encoders = file["schema"], file["preprocess"]["encoders"]
    columns = [
        encode(encoder, [read(feature, row[feature["name"]], schema["missingWords"]) for row in rows])
        for feature, encoder in zip(schema["features"], encoders)
    ]
    return np.hstack(columns).astype("float32")


def calibrate(calibration, logits):
    """What the last unit holds becomes probabilities."""
    if calibration["method"] == "isotonic":
        calibrated = np.interp(logits, calibration["logits"], calibration["calibrated"])
    else:
        calibrated = logits / calibration["temperature"] + calibration.get("bias", 0)
    probabilities = 1 / (1 + np.exp(-calibrated))
    return np.clip(probabilities, 1e-6, 1 - 1e-6)


def score(model, file, rows):
    """The calibrated probability of leaving of each row. The model gives logits from then on."""
    model.layers[-1].activation = keras.activations.linear
    logits = model.predict(preprocess(file, rows), verbose=0)[:, 0].astype(float)
    return calibrate(file["calibration"], logits)


if __name__ == "__main__":
    with open(sys.argv[2], encoding="utf-8") as text:
        described = json.load(text)
    with open(sys.argv[3], encoding="utf-8", newline="") as table:
        customers = list(csv.DictReader(table))
    for probability in score(keras.models.load_model(sys.argv[1]), described, customers):
        print(probability)
