"""What Keras and ONNX Runtime make of exported files, for 1,000 customers.

    python exchange_export.py FOLDER

The folder holds bank.h5, bank.keras, bank.onnx, bank.preprocess.json and customers.csv. Prints one
line of JSON: the probabilities of each customer, by reader.
"""

import csv
import json
import sys
from pathlib import Path

import keras
import numpy as np
import onnx
import onnxruntime
import tf_keras

sys.path.append(str(Path(__file__).parents[3] / "trainer" / "python"))
from score import preprocess, score  # noqa: E402

FOLDER = Path(sys.argv[1])
described = json.loads((FOLDER / "bank.preprocess.json").read_text("utf-8"))
with open(FOLDER / "customers.csv", encoding="utf-8", newline="") as table:
    customers = list(csv.DictReader(table))


def run_onnx():
    """Raw columns in: numbers as floats with NaN where missing, words as they are."""
    onnx.checker.check_model(str(FOLDER / "bank.onnx"), full_check=True)
    session = onnxruntime.InferenceSession(FOLDER / "bank.onnx")
    feeds = {}
    for column in session.get_inputs():
        cells = [row[column.name] for row in customers]
        if column.type == "tensor(float)":
            cells = [float(cell) if cell else float("nan") for cell in cells]
        dtype = "float32" if column.type == "tensor(float)" else object
        feeds[column.name] = np.array(cells, dtype).reshape(-1, 1)
    return session.run(["churn_probability"], feeds)[0][:, 0]


inputs = preprocess(described, customers)
answers = {
    # Before calibration, as the network itself puts it out.
    "keras 3, .h5, uncalibrated": keras.models.load_model(FOLDER / "bank.h5").predict(inputs, verbose=0)[:, 0],
    "keras 2, .h5, uncalibrated": tf_keras.models.load_model(FOLDER / "bank.h5").predict(inputs, verbose=0)[:, 0],
    "keras 3, .keras, uncalibrated": keras.models.load_model(FOLDER / "bank.keras").predict(inputs, verbose=0)[:, 0],
    "keras 3, .h5, score.py": score(keras.models.load_model(FOLDER / "bank.h5"), described, customers),
    "onnxruntime": run_onnx(),
}
print(json.dumps({name: [float(value) for value in values] for name, values in answers.items()}))
